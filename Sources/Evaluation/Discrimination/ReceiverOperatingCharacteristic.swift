public import Statistics

/// How well scores rank events above non-events.
///
/// The area under the curve is the probability that a random event has a higher score than a
/// random non-event, ties counting one half. Its variance follows DeLong, DeLong and Clarke-Pearson
/// (1988, "Comparing the areas under two or more correlated receiver operating characteristic
/// curves") by midranks (Sun and Xu 2014); for rows that come in clusters it follows Obuchowski
/// (1997, "Nonparametric analysis of clustered ROC curve data").
///
///     let curve = try ReceiverOperatingCharacteristic(outcomes: converted, scores: scores)
public struct ReceiverOperatingCharacteristic: Hashable, Sendable, Codable {
  /// The area under the curve.
  public let area: Double
  /// The variance of the area; nil with fewer than two events or two non-events.
  public let variance: Double?
  /// The 95 % interval on the logit scale; nil where the variance says nothing: too few rows, or
  /// scores that separate the classes.
  public let interval: Interval?
  /// How many rows have the outcome 1.
  public let eventCount: Int
  /// How many rows have the outcome 0.
  public let nonEventCount: Int

  /// Ranks the scores; nil when all outcomes agree, as there is no pair to rank then.
  ///
  /// - Parameters:
  ///   - outcomes: 0 or 1 for every row.
  ///   - scores: any numbers, larger for more likely events; not NaN.
  /// - Throws: ``EvaluationError`` for an empty table, a NaN score or another outcome.
  /// - Complexity: O(rows); two radix sorts of half the rows each take most of the time.
  public init?(outcomes: [Double], scores: [Double]) throws(EvaluationError) {
    try EvaluationError.check(outcomes: outcomes, scores: scores)
    self.init(ScoreRuns(outcomes: outcomes, scores: scores))
  }

  /// Ranks the scores of rows that come in clusters, as contacts of one account do.
  ///
  /// Rows of one cluster may depend on each other in any way; clusters are independent. The area
  /// is that of all rows, the variance is nil with events, or non-events, in one cluster only.
  ///
  /// - Parameters:
  ///   - outcomes: 0 or 1 for every row.
  ///   - scores: any numbers, larger for more likely events; not NaN.
  ///   - clusters: the key of every row's cluster.
  /// - Throws: ``EvaluationError`` for an empty table, a NaN score or another outcome.
  public init?(
    outcomes: [Double],
    scores: [Double],
    clusters: [some Hashable]
  ) throws(EvaluationError) {
    try EvaluationError.check(outcomes: outcomes, scores: scores)
    precondition(clusters.count == scores.count, "every row needs a cluster")
    guard let placements = Placements(outcomes: outcomes, scores: scores) else { return nil }
    self.init(
      area: placements.area,
      variance: placements.covariance(with: placements, clusters: ClusterCodes(clusters)),
      eventCount: placements.eventCount,
      nonEventCount: placements.nonEventCount
    )
  }

  init?(_ runs: ScoreRuns) {
    guard let area = runs.area else { return nil }
    self.init(
      area: area,
      variance: runs.variance(area: area),
      eventCount: runs.eventCount,
      nonEventCount: runs.nonEventCount
    )
  }

  private init(area: Double, variance: Double?, eventCount: Int, nonEventCount: Int) {
    self.area = area
    self.variance = variance
    self.eventCount = eventCount
    self.nonEventCount = nonEventCount
    interval = Self.logitInterval(area: area, variance: variance)
  }

  /// The 95 % interval `area ± 1.96 · standard error`, cut at 0 and 1, as pROC prints it.
  ///
  /// Near an area of 1 it covers too seldom; ``interval`` holds its level better there.
  public var plainInterval: Interval? {
    guard let variance, variance > 0 else { return nil }
    let reach = NormalDistribution.twoSidedQuantile(confidence: 0.95) * variance.squareRoot()
    return Interval(lower: max(0, area - reach), upper: min(1, area + reach))
  }

  private static func logitInterval(area: Double, variance: Double?) -> Interval? {
    guard let variance, variance > 0, area > 0, area < 1 else { return nil }
    let reach =
      NormalDistribution.twoSidedQuantile(confidence: 0.95) * variance.squareRoot()
      / (area * (1 - area))
    return Interval(
      lower: logistic(logit(area) - reach),
      upper: logistic(logit(area) + reach)
    )
  }
}
