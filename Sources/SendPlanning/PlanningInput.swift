// SendPlanning: advice becomes a plan. Comes in: one contact's channel advice, his rates by hour,
// his zone, what blocks him and when he was written to last. Goes out: one send with its UTC
// instant and propensity, or one suppression with its cause.
// This room must not know how rates are estimated, where consent comes from, files or the clock.
public import CRMData
public import ChannelPreference
public import CivilTime
public import SendTime

/// Everything the planner needs to know of one contact.
public struct PlanningInput: Sendable {
  /// The instant of the plan; nothing is planned at or before it.
  public var asOf: Instant
  /// The contact's time zone.
  public var zone: Zone
  /// The ranked channels, for the channels in which nothing blocks the contact.
  public var channels: ChannelAdvice
  /// Why channels are out of question; a channel without an entry is allowed.
  public var blocked: [Channel: SuppressionCause]
  /// When to write.
  public var time: SendTimeAdvice
  /// The expected rates by hour of the week, 168, to find the second best hour where the best is
  /// quiet; without them the end of the quiet hours is taken.
  public var rates: [Double]?
  /// The newest send to the contact in any channel, also one already planned.
  public var lastSend: Instant?

  /// Creates an input.
  public init(
    asOf: Instant,
    zone: Zone,
    channels: ChannelAdvice,
    blocked: [Channel: SuppressionCause] = [:],
    time: SendTimeAdvice,
    rates: [Double]? = nil,
    lastSend: Instant? = nil
  ) {
    precondition(rates.map { $0.count == HourOfWeek.count } ?? true, "a week has 168 rates")
    self.asOf = asOf
    self.zone = zone
    self.channels = channels
    self.blocked = blocked
    self.time = time
    self.rates = rates
    self.lastSend = lastSend
  }
}
