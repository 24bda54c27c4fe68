import Statistics

/// The test whether a larger model explains more than a smaller one that is nested in it.
///
/// The statistic `2·(ℓ_larger − ℓ_smaller)` is χ² with as many degrees of freedom as the larger
/// model has more coefficients, when these are 0 in truth (Wilks 1938 The large-sample
/// distribution of the likelihood ratio for testing composite hypotheses). Both models are
/// maximum likelihood fits to the same rows; with a penalty, or after a selection of columns, the
/// p-value promises nothing.
public struct LikelihoodRatioTest: Hashable, Sendable, Codable {
  /// Twice the difference of the log-likelihoods, from 0 on.
  public let statistic: Double
  /// How many coefficients more the larger model has.
  public let degreesOfFreedom: Int
  /// The probability of a statistic at least as large when the smaller model is true.
  public let pValue: Double
}

extension LikelihoodRatioTest {
  /// Compares two fits; nil when the larger model has no coefficient more, because its
  /// additional columns were dropped.
  ///
  ///     let test = LikelihoodRatioTest(of: full.fitSummary, against: reduced.fitSummary)
  ///
  /// - Parameters:
  ///   - larger: the fit with more columns.
  ///   - smaller: the fit to the same rows with some of these columns.
  public init?(of larger: FitSummary, against smaller: FitSummary) {
    precondition(
      larger.sampleSize == smaller.sampleSize && larger.eventCount == smaller.eventCount,
      "nested models are fitted to the same rows"
    )
    let additional = larger.parameterCount - smaller.parameterCount
    guard additional > 0 else { return nil }
    statistic = max(0, 2 * (larger.logLikelihood - smaller.logLikelihood))
    degreesOfFreedom = additional
    pValue = ChiSquareDistribution(degreesOfFreedom: Double(additional)).upperTail(statistic)
  }
}
