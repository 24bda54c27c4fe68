import CivilTime
import SyntheticData
import Testing

/// The files follow the law that the truth file states.
@Suite struct KnownTruthTests {
  @Test func `Attention is highest at the preferred hour and the same around it`() throws {
    let preferred = HourOfWeek(day: 1, hour: 9)
    let attention = HourOfWeek.allCases.map {
      SyntheticWorld.attention(at: $0, preferred: preferred)
    }
    #expect(abs(attention[33] - 1) < 1e-12)
    #expect(attention.indices.allSatisfy { $0 == 33 || attention[$0] < attention[33] })
    #expect(attention.allSatisfy { $0 >= 0.25 })
    for distance in 1..<84 {
      #expect(abs(attention[33 + distance] - attention[(201 - distance) % 168]) < 1e-12)
    }
    // By Python: 0.25 + 0.45 exp(4 cos(2 pi 24/24) - 4) + 0.3 exp(60 cos(2 pi 24/168) - 60), and
    // the same for 3 hours.
    #expect(abs(attention[33 + 24] - 0.70000000004636) < 1e-12)
    #expect(abs(attention[33 + 3] - 0.5951654244432814) < 1e-12)
    #expect(SyntheticWorld.attention(at: preferred, preferred: nil) == 0.5)
  }

  /// How far a message was sent from the hour of day that the contact prefers.
  enum Distance: CaseIterable {
    case near, far, none

    func contains(_ hour: HourOfWeek, preferred: HourOfWeek?) -> Bool {
      guard let preferred else { return self == .none }
      let difference = abs(hour.hour - preferred.hour)
      let distance = min(difference, 24 - difference)
      return self == .near ? distance <= 1 : self == .far && distance >= 6
    }
  }

  @Test(arguments: ["email", "sms", "phone"], Distance.allCases)
  func `People respond as often as the law says`(channel: String, distance: Distance) throws {
    let world = try TestWorld.standard.get()
    let events = world.eventsByContact()
    // The last responses may lie beyond the end.
    let lastSend = world.options.end - .days(1)
    var (expected, variance, responses, sends) = (0.0, 0.0, 0, 0)
    for (contact, truth) in zip(world.rows("contacts"), world.rows("truth")) {
      let id = try #require(truth["contact_id"])
      guard let name = contact["tz"], !name.isEmpty else { continue }
      let zone = try Zone.named(name)
      let preferred = truth["preferred_hour_of_week"].flatMap { UInt8($0) }
        .flatMap(HourOfWeek.init)
      let rate = try #require(truth["response_\(channel)"].flatMap(Double.init))
      let own = events[id, default: []].filter { $0.channel == channel }
      for send in own where ["send", "call"].contains(send.type) && send.instant < lastSend {
        let hour = zone.hourOfWeek(at: send.instant)
        let isBounced = own.contains { $0.type == "bounce" && $0.message == send.message }
        guard !isBounced, distance.contains(hour, preferred: preferred) else { continue }
        let probability = rate * SyntheticWorld.attention(at: hour, preferred: preferred)
        sends += 1
        expected += probability
        variance += probability * (1 - probability)
        if send.type == "call" ? send.duration ?? 0 > 0 : isAnswered(send, in: own) {
          responses += 1
        }
      }
    }
    #expect(sends > 100)
    // Four standard errors: wrong once in 16,000 seeds, and the seed is fixed.
    #expect(abs(Double(responses) - expected) < 4 * variance.squareRoot())
  }

  @Test func `The preferred hour pays`() throws {
    var rates: [Double] = []
    let world = try TestWorld.standard.get()
    let events = world.eventsByContact()
    for distance in [Distance.near, .far] {
      var (responses, sends) = (0, 0)
      for (contact, truth) in zip(world.rows("contacts"), world.rows("truth")) {
        guard let name = contact["tz"], !name.isEmpty,
          let preferred = truth["preferred_hour_of_week"].flatMap({ UInt8($0) })
            .flatMap(HourOfWeek.init)
        else { continue }
        let zone = try Zone.named(name)
        let own = events[contact["contact_id", default: ""], default: []]
        for send in own where send.type == "send" && send.channel == "email" {
          let hour = zone.hourOfWeek(at: send.instant)
          guard distance.contains(hour, preferred: preferred) else { continue }
          sends += 1
          if isAnswered(send, in: own) { responses += 1 }
        }
      }
      rates.append(Double(responses) / Double(sends))
    }
    // The law says 0.62 against 0.25 of a contact's rate, averaged over the hours of each group.
    #expect((1.9...3.2).contains(rates[0] / rates[1]))
  }

  @Test func `Conversions come as often as the truth expects`() throws {
    let world = try TestWorld.standard.get()
    let before = world.options.end - .days(30)
    let converted = Dictionary(
      world.rows("conversions").map { ($0["contact_id"], $0["converted_at"]) },
      uniquingKeysWith: { first, _ in first }
    )
    var (atRisk, conversions, later, expected) = (0, 0, 0, 0.0)
    for (contact, truth) in zip(world.rows("contacts"), world.rows("truth")) {
      let probability = try #require(truth["conversion_probability_30d"].flatMap(Double.init))
      let won = converted[contact["contact_id"]].flatMap { $0.flatMap(Instant.parse) }
      #expect((won != nil) == (probability == 0))
      #expect(probability < 1)
      if won == nil {
        later += 1
        expected += probability
      }
      let created = try #require(contact["created_at"].flatMap(Instant.parse))
      guard created < before, won.map({ $0 >= before }) ?? true else { continue }
      atRisk += 1
      if won != nil { conversions += 1 }
    }
    // The law does not change with time and people change slowly, so the 30 days before the end
    // foretell those after it; 4 standard errors, and a fifth for those who have just come.
    let rate = Double(conversions) / Double(atRisk)
    let mean = expected / Double(later)
    let standardError = (rate * (1 - rate) / Double(atRisk)).squareRoot()
    #expect(abs(rate - mean) < 4 * standardError + 0.2 * mean)
  }

  private func isAnswered(_ send: Event, in events: [Event]) -> Bool {
    events.contains {
      $0.message == send.message && $0.machine != "true"
        && ["open", "click", "reply"].contains($0.type)
    }
  }
}
