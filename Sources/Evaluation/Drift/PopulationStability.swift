import Statistics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// How far new rows are spread otherwise over the groups of a column than the rows of training.
///
/// The population stability index `PSI = Σ (a − e) · ln(a/e)` over shares of actual and expected
/// rows; one half is added to every count of a column in which a count is 0. Without drift
/// `PSI / (1/n + 1/m)` follows a χ² law with one degree of freedom less than there are groups
/// (Yurdakul 2018, "Statistical properties of population stability index"), so a fixed limit cries
/// wolf on small months and sleeps on large ones: a level asks for both, size and significance.
public struct PopulationStability: Hashable, Sendable, Codable {
  /// How much to worry.
  public enum Level: Int, Hashable, Sendable, Codable, Comparable {
    /// No drift to speak of, or none beyond chance.
    case stable
    /// An index from 0.1, beyond chance.
    case watch
    /// An index from 0.25, beyond chance.
    case alert

    /// Whether there is less to worry.
    public static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
  }

  /// The index; nil when one side has no rows.
  public let index: Double?
  /// How many groups with rows there are, less one.
  public let degreesOfFreedom: Int
  /// The probability of such an index without drift; nil with one group or without rows.
  public let pValue: Double?
  /// How many rows each group had in training.
  public let expected: [Int]
  /// How many rows each group has now.
  public let actual: [Int]

  /// Compares two sets of counts.
  ///
  /// - Parameters:
  ///   - expected: how many rows each group had in training.
  ///   - actual: how many rows each group has now.
  public init(expected: [Int], actual: [Int]) {
    precondition(expected.count == actual.count, "every group needs both counts")
    precondition((expected + actual).allSatisfy { $0 >= 0 }, "a count is not negative")
    (self.expected, self.actual) = (expected, actual)
    let used = expected.indices.filter { expected[$0] + actual[$0] > 0 }
    let n = expected.reduce(0.0) { $0 + Double($1) }
    let m = actual.reduce(0.0) { $0 + Double($1) }
    degreesOfFreedom = max(0, used.count - 1)
    guard n > 0, m > 0 else {
      (index, pValue) = (nil, nil)
      return
    }
    let index = Self.index(used.map { (Double(expected[$0]), Double(actual[$0])) })
    self.index = index
    pValue =
      used.count > 1
      ? ChiSquareDistribution(degreesOfFreedom: Double(used.count - 1))
        .upperTail(index / (1 / n + 1 / m)) : nil
  }

  private static func index(_ counts: [(expected: Double, actual: Double)]) -> Double {
    let addition = counts.contains { $0.expected == 0 || $0.actual == 0 } ? 0.5 : 0
    let expectedSum = counts.reduce(0) { $0 + $1.expected + addition }
    let actualSum = counts.reduce(0) { $0 + $1.actual + addition }
    return counts.reduce(0) { sum, count in
      let expected = (count.expected + addition) / expectedSum
      let actual = (count.actual + addition) / actualSum
      return sum + (actual - expected) * log(actual / expected)
    }
  }

  /// How much to worry.
  ///
  /// - Parameter significance: the largest p-value that counts as beyond chance; small, because
  ///   many columns are watched every night.
  /// - Returns: The level by the customary limits 0.1 and 0.25.
  public func level(significance: Double = 0.001) -> Level {
    guard let index, let pValue, pValue <= significance, index >= 0.1 else { return .stable }
    return index >= 0.25 ? .alert : .watch
  }
}
