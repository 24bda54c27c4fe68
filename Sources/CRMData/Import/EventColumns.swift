import CSV
import CivilTime
import Tables

/// The columns of a batch of events that are read whole, before anybody knows what they mean.
///
/// One thread has one of these; what it finds is the same as row by row, only sooner.
struct EventColumns: Sendable {
  /// Which columns can be read so; those that cannot are nil.
  struct Plan: Sendable {
    /// Finds contacts by their identifiers as they are printed.
    var contacts: ContactLookUp?
    var contact, time, type, channel, message, machine, duration, id: Int?
    /// The columns that make the identity of events without an identifier.
    var identity: [Int]?
    /// Fields whose empty cells mean nothing else than that.
    var plain = Plain()
    /// Whether all rows are sends.
    var isSends = false
    /// Whether some bounces are told apart by a field of their own.
    var hasBounceClass = false
    /// Whether every field that there is can be read from whole columns.
    var isComplete = false
  }

  /// Fields whose empty cells mean nothing else than that.
  struct Plain: Sendable {
    var channel = false
    var message = false
    var machine = false
  }

  var types: WordColumn<EventType?>?
  var channels: WordColumn<Channel?>?
  var messages: WordColumn<UInt32>?
  var machines: WordColumn<Event.MachineOrigin>?
  private let plan: Plan
  private let hasContacts: Bool
  /// Whether each contact was merged into another; empty when none was.
  private let isMerged: [Bool]
  private var contacts = CellValues<UInt32>()
  private var instants = CellValues<Int64>()
  private var durations = CellValues<Double>()
  private var identities: [UInt64] = []

  init(_ plan: Plan) {
    self.plan = plan
    hasContacts = plan.contact != nil && plan.contacts != nil
    isMerged = plan.contacts?.isMerged ?? []
    types = plan.type.map { WordColumn($0) }
    channels = plan.channel.map { WordColumn($0, empty: plan.plain.channel ? .some(nil) : nil) }
    messages = plan.message.map { WordColumn($0, empty: plan.plain.message ? 0 : nil) }
    machines = plan.machine.map { WordColumn($0, empty: plan.plain.machine ? .unknown : nil) }
  }

  /// Reads the columns of a batch.
  mutating func read(_ batch: CSVBatch) {
    if let column = plan.contact, let table = plan.contacts?.ids {
      table.find(batch.column(column), into: &contacts)
    }
    if let column = plan.time { batch.column(column).readInstants(into: &instants) }
    if let column = plan.duration { batch.column(column).readDoubles(into: &durations) }
    types?.read(batch)
    channels?.read(batch)
    messages?.read(batch)
    machines?.read(batch)
    if let columns = plan.identity { readIdentities(batch, columns) }
  }

  private mutating func readIdentities(_ batch: CSVBatch, _ columns: [Int]) {
    while identities.count < batch.count { identities.append(0) }
    let ids = plan.id.map { batch.column($0) }
    let contents = columns.map { batch.column($0) }
    identities.withUnsafeMutableBufferPointer { identities in
      for record in 0..<batch.count {
        var hash = ContentHash()
        if let ids, !ids[record].isEmpty {
          hash.combine(ids[record])
        } else {
          for content in contents { hash.combine(content[record]) }
        }
        identities[record] = hash.value
      }
    }
  }

  /// The contact and the event of a record of which everything is known; nil for the others, which
  /// must be looked at field by field.
  @inline(__always)
  func usual(_ record: Int) -> (contact: Int, event: Event)? {
    guard plan.isComplete, let contact = contact(record), let time = time(record),
      let identity = identity(record)
    else { return nil }
    var kind = EventType.send
    if !plan.isSends {
      guard let known = types?.known(record), let type = known else { return nil }
      kind = type
    }
    var channel = kind.usualChannel
    if let channels {
      guard let known = channels.known(record) else { return nil }
      channel = known ?? channel
    }
    guard let message = messages.map({ $0.known(record) }) ?? 0,
      let machine = machines.map({ $0.known(record) }) ?? .no,
      let answered = isAnswered(kind, record),
      kind != .bounce || !plan.hasBounceClass
    else { return nil }
    let event = Event(
      instant: time.instant,
      type: kind,
      channel: channel,
      machine: machine,
      answered: answered,
      hasUnknownHour: false,
      message: message,
      identity: identity
    )
    return (contact, event)
  }

  /// Whether a person answered a call; nil when the duration needs another look.
  @inline(__always)
  private func isAnswered(_ kind: EventType, _ record: Int) -> Bool? {
    guard plan.duration != nil else { return kind == .call }
    return switch durations.states[record] {
    case .value: kind == .call && durations.values[record] > 0
    case .missing: kind == .call
    case .bad, .localTime, .date: nil
    }
  }

  /// The contact of a record; nil where it must be looked for.
  func contact(_ record: Int) -> Int? {
    guard hasContacts, contacts.states[record] == .value else { return nil }
    let contact = Int(contacts.values[record])
    return isMerged.isEmpty || contact >= isMerged.count || !isMerged[contact] ? contact : nil
  }

  /// The time of a record; nil where the cell needs another look.
  func time(_ record: Int) -> (instant: Instant, isDayOnly: Bool)? {
    guard plan.time != nil, instants.states[record] == .value else { return nil }
    let instant = Instant(microseconds: instants.values[record])
    guard instant.microseconds >= 0, instant < Event.endOfTime else { return nil }
    return (instant, false)
  }

  /// The identity of a record; nil where it must be computed.
  func identity(_ record: Int) -> UInt64? { plan.identity == nil ? nil : identities[record] }
}

/// Finds contacts by identifier on any thread, once they are all known.
struct ContactLookUp: Sendable {
  let ids: KeyTable
  /// Whether each contact was merged into another; empty when none was.
  let isMerged: [Bool]
}
