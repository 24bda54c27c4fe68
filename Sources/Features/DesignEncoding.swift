/// How a feature table becomes a matrix; learned from training rows only.
///
/// Numbers become one column (missing ones the training median). Words become one column for each
/// level that at least ``minimumLevelCount`` training rows have, of which the ``maximumLevels`` most
/// frequent, and one for all other levels together. Spellings that differ in case, blanks or
/// invisible marks alone are one level. Where as many rows have no value, an indicator says so;
/// fewer missing words set no column. Columns that are constant among the training rows are left
/// out.
public struct DesignEncoding: Sendable, Hashable, Codable {
  /// One column of the matrix.
  public struct Term: Sendable, Hashable, Codable {
    /// The feature and, for words, the level: `industry = Software`.
    public var name: String
    /// The position of the feature among ``features``.
    public var feature: Int
    /// The standard deviation over the training rows.
    public var standardDeviation: Double
  }

  enum Source: Sendable, Hashable, Codable {
    case number(median: Double, isLogarithmic: Bool)
    case missingNumber
    case level(String)
    case otherLevel
    case missingLevel
  }

  /// The names of the features, in the order of the table's columns.
  public let features: [String]
  /// The columns of the matrix.
  public private(set) var terms: [Term] = []
  private(set) var sources: [Source] = []

  /// The fewest training rows for a level, or for missing values, to have a column of their own.
  public static let minimumLevelCount = 20
  /// The most levels of a feature with a column of their own.
  ///
  /// More would cost time with the square of their number, and a hundredth of the rows is little to
  /// learn from as it is.
  public static let maximumLevels = 100

  /// Learns the encoding from some rows of a table.
  ///
  /// Nothing depends on the order of the rows.
  ///
  /// - Complexity: O(rows × columns).
  public init(fittedTo table: FeatureTable, rows: [Int]) {
    features = table.columns.map(\.name)
    for (index, column) in table.columns.enumerated() {
      switch column.values {
      case .numbers(let numbers): fitNumbers(numbers, column, index, rows)
      case .categories(let codes, let levels): fitLevels(codes, levels, column, index, rows)
      }
    }
  }

  private mutating func fitNumbers(
    _ numbers: [Double],
    _ column: FeatureTable.Column,
    _ feature: Int,
    _ rows: [Int]
  ) {
    let summary = NumberSummary(
      numbers,
      rows: rows,
      isLogarithmic: column.isLogarithmic
    )
    guard let summary else { return }
    if !summary.isConstant {
      append(
        column.name,
        feature,
        summary.standardDeviation,
        .number(median: summary.median, isLogarithmic: column.isLogarithmic)
      )
    }
    appendMissing(column, feature, summary.missing, of: rows, .missingNumber)
  }

  private mutating func fitLevels(
    _ codes: [Int32],
    _ levels: [String],
    _ column: FeatureTable.Column,
    _ feature: Int,
    _ rows: [Int]
  ) {
    var counts = [Int](repeating: 0, count: levels.count)
    var missing = 0
    for row in rows {
      if codes[row] < 0 { missing += 1 } else { counts[Int(codes[row])] += 1 }
    }
    let groups = LevelGroup.groups(of: levels, counts: counts)
    let shown = LevelGroup.mostFrequent(groups)
    for group in shown {
      appendShare(
        "\(column.name) = \(group.name)",
        feature,
        group.count,
        of: rows,
        .level(group.name)
      )
    }
    let others = rows.count - missing - shown.reduce(0) { $0 + $1.count }
    appendShare("\(column.name) is rare", feature, others, of: rows, .otherLevel)
    appendMissing(column, feature, missing, of: rows, .missingLevel)
  }

  /// A few missing values would get a coefficient that nobody can estimate.
  private mutating func appendMissing(
    _ column: FeatureTable.Column,
    _ feature: Int,
    _ missing: Int,
    of rows: [Int],
    _ source: Source
  ) {
    guard missing >= Self.minimumLevelCount else { return }
    appendShare("\(column.name) is missing", feature, missing, of: rows, source)
  }

  private mutating func appendShare(
    _ name: String,
    _ feature: Int,
    _ count: Int,
    of rows: [Int],
    _ source: Source
  ) {
    guard count > 0, count < rows.count else { return }
    let share = Double(count) / Double(rows.count)
    append(name, feature, (share * (1 - share)).squareRoot(), source)
  }

  private mutating func append(
    _ name: String,
    _ feature: Int,
    _ standardDeviation: Double,
    _ source: Source
  ) {
    terms.append(Term(name: name, feature: feature, standardDeviation: standardDeviation))
    sources.append(source)
  }

  /// How a feature was read; nil where no column tells.
  func kind(of feature: Int) -> LeadFeatures.AttributeKind? {
    for (term, source) in zip(terms, sources) where term.feature == feature {
      switch source {
      case .number(_, let isLogarithmic): return isLogarithmic ? .logarithm : .number
      case .missingNumber: return .number
      case .level, .otherLevel, .missingLevel: return .words
      }
    }
    return nil
  }
}
