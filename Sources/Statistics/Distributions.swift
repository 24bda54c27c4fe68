import CSpecialFunctions

/// The normal distribution with mean 0 and standard deviation 1.
public enum NormalDistribution {
  /// The probability of a value up to `x`.
  public static func cumulative(_ x: Double) -> Double { special_normal_cdf(x) }

  /// The probability of a value above `x`, accurate however small.
  public static func upperTail(_ x: Double) -> Double { special_normal_cdf(-x) }

  /// The value that is not exceeded with probability `p`.
  public static func quantile(_ p: Double) -> Double { special_normal_quantile(p) }

  /// How many standard errors an interval reaches to either side; 1.96 for 95 %.
  public static func twoSidedQuantile(confidence: Double) -> Double {
    precondition(confidence > 0 && confidence < 1, "confidence lies between 0 and 1")
    return -quantile((1 - confidence) / 2)
  }

  /// The probability of a value at least as far from 0 as `x`, on either side.
  public static func twoSidedTail(_ x: Double) -> Double { 2 * upperTail(abs(x)) }
}

/// Student's t distribution.
public struct StudentDistribution: Hashable, Sendable {
  /// The degrees of freedom, above 0.
  public var degreesOfFreedom: Double

  /// Creates a t distribution.
  public init(degreesOfFreedom: Double) {
    precondition(degreesOfFreedom > 0, "degrees of freedom are positive")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// The probability of a value up to `x`.
  public func cumulative(_ x: Double) -> Double { special_t_cdf(x, degreesOfFreedom) }

  /// The probability of a value above `x`, accurate however small.
  public func upperTail(_ x: Double) -> Double { special_t_cdf(-x, degreesOfFreedom) }

  /// The value that is not exceeded with probability `p`.
  public func quantile(_ p: Double) -> Double { special_t_quantile(p, degreesOfFreedom) }
}

/// The χ² distribution.
public struct ChiSquareDistribution: Hashable, Sendable {
  /// The degrees of freedom, above 0.
  public var degreesOfFreedom: Double

  /// Creates a χ² distribution.
  public init(degreesOfFreedom: Double) {
    precondition(degreesOfFreedom > 0, "degrees of freedom are positive")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// The probability of a value up to `x`.
  public func cumulative(_ x: Double) -> Double {
    x <= 0 ? 0 : special_chi_square_cdf(x, degreesOfFreedom)
  }

  /// The probability of a value above `x`, accurate however small.
  public func upperTail(_ x: Double) -> Double {
    x <= 0 ? 1 : special_chi_square_upper_tail(x, degreesOfFreedom)
  }

  /// The value that is not exceeded with probability `p`.
  public func quantile(_ p: Double) -> Double { special_chi_square_quantile(p, degreesOfFreedom) }
}

/// The Beta distribution of an unknown rate.
///
/// After `y` successes in `n` trials the rate that was Beta(α, β) is Beta(α + y, β + n − y); the
/// counts may be fractional.
public struct BetaDistribution: Hashable, Sendable, Codable {
  /// The weight of success, above 0.
  public var alpha: Double
  /// The weight of failure, above 0.
  public var beta: Double

  /// Creates a Beta distribution.
  public init(alpha: Double, beta: Double) {
    precondition(alpha > 0 && beta > 0, "both weights of a Beta distribution are positive")
    self.alpha = alpha
    self.beta = beta
  }

  /// The mean, α / (α + β).
  public var mean: Double { alpha / (alpha + beta) }

  /// The variance.
  public var variance: Double { mean * (1 - mean) / (alpha + beta + 1) }

  /// The distribution after some more trials.
  public func updated(successes: Double, trials: Double) -> BetaDistribution {
    BetaDistribution(alpha: alpha + successes, beta: beta + (trials - successes))
  }

  /// The probability of a rate up to `x`.
  public func cumulative(_ x: Double) -> Double {
    x <= 0 ? 0 : x >= 1 ? 1 : special_beta_cdf(x, alpha, beta)
  }

  /// The probability of a rate above `x`, accurate however small.
  public func upperTail(_ x: Double) -> Double {
    x <= 0 ? 1 : x >= 1 ? 0 : special_beta_upper_tail(x, alpha, beta)
  }

  /// The rate that is not exceeded with probability `p`.
  public func quantile(_ p: Double) -> Double { special_beta_quantile(p, alpha, beta) }

  /// The interval with equal probability outside on either side.
  public func interval(confidence: Double = 0.95) -> Interval {
    precondition(confidence > 0 && confidence < 1, "confidence lies between 0 and 1")
    let tail = (1 - confidence) / 2
    return Interval(lower: quantile(tail), upper: quantile(1 - tail))
  }
}
