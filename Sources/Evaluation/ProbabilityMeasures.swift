import Statistics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The mean of `−ln` of the probability given to what happened.
///
/// A prediction of exactly 0 or 1 counts as 1e-12 away from it, so that one error is costly but
/// not infinite.
///
/// - Parameters:
///   - outcomes: 0 or 1 for every row.
///   - probabilities: the predictions.
/// - Returns: 0 for perfect predictions, `ln 2` for a coin.
/// - Throws: ``EvaluationError`` for an empty table or values that are not probabilities.
public func logLoss(
  outcomes: [Double],
  probabilities: [Double]
) throws(EvaluationError) -> Double {
  try EvaluationError.check(outcomes: outcomes, probabilities: probabilities)
  let sum = zip(outcomes, probabilities).reduce(0) { sum, row in
    let probability = clampedProbability(row.1)
    return sum - (row.0 == 1 ? log(probability) : log1p(-probability))
  }
  return sum / Double(outcomes.count)
}

/// The mean squared distance between outcome and probability.
///
/// - Parameters:
///   - outcomes: 0 or 1 for every row.
///   - probabilities: the predictions.
/// - Returns: 0 for perfect predictions, 0.25 for a coin.
/// - Throws: ``EvaluationError`` for an empty table or values that are not probabilities.
public func brierScore(
  outcomes: [Double],
  probabilities: [Double]
) throws(EvaluationError) -> Double {
  try EvaluationError.check(outcomes: outcomes, probabilities: probabilities)
  let sum = zip(outcomes, probabilities).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  return sum / Double(outcomes.count)
}
