public import Statistics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// How differently events and non-events are spread over the groups of a column.
///
/// `IV = Σ (eⱼ/E − nⱼ/N) · WOEⱼ` with the weight of evidence `WOEⱼ = ln[(eⱼ/E) / (nⱼ/N)]` of group
/// `j`; one half is added to every count of a column in which a count is 0 (Siddiqi 2006, "Credit
/// risk scorecards"). Chance alone gives about `(groups − 1)·(1/E + 1/N)`, a lot for a column with
/// many levels: ``adjusted`` leaves it out.
public struct InformationValue: Hashable, Sendable, Codable {
  /// The textbook value.
  public let value: Double
  /// The value less what chance lets expect, not below 0.
  public let adjusted: Double
  /// The standard error, by the delta method for multinomial counts.
  public let standardError: Double
  /// The weight of evidence of every group; 0 for a group without rows.
  public let weightsOfEvidence: [Double]

  /// The 90 % interval of the adjusted value, so that 5 % lie below.
  public var interval: Interval {
    let reach = NormalDistribution.twoSidedQuantile(confidence: 0.9) * standardError
    return Interval(lower: max(0, adjusted - reach), upper: adjusted + reach)
  }

  /// Measures the spread.
  ///
  /// - Parameters:
  ///   - events: how many events each group has.
  ///   - nonEvents: how many non-events each group has.
  public init(events: [Double], nonEvents: [Double]) {
    precondition(events.count == nonEvents.count, "every group needs both counts")
    precondition(
      (events + nonEvents).allSatisfy { $0 >= 0 && $0 <= 0x1p53 },
      "counts lie between 0 and 2⁵³"
    )
    let used = events.indices.filter { events[$0] + nonEvents[$0] > 0 }
    guard !used.isEmpty else {
      (value, adjusted, standardError) = (0, 0, 0)
      weightsOfEvidence = Array(repeating: 0, count: events.count)
      return
    }
    let addition = used.contains { events[$0] == 0 || nonEvents[$0] == 0 } ? 0.5 : 0
    let eventSum = used.reduce(0) { $0 + events[$1] + addition }
    let nonEventSum = used.reduce(0) { $0 + nonEvents[$1] + addition }
    var weights = Array(repeating: 0.0, count: events.count)
    var (value, eventMean, eventSquare, nonEventMean, nonEventSquare) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for group in used {
      let (p, q) = (
        (events[group] + addition) / eventSum, (nonEvents[group] + addition) / nonEventSum
      )
      weights[group] = log(p / q)
      value += (p - q) * weights[group]
      // The derivatives of IV by the two shares.
      let (byEvents, byNonEvents) = (weights[group] + 1 - q / p, -weights[group] + 1 - p / q)
      eventMean += p * byEvents
      eventSquare += p * byEvents * byEvents
      nonEventMean += q * byNonEvents
      nonEventSquare += q * byNonEvents * byNonEvents
    }
    let chance = Double(used.count - 1) * (1 / eventSum + 1 / nonEventSum)
    self.value = value
    adjusted = max(0, value - chance)
    standardError =
      (max(0, eventSquare - eventMean * eventMean) / eventSum
      + max(0, nonEventSquare - nonEventMean * nonEventMean) / nonEventSum).squareRoot()
    weightsOfEvidence = weights
  }

  /// Measures the spread of outcomes over groups of rows.
  ///
  /// - Parameters:
  ///   - codes: the group of every row, from 0.
  ///   - outcomes: 0 or 1 for every row, both present.
  ///   - groupCount: how many groups there are.
  init(codes: [Int], outcomes: [Double], groupCount: Int) {
    var (events, nonEvents) = (Array(repeating: 0.0, count: groupCount), [Double]())
    nonEvents = events
    for (code, outcome) in zip(codes, outcomes) {
      events[code] += outcome
      nonEvents[code] += 1 - outcome
    }
    self.init(events: events, nonEvents: nonEvents)
  }
}
