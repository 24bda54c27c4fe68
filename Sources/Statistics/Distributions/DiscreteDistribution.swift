#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A distribution of whole numbers from 0.
///
/// Counts are `Double`, because they are compared with fractional ones; a tail of `2.7` is that
/// of 2. Probabilities are as accurate as those of ``ContinuousDistribution``.
public protocol DiscreteDistribution: Hashable, Sendable {
  /// The mean.
  var mean: Double { get }
  /// The variance.
  var variance: Double { get }
  /// The largest possible value; infinite when there is none.
  var largestValue: Double { get }
  /// The probability of exactly `k`, which is whole and possible.
  func probability(ofWhole k: Double) -> Double
  /// The probability of a value up to `k`, which is whole and possible, but not the largest.
  func cumulative(ofWhole k: Double) -> Double
  /// The probability of a value above `k`, which is whole and possible, but not the largest.
  func upperTail(ofWhole k: Double) -> Double
}

extension DiscreteDistribution {
  /// The probability of exactly `k`; 0 unless `k` is whole and possible.
  public func probability(of k: Double) -> Double {
    guard k >= 0, k <= largestValue, k == k.rounded(), k.isFinite else { return 0 }
    return min(1, probability(ofWhole: k))
  }

  /// The probability of a value up to `k`.
  public func cumulative(_ k: Double) -> Double {
    let whole = k.rounded(.down)
    return whole < 0 ? 0 : whole >= largestValue ? 1 : cumulative(ofWhole: whole)
  }

  /// The probability of a value above `k`, accurate however small.
  public func upperTail(_ k: Double) -> Double {
    let whole = k.rounded(.down)
    return whole < 0 ? 1 : whole >= largestValue ? 0 : upperTail(ofWhole: whole)
  }

  /// The smallest value that is not exceeded with at least the probability `p`.
  ///
  /// - Complexity: O(log of the answer) tails.
  public func quantile(_ p: Double) -> Double {
    requireProbability(p)
    guard p < 1 else { return largestValue }
    func isReached(_ k: Double) -> Bool {
      p <= 0.5 ? cumulative(k) >= p : upperTail(k) <= 1 - p
    }
    let deviation = variance.squareRoot() + 1
    var high = min(largestValue, (mean + 8 * deviation).rounded(.up))
    while !isReached(high) { high = min(largestValue, 2 * high + 1) }
    return first(in: 0...high, where: isReached)
  }

  /// The first whole number of a range for which something that stays true is true; the end of
  /// the range when it is true nowhere before.
  func first(in range: ClosedRange<Double>, where holds: (Double) -> Bool) -> Double {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = (low + (high - low) / 2).rounded(.down)
      if holds(middle) { high = middle } else { low = middle + 1 }
      // Beyond 2⁵³ the next whole number is the same number.
      if middle == low - 1 || low < 0x1p53 { continue }
      return high
    }
    return low
  }
}
