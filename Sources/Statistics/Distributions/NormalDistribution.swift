import CSpecialFunctions

/// The normal distribution with mean 0 and standard deviation 1.
public enum NormalDistribution {
  /// The probability of a value up to `x`.
  public static func cumulative(_ x: Double) -> Double { special_normal_cdf(x) }

  /// The probability of a value above `x`, accurate however small.
  public static func upperTail(_ x: Double) -> Double { special_normal_cdf(-x) }

  /// The value that is not exceeded with probability `p`; infinite at 0 and 1.
  public static func quantile(_ p: Double) -> Double {
    requireProbability(p)
    return p == 0 ? -.infinity : p == 1 ? .infinity : special_normal_quantile(p)
  }

  /// How many standard errors an interval reaches to either side; 1.96 for 95 %.
  public static func twoSidedQuantile(confidence: Double) -> Double {
    precondition(confidence > 0 && confidence < 1, "confidence lies between 0 and 1")
    return -quantile((1 - confidence) / 2)
  }

  /// The probability of a value at least as far from 0 as `x`, on either side.
  public static func twoSidedTail(_ x: Double) -> Double { 2 * upperTail(abs(x)) }
}
