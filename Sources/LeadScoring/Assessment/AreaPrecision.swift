public import Statistics

/// How exactly so many conversions can tell an area under the curve, before any model is fitted.
///
/// Hanley and McNeil (1982, "The meaning and use of the area under a receiver operating
/// characteristic curve"): with A the area, Q₁ = A/(2 − A) and Q₂ = 2A²/(1 + A),
/// `SE² = (A(1 − A) + (n₁ − 1)(Q₁ − A²) + (n₀ − 1)(Q₂ − A²)) / (n₁ n₀)`.
public struct AreaPrecision: Hashable, Sendable, Codable {
  /// How many examples convert.
  public var conversions: Int
  /// How many do not.
  public var others: Int

  /// Creates the question.
  public init(conversions: Int, others: Int) {
    self.conversions = conversions
    self.others = others
  }

  /// The standard error of an area; infinite where there is no pair to rank.
  public func standardError(ofArea area: Double) -> Double {
    let (events, others) = (Double(conversions), Double(others))
    guard events > 0, others > 0 else { return .infinity }
    let first = area / (2 - area) - area * area
    let second = 2 * area * area / (1 + area) - area * area
    let variance =
      (area * (1 - area) + (events - 1) * first + (others - 1) * second) / (events * others)
    return variance.squareRoot()
  }

  /// The 95 % interval that an area would get, on the logit scale; 0 to 1 where nothing is known.
  public func interval(ofArea area: Double) -> Interval {
    let error = standardError(ofArea: area)
    guard error.isFinite, area > 0, area < 1 else { return Interval(lower: 0, upper: 1) }
    let reach = Self.width * error / (area * (1 - area))
    return Interval(lower: logistic(logit(area) - reach), upper: logistic(logit(area) + reach))
  }

  /// The least distance from 0.5, which is chance, that is found four times in five at the 5 % level.
  ///
  /// Without any difference the variance is (n₁ + n₀ + 1)/(12 n₁ n₀), as of the rank sum.
  public var minimumDetectableDifference: Double {
    let (events, others) = (Double(conversions), Double(others))
    guard events > 0, others > 0 else { return 0.5 }
    let error = ((events + others + 1) / (12 * events * others)).squareRoot()
    return min(0.5, (Self.width + Self.powerWidth) * error)
  }

  /// The fewest conversions, at the same rate, with which an area is told from chance, 0.5, four
  /// times in five at the 5 % level.
  ///
  /// - Precondition: The area lies above 0.5 and below 1.
  /// - Complexity: O(log answer).
  public static func conversionsNeeded(
    toTellFromChance area: Double,
    othersPerConversion: Double
  ) -> Int {
    precondition(area > 0.5 && area < 1, "an area to be told from chance lies above it")
    func tells(_ conversions: Int) -> Bool {
      let others = max(1, Int(Double(conversions) * othersPerConversion))
      let precision = AreaPrecision(conversions: conversions, others: others)
      return (width + powerWidth) * precision.standardError(ofArea: area) <= area - 0.5
    }
    var high = 2
    while !tells(high), high < 1 << 30 { high *= 2 }
    var low = high / 2
    while high - low > 1 {
      let middle = (low + high) / 2
      if tells(middle) { high = middle } else { low = middle }
    }
    return high
  }

  private static let width = NormalDistribution.twoSidedQuantile(confidence: 0.95)
  /// The 80 % quantile of the normal law.
  private static let powerWidth = NormalDistribution.twoSidedQuantile(confidence: 0.6)
}
