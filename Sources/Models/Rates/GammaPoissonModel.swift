public import LinearAlgebra

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A fitted distribution of event rates.
public struct GammaPoissonModel: Hashable, Sendable, Codable {
  /// The distribution that the rates seem to come from.
  public let prior: EventRatePrior
  /// The log-likelihood, factorials included.
  public let logLikelihood: Double
  /// How many Newton steps were taken.
  public let iterations: Int
  /// How the fit ended.
  public let convergence: Convergence
  /// The largest derivative by ln mean or ln shape at the end.
  public let largestScore: Double
  /// The covariance of (ln shape, ln rate), the inverse observed information; nil without a maximum
  /// inside the range.
  public let covariance: Matrix?
  /// The test of these rates against one common rate.
  public let overdispersion: OverdispersionTest
  /// How many groups with an exposure were fitted, multiplicities counted.
  public let groupCount: Double
  /// The events of all groups.
  public let eventCount: Double
  /// The exposure of all groups.
  public let exposure: Double

  /// The standard errors of ln shape and ln rate, which are the relative errors of both.
  public var logStandardErrors: [Double]? { covariance?.diagonalRoots }
}

extension GammaPoissonModel {
  init(_ likelihood: GammaPoissonLikelihood, maximum: MarginalMaximum?) {
    let common = likelihood.commonLogLikelihood
    prior =
      maximum.map {
        .fitted(shape: exp($0.position[1]), rate: exp($0.position[1] - $0.position[0]))
      } ?? .noOverdispersion(mean: likelihood.mean)
    logLikelihood = maximum?.logLikelihood ?? common
    iterations = maximum?.iterations ?? 0
    convergence = maximum?.convergence ?? .reached
    largestScore = maximum?.largestScore ?? 0
    covariance = maximum?.covariance.map(Self.byRate)
    overdispersion = OverdispersionTest(logLikelihood: logLikelihood, common: common)
    groupCount = likelihood.counts.groups
    eventCount = likelihood.events
    exposure = likelihood.exposure
  }

  /// From (ln mean, ln shape) to (ln shape, ln rate), with rate = shape / mean.
  private static func byRate(_ covariance: Matrix) -> Matrix {
    let (mean, mixed, shape) = (covariance[0, 0], covariance[0, 1], covariance[1, 1])
    return Matrix(
      rows: 2,
      columns: 2,
      elements: [shape, shape - mixed, shape - mixed, mean - 2 * mixed + shape]
    )
  }
}
