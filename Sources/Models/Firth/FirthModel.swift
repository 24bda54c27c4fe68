public import LinearAlgebra
import Statistics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A fitted Firth regression: unbiased slopes for reading, an honest mean for predicting.
public struct FirthModel: Hashable, Sendable, Codable {
  /// The maximum of the penalised likelihood.
  ///
  /// Its ``LogisticModel/logLikelihood`` is ℓ without the penalty, its
  /// ``LogisticModel/covariance`` is `(XᵀWX)⁻¹`. Wald's table of it,
  /// `estimates.coefficientTable()`, is quick and needs no data, but too narrow on one side when
  /// events are few.
  public let estimates: LogisticModel
  /// `ℓ + ½·ln |XᵀWX|` at the maximum, for `X` with a column of ones and the original columns
  /// without the dropped ones.
  public let penalizedLogLikelihood: Double
  /// What FLIC adds to the intercept.
  public let interceptShift: Double

  /// How the fit ended.
  public var convergence: Convergence { estimates.convergence }
  /// The columns that were dropped.
  public var aliased: [AliasedColumn] { estimates.aliased }
  /// The whole fit in one line; likelihood and deviance are without the penalty.
  public var fitSummary: FitSummary { estimates.fitSummary }
}

extension FirthModel {
  /// The model that predicts: Firth's slopes with the intercept of FLIC.
  ///
  /// The half events of the penalty draw Firth's own probabilities towards ½, so that rare events
  /// would be predicted too often. FLIC (Firth's logistic regression with intercept correction)
  /// refits the intercept alone by maximum likelihood, so that over the rows of the fit the mean
  /// probability is the share of events again. The covariance stays that of Firth's estimates.
  ///
  /// Reference: Puhr et al. 2017 Firth's logistic regression with rare events.
  public var predictor: LogisticModel { estimates.shifted(by: interceptShift) }

  /// The logits of many rows by the ``predictor``; NaN where a value is NaN.
  ///
  /// - Parameters:
  ///   - design: rows × columns, as in the fit.
  ///   - threads: how many threads to use; the result does not depend on it.
  /// - Returns: One logit per row.
  public func logits(of design: Matrix, threads: Int = 1) -> [Double] {
    predictor.logits(of: design, threads: threads)
  }

  /// The probabilities of many rows by the ``predictor``, never exactly 0 or 1; NaN where a value
  /// is NaN.
  ///
  /// - Parameters:
  ///   - design: rows × columns, as in the fit.
  ///   - threads: how many threads to use; the result does not depend on it.
  /// - Returns: One probability per row.
  public func probabilities(of design: Matrix, threads: Int = 1) -> [Double] {
    predictor.probabilities(of: design, threads: threads)
  }
}

extension FirthModel {
  init(_ summit: FirthSolver.Summit, of problem: FirthProblem, free: [Int], counts: ClassCounts) {
    let (point, scaling) = (summit.point, problem.scaling)
    let kept = Set(free)
    estimates = LogisticModel(
      columnMeans: scaling.centers,
      centredIntercept: point.position[0],
      coefficients: zip(point.position.dropFirst(), scaling.scales).map { $0 * $1 },
      centredCovariance: point.inverse.scaled(by: [1] + scaling.scales),
      logLikelihood: point.rows.logLikelihood,
      iterations: summit.iterations,
      convergence: summit.convergence,
      largestScore: summit.largestScore,
      sampleSize: counts.rows,
      eventCount: counts.events,
      aliased: scaling.scales.indices.filter { !kept.contains($0 + 1) }.map { column in
        AliasedColumn(
          column: column,
          reason: scaling.scales[column] == 0 ? .constant : .linearCombination
        )
      }
    )
    // |ZᵀWZ| = |XᵀWX| · Π scale², so the unit of every column has to be taken out again.
    penalizedLogLikelihood =
      point.objective - free.dropFirst().reduce(0) { $0 + log(scaling.scales[$1 - 1]) }
    interceptShift = Self.interceptShift(
      logits: point.rows.logits,
      outcomes: problem.outcomes,
      weights: problem.weights,
      counts: counts
    )
  }

  /// The shift of all logits after which the mean probability is the share of events.
  ///
  /// The mean grows with the shift, so Newton's step is taken only inside the bracket known so
  /// far, which is halved otherwise.
  private static func interceptShift(
    logits: [Double],
    outcomes: [Double],
    weights: [Double]?,
    counts: ClassCounts
  ) -> Double {
    // At the ends every probability is on one side of the share of events.
    let target = logit(counts.eventWeight / counts.weightSum)
    var lower = target - (logits.max() ?? 0)
    var upper = target - (logits.min() ?? 0)
    var shift = min(max(0, lower), upper)
    for _ in 0..<200 {
      var (excess, slope) = (0.0, 0.0)
      for row in logits.indices {
        let weight = weights?[row] ?? 1
        let logit = logits[row] + shift
        // The residual y − p in the tail where it has all its digits.
        excess += weight * (outcomes[row] == 1 ? logistic(-logit) : -logistic(logit))
        slope += weight * logistic(logit) * logistic(-logit)
      }
      if excess > 0 { lower = shift } else { upper = shift }
      var next = shift + excess / slope
      if !(next >= lower && next <= upper) { next = (lower + upper) / 2 }
      if abs(next - shift) <= 1e-14 * max(1, abs(shift)) { return next }
      shift = next
    }
    return shift
  }
}
