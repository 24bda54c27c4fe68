public import Statistics

/// Predicted against observed rates, in groups of similar predictions.
public struct CalibrationTable: Hashable, Sendable, Codable {
  /// How rows are put into groups.
  public enum Binning: Hashable, Sendable, Codable {
    /// So many groups of the same number of rows; equal predictions stay together.
    case equalCount(Int)
    /// So many groups of the same width between 0 and 1.
    case equalWidth(Int)
  }

  /// One group of rows.
  public struct Bin: Hashable, Sendable, Codable {
    /// How many rows there are.
    public var count: Int
    /// How many of them have the outcome 1.
    public var eventCount: Int
    /// The mean prediction.
    public var meanPredicted: Double
    /// The share of rows with the outcome 1.
    public var observed: Double
    /// The 95 % interval of the true share (Wilson).
    public var interval: Interval
  }

  /// The groups that have rows, from low to high predictions.
  public let bins: [Bin]

  /// Groups the rows.
  ///
  /// - Parameters:
  ///   - outcomes: 0 or 1 for every row.
  ///   - probabilities: the predictions.
  ///   - binning: how rows are put into groups.
  /// - Throws: ``EvaluationError`` for an empty table or values that are not probabilities.
  public init(
    outcomes: [Double],
    probabilities: [Double],
    binning: Binning = .equalCount(10)
  ) throws(EvaluationError) {
    try EvaluationError.check(outcomes: outcomes, probabilities: probabilities)
    // Sorting by outcome too makes the sums independent of the order of rows.
    let rows = zip(probabilities, outcomes).sorted { $0 < $1 }
    bins = Self.ends(of: rows.map(\.0), binning: binning).map { Self.bin(rows[$0]) }
  }

  /// The mean distance between predicted and observed rate, weighted by rows (ECE).
  public var expectedCalibrationError: Double {
    let rows = bins.reduce(0) { $0 + $1.count }
    return bins.reduce(0) { $0 + Double($1.count) * abs($1.observed - $1.meanPredicted) }
      / Double(rows)
  }

  private static func bin(_ rows: ArraySlice<(Double, Double)>) -> Bin {
    let count = Double(rows.count)
    let events = rows.reduce(0) { $0 + $1.1 }
    return Bin(
      count: rows.count,
      eventCount: Int(events),
      meanPredicted: rows.reduce(0) { $0 + $1.0 } / count,
      observed: events / count,
      interval: .wilson(successes: events, trials: count)
    )
  }

  /// The groups as ranges of sorted predictions, none of them empty.
  private static func ends(of predictions: [Double], binning: Binning) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    for position in predictions.indices.dropFirst()
    where predictions[position] != predictions[position - 1]
      && starts(at: position, after: start, predictions, binning)
    {
      ranges.append(start..<position)
      start = position
    }
    return ranges + [start..<predictions.count]
  }

  /// Whether a new group starts at a position, the current one having begun at `start`.
  private static func starts(
    at position: Int,
    after start: Int,
    _ predictions: [Double],
    _ binning: Binning
  ) -> Bool {
    switch binning {
    case .equalCount(let bins):
      return position * bins / predictions.count > start * bins / predictions.count
    case .equalWidth(let bins):
      let width = Double(bins)
      return min((predictions[position] * width).rounded(.down), width - 1)
        > min((predictions[start] * width).rounded(.down), width - 1)
    }
  }
}
