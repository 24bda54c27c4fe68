public import CivilTime

/// How often the conversion model is learned anew.
///
/// The instant depends on the calendar alone, so that runs without memory agree on it: whoever runs
/// on a Thursday under ``weekly`` learns what was known on Monday.
public enum ModelSchedule: String, Hashable, Sendable, Codable, CaseIterable {
  /// Every night.
  case nightly
  /// On Mondays at 00:00 UTC.
  case weekly
  /// On the first of the month at 00:00 UTC.
  case monthly

  /// The instant whose knowledge is learned from: the newest one on the calendar.
  public func trainingInstant(asOf: Instant) -> Instant {
    var civil = CivilDateTime(utc: asOf)
    switch self {
    case .nightly: return asOf
    case .weekly: return Self.midnight(civil.dayNumber - civil.weekday)
    case .monthly:
      civil.day = 1
      return Self.midnight(civil.dayNumber)
    }
  }

  /// The beginning of a day, counted from 1970.
  private static func midnight(_ day: Int) -> Instant { Instant(seconds: Int64(day) * 86_400) }
}
