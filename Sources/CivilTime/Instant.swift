// CivilTime: clocks and calendars. Comes in: zone names, the system's time-zone files, texts from
// exports. Goes out: instants in UTC, local times, hours of the week, quiet hours.
// This room must not know what a contact or a send is, and it never reads the clock.

/// A moment in time: microseconds since 1970-01-01T00:00:00Z, without leap seconds.
///
///     let cutoff = Instant.parse("2025-06-30T22:00:00Z")
public struct Instant: RawRepresentable, Hashable, Sendable, Codable {
  /// Microseconds since 1970 in UTC.
  public let rawValue: Int64

  /// Creates an instant from microseconds since 1970.
  @inlinable
  public init(rawValue: Int64) { self.rawValue = rawValue }

  /// Creates an instant from microseconds since 1970.
  @inlinable
  public init(microseconds: Int64) { self.rawValue = microseconds }

  /// Creates an instant from whole seconds since 1970.
  @inlinable
  public init(seconds: Int64) { self.rawValue = seconds * 1_000_000 }

  /// Microseconds since 1970 in UTC.
  @inlinable
  public var microseconds: Int64 { rawValue }

  /// Whole seconds since 1970 in UTC, rounded down.
  @inlinable
  public var seconds: Int64 {
    let quotient = rawValue / 1_000_000
    return rawValue < quotient * 1_000_000 ? quotient - 1 : quotient
  }

  /// Reads RFC 3339 text with `Z` or an offset, or a bare date, which is midnight UTC.
  ///
  /// Nil for anything else: local times without an offset, impossible dates, and years outside
  /// 1900…2200.
  public static func parse(_ text: String) -> Instant? {
    var text = text
    return text.withUTF8 { utf8 in
      guard let time = InstantFormat.iso8601.parse(UnsafeRawBufferPointer(utf8)),
        time.offsetSeconds != nil || time.precision == .day
      else { return nil }
      return time.instant(in: .utc)
    }
  }
}

extension Instant: Comparable {
  /// Orders by time.
  @inlinable
  public static func < (left: Instant, right: Instant) -> Bool { left.rawValue < right.rawValue }

  /// The instant that lies the span later.
  @inlinable
  public static func + (instant: Instant, span: TimeSpan) -> Instant {
    Instant(microseconds: instant.rawValue + span.microseconds)
  }

  /// The instant that lies the span earlier.
  @inlinable
  public static func - (instant: Instant, span: TimeSpan) -> Instant {
    Instant(microseconds: instant.rawValue - span.microseconds)
  }

  /// The time from the right instant to the left one.
  @inlinable
  public static func - (left: Instant, right: Instant) -> TimeSpan {
    TimeSpan(microseconds: left.rawValue - right.rawValue)
  }
}

extension Instant: CustomStringConvertible {
  /// RFC 3339 in UTC, with milliseconds or microseconds only where they are not zero.
  public var description: String { CivilDateTime(utc: self).text(suffix: "Z") }
}
