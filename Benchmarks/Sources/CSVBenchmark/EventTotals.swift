import CSV
import Tables

/// What one thread learns from the events it reads: six typed columns, summed up so that the order
/// of the rows does not matter.
struct EventTotals {
  /// The columns that are read.
  static let columns = ["contact_id", "occurred_at", "type", "channel", "value", "is_machine"]
  static let types = [
    "send", "delivered", "open", "click", "bounce", "page_view", "form_submit", "download",
    "webinar_attend", "call", "meeting", "sms_reply", "unsubscribe",
  ]
  static let channels = ["email", "web", "sms", "phone"]

  private(set) var rowCount = 0
  private(set) var contacts = KeyTable()
  private(set) var eventsOfContact: [UInt32] = []
  private(set) var microseconds: UInt64 = 0
  private(set) var typeCounts = Array(repeating: 0, count: types.count)
  private(set) var channelCounts = Array(repeating: 0, count: channels.count)
  private(set) var valueSum = 0.0
  private(set) var valueCount = 0
  private(set) var machineCount = 0
  /// How many cells were bad, or missing where none may be.
  private(set) var faultCount = 0

  private let columnNumbers: [Int]
  private let typeWords = WordCodes(Self.codes(of: types))
  private let channelWords = WordCodes(Self.codes(of: channels))
  private var ids = CellValues<UInt32>()
  private var instants = CellValues<Int64>()
  private var codes = CellValues<UInt8>()
  private var values = CellValues<Double>()
  private var truths = CellValues<Bool>()

  init(columnNumbers: [Int]) {
    self.columnNumbers = columnNumbers
  }

  private static func codes(of words: [String]) -> [String: UInt8] {
    Dictionary(uniqueKeysWithValues: words.enumerated().map { ($1, UInt8($0)) })
  }

  /// Reads the columns of a batch.
  mutating func add(_ batch: CSVBatch) {
    rowCount += batch.count
    addContacts(batch.column(columnNumbers[0]))
    addInstants(batch.column(columnNumbers[1]))
    Self.add(batch.column(columnNumbers[2]), typeWords, &codes, to: &typeCounts, &faultCount)
    Self.add(batch.column(columnNumbers[3]), channelWords, &codes, to: &channelCounts, &faultCount)
    addValues(batch.column(columnNumbers[4]))
    addTruths(batch.column(columnNumbers[5]))
  }

  private mutating func addContacts(_ column: CSVColumn) {
    contacts.insert(column, into: &ids)
    faultCount += ids.missingCount + ids.badCount
    while eventsOfContact.count < contacts.count { eventsOfContact.append(0) }
    eventsOfContact.withUnsafeMutableBufferPointer { counts in
      for id in ids.values[..<column.count] { counts[Int(id)] += 1 }
    }
  }

  private mutating func addInstants(_ column: CSVColumn) {
    column.readInstants(into: &instants)
    faultCount += instants.missingCount + instants.badCount
    for instant in instants.values[..<column.count] {
      microseconds &+= UInt64(bitPattern: instant)
    }
  }

  private static func add(
    _ column: CSVColumn,
    _ words: WordCodes,
    _ codes: inout CellValues<UInt8>,
    to counts: inout [Int],
    _ faultCount: inout Int
  ) {
    column.readCodes(of: words, into: &codes)
    faultCount += codes.missingCount + codes.badCount
    for code in codes.values[..<column.count] { counts[Int(code)] += 1 }
  }

  private mutating func addValues(_ column: CSVColumn) {
    column.readDoubles(into: &values)
    faultCount += values.badCount
    valueCount += column.count - values.missingCount - values.badCount
    var sum = 0.0
    for record in 0..<column.count {
      sum += values.states[record] == .value ? values.values[record] : 0
    }
    valueSum += sum
  }

  private mutating func addTruths(_ column: CSVColumn) {
    column.readBools(into: &truths)
    faultCount += truths.missingCount + truths.badCount
    for truth in truths.values[..<column.count] { machineCount += truth ? 1 : 0 }
  }

  /// Adds what another thread learnt.
  mutating func add(_ other: EventTotals) {
    rowCount += other.rowCount
    let ids = contacts.insert(contentsOf: other.contacts)
    while eventsOfContact.count < contacts.count { eventsOfContact.append(0) }
    for (id, count) in zip(ids, other.eventsOfContact) { eventsOfContact[Int(id)] += count }
    microseconds &+= other.microseconds
    for (type, count) in other.typeCounts.enumerated() { typeCounts[type] += count }
    for (channel, count) in other.channelCounts.enumerated() { channelCounts[channel] += count }
    valueSum += other.valueSum
    valueCount += other.valueCount
    machineCount += other.machineCount
    faultCount += other.faultCount
  }

  /// The answer as JSON, with the same names as the scripts use.
  var json: String {
    let squares = eventsOfContact.reduce(0) { $0 + Int($1) * Int($1) }
    let types = zip(Self.types, typeCounts).filter { $1 > 0 }.map { "\"\($0)\": \($1)" }
    let channels = zip(Self.channels, channelCounts).filter { $1 > 0 }.map { "\"\($0)\": \($1)" }
    return """
      "rows": \(rowCount), "contacts": \(contacts.count), "squares": \(squares), \
      "microseconds": \(microseconds), "types": {\(types.joined(separator: ", "))}, \
      "channels": {\(channels.joined(separator: ", "))}, "values": \(valueCount), \
      "value_sum": \(valueSum), "machine": \(machineCount), "faults": \(faultCount)
      """
  }
}
