public import Features
import LinearAlgebra
import Models
import Statistics

extension ConversionModel {
  /// The probabilities alone, straight from a table of features; nil where the rules or a scorecard
  /// speak.
  ///
  /// The table has the columns of ``LeadFeatures/matching(_:)``. Agrees with
  /// ``ConversionScorer/results(for:asOf:confidence:)`` to 1e-12.
  ///
  /// - Parameters:
  ///   - table: one row for each contact.
  ///   - rulesIndex: what the rules say, in standard deviations; one value for each row.
  /// - Returns: One probability for each row.
  /// - Complexity: O(rows × features), without a matrix.
  public func probabilities(of table: FeatureTable, rulesIndex: [Double]) -> [Double]? {
    guard case .linear(let encoding, let sum, _) = fitted.kind else { return nil }
    let count = encoding.terms.count
    var logits = LinearPredictor(
      encoding,
      constant: sum.centredIntercept,
      coefficients: Array(sum.coefficients[..<count]),
      means: Array(sum.columnMeans[..<count])
    ).logOdds(of: table)
    if sum.coefficients.count > count {
      let (coefficient, mean) = (sum.coefficients[count], sum.columnMeans[count])
      for row in logits.indices { logits[row] += coefficient * (rulesIndex[row] - mean) }
    }
    return fitted.calibrated(logits)
  }
}
