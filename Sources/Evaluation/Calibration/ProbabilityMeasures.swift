#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The mean of `−ln` of the probability given to what happened.
///
/// What happened counts as no less probable than 1e-12, so that one error is costly but not
/// infinite.
///
/// - Parameters:
///   - outcomes: 0 or 1 for every row.
///   - probabilities: the predictions.
///   - weights: how often each row counts; nil for once. A row of weight 2 is the row twice.
/// - Returns: 0 for perfect predictions, `ln 2` for a coin.
/// - Throws: ``EvaluationError`` for an empty table, values that are not probabilities or weights
///   that are none.
public func logLoss(
  outcomes: [Double],
  probabilities: [Double],
  weights: [Double]? = nil
) throws(EvaluationError) -> Double {
  try EvaluationError.check(outcomes: outcomes, probabilities: probabilities)
  return try mean(weights: weights, count: outcomes.count) { row in
    logLoss(outcome: outcomes[row], probability: probabilities[row])
  }
}

/// What one row adds to the log-loss.
func logLoss(outcome: Double, probability: Double) -> Double {
  // Limited here and not at the probability: 1 − (1 − 1e-12) has lost four digits.
  min(outcome == 1 ? -log(probability) : -log1p(-probability), -log(1e-12))
}

/// The mean squared distance between outcome and probability.
///
/// - Parameters:
///   - outcomes: 0 or 1 for every row.
///   - probabilities: the predictions.
///   - weights: how often each row counts; nil for once. A row of weight 2 is the row twice.
/// - Returns: 0 for perfect predictions, 0.25 for a coin.
/// - Throws: ``EvaluationError`` for an empty table, values that are not probabilities or weights
///   that are none.
public func brierScore(
  outcomes: [Double],
  probabilities: [Double],
  weights: [Double]? = nil
) throws(EvaluationError) -> Double {
  try EvaluationError.check(outcomes: outcomes, probabilities: probabilities)
  return try mean(weights: weights, count: outcomes.count) { row in
    (outcomes[row] - probabilities[row]) * (outcomes[row] - probabilities[row])
  }
}

/// The mean of a value over rows that count alike or by weight.
private func mean(
  weights: [Double]?,
  count: Int,
  of value: (_ row: Int) -> Double
) throws(EvaluationError) -> Double {
  try EvaluationError.check(weights: weights, count: count)
  guard let weights else {
    return (0..<count).reduce(0) { $0 + value($1) } / Double(count)
  }
  return (0..<count).reduce(0) { $0 + weights[$1] * value($1) } / weights.reduce(0, +)
}
