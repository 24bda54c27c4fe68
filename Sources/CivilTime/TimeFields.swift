/// The fields of a time while its text is being read.
struct TimeFields {
  private var year = 0
  private var month = 0
  private var day = 0
  private var hour = 0
  private var minute = 0
  private var second = 0
  private var microsecond = 0
  private var isAfternoon: Bool?
  private var offsetSeconds: Int?
  private var precision = Precision.day

  /// The time, if the calendar has it and it is between 1900 and 2200.
  @inline(__always)
  var time: ParsedTime? {
    var hour = hour
    if let isAfternoon {
      guard (1...12).contains(hour) else { return nil }
      hour = hour % 12 + (isAfternoon ? 12 : 0)
    }
    let civil = CivilDateTime(
      year: year,
      month: month,
      day: day,
      hour: hour,
      minute: minute,
      second: second,
      microsecond: microsecond
    )
    guard (1900...2200).contains(year), civil.isPossible else { return nil }
    return ParsedTime(civil: civil, offsetSeconds: offsetSeconds, precision: precision)
  }

  /// Reads a time in ISO 8601, extended format.
  @inline(__always)
  mutating func readISO8601(_ cursor: inout TextCursor) -> Bool {
    guard let year = cursor.digits(4), cursor.skip(UInt8(ascii: "-")),
      let month = cursor.digits(2), cursor.skip(UInt8(ascii: "-")), let day = cursor.digits(2)
    else { return false }
    (self.year, self.month, self.day) = (year, month, day)
    if cursor.isAtEnd { return true }

    guard
      cursor.skip(UInt8(ascii: "T")) || cursor.skip(UInt8(ascii: " "))
        || cursor.skip(UInt8(ascii: "t")),
      let hour = cursor.digits(2), cursor.skip(UInt8(ascii: ":")), let minute = cursor.digits(2)
    else { return false }
    (self.hour, self.minute, precision) = (hour, minute, .minute)
    if cursor.skip(UInt8(ascii: ":")) {
      guard let second = cursor.digits(2) else { return false }
      (self.second, precision) = (second, .second)
      if cursor.skip(UInt8(ascii: ".")) || cursor.skip(UInt8(ascii: ",")) {
        guard let fraction = cursor.fraction() else { return false }
        (microsecond, precision) = (fraction, .subsecond)
      }
    }
    if cursor.isAtEnd { return true }

    _ = cursor.skip(UInt8(ascii: " "))
    offsetSeconds = cursor.offset()
    return offsetSeconds != nil
  }

  /// Reads a number of units since 1970; a fraction of a second may follow whole seconds.
  mutating func readEpoch(_ cursor: inout TextCursor, unitsPerSecond: Int64) -> Bool {
    let isNegative = cursor.skip(UInt8(ascii: "-"))
    // 16 digits of microseconds reach the year 2286.
    guard let count = cursor.digits(atMost: 16) else { return false }
    var microseconds = count.multipliedReportingOverflow(by: 1_000_000 / Int(unitsPerSecond))
    precision = unitsPerSecond == 1 ? .second : .subsecond
    if unitsPerSecond == 1, cursor.skip(UInt8(ascii: ".")) {
      guard let fraction = cursor.fraction() else { return false }
      let sum = microseconds.partialValue.addingReportingOverflow(fraction)
      microseconds = (sum.partialValue, microseconds.overflow || sum.overflow)
      precision = .subsecond
    }
    guard !microseconds.overflow else { return false }
    let value = Int64(microseconds.partialValue)
    let civil = CivilDateTime(utc: Instant(microseconds: isNegative ? -value : value))
    (year, month, day) = (civil.year, civil.month, civil.day)
    (hour, minute, second) = (civil.hour, civil.minute, civil.second)
    microsecond = civil.microsecond
    offsetSeconds = 0
    return true
  }

  /// Reads the next part of a pattern.
  mutating func read(_ token: InstantFormat.Token, _ cursor: inout TextCursor) -> Bool {
    precision = max(precision, token.precision)
    return switch token {
    case .literal(let byte): cursor.skip(byte)
    case .fourDigitYear: Self.set(&year, to: cursor.digits(4))
    case .twoDigitYear:
      Self.set(&year, to: cursor.digits(2).map { $0 < 69 ? 2000 + $0 : 1900 + $0 })
    case .month(let width): Self.set(&month, to: cursor.number(width))
    case .monthName: Self.set(&month, to: cursor.monthName())
    case .day(let width): Self.set(&day, to: cursor.number(width))
    case .hour(let width), .hourOfHalfDay(let width): Self.set(&hour, to: cursor.number(width))
    case .minute(let width): Self.set(&minute, to: cursor.number(width))
    case .second(let width): Self.set(&second, to: cursor.number(width))
    case .fraction: Self.set(&microsecond, to: cursor.fraction())
    case .halfOfDay: Self.set(&isAfternoon, to: cursor.isAfternoon())
    case .offset: Self.set(&offsetSeconds, to: cursor.offset())
    case .weekday: cursor.skipName(including: "")
    case .zoneName: cursor.skipName(including: "+-:0123456789")
    }
  }

  private static func set<Field>(_ field: inout Field, to value: Field?) -> Bool {
    guard let value else { return false }
    field = value
    return true
  }
}

extension TextCursor {
  private static let monthNames: [StaticString] = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]
  private static let monthAbbreviations: [StaticString] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// Reads a number of exactly two digits, or of one or two where the width is 1.
  fileprivate mutating func number(_ width: Int) -> Int? {
    width == 2 ? digits(2) : digits(atMost: 2)
  }

  /// Reads an English name of a month or its abbreviation.
  fileprivate mutating func monthName() -> Int? {
    for (index, name) in Self.monthNames.enumerated() where skip(word: name) { return index + 1 }
    if skip(word: "sept") { return 9 }
    for (index, name) in Self.monthAbbreviations.enumerated() where skip(word: name) {
      return index + 1
    }
    return nil
  }

  /// Skips letters and some other bytes, at least one.
  fileprivate mutating func skipName(including others: StaticString) -> Bool {
    let start = position
    while isLetter(next) || others.withUTF8Buffer({ $0.contains(next) }), skip(next) {}
    return position > start
  }

  private func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  /// Reads `AM` or `PM`, in any case and with or without dots.
  fileprivate mutating func isAfternoon() -> Bool? {
    if skip(word: "am") || skip(word: "a.m.") { return false }
    if skip(word: "pm") || skip(word: "p.m.") { return true }
    return nil
  }
}
