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
