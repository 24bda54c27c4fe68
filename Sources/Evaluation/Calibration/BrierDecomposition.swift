/// The Brier score in three parts, exact by distinct prediction (Murphy 1973, "A new vector
/// partition of the probability score").
///
/// `score = reliability − resolution + uncertainty`. With predictions that hardly repeat, every
/// row is a group of its own: reliability is then the whole score and resolution the whole
/// uncertainty, which says nothing. Round the predictions, or read the calibration table.
public struct BrierDecomposition: Hashable, Sendable, Codable {
  /// How far predictions are from the rates of their groups; 0 is best.
  public let reliability: Double
  /// How far the rates of the groups are from the rate of all; larger is better.
  public let resolution: Double
  /// The variance of the outcomes, which no prediction changes.
  public let uncertainty: Double

  /// The Brier score.
  public var score: Double { reliability - resolution + uncertainty }

  /// Takes the score apart.
  ///
  /// - Parameters:
  ///   - outcomes: 0 or 1 for every row.
  ///   - probabilities: the predictions.
  /// - Throws: ``EvaluationError`` for an empty table or values that are not probabilities.
  public init(outcomes: [Double], probabilities: [Double]) throws(EvaluationError) {
    try EvaluationError.check(outcomes: outcomes, probabilities: probabilities)
    self.init(ScoreRuns(outcomes: outcomes, scores: probabilities))
  }

  init(_ runs: ScoreRuns) {
    let rows = Double(runs.eventCount + runs.nonEventCount)
    let rate = Double(runs.eventCount) / rows
    var (reliability, resolution) = (0.0, 0.0)
    for run in runs.runs {
      let observed = Double(run.events) / Double(run.count)
      reliability += Double(run.count) * (run.score - observed) * (run.score - observed)
      resolution += Double(run.count) * (observed - rate) * (observed - rate)
    }
    self.reliability = reliability / rows
    self.resolution = resolution / rows
    uncertainty = rate * (1 - rate)
  }
}
