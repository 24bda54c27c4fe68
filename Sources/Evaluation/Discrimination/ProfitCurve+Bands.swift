public import Statistics

extension ProfitCurve {
  /// How far the profit at each point may be off by chance.
  ///
  /// Draws clusters of rows with replacement, as often as there are clusters, and takes the profit
  /// of the rows at or above each point's threshold, per row drawn. The middle share of the
  /// replicates is the band (percentile method, Efron 1979). The thresholds stay where they are.
  ///
  /// - Parameters:
  ///   - outcomes: those of the curve.
  ///   - probabilities: those of the curve.
  ///   - clusters: the key of every row's cluster, for instance the account; `Array(rows.indices)`
  ///     for independent rows.
  ///   - replicates: how often to draw.
  ///   - seed: another seed draws otherwise.
  ///   - confidence: the share of replicates within the band, at each point by itself.
  /// - Returns: One interval per point of the curve.
  /// - Throws: ``EvaluationError`` for an empty table or values that are not probabilities.
  /// - Complexity: O(rows × replicates).
  public func bands(
    outcomes: [Double],
    probabilities: [Double],
    clusters: [some Hashable],
    replicates: Int = 1000,
    seed: UInt64,
    confidence: Double = 0.95
  ) throws(EvaluationError) -> [Interval] {
    precondition(clusters.count == outcomes.count, "every row needs a cluster")
    precondition(replicates > 1, "a band needs replicates")
    try EvaluationError.check(outcomes: outcomes, probabilities: probabilities)
    let bootstrap = ClusterBootstrap(replicates: replicates, seed: seed)
    let segments = segments(of: probabilities)
    return bands(
      confidence: confidence,
      profits: bootstrap.weights(of: ClusterCodes(clusters).codes).map { weights in
        profits(outcomes: outcomes, segments: segments, weights: weights)
      }
    )
  }

  /// The first point of the curve that works each row; nil for a row that none does.
  private func segments(of probabilities: [Double]) -> [Int?] {
    let thresholds = points.dropFirst().map { $0.threshold ?? .infinity }
    return probabilities.map { probability in
      var (low, high) = (0, thresholds.count)
      while low < high {
        let middle = (low + high) / 2
        if thresholds[middle] <= probability { high = middle } else { low = middle + 1 }
      }
      return low < thresholds.count ? low + 1 : nil
    }
  }

  /// The profit at each point when rows count as often as their weights say, brought to the
  /// number of rows of the curve.
  private func profits(outcomes: [Double], segments: [Int?], weights: [Double]) -> [Double] {
    var profits = Array(repeating: 0.0, count: points.count)
    for (row, weight) in weights.enumerated() where weight > 0 {
      guard let segment = segments[row] else { continue }
      profits[segment] += weight * (outcomes[row] * value - cost)
    }
    let scale = Double(outcomes.count) / weights.reduce(0, +)
    var sum = 0.0
    return profits.map { profit in
      sum += profit
      return sum * scale
    }
  }

  private func bands(confidence: Double, profits: [[Double]]) -> [Interval] {
    precondition(confidence > 0 && confidence < 1, "confidence lies between 0 and 1")
    return points.indices.map { point in
      let sorted = profits.map { $0[point] }.sorted()
      func quantile(_ share: Double) -> Double {
        let position = share * Double(sorted.count - 1)
        let below = Int(position)
        let above = min(below + 1, sorted.count - 1)
        return sorted[below] + (position - Double(below)) * (sorted[above] - sorted[below])
      }
      return Interval(lower: quantile((1 - confidence) / 2), upper: quantile((1 + confidence) / 2))
    }
  }
}
