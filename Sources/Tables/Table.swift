public import CSV
public import Diagnostics

/// A plain table in memory: named columns of numbers or of categories.
///
///     let bank = try Table(contentsOf: "bank-full.csv") { print($0) }
///     if case .numbers(let ages)? = bank[column: "age"] { … }
public struct Table: Hashable, Sendable {
  /// How many rows there are.
  public let rowCount: Int
  /// The names of the columns, in the order of the file; see ``CSVReader/header``.
  public let columnNames: [String]

  private let columns: [TableColumn]
  private let lines: [Int32]

  /// Reads a whole file.
  ///
  /// A column whose cells are all numbers or missing becomes `.numbers`, any other `.categories`.
  ///
  /// - Parameters:
  ///   - path: The file; gzip is recognised.
  ///   - nulls: The cells that mean "missing", without the spaces around them.
  ///   - words: Columns of words even where every cell is a number, such as identifiers.
  ///   - dialect: The delimiter and quote; found when `nil`.
  ///   - encoding: The encoding; when `nil`, UTF-8 unless a byte order mark says otherwise.
  ///   - onReject: Takes the rows that cannot be used.
  /// - Throws: ``CSVError`` when the file cannot be read as CSV.
  public init(
    contentsOf path: String,
    nulls: Set<String> = [""],
    words: Set<String> = [],
    dialect: CSVDialect? = nil,
    encoding: CSVEncoding? = nil,
    onReject: @escaping (Reject) -> Void
  ) throws(CSVError) {
    let reader = try CSVReader(
      contentsOf: path,
      dialect: dialect,
      encoding: encoding,
      onReject: onReject
    )
    let missing = KeyTable(nulls)
    var builders = reader.header.map { _ in ColumnBuilder() }
    var lines: [Int32] = []
    while let batch = try reader.nextBatch() {
      for record in 0..<batch.count { lines.append(Int32(clamping: batch.line(record))) }
      for column in builders.indices { builders[column].append(column, of: batch, missing) }
    }
    rowCount = reader.recordCount
    columnNames = reader.header
    columns = zip(columnNames, builders).map { $1.column(isWords: words.contains($0)) }
    self.lines = lines
  }

  /// The first physical line of a row in the file, from 1.
  public func line(of row: Int) -> Int { Int(lines[row]) }

  /// The column of a name, if there is one.
  public subscript(column name: String) -> TableColumn? {
    columnNames.firstIndex(of: name).map { columns[$0] }
  }
}

/// The cells of a column, one for each row.
public enum TableColumn: Hashable, Sendable {
  /// Numbers, with `nan` for a missing cell.
  case numbers([Double])
  /// Places in `levels`, with -1 for a missing cell; levels are in bytewise order.
  case categories(codes: [Int32], levels: [String])
}

/// Collects a column as numbers of distinct texts, so that each text is parsed once.
private struct ColumnBuilder {
  private var texts = KeyTable()
  private var codes: [Int32] = []

  mutating func append(_ column: Int, of batch: CSVBatch, _ missing: KeyTable) {
    for record in 0..<batch.count {
      let cell = batch.field(record, column)
      let isMissing = missing.find(Cell.trimmed(cell)) != nil
      codes.append(isMissing ? -1 : Int32(texts.insert(cell).id))
    }
  }

  func column(isWords: Bool) -> TableColumn {
    (isWords ? nil : numbers()) ?? categories()
  }

  /// `nil` when a text is no number, or when there is none.
  private func numbers() -> TableColumn? {
    guard texts.count > 0 else { return nil }
    var values: [Double] = []
    values.reserveCapacity(texts.count)
    for id in 0..<texts.count {
      guard let value = texts.withBytes(of: id, Cell.double) else { return nil }
      values.append(value)
    }
    return .numbers(codes.map { $0 < 0 ? .nan : values[Int($0)] })
  }

  private func categories() -> TableColumn {
    let order = texts.sortedIDs()
    var rank = [Int32](repeating: 0, count: order.count)
    for (place, id) in order.enumerated() { rank[id] = Int32(place) }
    return .categories(
      codes: codes.map { $0 < 0 ? -1 : rank[Int($0)] },
      levels: order.map(texts.string)
    )
  }
}
