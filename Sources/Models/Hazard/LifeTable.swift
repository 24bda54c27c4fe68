/// How many subjects were at risk in each period, and how many had the event.
///
/// The hazard of a period is events / at risk, and survival the product of `1 − hazard`
/// (Kaplan and Meier 1958, Nonparametric estimation from incomplete observations). A fitted
/// hazard without covariates and with the baseline `.perPeriod` repeats this table.
///
///     let table = try LifeTable(of: durations)
///     print(table.rows[0].hazard ?? 0)
public struct LifeTable: Hashable, Sendable, Codable {
  /// One period.
  public struct Row: Hashable, Sendable, Codable {
    /// The number of the period, from 1.
    public var period: Int
    /// How many subjects were at risk, weights counted.
    public var atRisk: Double
    /// How many of them had an event of any kind.
    public var events: Double
    /// Events / at risk; nil when nobody was at risk.
    public var hazard: Double?
    /// The share that has had no event by the end of the period; nil once a period without
    /// anybody at risk has passed.
    public var survival: Double?
  }

  /// One row per period, from 1 to the longest duration.
  public let rows: [Row]

  /// Counts.
  ///
  /// - Parameters:
  ///   - durations: how long each subject was watched, and what ended it.
  ///   - weights: how often each subject counts; nil for once.
  /// - Throws: ``ModelError``: `model.duration-invalid`, `model.weight-negative` or
  ///   `model.not-finite`.
  public init(of durations: Durations, weights: [Double]? = nil) throws(ModelError) {
    try durations.check()
    if let weights { try HazardData.check(weights: weights, count: durations.count) }
    var survival: Double? = 1
    rows = Self.counts(durations, weights: weights).enumerated().map { index, count in
      let hazard = count.atRisk > 0 ? count.events / count.atRisk : nil
      survival = zipped(survival, hazard).map { $0 * (1 - $1) }
      return Row(
        period: index + 1,
        atRisk: count.atRisk,
        events: count.events,
        hazard: hazard,
        survival: survival
      )
    }
  }

  /// At risk and events per period, by differences: O(subjects + periods).
  static func counts(
    _ durations: Durations,
    weights: [Double]?
  ) -> [(atRisk: Double, events: Double)] {
    let last = durations.periods.max() ?? 0
    var (entered, left, events) = (
      Array(repeating: 0.0, count: last + 1), Array(repeating: 0.0, count: last + 1),
      Array(repeating: 0.0, count: last)
    )
    for subject in 0..<durations.count {
      let weight = weights?[subject] ?? 1
      let range = durations.atRisk(subject)
      entered[range.lowerBound] += weight
      left[range.upperBound] += weight
      if durations.kinds[subject] > 0 { events[range.upperBound - 1] += weight }
    }
    var present = 0
    var flow = 0.0
    var heads = Array(repeating: 0, count: last + 1)
    for subject in 0..<durations.count where (weights?[subject] ?? 1) > 0 {
      heads[durations.atRisk(subject).lowerBound] += 1
      heads[durations.atRisk(subject).upperBound] -= 1
    }
    return (0..<last).map { period in
      present += heads[period]
      flow += entered[period] - left[period]
      // Sums of fractional weights need not return to 0 when the last subject leaves.
      return (present > 0 ? flow : 0, events[period])
    }
  }
}

private func zipped(_ left: Double?, _ right: Double?) -> (Double, Double)? {
  guard let left, let right else { return nil }
  return (left, right)
}
