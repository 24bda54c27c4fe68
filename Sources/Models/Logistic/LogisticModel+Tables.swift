public import LinearAlgebra

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
    coefficientTable(terms: terms, confidence: confidence, covariance: covariance)
  }

  /// The same with another covariance, usually a robust one.
  ///
  ///     let robust = try model.covariance(.hc3, of: design, outcomes: converted)
  ///     let table = model.coefficientTable(covariance: robust)
  ///
  /// - Parameters:
  ///   - terms: the names of the columns; `x1`, `x2` … when nil.
  ///   - confidence: the share of such intervals that hold the true coefficient.
  ///   - covariance: that of (intercept, coefficients); nil leaves the uncertainty out.
  /// - Returns: One line per term.
  public func coefficientTable(
    terms: [String]? = nil,
    confidence: Double = 0.95,
    covariance: Matrix?
  ) -> [CoefficientRow] {
    precondition(
      covariance.map { $0.rows == coefficients.count + 1 && $0.columns == $0.rows } ?? true,
      "a covariance has a row for the intercept and for every column"
    )
    precondition(
      terms.map { $0.count == coefficients.count } ?? true,
      "every column needs a name"
    )
    let dropped = Set(aliased.map(\.column))
    let names = terms ?? coefficients.indices.map { "x\($0 + 1)" }
    let lines =
      [("(Intercept)", intercept, 0)]
      + coefficients.indices.filter { !dropped.contains($0) }
      .map { (names[$0], coefficients[$0], $0 + 1) }
    return lines.map { term, estimate, index in
      guard let covariance else { return CoefficientRow(term: term, estimate: estimate) }
      return CoefficientRow(
        term: term,
        estimate: estimate,
        standardError: max(0, covariance[index, index]).squareRoot(),
        confidence: confidence
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
