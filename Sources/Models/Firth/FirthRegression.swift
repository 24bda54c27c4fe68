public import LinearAlgebra
import Statistics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Logistic regression that has an answer where maximum likelihood has none, or too bold a one.
///
/// **Why maximum likelihood fails.** Suppose that every visitor of one page has converted. The
/// larger the coefficient of that page, the closer the probabilities of its visitors come to 1 and
/// the more likely the data become, without end: the estimate is infinite. This is *separation*:
/// some combination of columns tells outcomes without error; *complete* separation when it tells
/// all of them, *quasi-complete* when the rest is undecided. Few events make it likely, and even
/// where they do not, they leave a bias: maximum likelihood overstates effects by about the
/// number of columns over the number of events.
///
/// **Firth's remedy** is to maximise
///
///     ℓ*(β) = ℓ(β) + ½·ln |XᵀWX|,   W = diag(w·p·(1 − p)),
///
/// where `X` has a column of ones. The second term (Jeffreys' prior) is largest where all
/// probabilities are ½ and falls without end towards certainty, so the maximum is finite, always.
/// It removes the leading term of the bias, for its derivative turns the score into
///
///     U*(β) = Xᵀ(w·(y − p) + h·(½ − p)),
///
/// with the leverages `h`, which sum to the number of coefficients: as if each coefficient
/// brought half an event and half a non-event along, spread over the rows that decide it.
/// The answer does not depend on the unit or origin of a column.
///
/// **What it costs.** The half events draw probabilities towards ½. So predictions keep Firth's
/// slopes but take the intercept that makes the mean probability equal the share of events
/// (FLIC); see ``FirthModel/predictor``. The penalised likelihood is skewed where data are few, so
/// intervals and tests follow its profile, not a normal approximation; see
/// ``FirthModel/coefficientTable(terms:confidence:profiling:outcomes:weights:offset:threads:)``.
///
///     let model = try FirthRegression().fitted(to: design, outcomes: converted)
///     let probabilities = model.probabilities(of: design)
///     let table = try model.coefficientTable(profiling: design, outcomes: converted)
///
/// References: Firth 1993 Bias reduction of maximum likelihood estimates; Heinze and Schemper 2002
/// A solution to the problem of separation in logistic regression; Puhr et al. 2017 Firth's
/// logistic regression with rare events.
public struct FirthRegression: Hashable, Sendable, Codable {
  /// After how many steps to give up.
  public var maximumIterations: Int
  /// The fit ends when no element of the modified score exceeds this times the sum of weights.
  public var tolerance: Double

  /// Creates the estimator.
  public init(maximumIterations: Int = 200, tolerance: Double = 1e-10) {
    precondition(maximumIterations > 0, "a fit needs at least one iteration")
    precondition(tolerance > 0, "the tolerance is positive")
    self.maximumIterations = maximumIterations
    self.tolerance = tolerance
  }

  /// Fits the model.
  ///
  /// A constant column, or one that is a linear combination of earlier ones, gets the coefficient
  /// 0 and is listed in ``LogisticModel/aliased``.
  ///
  /// - Parameters:
  ///   - design: rows × columns, finite values; no column of ones.
  ///   - outcomes: 0 or 1 for every row.
  ///   - weights: how often each row counts; nil for once. A row of weight 2 is the row twice.
  ///   - offset: a known part of each row's logit; nil for 0. Predictions know no offset: add it to
  ///     their logits.
  ///   - threads: how many threads to use; the bits of the result do not depend on it.
  /// - Returns: The fitted model, with how the fit ended.
  /// - Throws: ``ModelError``: `model.no-rows`, `model.not-finite`, `model.outcome-not-binary`,
  ///   `model.weight-negative`, `model.single-class` or `model.singular`.
  /// - Complexity: O(rows × columns²) per iteration, three times the work of one of maximum
  ///   likelihood; usually 8 to 15 iterations.
  public func fitted(
    to design: Matrix,
    outcomes: [Double],
    weights: [Double]? = nil,
    offset: [Double]? = nil,
    threads: Int = 1
  ) throws(ModelError) -> FirthModel {
    let problem = FirthProblem(
      plain: try LogisticProblem(
        checking: Design(dense: design),
        outcomes: outcomes,
        weights: weights,
        offset: offset,
        threads: threads
      )
    )
    let (free, start) = try begin(problem)
    let summit = solver(of: problem, free: free).summit(from: start)
    return FirthModel(summit, of: problem, free: free, counts: problem.counts)
  }

  func solver(of problem: FirthProblem, free: [Int]) -> FirthSolver {
    FirthSolver(
      problem: problem,
      free: free,
      maximumIterations: maximumIterations,
      vanishingScore: tolerance * problem.counts.weightSum
    )
  }

  /// The constant model, and the coordinates that can be estimated.
  private func begin(
    _ problem: FirthProblem
  ) throws(ModelError) -> (free: [Int], start: FirthProblem.Point) {
    var position = Array(repeating: 0.0, count: problem.scaling.scales.count + 1)
    // What Firth's penalty makes of the intercept alone: half an event, half a non-event.
    let counts = problem.counts
    position[0] =
      logit((counts.eventWeight + 0.5) / (counts.weightSum + 1)) - problem.plain.meanOffset
    let rows = problem.rows(at: position)
    let information = problem.information(rows)
    let varying = problem.scaling.varyingCoordinates
    let free = Cholesky.independentColumns(ofGram: information.selecting(square: varying))
      .map { varying[$0] }
    guard free.first == 0, let start = problem.point(position, rows, information, free: free)
    else {
      throw ModelError(
        code: .singular,
        message: "where the fit begins, no row says anything about the coefficients",
        hint: "check that the offset is a logit, not a probability or a count"
      )
    }
    return (free, start)
  }
}
