public import LinearAlgebra

/// Logistic regression on rows that come in groups, each with an intercept of its own.
///
/// `logit p = x·β + b_g` with `b_g ~ N(0, τ²)`: a group with many rows keeps its own level, one
/// with few is drawn towards all others, and one never seen gets the average over the normal
/// law. β and τ maximise the marginal likelihood `Π_g ∫ Π p^y (1 − p)^(n − y) φ(b; 0, τ²) db`,
/// each integral by Laplace's approximation around its highest point or by Gauss–Hermite points
/// placed there (Pinheiro and Bates 1995, Approximations to the log-likelihood function in the
/// nonlinear mixed-effects model). These are lme4's `glmer` with `nAGQ = 1` and more.
///
/// The EM update `τ² ← mean(b̂² + v)` with the moments of Laplace's normal law does not maximise
/// that likelihood; it is not used. The gradient of the approximated likelihood is computed
/// exactly instead, with the movement of the points taken into account.
///
///     let model = try RandomIntercept()
///       .fitted(to: design, outcomes: converted, groups: accounts)
///     let seen = model.probability(of: design.row(0), group: accounts[0])
///
/// Not promised: with very few rows per group Laplace's approximation draws τ down; use
/// `.adaptiveQuadrature` there. Groups of one row with one trial tell almost nothing about τ.
public struct RandomIntercept: Hashable, Sendable, Codable {
  /// How the group's intercept is integrated out.
  public enum Integration: Hashable, Sendable, Codable {
    /// A normal law around the highest point, as with a single point.
    case laplace
    /// Gauss–Hermite with this many points around the highest point, 1 to 100; odd numbers include
    /// the highest point itself.
    case adaptiveQuadrature(points: Int)

    var points: Int {
      switch self {
      case .laplace: 1
      case .adaptiveQuadrature(let points): points
      }
    }
  }

  /// How the group's intercept is integrated out.
  public var integration: Integration
  /// After how many steps to give up.
  public var maximumIterations: Int
  /// The fit ends when no element of the score exceeds this times the number of trials.
  public var tolerance: Double

  /// The largest τ that is searched: beyond it groups are all or nothing.
  static let largestDeviation = 50.0

  /// Creates the estimator.
  public init(
    integration: Integration = .laplace,
    maximumIterations: Int = 100,
    tolerance: Double = 1e-9
  ) {
    precondition((1...100).contains(integration.points), "an integral takes 1 to 100 points")
    precondition(maximumIterations > 0, "a fit needs at least one iteration")
    precondition(tolerance > 0, "the tolerance is positive")
    self.integration = integration
    self.maximumIterations = maximumIterations
    self.tolerance = tolerance
  }

  /// Fits β and τ.
  ///
  /// - Parameters:
  ///   - design: rows × features, finite values; no column of ones.
  ///   - outcomes: the successes of every row, 0 to its trials.
  ///   - trials: how many trials a row stands for; nil for one each. A weight is the same thing:
  ///     a row of weight 2 has 2 trials and twice its outcome.
  ///   - groups: the group of every row; any numbers, in any order.
  ///   - offset: a known part of each row's logit; nil for 0. Predictions know no offset: add it to
  ///     their logits.
  ///   - threads: how many threads to use; the bits of the result do not depend on it.
  /// - Returns: The fitted model, with how the fit ended. When groups differ no more than chance
  ///   explains, τ is 0, which is an answer like any other (`.reached`); `.boundary` when τ grows
  ///   without end.
  /// - Throws: ``ModelError``: `model.no-rows`, `model.not-finite`, `model.counts-invalid`,
  ///   `model.single-class` or `model.singular`.
  /// - Complexity: O(rows × features²) and some 10 exponentials per row and point, per iteration;
  ///   the covariance at the end takes 2 × features passes. Holds one copy of the design.
  public func fitted(
    to design: Matrix,
    outcomes: [Double],
    trials: [Double]? = nil,
    groups: [Int],
    offset: [Double]? = nil,
    threads: Int = 1
  ) throws(ModelError) -> RandomInterceptModel {
    let rows = try GroupedRows(
      design: design,
      outcomes: outcomes,
      trials: trials,
      groups: groups,
      offset: offset,
      threads: threads
    )
    let likelihood = RandomInterceptLikelihood(
      rows: rows,
      points: integration.points,
      threads: threads
    )
    let solver = RandomInterceptSolver(options: self, likelihood: likelihood)
    return RandomInterceptModel(try solver.solution(), rows: rows)
  }

  /// The approximated marginal log-likelihood at given parameters, binomial coefficients included.
  ///
  /// For profiles, and to compare fits of other programs.
  ///
  /// - Parameters:
  ///   - design: rows × features, finite values; no column of ones.
  ///   - outcomes: the successes of every row, 0 to its trials.
  ///   - trials: how many trials a row stands for; nil for one each.
  ///   - groups: the group of every row.
  ///   - intercept: the logit of a row of zeros.
  ///   - coefficients: one per column.
  ///   - standardDeviation: τ, from 0 on.
  /// - Returns: The log-likelihood.
  /// - Throws: ``ModelError``, as ``fitted(to:outcomes:trials:groups:offset:threads:)``.
  public func logLikelihood(
    of design: Matrix,
    outcomes: [Double],
    trials: [Double]? = nil,
    groups: [Int],
    intercept: Double,
    coefficients: [Double],
    standardDeviation: Double
  ) throws(ModelError) -> Double {
    precondition(coefficients.count == design.columns, "every column needs a coefficient")
    precondition(standardDeviation >= 0, "a standard deviation is not negative")
    let rows = try GroupedRows(
      design: design,
      outcomes: outcomes,
      trials: trials,
      groups: groups,
      offset: design.multiplied(by: coefficients, plus: intercept),
      threads: 1
    )
    let likelihood = RandomInterceptLikelihood(rows: rows, points: integration.points, threads: 1)
    let origin = Array(repeating: 0.0, count: design.columns + 1)
    return likelihood.pass(origin, deviation: standardDeviation).logLikelihood
  }
}
