import CSV
import CivilTime
import Diagnostics
import Foundation

/// What earlier nights issued: `history.csv`, the change log in the output folder.
///
/// A night reads only rows from strictly before its own instant and replaces those of its own, so
/// that the same night issues the same bytes again, whatever came later. This type alone knows
/// where and how the log is kept.
struct IssueHistory {
  /// What a row tells of.
  enum Kind: String, CaseIterable {
    /// The contact moved into the segment that the value names.
    case segment
    /// The contact was handed to the owner that the value names.
    case handOff = "handoff"
    /// The company was handed to the owner that the value names.
    case accountHandOff = "account_handoff"
  }

  /// One thing that was issued.
  struct Row: Hashable {
    var asOf: Instant
    var kind: Kind
    /// The contact, or the company.
    var id: String
    var value: String
  }

  static let fileName = "history.csv"
  static let columns = ["as_of", "contact_id", "kind", "value"]

  let asOf: Instant
  /// Rows from before this night, the oldest first.
  private(set) var earlier: [Row] = []
  /// Rows of later nights, which this one does not look at.
  private var later: [Row] = []
  /// What this night issues.
  private var issued: [Row] = []

  /// A log without earlier nights.
  init(asOf: Instant) { self.asOf = asOf }

  /// Reads the log of a folder, if there is one.
  ///
  /// - Throws: ``BatchRunError`` with code `run.damaged-history` at the first row that cannot be
  ///   read: to go on without it would hand leads over twice.
  init(in folder: String, asOf: Instant) throws {
    self.asOf = asOf
    let path = "\(folder)/\(Self.fileName)"
    guard FileManager.default.fileExists(atPath: path) else { return }
    for row in try Self.rows(of: path) where row.asOf != asOf {
      if row.asOf < asOf { earlier.append(row) } else { later.append(row) }
    }
    earlier.sort(by: Self.precedes)
    later.sort(by: Self.precedes)
  }

  /// Notes what this night issues.
  mutating func issue(_ kind: Kind, id: String, value: String) {
    issued.append(Row(asOf: asOf, kind: kind, id: id, value: value))
  }

  /// What was issued of one kind before this night, the oldest first.
  func earlier(_ kind: Kind) -> some Sequence<Row> { earlier.lazy.filter { $0.kind == kind } }

  /// Writes the log with this night's rows.
  func write(to outputs: OutputSet) throws {
    let table = try outputs.table(Self.fileName, Self.columns)
    for row in earlier + issued.sorted(by: Self.precedes) + later {
      table.field("\(row.asOf)")
      table.field(row.id)
      table.field(row.kind.rawValue)
      table.field(row.value)
      try table.endRecord()
    }
  }

  private static func precedes(_ left: Row, _ right: Row) -> Bool {
    if left.asOf != right.asOf { return left.asOf < right.asOf }
    if left.kind != right.kind { return left.kind.rawValue < right.kind.rawValue }
    if left.id != right.id { return left.id.utf8.lexicographicallyPrecedes(right.id.utf8) }
    return left.value.utf8.lexicographicallyPrecedes(right.value.utf8)
  }

  // MARK: - Reading

  private static func rows(of path: String) throws -> [Row] {
    let reader = try open(path)
    guard reader.header == columns else {
      throw damaged(path, line: 1, "its header is not \(columns.joined(separator: ","))")
    }
    var rows: [Row] = []
    var instants: [String: Instant] = [:]
    do {
      while let batch = try reader.nextBatch() {
        for record in 0..<batch.count {
          rows.append(try row(batch, record, path, &instants))
        }
      }
    } catch let error as CSVError {
      throw damaged(path, line: error.location?.line ?? 1, error.message)
    }
    guard reader.paddedCount == 0 else {
      throw damaged(path, line: reader.recordCount + 1, "a row is cut short")
    }
    return rows
  }

  private static func open(_ path: String) throws -> CSVReader {
    do {
      return try CSVReader(
        contentsOf: path,
        dialect: .rfc4180,
        encoding: .utf8,
        rejectPolicy: .fail
      ) { _ in }
    } catch {
      throw damaged(path, line: error.location?.line ?? 1, error.message)
    }
  }

  private static func row(
    _ batch: CSVBatch,
    _ record: Int,
    _ path: String,
    _ instants: inout [String: Instant]
  ) throws -> Row {
    func text(_ column: Int) -> String {
      String(decoding: batch.field(record, column), as: UTF8.self)
    }
    func damage(_ message: String) -> BatchRunError {
      damaged(path, line: batch.line(record), message)
    }
    let time = text(0)
    guard let asOf = instants[time] ?? Instant.parse(time) else {
      throw damage("'as_of' is no instant")
    }
    instants[time] = asOf
    guard let kind = Kind(rawValue: text(2)) else { throw damage("'kind' is no known one") }
    let id = text(1)
    guard !id.isEmpty else { throw damage("'contact_id' is empty") }
    return Row(asOf: asOf, kind: kind, id: id, value: text(3))
  }

  private static func damaged(_ path: String, line: Int, _ message: String) -> BatchRunError {
    BatchRunError(
      .damagedHistory,
      "the log of earlier nights cannot be read: \(message)",
      at: SourceLocation(file: path, line: line),
      hint: "put back a copy, or move the file away to begin anew: then leads that sales has"
        + " already are handed over once more"
    )
  }
}
