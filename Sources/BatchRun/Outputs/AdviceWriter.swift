import CRMData
import CSV
import ChannelPreference
import CivilTime
import LeadScoring
import SendPlanning
import SendTime
import Statistics

/// Writes what is said of each contact: scores, send times, channels, plan and suppressions.
struct AdviceWriter {
  private var scores: ScoreWriter
  private let sendTimes, channels, plan, suppressions: CSVWriter
  private let channelNames: [String]
  private let customChannelNames: [String]
  /// Contacts of whom nothing may be said but why, the last identifier first.
  private var refusals: [(id: String, cause: SuppressionCause)]

  /// Rates and probabilities are printed with so many digits.
  static let digits = 6

  /// Opens the tables; `refusals` are contacts without consent to being scored, in the bytewise
  /// order of their identifiers.
  init(
    to outputs: OutputSet,
    channelNames: [String],
    rules: LeadRules,
    refusals: [(id: String, cause: SuppressionCause)]
  ) throws {
    self.channelNames = channelNames
    self.refusals = refusals.reversed()
    customChannelNames = Array(channelNames[Int(Channel.firstCustomCode)...])
    scores = try ScoreWriter(to: outputs, rules: rules)
    sendTimes = try outputs.table(
      "send_times.csv",
      [
        "contact_id", "hour_of_week", "local_day", "local_hour", "time_zone", "send_at",
        "expected_rate", "rate_low", "rate_high", "basis", "gain",
      ]
    )
    channels = try outputs.table(
      "channels.csv",
      ["contact_id", "channel", "expected_value", "basis", "reason", "rate_low", "rate_high"]
    )
    plan = try outputs.table(
      "send_plan.csv",
      [
        "contact_id", "channel", "send_at", "local_time", "time_zone", "propensity", "policy",
        "reason",
      ]
    )
    suppressions = try outputs.table(
      "suppressions.csv",
      ["contact_id", "channel", "cause", "until"]
    )
  }

  /// Writes what is said of one contact; contacts come in the order of their identifiers.
  mutating func write(_ advice: ContactAdvice, id: String) throws {
    try writeRefusals(before: id)
    try scores.write(advice.score, id: id)
    try writeTime(advice, id)
    try writeChannel(advice, id)
    try writePlan(advice, id)
  }

  /// Writes what remains when all contacts are written.
  mutating func finish() throws { try writeRefusals(before: nil) }

  private mutating func writeRefusals(before id: String?) throws {
    while let next = refusals.last,
      id.map({ next.id.utf8.lexicographicallyPrecedes($0.utf8) }) ?? true
    {
      try writeSuppression(next.id, "all", next.cause, until: nil)
      refusals.removeLast()
    }
  }

  private func writeTime(_ advice: ContactAdvice, _ id: String) throws {
    let time = advice.time
    sendTimes.field(id)
    sendTimes.field(Int(time.hour.rawValue))
    sendTimes.field(time.hour.dayName)
    sendTimes.field(time.hour.hour)
    sendTimes.field(advice.zone.identifier)
    sendTimes.field("\(advice.sendAt)")
    for rate in [time.expectedRate, advice.timeInterval.lower, advice.timeInterval.upper] {
      sendTimes.field(rate, significantDigits: Self.digits)
    }
    sendTimes.field(time.basis.rawValue)
    sendTimes.field(time.gain, significantDigits: 4)
    try sendTimes.endRecord()
  }

  private func writeChannel(_ advice: ContactAdvice, _ id: String) throws {
    channels.field(id)
    let best = advice.channels.best
    channels.field(best.map { name(of: $0.channel) } ?? "none")
    channels.field(best?.expectedValue ?? 0, significantDigits: Self.digits)
    channels.field((best?.basis ?? .default).rawValue)
    channels.field(advice.channels.sentence(customNames: customChannelNames))
    if let interval = advice.channelInterval {
      channels.field(interval.lower, significantDigits: Self.digits)
      channels.field(interval.upper, significantDigits: Self.digits)
    } else {
      channels.emptyField()
      channels.emptyField()
    }
    try channels.endRecord()
  }

  private func writePlan(_ advice: ContactAdvice, _ id: String) throws {
    for (channel, cause) in advice.blocked {
      try writeSuppression(id, name(of: channel), cause, until: nil)
    }
    switch advice.decision {
    case .send(let send):
      plan.field(id)
      plan.field(name(of: send.channel))
      plan.field("\(send.sendAt)")
      plan.field(send.localTime)
      plan.field(send.timeZone)
      plan.field(send.propensity, significantDigits: Self.digits)
      plan.field(send.policy)
      plan.field(send.reason)
      try plan.endRecord()
    case .suppress(let suppression):
      let isTold = advice.blocked.contains { $0.cause == suppression.cause }
      if !isTold {
        try writeSuppression(
          id,
          suppression.channel.map(name) ?? "all",
          suppression.cause,
          until: suppression.until
        )
      }
    }
  }

  private func writeSuppression(
    _ id: String,
    _ channel: String,
    _ cause: SuppressionCause,
    until: Instant?
  ) throws {
    suppressions.field(id)
    suppressions.field(channel)
    suppressions.field(cause.rawValue)
    suppressions.field(until.map { "\($0)" } ?? "")
    try suppressions.endRecord()
  }

  private func name(of channel: Channel) -> String { channelNames[Int(channel.rawValue)] }
}
