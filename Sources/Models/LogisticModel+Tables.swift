import LinearAlgebra
import Statistics

/// One line of a table of coefficients.
public struct CoefficientRow: Hashable, Sendable, Codable {
  /// The name of the column, or `(Intercept)`.
  public var term: String
  /// The estimated coefficient.
  public var estimate: Double
  /// Its standard error.
  public var standardError: Double
  /// Estimate divided by standard error (Wald's z).
  public var statistic: Double
  /// The two-sided p-value of the statistic.
  public var pValue: Double
  /// The lower end of the confidence interval.
  public var lower: Double
  /// The upper end of the confidence interval.
  public var upper: Double
}

/// One line about a whole fit.
public struct FitSummary: Hashable, Sendable, Codable {
  /// How many rows were fitted.
  public var sampleSize: Int
  /// How many of them had the outcome 1.
  public var eventCount: Int
  /// How many coefficients were estimated, with the intercept.
  public var parameterCount: Int
  /// The log-likelihood, without the penalty.
  public var logLikelihood: Double
  /// −2 times the log-likelihood.
  public var deviance: Double
  /// How many Newton steps were taken.
  public var iterations: Int
  /// How the fit ended.
  public var convergence: Convergence
  /// The largest element of the score at the last look at the data.
  public var largestScore: Double
}

extension LogisticModel {
  /// The intercept and every coefficient that was estimated; dropped columns are left out.
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
    let reach = NormalDistribution.twoSidedQuantile(confidence: confidence)
    let covariance = covariance
    let dropped = Set(aliased.map(\.column))
    let names = terms ?? coefficients.indices.map { "x\($0 + 1)" }
    let lines =
      [("(Intercept)", intercept, 0)]
      + coefficients.indices.filter { !dropped.contains($0) }
      .map { (names[$0], coefficients[$0], $0 + 1) }
    return lines.map { term, estimate, index in
      let error = covariance[index, index].squareRoot()
      let statistic = estimate / error
      return CoefficientRow(
        term: term,
        estimate: estimate,
        standardError: error,
        statistic: statistic,
        pValue: NormalDistribution.twoSidedTail(statistic),
        lower: estimate - reach * error,
        upper: estimate + reach * error
      )
    }
  }

  /// The whole fit in one line.
  public var fitSummary: FitSummary {
    FitSummary(
      sampleSize: sampleSize,
      eventCount: eventCount,
      parameterCount: coefficients.count - aliased.count + 1,
      logLikelihood: logLikelihood,
      deviance: -2 * logLikelihood,
      iterations: iterations,
      convergence: convergence,
      largestScore: largestScore
    )
  }
}
