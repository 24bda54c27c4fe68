public import Statistics

/// How well scores rank events above non-events.
///
/// The area under the curve is the probability that a random event has a higher score than a
/// random non-event, ties counting one half. Its variance follows DeLong et al. (1988) by
/// midranks (Sun and Xu 2014).
public struct ReceiverOperatingCharacteristic: Hashable, Sendable, Codable {
  /// The area under the curve.
  public let area: Double
  /// The variance of the area; nil with fewer than two events or two non-events.
  public let variance: Double?
  /// The 95 % interval on the logit scale; nil where the variance says nothing: too few rows, or
  /// scores that separate the classes.
  public let interval: Interval?
  /// How many rows have the outcome 1.
  public let eventCount: Int
  /// How many rows have the outcome 0.
  public let nonEventCount: Int

  /// Ranks the scores; nil when all outcomes agree, as there is no pair to rank then.
  ///
  /// - Parameters:
  ///   - outcomes: 0 or 1 for every row.
  ///   - scores: any numbers, larger for more likely events; not NaN.
  /// - Throws: ``EvaluationError`` for an empty table, a NaN score or another outcome.
  /// - Complexity: O(rows × log rows).
  public init?(outcomes: [Double], scores: [Double]) throws(EvaluationError) {
    try EvaluationError.check(outcomes: outcomes, predictions: scores)
    if let row = scores.firstIndex(where: \.isNaN) {
      throw EvaluationError(
        code: .predictionInvalid,
        message: "the score in row \(row) is not a number",
        hint: "leave out rows without a score"
      )
    }
    eventCount = outcomes.reduce(0) { $0 + Int($1) }
    nonEventCount = outcomes.count - eventCount
    guard eventCount > 0, nonEventCount > 0 else { return nil }
    let runs = Run.sorted(outcomes: outcomes, scores: scores)
    let (events, nonEvents) = (Double(eventCount), Double(nonEventCount))
    // Twice the number of pairs in the right order, in whole numbers, so that it is exact.
    var doubledPairs = 0
    var below = 0
    for run in runs {
      doubledPairs += run.events * (2 * below + run.nonEvents)
      below += run.nonEvents
    }
    area = Double(doubledPairs) / 2 / (events * nonEvents)
    variance = Self.variance(runs: runs, area: area, events: events, nonEvents: nonEvents)
    interval = Self.interval(area: area, variance: variance)
  }

  /// All rows with one score.
  private struct Run {
    var events = 0
    var nonEvents = 0

    static func sorted(outcomes: [Double], scores: [Double]) -> [Run] {
      let rows = zip(scores, outcomes).sorted { $0.0 < $1.0 }
      var runs: [Run] = []
      var last = Double.nan
      for (score, outcome) in rows {
        if score != last { runs.append(Run()) }
        last = score
        runs[runs.count - 1].events += outcome == 1 ? 1 : 0
        runs[runs.count - 1].nonEvents += outcome == 1 ? 0 : 1
      }
      return runs
    }
  }

  /// The variance of each row's share of won pairs, over events and over non-events.
  private static func variance(
    runs: [Run],
    area: Double,
    events: Double,
    nonEvents: Double
  ) -> Double? {
    guard events > 1, nonEvents > 1 else { return nil }
    var (eventSquares, nonEventSquares) = (0.0, 0.0)
    var (eventsBelow, nonEventsBelow) = (0, 0)
    for run in runs {
      let won = (Double(nonEventsBelow) + Double(run.nonEvents) / 2) / nonEvents - area
      let lost = 1 - (Double(eventsBelow) + Double(run.events) / 2) / events - area
      eventSquares += Double(run.events) * won * won
      nonEventSquares += Double(run.nonEvents) * lost * lost
      eventsBelow += run.events
      nonEventsBelow += run.nonEvents
    }
    return eventSquares / (events - 1) / events + nonEventSquares / (nonEvents - 1) / nonEvents
  }

  private static func interval(area: Double, variance: Double?) -> Interval? {
    guard let variance, variance > 0, area > 0, area < 1 else { return nil }
    let reach =
      NormalDistribution.twoSidedQuantile(confidence: 0.95) * variance.squareRoot()
      / (area * (1 - area))
    return Interval(
      lower: logistic(logit(area) - reach),
      upper: logistic(logit(area) + reach)
    )
  }
}
