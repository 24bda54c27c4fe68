#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// What a statistic was on the rows as they are, and on many draws of clusters.
public struct BootstrapDistribution: Hashable, Sendable, Codable {
  /// Which interval to read from the replicates.
  public enum Method: Hashable, Sendable, Codable {
    /// Between two percentiles. Simple; off by the bias and the skewness of the statistic.
    case percentile
    /// Efron's bias-corrected and accelerated interval: percentiles moved so that bias and skewness
    /// cancel. More accurate for few clusters and for ratios; the better choice unless the
    /// replicates are few or take few different values.
    case biasCorrectedAccelerated
  }

  /// The statistic on the rows as they are.
  public let estimate: Double
  /// How many different clusters there are.
  public let clusterCount: Int
  /// The statistic on every draw on which it exists, in the order of drawing.
  public let replicates: [Double]
  /// On how many draws it does not exist.
  public let failures: Int
  /// How strongly the standard error changes with the estimate, from leaving out clusters in turn.
  public let acceleration: Double

  init(
    estimate: Double,
    clusterCount: Int,
    replicates: [Double],
    failures: Int,
    jackknife: [Double]
  ) {
    self.estimate = estimate
    self.clusterCount = clusterCount
    self.replicates = replicates
    self.failures = failures
    acceleration = Self.acceleration(jackknife)
  }

  /// `Σ d³ / (6·(Σ d²)^{3/2})` of the distances `d` by which leaving out a part lowers the
  /// statistic (Efron 1987, "Better bootstrap confidence intervals").
  private static func acceleration(_ jackknife: [Double]) -> Double {
    let mean = jackknife.reduce(0, +) / Double(max(1, jackknife.count))
    let largest = jackknife.reduce(0) { max($0, abs(mean - $1)) }
    guard largest > 0, largest.isFinite else { return 0 }
    let distances = jackknife.map { (mean - $0) / largest }
    let squares = distances.reduce(0) { $0 + $1 * $1 }
    return distances.reduce(0) { $0 + $1 * $1 * $1 } / (6 * squares * squares.squareRoot())
  }

  /// The standard deviation of the replicates; nil when there are fewer than two clusters or
  /// replicates, and so nothing to learn from.
  public var standardError: Double? {
    guard clusterCount > 1, replicates.count > 1 else { return nil }
    // Divided by the largest, so that no square overflows.
    let scale = replicates.reduce(0) { max($0, abs($1)) }
    guard scale > 0 else { return 0 }
    let mean = replicates.reduce(0) { $0 + $1 / scale } / Double(replicates.count)
    let squares = replicates.reduce(0) { $0 + ($1 / scale - mean) * ($1 / scale - mean) }
    return scale * (squares / Double(replicates.count - 1)).squareRoot()
  }

  /// A confidence interval; nil where ``standardError`` is.
  ///
  /// The value at the share `p` is interpolated at place `(B + 1)·p` of the sorted replicates. Draws
  /// without a value are left out; many ``failures`` make the interval too narrow.
  ///
  /// - Parameters:
  ///   - confidence: the share of such intervals that hold the true value.
  ///   - method: which interval.
  /// - Returns: The interval.
  public func interval(
    confidence: Double = 0.95,
    method: Method = .biasCorrectedAccelerated
  ) -> Interval? {
    guard standardError != nil else { return nil }
    let reach = NormalDistribution.twoSidedQuantile(confidence: confidence)
    let sorted = replicates.sorted()
    let ends = [-reach, reach].map { normal in
      switch method {
      case .percentile: NormalDistribution.cumulative(normal)
      case .biasCorrectedAccelerated: accelerated(normal)
      }
    }.map { Self.value(at: $0, of: sorted) }
    return Interval(lower: ends[0], upper: ends[1])
  }

  /// The share of replicates below the end that a normal statistic would have at `normal`.
  private func accelerated(_ normal: Double) -> Double {
    let below = replicates.reduce(0.0) { $0 + ($1 < estimate ? 1 : $1 == estimate ? 0.5 : 0) }
    let count = Double(replicates.count)
    // Half a replicate away from none and all, where the bias would be infinite.
    let share = min(max(below, 0.5), count - 0.5) / count
    let bias = NormalDistribution.quantile(share)
    let moved = bias + normal
    let stretch = 1 - acceleration * moved
    guard stretch > 0 else { return moved < 0 ? 0 : 1 }
    return NormalDistribution.cumulative(bias + moved / stretch)
  }

  private static func value(at share: Double, of sorted: [Double]) -> Double {
    let place = min(max(share * Double(sorted.count + 1), 1), Double(sorted.count))
    let below = Int(place)
    guard below < sorted.count else { return sorted[sorted.count - 1] }
    let rest = place - Double(below)
    return sorted[below - 1] * (1 - rest) + sorted[below] * rest
  }
}
