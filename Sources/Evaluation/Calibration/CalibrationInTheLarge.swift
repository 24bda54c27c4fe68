import LinearAlgebra
import Models
public import Statistics

/// Whether predictions are right on the whole, whatever they say about single rows.
///
/// `logit P(event) = intercept + logit(prediction)`: an intercept above 0 means that more happens
/// than was predicted. On the newest labelled month it is the first thing to drift.
public struct CalibrationInTheLarge: Hashable, Sendable, Codable {
  /// How many events the predictions let expect.
  public let expectedEvents: Double
  /// How many events there were.
  public let observedEvents: Int
  /// The intercept at slope 1; nil when all outcomes agree.
  public let intercept: Double?
  /// The standard error of the intercept.
  public let standardError: Double?
  /// The 95 % interval of the intercept.
  public let interval: Interval?
  /// The probability of an intercept at least as far from 0 when the predictions are right.
  public let pValue: Double?

  /// Compares what was predicted with what happened.
  ///
  /// - Parameters:
  ///   - outcomes: 0 or 1 for every row.
  ///   - probabilities: the predictions.
  /// - Throws: ``EvaluationError`` for an empty table or values that are not probabilities.
  public init(outcomes: [Double], probabilities: [Double]) throws(EvaluationError) {
    try EvaluationError.check(outcomes: outcomes, probabilities: probabilities)
    expectedEvents = probabilities.reduce(0, +)
    observedEvents = outcomes.reduce(0) { $0 + Int($1) }
    let line = Self.line(outcomes: outcomes, probabilities: probabilities)
    intercept = line?.estimate
    standardError = line?.standardError
    interval = line?.interval
    pValue = line?.pValue
  }

  static func line(outcomes: [Double], probabilities: [Double]) -> CoefficientRow? {
    let model = try? LogisticRegression()
      .fitted(
        to: Matrix(rows: outcomes.count, columns: 0),
        outcomes: outcomes,
        offset: probabilities.map { logit(clampedProbability($0)) }
      )
    guard let model, model.convergence == .reached else { return nil }
    return model.coefficientTable(confidence: 0.95)[0]
  }
}
