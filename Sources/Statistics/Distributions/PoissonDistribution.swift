import CSpecialFunctions

/// The Poisson distribution of events that happen independently of each other.
public struct PoissonDistribution: DiscreteDistribution, Codable {
  /// The mean, at least 0.
  public var mean: Double

  /// Creates a Poisson distribution.
  public init(mean: Double) {
    precondition(mean >= 0 && mean < largestParameter, "the mean lies between 0 and 10¹⁵")
    self.mean = mean
  }

  /// The variance, which is the mean.
  public var variance: Double { mean }
  /// There is none.
  public var largestValue: Double { .infinity }

  /// The probability of exactly `k` events.
  public func probability(ofWhole k: Double) -> Double {
    mean == 0 ? (k == 0 ? 1 : 0) : special_gamma_density(mean, k + 1)
  }

  /// The probability that the waiting time for event `k + 1` exceeds the mean.
  public func cumulative(ofWhole k: Double) -> Double { waiting(k).upperTail(mean) }

  /// The probability that event `k + 1` comes in time.
  public func upperTail(ofWhole k: Double) -> Double { waiting(k).cumulative(mean) }

  private func waiting(_ k: Double) -> GammaDistribution {
    GammaDistribution(shape: k + 1, rate: 1)
  }
}
