/// A time zone: how the local clock follows from UTC, at any time.
///
///     let zone = try Zone.named("Europe/Berlin")
///     let hour = zone.hourOfWeek(at: instant)
///
/// Transitions up to 2100 stand in a table, later ones follow from the zone's rule.
public final class Zone: Sendable {
  /// The name, as asked for.
  public let identifier: String

  /// Times of equal offset in order; the last one only ends the table.
  private let segments: [Segment]
  /// For each 48 days since 1970, the segment that holds their first second.
  private let buckets: [UInt16]
  private let rule: ZoneRule?

  /// A time of equal offset, from `start` to the next segment's start.
  struct Segment {
    var start: Int64
    var offset: Int64
  }

  private static let bucketShift: Int64 = 22
  /// 2101-01-01T00:00:00Z: where the table ends and the rule takes over.
  private static let tableEnd: Int64 = 4_133_980_800
  /// No clock is this far away from UTC; ``ZoneFile`` refuses those that say so.
  static let furthestOffset: Int64 = 26 * 3_600
  /// Beyond what an ``Instant`` can hold, and small enough to add offsets to.
  private static let endOfTime: Int64 = 1 << 44
  /// A multiple of a week that makes all local seconds positive, shifted as 1970 began on a
  /// Thursday.
  private static let weekShift: Int64 = (1 << 24) * 604_800 + 3 * 86_400

  init(identifier: String, file: ZoneFile) {
    var segments = [Segment(start: -Self.endOfTime, offset: Int64(file.firstOffset))]
    func append(_ transition: (at: Int64, offset: Int)) {
      let last = segments[segments.count - 1]
      guard last.offset != transition.offset else { return }
      if transition.at <= last.start {
        segments[segments.count - 1].offset = Int64(transition.offset)
      } else {
        segments.append(Segment(start: transition.at, offset: Int64(transition.offset)))
      }
    }
    for transition in file.transitions { append(transition) }
    if let rule = file.rule, rule.daylight != nil {
      let listed = file.transitions.last?.at ?? -Self.endOfTime
      let from = file.transitions.isEmpty ? 1970 : Instant.year(ofSeconds: listed)
      for year in from...max(from, 2101) {
        for transition in rule.transitions(in: year) where transition.at > listed {
          append(transition)
        }
      }
    }
    segments.append(Segment(start: Self.endOfTime, offset: 0))
    self.identifier = identifier
    self.segments = segments
    self.rule = file.rule
    var index = 0
    buckets = (0...(Self.tableEnd >> Self.bucketShift)).map { bucket in
      while segments[index + 1].start <= bucket << Self.bucketShift { index += 1 }
      return UInt16(index)
    }
  }

  /// Seconds that the local clock is ahead of UTC.
  public func offset(at instant: Instant) -> Int {
    Int(offset(atSeconds: instant.seconds))
  }

  /// The local date and time.
  public func civil(at instant: Instant) -> CivilDateTime {
    let seconds = instant.seconds
    return CivilDateTime(
      localSeconds: seconds + offset(atSeconds: seconds),
      microsecond: Int(instant.microseconds &- seconds &* 1_000_000)
    )
  }

  /// The hour of the week that the local clock shows.
  public func hourOfWeek(at instant: Instant) -> HourOfWeek {
    let seconds = instant.seconds
    let local = seconds + offset(atSeconds: seconds) + Self.weekShift
    return HourOfWeek(number: UInt64(bitPattern: local) / 3_600 % 168)
  }

  @inline(__always)
  private func offset(atSeconds seconds: Int64) -> Int64 {
    guard UInt64(bitPattern: seconds) < UInt64(Self.tableEnd) else {
      return span(containing: seconds).offset
    }
    var index = Int(buckets[Int(seconds >> Self.bucketShift)])
    while segments[index + 1].start <= seconds { index += 1 }
    return segments[index].offset
  }

  /// The offset that is valid at a second and for 26 hours around it; nil near a transition and
  /// outside the table.
  ///
  /// No clock is 26 hours away from UTC, so a local time read as UTC finds its one offset here:
  /// this makes `instant(of:)` as quick as `offset(at:)` on most days of a year.
  @inline(__always)
  func steadyOffset(around seconds: Int64) -> Int64? {
    guard UInt64(bitPattern: seconds) < UInt64(Self.tableEnd) else { return nil }
    var index = Int(buckets[Int(seconds >> Self.bucketShift)])
    while segments[index + 1].start <= seconds { index += 1 }
    guard segments[index].start <= seconds - Self.furthestOffset,
      segments[index + 1].start > seconds + Self.furthestOffset
    else { return nil }
    return segments[index].offset
  }

  /// The time of equal offset that contains a second, with its end.
  func span(containing seconds: Int64) -> (start: Int64, end: Int64, offset: Int64) {
    if seconds >= Self.tableEnd, let rule, rule.daylight != nil {
      return Self.span(containing: seconds, by: rule)
    }
    var low = 0
    var high = segments.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if segments[middle].start <= seconds { low = middle } else { high = middle }
    }
    return (segments[low].start, segments[high].start, segments[low].offset)
  }

  private static func span(
    containing seconds: Int64,
    by rule: ZoneRule
  ) -> (start: Int64, end: Int64, offset: Int64) {
    let year = Instant.year(ofSeconds: seconds)
    let around = ((year - 1)...(year + 1)).flatMap { rule.transitions(in: $0) }
    // Six transitions, the first ones a year before and the last ones a year after.
    let next = around.firstIndex { $0.at > seconds } ?? around.count - 1
    let current = around[max(next - 1, 0)]
    return (current.at, around[next].at, Int64(current.offset))
  }
}

extension Instant {
  /// The year in UTC of a second since 1970.
  static func year(ofSeconds seconds: Int64) -> Int {
    CivilDateTime(localSeconds: seconds, microsecond: 0).year
  }
}

extension Zone: Hashable, CustomStringConvertible {
  /// Zones of one name are equal.
  public static func == (left: Zone, right: Zone) -> Bool {
    left === right || left.identifier == right.identifier
  }

  /// Feeds the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(identifier) }

  /// The name.
  public var description: String { identifier }
}
