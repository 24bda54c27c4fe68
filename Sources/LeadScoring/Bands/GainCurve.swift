public import Statistics

/// How many of all deals are found by working the list from the top.
///
/// The interval is that of the
/// share of deals above a fixed cut, widened for accounts (``ConversionRate``).
public struct GainCurve: Hashable, Sendable {
  /// One cut.
  public struct Point: Hashable, Sendable {
    /// The share of leads that is worked.
    public var worked: Double
    /// The share of deals that is found.
    public var found: Double
    /// The 95 % interval of ``found``.
    public var interval: Interval

    /// How many times more deals than by working as many leads at random.
    public var lift: Double { found / worked }
    /// The 95 % interval of ``lift``.
    public var liftInterval: Interval {
      Interval(lower: interval.lower / worked, upper: interval.upper / worked)
    }
  }

  /// The cuts, from few leads to all.
  public let points: [Point]
}

extension RankedLeads {
  /// Draws the gain of working leads from the top; nil where conversions are too few.
  ///
  /// - Parameter shares: the shares of leads to cut at, ascending to 1; ties move a cut down.
  /// - Returns: The curve, without the point at which nobody is worked.
  public func gain(
    shares: [Double] = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]
  ) -> GainCurve? {
    guard past.isEnough else { return nil }
    let deals = order.indices.filter { past.leads[order[$0].row].isConverted }
    var (points, worked) = ([GainCurve.Point](), 0)
    for share in shares {
      let end = end(of: share)
      guard end > worked else { continue }
      worked = end
      let found = past.share(
        of: deals.prefix { $0 < end }.map { order[$0].row },
        among: deals.map { order[$0].row }
      )
      points.append(
        GainCurve.Point(
          worked: Double(worked) / Double(order.count),
          found: Double(found.conversions) / Double(deals.count),
          interval: found.interval
        )
      )
    }
    return GainCurve(points: points)
  }
}
