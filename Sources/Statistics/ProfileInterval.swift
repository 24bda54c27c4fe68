#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The values of one parameter that the likelihood does not rule out; an end is nil where the
/// likelihood never falls far enough.
public struct ProfileInterval: Hashable, Sendable, Codable {
  /// The lower end.
  public var lower: Double?
  /// The upper end.
  public var upper: Double?
}

extension ProfileInterval {
  /// Finds where a profile log-likelihood has fallen by half the χ²₁ quantile.
  public init(
    estimate: Double,
    standardError: Double,
    maximum: Double,
    confidence: Double = 0.95,
    logLikelihood: (Double) -> Double?
  ) {
    let quantile = NormalDistribution.twoSidedQuantile(confidence: confidence)
    func end(_ sign: Double) -> Double? {
      // The root of the likelihood ratio is nearly a straight line.
      func height(_ t: Double) -> Double? {
        logLikelihood(t).map { (2 * max(0, maximum - $0)).squareRoot() - quantile }
      }
      var (inside, insideHeight) = (estimate, -quantile)
      var step = quantile * standardError
      var outside = estimate + sign * step
      guard var outsideHeight = height(outside) else { return nil }
      for _ in 0..<60 where outsideHeight < 0 {
        (inside, insideHeight) = (outside, outsideHeight)
        step *= 1.5
        outside += sign * step
        guard let next = height(outside) else { return nil }
        outsideHeight = next
      }
      guard outsideHeight >= 0 else { return nil }
      for _ in 0..<100 {
        let next = outside - outsideHeight * (outside - inside) / (outsideHeight - insideHeight)
        guard let found = height(next) else { return nil }
        if abs(found) < 1e-9 || abs(next - outside) < 1e-10 * abs(next) { return next }
        if found >= 0 {
          (outside, outsideHeight) = (next, found)
          insideHeight /= 2
        } else {
          (inside, insideHeight) = (next, found)
          outsideHeight /= 2
        }
      }
      return nil
    }
    lower = end(-1)
    upper = end(1)
  }
}
