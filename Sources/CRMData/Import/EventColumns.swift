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
    var contact, time, type, channel, message, machine, id: Int?
    /// The columns that make the identity of events without an identifier.
    var identity: [Int]?
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
  private var identities: [UInt64] = []

  init(_ plan: Plan) {
    self.plan = plan
    hasContacts = plan.contact != nil && plan.contacts != nil
    isMerged = plan.contacts?.isMerged ?? []
    types = plan.type.map(WordColumn.init)
    channels = plan.channel.map(WordColumn.init)
    messages = plan.message.map(WordColumn.init)
    machines = plan.machine.map(WordColumn.init)
  }

  /// Reads the columns of a batch.
  mutating func read(_ batch: CSVBatch) {
    if let column = plan.contact, let table = plan.contacts?.ids {
      table.find(batch.column(column), into: &contacts)
    }
    if let column = plan.time { batch.column(column).readInstants(into: &instants) }
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
