public import Models
import Statistics

/// A scorecard as a table that a person applies by hand.
///
/// The score of a contact is ``basePoints``, plus the points of the one line that holds for him of
/// each variable, plus ``perRulesPoint`` for every point of fit and engagement together.
/// ``probability(ofScore:)`` is the probability that the program computes.
public struct PointsTable: Sendable, Hashable, Codable {
  /// One bin of a variable.
  public struct Line: Sendable, Hashable, Codable {
    /// The variable.
    public var variable: String
    /// When the line holds: `employees from 50 to below 200`.
    public var condition: String
    /// What it adds.
    public var points: Double
    /// The share of the examples for which it holds, and the share of those that converted.
    public var share, rate: Double?
  }

  /// How points and odds belong together.
  public let scale: PointScale
  /// What everybody has.
  public let basePoints: Double
  /// What each point of the user's rules adds.
  public let perRulesPoint: Double
  /// The bins, variable by variable.
  public let lines: [Line]

  /// The probability at a score, never exactly 0 or 1.
  public func probability(ofScore score: Double) -> Double { scale.probability(ofScore: score) }
}

extension ConversionModel {
  /// The scorecard that this is; nil for another step.
  ///
  /// - Parameter scale: how points and odds belong together.
  /// - Returns: The table, or nil.
  public func pointsTable(scale: PointScale = PointScale()) -> PointsTable? {
    fitted.pointsTable(scale: scale, rules: rules)
  }
}

extension LadderResult {
  /// The scorecard that this is, with the rules in standard deviations; nil for another step.
  ///
  /// - Parameter scale: how points and odds belong together.
  /// - Returns: The table, or nil.
  public func pointsTable(scale: PointScale = PointScale()) -> PointsTable? {
    fitted.pointsTable(scale: scale, rules: nil)
  }
}

extension FittedStep {
  fileprivate func pointsTable(scale: PointScale, rules: RulesIndex?) -> PointsTable? {
    guard case .scorecard(let encoding, let sum) = kind else { return nil }
    let mean = zip(sum.coefficients, sum.columnMeans).reduce(0) { $0 + $1.0 * $1.1 }
    let perPoint =
      encoding.hasRules
      ? (sum.coefficients.last ?? 0) / (rules?.standardDeviation ?? 1) : 0
    let atZero = sum.centredIntercept - mean - perPoint * (rules?.mean ?? 0)
    return PointsTable(
      scale: scale,
      basePoints: scale.score(ofLogit: atZero),
      perRulesPoint: scale.factor * perPoint,
      lines: encoding.variables.indices.flatMap { place in
        encoding.variables[place].binning.bins.enumerated().map { bin, content in
          PointsTable.Line(
            variable: encoding.variables[place].name,
            condition: encoding.binName(place, bin: bin),
            points: scale.factor * sum.coefficients[place] * content.weightOfEvidence,
            share: content.share,
            rate: content.eventRate
          )
        }
      }
    )
  }
}
