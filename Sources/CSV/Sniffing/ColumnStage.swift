/// What the cells of a column look like.
public struct ColumnFinding: Hashable, Sendable, Codable {
  /// What most of the cells with a value are.
  public enum Shape: String, Hashable, Sendable, Codable, CaseIterable {
    /// Whole numbers.
    case integer
    /// Numbers with decimals.
    case decimal
    /// True or false, yes or no, 1 or 0.
    case boolean
    /// Days.
    case date
    /// Days with a time.
    case dateTime = "date-time"
    /// Whole numbers that count from 1970.
    case epoch
    /// E-mail addresses.
    case email = "e-mail"
    /// Texts with digits and without spaces, of which nearly all or very many are different.
    case identifier
    /// Few different texts.
    case word
    /// Any texts.
    case text
    /// JSON arrays or objects.
    case json
    /// No cell has a value.
    case empty
  }

  /// How days or instants are spelled.
  public enum TimeSpelling: String, Hashable, Sendable, Codable, CaseIterable {
    /// Year, month, day.
    case yearFirst = "year-first"
    /// Day, month, year: a first number is above 12.
    case dayFirst = "day-first"
    /// Month, day, year: a second number is above 12.
    case monthFirst = "month-first"
    /// Day or month may come first: no number is above 12.
    case ambiguous
    /// Some cells can only be day first, others only month first.
    case contradictory
    /// The month is a word.
    case monthNamed = "month-named"
    /// Since 1970, in these units.
    case epochSeconds = "epoch-seconds"
    /// Since 1970, in these units.
    case epochMilliseconds = "epoch-milliseconds"
    /// Since 1970, in these units.
    case epochMicroseconds = "epoch-microseconds"
  }

  /// The name of the column.
  public var name: String
  /// What most of the cells with a value are.
  public var shape: Shape
  /// How its times are spelled, if it has any.
  public var spelling: TimeSpelling?
  /// How many rows were looked at.
  public var rows: Int
  /// How many cells are empty.
  public var missing: Int
  /// How many cells hold a word for a missing value, such as `null` or `N/A`.
  public var missingWords: Int
  /// How many different values there are, up to ``distinctLimit``.
  public var distinct: Int
  /// How long the longest cell is, in bytes of UTF-8.
  public var longestBytes: Int
  /// How many cells have a value of another shape.
  public var otherCells: Int
  /// The line of the first of these.
  public var firstOtherLine: Int?
  /// How sure the shape is.
  public var confidence: CSVConfidence
  /// Why.
  public var because: String

  /// Where counting different values ends.
  public static let distinctLimit = 1000

  /// The share of empty cells.
  public var missingShare: Double { rows == 0 ? 0 : Double(missing) / Double(rows) }
}

/// The fifth stage: what the cells of each column look like.
struct ColumnStage {
  private var columns: [ColumnTally]
  private let names: [String]
  private(set) var rows = 0

  init(names: [String]) {
    self.names = names
    columns = names.map { _ in ColumnTally() }
  }

  mutating func add(_ batch: CSVBatch, limit: Int) {
    let count = min(batch.count, limit)
    for column in columns.indices {
      for record in 0..<count {
        columns[column].add(batch.field(record, column), line: batch.line(record))
      }
    }
    rows += count
  }

  var findings: [ColumnFinding] {
    zip(names, columns).map { $1.finding(name: $0, rows: rows) }
  }
}
