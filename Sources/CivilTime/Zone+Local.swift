/// What the instant of a local time can be.
public enum LocalTime: Hashable, Sendable {
  /// The clock shows this time once.
  case unique(Instant)
  /// The clock was set back and shows this time twice.
  case fold(earlier: Instant, later: Instant)
  /// The clock was set forward and never shows this time: by the offset before the gap it would
  /// be `shifted`, as long after the gap's start as asked; the gap itself is at `transition`.
  case gap(shifted: Instant, transition: Instant)

  /// The one instant to use: the earlier in a fold, the shifted one in a gap.
  public var instant: Instant {
    switch self {
    case .unique(let instant): instant
    case .fold(let earlier, _): earlier
    case .gap(let shifted, _): shifted
    }
  }
}

extension Zone {
  /// The instant at which the local clock shows a date and time.
  ///
  /// The earlier one where the clock shows it twice. Where the clock skips it, the offset before
  /// the gap counts, so that the result lies after the gap: 02:30 becomes 03:30.
  ///
  /// - Complexity: O(1), except within 26 hours of a transition.
  public func instant(of civil: CivilDateTime) -> Instant {
    let local = civil.localSeconds
    guard let offset = steadyOffset(around: local) else { return localTime(of: civil).instant }
    return Instant(microseconds: (local - offset) * 1_000_000 + Int64(civil.microsecond))
  }

  /// The instant of a local date and time, and whether the clock shows it once, twice or never.
  public func localTime(of civil: CivilDateTime) -> LocalTime {
    let local = civil.localSeconds
    let microsecond = Int64(civil.microsecond)
    func instant(_ seconds: Int64) -> Instant {
      Instant(microseconds: seconds * 1_000_000 + microsecond)
    }
    // All spans that can show this time begin the search here.
    var span = span(containing: local - Self.furthestOffset)
    var found: Int64?
    while true {
      if local - span.offset >= span.start && local - span.offset < span.end {
        if let found {
          return .fold(earlier: instant(found), later: instant(local - span.offset))
        }
        found = local - span.offset
      }
      if span.end > local + Self.furthestOffset { break }
      let next = self.span(containing: span.end)
      if found == nil, local >= span.end + span.offset, local < next.start + next.offset {
        return .gap(
          shifted: instant(local - span.offset),
          transition: Instant(seconds: span.end)
        )
      }
      span = next
    }
    return .unique(instant(found ?? local - span.offset))
  }

  /// The next instant, strictly after the given one, at which an hour of the week begins locally.
  ///
  /// A doubled hour begins once, the first time; a skipped hour begins as long after the gap's
  /// start as it would have.
  public func nextInstant(of hour: HourOfWeek, after instant: Instant) -> Instant {
    let today = civil(at: instant)
    var dayNumber = today.dayNumber - today.weekday + hour.day - 7
    while true {
      var begin = CivilDateTime(dayNumber: dayNumber)
      begin.hour = hour.hour
      let candidate = self.instant(of: begin)
      if candidate > instant { return candidate }
      dayNumber += 7
    }
  }
}
