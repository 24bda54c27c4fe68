/// Corrects probabilities by the best function that does not fall: pool adjacent violators.
///
/// Ayer et al. (1955), Zadrozny and Elkan (2002, "Transforming classifier scores into accurate
/// multiclass probability estimates"). Equal predictions are pooled first, then neighbouring
/// blocks in the wrong order. It can follow any shape and needs many events for it: below 1000
/// it mostly follows noise.
///
///     let map = try IsotonicCalibration().fitted(to: heldOutPredictions, outcomes: outcomes)
///     let calibrated = try map.applied(to: predictions)
public struct IsotonicCalibration: Hashable, Sendable, Codable {
  /// What lies between two blocks.
  public enum Interpolation: Hashable, Sendable, Codable {
    /// A line from the centre of a block, its mean prediction, to the centre of the next; the map
    /// then rises within blocks too and keeps the ranking between the first and last centre.
    case betweenCentres
    /// A level over each block and a line from its end to the start of the next, as scikit-learn
    /// does.
    case betweenEnds
  }

  /// What lies between two blocks.
  public var interpolation: Interpolation

  /// Creates the estimator.
  public init(interpolation: Interpolation = .betweenCentres) {
    self.interpolation = interpolation
  }

  /// Fits the function.
  ///
  /// - Parameters:
  ///   - probabilities: the predictions.
  ///   - outcomes: 0 or 1 for every row.
  ///   - weights: how often each row counts; nil for once. A row of weight 2 is the row twice.
  /// - Returns: The fitted map.
  /// - Throws: ``EvaluationError``, for one class with code `evaluation.single-class`.
  /// - Complexity: O(rows) after sorting.
  public func fitted(
    to probabilities: [Double],
    outcomes: [Double],
    weights: [Double]? = nil
  ) throws(EvaluationError) -> IsotonicMap {
    let problem = try CalibrationProblem(probabilities, outcomes: outcomes, weights: weights)
    var blocks: [IsotonicMap.Block] = []
    for row in KeyedRow.ascending(probabilities).map(\.row) where problem.weights[row] > 0 {
      let block = IsotonicMap.Block(
        prediction: probabilities[row],
        outcome: outcomes[row],
        weight: problem.weights[row]
      )
      // Ties are pooled whatever their outcomes.
      if let last = blocks.last, last.highest == block.lowest {
        blocks[blocks.count - 1].absorb(block)
      } else {
        blocks.append(block)
      }
    }
    let targets = SmoothedTargets(events: problem.events, nonEvents: problem.nonEvents)
    return IsotonicMap(
      blocks: Self.pooled(blocks),
      interpolation: interpolation,
      lowest: min(targets.nonEvent, targets.event),
      highest: targets.event
    )
  }

  /// Pools neighbours until the rates rise from block to block.
  private static func pooled(_ ties: [IsotonicMap.Block]) -> [IsotonicMap.Block] {
    var blocks: [IsotonicMap.Block] = []
    for tie in ties {
      blocks.append(tie)
      while blocks.count > 1, blocks[blocks.count - 2].rate >= blocks[blocks.count - 1].rate {
        let upper = blocks.removeLast()
        blocks[blocks.count - 1].absorb(upper)
      }
    }
    return blocks
  }
}
