public import CRMData
public import CivilTime

/// What to do where consent is unknown.
public enum UnknownConsent: String, Hashable, Sendable, Codable, CaseIterable {
  /// Unknown consent is not consent.
  case refuse
  /// Unknown consent is taken as consent.
  case allow
}

/// Tells on which channels each contact may be reached, as of one instant.
///
/// The contact row says what was agreed; an `unsubscribe`, `complaint` or hard bounce withdraws it
/// from its instant on, a later `resubscribe` gives it back.
public struct ConsentReader: Sendable {
  /// The channels that somebody can be reached on: those with a consent column or with sends.
  public let channels: [Channel]
  private let contacts: ContactTable
  private let unknown: UnknownConsent

  /// Creates a reader for the channels of a snapshot.
  ///
  /// - Complexity: O(events).
  public init(of snapshot: CRMSnapshot, unknown: UnknownConsent, asOf: Instant) {
    contacts = snapshot.contacts
    self.unknown = unknown
    var used: Set<Channel> = Set(snapshot.contacts.consents.keys)
    for contact in 0..<snapshot.contacts.count {
      snapshot.events.withEvents(of: contact) { events in
        for event in events where event.instant <= asOf {
          if event.type == .send || event.type == .call || event.type == .delivered {
            used.insert(event.channel)
          }
        }
      }
    }
    channels = used.filter { $0 != .web }.sorted()
  }

  /// The cause that forbids each channel, nil where the contact may be reached.
  ///
  /// - Returns: One value for each of ``channels``.
  public func causes(
    of contact: Int,
    events: UnsafeBufferPointer<Event>,
    asOf: Instant
  ) -> [SuppressionCause?] {
    var causes = channels.map { rowCause(of: contact, on: $0) }
    for event in events {
      if event.instant > asOf { break }
      switch event.type {
      case .unsubscribe: set(.unsubscribed, on: event.channel, &causes)
      case .complaint: set(.complained, on: event.channel, &causes)
      case .hardBounce: set(.bounced, on: event.channel, &causes)
      case .resubscribe: set(nil, on: event.channel, &causes)
      default: break
      }
    }
    return causes
  }

  private func set(
    _ cause: SuppressionCause?,
    on channel: Channel,
    _ causes: inout [SuppressionCause?]
  ) {
    if let position = channels.firstIndex(of: channel) { causes[position] = cause }
  }

  private func rowCause(of contact: Int, on channel: Channel) -> SuppressionCause? {
    if channel == .email, !contacts.hasEmail.isEmpty, !contacts.hasEmail[contact] {
      return .noAddress
    }
    switch contacts.consents[channel]?[contact] ?? .unknown {
    case .subscribed: return nil
    case .unknown: return unknown == .allow ? nil : .unknownConsent
    case .unsubscribed: return .unsubscribed
    case .pending: return .pendingConsent
    case .bounced: return .bounced
    case .complained: return .complained
    case .suppressed: return .suppressed
    case .never: return .noConsent
    }
  }
}
