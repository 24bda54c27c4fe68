/// A distribution with a density.
///
/// What is NaN stays NaN; nothing else becomes NaN. Values outside the support have the
/// probability 0 or 1. Probabilities are accurate to about 1e-13 of themselves for parameters up to
/// a thousand, far into the tails, and to 1e-11 up to 1e5; from 1e12 on about seven digits are
/// left. Parameters beyond 1e15 are computed as if they were that large, the mean kept.
///
/// Implementations follow Boost.Math (Maddock et al.), without extended precision, so that every
/// processor gives the same bits.
public protocol ContinuousDistribution: Hashable, Sendable {
  /// The probability of a value up to `x`.
  func cumulative(_ x: Double) -> Double
  /// The probability of a value above `x`, accurate however small.
  func upperTail(_ x: Double) -> Double
  /// The value that is not exceeded with probability `p`, from 0 to 1; at 0 and 1 the ends of the
  /// support, which may be infinite.
  func quantile(_ p: Double) -> Double
  /// The value that is exceeded with probability `p`, accurate however small `p` is.
  func upperQuantile(_ p: Double) -> Double
}

extension ContinuousDistribution {
  /// The interval with equal probability outside on either side.
  public func interval(confidence: Double = 0.95) -> Interval {
    precondition(confidence > 0 && confidence < 1, "confidence lies between 0 and 1")
    let tail = (1 - confidence) / 2
    return Interval(lower: quantile(tail), upper: upperQuantile(tail))
  }
}

/// Beyond this many trials or degrees of freedom a distribution grows no narrower here.
let largestParameter = 1e15

/// Below this the products of two parameters would underflow.
let smallestParameter = 1e-100

/// Checks a probability that someone asks a quantile of.
func requireProbability(_ p: Double) {
  precondition(p >= 0 && p <= 1, "a probability lies between 0 and 1")
}

/// A quantile of a distribution on 0…`top`, from a guess that may be wrong.
///
/// Boost's quantiles go astray at extreme parameters. Where the guess does not stand between its
/// neighbours, the answer is found by halving: the order of positive numbers is that of their bits.
///
/// - Parameters:
///   - guess: where to look first.
///   - top: the upper end of the support.
///   - isReached: whether a value is at or beyond the quantile; false, then true.
/// - Returns: The quantile.
func quantile(
  near guess: Double,
  below top: Double,
  isReached: (Double) -> Bool
) -> Double {
  if guess > .leastNormalMagnitude, guess <= top, !isReached(guess * (1 - 1e-11)),
    isReached(min(top, guess * (1 + 1e-11)))
  {
    return guess
  }
  var (low, high) = (0 as UInt64, top.bitPattern)
  while low < high {
    let middle = low + (high - low) / 2
    if isReached(Double(bitPattern: middle)) { high = middle } else { low = middle + 1 }
  }
  return Double(bitPattern: low)
}
