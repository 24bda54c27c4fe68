public import Statistics

/// Everything that is measured about predicted probabilities of one outcome.
///
///     let report = try ClassificationReport(outcomes: converted, probabilities: predictions)
///     print(report.discrimination?.area ?? 0.5, report.logLossSkill ?? 0)
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
  /// The mean precision over all events; nil without events.
  public let averagePrecision: Double?
  /// Where events and non-events lie furthest apart; nil when all outcomes agree.
  public let kolmogorovSmirnov: KolmogorovSmirnov?
  /// How events gather in tenths of the rows; nil in reports saved before it was measured.
  public let liftTable: LiftTable?
  /// The mean `−ln` of the probability given to what happened.
  public let logLoss: Double
  /// The log-loss of predicting the event rate for everyone, for comparison.
  public let baselineLogLoss: Double
  /// The mean squared distance between outcome and probability.
  public let brierScore: Double
  /// That distance in three parts; nil in reports saved before it was measured.
  public let brierDecomposition: BrierDecomposition?
  /// Intercept and slope of the calibration; nil when there is no such line.
  public let calibrationLine: CalibrationLine?
  /// Predicted against observed in 10 groups of equal size.
  public let calibrationTable: CalibrationTable
  /// The mean distance between predicted and observed rate over these groups.
  public let expectedCalibrationError: Double
  /// Predicted against observed in 10 groups of equal width; nil in reports saved before it was
  /// measured.
  public let calibrationTableByWidth: CalibrationTable?

  /// Judges predictions.
  ///
  /// - Parameters:
  ///   - outcomes: 0 or 1 for every row.
  ///   - probabilities: the predictions.
  /// - Throws: ``EvaluationError`` for an empty table or values that are not probabilities.
  public init(outcomes: [Double], probabilities: [Double]) throws(EvaluationError) {
    try EvaluationError.check(outcomes: outcomes, probabilities: probabilities)
    let runs = ScoreRuns(outcomes: outcomes, scores: probabilities)
    sampleSize = outcomes.count
    eventCount = runs.eventCount
    eventRate = Double(runs.eventCount) / Double(outcomes.count)
    eventRateInterval = .wilson(
      successes: Double(runs.eventCount),
      trials: Double(outcomes.count)
    )
    discrimination = ReceiverOperatingCharacteristic(runs)
    averagePrecision = runs.averagePrecision
    kolmogorovSmirnov = KolmogorovSmirnov(runs)
    liftTable = try LiftTable(outcomes: outcomes, scores: probabilities)
    logLoss = try Evaluation.logLoss(outcomes: outcomes, probabilities: probabilities)
    baselineLogLoss = try Evaluation.logLoss(
      outcomes: outcomes,
      probabilities: Array(repeating: eventRate, count: outcomes.count)
    )
    brierScore = try Evaluation.brierScore(outcomes: outcomes, probabilities: probabilities)
    brierDecomposition = BrierDecomposition(runs)
    calibrationLine = try CalibrationLine(outcomes: outcomes, probabilities: probabilities)
    calibrationTable = CalibrationTable(runs, binning: .equalCount(10))
    expectedCalibrationError = calibrationTable.expectedCalibrationError
    calibrationTableByWidth = CalibrationTable(runs, binning: .equalWidth(10))
  }

  /// The share of the baseline's log-loss that the predictions save; negative when they are worse
  /// than predicting the event rate for everyone, nil when all outcomes agree.
  public var logLossSkill: Double? { skill(logLoss, baseline: baselineLogLoss) }

  /// The share of the baseline's Brier score that the predictions save; see ``logLossSkill``.
  public var brierSkill: Double? { skill(brierScore, baseline: eventRate * (1 - eventRate)) }

  private func skill(_ loss: Double, baseline: Double) -> Double? {
    eventCount > 0 && eventCount < sampleSize ? 1 - loss / baseline : nil
  }
}
