import CSV
import CivilTime
import Tables

/// Reads events and sends.
///
/// What can be read from whole columns before anybody knows what the cells mean is read so, on
/// several threads (``EventColumns``); the rest is done row by row in the order of the file.
struct EventReader {
  private let file: MappedFile
  private let isSends: Bool
  private let person: PersonReader
  private let id, type, channel, message, object, machine, duration,
    bounceClass: FieldReader?
  private let identityFields: [FieldReader]
  private let time: TimeReader
  private var typeWords = WordMemory<EventType>()
  private var channelWords = WordMemory<Channel>()

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
    createsContacts: Bool,
    threads: Int
  ) throws {
    _ = file.attributeFields()
    let plan = plan(contacts, createsContacts: createsContacts)
    try file.forEachRow(
      threads: threads,
      makeState: { EventColumns(plan) },
      usual: { columns, record in
        guard let (contact, event) = columns.usual(record) else { return false }
        events.append(event, to: contact)
        return true
      },
      counted: { rows in
        time.countKnown(rows)
        file.count(.identifier, rows)
      }
    ) { columns, batch, record in
      // A row that tells no time makes no contact either.
      let usual = columns.time(record)
      if usual != nil { time.countKnown(1) }
      guard let told = usual ?? time.instant(batch, record, in: file) else { return .rejected }
      var contact = columns.contact(record)
      if contact != nil { file.count(.identifier) }
      contact = contact ?? person.contact(batch, record, in: &contacts, creating: createsContacts)
      guard let contact, let event = event(at: told, &columns, batch, record, &codes) else {
        return .rejected
      }
      events.append(event, to: contact)
      return .used
    }
  }

  /// What can be read from whole columns.
  private func plan(_ contacts: ContactBuilder, createsContacts: Bool) -> EventColumns.Plan {
    let identity = [id].compactMap(\.self) + identityFields
    var plan = EventColumns.Plan(
      contacts: createsContacts ? nil : contacts.lookUp,
      contact: person.plainColumn,
      time: time.plainColumn,
      type: type?.wordColumn,
      channel: channel?.wordColumn,
      message: message?.wordColumn,
      machine: machine?.wordColumn,
      duration: duration.flatMap { $0.isPlain ? $0.column : nil },
      id: id?.wordColumn,
      identity: identity.allSatisfy(\.isPlain) ? identityFields.map(\.column) : nil
    )
    plan.plain = EventColumns.Plain(
      channel: channel?.isPlain ?? false,
      message: message?.isPlain ?? false,
      machine: machine?.isPlain ?? false
    )
    plan.isSends = isSends
    plan.hasBounceClass = bounceClass != nil
    let words = (isSends ? [] : [type]) + [channel, message, machine]
    plan.isComplete =
      words.allSatisfy { $0?.wordColumn != nil || $0 == nil }
      && (duration == nil || plan.duration != nil)
    return plan
  }

  private mutating func event(
    at told: (instant: Instant, isDayOnly: Bool),
    _ columns: inout EventColumns,
    _ batch: CSVBatch,
    _ record: Int,
    _ codes: inout EventCodes
  ) -> Event? {
    var kind = EventType.send
    if !isSends {
      guard
        let known = columns.types?.code(record, make: { typeCode(batch, record, &codes) })
          ?? typeCode(batch, record, &codes)
      else {
        file.reject(batch, record, type, .missingValue, hint: "every event needs a type")
        return nil
      }
      kind = known
    }
    guard let answered = isAnswered(kind, batch, record) else { return nil }
    if kind == .bounce, isHardBounce(batch, record) { kind = .hardBounce }
    return Event(
      instant: told.instant,
      type: kind,
      channel: columns.channels?.code(record, make: { channelCode(batch, record, &codes) })
        ?? channelCode(batch, record, &codes) ?? kind.usualChannel,
      machine: columns.machines?.code(record, make: { machineOrigin(batch, record) })
        ?? machineOrigin(batch, record),
      answered: answered,
      hasUnknownHour: told.isDayOnly,
      message: columns.messages?.code(record, make: { messageCode(batch, record, &codes) })
        ?? messageCode(batch, record, &codes),
      identity: columns.identity(record) ?? identity(batch, record)
    )
  }

  private mutating func typeCode(
    _ batch: CSVBatch,
    _ record: Int,
    _ codes: inout EventCodes
  ) -> EventType? {
    guard let word = type?.value(batch, record), !word.isEmpty else { return nil }
    return typeWords.code(word) { EventType(rawValue: UInt8(codes.types.code($0))) }
  }

  private mutating func channelCode(
    _ batch: CSVBatch,
    _ record: Int,
    _ codes: inout EventCodes
  ) -> Channel? {
    guard let word = channel?.value(batch, record), !word.isEmpty else { return nil }
    return channelWords.code(word) { Channel(rawValue: UInt8(codes.channels.code($0))) }
  }

  private func messageCode(_ batch: CSVBatch, _ record: Int, _ codes: inout EventCodes) -> UInt32 {
    codes.messages.code(message?.value(batch, record) ?? FieldReader.nothing)
  }

  /// Whether a person answered a call; nil when the row was rejected for its duration.
  private func isAnswered(_ kind: EventType, _ batch: CSVBatch, _ record: Int) -> Bool? {
    guard let field = duration else { return kind == .call }
    let cell = Cell.trimmed(field.value(batch, record))
    if cell.isEmpty { return kind == .call }
    if let seconds = Cell.double(cell) { return kind == .call && seconds > 0 }
    file.reject(batch, record, field, .badNumber, hint: "a duration is a number of seconds")
    return nil
  }

  private func machineOrigin(_ batch: CSVBatch, _ record: Int) -> Event.MachineOrigin {
    guard let machine else { return .no }
    return switch Cell.bool(machine.value(batch, record)) {
    case true?: .yes
    case false?: .no
    case nil: .unknown
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
