import CSpecialFunctions

/// The negative binomial distribution: Poisson events whose rate differs by a gamma law.
///
/// With the size `r` (the gamma law's shape) and the mean `μ` the variance is `μ + μ² / r`.
public struct NegativeBinomialDistribution: DiscreteDistribution, Codable {
  /// The mean, at least 0.
  public var mean: Double
  /// The size, above 0; a large size is nearly Poisson.
  public var size: Double

  /// Creates a negative binomial distribution.
  public init(mean: Double, size: Double) {
    precondition(
      mean >= 0 && mean < largestParameter && size > 0,
      "the mean lies between 0 and 10¹⁵ and the size is positive"
    )
    self.mean = mean
    self.size = min(size, largestParameter)
  }

  /// The variance, μ + μ² / r.
  public var variance: Double { mean * (1 + mean / size) }
  /// There is none.
  public var largestValue: Double { .infinity }

  private var share: Double { size / (size + mean) }

  /// The probability of exactly `k` events.
  public func probability(ofWhole k: Double) -> Double {
    guard share < 1 else { return PoissonDistribution(mean: mean).probability(ofWhole: k) }
    // Taken at the smaller of two complements, which keeps its digits.
    let rest = mean / (size + mean)
    let density =
      share < 0.5
      ? special_beta_density(share, size, k + 1) : special_beta_density(rest, k + 1, size)
    return share * density / (size + k)
  }

  /// `I_p(r, k + 1)` with `p = r / (r + μ)`.
  public func cumulative(ofWhole k: Double) -> Double {
    share < 0.5
      ? BetaDistribution(alpha: size, beta: k + 1).cumulative(share)
      : BetaDistribution(alpha: k + 1, beta: size).upperTail(mean / (size + mean))
  }

  /// The complement of ``cumulative(ofWhole:)``.
  public func upperTail(ofWhole k: Double) -> Double {
    share < 0.5
      ? BetaDistribution(alpha: size, beta: k + 1).upperTail(share)
      : BetaDistribution(alpha: k + 1, beta: size).cumulative(mean / (size + mean))
  }
}
