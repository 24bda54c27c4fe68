/// What is found and missed when the rows with the highest scores are selected.
public struct Selection: Hashable, Sendable, Codable {
  /// The lowest score that is selected; nil when nothing is.
  public let threshold: Double?
  /// How many events are selected.
  public let truePositives: Int
  /// How many non-events are selected.
  public let falsePositives: Int
  /// How many events are left out.
  public let falseNegatives: Int
  /// How many non-events are left out.
  public let trueNegatives: Int

  /// Selects every row whose score is at least a threshold.
  ///
  /// - Parameters:
  ///   - outcomes: 0 or 1 for every row.
  ///   - scores: any finite numbers, larger for more likely events.
  ///   - threshold: the lowest score to select.
  /// - Throws: ``EvaluationError`` for an empty table, a score that is not finite or another
  ///   outcome.
  public init(
    outcomes: [Double],
    scores: [Double],
    threshold: Double
  ) throws(EvaluationError) {
    precondition(!threshold.isNaN, "a threshold is a number")
    try EvaluationError.check(outcomes: outcomes, finiteScores: scores)
    self.init(
      outcomes: outcomes,
      scores: scores,
      rows: scores.indices.filter { scores[$0] >= threshold }
    )
  }

  /// Selects as many rows as can be worked, from the highest score, ties by row order.
  ///
  /// - Parameters:
  ///   - outcomes: 0 or 1 for every row.
  ///   - scores: any finite numbers, larger for more likely events.
  ///   - capacity: how many rows to select; all when there are fewer.
  /// - Throws: ``EvaluationError`` for an empty table, a score that is not finite or another
  ///   outcome.
  public init(
    outcomes: [Double],
    scores: [Double],
    capacity: Int
  ) throws(EvaluationError) {
    precondition(capacity >= 0, "a capacity is not negative")
    try EvaluationError.check(outcomes: outcomes, finiteScores: scores)
    let rows = KeyedRow.descending(scores).prefix(capacity)
    self.init(outcomes: outcomes, scores: scores, rows: Array(rows))
  }

  private init(outcomes: [Double], scores: [Double], rows: [Int]) {
    let events = outcomes.reduce(0) { $0 + Int($1) }
    threshold = rows.map { scores[$0] }.min()
    truePositives = rows.reduce(0) { $0 + Int(outcomes[$1]) }
    falsePositives = rows.count - truePositives
    falseNegatives = events - truePositives
    trueNegatives = outcomes.count - events - falsePositives
  }

  /// The share of selected rows that are events; nil when nothing is selected.
  public var precision: Double? { Self.share(truePositives, of: truePositives + falsePositives) }

  /// The share of events that are selected; nil without events.
  public var recall: Double? { Self.share(truePositives, of: truePositives + falseNegatives) }

  /// The share of non-events that are selected; nil without non-events.
  public var falsePositiveRate: Double? {
    Self.share(falsePositives, of: falsePositives + trueNegatives)
  }

  /// The weighted harmonic mean of precision and recall, `(1 + β²)·P·R / (β²·P + R)`; nil when
  /// there is neither a selected row nor an event.
  ///
  /// - Parameter beta: how much more recall counts than precision; 1 for both alike.
  /// - Returns: A share from 0 to 1.
  public func fScore(beta: Double = 1) -> Double? {
    precondition(beta > 0 && beta.isFinite, "β is positive")
    let square = beta * beta
    let denominator =
      (1 + square) * Double(truePositives) + square * Double(falseNegatives)
      + Double(falsePositives)
    return denominator > 0 ? (1 + square) * Double(truePositives) / denominator : nil
  }

  private static func share(_ part: Int, of whole: Int) -> Double? {
    whole > 0 ? Double(part) / Double(whole) : nil
  }
}
