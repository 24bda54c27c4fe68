/// The F distribution of the ratio of two mean squares.
///
/// With the degrees of freedom `m` and `n`, `m·x / (m·x + n)` is Beta(m / 2, n / 2).
public struct FDistribution: ContinuousDistribution {
  /// The degrees of freedom of the numerator, above 0.
  public var numeratorDegrees: Double
  /// The degrees of freedom of the denominator, above 0.
  public var denominatorDegrees: Double

  /// Creates an F distribution.
  public init(numeratorDegrees: Double, denominatorDegrees: Double) {
    precondition(
      numeratorDegrees > 0 && denominatorDegrees > 0,
      "degrees of freedom are positive"
    )
    self.numeratorDegrees = min(numeratorDegrees, largestParameter)
    self.denominatorDegrees = min(denominatorDegrees, largestParameter)
  }

  private var share: BetaDistribution {
    BetaDistribution(alpha: numeratorDegrees / 2, beta: denominatorDegrees / 2)
  }

  private var rest: BetaDistribution { BetaDistribution(alpha: share.beta, beta: share.alpha) }

  /// The probability of a value up to `x`.
  public func cumulative(_ x: Double) -> Double {
    guard !(x <= 0) else { return 0 }
    let odds = x * (numeratorDegrees / denominatorDegrees)
    return odds <= 1 ? share.cumulative(odds / (1 + odds)) : rest.upperTail(1 / (1 + odds))
  }

  /// The probability of a value above `x`, accurate however small.
  public func upperTail(_ x: Double) -> Double {
    guard !(x <= 0) else { return 1 }
    let odds = x * (numeratorDegrees / denominatorDegrees)
    return odds <= 1 ? share.upperTail(odds / (1 + odds)) : rest.cumulative(1 / (1 + odds))
  }

  /// The value that is not exceeded with probability `p`; 0 at 0, infinite at 1.
  public func quantile(_ p: Double) -> Double {
    value(share: share.quantile(p), rest: rest.upperQuantile(p))
  }

  /// The value that is exceeded with probability `p`, accurate however small `p` is.
  public func upperQuantile(_ p: Double) -> Double {
    value(share: share.upperQuantile(p), rest: rest.quantile(p))
  }

  /// From a share of the Beta law and its complement, of which each is accurate when small.
  private func value(share: Double, rest: Double) -> Double {
    (share < 0.5 ? share / (1 - share) : (1 - rest) / rest)
      * (denominatorDegrees / numeratorDegrees)
  }
}
