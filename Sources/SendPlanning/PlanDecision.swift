public import CRMData
public import CivilTime

/// What becomes of one contact: a send or a suppression.
public enum PlanDecision: Hashable, Sendable {
  /// The contact is written to.
  case send(PlannedSend)
  /// The contact is left in peace.
  case suppress(Suppression)
}

/// One planned send.
public struct PlannedSend: Hashable, Sendable {
  /// The channel.
  public var channel: Channel
  /// When to send.
  public var sendAt: Instant
  /// The same on the contact's clock: `2025-07-03 10:00`.
  public var localTime: String
  /// The name of the contact's zone.
  public var timeZone: String
  /// The response rate to expect.
  public var expectedRate: Double
  /// The probability with which the policy would choose this send.
  public var propensity: Double
  /// The policy that chose.
  public var policy: String
  /// Why this hour and this channel.
  public var reason: String
}

/// Why a contact is not written to, for good or until an instant.
public struct Suppression: Hashable, Sendable {
  /// The channel that is blocked; nil for all of them.
  public var channel: Channel?
  /// The cause.
  public var cause: SuppressionCause
  /// When the cause ends by itself.
  public var until: Instant?

  /// Creates a suppression.
  public init(channel: Channel? = nil, cause: SuppressionCause, until: Instant? = nil) {
    self.channel = channel
    self.cause = cause
    self.until = until
  }
}
