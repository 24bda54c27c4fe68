import Models
public import Statistics

/// How long it takes from a contact's creation to his conversion.
///
/// Most contacts never convert, so the median is that of the conversions: with F the share that has
/// converted by a day after Kaplan and Meier (1958), who count the contacts that are still open, the
/// quantile q is the first day on which F reaches q·F(last day). Its interval follows Woodruff (1952,
/// "Confidence intervals for medians and other position measures"): the days at which F reaches
/// q ± 1.96·√(q(1 − q)/conversions).
public struct SalesCycle: Hashable, Sendable, Codable {
  /// One quantile in days.
  public struct Quantile: Hashable, Sendable, Codable {
    /// The number of days.
    public var days: Int
    /// Its 95 % interval in days.
    public var interval: Interval
  }

  /// How many conversions of contacts whose creation is known.
  public let conversions: Int
  /// A quarter of the conversions come by this day.
  public let lowerQuartile: Quantile
  /// Half of the conversions come by this day.
  public let median: Quantile
  /// Three quarters of the conversions come by this day.
  public let upperQuartile: Quantile
  /// The share of contacts that has converted by the last day anybody was watched.
  public let convertedShare: Double

  /// Below so many conversions a quantile says nothing.
  public static let minimumConversions = 5

  /// Estimates the cycle; nil with too few conversions.
  ///
  /// - Parameters:
  ///   - days: for each contact the whole days from creation to conversion, or to the instant that
  ///     is spoken of; at least 0, those beyond the longest that is looked at count as open.
  ///   - isConverted: whether a conversion ended them.
  /// - Throws: `ModelError`, which well-formed days never cause.
  /// - Complexity: O(contacts + days).
  public init?(days: [Int], isConverted: [Bool]) throws {
    precondition(days.count == isConverted.count, "every contact needs both")
    let last = Durations.maximumPeriod
    let table = try LifeTable(
      of: Durations(
        periods: days.map { min($0 + 1, last) },
        kinds: zip(days, isConverted).map { $1 && $0 < last ? 1 : 0 }
      )
    )
    let rows = table.rows.filter { $0.survival != nil }
    conversions = Int(rows.reduce(0) { $0 + $1.events })
    guard conversions >= Self.minimumConversions, let end = rows.last?.survival else { return nil }
    convertedShare = 1 - end
    let shares = rows.map { (1 - ($0.survival ?? 1)) / (1 - end) }
    func day(_ share: Double) -> Int {
      // Products of survivals reach the last share only up to rounding.
      shares.firstIndex { $0 >= share - 1e-9 } ?? shares.count - 1
    }
    let width = NormalDistribution.twoSidedQuantile(confidence: 0.95)
    let count = Double(conversions)
    func quantile(_ share: Double) -> Quantile {
      let reach = width * (share * (1 - share) / count).squareRoot()
      return Quantile(
        days: day(share),
        interval: Interval(
          lower: Double(day(max(1e-9, share - reach))),
          upper: Double(day(min(1, share + reach)))
        )
      )
    }
    lowerQuartile = quantile(0.25)
    median = quantile(0.5)
    upperQuartile = quantile(0.75)
  }
}
