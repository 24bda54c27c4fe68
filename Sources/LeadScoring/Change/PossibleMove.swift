import CRMData
import CivilTime
public import Features
import Statistics

/// What one more event would do to a contact's probability: what one can invite him to.
///
/// The model is asked, not the world: contacts who did this converted so much more often, which does
/// not promise that making somebody do it has the same effect.
public struct PossibleMove: Hashable, Sendable, Codable {
  /// The event type, such as `webinar_attend`.
  public var type: String
  /// The probability after one more of it at the instant that is spoken of.
  public var probability: Double
  /// How much it adds to the log-odds.
  public var logOdds: Double

  /// The moves that would raise the probability most, the largest first.
  ///
  /// - Parameters:
  ///   - moment: the contact and the model.
  ///   - stableAttributes: attributes declared stable beside those of the profiles.
  ///   - census: which types of events there are among all contacts.
  ///   - most: how many at most.
  /// - Returns: Only moves that raise it; none without a model.
  /// - Complexity: O(types × events of the contact).
  public static func best(
    for moment: ScoreChange.Moment,
    stableAttributes: Set<String>,
    census: EventCensus,
    most: Int
  ) -> [PossibleMove] {
    guard moment.model.isModel else { return [] }
    func result(_ events: [Event]) -> ConversionScorer.Result {
      ContactVersion(
        of: moment.contact,
        in: moment.snapshot,
        events: events,
        census: census
      )
      .conversion(by: moment.model, stableAttributes: stableAttributes, asOf: moment.instant)
    }
    let events = moment.events
    let now = result(events)
    let moves: [PossibleMove] = moment.snapshot.eventTypeNames.indices.compactMap { code in
      let type = EventType(rawValue: UInt8(code))
      guard type.isContactActivity, let channel = census.channels(of: type).first else {
        return nil
      }
      let event = Event(
        instant: moment.instant,
        type: type,
        channel: channel,
        machine: .no,
        answered: true,
        hasUnknownHour: false,
        message: 0,
        identity: 0
      )
      let after = result(events + [event])
      guard after.logOdds > now.logOdds else { return nil }
      return PossibleMove(
        type: moment.snapshot.eventTypeNames[code],
        probability: after.probability,
        logOdds: after.logOdds - now.logOdds
      )
    }
    return Array(moves.sorted { ($1.logOdds, $0.type) < ($0.logOdds, $1.type) }.prefix(most))
  }
}
