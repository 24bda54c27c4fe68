// Features: what one contact's records say, as of one instant. Comes in: a CRM snapshot and an
// instant. Goes out: activity counts, response histories, consent, and feature tables with their
// design matrices. Everything about one contact is a pure function of that contact's records, so
// that threads, partitions and nights can share the work. This room must not know any model.

public import CRMData
public import CivilTime

/// How events are read as activity, sends, responses and visits.
public struct ObservationRules: Hashable, Sendable, Codable {
  /// How long after a send a response still counts for it; younger sends are left out.
  public var responseWindow: TimeSpan = .hours(24)
  /// Self-started events closer together than this are one visit.
  public var visitGap: TimeSpan = .minutes(30)
  /// Visits this soon after a click belong to the click and are left out.
  public var clickShadow: TimeSpan = .hours(2)

  /// Creates the default rules.
  public init() {}
}

/// Which events mean that a message was sent; a property of the whole input.
///
/// Where a channel has no `send` rows, its `delivered` rows stand for them.
public struct SendTypes: Hashable, Sendable {
  private var deliveredStandsForSend: UInt32 = 0

  /// Looks for channels that have deliveries but no sends.
  public init(in census: EventCensus) {
    let sends = Set(census.channels(of: .send))
    for channel in census.channels(of: .delivered) where !sends.contains(channel) {
      deliveredStandsForSend |= 1 << UInt32(channel.rawValue)
    }
  }

  /// Whether an event is an attempt to reach the contact.
  public func isAttempt(_ event: Event) -> Bool {
    switch event.type {
    case .send, .call, .callAttempt, .voicemail, .smsOut: true
    case .delivered: deliveredStandsForSend >> UInt32(event.channel.rawValue) & 1 == 1
    default: false
    }
  }
}

extension EventType {
  /// Whether a person who does this has responded to a message.
  var isResponse: Bool {
    switch self {
    case .open, .click, .reply, .smsIn: true
    default: false
    }
  }
}
