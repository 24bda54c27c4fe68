import CSpecialFunctions

/// The gamma distribution of an unknown rate of events.
///
/// After `y` events in an exposure `t` the rate that was Gamma(a, b) is Gamma(a + y, b + t); the
/// count may be fractional.
///
///     let visitsPerWeek = GammaDistribution(shape: 2, rate: 4).updated(count: 3, exposure: 1.5)
///     let interval = visitsPerWeek.interval(confidence: 0.9)
public struct GammaDistribution: ContinuousDistribution, Codable {
  /// The shape `a`, above 0.
  public var shape: Double
  /// The rate `b`, above 0: the mean is `a / b`.
  public var rate: Double

  /// Creates a gamma distribution.
  public init(shape: Double, rate: Double) {
    precondition(shape > 0 && rate > 0, "shape and rate of a gamma distribution are positive")
    self.shape = shape
    self.rate = rate
  }

  /// The mean, a / b.
  public var mean: Double { shape / rate }

  /// The variance, a / b².
  public var variance: Double { shape / rate / rate }

  /// The distribution after some more events.
  public func updated(count: Double, exposure: Double) -> GammaDistribution {
    GammaDistribution(shape: shape + count, rate: rate + exposure)
  }

  private var largeShape: Double { min(shape, largestParameter) }
  /// The rate that leaves the mean as it is when the shape is too large to compute with.
  private var largeRate: Double { shape == largeShape ? rate : rate * (largeShape / shape) }

  /// The probability of a value up to `x`.
  public func cumulative(_ x: Double) -> Double { cumulative(scaled: x * largeRate) }

  /// The probability of a value above `x`, accurate however small.
  public func upperTail(_ x: Double) -> Double { upperTail(scaled: x * largeRate) }

  private func cumulative(scaled x: Double) -> Double {
    x <= 0 ? 0 : x == .infinity ? 1 : special_gamma_cdf(x, largeShape)
  }

  private func upperTail(scaled x: Double) -> Double {
    x <= 0 ? 1 : x == .infinity ? 0 : special_gamma_upper_tail(x, largeShape)
  }

  /// The value that is not exceeded with probability `p`; 0 at 0, infinite at 1.
  public func quantile(_ p: Double) -> Double {
    requireProbability(p)
    guard p > 0, p < 1 else { return p == 0 ? 0 : .infinity }
    return Statistics.quantile(
      near: special_gamma_quantile(p, largeShape),
      below: .greatestFiniteMagnitude,
      isReached: { cumulative(scaled: $0) >= p }
    ) / largeRate
  }

  /// The value that is exceeded with probability `p`, accurate however small `p` is.
  public func upperQuantile(_ p: Double) -> Double {
    requireProbability(p)
    guard p > 0, p < 1 else { return p == 1 ? 0 : .infinity }
    return Statistics.quantile(
      near: special_gamma_upper_quantile(p, largeShape),
      below: .greatestFiniteMagnitude,
      isReached: { upperTail(scaled: $0) <= p }
    ) / largeRate
  }
}

extension GammaDistribution {
  private enum CodingKeys: String, CodingKey {
    case shape, rate
  }

  /// Reads a distribution and checks that its parameters are positive.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    shape = try container.decodePositive(forKey: .shape)
    rate = try container.decodePositive(forKey: .rate)
  }
}
