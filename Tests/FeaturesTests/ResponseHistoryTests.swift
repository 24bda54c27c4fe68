import CRMData
import CivilTime
import Features
import Testing

/// Reads the history of one contact.
func history(
  _ events: [Event],
  zone: Zone = .utc,
  asOf: Instant = instant("2024-12-31"),
  rules: ObservationRules = ObservationRules(),
  sendTypes: SendTypes? = nil
) throws -> ResponseHistory {
  let types =
    try sendTypes
    ?? SendTypes(in: EventCensus(of: snapshot(contacts: "contact_id,email\na,\n"), asOf: asOf))
  var reader = ResponseHistoryReader(rules: rules, sendTypes: types)
  var history = ResponseHistory()
  events.sorted().withUnsafeBufferPointer {
    reader.read($0, zone: zone, asOf: asOf, into: &history)
  }
  return history
}

@Suite("Sends and responses")
struct ResponseHistoryTests {
  private func responses(_ events: Event...) throws -> [Bool] {
    try history(events).sends.map(\.responded)
  }

  // 2024-01-01 is a Monday.
  private static let monday = "2024-01-01T10:00:00Z"

  @Test(
    "a human response within the window marks the send",
    arguments: [
      ("open", Channel.email), ("click", .email), ("reply", .email), ("sms_in", .sms),
      ("reply", .sms),
    ]
  )
  func response(type: String, channel: Channel) throws {
    let send = event("send", Self.monday, channel)
    #expect(try responses(send, event(type, "2024-01-01T11:00:00Z", channel)) == [true])
    #expect(try responses(send, event(type, "2024-01-02T10:00:00Z", channel)) == [true])
    #expect(try responses(send, event(type, "2024-01-02T10:00:00.001Z", channel)) == [false])
    #expect(try responses(send, event(type, "2024-01-01T09:00:00Z", channel)) == [false])
  }

