/// One of the 168 hours of a week on the local clock: 0 is Monday 00:00, 167 is Sunday 23:00.
public struct HourOfWeek: RawRepresentable, Hashable, Sendable {
  /// The number of the hour, below ``count``.
  public let rawValue: UInt8

  /// How many hours a week has.
  public static let count = 168

  private static let dayNames = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]

  /// Creates an hour of the week from its number; nil from ``count`` on.
  @inlinable
  public init?(rawValue: UInt8) {
    guard rawValue < Self.count else { return nil }
    self.rawValue = rawValue
  }

  /// Creates an hour of the week from a day, 0 (Monday) to 6, and an hour, 0 to 23.
  @inlinable
  public init(day: Int, hour: Int) {
    precondition((0..<7).contains(day), "a day of the week is 0 (Monday) to 6")
    precondition((0..<24).contains(hour), "an hour of the day is 0 to 23")
    self.rawValue = UInt8(truncatingIfNeeded: 24 * day + hour)
  }

  /// Creates an hour of the week from its number, which must be below ``count``.
  @inlinable
  init(number: UInt64) {
    self.rawValue = UInt8(truncatingIfNeeded: number)
  }

  /// The day of the week, 0 (Monday) to 6.
  @inlinable
  public var day: Int { Int(rawValue) / 24 }

  /// The hour of the day, 0 to 23.
  @inlinable
  public var hour: Int { Int(rawValue) % 24 }

  /// The English name of the day.
  public var dayName: String { Self.dayNames[day] }
}

extension HourOfWeek: Codable {}

extension HourOfWeek: Comparable {
  /// Orders from Monday 00:00 to Sunday 23:00.
  @inlinable
  public static func < (left: HourOfWeek, right: HourOfWeek) -> Bool {
    left.rawValue < right.rawValue
  }
}

extension HourOfWeek: CaseIterable {
  /// All hours, from Monday 00:00 to Sunday 23:00.
  public static let allCases = (0..<UInt64(count)).map { HourOfWeek(number: $0) }
}

extension HourOfWeek: CustomStringConvertible {
  /// The day and the hour: `Tuesday 09:00`.
  public var description: String { "\(dayName) \(hour < 10 ? "0" : "")\(hour):00" }
}
