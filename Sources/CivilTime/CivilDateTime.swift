/// What a calendar and a clock on the wall show: a date and a time of day without a zone.
///
/// The calendar is the Gregorian one in all years.
public struct CivilDateTime: Hashable, Sendable, Codable {
  /// The year.
  public var year: Int
  /// The month, 1 to 12.
  public var month: Int
  /// The day of the month, from 1.
  public var day: Int
  /// The hour, 0 to 23.
  public var hour: Int
  /// The minute, 0 to 59.
  public var minute: Int
  /// The second, 0 to 59.
  public var second: Int
  /// The fraction of the second, in microseconds.
  public var microsecond: Int

  /// Creates a date and time; ``isPossible`` tells whether the calendar has it.
  public init(
    year: Int,
    month: Int,
    day: Int,
    hour: Int = 0,
    minute: Int = 0,
    second: Int = 0,
    microsecond: Int = 0
  ) {
    self.year = year
    self.month = month
    self.day = day
    self.hour = hour
    self.minute = minute
    self.second = second
    self.microsecond = microsecond
  }

  /// Creates midnight of a day, given its number of days since 1970-01-01.
  public init(dayNumber: Int) {
    self.init(localSeconds: Int64(dayNumber) * 86_400, microsecond: 0)
  }

  /// Creates what a clock in UTC shows.
  public init(utc instant: Instant) {
    let seconds = instant.seconds
    // The seconds of the earliest instants, rounded down, lie before the first microsecond.
    self.init(
      localSeconds: seconds,
      microsecond: Int(instant.microseconds &- seconds &* 1_000_000)
    )
  }

  /// Creates a date and time from seconds since 1970-01-01T00:00:00 on the same clock.
  init(localSeconds: Int64, microsecond: Int) {
    let dayNumber = Int(localSeconds.flooredQuotient(by: 86_400))
    let secondOfDay = Int(localSeconds) - dayNumber * 86_400
    (year, month, day) = Self.date(dayNumber: dayNumber)
    hour = secondOfDay / 3_600
    minute = secondOfDay / 60 % 60
    second = secondOfDay % 60
    self.microsecond = microsecond
  }

  /// Days since 1970-01-01, negative before it.
  public var dayNumber: Int {
    // Years begin in March here, so that the leap day is the last one; an era is 400 years.
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted.flooredQuotient(by: 400)
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// The day of the week, 0 (Monday) to 6.
  public var weekday: Int {
    let shifted = dayNumber + 3
    return shifted - shifted.flooredQuotient(by: 7) * 7
  }

  /// The hour of the week; the date must be possible.
  public var hourOfWeek: HourOfWeek { HourOfWeek(day: weekday, hour: hour) }

  /// Whether the calendar has this day and the clock this time; there is no second 60.
  public var isPossible: Bool {
    (1...12).contains(month) && (1...Self.days(inMonth: month, of: year)).contains(day)
      && (0...23).contains(hour) && (0...59).contains(minute) && (0...59).contains(second)
      && (0...999_999).contains(microsecond)
  }

  /// Seconds since 1970-01-01T00:00:00 on the same clock, without the fraction.
  var localSeconds: Int64 {
    Int64(dayNumber) * 86_400 + Int64(hour * 3_600 + minute * 60 + second)
  }

  /// How many days a month has.
  static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  private static func date(dayNumber: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = dayNumber + 719_468
    let era = shifted.flooredQuotient(by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
  }
}

extension CivilDateTime: Comparable {
  /// Orders by date, then by time of day.
  public static func < (left: CivilDateTime, right: CivilDateTime) -> Bool {
    (left.dayNumber, left.hour, left.minute, left.second, left.microsecond)
      < (right.dayNumber, right.hour, right.minute, right.second, right.microsecond)
  }
}

extension BinaryInteger {
  /// The quotient rounded towards minus infinity; the divisor must be positive.
  @inline(__always)
  func flooredQuotient(by divisor: Self) -> Self {
    let quotient = self / divisor
    return self < quotient * divisor ? quotient - 1 : quotient
  }
}
