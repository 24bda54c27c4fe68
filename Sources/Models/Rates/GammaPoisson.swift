/// What a set of event rates says about the next one: the gamma distribution they seem to come from.
public enum EventRatePrior: Hashable, Sendable, Codable {
  /// The rates differ, and are spread like Gamma(shape, rate), whose mean is shape / rate.
  case fitted(shape: Double, rate: Double)
  /// The counts vary no more than one common rate explains; everyone has this rate.
  case noOverdispersion(mean: Double)

  /// The mean rate.
  public var mean: Double {
    switch self {
    case .fitted(let shape, let rate): shape / rate
    case .noOverdispersion(let mean): mean
    }
  }

  /// The estimate of one rate from its own count, drawn towards the mean of all.
  ///
  /// - Parameters:
  ///   - count: how often it happened; may be fractional.
  ///   - exposure: how long, or how often, it could have happened.
  /// - Returns: `(shape + count) / (rate + exposure)`, or the common rate.
  public func shrunkenRate(count: Double, exposure: Double) -> Double {
    switch self {
    case .fitted(let shape, let rate): (shape + count) / (rate + exposure)
    case .noOverdispersion(let mean): mean
    }
  }
}

/// The gamma distribution of event rates, by maximum marginal likelihood of counts.
///
/// Each group has its own rate λ, drawn from Gamma(a, b), and a Poisson count `y` with the mean λ·t
/// in its exposure `t`. Integrated over λ the count is negative binomial, and the fit maximises
/// `Σ m·[ln Γ(a + y) − ln Γ(a) − ln y! + a·ln(b / (b + t)) + y·ln(t / (b + t))]` by Newton's method
/// in ln a and the logarithm of the mean `a / b`, which hardly depend on each other.
///
///     let fit = try GammaPoisson().fitted(to: visits)
///     let perWeek = fit.prior.shrunkenRate(count: 3, exposure: 1.5)
///
/// Reference: Lawless (1987), "Negative binomial and mixed Poisson regression".
public struct GammaPoisson: Hashable, Sendable, Codable {
  /// Events in an exposure, and how many groups have just these.
  public struct Counts: Hashable, Sendable, Codable {
    /// How often it happened.
    public var count: Double
    /// How long, or how often, it could have happened.
    public var exposure: Double
    /// How many groups have these counts.
    public var multiplicity: Double

    /// Creates counts.
    public init(count: Double, exposure: Double, multiplicity: Double = 1) {
      self.count = count
      self.exposure = exposure
      self.multiplicity = multiplicity
    }
  }

  /// The largest shape that still counts as rates that differ.
  public var maximumShape: Double
  /// After how many Newton steps to give up.
  public var maximumIterations: Int

  /// Creates the estimator.
  public init(maximumShape: Double = 1e6, maximumIterations: Int = 100) {
    precondition(maximumShape > Self.minimumShape, "the range of shapes is empty")
    precondition(maximumIterations > 0, "a fit needs at least one iteration")
    self.maximumShape = maximumShape
    self.maximumIterations = maximumIterations
  }

  /// The smallest shape that is searched: below, one event in ten billion groups is a surprise.
  static let minimumShape = 1e-10

  /// Fits shape and rate.
  ///
  /// The order of the counts does not matter, to the bit.
  ///
  /// - Parameter counts: at least one with an exposure.
  /// - Returns: The distribution of rates and how the fit ended. Without any event there is one
  ///   rate, 0.
  /// - Throws: ``ModelError`` with code `model.no-rows`, `model.not-finite` or
  ///   `model.counts-invalid`.
  /// - Complexity: O(groups · log groups), then O(different counts and exposures) per Newton step.
  public func fitted(to counts: [Counts]) throws(ModelError) -> GammaPoissonModel {
    for (index, group) in counts.enumerated() { try Self.check(group, index: index) }
    let groups = counts.filter { $0.exposure > 0 && $0.multiplicity > 0 }
    guard !groups.isEmpty else { throw ModelError.noTrials }
    let likelihood = GammaPoissonLikelihood(groups)
    guard likelihood.isFinite else { throw ModelError.countsTooLarge }
    let search = MarginalSearch(
      likelihood: likelihood,
      concentrations: Self.minimumShape...maximumShape,
      maximumIterations: maximumIterations
    )
    return GammaPoissonModel(
      likelihood,
      maximum: likelihood.excess > 0 ? search.maximum(from: likelihood.start) : nil
    )
  }

  private static func check(_ group: Counts, index: Int) throws(ModelError) {
    let numbers = [group.count, group.exposure, group.multiplicity]
    guard numbers.allSatisfy(\.isFinite) else { throw ModelError.countsNotFinite(group: index) }
    guard numbers.allSatisfy({ $0 >= 0 }), group.exposure > 0 || group.count == 0 else {
      throw ModelError(
        code: .countsInvalid,
        message: "group \(index) has \(group.count) events in an exposure of \(group.exposure)",
        hint: "neither is negative, and there is no event without exposure"
      )
    }
  }
}
