import LinearAlgebra
public import Statistics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

extension RandomInterceptModel {
  /// The intercept and every coefficient that was estimated; dropped columns are left out.
  ///
  /// Coefficients hold for a given group (`exp(β)` is an odds ratio within it). The errors are those
  /// of the whole Hessian, as `vcov(use.hessian = TRUE)` of lme4.
  ///
  /// - Parameters:
  ///   - terms: the names of the columns; `x1`, `x2` … when nil.
  ///   - confidence: the share of such intervals that hold the true coefficient.
  /// - Returns: One line per term.
  public func coefficientTable(
    terms: [String]? = nil,
    confidence: Double = 0.95
  ) -> [CoefficientRow] {
    precondition(
      terms.map { $0.count == coefficients.count } ?? true,
      "every column needs a name"
    )
    let dropped = Set(aliased.map(\.column))
    let names = terms ?? coefficients.indices.map { "x\($0 + 1)" }
    let intercept = CoefficientRow(
      term: "(Intercept)",
      estimate: intercept,
      standardError: interceptError,
      confidence: confidence
    )
    let lines = coefficients.indices.filter { !dropped.contains($0) }.map { column in
      CoefficientRow(
        term: names[column],
        estimate: coefficients[column],
        standardError: max(0, centredCovariance[column + 1, column + 1]).squareRoot(),
        confidence: confidence
      )
    }
    return [intercept] + lines
  }

  /// The intercept is the centred one less the means times the coefficients.
  private var interceptError: Double {
    let direction = [1] + columnMeans.map { -$0 }
    return max(0, centredCovariance.form(direction)).squareRoot()
  }

  /// The whole fit in one line; the parameters are the coefficients and τ.
  public var fitSummary: FitSummary {
    FitSummary(
      sampleSize: sampleSize,
      eventCount: Int(successCount),
      parameterCount: coefficients.count - aliased.count + 2,
      logLikelihood: logLikelihood,
      deviance: -2 * logLikelihood,
      iterations: iterations,
      convergence: convergence,
      largestScore: largestScore
    )
  }

  /// The likelihood-ratio test that τ is 0.
  ///
  /// At the edge of its range the statistic `2(ℓ − ℓ₀)` is 0 half of the time and χ² with one
  /// degree of freedom otherwise (Self and Liang 1987, Asymptotic properties of maximum likelihood
  /// estimators under nonstandard conditions), so the p-value is half of the usual one.
  public var groupTest: (statistic: Double, pValue: Double) {
    let statistic = standardDeviation > 0 ? max(0, 2 * (logLikelihood - nullLogLikelihood)) : 0
    guard statistic > 0 else { return (0, 1) }
    return (statistic, ChiSquareDistribution(degreesOfFreedom: 1).upperTail(statistic) / 2)
  }

  /// Wald's interval for τ, symmetric in ln τ; nil when τ is 0 or nothing is known.
  ///
  /// It never holds 0: for the question whether groups differ see ``groupTest``.
  ///
  /// - Parameter confidence: the share of such intervals that hold the true τ.
  /// - Returns: An interval above 0.
  public func standardDeviationInterval(confidence: Double = 0.95) -> Interval? {
    guard let logDeviationError, standardDeviation > 0 else { return nil }
    let reach = NormalDistribution.twoSidedQuantile(confidence: confidence) * logDeviationError
    guard reach < 300 else { return nil }
    return Interval(
      lower: standardDeviation * exp(-reach),
      upper: standardDeviation * exp(reach)
    )
  }
}

extension Matrix {
  /// `vᵀ·A·v`.
  func form(_ vector: [Double]) -> Double {
    vector.indices.reduce(0) { sum, row in
      sum + vector[row] * zip(self.row(row), vector).reduce(0) { $0 + $1.0 * $1.1 }
    }
  }
}
