/// How far the scores of events and of non-events lie apart where they lie furthest apart.
///
/// `max |TPR − FPR|` over all thresholds: the share of events selected less the share of
/// non-events selected, known as KS in credit scoring.
public struct KolmogorovSmirnov: Hashable, Sendable, Codable {
  /// The largest distance, from 0 to 1.
  public let distance: Double
  /// Where it is reached, by selecting the rows whose score is at least this; the highest such
  /// score when several share the distance.
  public let threshold: Double

  /// Measures the distance; nil when all outcomes agree.
  ///
  /// - Parameters:
  ///   - outcomes: 0 or 1 for every row.
  ///   - scores: any finite numbers, larger for more likely events.
  /// - Throws: ``EvaluationError`` for an empty table, a score that is not finite or another
  ///   outcome.
  public init?(outcomes: [Double], scores: [Double]) throws(EvaluationError) {
    try EvaluationError.check(outcomes: outcomes, finiteScores: scores)
    self.init(ScoreRuns(outcomes: outcomes, scores: scores))
  }

  init?(_ runs: ScoreRuns) {
    guard runs.eventCount > 0, runs.nonEventCount > 0, let top = runs.runs.last else { return nil }
    // The distance times both counts is a whole number, so that equal distances are equal.
    var (found, selected, largest, threshold) = (0, 0, -1, top.score)
    for run in runs.runs.reversed() {
      found += run.events
      selected += run.nonEvents
      let distance = abs(found * runs.nonEventCount - selected * runs.eventCount)
      if distance > largest { (largest, threshold) = (distance, run.score) }
    }
    distance = Double(largest) / (Double(runs.eventCount) * Double(runs.nonEventCount))
    self.threshold = threshold
  }
}
