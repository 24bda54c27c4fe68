import CRMData
import CivilTime

/// A row for a tool, ready to be written.
package struct TargetRow {
  /// The contact of our results.
  package var contactID: String
  /// What orders the rows of a file.
  package var key: String
  /// What tells rows apart: the key, for addresses in small letters.
  package var identity: String
  /// Whether the contact came from the tool itself.
  package var isOwn: Bool
  /// The record with its line end.
  package var bytes: [UInt8]

  package init(contactID: String, key: String, identity: String, isOwn: Bool, bytes: [UInt8]) {
    self.contactID = contactID
    self.key = key
    self.identity = identity
    self.isOwn = isOwn
    self.bytes = bytes
  }
}

/// The rows that one results folder gives, and what became of its other contacts.
struct RowSet {
  /// The rows of each file, by key.
  private(set) var files: [[TargetRow]]
  /// Who is not written.
  private(set) var leftOut: [LeftOut] = []
  /// How many rows the results have.
  private(set) var contacts = 0

  /// Makes the rows.
  ///
  /// `scoredAt` is what rows hold as the instant of the scores. For earlier results it is that of
  /// the newest ones, so that their rows differ only where the contact does.
  init(_ results: Results, _ target: Target, _ directory: ContactDirectory, scoredAt: Instant)
    throws
  {
    let writer = target.writer
    files = Array(repeating: [], count: writer.files.count)
    let formatter = RowFormatter(target, directory: directory, scoredAt: scoredAt)
    let text = RecordText(writer.dialect)
    let fields = RowFormatter.fields(of: writer)
    try results.forEachRow(of: writer.rows, fields: fields) { row in
      contacts += 1
      if let cause = Self.delay(row, writer, asOf: results.asOf) { return leave(row, cause) }
      switch directory.identity(of: row.contactID) {
      case .failure(let cause): leave(row, cause)
      case .success(let identity):
        guard let file = target.file(of: identity) else { return leave(row, .noFile, identity) }
        switch formatter.cells(writer.files[file], identity, row) {
        case .failure(let cause): leave(row, cause, identity)
        case .success(let cells):
          let column = writer.files[file].keyColumn
          let isAddress = writer.files[file].columns[column].isAddress
          let key = cells[column]
          files[file].append(
            TargetRow(
              contactID: row.contactID,
              key: key,
              identity: isAddress ? Target.addressKey(key) : key,
              isOwn: identity.nativeID != nil,
              bytes: text.bytes(cells)
            )
          )
        }
      }
    }
    dropSharedKeys()
    for index in files.indices {
      files[index].sort { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    }
    leftOut.sort { $0.contactID.utf8.lexicographicallyPrecedes($1.contactID.utf8) }
  }

  /// Why a planned message is not written now.
  private static func delay(_ row: ResultRow, _ writer: WriterMap, asOf: Instant)
    -> LeftOut.Cause?
  {
    if case .plan(let channel) = writer.rows, row.planChannel != channel { return .otherChannel }
    guard let reach = writer.reach else { return nil }
    let text = row.text(writer.rows == .contacts ? .sendAt : .plannedAt)
    guard let instant = Instant.parse(text) else { return .emptyCell }
    return instant > asOf + reach ? .heldBack : nil
  }

  private mutating func leave(_ row: ResultRow, _ cause: LeftOut.Cause, _ identity: Identity? = nil)
  {
    let place = identity?.record.map { "\($0.input):\($0.line)" } ?? ""
    leftOut.append(LeftOut(contactID: row.contactID, cause: cause, place: place))
  }

  /// Leaves out rows of one key, of which the tool would keep the last, whoever that is.
  ///
  /// A single contact that came from the tool itself stays: the others only share its address.
  private mutating func dropSharedKeys() {
    var counts: [String: (all: Int, own: Int)] = [:]
    for row in files.joined() {
      counts[row.identity, default: (0, 0)].all += 1
      if row.isOwn { counts[row.identity]?.own += 1 }
    }
    func isShared(_ row: TargetRow) -> Bool {
      guard let count = counts[row.identity], count.all > 1 else { return false }
      return !row.isOwn || count.own > 1
    }
    for index in files.indices {
      leftOut += files[index].filter(isShared).map {
        LeftOut(contactID: $0.contactID, cause: .sharedKey, place: "")
      }
      files[index].removeAll(where: isShared)
    }
  }

  // MARK: - Comparing

  /// The rows that earlier results would not have given as they are.
  func changes(since earlier: RowSet) -> [[TargetRow]] {
    let known = earlier.bytesByIdentity
    return files.map { rows in rows.filter { known[$0.identity] != $0.bytes } }
  }

  /// How many rows of earlier results are not here any more.
  func vanished(since earlier: RowSet) -> Int {
    let present = Set(files.joined().map(\.identity))
    return earlier.files.joined().count { !present.contains($0.identity) }
  }

  private var bytesByIdentity: [String: [UInt8]] {
    Dictionary(files.joined().map { ($0.identity, $0.bytes) }) { $1 }
  }
}

extension TargetColumn {
  /// Whether it holds the address, in which case does not count.
  fileprivate var isAddress: Bool { values.contains { $0.field == .email } }
}
