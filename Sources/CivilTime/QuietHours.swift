/// The hours of the local day in which nobody is to be disturbed.
///
///     let night = QuietHours(from: 21, to: 8)  // 21:00 to 07:59
public struct QuietHours: Hashable, Sendable, Codable {
  /// The first quiet hour, 0 to 23.
  public let from: Int
  /// The first hour after the quiet ones, 0 to 23.
  public let to: Int

  /// No quiet hours.
  public static let none = QuietHours(from: 0, to: 0)

  /// Creates quiet hours that begin at `from`:00 and end at `to`:00, across midnight if need be.
  ///
  /// Hours count modulo 24, so 24 is midnight. Equal hours mean that no hour is quiet.
  public init(from: Int, to: Int) {
    self.from = from - from.flooredQuotient(by: 24) * 24
    self.to = to - to.flooredQuotient(by: 24) * 24
  }

  /// Reads quiet hours, as `init(from:to:)` makes them.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      from: try container.decode(Int.self, forKey: .from),
      to: try container.decode(Int.self, forKey: .to)
    )
  }

  /// Whether an hour of the day is quiet.
  public func contains(hour: Int) -> Bool {
    from <= to ? (from..<to).contains(hour) : hour >= from || hour < to
  }

  /// The instant itself where it is not in quiet hours, else the first one after them.
  ///
  /// What counts is the clock on the wall: also on days on which it is set forward or back.
  public func firstAllowed(from instant: Instant, in zone: Zone) -> Instant {
    var instant = instant
    while contains(hour: zone.civil(at: instant).hour) { instant = zone.nextHour(after: instant) }
    return instant
  }
}

extension Zone {
  /// The next instant at which the local clock strikes the hour or is set.
  fileprivate func nextHour(after instant: Instant) -> Instant {
    let seconds = instant.seconds
    let span = span(containing: seconds)
    let local = seconds + span.offset
    let strike = (local.flooredQuotient(by: 3_600) + 1) * 3_600 - span.offset
    return Instant(seconds: min(strike, span.end))
  }
}
