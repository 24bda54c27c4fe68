#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

extension ActivityDays {
  /// What follows upon itself in a streak.
  public enum Unit: Sendable, Hashable, CaseIterable {
    /// Days of the calendar.
    case day
    /// Weeks from Monday to Sunday.
    case week

    /// The number of the unit that a day lies in; 1970-01-01 was a Thursday.
    @inline(__always)
    func number(_ day: Int32) -> Int32 {
      switch self {
      case .day: day
      case .week: (day + 3) >= 0 ? (day + 3) / 7 : (day - 3) / 7
      }
    }
  }

  /// How many days or weeks in a row are active up to the last day.
  ///
  /// The last day or week need not be active, since it may not be over; the one before must be
  /// where it is not.
  ///
  /// - Complexity: O(days in the streak).
  public func currentStreak(of unit: Unit, endingOn last: Int32) -> Int {
    guard let newest = days.last else { return 0 }
    var number = unit.number(newest)
    guard number >= unit.number(last) - 1 else { return 0 }
    var length = 1
    for day in days.dropLast().reversed() {
      let other = unit.number(day)
      if other == number { continue }
      guard other == number - 1 else { break }
      number = other
      length += 1
    }
    return length
  }

  /// The most days or weeks in a row that were ever active.
  ///
  /// - Complexity: O(days).
  public func longestStreak(of unit: Unit) -> Int {
    var longest = 0
    var length = 0
    var previous: Int32?
    for day in days {
      let number = unit.number(day)
      if number == previous { continue }
      length = previous == number - 1 ? length + 1 : 1
      longest = max(longest, length)
      previous = number
    }
    return longest
  }

  /// How lively the last 30 days were against the 60 before: `ln((a + 1) / (b/2 + 1))`.
  ///
  /// With a events in the last 30 days and b in the 60 days before them; 0 where both have the
  /// same rate, above 0 where activity grows. One event is added to each, so that few events tell
  /// little.
  public func trend(endingOn last: Int32) -> Double {
    let recent = window(of: 30, endingOn: last).events
    let all = window(of: 90, endingOn: last).events
    return Self.trend(recent: recent, earlier: all - recent)
  }
}

extension ActivityDays {
  static func trend(recent: Int, earlier: Int) -> Double {
    log((Double(recent) + 1) / (Double(earlier) / 2 + 1))
  }
}
