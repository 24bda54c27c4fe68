import CRMData
import CivilTime
import TestSupport
import Testing

@Suite("Events in twelve bytes")
struct EventTests {
  /// What goes into an event.
  private struct Fields: Hashable, CustomStringConvertible {
    var milliseconds: Int64
    var type: UInt8
    var channel: UInt8
    var machine: Event.MachineOrigin
    var answered: Bool
    var hasUnknownHour: Bool
    var message: UInt32
    var identity: UInt64

    init(_ random: inout SplitMix) {
      milliseconds = Int64(random.next() >> 22)
      type = UInt8(truncatingIfNeeded: random.next())
      channel = UInt8(random.integer(below: Channel.capacity))
      machine = random.element(of: [.no, .unknown, .yes])
      answered = random.next() & 1 == 1
      hasUnknownHour = random.next() & 1 == 1
      message = UInt32(random.integer(below: Event.messageCapacity))
      identity = random.next()
    }

    var event: Event {
      Event(
        instant: Instant(microseconds: milliseconds * 1000),
        type: EventType(rawValue: type),
        channel: Channel(rawValue: channel),
        machine: machine,
        answered: answered,
        hasUnknownHour: hasUnknownHour,
        message: message,
        identity: identity
      )
    }

    var description: String {
      "\(milliseconds) \(type) \(channel) \(machine) \(answered) \(hasUnknownHour) \(message)"
        + " \(identity)"
    }
  }

  @Test("an event takes twelve bytes, also in an array")
  func size() {
    #expect(MemoryLayout<Event>.size == 12)
    #expect(MemoryLayout<Event>.stride == 12)
  }

  private func expectFields(_ fields: Fields) {
    let event = fields.event
    #expect(event.instant.microseconds == fields.milliseconds * 1000, "\(fields)")
    #expect(event.type.rawValue == fields.type, "\(fields)")
    #expect(event.channel.rawValue == fields.channel, "\(fields)")
    #expect(event.machine == fields.machine, "\(fields)")
    #expect(event.answered == fields.answered, "\(fields)")
    #expect(event.hasUnknownHour == fields.hasUnknownHour, "\(fields)")
    #expect(event.message == fields.message, "\(fields)")
  }

  @Test("every field comes back as it went in", arguments: 1...10)
  func roundTrip(seed: UInt64) {
    var random = SplitMix(seed: seed)
    for _ in 0..<500 { expectFields(Fields(&random)) }
  }

  @Test("the largest and the smallest values come back")
  func extremes() {
    var random = SplitMix(seed: 1)
    var fields = Fields(&random)
    for isLargest in [true, false] {
      fields.milliseconds = isLargest ? Event.endOfTime.microseconds / 1000 - 1 : 0
      fields.type = isLargest ? 255 : 0
      fields.channel = isLargest ? UInt8(Channel.capacity - 1) : 0
      fields.machine = isLargest ? .yes : .no
      fields.answered = isLargest
      fields.hasUnknownHour = isLargest
      fields.message = isLargest ? UInt32(Event.messageCapacity - 1) : 0
      fields.identity = isLargest ? .max : 0
      expectFields(fields)
    }
  }

  @Test("time is kept to the millisecond, up to the year 2109")
  func time() {
    func kept(_ text: String) -> String {
      Event(
        instant: instant(text),
        type: .open,
        channel: .email,
        machine: .no,
        answered: false,
        hasUnknownHour: false,
        message: 0,
        identity: 0
      ).instant.description
    }
    #expect(kept("2025-06-30T22:00:00.123999Z") == "2025-06-30T22:00:00.123Z")
    #expect(kept("1970-01-01T00:00:00Z") == "1970-01-01T00:00:00Z")
    // 2^42 ms = 4,398,046,511,104 ms after 1970 (Python: datetime(1970,1,1)+timedelta(…)).
    #expect(Event.endOfTime.description == "2109-05-15T07:35:11.104Z")
  }

