import CSV
import Diagnostics
import Foundation

/// One table of a results folder, read row by row in the order of its contacts.
final class ResultTable {
  /// The contact of the current row; nil before the first and after the last row.
  private(set) var contactID: String?

  private let reader: CSVReader
  private let rejects: RejectBox
  private let idColumn: Int
  private var batch: CSVBatch?
  private var record = 0

  private final class RejectBox { var first: Reject? }

  /// Opens a table.
  ///
  /// - Throws: ``ExportError`` when it is not there or has no `contact_id`.
  init(_ name: String, in folder: String) throws {
    rejects = RejectBox()
    try Self.checkPresence(of: name, in: folder)
    reader = try CSVReader(contentsOf: "\(folder)/\(name)", dialect: .rfc4180) {
      [rejects] in rejects.first = rejects.first ?? $0
    }
    guard let column = reader.header.firstIndex(of: "contact_id") else {
      throw Self.damaged("\(reader.name) has no column 'contact_id'", at: 1, in: reader.name)
    }
    idColumn = column
  }

  /// Refuses a results folder without a file.
  static func checkPresence(of name: String, in folder: String) throws {
    guard !FileManager.default.fileExists(atPath: "\(folder)/\(name)") else { return }
    throw ExportError(
      .missingResults,
      "there is no \(name) in '\(folder)'",
      hint: "name the output folder of 'leadtime run'"
    )
  }

  /// The place of a column.
  ///
  /// - Throws: ``ExportError`` when the table does not have it.
  func column(_ name: String) throws -> Int {
    if let column = reader.header.firstIndex(of: name) { return column }
    throw Self.damaged("the column '\(name)' is missing", at: 1, in: reader.name)
  }

  /// Goes to the next row.
  ///
  /// - Returns: Whether there is one.
  /// - Throws: ``ExportError`` when a row cannot be read or is not in order.
  func advance() throws -> Bool {
    let previous = contactID
    record += 1
    if batch == nil || record >= batch?.count ?? 0 {
      batch = try reader.nextBatch()
      record = 0
    }
    if let reject = rejects.first {
      throw ExportError(
        .damagedResults,
        "a row of the results cannot be read (\(reject.code))",
        at: reject.location,
        hint: "run again, or restore the file"
      )
    }
    guard let batch else {
      contactID = nil
      return false
    }
    let id = Cell.string(batch.field(record, idColumn))
    if let previous, !previous.utf8.lexicographicallyPrecedes(id.utf8) {
      throw Self.damaged("the rows are not in the order of contact_id", at: line, in: reader.name)
    }
    contactID = id
    return true
  }

  /// Goes to the row of a contact, which lies behind the current one if it is there.
  func advance(to id: String) throws -> Bool {
    if batch == nil, record == 0 { _ = try advance() }
    while let current = contactID, current.utf8.lexicographicallyPrecedes(id.utf8) {
      guard try advance() else { return false }
    }
    return contactID == id
  }

  /// A cell of the current row.
  func text(_ column: Int) -> String {
    batch.map { Cell.string($0.field(record, column)) } ?? ""
  }

  private var line: Int { batch?.line(record) ?? 1 }

  private static func damaged(_ message: String, at line: Int, in file: String) -> ExportError {
    ExportError(
      .damagedResults,
      message,
      at: SourceLocation(file: file, line: line),
      hint: "use the files of one 'leadtime run' as they are"
    )
  }
}
