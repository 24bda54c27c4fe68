/// A value that a run writes for each contact, by the name that writer maps use.
public enum ResultField: String, Sendable, CaseIterable {
  /// The contact's id as our results have it, with its source.
  case contactID = "contact_id"
  /// The id without its source: the tool's own.
  case nativeID = "native_id"
  /// The address, from the tool's own export.
  case email
  /// How well the contact fits, 0 to 100.
  case fit
  /// How active the contact is.
  case engagement
  /// The grade, such as `A1`.
  case grade
  /// The letter of the grade.
  case gradeLetter = "grade_letter"
  /// The segment, such as `ready`.
  case segment
  /// The probability of a conversion.
  case probability
  /// The lower end of its interval.
  case probabilityLow = "probability_low"
  /// The upper end of its interval.
  case probabilityHigh = "probability_high"
  /// What moves the probability most, in words.
  case topReason = "top_reason"
  /// The best local hour, 0 to 23.
  case hour
  /// The best local day, `Monday` to `Sunday`.
  case day
  /// The best hour of the week, 0 to 167, from Monday 00:00.
  case hourOfWeek = "hour_of_week"
  /// The contact's time zone.
  case timeZone = "time_zone"
  /// The next such hour, as an instant.
  case sendAt = "send_at"
  /// How often a message at that hour is answered.
  case expectedRate = "expected_rate"
  /// What the hour rests on.
  case basis
  /// The best channel.
  case channel
  /// What the channel rests on.
  case channelBasis = "channel_basis"
  /// Why it is the best one.
  case channelReason = "channel_reason"
  /// When the planned message is to go, as an instant.
  case plannedAt = "planned_at"
  /// Why it is planned so.
  case planReason = "plan_reason"
  /// What the results speak of: the as-of instant.
  case scoredAt = "scored_at"

  /// Whether it is a number.
  public var isNumber: Bool {
    switch self {
    case .fit, .engagement, .probability, .probabilityLow, .probabilityHigh, .hour, .hourOfWeek,
      .expectedRate:
      true
    default: false
    }
  }

  /// Whether it is an instant.
  public var isInstant: Bool { [.sendAt, .plannedAt, .scoredAt].contains(self) }

  /// Whether it names the contact, and so must be written as it is.
  public var isIdentity: Bool { [.contactID, .nativeID, .email].contains(self) }
}
