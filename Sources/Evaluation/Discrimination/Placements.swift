/// Each row's share of won pairs against the other class, under one score.
///
/// The placements of two scores on the same rows give the covariance of their areas.
struct Placements {
  let area: Double
  let outcomes: [Double]
  /// For an event the share of non-events below it, for a non-event the share of events above it,
  /// ties counting one half.
  let shares: [Double]
  let eventCount: Int
  let nonEventCount: Int

  /// Places every row; nil when all outcomes agree.
  init?(outcomes: [Double], scores: [Double]) {
    let order = KeyedRow.ascending(scores)
    let events = outcomes.reduce(0) { $0 + Int($1) }
    let nonEvents = outcomes.count - events
    guard events > 0, nonEvents > 0 else { return nil }
    var shares = Array(repeating: 0.0, count: outcomes.count)
    var (start, eventsBelow, nonEventsBelow, doubledPairs) = (0, 0, 0, 0)
    while start < order.count {
      var (end, tiedEvents) = (start, 0)
      while end < order.count, order[end].radixKey == order[start].radixKey {
        tiedEvents += Int(outcomes[order[end].row])
        end += 1
      }
      let tiedNonEvents = end - start - tiedEvents
      let won = (Double(nonEventsBelow) + Double(tiedNonEvents) / 2) / Double(nonEvents)
      let lost = 1 - (Double(eventsBelow) + Double(tiedEvents) / 2) / Double(events)
      for position in start..<end {
        let row = order[position].row
        shares[row] = outcomes[row] == 1 ? won : lost
      }
      doubledPairs += tiedEvents * (2 * nonEventsBelow + tiedNonEvents)
      eventsBelow += tiedEvents
      nonEventsBelow += tiedNonEvents
      start = end
    }
    area = Double(doubledPairs) / 2 / (Double(events) * Double(nonEvents))
    self.outcomes = outcomes
    self.shares = shares
    (eventCount, nonEventCount) = (events, nonEvents)
  }

  /// The covariance of two areas over independent rows (DeLong); nil with fewer than two events
  /// or two non-events.
  func covariance(with other: Placements) -> Double? {
    guard eventCount > 1, nonEventCount > 1 else { return nil }
    var (eventSum, nonEventSum) = (0.0, 0.0)
    for row in shares.indices {
      let product = (shares[row] - area) * (other.shares[row] - other.area)
      if outcomes[row] == 1 { eventSum += product } else { nonEventSum += product }
    }
    let (events, nonEvents) = (Double(eventCount), Double(nonEventCount))
    return eventSum / (events - 1) / events + nonEventSum / (nonEvents - 1) / nonEvents
  }

  /// The covariance of two areas over independent clusters of rows (Obuchowski 1997); nil with
  /// events, or non-events, in fewer than two clusters.
  func covariance(with other: Placements, clusters: ClusterCodes) -> Double? {
    let (mine, theirs) = (clusterSums(clusters), other.clusterSums(clusters))
    let eventClusters = Double(mine.hasEvents.count { $0 })
    let nonEventClusters = Double(mine.hasNonEvents.count { $0 })
    guard eventClusters > 1, nonEventClusters > 1 else { return nil }
    func product(_ left: [Double], _ right: [Double]) -> Double {
      zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let (events, nonEvents) = (Double(eventCount), Double(nonEventCount))
    let all = Double(clusters.count)
    let crossed = product(mine.events, theirs.nonEvents) + product(mine.nonEvents, theirs.events)
    return eventClusters / (eventClusters - 1) * product(mine.events, theirs.events)
      / (events * events)
      + nonEventClusters / (nonEventClusters - 1) * product(mine.nonEvents, theirs.nonEvents)
      / (nonEvents * nonEvents)
      + all / (all - 1) * crossed / (events * nonEvents)
  }

  private struct ClusterSums {
    var events: [Double]
    var nonEvents: [Double]
    var hasEvents: [Bool]
    var hasNonEvents: [Bool]
  }

  /// The placements of each cluster's events and non-events, less what the area lets expect.
  private func clusterSums(_ clusters: ClusterCodes) -> ClusterSums {
    let zeros = Array(repeating: 0.0, count: clusters.count)
    let none = Array(repeating: false, count: clusters.count)
    var sums = ClusterSums(events: zeros, nonEvents: zeros, hasEvents: none, hasNonEvents: none)
    for (row, cluster) in clusters.codes.enumerated() {
      if outcomes[row] == 1 {
        sums.events[cluster] += shares[row] - area
        sums.hasEvents[cluster] = true
      } else {
        sums.nonEvents[cluster] += shares[row] - area
        sums.hasNonEvents[cluster] = true
      }
    }
    return sums
  }
}

/// The clusters of rows as whole numbers, in the order in which they appear.
struct ClusterCodes {
  let codes: [Int]
  let count: Int

  init<Key: Hashable>(_ keys: [Key]) {
    var known: [Key: Int] = [:]
    codes = keys.map { key in
      if let code = known[key] { return code }
      known[key] = known.count
      return known.count - 1
    }
    count = known.count
  }
}
