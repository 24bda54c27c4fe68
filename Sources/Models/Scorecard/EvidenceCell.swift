#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// How many events and non-events there are in a group of rows.
struct EvidenceCell: Hashable, Sendable {
  var events = 0.0
  var nonEvents = 0.0

  var count: Double { events + nonEvents }

  /// Whether the group has rows of one outcome only, so that its odds are 0 or infinite.
  var isOneSided: Bool { count > 0 && (events == 0 || nonEvents == 0) }

  static func + (left: EvidenceCell, right: EvidenceCell) -> EvidenceCell {
    EvidenceCell(events: left.events + right.events, nonEvents: left.nonEvents + right.nonEvents)
  }

  static func sum(_ cells: some Sequence<EvidenceCell>) -> EvidenceCell {
    cells.reduce(EvidenceCell(), +)
  }
}

/// Turns counts into weights of evidence, for one variable cut into a known number of bins.
///
/// The weight of evidence of bin j is `ln[(eⱼ/E) / (nⱼ/N)]` with eⱼ of E events and nⱼ of N
/// non-events. When any bin is one-sided, ½ is added to every eⱼ and nⱼ, and so half the number of
/// bins to E and to N; otherwise nothing is added.
struct EvidenceScale {
  /// ½ or 0.
  let addition: Double
  let events: Double
  let nonEvents: Double

  /// - Parameters:
  ///   - total: all rows.
  ///   - binCount: how many bins have rows.
  ///   - isSmoothed: whether ½ is added to every count.
  init(total: EvidenceCell, binCount: Int, isSmoothed: Bool) {
    addition = isSmoothed ? 0.5 : 0
    events = total.events + addition * Double(binCount)
    nonEvents = total.nonEvents + addition * Double(binCount)
  }

  /// The share of all events and the share of all non-events that fall into a bin.
  func shares(of cell: EvidenceCell) -> (events: Double, nonEvents: Double) {
    ((cell.events + addition) / events, (cell.nonEvents + addition) / nonEvents)
  }

  /// The odds within a bin, which order bins as their weights of evidence do.
  func odds(of cell: EvidenceCell) -> Double {
    (cell.events + addition) / (cell.nonEvents + addition)
  }

  /// An empty bin says nothing: 0.
  func weightOfEvidence(of cell: EvidenceCell) -> Double {
    guard cell.count > 0, events > 0, nonEvents > 0 else { return 0 }
    let shares = shares(of: cell)
    return log(shares.events / shares.nonEvents)
  }

  /// `(eⱼ/E − nⱼ/N) · WOEⱼ`, never negative.
  func informationValue(of cell: EvidenceCell) -> Double {
    guard cell.count > 0, events > 0, nonEvents > 0 else { return 0 }
    let shares = shares(of: cell)
    return (shares.events - shares.nonEvents) * log(shares.events / shares.nonEvents)
  }
}
