/// A length of time in microseconds; a day is always 24 hours.
///
///     let halfLife = TimeSpan.days(14)
///     let window = TimeSpan(parsing: "90m")
public struct TimeSpan: RawRepresentable, Hashable, Sendable, Codable {
  /// The length in microseconds.
  public let rawValue: Int64

  /// Creates a span from microseconds.
  @inlinable
  public init(rawValue: Int64) { self.rawValue = rawValue }

  /// Creates a span from microseconds.
  @inlinable
  public init(microseconds: Int64) { self.rawValue = microseconds }

  /// The length in microseconds.
  @inlinable
  public var microseconds: Int64 { rawValue }

  /// No time at all.
  public static let zero = TimeSpan(microseconds: 0)

  /// A number of weeks.
  public static func weeks(_ count: Int) -> TimeSpan { .days(7 * count) }

  /// A number of days.
  public static func days(_ count: Int) -> TimeSpan { .hours(24 * count) }

  /// A number of hours.
  public static func hours(_ count: Int) -> TimeSpan { .seconds(3_600 * count) }

  /// A number of minutes.
  public static func minutes(_ count: Int) -> TimeSpan { .seconds(60 * count) }

  /// A number of seconds.
  public static func seconds(_ count: Int) -> TimeSpan {
    TimeSpan(microseconds: 1_000_000 * Int64(count))
  }

  /// The length in days.
  @inlinable
  public var inDays: Double { Double(rawValue) / 86_400e6 }

  /// The length in seconds.
  @inlinable
  public var inSeconds: Double { Double(rawValue) / 1e6 }
}

extension TimeSpan: Comparable {
  /// Orders by length.
  @inlinable
  public static func < (left: TimeSpan, right: TimeSpan) -> Bool { left.rawValue < right.rawValue }

  /// The sum of two spans.
  @inlinable
  public static func + (left: TimeSpan, right: TimeSpan) -> TimeSpan {
    TimeSpan(microseconds: left.rawValue + right.rawValue)
  }

  /// The difference of two spans.
  @inlinable
  public static func - (left: TimeSpan, right: TimeSpan) -> TimeSpan {
    TimeSpan(microseconds: left.rawValue - right.rawValue)
  }
}

extension TimeSpan: CustomStringConvertible {
  /// The units, from long to short, as microseconds.
  private static let units: [(name: String, length: Int64)] = [
    ("w", 604_800_000_000), ("d", 86_400_000_000), ("h", 3_600_000_000), ("m", 60_000_000),
    ("s", 1_000_000), ("ms", 1_000), ("us", 1),
  ]

  /// A thousand years; what people mean is shorter, and no sum of such spans overflows.
  private static let longest: Int64 = 365_250 * 86_400_000_000

  /// Reads a whole number and a unit: `2w`, `30d`, `12h`, `90m`, `45s`, `500ms` or `10us`.
  ///
  /// Nil for anything else, for signs, and for spans over a thousand years.
  public init?(parsing text: String) {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let name = text.dropFirst(digits.count)
    guard let count = Int64(digits), let unit = Self.units.first(where: { $0.name == name }),
      count <= Self.longest / unit.length
    else { return nil }
    rawValue = count * unit.length
  }

  /// The span in the longest unit up to days that divides it: `30d`, `36h`, `0s`.
  ///
  /// A span that is not negative can be read back with `init(parsing:)`.
  public var description: String {
    guard rawValue != 0 else { return "0s" }
    for unit in Self.units.dropFirst() where rawValue % unit.length == 0 {
      return "\(rawValue / unit.length)\(unit.name)"
    }
    return "\(rawValue)us"
  }
}
