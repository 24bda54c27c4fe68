import CSV
import CivilTime
import Tables

/// Codes of everything that events name; provisional until all files are read.
struct EventCodes {
  var types = NameCodes(
    kind: "event types",
    known: EventType.knownNames,
    aliases: EventType.aliases,
    firstCustom: Int(EventType.firstCustomCode),
    capacity: 256
  )
  var channels = NameCodes(
    kind: "channels",
    known: Channel.knownNames,
    aliases: [
      "e_mail": "email", "mail": "email", "text": "sms", "call": "phone", "letter": "post",
    ],
    firstCustom: Int(Channel.firstCustomCode),
    capacity: Channel.capacity
  )
  var messages = MessageCodes()

  /// What turns provisional codes into final ones.
  func recoding() throws(CRMDataError) -> @Sendable (Event) -> Event {
    let types = try types.finished().recode.map { EventType(rawValue: UInt8($0)) }
    let channels = try channels.finished().recode.map { Channel(rawValue: UInt8($0)) }
    let messages = messages.recode()
    return { event in
      event.recoded(
        type: types[Int(event.type.rawValue)],
        channel: channels[Int(event.channel.rawValue)],
        message: messages[Int(event.message)]
      )
    }
  }
}

/// Codes of messages: their rank by name in the lower half of the codes, or, when there are too many
/// for that, a hash of the name in the upper half.
struct MessageCodes {
  private var keys = KeyTable()
  private var hasOverflowed = false

  mutating func code(_ name: UnsafeRawBufferPointer) -> UInt32 {
    if name.isEmpty { return 0 }
    if hasOverflowed { return keys.find(name).map { UInt32($0 + 1) } ?? Self.hashCode(name) }
    let id = keys.insert(name).id
    if id + 2 == Self.half { hasOverflowed = true }
    return UInt32(id + 1)
  }

  private static let half = Event.messageCapacity / 2

  func recode() -> [UInt32] {
    var recode = (0..<UInt32(Event.messageCapacity)).map(\.self)
    if hasOverflowed {
      for id in 0..<keys.count { recode[id + 1] = keys.withBytes(of: id, Self.hashCode) }
    } else {
      for (rank, id) in keys.sortedIDs().enumerated() { recode[id + 1] = UInt32(rank + 1) }
    }
    return recode
  }

  private static func hashCode(_ name: UnsafeRawBufferPointer) -> UInt32 {
    var hash = ContentHash()
    hash.combine(name)
    return UInt32(half) + UInt32(hash.value % UInt64(half))
  }
}

/// Reads events and sends.
struct EventReader {
  private let file: MappedFile
  private let isSends: Bool
  private let person: PersonReader
  private let id, type, channel, message, object, machine, duration,
    bounceClass: FieldReader?
  private let identityFields: [FieldReader]
  private let time: TimeReader
  private var typeWords = WordCodes<EventType>()
  private var channelWords = WordCodes<Channel>()
  private var machineWords = WordCodes<Event.MachineOrigin>()

  init?(_ file: MappedFile) {
    self.file = file
    isSends = file.mapping.table == .sends
    guard let time = file.timeField(isSends ? "sent_at" : "occurred_at") else { return nil }
    self.time = time
    id = file.field(isSends ? "send_id" : "event_id")
    person = PersonReader(file)
    type = file.field("type")
    channel = file.field("channel")
    message = file.field("message_id")
    object = file.field("url")
    machine = file.field("is_machine")
    duration = file.field("duration_s")
    bounceClass = file.field("bounce_class")
    let declared = file.identityFields()
    identityFields = declared.isEmpty ? [object, duration].compactMap(\.self) : declared
  }

  mutating func read(
    into events: inout EventStoreBuilder,
    contacts: inout ContactBuilder,
    codes: inout EventCodes,
    createsContacts: Bool
  ) throws {
    _ = file.attributeFields()
    try file.forEachRow { batch, record in
      // A row that tells no time makes no contact either.
      guard let told = time.instant(batch, record, in: file),
        let contact = person.contact(batch, record, in: &contacts, creating: createsContacts),
        let event = event(at: told, batch, record, &codes)
      else { return .rejected }
      events.append(event, to: contact)
      return .used
    }
  }

  private mutating func event(
    at told: (instant: Instant, isDayOnly: Bool),
    _ batch: CSVBatch,
    _ record: Int,
    _ codes: inout EventCodes
  ) -> Event? {
    var kind = EventType.send
    if !isSends {
      guard let word = type?.value(batch, record), !word.isEmpty else {
        file.reject(batch, record, type, .missingValue, hint: "every event needs a type")
        return nil
      }
      kind = typeWords.code(word) { EventType(rawValue: UInt8(codes.types.code($0))) }
    }
    var seconds: Double?
    if let field = duration {
      let cell = field.value(batch, record)
      seconds = Cell.double(cell)
      if seconds == nil, !cell.isEmpty {
        file.reject(batch, record, field, .badNumber, hint: "a duration is a number of seconds")
        return nil
      }
    }
    if kind == .bounce, isHardBounce(batch, record) { kind = .hardBounce }
    return Event(
      instant: told.instant,
      type: kind,
      channel: channelCode(of: kind, batch, record, &codes),
      machine: machineOrigin(batch, record),
      answered: kind == .call && seconds ?? 1 > 0,
      hasUnknownHour: told.isDayOnly,
      message: codes.messages.code(message?.value(batch, record) ?? Self.nothing),
      identity: identity(batch, record)
    )
  }

  private static var nothing: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: nil, count: 0)
  }

  private mutating func channelCode(
    of type: EventType,
    _ batch: CSVBatch,
    _ record: Int,
    _ codes: inout EventCodes
  ) -> Channel {
    guard let word = channel?.value(batch, record), !word.isEmpty else {
      return type.usualChannel
    }
    return channelWords.code(word) { Channel(rawValue: UInt8(codes.channels.code($0))) }
  }

  private mutating func machineOrigin(_ batch: CSVBatch, _ record: Int) -> Event.MachineOrigin {
    guard let word = machine?.value(batch, record), !word.isEmpty else {
      return machine == nil ? .no : .unknown
    }
    return machineWords.code(word) {
      switch $0.lowercased() {
      case "1", "true", "yes": .yes
      case "0", "false", "no": .no
      default: .unknown
      }
    }
  }

  private func isHardBounce(_ batch: CSVBatch, _ record: Int) -> Bool {
    guard let word = bounceClass?.value(batch, record) else { return false }
    return String(decoding: word, as: UTF8.self).lowercased() == "hard"
  }

  /// A hash of the event's own id; without one, of what the event was about.
  private func identity(_ batch: CSVBatch, _ record: Int) -> UInt64 {
    var hash = ContentHash()
    if let id = id?.value(batch, record), !id.isEmpty {
      hash.combine(id)
    } else {
      for field in identityFields { hash.combine(field.value(batch, record)) }
    }
    return hash.value
  }
}

extension EventType {
  /// The channel of an event that names none.
  var usualChannel: Channel {
    switch self {
    case .call, .callAttempt, .voicemail: .phone
    case .smsOut, .smsIn: .sms
    default: isSelfStarted ? .web : .email
    }
  }
}
