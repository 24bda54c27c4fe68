public import Statistics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

extension CoefficientRow {
  /// The factor `e^β` by which one unit more of the column multiplies the odds; nil when it is
  /// too large for a number.
  ///
  /// For a model with another link it is the factor of what that link takes the logarithm of:
  /// a rate, a hazard.
  public var oddsRatio: Double? { Self.finiteExponential(estimate) }

  /// The confidence interval of the odds ratio, `e` to the ends of that of the coefficient; nil
  /// when an end is missing or too large for a number.
  public var oddsRatioInterval: Interval? {
    guard let lower = lower.flatMap(Self.finiteExponential),
      let upper = upper.flatMap(Self.finiteExponential)
    else { return nil }
    return Interval(lower: lower, upper: upper)
  }

  private static func finiteExponential(_ value: Double) -> Double? {
    let result = exp(value)
    return result.isFinite ? result : nil
  }
}
