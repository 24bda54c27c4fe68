// Statistics: distributions, intervals and reproducible random numbers. Comes in: numbers. Goes
// out: probabilities, quantiles, intervals, streams of random numbers that never change.
// This room must not know matrices, models or what is being counted.

/// A closed interval, usually one that holds an unknown number with stated confidence.
public struct Interval: Hashable, Sendable, Codable {
  /// The lower end.
  public var lower: Double
  /// The upper end.
  public var upper: Double

  /// Creates an interval.
  public init(lower: Double, upper: Double) {
    self.lower = lower
    self.upper = upper
  }

  /// The distance between the ends.
  public var width: Double { upper - lower }

  /// Whether a value lies in the interval, ends included.
  public func contains(_ value: Double) -> Bool {
    lower <= value && value <= upper
  }

  /// The interval, widened to hold a value.
  ///
  /// The mean of a very skewed law may lie outside its equal-tailed interval.
  public func including(_ value: Double) -> Interval {
    Interval(lower: min(lower, value), upper: max(upper, value))
  }
}

extension Interval {
  /// The score interval of Wilson (1927) for a rate; without trials it is all of 0 to 1.
  ///
  /// - Parameters:
  ///   - successes: how often it happened; may be fractional.
  ///   - trials: how often it could have happened; may be fractional.
  ///   - confidence: the share of such intervals that hold the true rate.
  /// - Returns: An interval within 0 to 1.
  public static func wilson(
    successes: Double,
    trials: Double,
    confidence: Double = 0.95
  ) -> Interval {
    precondition(successes >= 0 && successes <= trials, "successes lie between 0 and trials")
    guard trials > 0 else { return Interval(lower: 0, upper: 1) }
    let z = NormalDistribution.twoSidedQuantile(confidence: confidence)
    let failures = trials - successes
    let denominator = trials + z * z
    let center = (successes + z * z / 2) / denominator
    let reach = z / denominator * (successes * failures / trials + z * z / 4).squareRoot()
    return Interval(
      lower: successes == 0 ? 0 : max(0, center - reach),
      upper: failures == 0 ? 1 : min(1, center + reach)
    )
  }
}
