import CSpecialFunctions

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The Beta distribution of an unknown rate.
///
/// After `y` successes in `n` trials the rate that was Beta(α, β) is Beta(α + y, β + n − y); the
/// counts may be fractional.
public struct BetaDistribution: ContinuousDistribution, Codable {
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

  /// The weights, both divided when one is too large to compute with, so that the mean stays.
  private var weights: (alpha: Double, beta: Double) {
    let excess = max(1, max(alpha, beta) / largestParameter)
    return (
      max(alpha / excess, smallestParameter), max(beta / excess, smallestParameter)
    )
  }

  /// The probability of a rate up to `x`.
  public func cumulative(_ x: Double) -> Double {
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    if isArcsine { return x < 0.5 ? arcsine(x) : 1 - arcsine(1 - x) }
    return special_beta_cdf(x, weights.alpha, weights.beta)
  }

  /// The probability of a rate above `x`, accurate however small.
  public func upperTail(_ x: Double) -> Double {
    if x <= 0 { return 1 }
    if x >= 1 { return 0 }
    if isArcsine { return x < 0.5 ? 1 - arcsine(x) : arcsine(1 - x) }
    return special_beta_upper_tail(x, weights.alpha, weights.beta)
  }

  // Boost computes the arcsine law from the far side, where half the digits are lost.
  private var isArcsine: Bool { alpha == 0.5 && beta == 0.5 }
  private func arcsine(_ x: Double) -> Double { asin(x.squareRoot()) * 2 / .pi }

  /// Whether Boost's quantile needs no check, which would double its price: of three million with
  /// such parameters and probabilities, drawn evenly by logarithm, each passed.
  private func isOrdinary(_ p: Double) -> Bool {
    let ordinary = 0.1...1e6
    return p >= 1e-6 && p <= 0.5 && ordinary.contains(alpha) && ordinary.contains(beta)
  }

  /// The rate that is not exceeded with probability `p`; 0 at 0, 1 at 1.
  public func quantile(_ p: Double) -> Double {
    requireProbability(p)
    guard p > 0, p < 1 else { return p }
    let guess = special_beta_quantile(p, weights.alpha, weights.beta)
    if isOrdinary(p) { return guess }
    return Statistics.quantile(
      near: guess,
      below: 1,
      isReached: { cumulative($0) >= p }
    )
  }

  /// The rate that is exceeded with probability `p`, accurate however small `p` is.
  public func upperQuantile(_ p: Double) -> Double {
    requireProbability(p)
    guard p > 0, p < 1 else { return 1 - p }
    let guess = special_beta_upper_quantile(p, weights.alpha, weights.beta)
    if isOrdinary(p) { return guess }
    return Statistics.quantile(
      near: guess,
      below: 1,
      isReached: { upperTail($0) <= p }
    )
  }
}

extension BetaDistribution {
  private enum CodingKeys: String, CodingKey {
    case alpha, beta
  }

  /// Reads a distribution and checks that its parameters are positive.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    alpha = try container.decodePositive(forKey: .alpha)
    beta = try container.decodePositive(forKey: .beta)
  }
}
