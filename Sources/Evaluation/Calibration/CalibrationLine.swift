import LinearAlgebra
import Models
public import Statistics

/// `logit P(event) = intercept + slope · logit(prediction)`, fitted to the outcomes.
///
/// Perfect calibration has intercept 0 and slope 1. A slope below 1 means predictions that are too
/// extreme, as from an overfitted model.
public struct CalibrationLine: Hashable, Sendable, Codable {
  /// The intercept.
  public let intercept: Double
  /// The 95 % interval of the intercept.
  public let interceptInterval: Interval
  /// The slope.
  public let slope: Double
  /// The 95 % interval of the slope.
  public let slopeInterval: Interval
  /// The intercept when the slope is held at 1: whether predictions are too low (positive) or too
  /// high on the whole.
  public let calibrationInTheLarge: Double

  /// Fits the line; nil when there is none: all outcomes or all predictions agree, or the
  /// predictions separate the outcomes.
  ///
  /// - Parameters:
  ///   - outcomes: 0 or 1 for every row.
  ///   - probabilities: the predictions.
  /// - Throws: ``EvaluationError`` for an empty table or values that are not probabilities.
  public init?(outcomes: [Double], probabilities: [Double]) throws(EvaluationError) {
    try EvaluationError.check(outcomes: outcomes, probabilities: probabilities)
    let logits = probabilities.map { logit(clampedProbability($0)) }
    let design = Matrix(rows: logits.count, columns: 1, elements: logits)
    let regression = LogisticRegression()
    guard let line = try? regression.fitted(to: design, outcomes: outcomes),
      line.convergence == .reached, line.aliased.isEmpty,
      let level = CalibrationInTheLarge.line(outcomes: outcomes, probabilities: probabilities)
    else { return nil }
    let table = line.coefficientTable(confidence: 0.95)
    guard let interceptInterval = table[0].interval, let slopeInterval = table[1].interval else {
      return nil
    }
    intercept = table[0].estimate
    self.interceptInterval = interceptInterval
    slope = table[1].estimate
    self.slopeInterval = slopeInterval
    calibrationInTheLarge = level.estimate
  }
}
