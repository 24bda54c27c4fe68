import Statistics

/// The likelihood-ratio test of a distribution of rates against one common rate.
///
/// One rate lies at the edge of the distributions of rates, so under it the statistic is 0 half of
/// the time and χ² with one degree of freedom otherwise (Self and Liang 1987, "Asymptotic properties
/// of maximum likelihood estimators and likelihood ratio tests under nonstandard conditions"). The
/// p-value rests on many groups, and means little for decayed counts.
public struct OverdispersionTest: Hashable, Sendable, Codable {
  /// Twice the gain in log-likelihood, at least 0.
  public let statistic: Double
  /// The probability of such a gain when there is one rate.
  public let pValue: Double

  init(logLikelihood: Double, common: Double) {
    statistic = max(0, 2 * (logLikelihood - common))
    pValue =
      statistic > 0 ? ChiSquareDistribution(degreesOfFreedom: 1).upperTail(statistic) / 2 : 1
  }
}
