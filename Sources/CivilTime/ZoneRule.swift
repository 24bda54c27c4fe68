/// The rule for all years after the last listed transition: the POSIX `TZ` text at a file's end.
///
/// Examples are `CET-1CEST,M3.5.0,M10.5.0/3` and `<-03>3`; POSIX counts offsets westwards.
struct ZoneRule: Hashable, Sendable {
  /// Seconds east of UTC in standard time.
  var standardOffset: Int
  /// Daylight-saving time, where the zone has it.
  var daylight: Daylight?

  /// When the clock is shifted, and how far east of UTC it then is.
  struct Daylight: Hashable, Sendable {
    var offset: Int
    var start: Date
    var end: Date
  }

  /// One date a year, with a time of day on the clock that is valid until then.
  struct Date: Hashable, Sendable {
    var day: Day
    var secondOfDay: Int
  }

  /// The three ways in which POSIX names a day.
  enum Day: Hashable, Sendable {
    /// `Jn`: 1 to 365, where February 29 is never counted.
    case ordinary(Int)
    /// `n`: 0 to 365, where February 29 is counted.
    case counted(Int)
    /// `Mm.w.d`: weekday `d` (0 is Sunday) of week `w` of month `m`; week 5 is the last.
    case weekday(month: Int, week: Int, day: Int)
  }

  /// The two transitions of a year in order of time, as seconds since 1970; none without
  /// daylight-saving time.
  func transitions(in year: Int) -> [(at: Int64, offset: Int)] {
    guard let daylight else { return [] }
    let start = daylight.start.localSeconds(in: year) - Int64(standardOffset)
    let end = daylight.end.localSeconds(in: year) - Int64(daylight.offset)
    let pair = [(at: start, offset: daylight.offset), (at: end, offset: standardOffset)]
    return start < end ? pair : [pair[1], pair[0]]
  }
}

extension ZoneRule.Date {
  func localSeconds(in year: Int) -> Int64 {
    Int64(dayNumber(in: year)) * 86_400 + Int64(secondOfDay)
  }

  private func dayNumber(in year: Int) -> Int {
    let newYear = CivilDateTime(year: year, month: 1, day: 1).dayNumber
    switch day {
    case .ordinary(let number):
      return newYear + number - 1 + (number >= 60 && CivilDateTime.isLeap(year) ? 1 : 0)
    case .counted(let number):
      return newYear + number
    case .weekday(let month, let week, let day):
      let first = CivilDateTime(year: year, month: month, day: 1)
      // POSIX counts weekdays from Sunday, CivilDateTime from Monday.
      let firstMatch = (day + 6 - first.weekday) % 7
      let length = CivilDateTime.days(inMonth: month, of: year)
      var offset = firstMatch + 7 * (week - 1)
      if offset >= length { offset -= 7 }
      return first.dayNumber + offset
    }
  }
}

extension ZoneRule {
  /// Reads a POSIX `TZ` text; nil where it is not one.
  init?(parsing text: [UInt8]) {
    var reader = Reader(rest: text[...])
    guard reader.skipName(), let west = reader.time(longest: 24) else { return nil }
    standardOffset = -west
    daylight = nil
    guard !reader.rest.isEmpty else { return }
    guard reader.skipName() else { return nil }
    var offset = standardOffset + 3_600
    if reader.rest.first != UInt8(ascii: ",") {
      guard let west = reader.time(longest: 24) else { return nil }
      offset = -west
    }
    guard let start = reader.date(), let end = reader.date(), reader.rest.isEmpty else {
      return nil
    }
    daylight = Daylight(offset: offset, start: start, end: end)
  }

  /// Reads the parts of a POSIX `TZ` text one after the other.
  private struct Reader {
    var rest: ArraySlice<UInt8>

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
      guard rest.first == UInt8(ascii: character) else { return false }
      rest.removeFirst()
      return true
    }

    /// Skips `CET` or `<+0530>`.
    mutating func skipName() -> Bool {
      if skip("<") {
        guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return false }
        rest = rest[(end + 1)...]
        return true
      }
      let name = rest.prefix { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0 & 0xDF) }
      rest = rest.dropFirst(name.count)
      return name.count >= 3
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int? {
      let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      guard let value = Int(String(decoding: digits, as: UTF8.self)), range.contains(value) else {
        return nil
      }
      rest = rest.dropFirst(digits.count)
      return value
    }

    /// Reads `[+-]h[h[h]][:mm[:ss]]` as seconds.
    mutating func time(longest hours: Int) -> Int? {
      let isNegative = skip("-")
      if !isNegative { _ = skip("+") }
      guard var seconds = number(0...hours).map({ $0 * 3_600 }) else { return nil }
      for unit in [60, 1] where skip(":") {
        guard let value = number(0...59) else { return nil }
        seconds += value * unit
      }
      return isNegative ? -seconds : seconds
    }

    /// Reads `,M3.5.0/2`, `,J60` or `,59`; the time is 02:00 unless given.
    mutating func date() -> Date? {
      guard skip(","), let day = day() else { return nil }
      guard skip("/") else { return Date(day: day, secondOfDay: 7_200) }
      return time(longest: 167).map { Date(day: day, secondOfDay: $0) }
    }

    private mutating func day() -> Day? {
      if skip("J") { return number(1...365).map(Day.ordinary) }
      guard skip("M") else { return number(0...365).map(Day.counted) }
      guard let month = number(1...12), skip("."), let week = number(1...5), skip("."),
        let day = number(0...6)
      else { return nil }
      return .weekday(month: month, week: week, day: day)
    }
  }
}
