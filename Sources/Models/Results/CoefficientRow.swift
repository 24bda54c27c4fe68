public import Statistics

/// One line of a table of coefficients.
///
/// The uncertainty is nil where theory gives none: after a selection of columns, and for a fit
/// whose covariance was not asked for.
public struct CoefficientRow: Hashable, Sendable, Codable {
  /// The name of the column, or `(Intercept)`.
  public var term: String
  /// The estimated coefficient.
  public var estimate: Double
  /// Its standard error.
  public var standardError: Double?
  /// The statistic of the test that the coefficient is 0: Wald's z, or what the model says.
  public var statistic: Double?
  /// The two-sided p-value of the statistic.
  public var pValue: Double?
  /// The lower end of the confidence interval.
  public var lower: Double?
  /// The upper end of the confidence interval.
  public var upper: Double?

  /// The confidence interval.
  public var interval: Interval? {
    guard let lower, let upper else { return nil }
    return Interval(lower: lower, upper: upper)
  }

  /// Creates a line of an estimate without uncertainty.
  public init(term: String, estimate: Double) {
    self.term = term
    self.estimate = estimate
  }

  /// Creates a line by Wald's normal approximation.
  ///
  /// - Parameters:
  ///   - term: the name of the column.
  ///   - estimate: the estimated coefficient.
  ///   - standardError: its standard error; 0 leaves the test out.
  ///   - confidence: the share of such intervals that hold the true coefficient.
  public init(term: String, estimate: Double, standardError: Double, confidence: Double) {
    self.init(term: term, estimate: estimate)
    let reach = NormalDistribution.twoSidedQuantile(confidence: confidence) * standardError
    self.standardError = standardError
    (lower, upper) = (estimate - reach, estimate + reach)
    guard standardError > 0 else { return }
    let statistic = estimate / standardError
    self.statistic = statistic
    pValue = NormalDistribution.twoSidedTail(statistic)
  }
}
