import CSpecialFunctions

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Student's t distribution.
public struct StudentDistribution: ContinuousDistribution {
  /// The degrees of freedom, above 0.
  public var degreesOfFreedom: Double

  /// Creates a t distribution.
  public init(degreesOfFreedom: Double) {
    precondition(degreesOfFreedom > 0, "degrees of freedom are positive")
    self.degreesOfFreedom = degreesOfFreedom
  }

  private var degrees: Double { min(degreesOfFreedom, largestParameter) }

  /// The probability of a value up to `x`.
  public func cumulative(_ x: Double) -> Double {
    if x.isInfinite { return x < 0 ? 0 : 1 }
    // Boost's arcsine law, to which it reduces this case, loses half the digits near the middle.
    if degreesOfFreedom == 1 { return x < -1 ? atan(-1 / x) / .pi : 0.5 + atan(x) / .pi }
    return special_t_cdf(x, degrees)
  }

  /// The probability of a value above `x`, accurate however small.
  public func upperTail(_ x: Double) -> Double { cumulative(-x) }

  /// The probability of a value at least as far from 0 as `x`, on either side.
  public func twoSidedTail(_ x: Double) -> Double { 2 * upperTail(abs(x)) }

  /// The value that is not exceeded with probability `p`; infinite at 0 and 1.
  public func quantile(_ p: Double) -> Double {
    requireProbability(p)
    return p == 0 ? -.infinity : p == 1 ? .infinity : special_t_quantile(p, degrees)
  }

  /// The value that is exceeded with probability `p`, accurate however small `p` is.
  public func upperQuantile(_ p: Double) -> Double { -quantile(p) }
}
