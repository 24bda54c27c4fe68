public import LinearAlgebra

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// How a feature table becomes a matrix; learned from training rows only.
///
/// Numbers become one column (missing ones the training median). Words become one column for each
/// level that at least ``minimumLevelCount`` training rows have, and one for all rarer levels
/// together. Where as many rows have no value, an indicator says so; fewer missing words set no
/// column. Columns that are constant among the training rows are left out.
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
  private var sources: [Source] = []

  /// The fewest training rows for a level, or for missing values, to have a column of their own.
  public static let minimumLevelCount = 20

  /// Learns the encoding from some rows of a table.
  ///
  /// - Complexity: O(rows × columns), and sorting for the medians.
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
    let isLogarithmic = column.isLogarithmic
    let present = rows.compactMap { row in
      numbers[row].isNaN ? nil : Self.scaled(numbers[row], isLogarithmic)
    }.sorted()
    guard let smallest = present.first, let largest = present.last else { return }
    let median = present[present.count / 2]
    let missing = rows.count - present.count
    if smallest < largest {
      append(
        column.name,
        feature,
        Self.standardDeviation(present, missing: missing, median: median),
        .number(median: median, isLogarithmic: isLogarithmic)
      )
    }
    appendMissing(column, feature, missing, of: rows, .missingNumber)
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
    var others = 0
    for (level, count) in counts.enumerated() {
      guard count >= Self.minimumLevelCount else {
        others += count
        continue
      }
      appendShare(
        "\(column.name) = \(levels[level])",
        feature,
        count,
        of: rows,
        .level(levels[level])
      )
    }
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

  private static func standardDeviation(
    _ present: [Double],
    missing: Int,
    median: Double
  ) -> Double {
    let count = Double(present.count + missing)
    let mean = (present.reduce(0, +) + Double(missing) * median) / count
    let squares = present.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return ((squares + Double(missing) * (median - mean) * (median - mean)) / count).squareRoot()
  }

  private static func scaled(_ number: Double, _ isLogarithmic: Bool) -> Double {
    isLogarithmic ? log1p(max(0, number)) : number
  }

  /// The matrix of some rows of a table with the same columns: rows × terms, finite.
  ///
  /// - Complexity: O(rows × terms).
  public func matrix(of table: FeatureTable, rows: [Int]) -> Matrix {
    precondition(table.columns.map(\.name) == features, "the table has other columns")
    var elements = [Double](repeating: 0, count: rows.count * terms.count)
    elements.withUnsafeMutableBufferPointer { buffer in
      for term in terms.indices { fill(buffer, term, table, rows) }
    }
    return Matrix(rows: rows.count, columns: terms.count, elements: elements)
  }

  private func fill(
    _ buffer: UnsafeMutableBufferPointer<Double>,
    _ term: Int,
    _ table: FeatureTable,
    _ rows: [Int]
  ) {
    let width = terms.count
    switch (table.columns[terms[term].feature].values, sources[term]) {
    case (.numbers(let numbers), .number(let median, let isLogarithmic)):
      for (position, row) in rows.enumerated() {
        let value = numbers[row]
        buffer[position * width + term] =
          value.isNaN ? median : Self.scaled(value, isLogarithmic)
      }
    case (.numbers(let numbers), .missingNumber):
      for (position, row) in rows.enumerated() where numbers[row].isNaN {
        buffer[position * width + term] = 1
      }
    case (.categories(let codes, let levels), let source):
      let isOne = indicators(of: source, term: term, levels: levels)
      for (position, row) in rows.enumerated() where isOne[Int(codes[row]) + 1] {
        buffer[position * width + term] = 1
      }
    case (.numbers, _): preconditionFailure("a number has no levels")
    }
  }

  /// For missing and then for each level: whether it sets the column.
  private func indicators(of source: Source, term: Int, levels: [String]) -> [Bool] {
    switch source {
    case .missingLevel: return [true] + levels.map { _ in false }
    case .level(let name): return [false] + levels.map { $0 == name }
    case .otherLevel:
      let feature = terms[term].feature
      let known = Set(
        terms.indices.compactMap { index -> String? in
          if terms[index].feature == feature, case .level(let name) = sources[index] {
            name
          } else {
            nil
          }
        }
      )
      return [false] + levels.map { !known.contains($0) }
    case .number, .missingNumber: preconditionFailure("a word is no number")
    }
  }
}