  @Test(
    "events are ordered by time, then type, channel, machine, flags and message",
    arguments: 1...10
  )
  func order(seed: UInt64) {
    var random = SplitMix(seed: seed)
    for _ in 0..<500 {
      let left = Fields(&random)
      var right = Fields(&random)
      // Let the leading fields agree now and then, so that the later ones decide.
      let shared = random.integer(below: 7)
      if shared > 0 { right.milliseconds = left.milliseconds }
      if shared > 1 { right.type = left.type }
      if shared > 2 { right.channel = left.channel }
      if shared > 3 { right.machine = left.machine }
      if shared > 4 { right.answered = left.answered }
      if shared > 5 { right.hasUnknownHour = left.hasUnknownHour }
      let keys = [left, right].map { fields in
        [
          Int(fields.milliseconds), Int(fields.type), Int(fields.channel),
          Int(fields.machine.rawValue), fields.answered ? 1 : 0, fields.hasUnknownHour ? 1 : 0,
        ]
      }
      guard keys[0] != keys[1] else { continue }
      let isLess = keys[0].lexicographicallyPrecedes(keys[1])
      #expect((left.event < right.event) == isLess, "\(left) / \(right)")
      #expect((right.event < left.event) == !isLess, "\(left) / \(right)")
    }
  }

  @Test("the documented order has the message before the identity")
  func messageBeforeIdentity() {
    func event(message: UInt32, identity: UInt64) -> Event {
      Event(
        instant: Instant(seconds: 0),
        type: .open,
        channel: .email,
        machine: .no,
        answered: false,
        hasUnknownHour: false,
        message: message,
        identity: identity
      )
    }
    #expect(event(message: 1, identity: 0x1FFFF) < event(message: 2, identity: 0))
  }

  @Test("seventeen bits of the identity tell events apart")
  func identity() {
    func event(_ identity: UInt64) -> Event {
      Event(
        instant: Instant(seconds: 0),
        type: .open,
        channel: .email,
        machine: .no,
        answered: false,
        hasUnknownHour: false,
        message: 0,
        identity: identity
      )
    }
    #expect(Set((0..<UInt64(1 << 17)).map(event)).count == 1 << 17)
    #expect(event(1 << 17) == event(0))
  }

  @Test("known types have the code of their place, and names of their own")
  func knownTypes() {
    #expect(Set(EventType.knownNames).count == EventType.knownNames.count)
    #expect(EventType.knownNames.count <= EventType.firstCustomCode)
    for (code, name) in EventType.knownNames.enumerated() {
      #expect(Int(EventType.known(name).rawValue) == code)
    }
  }

  @Test(
    "every named type is the type of its name",
    arguments: [
      ("send", EventType.send), ("delivered", .delivered), ("bounce", .bounce), ("open", .open),
      ("click", .click), ("reply", .reply), ("unsubscribe", .unsubscribe),
      ("resubscribe", .resubscribe), ("complaint", .complaint), ("hard_bounce", .hardBounce),
      ("call", .call), ("call_attempt", .callAttempt), ("voicemail", .voicemail),
      ("sms_out", .smsOut), ("sms_in", .smsIn),
    ]
  )
  func namedTypes(name: String, type: EventType) {
    #expect(EventType.known(name) == type)
  }

  @Test("every named channel is the channel of its name")
  func namedChannels() {
    let channels: [Channel] = [.email, .sms, .phone, .push, .web, .chat, .post]
    #expect(channels.map { Channel.knownNames[Int($0.rawValue)] } == Channel.knownNames)
    #expect(Int(Channel.firstCustomCode) == Channel.knownNames.count)
  }

  @Test("what a contact does is activity, what is done to him is not")
  func activity() {
    for name in ["open", "click", "page_view", "call", "sms_in", "unsubscribe"] {
      #expect(EventType.known(name).isContactActivity, "\(name)")
    }
    for name in ["send", "delivered", "bounce", "hard_bounce", "stage_change", "call_attempt"] {
      #expect(!EventType.known(name).isContactActivity, "\(name)")
    }
    #expect(EventType(rawValue: 100).isContactActivity, "types that only the data names")
    #expect(EventType.known("page_view").isSelfStarted)
    #expect(!EventType.known("click").isSelfStarted)
    #expect(!EventType(rawValue: 100).isSelfStarted)
  }
}
