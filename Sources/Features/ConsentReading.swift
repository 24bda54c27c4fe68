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
/// from its instant on, a later `resubscribe` gives back what the row allows.
public struct ConsentReader: Sendable {
  /// The channels that somebody can be reached on: those with a consent column or with sends.
  public let channels: [Channel]
  private let contacts: ContactTable
  private let events: EventStore
  private let unknown: UnknownConsent

  /// Creates a reader for the channels of a snapshot; where there are none, for e-mail alone.
  public init(of snapshot: CRMSnapshot, unknown: UnknownConsent, census: EventCensus) {
    contacts = snapshot.contacts
    events = snapshot.events
    self.unknown = unknown
    var used = Set(snapshot.contacts.consents.keys)
    for type in [EventType.send, .delivered, .call] { used.formUnion(census.channels(of: type)) }
    used.remove(.web)
    channels = used.isEmpty ? [.email] : used.sorted()
  }

  /// The cause that forbids each channel, nil where the contact may be reached.
  ///
  /// Who refused e-mail at an address refused it for everybody who has the same address.
  ///
  /// - Returns: One value for each of ``channels``.
  public func causes(
    of contact: Int,
    events: UnsafeBufferPointer<Event>,
    asOf: Instant
  ) -> [SuppressionCause?] {
    var causes = ownCauses(of: contact, events: events, asOf: asOf)
    guard let others = contacts.sharedAddresses[contact],
      let email = channels.firstIndex(of: .email)
    else { return causes }
    for other in others where causes[email] == nil {
      let cause = self.events.withEvents(of: other) {
        ownCauses(of: other, events: $0, asOf: asOf)[email]
      }
      if let cause, Self.refusals.contains(cause) { causes[email] = cause }
    }
    return causes
  }

  /// Causes that concern an address rather than a record.
  private static let refusals: Set<SuppressionCause> = [
    .unsubscribed, .complained, .suppressed, .bounced,
  ]

  private func ownCauses(
    of contact: Int,
    events: UnsafeBufferPointer<Event>,
    asOf: Instant
  ) -> [SuppressionCause?] {
    var causes = channels.map { rowCause(of: contact, on: $0) }
    for event in events {
      if event.instant > asOf { break }
      switch event.type {
      case .unsubscribe: set(.unsubscribed, by: event, &causes)
      case .complaint: set(.complained, by: event, &causes)
      case .hardBounce: set(.bounced, by: event, &causes)
      case .resubscribe: set(causeAfterResubscription(of: contact, event), by: event, &causes)
      default: break
      }
    }
    return causes
  }

  private func set(
    _ cause: SuppressionCause?,
    by event: Event,
    _ causes: inout [SuppressionCause?]
  ) {
    let channel = channel(of: event)
    if let position = channels.firstIndex(of: channel) { causes[position] = cause }
  }

  /// The channel that a withdrawal speaks of; where nobody is reached on it, as on a website or
  /// a newsletter's preference page, it is e-mail.
  private func channel(of event: Event) -> Channel {
    let isElsewhere = event.channel == .web || event.channel.rawValue >= Channel.firstCustomCode
    return isElsewhere && !channels.contains(event.channel) ? .email : event.channel
  }

  /// What a resubscription leaves: it is consent, but overrides no refusal of the contact row.
  private func causeAfterResubscription(of contact: Int, _ event: Event) -> SuppressionCause? {
    switch rowCause(of: contact, on: channel(of: event)) {
    case .unknownConsent, .pendingConsent: nil
    case let cause: cause
    }
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
