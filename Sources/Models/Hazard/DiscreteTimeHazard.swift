public import LinearAlgebra

/// The risk that an event happens in a period, given that it has not happened before.
///
/// The hazard of a subject with features x in period t is `hₜ = g⁻¹(αₜ + x·β)`, where g is a
/// link and `αₜ` a baseline. The likelihood is that of a binary regression on person-period rows,
/// one for each period in which a subject was at risk (Allison 1982, Discrete-time methods for the
/// analysis of event histories; Prentice and Gloeckler 1978, Regression analysis of grouped
/// survival data), but those rows are never written out: the memory beyond the design is a few
/// numbers per subject, and a pass costs a few operations per period.
///
/// Censoring needs no special care: a subject adds what it was seen to survive. It must tell
/// nothing about the event that would have come; so must a late entry.
///
///     let hazard = DiscreteTimeHazard(link: .complementaryLogLog, baseline: .logTime)
///     let model = try hazard.fitted(to: design, durations: durations)
///     let soon = model.eventProbabilities(of: design, within: 4, after: 0)
public struct DiscreteTimeHazard: Hashable, Sendable, Codable {
  /// How a linear predictor becomes a hazard.
  public enum Link: String, Hashable, Sendable, Codable {
    /// `h = 1 / (1 + exp(−η))`: `exp(β)` multiplies the odds of the event in each period.
    case logit
    /// `h = 1 − exp(−exp(η))`: `exp(β)` multiplies the continuous-time hazard behind the periods
    /// (proportional hazards), whatever the length of a period.
    case complementaryLogLog
  }

  /// What large coefficients cost.
  public enum Penalty: Hashable, Sendable, Codable {
    /// Nothing: maximum likelihood.
    case none
    /// `½ · strength · Σ βⱼ²` with coefficients per standard deviation of their columns; the
    /// baseline is not penalised.
    case ridge(strength: Double)

    var strength: Double {
      switch self {
      case .none: 0
      case .ridge(let strength): strength
      }
    }
  }

  /// How a linear predictor becomes a hazard.
  public var link: Link
  /// How the hazard moves with time.
  public var baseline: HazardBaseline
  /// What large coefficients cost.
  public var penalty: Penalty
  /// After how many Newton steps to give up.
  public var maximumIterations: Int
  /// The fit ends when no element of the score exceeds this times the weight of all
  /// person-periods.
  public var tolerance: Double

  /// Creates the estimator.
  public init(
    link: Link = .logit,
    baseline: HazardBaseline = .logTime,
    penalty: Penalty = .none,
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
    self.link = link
    self.baseline = baseline
    self.penalty = penalty
    self.maximumIterations = maximumIterations
    self.tolerance = tolerance
  }

  /// Fits the coefficients.
  ///
  /// All kinds of event count as the event.
  ///
  /// - Parameters:
  ///   - design: subjects × features, finite values; no column of ones, no column of time.
  ///   - durations: how long each subject was watched, and what ended it.
  ///   - weights: how often each subject counts; nil for once. Equal subjects may be gathered in
  ///     one row with their number as weight.
  ///   - offset: a known part of each subject's linear predictor; nil for 0. Predictions are those
  ///     of an offset of 0.
  ///   - threads: how many threads to use; the bits of the result do not depend on it.
  /// - Returns: The fitted model, with how the fit ended: `.separation(column: nil)` when the
  ///   baseline itself has no finite estimate, as with `.perPeriod` and a period without event.
  /// - Throws: ``ModelError``: `model.no-rows`, `model.not-finite`, `model.weight-negative`,
  ///   `model.duration-invalid`, `model.single-class` or `model.singular`.
  /// - Complexity: O(person-periods + subjects × features²) per iteration, usually 5 to 9.
  public func fitted(
    to design: Matrix,
    durations: Durations,
    weights: [Double]? = nil,
    offset: [Double]? = nil,
    threads: Int = 1
  ) throws(ModelError) -> HazardModel {
    let data = try HazardData(
      design: design,
      durations: durations,
      weights: weights,
      offset: offset,
      kindCount: 1,
      threads: threads
    )
    try baseline.check(lastPeriod: data.lastPeriod)
    let problem = HazardProblem(
      data: data,
      basis: TimeBasis(baseline, durations: durations, weights: weights),
      kernel: link == .logit ? .softmax : .complementaryLogLog(expectsCurvature: false),
      ridgeStrength: penalty.strength,
      threads: threads
    )
    let solver = HazardSolver(
      problem: problem,
      maximumIterations: maximumIterations,
      tolerance: tolerance
    )
    return HazardModel(
      curve: HazardCurve(try solver.solution(), problem: problem),
      link: link
    )
  }
}
