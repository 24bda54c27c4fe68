/// A fitted function that does not fall.
public struct IsotonicMap: Hashable, Sendable {
  /// Predictions in a row that share one corrected rate.
  public struct Block: Hashable, Sendable, Codable {
    /// The lowest prediction.
    public private(set) var lowest: Double
    /// The highest prediction.
    public private(set) var highest: Double
    /// The mean prediction.
    public private(set) var centre: Double
    /// How much the rows with an event weigh.
    public private(set) var eventWeight: Double
    /// How much the rows weigh.
    public private(set) var weight: Double

    /// The share of events.
    ///
    /// A quotient of sums, which are exact for whole weights: equal shares are then equal numbers,
    /// and their blocks are pooled, however they came about.
    public var rate: Double { eventWeight / weight }

    init(prediction: Double, outcome: Double, weight: Double) {
      (lowest, highest, centre) = (prediction, prediction, prediction)
      eventWeight = outcome * weight
      self.weight = weight
    }

    /// Takes in the rows of a block above.
    mutating func absorb(_ upper: Block) {
      let share = upper.weight / (weight + upper.weight)
      centre = min(max(centre + (upper.centre - centre) * share, lowest), upper.highest)
      eventWeight += upper.eventWeight
      weight += upper.weight
      highest = upper.highest
    }
  }

  /// The blocks, from low to high predictions and rates.
  public let blocks: [Block]
  /// What lies between two blocks.
  public let interpolation: IsotonicCalibration.Interpolation
  /// No corrected probability is below this: `1 / (n₋ + 2)`.
  ///
  /// A block without events does not prove that there never will be one.
  public let lowest: Double
  /// No corrected probability is above this: `(n₊ + 1) / (n₊ + 2)`.
  public let highest: Double

  init(
    blocks: [Block],
    interpolation: IsotonicCalibration.Interpolation,
    lowest: Double,
    highest: Double
  ) {
    self.blocks = blocks
    self.interpolation = interpolation
    self.lowest = lowest
    self.highest = highest
  }

  /// The corrected predictions, never exactly 0 or 1; those beyond the blocks get the rate of the
  /// nearest.
  ///
  /// - Parameter probabilities: the predictions.
  /// - Returns: One probability per prediction.
  /// - Throws: ``EvaluationError`` for values that are not probabilities.
  /// - Complexity: O(rows × log blocks).
  public func applied(to probabilities: [Double]) throws(EvaluationError) -> [Double] {
    if !probabilities.isEmpty { try EvaluationError.check(probabilities: probabilities) }
    return probabilities.map { min(max(interpolated(at: $0), lowest), highest) }
  }

  private func interpolated(at prediction: Double) -> Double {
    // The first block that begins (its centre or lowest prediction) above.
    var (low, high) = (0, blocks.count)
    while low < high {
      let middle = (low + high) / 2
      if start(of: blocks[middle]) > prediction { high = middle } else { low = middle + 1 }
    }
    guard low > 0 else { return blocks[0].rate }
    guard low < blocks.count else { return blocks[blocks.count - 1].rate }
    let (below, above) = (blocks[low - 1], blocks[low])
    let from = interpolation == .betweenCentres ? below.centre : below.highest
    guard prediction > from else { return below.rate }
    let share = (prediction - from) / (start(of: above) - from)
    return below.rate + (above.rate - below.rate) * share
  }

  private func start(of block: Block) -> Double {
    interpolation == .betweenCentres ? block.centre : block.lowest
  }
}

extension IsotonicMap: Codable {
  private enum CodingKeys: String, CodingKey {
    case blocks, interpolation, lowest, highest
  }

  /// Reads a map and checks that its blocks rise.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    blocks = try container.decode([Block].self, forKey: .blocks)
    interpolation = try container.decode(
      IsotonicCalibration.Interpolation.self,
      forKey: .interpolation
    )
    lowest = try container.decode(Double.self, forKey: .lowest)
    highest = try container.decode(Double.self, forKey: .highest)
    let rise = zip(blocks, blocks.dropFirst()).allSatisfy {
      $0.rate <= $1.rate && $0.centre < $1.centre && $0.highest < $1.lowest
    }
    let ordered = blocks.allSatisfy {
      $0.lowest <= $0.centre && $0.centre <= $0.highest
        && 0 <= $0.eventWeight && $0.eventWeight <= $0.weight && 0 < $0.weight
    }
    guard !blocks.isEmpty, rise, ordered, 0 < lowest, lowest <= highest, highest < 1 else {
      throw DecodingError.dataCorruptedError(
        forKey: .blocks,
        in: container,
        debugDescription: "the blocks of an isotonic map do not rise"
      )
    }
  }
}
