public import Statistics

/// Whether one score ranks the same rows better than another.
///
/// Tests the difference of two areas under the curve, which are correlated because they share
/// their rows, by the normal approximation of DeLong et al. (1988), or of Obuchowski (1997) for
/// clustered rows. A score and the same score of a model fitted to these very rows must not be
/// compared: the test knows nothing of overfitting.
///
///     let test = try AreaComparison(outcomes: converted, scores: model, against: rules)
public struct AreaComparison: Hashable, Sendable, Codable {
  /// The area of the first score.
  public let area: Double
  /// The area of the second score.
  public let otherArea: Double
  /// The covariance of the two areas; nil with fewer than two events or two non-events (clusters
  /// of them, for clustered rows).
  public let covariance: Double?
  /// The standard error of the difference; nil like the covariance.
  public let standardError: Double?
  /// The difference per standard error; nil where the standard error is 0 or not known, as for
  /// two scores that rank alike.
  public let statistic: Double?
  /// The probability of a difference at least as large between scores that rank equally well.
  public let pValue: Double?
  /// The 95 % interval of the difference.
  public let interval: Interval?

  /// How much larger the first area is.
  public var difference: Double { area - otherArea }

  /// Compares two scores on independent rows; nil when all outcomes agree.
  ///
  /// - Parameters:
  ///   - outcomes: 0 or 1 for every row.
  ///   - scores: the first score; not NaN.
  ///   - otherScores: the second score; not NaN.
  /// - Throws: ``EvaluationError`` for an empty table, a NaN score or another outcome.
  public init?(
    outcomes: [Double],
    scores: [Double],
    against otherScores: [Double]
  ) throws(EvaluationError) {
    guard let pair = try Self.placements(outcomes, scores, otherScores) else { return nil }
    self.init(pair) { $0.covariance(with: $1) }
  }

  /// Compares two scores on rows that come in clusters; nil when all outcomes agree.
  ///
  /// - Parameters:
  ///   - outcomes: 0 or 1 for every row.
  ///   - scores: the first score; not NaN.
  ///   - otherScores: the second score; not NaN.
  ///   - clusters: the key of every row's cluster.
  /// - Throws: ``EvaluationError`` for an empty table, a NaN score or another outcome.
  public init?(
    outcomes: [Double],
    scores: [Double],
    against otherScores: [Double],
    clusters: [some Hashable]
  ) throws(EvaluationError) {
    precondition(clusters.count == outcomes.count, "every row needs a cluster")
    guard let pair = try Self.placements(outcomes, scores, otherScores) else { return nil }
    let codes = ClusterCodes(clusters)
    self.init(pair) { $0.covariance(with: $1, clusters: codes) }
  }

  private static func placements(
    _ outcomes: [Double],
    _ scores: [Double],
    _ otherScores: [Double]
  ) throws(EvaluationError) -> (Placements, Placements)? {
    try EvaluationError.check(outcomes: outcomes, scores: scores)
    try EvaluationError.check(outcomes: outcomes, scores: otherScores)
    guard let first = Placements(outcomes: outcomes, scores: scores),
      let second = Placements(outcomes: outcomes, scores: otherScores)
    else { return nil }
    return (first, second)
  }

  private init(
    _ pair: (first: Placements, second: Placements),
    covariance: (Placements, Placements) -> Double?
  ) {
    (area, otherArea) = (pair.first.area, pair.second.area)
    self.covariance = covariance(pair.first, pair.second)
    guard let shared = self.covariance, let variance = covariance(pair.first, pair.first),
      let otherVariance = covariance(pair.second, pair.second)
    else {
      (standardError, statistic, pValue, interval) = (nil, nil, nil, nil)
      return
    }
    let total = variance + otherVariance - 2 * shared
    // What cancels but for rounding is nothing.
    let error = total > 1e-14 * (variance + otherVariance) ? total.squareRoot() : 0
    let difference = area - otherArea
    let reach = NormalDistribution.twoSidedQuantile(confidence: 0.95) * error
    standardError = error
    interval = Interval(lower: max(-1, difference - reach), upper: min(1, difference + reach))
    statistic = error > 0 ? difference / error : nil
    pValue = statistic.map { NormalDistribution.twoSidedTail($0) }
  }
}
