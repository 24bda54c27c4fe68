public import Statistics

/// Everything that is measured about predicted probabilities of one outcome.
public struct ClassificationReport: Hashable, Sendable, Codable {
  /// How many rows were judged.
  public let sampleSize: Int
  /// How many of them have the outcome 1.
  public let eventCount: Int
  /// The share of rows with the outcome 1.
  public let eventRate: Double
  /// The 95 % interval of that share (Wilson).
  public let eventRateInterval: Interval
  /// How well the predictions rank; nil when all outcomes agree.
  public let discrimination: ReceiverOperatingCharacteristic?
  /// The mean `−ln` of the probability given to what happened.
  public let logLoss: Double
  /// The log-loss of predicting the event rate for everyone, for comparison.
  public let baselineLogLoss: Double
  /// The mean squared distance between outcome and probability.
  public let brierScore: Double
  /// Intercept and slope of the calibration; nil when there is no such line.
  public let calibrationLine: CalibrationLine?
  /// Predicted against observed in 10 groups of equal size.
  public let calibrationTable: CalibrationTable
  /// The mean distance between predicted and observed rate over these groups.
  public let expectedCalibrationError: Double

  /// Judges predictions.
  ///
  /// - Parameters:
  ///   - outcomes: 0 or 1 for every row.
  ///   - probabilities: the predictions.
  /// - Throws: ``EvaluationError`` for an empty table or values that are not probabilities.
  public init(outcomes: [Double], probabilities: [Double]) throws(EvaluationError) {
    try EvaluationError.check(outcomes: outcomes, probabilities: probabilities)
    let events = outcomes.reduce(0, +)
    sampleSize = outcomes.count
    eventCount = Int(events)
    eventRate = events / Double(outcomes.count)
    eventRateInterval = .wilson(successes: events, trials: Double(outcomes.count))
    discrimination = try ReceiverOperatingCharacteristic(outcomes: outcomes, scores: probabilities)
    logLoss = try Evaluation.logLoss(outcomes: outcomes, probabilities: probabilities)
    baselineLogLoss = try Evaluation.logLoss(
      outcomes: outcomes,
      probabilities: Array(repeating: eventRate, count: outcomes.count)
    )
    brierScore = try Evaluation.brierScore(outcomes: outcomes, probabilities: probabilities)
    calibrationLine = try CalibrationLine(outcomes: outcomes, probabilities: probabilities)
    calibrationTable = try CalibrationTable(outcomes: outcomes, probabilities: probabilities)
    expectedCalibrationError = calibrationTable.expectedCalibrationError
  }
}
