public import CRMData
public import CivilTime

/// One send to one contact and whether a person responded.
public struct ObservedSend: Hashable, Sendable {
  /// The contact's local hour of the week when the send was made; nil when the hour is unknown.
  public var hour: HourOfWeek?
  /// The channel.
  public var channel: Channel
  /// Whether a human response followed within the response window.
  public var responded: Bool

  /// Creates an observed send.
  public init(hour: HourOfWeek?, channel: Channel, responded: Bool) {
    self.hour = hour
    self.channel = channel
    self.responded = responded
  }
}

/// What one contact's records say about when and where he responds, as of one instant.
///
/// A pure function of that contact's records; everything about timing and channels reads only
/// this. Sends younger than the response window are left out.
public struct ResponseHistory: Hashable, Sendable {
  /// The matured sends, in order of time.
  public var sends: [ObservedSend] = []
  /// The local hours of the week in which the contact came by himself (one per session).
  public var visits: [HourOfWeek] = []

  /// Creates an empty history.
  public init() {}
}
