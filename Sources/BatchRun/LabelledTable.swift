import CSV
import Diagnostics
import Features
import Tables

/// A plain table whose rows have an outcome.
struct LabelledTable {
  private let table: Table
  private let idColumn: String?
  /// All columns that a model may look at, of all rows.
  let features: FeatureTable
  /// The columns that were left out by name.
  let excluded: [String]
  /// The rows that have an outcome, in the order of the file.
  let rows: [Int]
  /// The outcome of each of them: 0 or 1.
  let outcomes: [Double]
  /// How many rows could not be used.
  let rejectCount: Int

  /// Reads a file.
  ///
  /// - Throws: ``BatchRunError`` for a column that is not there, or for a label that does not name
  ///   one success.
  init(
    contentsOf file: String,
    label: EvaluationRun.Label,
    onReject: @escaping (Reject) -> Void
  ) throws {
    let idColumns = [label.idColumn].compactMap(\.self)
    var rejectCount = 0
    let table = try Table(contentsOf: file, words: Set(idColumns)) {
      rejectCount += 1
      onReject($0)
    }
    let excluded = label.excluded.flatMap { Self.names(in: $0, among: table.columnNames) }
    for name in [label.column] + excluded + idColumns where table[column: name] == nil {
      throw BatchRunError.unknownColumn(name, among: table.columnNames, file: file)
    }
    let target = try LabelReader(label, table: table, file: file).outcomes()
    for row in target.indices where target[row].isNaN {
      rejectCount += 1
      onReject(table.missingLabel(row, label.column, file: file))
    }
    rows = target.indices.filter { !target[$0].isNaN }
    outcomes = rows.map { target[$0] }
    features = FeatureTable(table, without: Set(excluded + [label.column] + idColumns))
    (self.table, self.idColumn, self.excluded) = (table, label.idColumn, excluded)
    self.rejectCount = rejectCount
  }

  /// The identifier of the row at a position among the labelled ones.
  func identifier(at position: Int) -> String {
    table.identifier(rows[position], column: idColumn)
  }

  /// The columns that a list joined by commas names.
  ///
  /// A comma may belong to a name: where several parts joined are a column, they are that one.
  private static func names(in list: String, among columns: [String]) -> [String] {
    var parts = list.split(separator: ",", omittingEmptySubsequences: false).map(String.init)[...]
    var names: [String] = []
    while let first = parts.first {
      let lengths = (1...parts.count).reversed()
      let length = lengths.first { columns.contains(parts.prefix($0).joined(separator: ",")) } ?? 1
      let name = length == 1 ? first : parts.prefix(length).joined(separator: ",")
      if !name.isEmpty { names.append(name) }
      parts = parts.dropFirst(length)
    }
    return names
  }
}