  @Test(
    "what is no response marks nothing",
    arguments: ["page_view", "unsubscribe", "complaint", "form_submit", "delivered"]
  )
  func noResponse(type: String) throws {
    #expect(
      try responses(event("send", Self.monday), event(type, "2024-01-01T11:00:00Z")) == [false]
    )
  }

  @Test("machines do not respond, unknown origin does")
  func machines() throws {
    let send = event("send", Self.monday)
    let time = "2024-01-01T11:00:00Z"
    #expect(try responses(send, event("open", time, machine: .yes)) == [false])
    #expect(try responses(send, event("open", time, machine: .unknown)) == [true])
  }

  @Test("a response belongs to the newest send of its channel")
  func channelLink() throws {
    let sends = [
      event("send", "2024-01-01T08:00:00Z"), event("send", "2024-01-01T09:00:00Z"),
      event("send", "2024-01-01T09:30:00Z", .sms),
    ]
    let result = try history(sends + [event("open", "2024-01-01T10:00:00Z")])
    #expect(result.sends.map(\.responded) == [false, true, false])
    #expect(result.sends.map(\.channel) == [.email, .email, .sms])
  }

  @Test("where both name their message, it must be the same")
  func messageLink() throws {
    let sends = [
      event("send", "2024-01-01T08:00:00Z", message: 1),
      event("send", "2024-01-01T09:00:00Z", message: 2),
    ]
    func responses(to message: UInt32) throws -> [Bool] {
      try history(sends + [event("open", "2024-01-01T10:00:00Z", message: message)]).sends
        .map(\.responded)
    }
    #expect(try responses(to: 1) == [true, false])
    #expect(try responses(to: 2) == [false, true])
    #expect(try responses(to: 3) == [false, false])
    #expect(try responses(to: 0) == [false, true])
    let unnamed = [event("send", Self.monday), event("open", "2024-01-01T11:00:00Z", message: 7)]
    #expect(try history(unnamed).sends.map(\.responded) == [true])
  }

  @Test("several responses to one send are one")
  func severalResponses() throws {
    #expect(
      try responses(
        event("send", Self.monday),
        event("open", "2024-01-01T11:00:00Z"),
        event("click", "2024-01-01T11:01:00Z")
      ) == [true]
    )
  }

  @Test("a send younger than the response window is left out")
  func youngSends() throws {
    let events = [event("send", Self.monday), event("open", "2024-01-01T11:00:00Z")]
    #expect(try history(events, asOf: instant("2024-01-02T10:00:00Z")).sends.count == 1)
    #expect(try history(events, asOf: instant("2024-01-02T09:59:59Z")).sends.isEmpty)
  }

  @Test("the window is the rules'")
  func window() throws {
    var rules = ObservationRules()
    rules.responseWindow = .hours(2)
    let events = [event("send", Self.monday), event("open", "2024-01-01T13:00:00Z")]
    #expect(try history(events, rules: rules).sends.map(\.responded) == [false])
    #expect(
      try history(events, asOf: instant("2024-01-01T12:00:00Z"), rules: rules).sends.count == 1
    )
  }

  @Test("a send that came back is left out", arguments: ["bounce", "hard_bounce"])
  func bounces(type: String) throws {
    let sends = [
      event("send", "2024-01-01T08:00:00Z", message: 1),
      event("send", "2024-01-01T09:00:00Z", message: 2),
    ]
    let bounce = event(type, "2024-01-01T09:05:00Z", message: 1)
    #expect(try history(sends + [bounce]).sends.map(\.hour) == [HourOfWeek(day: 0, hour: 9)])
    let late = event(type, "2024-01-02T08:00:01Z", message: 1)
    #expect(try history(sends + [late]).sends.count == 2)
  }

  @Test("calls are attempts, and responses when somebody talked")
  func calls() throws {
    let events = [
      event("call", "2024-01-01T08:00:00Z", .phone, answered: true),
      event("call", "2024-01-02T08:00:00Z", .phone),
      event("call_attempt", "2024-01-03T08:00:00Z", .phone),
      event("voicemail", "2024-01-04T08:00:00Z", .phone),
      event("sms_out", "2024-01-05T08:00:00Z", .sms),
    ]
    let sends = try history(events).sends
    #expect(sends.map(\.responded) == [true, false, false, false, false])
    #expect(sends.map(\.hour?.day) == [0, 1, 2, 3, 4])
  }

  @Test("a send of which only the day is known has no hour")
  func unknownHour() throws {
    let sends = try history([event("send", "2024-01-01", hasUnknownHour: true)]).sends
    #expect(sends == [ObservedSend(hour: nil, channel: .email, responded: false)])
  }

  @Test("deliveries stand for sends where a channel has no sends, as of the instant")
  func deliveries() throws {
    let crm = try snapshot(
      contacts: "contact_id,email\na,\n",
      events: """
        a,2024-01-01T08:00:00Z,delivered,email,,,,
        a,2024-01-01T09:00:00Z,delivered,sms,,,,
        a,2024-01-02T08:00:00Z,send,email,,,,
        """
    )
    let events = crm.events.withEvents(of: 0) { Array($0) }
    let late = instant("2024-02-01")
    let types = SendTypes(in: EventCensus(of: crm, asOf: late))
    #expect(
      try history(events, asOf: late, sendTypes: types).sends.map(\.channel) == [.sms, .email]
    )
    let early = instant("2024-01-02T07:00:00Z")
    #expect(
      events.map { SendTypes(in: EventCensus(of: crm, asOf: early)).isAttempt($0) } == [
        true, true, true,
      ]
    )
    #expect(events.map { types.isAttempt($0) } == [false, true, true])
  }

  // MARK: - Visits

  @Test("visits less than half an hour apart are one")
  func sessions() throws {
    let times = ["10:00", "10:20", "10:50", "11:21", "14:00", "14:30"]
    let events = times.map { event("page_view", "2024-01-01T\($0):00Z", .web) }
    #expect(try history(events).visits.map(\.hour) == [10, 11, 14])
  }

  @Test("what somebody else started, a machine or a day without hour is no visit")
  func noVisits() throws {
    let events = [
      event("open", "2024-01-01T08:00:00Z"),
      event("page_view", "2024-01-01T09:00:00Z", machine: .yes),
      event("page_view", "2024-01-01", hasUnknownHour: true), event("send", "2024-01-01T10:00:00Z"),
      event("login", "2024-01-01T11:00:00Z", .web, machine: .unknown),
    ]
    #expect(try history(events).visits == [HourOfWeek(day: 0, hour: 11)])
  }

  @Test("visits in the shadow of a click belong to the click")
  func clickShadow() throws {
    func visits(_ times: String..., machine: Event.MachineOrigin = .no) throws -> [Int] {
      let click = event("click", "2024-01-01T10:00:00Z", machine: machine)
      let views = times.map { event("page_view", "2024-01-01T\($0)Z", .web) }
      return try history([click] + views).visits.map(\.hour)
    }
    #expect(try visits("10:05:00", "11:00:00", "12:00:00") == [])
    #expect(try visits("12:00:01") == [12])
    #expect(try visits("09:00:00", "13:00:00") == [9, 13])
    #expect(try visits("11:50:00", "12:10:00") == [], "a visit goes on after the shadow")
    #expect(try visits("10:05:00", machine: .yes) == [10])
  }

  // MARK: - Local hours

  @Test("the hour is local across daylight saving")
  func daylightSaving() throws {
    let berlin = try Zone.named("Europe/Berlin")
    // 2024-03-31, a Sunday: 02:00 local is skipped at 01:00 UTC; 2024-10-27: it comes twice.
    let events = [
      "2024-03-31T00:30:00Z", "2024-03-31T01:30:00Z", "2024-10-27T00:30:00Z",
      "2024-10-27T01:30:00Z", "2024-10-27T23:30:00Z",
    ].map { event("send", $0) }
    let hours = try history(events, zone: berlin).sends.map(\.hour)
    #expect(
      hours == [(6, 1), (6, 3), (6, 2), (6, 2), (0, 0)].map { HourOfWeek(day: $0.0, hour: $0.1) }
    )
  }

  @Test("the hour is local in zones of half an hour")
  func halfHourZones() throws {
    let kolkata = try Zone.named("Asia/Kolkata")
    let events = ["2024-01-01T18:29:00Z", "2024-01-01T18:30:00Z"].map { event("send", $0) }
    let hours = try history(events, zone: kolkata).sends.map(\.hour)
    #expect(hours == [HourOfWeek(day: 0, hour: 23), HourOfWeek(day: 1, hour: 0)])
    let visits = try history([event("login", "2024-01-01T00:45:00Z", .web)], zone: kolkata).visits
    #expect(visits == [HourOfWeek(day: 0, hour: 6)])
  }

  @Test("future events change nothing", arguments: 1...10)
  func future(seed: UInt64) throws {
    let events = randomEvents(seed: seed, count: 400)
    for day in ["2024-01-20", "2024-02-15T13:07:00Z", "2024-03-20"] {
      let asOf = instant(day)
      let past = events.filter { $0.instant <= asOf }
      #expect(try history(events, asOf: asOf) == history(past, asOf: asOf), "seed \(seed)")
    }
  }

  @Test("the reader starts afresh with each contact")
  func reuse() throws {
    let crm = try snapshot(contacts: "contact_id,email\na,\n")
    let asOf = instant("2024-12-31")
    var reader = ResponseHistoryReader(
      rules: ObservationRules(),
      sendTypes: SendTypes(in: EventCensus(of: crm, asOf: asOf))
    )
    var result = ResponseHistory()
    for seed in 1...5 as ClosedRange<UInt64> {
      let events = randomEvents(seed: seed, count: 100)
      events.withUnsafeBufferPointer { reader.read($0, zone: .utc, asOf: asOf, into: &result) }
      #expect(try result == history(events, asOf: asOf))
    }
  }
}
