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
