public import CRMData
public import CivilTime

/// Reads response histories, reusing its buffers from contact to contact.
public struct ResponseHistoryReader {
  private let rules: ObservationRules
  private let sendTypes: SendTypes
  private var attempts: [Attempt] = []

  private struct Attempt {
    var instant: Instant
    var channel: Channel
    var message: UInt32
    var hasKnownHour: Bool
    var responded: Bool
    var bounced: Bool
  }

  /// Creates a reader.
  public init(rules: ObservationRules, sendTypes: SendTypes) {
    self.rules = rules
    self.sendTypes = sendTypes
  }

  /// Reads one contact's history into `history`.
  ///
  /// - Parameters:
  ///   - events: the contact's events in order of time.
  ///   - zone: the contact's zone.
  ///   - asOf: events after this instant are ignored.
  ///   - history: replaced.
  /// - Complexity: O(events × attempts within one response window).
  public mutating func read(
    _ events: UnsafeBufferPointer<Event>,
    zone: Zone,
    asOf: Instant,
    into history: inout ResponseHistory
  ) {
    history.sends.removeAll(keepingCapacity: true)
    history.visits.removeAll(keepingCapacity: true)
    attempts.removeAll(keepingCapacity: true)
    var lastVisit: Instant?
    var lastClick: Instant?
    for event in events {
      let instant = event.instant
      if instant > asOf { break }
      if sendTypes.isAttempt(event) {
        attempts.append(
          Attempt(
            instant: instant,
            channel: event.channel,
            message: event.message,
            hasKnownHour: !event.hasUnknownHour,
            responded: event.answered,
            bounced: false
          )
        )
      } else if event.type == .bounce || event.type == .hardBounce {
        mark(event) { $0.bounced = true }
      } else if event.machine != .yes {
        if event.type.isResponse { mark(event) { $0.responded = true } }
        if event.type == .click { lastClick = instant }
        guard event.type.isSelfStarted, !event.hasUnknownHour else { continue }
        let followsClick = lastClick.map { instant - $0 <= rules.clickShadow } ?? false
        let continuesVisit = lastVisit.map { instant - $0 <= rules.visitGap } ?? false
        lastVisit = instant
        if !followsClick, !continuesVisit { history.visits.append(zone.hourOfWeek(at: instant)) }
      }
    }
    for attempt in attempts
    where !attempt.bounced && attempt.instant + rules.responseWindow <= asOf {
      history.sends.append(
        ObservedSend(
          hour: attempt.hasKnownHour ? zone.hourOfWeek(at: attempt.instant) : nil,
          channel: attempt.channel,
          responded: attempt.responded
        )
      )
    }
  }

  /// Changes the newest attempt that the event can belong to: same channel, same message where
  /// both are named, within the response window.
  private mutating func mark(_ event: Event, _ change: (inout Attempt) -> Void) {
    for index in attempts.indices.reversed() {
      let attempt = attempts[index]
      if event.instant - attempt.instant > rules.responseWindow { return }
      let sameMessage =
        attempt.message == event.message || attempt.message == 0 || event.message == 0
      if attempt.channel == event.channel, sameMessage {
        change(&attempts[index])
        return
      }
    }
  }
}
