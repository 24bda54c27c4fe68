public import LinearAlgebra

/// The risks of several kinds of event, of which only the first can happen.
///
/// In each period a subject at risk has one of K kinds of event or none, as in multinomial
/// logistic regression with "no event" as reference:
/// `hₖ(t) = exp(ηₖ) / (1 + Σⱼ exp(ηⱼ))` with `ηₖ = αₖ(t) + x·βₖ`. From the hazards follow survival
/// `S(t) = Π (1 − Σₖ hₖ(s))` and the cumulative incidence `Iₖ(t) = Σ hₖ(s)·S(s − 1)`: the share
/// that has had an event of kind k by the end of period t (Allison 1982, Discrete-time methods for
/// the analysis of event histories). Treating the other kinds as censored and reading
/// `1 − S` off one hazard overstates it.
///
///     let model = try CompetingRisks(baseline: .logTime)
///       .fitted(to: design, durations: durations)
///     let incidence = model.cumulativeIncidence(of: design.row(0), through: 12)
public struct CompetingRisks: Hashable, Sendable, Codable {
  /// How each hazard moves with time.
  public var baseline: HazardBaseline
  /// What large coefficients cost.
  public var penalty: DiscreteTimeHazard.Penalty
  /// After how many Newton steps to give up.
  public var maximumIterations: Int
  /// The fit ends when no element of the score exceeds this times the weight of all
  /// person-periods.
  public var tolerance: Double

  /// Creates the estimator.
  public init(
    baseline: HazardBaseline = .logTime,
    penalty: DiscreteTimeHazard.Penalty = .none,
    maximumIterations: Int = 50,
    tolerance: Double = 1e-10
  ) {
    baseline.check()
    precondition(
      penalty.strength >= 0 && penalty.strength.isFinite,
      "a ridge has a finite strength from 0 on"
    )
    precondition(maximumIterations > 0, "a fit needs at least one iteration")
    precondition(tolerance > 0, "the tolerance is positive")
    self.baseline = baseline
    self.penalty = penalty
    self.maximumIterations = maximumIterations
    self.tolerance = tolerance
  }

  /// Fits the coefficients of all kinds together.
  ///
  /// - Parameters:
  ///   - design: subjects × features, finite values; no column of ones, no column of time.
  ///   - durations: how long each subject was watched, and what ended it; the kinds are 1 … K and
  ///     each must have happened.
  ///   - weights: how often each subject counts; nil for once.
  ///   - offset: a known part of each subject's linear predictors, the same for every kind; nil
  ///     for 0.
  ///   - threads: how many threads to use; the bits of the result do not depend on it.
  /// - Returns: The fitted model, with how the fit ended; a separation names the column, not the
  ///   kind.
  /// - Throws: ``ModelError``: `model.no-rows`, `model.not-finite`, `model.weight-negative`,
  ///   `model.duration-invalid`, `model.single-class` or `model.singular`.
  /// - Complexity: O(kinds² × (person-periods + subjects × features²)) per iteration.
  public func fitted(
    to design: Matrix,
    durations: Durations,
    weights: [Double]? = nil,
    offset: [Double]? = nil,
    threads: Int = 1
  ) throws(ModelError) -> CompetingRisksModel {
    // A kind that only subjects of weight 0 had is none.
    let kinds = weights.map { zip(durations.kinds, $0).filter { $0.1 != 0 }.map(\.0) }
    let data = try HazardData(
      design: design,
      durations: durations,
      weights: weights,
      offset: offset,
      kindCount: max(1, (kinds ?? durations.kinds).max() ?? 1),
      threads: threads
    )
    try baseline.check(lastPeriod: data.lastPeriod)
    let problem = HazardProblem(
      data: data,
      basis: TimeBasis(baseline, durations: durations, weights: weights),
      kernel: .softmax,
      ridgeStrength: penalty.strength,
      threads: threads
    )
    let solver = HazardSolver(
      problem: problem,
      maximumIterations: maximumIterations,
      tolerance: tolerance
    )
    return CompetingRisksModel(curve: HazardCurve(try solver.solution(), problem: problem))
  }
}
