import CSpecialFunctions

/// The binomial distribution of the successes in a number of trials.
public struct BinomialDistribution: DiscreteDistribution, Codable {
  /// The number of trials, whole.
  public var trials: Double
  /// The probability of success in each.
  public var probability: Double

  /// Creates a binomial distribution.
  public init(trials: Double, probability: Double) {
    precondition(
      trials >= 0 && trials == trials.rounded() && trials < largestParameter,
      "the number of trials is whole and below 10¹⁵"
    )
    requireProbability(probability)
    self.trials = trials
    self.probability = probability
  }

  /// The mean, n·p.
  public var mean: Double { trials * probability }
  /// The variance, n·p·(1 − p).
  public var variance: Double { mean * (1 - probability) }
  /// All trials succeed.
  public var largestValue: Double { trials }

  /// The probability of exactly `k` successes.
  public func probability(ofWhole k: Double) -> Double {
    if probability == 0 || trials == 0 { return k == 0 ? 1 : 0 }
    if probability == 1 { return k == trials ? 1 : 0 }
    return special_beta_density(probability, k + 1, trials - k + 1) / (trials + 1)
  }

  /// `1 − I_p(k + 1, n − k)`: the successes stay at or below `k` when the trial of success
  /// `k + 1` has not come.
  public func cumulative(ofWhole k: Double) -> Double { waiting(k).upperTail(probability) }

  /// `I_p(k + 1, n − k)`.
  public func upperTail(ofWhole k: Double) -> Double { waiting(k).cumulative(probability) }

  private func waiting(_ k: Double) -> BetaDistribution {
    BetaDistribution(alpha: k + 1, beta: trials - k)
  }

  /// The p-value of the exact two-sided test: the probability of all results that are no more
  /// likely than `k`.
  ///
  /// Results that differ in likelihood by less than 1e-7 of it count as equally likely, as in R's
  /// `binom.test`.
  ///
  /// - Complexity: O(log trials) probabilities.
  public func twoSidedTail(_ k: Double) -> Double {
    precondition(
      k >= 0 && k <= trials && k == k.rounded(),
      "successes are whole and lie between 0 and the trials"
    )
    guard k != mean else { return 1 }
    let limit = probability(of: k) * (1 + 1e-7)
    // Away from the mean, on either side, results only grow less likely.
    if k < mean {
      let other = first(in: mean.rounded(.up)...trials + 1) { probability(of: $0) <= limit }
      return min(1, cumulative(k) + upperTail(other - 1))
    }
    let likelier = first(in: 0...mean.rounded(.down) + 1) { probability(of: $0) > limit }
    return min(1, upperTail(k - 1) + cumulative(likelier - 1))
  }
}
