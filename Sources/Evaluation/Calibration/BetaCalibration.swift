import Statistics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Corrects probabilities by `logit q = a · ln p − b · ln(1 − p) + c` with `a, b ≥ 0`.
///
/// Kull, Silva Filho and Flach (2017, "Beta calibration"): the map that is right when predictions
/// follow a Beta distribution in each class. It bends each end by itself, which Platt's line
/// cannot, and holds the identity (`a = b = 1`, `c = 0`). Three parameters.
///
///     let map = try BetaCalibration().fitted(to: heldOutPredictions, outcomes: heldOutOutcomes)
///     let calibrated = try map.applied(to: predictions)
public struct BetaCalibration: Hashable, Sendable, Codable {
  /// Below how many events the targets are smoothed as in ``PlattCalibration``; outcomes that the
  /// predictions separate are smoothed always.
  public var smoothedBelowEvents: Int

  /// Creates the estimator.
  public init(smoothedBelowEvents: Int = 0) {
    precondition(smoothedBelowEvents >= 0, "a number of events is not negative")
    self.smoothedBelowEvents = smoothedBelowEvents
  }

  /// Fits the curve by maximum likelihood, under the constraint that it does not fall.
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
  ) throws(EvaluationError) -> BetaMap {
    let problem = try CalibrationProblem(probabilities, outcomes: outcomes, weights: weights)
    let clamped = probabilities.map { clampedProbability($0) }
    let fit = problem.fitted(
      columns: [clamped.map { log($0) }, clamped.map { -log1p(-$0) }],
      smoothedBelowEvents: smoothedBelowEvents
    )
    return BetaMap(a: fit.coefficients[0], b: fit.coefficients[1], c: fit.intercept)
  }
}

/// A fitted curve of two logarithms.
public struct BetaMap: Hashable, Sendable {
  /// The factor of `ln p`, which bends the low end; not negative.
  public let a: Double
  /// The factor of `−ln(1 − p)`, which bends the high end; not negative.
  public let b: Double
  /// The constant.
  public let c: Double

  init(a: Double, b: Double, c: Double) {
    (self.a, self.b, self.c) = (a, b, c)
  }

  /// The corrected predictions, never exactly 0 or 1.
  ///
  /// - Parameter probabilities: the predictions.
  /// - Returns: One probability per prediction.
  /// - Throws: ``EvaluationError`` for values that are not probabilities.
  public func applied(to probabilities: [Double]) throws(EvaluationError) -> [Double] {
    if !probabilities.isEmpty { try EvaluationError.check(probabilities: probabilities) }
    return probabilities.map {
      let probability = clampedProbability($0)
      return clampedProbability(logistic(a * log(probability) - b * log1p(-probability) + c))
    }
  }
}

extension BetaMap: Codable {
  private enum CodingKeys: String, CodingKey {
    case a, b, c
  }

  /// Reads a map and checks that it does not fall.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    a = try container.decode(Double.self, forKey: .a)
    b = try container.decode(Double.self, forKey: .b)
    c = try container.decode(Double.self, forKey: .c)
    guard a >= 0, b >= 0 else {
      throw DecodingError.dataCorruptedError(
        forKey: a >= 0 ? .b : .a,
        in: container,
        debugDescription: "a calibration curve does not fall"
      )
    }
  }
}
