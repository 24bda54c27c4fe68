import Statistics

/// What makes up for a sample whose share of events is not that of the population.
///
/// When all events but only some of the other rows were kept for training, a logistic model
/// learns the right slopes and a wrong intercept: the odds in the sample are those of the
/// population times a known factor. With the rate τ in the population and ȳ in the sample,
///
///     β₀' = β₀ − ln[(1 − τ)/τ · ȳ/(1 − ȳ)],
///
/// exactly, if the model is right. Weighting every event by `τ/ȳ` and every other row by
/// `(1 − τ)/(1 − ȳ)` is the alternative: it costs precision and is less sensitive to a wrong
/// model. Its standard errors have to be those of ``LogisticModel/RobustCovariance/clustered(by:)``
/// with every row a cluster of its own, since such weights do not count rows.
///
///     let correction = PriorCorrection(populationRate: 0.02, sampleRate: 0.5)
///     let weights = correction.weights(for: outcomes)
///
/// Reference: King and Zeng 2001 Logistic regression in rare events data.
public struct PriorCorrection: Hashable, Sendable, Codable {
  /// The share of events in the population, τ.
  public let populationRate: Double
  /// The share of events in the sample, ȳ.
  public let sampleRate: Double

  /// Creates a correction between two rates, both between 0 and 1.
  public init(populationRate: Double, sampleRate: Double) {
    precondition(populationRate > 0 && populationRate < 1, "a rate lies between 0 and 1")
    precondition(sampleRate > 0 && sampleRate < 1, "a rate lies between 0 and 1")
    self.populationRate = populationRate
    self.sampleRate = sampleRate
  }

  /// What is added to the intercept, `ln[τ/(1 − τ)] − ln[ȳ/(1 − ȳ)]`.
  public var interceptShift: Double { logit(populationRate) - logit(sampleRate) }
  /// The weight of an event, `τ/ȳ`.
  public var eventWeight: Double { populationRate / sampleRate }
  /// The weight of any other row, `(1 − τ)/(1 − ȳ)`.
  public var otherWeight: Double { (1 - populationRate) / (1 - sampleRate) }

  /// The weight of every row; they sum to the number of rows when ȳ is their share of events.
  public func weights(for outcomes: [Double]) -> [Double] {
    outcomes.map { $0 == 1 ? eventWeight : otherWeight }
  }
}

extension LogisticModel {
  /// The model for a population with another share of events than the rows of the fit.
  ///
  /// Only the intercept changes; its uncertainty does not, as both rates count as known. The
  /// likelihood stays that of the fit.
  ///
  /// - Parameters:
  ///   - populationRate: the share of events in the population, between 0 and 1.
  ///   - sampleRate: the share of events, by weight, in the rows of the fit; nil when they had
  ///     no weights.
  /// - Returns: The model with the intercept of ``PriorCorrection``.
  public func corrected(
    forPopulationRate populationRate: Double,
    sampleRate: Double? = nil
  ) -> LogisticModel {
    let correction = PriorCorrection(
      populationRate: populationRate,
      sampleRate: sampleRate ?? Double(eventCount) / Double(sampleSize)
    )
    return shifted(by: correction.interceptShift)
  }

  /// The model whose logits are all larger by the same amount.
  func shifted(by shift: Double) -> LogisticModel {
    LogisticModel(
      columnMeans: columnMeans,
      centredIntercept: centredIntercept + shift,
      coefficients: coefficients,
      centredCovariance: centredCovariance,
      logLikelihood: logLikelihood,
      iterations: iterations,
      convergence: convergence,
      largestScore: largestScore,
      sampleSize: sampleSize,
      eventCount: eventCount,
      aliased: aliased
    )
  }
}
