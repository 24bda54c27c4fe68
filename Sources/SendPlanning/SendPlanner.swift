public import CRMData
import ChannelPreference
public import CivilTime
import SendTime

/// The rules that a plan obeys, whatever the rates say.
public struct PlanningOptions: Hashable, Sendable {
  /// The hours of the local day in which a channel is quiet; none where not named.
  public var quietHours: [Channel: QuietHours]
  /// How long before a send the channel must know of it; no time where not named.
  public var leadTimes: [Channel: TimeSpan]
  /// The least time between two messages to one contact, whatever the channel.
  public var minimumGap: TimeSpan
  /// How far ahead a send may lie that has to wait for the minimum gap; a longer wait is a
  /// suppression, and a later plan will have the contact.
  public var reach: TimeSpan
  /// Nothing is sent before this instant.
  public var earliestStart: Instant?

  /// Creates rules; by default phone, SMS and push rest from 21 to 8, letters need three days,
  /// and a contact gets one message in seven days.
  public init(
    quietHours: [Channel: QuietHours] = PlanningOptions.defaultQuietHours,
    leadTimes: [Channel: TimeSpan] = [.post: .days(3)],
    minimumGap: TimeSpan = .days(7),
    reach: TimeSpan = .days(7),
    earliestStart: Instant? = nil
  ) {
    self.quietHours = quietHours
    self.leadTimes = leadTimes
    self.minimumGap = minimumGap
    self.reach = reach
    self.earliestStart = earliestStart
  }

  /// 21 to 8 for phone, SMS and push.
  public static let defaultQuietHours: [Channel: QuietHours] = {
    let night = QuietHours(from: 21, to: 8)
    return [.phone: night, .sms: night, .push: night]
  }()
}

/// Turns advice into a plan: the best allowed channel at its best allowed hour.
///
/// A send lies at the next time the contact's hour comes round, after the channel's lead time and
/// the minimum gap since the last send. Where the gap puts it further ahead than a plan reaches,
/// the contact is suppressed until the gap has passed.
///
///     switch SendPlanner().plan(for: input) {
///     case .send(let send): queue.append(send)
///     case .suppress(let suppression): suppressions.append(suppression)
///     }
public struct SendPlanner: Hashable, Sendable {
  /// The rules.
  public var options: PlanningOptions

  /// The name of the policy: the best of what is allowed, never anything else.
  public static let policy = "greedy"

  /// Creates a planner.
  public init(options: PlanningOptions = PlanningOptions()) {
    self.options = options
  }

  /// One contact's send, or why there is none.
  public func plan(for contact: PlanningInput) -> PlanDecision {
    let open = contact.channels.ranked.filter {
      contact.blocked[$0.channel] == nil && $0.channel != .web
    }
    guard let option = open.first else { return .suppress(block(of: contact)) }
    guard option.expectedValue > 0 else {
      return .suppress(Suppression(channel: option.channel, cause: .notWorthwhile))
    }
    let hour = hour(in: option.channel, for: contact)
    let start = start(in: option.channel, asOf: contact.asOf)
    let free = contact.lastSend.map { $0 + options.minimumGap } ?? start
    let after = max(start, free - TimeSpan(microseconds: 1))
    let sendAt = next(hour, after: after, in: option.channel, zone: contact.zone)
    if after > start, sendAt > start + options.reach {
      return .suppress(Suppression(channel: option.channel, cause: .frequencyCap, until: free))
    }
    return .send(
      PlannedSend(
        channel: option.channel,
        sendAt: sendAt,
        localTime: contact.zone.civil(at: sendAt).shortText,
        timeZone: contact.zone.identifier,
        expectedRate: option.expectedRate,
        propensity: 1,
        policy: Self.policy,
        reason: reason(for: contact, option: option, hour: hour)
      )
    )
  }

  /// One suppression for each blocked channel, in order of the channels' codes.
  public static func suppressions(for blocked: [Channel: SuppressionCause]) -> [Suppression] {
    blocked.sorted { $0.key < $1.key }.map { Suppression(channel: $0.key, cause: $0.value) }
  }

  /// The weightiest cause among the blocked channels; of equals the first channel's.
  private func block(of contact: PlanningInput) -> Suppression {
    let all = Self.suppressions(for: contact.blocked)
    for cause in SuppressionCause.allCases {
      if let first = all.first(where: { $0.cause == cause }) { return first }
    }
    return Suppression(cause: .noConsent)
  }

  /// The best hour of the week that is not quiet in a channel.
  private func hour(in channel: Channel, for contact: PlanningInput) -> HourOfWeek {
    guard let quiet = options.quietHours[channel], quiet.contains(hour: contact.time.hour.hour),
      let rates = contact.rates
    else { return contact.time.hour }
    var best: HourOfWeek?
    for hour in HourOfWeek.allCases where !quiet.contains(hour: hour.hour) {
      guard let current = best else {
        best = hour
        continue
      }
      if rates[Int(hour.rawValue)] > rates[Int(current.rawValue)] { best = hour }
    }
    return best ?? contact.time.hour
  }

  /// The instant after which a channel can send.
  private func start(in channel: Channel, asOf: Instant) -> Instant {
    let ready = asOf + (options.leadTimes[channel] ?? .zero)
    guard let earliest = options.earliestStart else { return ready }
    // The start itself is allowed, and what follows looks strictly after an instant.
    return max(ready, earliest - TimeSpan(microseconds: 1))
  }

  /// The next time an hour of the week begins, moved out of quiet hours.
  private func next(
    _ hour: HourOfWeek,
    after start: Instant,
    in channel: Channel,
    zone: Zone
  ) -> Instant {
    let instant = zone.nextInstant(of: hour, after: start)
    return options.quietHours[channel]?.firstAllowed(from: instant, in: zone) ?? instant
  }

  private func reason(
    for contact: PlanningInput,
    option: ChannelAdvice.Option,
    hour: HourOfWeek
  ) -> String {
    let channel =
      option.channel == contact.channels.recommended
      ? contact.channels.sentence() : "the best channel that is not blocked"
    return "\(hourReason(contact, channel: option.channel, hour: hour)); \(channel)"
  }

  private func hourReason(
    _ contact: PlanningInput,
    channel: Channel,
    hour: HourOfWeek
  ) -> String {
    let advised = contact.time.hour
    if hour != advised { return "\(hour) is the best hour outside quiet hours" }
    if options.quietHours[channel]?.contains(hour: hour.hour) ?? false {
      return "first minute after quiet hours, which hold \(hour)"
    }
    return switch contact.time.basis {
    case .personal: "\(hour) is the contact's own best hour"
    case .segment: "\(hour) is the segment's best hour"
    case .population: "\(hour) is the list's best hour"
    case .default: "\(hour) by custom, as nothing is known of hours"
    }
  }
}

extension CivilDateTime {
  /// Date and minute: `2025-07-03 10:00`.
  fileprivate var shortText: String {
    let text = "\(self)"
    return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5))"
  }
}
