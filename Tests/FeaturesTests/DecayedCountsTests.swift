import CRMData
import CivilTime
import Features
import TestSupport
import Testing

@Suite("Decayed counts")
struct DecayedCountsTests {
  private func counts(_ events: [Event], halfLife: Double, asOf: Instant) -> DecayedCounts {
    var counts = DecayedCounts(halfLifeDays: halfLife)
    events.withUnsafeBufferPointer { counts.read($0, asOf: asOf) }
    return counts
  }

  @Test("an event is worth one when it is new and half after each half-life")
  func halving() {
    let events = [event("open", "2024-01-01")]
    for (day, expected) in [("2024-01-01", 1.0), ("2024-01-15", 0.5), ("2024-01-29", 0.25)] {
      #expect(counts(events, halfLife: 14, asOf: instant(day))[.open] == expected)
    }
    // 2^(−1/14) = 0.951695… (Python)
    let day = counts(events, halfLife: 14, asOf: instant("2024-01-02"))[.open]
    #expect(abs(day - 0.951_695_153_010_619_6) < 1e-12)
  }

  @Test("the count is the sum of 2^(−age/half-life)", arguments: 1...10)
  func closedForm(seed: UInt64) {
    let events = randomEvents(seed: seed, count: 300)
    let asOf = instant("2024-03-01")
    let halfLife = Double(seed) * 3.5
    let counts = counts(events, halfLife: halfLife, asOf: asOf)
    for type in Set(events.map(\.type)) {
      var expected = 0.0
      for event in events
      where event.type == type && event.instant <= asOf && event.machine != .yes
        && (type != .call || event.answered)
      {
        var weight = 1.0
        // Whole half-lives by halving, the rest by a series of its own: no exp2 as in the room.
        var age = Double((asOf - event.instant).microseconds) / 86_400e6 / halfLife
        while age >= 1 {
          weight /= 2
          age -= 1
        }
        var term = 1.0
        var power = 0.0
        for index in 1...30 {
          power += term
          term *= -age * 0.693_147_180_559_945_3 / Double(index)
        }
        expected += weight * power
      }
      // Each event is rounded to a multiple of 2⁻⁴⁰.
      #expect(abs(counts[type] - expected) < 300 * 0x1p-40, "seed \(seed), type \(type.rawValue)")
    }
  }

  @Test("the order of events does not matter to the last bit", arguments: 1...5)
  func order(seed: UInt64) {
    var random = SplitMix(seed: seed)
    let asOf = instant("2024-06-01")
    let events = randomEvents(seed: seed, count: 500)
    let expected = counts(events, halfLife: 9, asOf: asOf)
    let shuffled = counts(events.shuffled(using: &random), halfLife: 9, asOf: asOf)
    for code in UInt8.min...UInt8.max {
      let type = EventType(rawValue: code)
      #expect(expected[type] == shuffled[type])
    }
  }

  @Test("machine events and unanswered calls do not count, unknown origin does")
  func whatCounts() {
    let asOf = instant("2024-01-02")
    let events = [
      event("open", "2024-01-02", machine: .yes), event("open", "2024-01-02", machine: .unknown),
      event("call", "2024-01-02", .phone), event("call", "2024-01-02", .phone, answered: true),
    ].sorted()
    let counts = counts(events, halfLife: .infinity, asOf: asOf)
    #expect(counts[.open] == 1)
    #expect(counts[.call] == 1)
    #expect(counts[.click] == 0)
  }

  @Test("an event at the instant itself counts, one after it does not")
  func asOf() {
    let events = [event("open", "2024-01-02"), event("open", "2024-01-02T00:00:00.001Z")]
    #expect(counts(events, halfLife: 1, asOf: instant("2024-01-02"))[.open] == 1)
  }

  @Test("future events change nothing", arguments: 1...5)
  func future(seed: UInt64) {
    let asOf = instant("2024-02-10")
    let events = randomEvents(seed: seed, count: 300)
    let past = counts(events.filter { $0.instant <= asOf }, halfLife: 20, asOf: asOf)
    let all = counts(events, halfLife: 20, asOf: asOf)
    for code in UInt8.min...UInt8.max {
      let type = EventType(rawValue: code)
      #expect(past[type] == all[type])
    }
  }

  @Test("without decay an event counts one for ever")
  func noDecay() {
    let events = [event("open", "1990-01-01"), event("open", "2024-01-01")]
    #expect(counts(events, halfLife: .infinity, asOf: instant("2024-06-01"))[.open] == 2)
  }

  @Test("each type has its own half-life")
  func halfLives() {
    var halfLives = [Double](repeating: 1, count: 256)
    halfLives[Int(EventType.open.rawValue)] = 2
    var counts = DecayedCounts(halfLifeDays: halfLives)
    let events = [event("open", "2024-01-01"), event("click", "2024-01-01")]
    events.withUnsafeBufferPointer { counts.read($0, asOf: instant("2024-01-03")) }
    #expect(counts[.open] == 0.5)
    #expect(counts[.click] == 0.25)
  }

  @Test("a counter starts afresh with each contact")
  func reuse() {
    var counts = DecayedCounts(halfLifeDays: 7)
    let asOf = instant("2024-01-01")
    [event("open", "2024-01-01")].withUnsafeBufferPointer { counts.read($0, asOf: asOf) }
    [event("click", "2024-01-01")].withUnsafeBufferPointer { counts.read($0, asOf: asOf) }
    #expect(counts[.open] == 0)
    #expect(counts[.click] == 1)
  }
}
