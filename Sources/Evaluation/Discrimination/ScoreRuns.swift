/// The distinct scores from low to high, with how many events and non-events have each.
///
/// All measures of ranking follow from these counts. They do not depend on the order of rows, so
/// that the measures have the same bits for any order.
struct ScoreRuns {
  /// All rows with one score.
  struct Run {
    var score: Double
    var events = 0
    var nonEvents = 0

    var count: Int { events + nonEvents }
  }

  let runs: [Run]
  let eventCount: Int
  let nonEventCount: Int

  /// Sorts each class by itself, so that the keys need no company, and merges them.
  init(outcomes: [Double], scores: [Double]) {
    var (events, nonEvents): ([UInt64], [UInt64]) = ([], [])
    nonEvents.reserveCapacity(scores.count)
    for row in scores.indices {
      let key = UInt64(orderOf: scores[row])
      if outcomes[row] == 1 { events.append(key) } else { nonEvents.append(key) }
    }
    events.radixSort()
    nonEvents.radixSort()
    (eventCount, nonEventCount) = (events.count, nonEvents.count)
    runs = Self.merged(events, nonEvents)
  }

  private static func merged(_ events: [UInt64], _ nonEvents: [UInt64]) -> [Run] {
    var runs: [Run] = []
    runs.reserveCapacity(events.count + nonEvents.count)
    var (event, nonEvent) = (0, 0)
    while event < events.count || nonEvent < nonEvents.count {
      let key = min(
        event < events.count ? events[event] : .max,
        nonEvent < nonEvents.count ? nonEvents[nonEvent] : .max
      )
      let (firstEvent, firstNonEvent) = (event, nonEvent)
      while event < events.count, events[event] == key { event += 1 }
      while nonEvent < nonEvents.count, nonEvents[nonEvent] == key { nonEvent += 1 }
      runs.append(
        Run(score: key.score, events: event - firstEvent, nonEvents: nonEvent - firstNonEvent)
      )
    }
    return runs
  }

  /// The share of pairs of an event and a non-event in which the event has the higher score, ties
  /// counting one half; nil without pairs.
  ///
  /// Counted in whole numbers, so that it is exact.
  var area: Double? {
    guard eventCount > 0, nonEventCount > 0 else { return nil }
    var (doubledPairs, below) = (0, 0)
    for run in runs {
      doubledPairs += run.events * (2 * below + run.nonEvents)
      below += run.nonEvents
    }
    return Double(doubledPairs) / 2 / (Double(eventCount) * Double(nonEventCount))
  }

  /// DeLong's variance: that of each row's share of won pairs, over events and over non-events.
  func variance(area: Double) -> Double? {
    guard eventCount > 1, nonEventCount > 1 else { return nil }
    let (events, nonEvents) = (Double(eventCount), Double(nonEventCount))
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
}
