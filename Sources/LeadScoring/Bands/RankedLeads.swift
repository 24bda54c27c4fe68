/// Past leads from the highest score to the lowest.
///
/// A cut never runs between equal scores, as no threshold could do it; so the order of equal
/// scores does not matter.
public struct RankedLeads: Sendable {
  /// The top 5 %, the next 5 %, the next 15 %, the next 25 % and the lower half.
  public static let usualShares = [0.05, 0.1, 0.25, 0.5, 1]

  let past: PastLeads
  /// The scores from the highest, each with the row of its lead.
  let order: [(score: Double, row: Int)]

  init(_ past: PastLeads, scores: [Double]) {
    precondition(scores.count == past.leads.count, "every lead needs a score")
    self.past = past
    order = scores.enumerated().map { (score: $1, row: $0) }.sorted { $0.score > $1.score }
  }

  /// Groups leads by their rank.
  ///
  /// Equal scores stay together, in the higher band; a band that is left without leads is left out.
  ///
  /// - Parameter shares: where bands end, as shares of the list, ascending to 1.
  /// - Returns: The bands from the highest scores down.
  /// - Complexity: O(leads).
  public func bands(shares: [Double] = RankedLeads.usualShares) -> [ScoreBand] {
    var (bands, start, above) = ([ScoreBand](), 0, 0.0)
    for share in shares {
      let end = end(of: share)
      if end > start {
        bands.append(
          ScoreBand(
            above: above,
            through: share,
            lowestScore: order[end - 1].score,
            band: past.band(of: order[start..<end].map(\.row))
          )
        )
        start = end
      }
      above = share
    }
    return bands
  }

  /// Where a share of the list ends; ties move the end down.
  func end(of share: Double) -> Int {
    var end = min(order.count, Int((share * Double(order.count)).rounded(.up)))
    while end > 0, end < order.count, order[end].score == order[end - 1].score { end += 1 }
    return end
  }
}

extension PastLeads {
  /// Orders leads by a score.
  ///
  /// - Parameter scores: one finite score for each lead, larger for more likely deals.
  /// - Returns: The leads from the highest score down.
  /// - Complexity: O(leads × log leads).
  public func ranked(by scores: [Double]) -> RankedLeads { RankedLeads(self, scores: scores) }
}
