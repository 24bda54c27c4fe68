/// The χ² distribution: a gamma distribution with the shape ν / 2 and the rate ½.
public struct ChiSquareDistribution: ContinuousDistribution {
  /// The degrees of freedom ν, above 0.
  public var degreesOfFreedom: Double

  /// Creates a χ² distribution.
  public init(degreesOfFreedom: Double) {
    precondition(degreesOfFreedom > 0, "degrees of freedom are positive")
    self.degreesOfFreedom = degreesOfFreedom
  }

  private var gamma: GammaDistribution {
    GammaDistribution(shape: max(degreesOfFreedom / 2, .leastNonzeroMagnitude), rate: 0.5)
  }

  /// The probability of a value up to `x`.
  public func cumulative(_ x: Double) -> Double { gamma.cumulative(x) }

  /// The probability of a value above `x`, accurate however small.
  public func upperTail(_ x: Double) -> Double { gamma.upperTail(x) }

  /// The value that is not exceeded with probability `p`; 0 at 0, infinite at 1.
  public func quantile(_ p: Double) -> Double { gamma.quantile(p) }

  /// The value that is exceeded with probability `p`, accurate however small `p` is.
  public func upperQuantile(_ p: Double) -> Double { gamma.upperQuantile(p) }
}
