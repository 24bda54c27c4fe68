#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A confidence interval by the profile likelihood.
///
/// It holds the values θ of a parameter that the likelihood-ratio test would not reject:
/// `2·(ℓmax − ℓ(θ)) ≤ χ²₁`, where ℓ(θ) is the log-likelihood maximised over all other parameters.
/// Unlike estimate ± 1.96 standard errors it follows a skewed likelihood, and an end may not exist.
///
///     // 3 events in an exposure of 10: ℓ(rate) = 3·ln rate − 10·rate
///     let rate = ProfileInterval(
///       estimate: 0.3, standardError: 0.17, maximum: 3 * log(0.3) - 3,
///       logLikelihood: { $0 > 0 ? 3 * log($0) - 10 * $0 : nil })
///
/// Reference: Venzon and Moolgavkar (1988), "A method for computing profile-likelihood-based
/// confidence intervals".
public struct ProfileInterval: Hashable, Sendable, Codable {
  /// The lower end; nil when the likelihood never falls by enough below the estimate.
  public var lower: Double?
  /// The upper end; nil when the likelihood never falls by enough above the estimate.
  public var upper: Double?

  /// Creates an interval from ends that are known.
  public init(lower: Double?, upper: Double?) {
    self.lower = lower
    self.upper = upper
  }
}

extension ProfileInterval {
  /// Finds both ends.
  ///
  /// The signed root `√(2·(ℓmax − ℓ(θ)))` is nearly a straight line in θ; each end is bracketed by
  /// steps that double and then found by interpolation that cannot leave the bracket, to 1e-10 of
  /// the distance from the estimate or better. An end is nil when the likelihood has not fallen
  /// far enough 2³⁰ standard errors away, or at the last value at which it can be computed.
  ///
  /// - Parameters:
  ///   - estimate: where the likelihood is largest.
  ///   - standardError: how far to step at first; replaced by 1 when it is not positive.
  ///   - maximum: the log-likelihood at the estimate.
  ///   - confidence: the share of such intervals that hold the true value.
  ///   - logLikelihood: ℓ(θ); nil where it does not exist or the fit of the rest fails.
  /// - Complexity: about 10 calls of `logLikelihood` per end.
  public init(
    estimate: Double,
    standardError: Double,
    maximum: Double,
    confidence: Double = 0.95,
    logLikelihood: (Double) -> Double?
  ) {
    let reach = NormalDistribution.twoSidedQuantile(confidence: confidence)
    guard estimate.isFinite, maximum.isFinite else {
      self.init(lower: nil, upper: nil)
      return
    }
    let isUsable = standardError > 0 && standardError.isFinite
    let search = ProfileSearch(reach: reach, maximum: maximum)
    func end(_ direction: Double) -> Double? {
      let distance = search.distance(firstStep: reach * (isUsable ? standardError : 1)) {
        logLikelihood(estimate + direction * $0)
      }
      return distance.map { estimate + direction * $0 }
    }
    self.init(lower: end(-1), upper: end(1))
  }
}

/// The search for one end, in the distance from the estimate.
private struct ProfileSearch {
  /// The signed root to reach: the square root of the χ² quantile.
  let reach: Double
  let maximum: Double

  /// A distance and how far the signed root lies above what is to be reached.
  private struct Point {
    var distance: Double
    var excess: Double
  }

  func distance(firstStep: Double, logLikelihood: (Double) -> Double?) -> Double? {
    func point(_ distance: Double) -> Point? {
      guard distance.isFinite, let value = logLikelihood(distance), !value.isNaN else { return nil }
      let drop = 2 * (maximum - value)
      let root = drop < 0 ? -(-drop).squareRoot() : drop.squareRoot()
      return Point(distance: distance, excess: min(root, .greatestFiniteMagnitude) - reach)
    }
    guard let bracket = bracket(firstStep: firstStep, point) else { return nil }
    // What rounding leaves of a large log-likelihood.
    let noise = 4 * maximum.ulp / reach
    return root(in: bracket, tolerance: 1e-12 * reach + noise, point)
  }

  /// Two distances between which the end lies.
  private func bracket(
    firstStep: Double,
    _ point: (Double) -> Point?
  ) -> (Point, Point)? {
    var inside = Point(distance: 0, excess: -reach)
    // The nearest distance at which there is no likelihood.
    var wall = Double.infinity
    var next = firstStep
    for _ in 0..<60 {
      guard inside.distance < firstStep * 0x1p30 else { return nil }
      if let found = point(next) {
        if found.excess >= 0 { return (inside, found) }
        inside = found
      } else {
        wall = next
      }
      next = wall.isFinite ? (inside.distance + wall) / 2 : 2 * inside.distance
      if next == inside.distance || next == wall { return nil }
    }
    return nil
  }

  /// Regula falsi in which an end that stays put counts half (Illinois), with a halving of the
  /// bracket now and then for likelihoods that are no straight line.
  private func root(
    in bracket: (Point, Point),
    tolerance: Double,
    _ point: (Double) -> Point?
  ) -> Double? {
    var (low, high) = bracket
    var (lowWeight, highWeight) = (low.excess, high.excess)
    var lastWasHigh: Bool?
    for iteration in 1...200 {
      let width = high.distance - low.distance
      if width <= 1e-11 * high.distance { break }
      var next = low.distance - lowWeight * (width / (highWeight - lowWeight))
      if iteration % 8 == 0 || !(next > low.distance && next < high.distance) {
        next = low.distance + width / 2
      }
      guard let found = point(next) else { return nil }
      if abs(found.excess) <= tolerance { return next }
      let isHigh = found.excess > 0
      if isHigh { (high, highWeight) = (found, found.excess) }
      if !isHigh { (low, lowWeight) = (found, found.excess) }
      if lastWasHigh == isHigh { if isHigh { lowWeight /= 2 } else { highWeight /= 2 } }
      lastWasHigh = isHigh
    }
    return high.distance
  }
}
