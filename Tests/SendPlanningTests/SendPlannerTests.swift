import CRMData
import ChannelPreference
import CivilTime
import Features
import SendPlanning
import SendTime
import Testing

private func instant(_ text: String) throws -> Instant { try #require(Instant.parse(text)) }

private func time(_ hour: Int, basis: SendTimeAdvice.Basis = .personal) -> SendTimeAdvice {
  SendTimeAdvice(
    hour: HourOfWeek(day: hour / 24, hour: hour % 24),
    expectedRate: 0.3,
    evidence: 20,
    basis: basis,
    commonHour: HourOfWeek(day: 1, hour: 10),
    gain: 0.2
  )
}

/// Advice from a list in which phone is answered more than e-mail, and that more than the rest.
private func channels(_ allowed: [Channel]) -> ChannelAdvice {
  var history = ResponseHistory()
  for (channel, responses) in [(Channel.phone, 8), (.sms, 5), (.email, 3), (.post, 1)] {
    for index in 0..<10 {
      history.sends.append(
        ObservedSend(hour: nil, channel: channel, responded: index < responses)
      )
    }
  }
  var counts = ChannelCounts(segments: 1)
  counts.add(history, segment: 0)
  return ChannelPreferenceEstimator().fitted(to: counts, sample: [(history, 0)])
    .advice(for: history, segment: 0, allowed: ChannelSet(channels: allowed))
}

private func input(
  asOf: String = "2025-06-30T00:00:00Z",
  zone: String = "Europe/Berlin",
  allowed: [Channel] = [.email],
  hour: Int = 82
) throws -> PlanningInput {
  PlanningInput(
    asOf: try instant(asOf),
    zone: try Zone.named(zone),
    channels: channels(allowed),
    time: time(hour)
  )
}

private func plannedSend(
  _ input: PlanningInput,
  _ options: PlanningOptions = PlanningOptions()
) throws -> PlannedSend {
  guard case .send(let send) = SendPlanner(options: options).plan(for: input) else {
    throw Missing()
  }
  return send
}

private struct Missing: Error {}

struct SendPlannerTests {
  /// Expected instants from Python's zoneinfo; a skipped hour is checked against METHODS 3.7.
  @Test(
    "the next local hour of the week, also where the clock is set",
    arguments: [
      ("2025-06-30T00:00:00Z", "Europe/Berlin", 82, "2025-07-03T08:00:00Z", "2025-07-03 10:00"),
      ("2025-06-30T00:00:00Z", "Asia/Kolkata", 82, "2025-07-03T04:30:00Z", "2025-07-03 10:00"),
      ("2025-06-30T00:00:00Z", "Australia/Sydney", 82, "2025-07-03T00:00:00Z", "2025-07-03 10:00"),
      // The clock skips 02:00 on this day.
      ("2025-03-29T12:00:00Z", "Europe/Berlin", 146, "2025-03-30T01:00:00Z", "2025-03-30 03:00"),
      // The clock shows 02:00 twice on this day, and the first time counts.
      ("2025-10-25T12:00:00Z", "Europe/Berlin", 146, "2025-10-26T00:00:00Z", "2025-10-26 02:00"),
      ("2025-10-25T12:00:00Z", "Europe/Berlin", 10, "2025-10-27T09:00:00Z", "2025-10-27 10:00"),
      ("2025-10-31T00:00:00Z", "America/New_York", 9, "2025-11-03T14:00:00Z", "2025-11-03 09:00"),
      ("2025-03-08T15:00:00Z", "America/New_York", 153, "2025-03-09T13:00:00Z", "2025-03-09 09:00"),
    ]
  )
  func nextHour(asOf: String, zone: String, hour: Int, sendAt: String, local: String) throws {
    let send = try plannedSend(input(asOf: asOf, zone: zone, hour: hour))
    #expect(send.sendAt == (try instant(sendAt)))
    #expect(send.localTime == local)
    #expect(send.timeZone == zone)
    #expect(send.propensity == 1)
    #expect(send.policy == "greedy")
  }

  @Test("an hour that begins exactly at as-of is over: the next one is a week away")
  func strictlyAfter() throws {
    let send = try plannedSend(input(asOf: "2025-07-03T08:00:00Z"))
    #expect(send.sendAt == (try instant("2025-07-10T08:00:00Z")))
  }

  @Test("the best channel with its reasons")
  func reasons() throws {
    let send = try plannedSend(input(allowed: [.email, .phone]))
    #expect(send.channel == .phone)
    #expect(send.reason.hasPrefix("Thursday 10:00 is the contact's own best hour; answers phone"))
  }

  @Test(
    "quiet hours wrap midnight: the best hour outside them is taken, not their edge",
    arguments: [21, 23, 0, 7],
    [Channel.phone, .sms, .push]
  )
  func quietHours(hour: Int, channel: Channel) throws {
    var contact = try input(allowed: [channel], hour: 72 + hour)
    var rates = Array(repeating: 0.1, count: 168)
    rates[72 + hour] = 0.9
    rates[24 + 20] = 0.5
    contact.rates = rates
    let send = try plannedSend(contact)
    #expect(send.localTime == "2025-07-01 20:00")
    #expect(send.reason.hasPrefix("Tuesday 20:00 is the best hour outside quiet hours"))
  }

  @Test("without rates a quiet hour moves to the end of the quiet hours")
  func quietEdge() throws {
    let evening = try plannedSend(input(allowed: [.phone], hour: 72 + 23))
    #expect(evening.localTime == "2025-07-04 08:00")
    let morning = try plannedSend(input(allowed: [.phone], hour: 72 + 3))
    #expect(morning.localTime == "2025-07-03 08:00")
    #expect(morning.reason.hasPrefix("first minute after quiet hours"))
  }

  @Test("e-mail and letters know no quiet hours", arguments: [Channel.email, .post])
  func noQuietHours(channel: Channel) throws {
    let send = try plannedSend(input(allowed: [channel], hour: 72 + 3))
    #expect(send.localTime.hasSuffix(" 03:00"))
  }

  @Test(
    "no phone call is ever planned in quiet hours, in any zone, at any hour",
    arguments: [
      "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Africa/Cairo",
    ]
  )
  func neverQuiet(zone: String) throws {
    let zoneValue = try Zone.named(zone)
    for week in 0..<53 {
      for hour in stride(from: 0, to: 168, by: 5) {
        var contact = try input(zone: zone, allowed: [.phone], hour: hour)
        contact.asOf = try instant("2025-01-01T00:00:00Z") + .weeks(week)
        let send = try plannedSend(contact)
        #expect((8..<21).contains(zoneValue.civil(at: send.sendAt).hour))
        #expect(send.sendAt > contact.asOf)
      }
    }
  }

  @Test("letters need three days")
  func leadTime() throws {
    // Thursday 10:00 is three days and ten hours away, Wednesday 10:00 two days and ten hours.
    #expect(try plannedSend(input(allowed: [.post])).localTime == "2025-07-03 10:00")
    #expect(try plannedSend(input(allowed: [.post], hour: 58)).localTime == "2025-07-09 10:00")
  }

  @Test("nothing is sent before the earliest start, which itself is allowed")
  func earliestStart() throws {
    let exact = PlanningOptions(earliestStart: try instant("2025-07-10T08:00:00Z"))
    #expect(try plannedSend(input(), exact).localTime == "2025-07-10 10:00")
    let later = PlanningOptions(earliestStart: try instant("2025-07-10T08:00:01Z"))
    #expect(try plannedSend(input(), later).localTime == "2025-07-17 10:00")
  }

  @Test("the minimum gap: planned where it has passed in time, suppressed until then otherwise")
  func frequencyCap() throws {
    var contact = try input()
    contact.lastSend = try instant("2025-06-26T08:00:00Z")
    #expect(try plannedSend(contact).localTime == "2025-07-03 10:00")
    contact.lastSend = try instant("2025-06-26T08:00:01Z")
    #expect(
      SendPlanner().plan(for: contact)
        == .suppress(
          Suppression(
            channel: .email,
            cause: .frequencyCap,
            until: try instant("2025-07-03T08:00:01Z")
          )
        )
    )
    let farther = PlanningOptions(reach: .days(14))
    #expect(try plannedSend(contact, farther).localTime == "2025-07-10 10:00")
    contact.lastSend = try instant("2025-01-01T00:00:00Z")
    #expect(try plannedSend(contact).localTime == "2025-07-03 10:00")
  }

  @Test("blocked channels are never used, whatever the advice ranks first")
  func blockedChannel() throws {
    var contact = try input(allowed: [.phone, .email])
    contact.blocked = [.phone: .unsubscribed]
    let send = try plannedSend(contact)
    #expect(send.channel == .email)
    #expect(send.reason.hasSuffix("the best channel that is not blocked"))
  }

  @Test(
    "each cause is reported when nothing is left",
    arguments: SuppressionCause.allCases.filter { $0 != .frequencyCap && $0 != .notWorthwhile }
  )
  func causes(cause: SuppressionCause) throws {
    var contact = try input(allowed: [])
    contact.blocked = [.email: cause, .post: .noAddress]
    let expected = Suppression(channel: .email, cause: cause)
    #expect(SendPlanner().plan(for: contact) == .suppress(expected))
  }

  @Test("of several causes the weightiest is reported, and all can be listed")
  func severalCauses() throws {
    var contact = try input(allowed: [])
    contact.blocked = [.phone: .unsubscribed, .email: .noConsent, .sms: .unknownConsent]
    #expect(
      SendPlanner().plan(for: contact)
        == .suppress(Suppression(channel: .phone, cause: .unsubscribed))
    )
    #expect(
      SendPlanner.suppressions(for: contact.blocked).map(\.cause.rawValue)
        == ["no-consent", "consent-unknown", "unsubscribed"]
    )
  }

  @Test("nobody is written to without an allowed channel, even if no cause is given")
  func noChannel() throws {
    #expect(
      SendPlanner().plan(for: try input(allowed: []))
        == .suppress(Suppression(cause: .noConsent))
    )
    #expect(
      SendPlanner().plan(for: try input(allowed: [.web]))
        == .suppress(Suppression(cause: .noConsent))
    )
  }

  @Test("what costs more than it brings is not sent")
  func notWorthwhile() throws {
    var contact = try input()
    contact.channels.ranked[0].expectedValue = 0
    #expect(
      SendPlanner().plan(for: contact)
        == .suppress(Suppression(channel: .email, cause: .notWorthwhile))
    )
  }

  @Test(
    "the reason names whose hour it is",
    arguments: [
      (SendTimeAdvice.Basis.personal, "the contact's own best hour"),
      (.segment, "the segment's best hour"), (.population, "the list's best hour"),
      (.default, "by custom"),
    ]
  )
  func basis(basis: SendTimeAdvice.Basis, text: String) throws {
    var contact = try input()
    contact.time = time(82, basis: basis)
    #expect(try plannedSend(contact).reason.contains(text))
  }
}
