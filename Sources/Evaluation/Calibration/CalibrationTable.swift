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
    self.init(ScoreRuns(outcomes: outcomes, scores: probabilities), binning: binning)
  }

  init(_ runs: ScoreRuns, binning: Binning) {
    let rows = runs.eventCount + runs.nonEventCount
    var (bins, group, position): ([Bin], Int, Int) = ([], -1, 0)
    for run in runs.runs {
      let next = Self.group(of: run.score, at: position, of: rows, binning: binning)
      if next > group { bins.append(Bin()) }
      group = next
      bins[bins.count - 1].add(run)
      position += run.count
    }
    for index in bins.indices { bins[index].finish() }
    self.bins = bins
  }

  /// The group that begins, or goes on, with a prediction whose first row has a position.
  private static func group(
    of prediction: Double,
    at position: Int,
    of rows: Int,
    binning: Binning
  ) -> Int {
    switch binning {
    case .equalCount(let bins): position * bins / rows
    case .equalWidth(let bins): min(Int(prediction * Double(bins)), bins - 1)
    }
  }

  /// The mean distance between predicted and observed rate, weighted by rows (ECE).
  ///
  /// Even perfect predictions have an error above 0, as the rate of every group varies by chance.
  public var expectedCalibrationError: Double {
    let rows = bins.reduce(0) { $0 + $1.count }
    return bins.reduce(0) { $0 + Double($1.count) * abs($1.observed - $1.meanPredicted) }
      / Double(rows)
  }
}

extension CalibrationTable.Bin {
  /// A group without rows.
  fileprivate init() {
    self.init(
      count: 0,
      eventCount: 0,
      meanPredicted: 0,
      observed: 0,
      interval: Interval(lower: 0, upper: 1)
    )
  }

  /// Adds rows of one prediction, as a sum that is divided in the end.
  fileprivate mutating func add(_ run: ScoreRuns.Run) {
    count += run.count
    eventCount += run.events
    meanPredicted += run.score * Double(run.count)
  }

  fileprivate mutating func finish() {
    meanPredicted /= Double(count)
    observed = Double(eventCount) / Double(count)
    interval = .wilson(successes: Double(eventCount), trials: Double(count))
  }
}
