public import Statistics

/// How many days deals took: the middle, the middle half, and how sure we are of the middle.
///
/// Only deals that were closed are in it. Deals still to come are not, so that the true cycle of
/// all leads is longer (right censoring).
public struct TimeToDeal: Hashable, Sendable {
  /// With fewer deals nothing is said.
  public static let minimumDeals = 8

  /// How many deals.
  public let deals: Int
  /// Half of the deals took no longer.
  public let median: Double
  /// The distribution-free 95 % interval of the median, from the order of the deals: between the
  /// l-th shortest and the l-th longest, l the largest with `P(Binomial(n, ½) < l) ≤ 2.5 %`.
  public let medianInterval: Interval
  /// A quarter of the deals was quicker than the one, a quarter slower than the other.
  public let quartiles: Interval

  /// Measures deals, each by its days; nil where they are too few.
  public init?(days: [Double]) {
    guard days.count >= Self.minimumDeals else { return nil }
    let sorted = days.sorted()
    deals = sorted.count
    median = Self.quantile(0.5, of: sorted)
    quartiles = Interval(
      lower: Self.quantile(0.25, of: sorted),
      upper: Self.quantile(0.75, of: sorted)
    )
    let law = BinomialDistribution(trials: Double(sorted.count), probability: 0.5)
    // The quantile is the least rank that reaches 2.5 %; the ranks below it stay under it.
    let rank = max(1, Int(law.quantile(0.025)))
    medianInterval = Interval(lower: sorted[rank - 1], upper: sorted[sorted.count - rank])
  }

  /// The value between the two that enclose a share of the sorted ones (type 7 of Hyndman and Fan).
  private static func quantile(_ share: Double, of sorted: [Double]) -> Double {
    let position = share * Double(sorted.count - 1)
    let below = Int(position)
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (position - Double(below)) * (sorted[above] - sorted[below])
  }
}
