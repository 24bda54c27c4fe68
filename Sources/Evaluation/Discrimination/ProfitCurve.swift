/// What it brings to work more or fewer rows, from the highest score down.
///
/// Working a row costs `cost`; a conversion brings `value`, which should be the *incremental* value
/// of working it. With calibrated probabilities a row pays when `p · value > cost`, whatever the
/// outcomes; the curve shows what the outcomes of judged rows say.
///
///     let curve = try ProfitCurve(outcomes: converted, probabilities: p, value: 400, cost: 15)
///     print(curve.best.threshold ?? 1, curve.best.profit)
///
/// The threshold of ``best`` is chosen on the rows it is judged by: its profit is optimistic by
/// the choice. Judge it on later rows.
public struct ProfitCurve: Hashable, Sendable, Codable {
  /// What one conversion brings.
  public let value: Double
  /// What it costs to work one row.
  public let cost: Double
  /// Some cuts from none worked to all worked, about evenly spaced.
  public let points: [Point]
  /// The cut of highest profit among all; the one with the fewest rows worked when several share it.
  public let best: Point

  /// What is known about one cut.
  public struct Point: Hashable, Sendable, Codable {
    /// How many rows are worked.
    public var worked: Int
    /// The lowest probability that is worked; nil when no row is.
    public var threshold: Double?
    /// How many conversions the probabilities promise among them.
    public var expectedConversions: Double
    /// How many there were.
    public var conversions: Int
    /// The share of worked rows that converted; nil when no row is worked.
    public var precision: Double?
    /// The share of conversions that were worked; nil without any.
    public var recall: Double?
    /// The profit the probabilities promise.
    public var expectedProfit: Double
    /// The profit there was.
    public var profit: Double
  }

  /// The probability from which on a row pays: cost per value.
  public var breakEvenProbability: Double { cost / value }

  /// Draws the curve.
  ///
  /// A cut never runs between equal probabilities, as no threshold could do it.
  ///
  /// - Parameters:
  ///   - outcomes: 0 or 1 for every row.
  ///   - probabilities: the predictions.
  ///   - value: what a conversion brings, above 0.
  ///   - cost: what working a row costs, not negative.
  ///   - pointCount: how many points to keep, besides the one at no row worked.
  /// - Throws: ``EvaluationError`` for an empty table or values that are not probabilities.
  public init(
    outcomes: [Double],
    probabilities: [Double],
    value: Double,
    cost: Double,
    pointCount: Int = 100
  ) throws(EvaluationError) {
    precondition(value > 0 && value <= 1e100, "a conversion brings something, in sane units")
    precondition(cost >= 0 && cost <= 1e100, "a cost is not negative, in sane units")
    precondition(pointCount > 0, "a curve needs points")
    try EvaluationError.check(outcomes: outcomes, probabilities: probabilities)
    let runs = ScoreRuns(outcomes: outcomes, scores: probabilities)
    let none = Point(
      worked: 0,
      threshold: nil,
      expectedConversions: 0,
      conversions: 0,
      precision: nil,
      recall: runs.eventCount > 0 ? 0 : nil,
      expectedProfit: 0,
      profit: 0
    )
    var (point, best, points) = (none, none, [none])
    for run in runs.runs.reversed() {
      let before = point.worked * pointCount / outcomes.count
      point.add(run, value: value, cost: cost, conversionsInAll: runs.eventCount)
      if point.profit > best.profit { best = point }
      if point.worked * pointCount / outcomes.count > before { points.append(point) }
    }
    (self.value, self.cost, self.points, self.best) = (value, cost, points, best)
  }
}

extension ProfitCurve.Point {
  /// Works all rows of the next lower probability too.
  fileprivate mutating func add(
    _ run: ScoreRuns.Run,
    value: Double,
    cost: Double,
    conversionsInAll: Int
  ) {
    worked += run.count
    threshold = run.score
    expectedConversions += run.score * Double(run.count)
    conversions += run.events
    precision = Double(conversions) / Double(worked)
    if conversionsInAll > 0 { recall = Double(conversions) / Double(conversionsInAll) }
    expectedProfit = expectedConversions * value - Double(worked) * cost
    profit = Double(conversions) * value - Double(worked) * cost
  }
}

/// The rows to work when only so many can be, and what more would bring.
public struct CapacityPlan: Hashable, Sendable, Codable {
  /// How many rows are worked: the capacity, or fewer where a row would cost more than it brings.
  public let worked: Int
  /// The lowest probability that is worked; nil when no row is.
  public let threshold: Double?
  /// The profit that the probabilities promise.
  public let expectedProfit: Double
  /// What working one more row would bring, the most to pay for it; 0 where none pays.
  public let shadowPrice: Double

  /// Plans by calibrated probabilities, ties by row order.
  ///
  /// - Parameters:
  ///   - probabilities: the predictions, calibrated.
  ///   - capacity: how many rows can be worked.
  ///   - value: what a conversion brings, above 0.
  ///   - cost: what working a row costs, not negative.
  /// - Throws: ``EvaluationError`` for an empty table or values that are not probabilities.
  public init(
    probabilities: [Double],
    capacity: Int,
    value: Double,
    cost: Double
  ) throws(EvaluationError) {
    precondition(capacity >= 0, "a capacity is not negative")
    precondition(value > 0 && value <= 1e100, "a conversion brings something, in sane units")
    precondition(cost >= 0 && cost <= 1e100, "a cost is not negative, in sane units")
    try EvaluationError.check(probabilities: probabilities)
    let gains = probabilities.sorted(by: >).map { $0 * value - cost }
    let paying = gains.prefix { $0 > 0 }
    worked = min(capacity, paying.count)
    threshold = worked > 0 ? probabilities.sorted(by: >)[worked - 1] : nil
    expectedProfit = paying.prefix(capacity).reduce(0, +)
    shadowPrice = capacity < paying.count ? paying[capacity] : 0
  }
}
