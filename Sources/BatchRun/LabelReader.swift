import Diagnostics
import Tables

/// Reads the outcome column of a plain table: 1, 0, or NaN where it is missing.
struct LabelReader {
  private let label: EvaluationRun.Label
  private let table: Table
  private let file: String

  init(_ label: EvaluationRun.Label, table: Table, file: String) {
    self.label = label
    self.table = table
    self.file = file
  }

  func outcomes() throws -> [Double] {
    switch table[column: label.column] {
    case .numbers(let numbers)?: return try outcomes(of: numbers)
    case .categories(let codes, let levels)?: return try outcomes(of: codes, levels)
    case nil: throw BatchRunError.unknownColumn(label.column, among: table.columnNames, file: file)
    }
  }

  private func outcomes(of numbers: [Double]) throws -> [Double] {
    if let value = label.value {
      guard let number = Double(value) else { throw noSuchValue(value, ["numbers"]) }
      return numbers.map { $0.isNaN ? .nan : $0 == number ? 1 : 0 }
    }
    guard numbers.allSatisfy({ $0.isNaN || $0 == 0 || $0 == 1 }) else {
      throw BatchRunError(
        .badLabel,
        "the column '\(label.column)' holds other numbers than 0 and 1",
        at: SourceLocation(file: file, line: 1),
        hint: "say which number is a success: --label \(label.column)=NUMBER"
      )
    }
    return numbers
  }

  private func outcomes(of codes: [Int32], _ levels: [String]) throws -> [Double] {
    let wanted = label.value.map { [$0] } ?? ["yes", "true", "won", "converted", "y", "t"]
    let matches = levels.indices.filter { level in
      label.value == nil
        ? wanted.contains(levels[level].lowercased()) : wanted.contains(levels[level])
    }
    guard let success = matches.first, matches.count == 1 else {
      throw noSuchValue(label.value ?? "yes", levels)
    }
    return codes.map { $0 < 0 ? .nan : Int($0) == success ? 1 : 0 }
  }

  private func noSuchValue(_ value: String, _ levels: [String]) -> BatchRunError {
    BatchRunError(
      .badLabel,
      "the column '\(label.column)' has no value '\(value)'",
      at: SourceLocation(file: file, line: 1),
      hint: "say which value is a success: --label \(label.column)=VALUE; it has \(levels.count)"
        + " different values" + (levels.count <= 8 ? ": \(levels.joined(separator: ", "))" : "")
    )
  }
}

extension BatchRunError {
  static func unknownColumn(_ name: String, among names: [String], file: String) -> BatchRunError {
    BatchRunError(
      .unknownColumn,
      "there is no column '\(name)'",
      at: SourceLocation(file: file, line: 1),
      hint: Spelling.nearest(to: name, among: names).map { "did you mean '\($0)'?" }
        ?? "the columns are: \(names.prefix(20).joined(separator: ", "))"
    )
  }
}

extension Table {
  /// The row's identifier: the cell of a column, or the number of the row.
  func identifier(_ row: Int, column: String?) -> String {
    guard let column, case .categories(let codes, let levels)? = self[column: column] else {
      return String(row + 1)
    }
    return codes[row] < 0 ? "" : levels[Int(codes[row])]
  }

  func missingLabel(_ row: Int, _ column: String, file: String) -> Reject {
    Reject(
      location: SourceLocation(file: file, line: line(of: row)),
      columnName: column,
      code: "crm.missing-value",
      hint: "a row without its outcome teaches nothing"
    )
  }
}
