import Statistics

/// Corrects probabilities by a line between logits: `logit q = slope · logit p + intercept`.
///
/// Platt (1999, "Probabilistic outputs for support vector machines"). Below a number of events the
/// outcomes are replaced by smoothed targets, `(n₊ + 1)/(n₊ + 2)` and `1/(n₋ + 2)`, which keep the
/// line finite and its ends modest. Two parameters: the choice for few events.
///
///     let map = try PlattCalibration().fitted(to: heldOutPredictions, outcomes: heldOutOutcomes)
///     let calibrated = try map.applied(to: predictions)
///
/// Fit it on rows later than those of the model: on the model's own rows predictions look better
/// calibrated than they are.
public struct PlattCalibration: Hashable, Sendable, Codable {
  /// Below how many events the targets are smoothed; outcomes that the predictions separate are
  /// smoothed always.
  public var smoothedBelowEvents: Int

  /// Creates the estimator.
  public init(smoothedBelowEvents: Int = 1000) {
    precondition(smoothedBelowEvents >= 0, "a number of events is not negative")
    self.smoothedBelowEvents = smoothedBelowEvents
  }

  /// Fits the line by maximum likelihood, with the slope held at 0 where it would fall.
  ///
  /// - Parameters:
  ///   - probabilities: the predictions.
  ///   - outcomes: 0 or 1 for every row.
  ///   - weights: how often each row counts; nil for once. A row of weight 2 is the row twice.
  /// - Returns: The fitted map.
  /// - Throws: ``EvaluationError``, for one class with code `evaluation.single-class`.
  public func fitted(
    to probabilities: [Double],
    outcomes: [Double],
    weights: [Double]? = nil
  ) throws(EvaluationError) -> PlattMap {
    let problem = try CalibrationProblem(probabilities, outcomes: outcomes, weights: weights)
    let fit = problem.fitted(
      columns: [probabilities.map { logit(clampedProbability($0)) }],
      smoothedBelowEvents: smoothedBelowEvents
    )
    return PlattMap(slope: fit.coefficients[0], intercept: fit.intercept)
  }
}

/// A fitted line between logits.
public struct PlattMap: Hashable, Sendable {
  /// What a step of the predicted logit is worth; not negative.
  public let slope: Double
  /// The corrected logit of a prediction of one half.
  public let intercept: Double

  init(slope: Double, intercept: Double) {
    (self.slope, self.intercept) = (slope, intercept)
  }

  /// The corrected predictions, never exactly 0 or 1.
  ///
  /// - Parameter probabilities: the predictions.
  /// - Returns: One probability per prediction.
  /// - Throws: ``EvaluationError`` for values that are not probabilities.
  public func applied(to probabilities: [Double]) throws(EvaluationError) -> [Double] {
    if !probabilities.isEmpty { try EvaluationError.check(probabilities: probabilities) }
    return probabilities.map {
      clampedProbability(logistic(slope * logit(clampedProbability($0)) + intercept))
    }
  }
}

extension PlattMap: Codable {
  private enum CodingKeys: String, CodingKey {
    case slope, intercept
  }

  /// Reads a map and checks that it does not fall.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    slope = try container.decode(Double.self, forKey: .slope)
    intercept = try container.decode(Double.self, forKey: .intercept)
    guard slope >= 0 else {
      throw DecodingError.dataCorruptedError(
        forKey: .slope,
        in: container,
        debugDescription: "a calibration line does not fall"
      )
    }
  }
}
