import Features
import LinearAlgebra
import Models

/// How a feature table becomes weights of evidence: the bins of each variable, and the rules.
struct EvidenceEncoding: Sendable, Hashable, Codable {
  /// One variable.
  struct Variable: Sendable, Hashable, Codable {
    /// The name of the feature.
    var name: String
    /// The words that its bins know; nil for numbers.
    var levels: [String]?
    /// Its bins.
    var binning: Binning
  }

  /// The variables that tell something by themselves, the most certain first.
  var variables: [Variable]
  /// Whether the rules are a last column.
  var hasRules: Bool

  /// The largest p-value of a variable that is taken in.
  static let largestPValue = 0.1
  /// A variable is one more for so many conversions.
  static let conversionsPerVariable = 8
  /// The most variables: a person has to add them up.
  static let mostVariables = 12

  /// Bins every column and keeps those that tell something.
  ///
  /// The p-value is that of the groups from before the bins were chosen, so that it is honest.
  ///
  /// - Complexity: O(rows × columns).
  init(
    fittedTo table: FeatureTable,
    rows: [Int],
    outcomes: [Double],
    hasRules: Bool
  ) throws(ModelError) {
    let binning = OptimalBinning(maximumBins: 5, minimumEvents: 5)
    var found: [(variable: Variable, pValue: Double)] = []
    for column in table.columns {
      let bins = try binning.fitted(
        to: Self.binnable(column, rows, levels: Self.levels(of: column)),
        outcomes: outcomes
      )
      guard bins.unsplitReason == nil, let pValue = bins.association?.pValue,
        pValue <= Self.largestPValue
      else { continue }
      let variable = Variable(name: column.name, levels: Self.levels(of: column), binning: bins)
      found.append((variable, pValue))
    }
    let conversions = outcomes.count { $0 == 1 }
    let most = min(Self.mostVariables, max(1, conversions / Self.conversionsPerVariable))
    variables = found.enumerated()
      .sorted { ($0.element.pValue, $0.offset) < ($1.element.pValue, $1.offset) }
      .prefix(most).map(\.element.variable)
    self.hasRules = hasRules
  }

  private static func levels(of column: FeatureTable.Column) -> [String]? {
    if case .categories(_, let levels) = column.values { levels } else { nil }
  }

  /// A column's rows; words by the numbers that they had when the bins were made.
  private static func binnable(
    _ column: FeatureTable.Column,
    _ rows: [Int],
    levels known: [String]?
  ) -> BinnableColumn {
    switch column.values {
    case .numbers(let numbers): return .numbers(rows.map { numbers[$0] })
    case .categories(let codes, let levels):
      let known = known ?? []
      guard levels != known else {
        return .codes(rows.map { codes[$0] }, levels: known.count)
      }
      let numbers = Dictionary(zip(known, known.indices), uniquingKeysWith: { first, _ in first })
      // A word that was not there then has a number beyond all of them.
      let renumbered = levels.map { Int32(numbers[$0] ?? known.count) }
      return .codes(
        rows.map { codes[$0] < 0 ? -1 : renumbered[Int(codes[$0])] },
        levels: known.count + 1
      )
    }
  }

  /// How many columns the matrix has.
  var width: Int { variables.count + (hasRules ? 1 : 0) }

  /// The bin of every row, for each variable.
  func bins(of table: FeatureTable, rows: [Int]) -> [[Int]] {
    variables.map { variable in
      guard let column = table.columns.first(where: { $0.name == variable.name }) else {
        preconditionFailure("the table has no column \(variable.name)")
      }
      return variable.binning.binIndices(
        of: Self.binnable(column, rows, levels: variable.levels)
      )
    }
  }

  /// The weights of evidence, and last the rules: rows × columns.
  ///
  /// - Complexity: O(rows × columns).
  func matrix(of table: FeatureTable, index: [Double], rows: [Int]) -> Matrix {
    let width = width
    var elements = [Double](repeating: 0, count: rows.count * width)
    for (place, bins) in bins(of: table, rows: rows).enumerated() {
      let evidence = variables[place].binning.bins.map(\.weightOfEvidence)
      for (row, bin) in bins.enumerated() { elements[row * width + place] = evidence[bin] }
    }
    if hasRules {
      for (position, row) in rows.enumerated() {
        elements[position * width + width - 1] = index[row]
      }
    }
    return Matrix(rows: rows.count, columns: width, elements: elements)
  }
}
