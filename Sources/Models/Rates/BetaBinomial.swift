public import LinearAlgebra

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// What a set of rates says about the next one: the Beta distribution they seem to come from.
public enum RatePrior: Hashable, Sendable, Codable {
  /// The rates differ, and are spread like Beta(alpha, beta).
  case fitted(alpha: Double, beta: Double)
  /// The counts vary no more than one common rate explains; everyone has this rate.
  case noOverdispersion(mean: Double)

  /// The mean rate.
  public var mean: Double {
    switch self {
    case .fitted(let alpha, let beta): alpha / (alpha + beta)
    case .noOverdispersion(let mean): mean
    }
  }

  /// The estimate of one rate from its own counts, drawn towards the mean of all.
  ///
  /// - Parameters:
  ///   - successes: how often it happened; may be fractional.
  ///   - trials: how often it could have happened; may be fractional.
  /// - Returns: `(α + successes) / (α + β + trials)`, or the common rate.
  public func shrunkenRate(successes: Double, trials: Double) -> Double {
    switch self {
    case .fitted(let alpha, let beta): (alpha + successes) / (alpha + beta + trials)
    case .noOverdispersion(let mean): mean
    }
  }
}

/// The Beta distribution of rates, by maximum marginal likelihood of their counts.
///
/// Each group has its own rate, drawn from Beta(α, β), and `y` successes in `n` trials at that
/// rate. Maximises `Σ m·[ln C(n, y) + ln B(α + y, β + n − y) − ln B(α, β)]` by Newton's method in
/// (ln α, ln β). Counts may be fractional, for instance decayed. It is the ``DirichletMultinomial``
/// with two categories.
///
///     let fit = try BetaBinomial().fitted(to: counts)
///     let rate = fit.prior.shrunkenRate(successes: 2, trials: 9)
public struct BetaBinomial: Hashable, Sendable, Codable {
  /// Successes in trials, and how many groups have just these counts.
  public struct Counts: Hashable, Sendable, Codable {
    /// How often it could have happened.
    public var trials: Double
    /// How often it happened.
    public var successes: Double
    /// How many groups have these counts.
    public var multiplicity: Double

    /// Creates counts.
    public init(trials: Double, successes: Double, multiplicity: Double = 1) {
      self.trials = trials
      self.successes = successes
      self.multiplicity = multiplicity
    }
  }

  /// The largest α + β that still counts as rates that differ.
  public var maximumConcentration: Double
  /// After how many Newton steps to give up.
  public var maximumIterations: Int

  /// Creates the estimator.
  public init(maximumConcentration: Double = 1e6, maximumIterations: Int = 100) {
    precondition(
      maximumConcentration > Self.minimumConcentration,
      "the range of concentrations is empty"
    )
    precondition(maximumIterations > 0, "a fit needs at least one iteration")
    self.maximumConcentration = maximumConcentration
    self.maximumIterations = maximumIterations
  }

  /// The smallest α + β that is searched: below, nearly all groups are all or nothing.
  static let minimumConcentration = 1e-3

  /// Fits α and β.
  ///
  /// The order of the counts does not matter, to the bit; equal counts are gathered first.
  ///
  /// - Parameter counts: at least one with trials.
  /// - Returns: The distribution of rates and how the fit ended: `.boundary` when nearly all
  ///   groups are all or nothing.
  /// - Throws: ``ModelError`` with code `model.no-rows`, `model.not-finite` or
  ///   `model.counts-invalid`.
  /// - Complexity: O(groups · log groups), then O(different counts) per Newton step.
  public func fitted(to counts: [Counts]) throws(ModelError) -> BetaBinomialModel {
    for (index, group) in counts.enumerated() { try Self.check(group, index: index) }
    let groups = counts.filter { $0.trials > 0 && $0.multiplicity > 0 }
    guard !groups.isEmpty else { throw ModelError.noTrials }
    let likelihood = DirichletMultinomialLikelihood(
      categories: [
        CountTally(groups.map { ($0.successes, $0.multiplicity) }),
        CountTally(groups.map { ($0.trials - $0.successes, $0.multiplicity) }),
      ],
      totals: CountTally(groups.map { ($0.trials, $0.multiplicity) })
    )
    try likelihood.requireFinite()
    return BetaBinomialModel(
      likelihood,
      maximum: likelihood.maximum(
        concentrations: Self.minimumConcentration...maximumConcentration,
        maximumIterations: maximumIterations
      )
    )
  }

  static func check(_ count: Counts, index: Int) throws(ModelError) {
    let numbers = [count.trials, count.successes, count.multiplicity]
    guard numbers.allSatisfy(\.isFinite) else { throw ModelError.countsNotFinite(group: index) }
    guard numbers.allSatisfy({ $0 >= 0 }), count.successes <= count.trials else {
      throw ModelError(
        code: .countsInvalid,
        message: "group \(index) has \(count.successes) successes in \(count.trials) trials",
        hint: "successes lie between 0 and the number of trials"
      )
    }
  }
}

/// A fitted distribution of rates.
public struct BetaBinomialModel: Hashable, Sendable, Codable {
  /// The distribution that the rates seem to come from.
  public let prior: RatePrior
  /// The log-likelihood, binomial coefficients included.
  public let logLikelihood: Double
  /// How many Newton steps were taken.
  public let iterations: Int
  /// How the fit ended.
  public let convergence: Convergence
  /// The largest derivative by ln α or ln β at the end.
  public let largestScore: Double
  /// The covariance of (ln α, ln β), the inverse observed information; nil without a maximum inside
  /// the range.
  public let covariance: Matrix?
  /// The test of these rates against one common rate; nil in a model that was saved before there
  /// was one.
  public let overdispersion: OverdispersionTest?
  /// How many groups with trials were fitted, multiplicities counted.
  public let groupCount: Double
  /// The trials of all groups.
  public let trialCount: Double
  /// The successes of all groups.
  public let successCount: Double

  /// The standard errors of ln α and ln β, which are the relative errors of α and β.
  public var logStandardErrors: [Double]? { covariance?.diagonalRoots }
}

extension BetaBinomialModel {
  init(_ likelihood: DirichletMultinomialLikelihood, maximum: MarginalMaximum?) {
    let common = likelihood.commonLogLikelihood
    trialCount = likelihood.totals.total
    successCount = likelihood.categories[0].total
    groupCount = likelihood.totals.groups
    prior =
      maximum.map { .fitted(alpha: exp($0.position[0]), beta: exp($0.position[1])) }
      ?? .noOverdispersion(mean: successCount / trialCount)
    logLikelihood = maximum?.logLikelihood ?? common
    iterations = maximum?.iterations ?? 0
    convergence = maximum?.convergence ?? .reached
    largestScore = maximum?.largestScore ?? 0
    covariance = maximum?.covariance
    overdispersion = OverdispersionTest(logLikelihood: logLikelihood, common: common)
  }
}
