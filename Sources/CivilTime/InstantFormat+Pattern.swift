extension InstantFormat {
  /// A part of a pattern; widths are numbers of digits.
  enum Token: Hashable, Sendable {
    case literal(UInt8)
    case fourDigitYear
    case twoDigitYear
    case month(width: Int)
    case monthName
    case day(width: Int)
    case hour(width: Int)
    case hourOfHalfDay(width: Int)
    case minute(width: Int)
    case second(width: Int)
    case fraction
    case halfOfDay
    case offset
    /// Letters that say again what the rest says: the name of the day or of the zone.
    case weekday, zoneName

    /// How exact a time is that has this part.
    var precision: Precision {
      switch self {
      case .hour, .hourOfHalfDay: .hour
      case .minute: .minute
      case .second: .second
      case .fraction: .subsecond
      default: .day
      }
    }

    /// What of the time this part tells; two parts of a pattern must not tell the same.
    private var field: String? {
      switch self {
      case .literal, .weekday, .zoneName: nil
      case .fourDigitYear, .twoDigitYear: "year"
      case .month, .monthName: "month"
      case .day: "day"
      case .hour, .hourOfHalfDay: "hour"
      case .minute: "minute"
      case .second: "second"
      case .fraction: "fraction"
      case .halfOfDay: "half of the day"
      case .offset: "offset"
      }
    }

    /// The parts of a pattern.
    static func tokens(of pattern: String) throws(CivilTimeError) -> [Token] {
      var tokens: [Token] = []
      var rest = Array(pattern.utf8)[...]
      while let byte = rest.first {
        if byte == UInt8(ascii: "'") {
          tokens += try quoted(&rest, in: pattern)
        } else if (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte & 0xDF) {
          let letters = rest.prefix { $0 == byte }
          rest = rest.dropFirst(letters.count)
          tokens.append(try token(byte, count: letters.count, in: pattern))
        } else {
          tokens.append(.literal(byte))
          rest.removeFirst()
        }
      }
      try check(tokens, of: pattern)
      return tokens
    }

    /// The literals between quotes; two quotes are one, inside and outside of quoted text.
    private static func quoted(
      _ rest: inout ArraySlice<UInt8>,
      in pattern: String
    ) throws(CivilTimeError) -> [Token] {
      let quote = UInt8(ascii: "'")
      rest.removeFirst()
      if rest.first == quote {
        rest.removeFirst()
        return [.literal(quote)]
      }
      var literals: [Token] = []
      while let byte = rest.popFirst() {
        if byte != quote {
          literals.append(.literal(byte))
        } else if rest.first == quote {
          literals.append(.literal(quote))
          rest.removeFirst()
        } else {
          return literals
        }
      }
      throw bad(pattern, "has a quote that never closes", hint: "write '' for a quote itself")
    }

    private static func token(
      _ letter: UInt8,
      count: Int,
      in pattern: String
    ) throws(CivilTimeError) -> Token {
      switch (Unicode.Scalar(letter), count) {
      case ("y", 4): return .fourDigitYear
      case ("y", 2): return .twoDigitYear
      case ("M", 1...2): return .month(width: count)
      case ("M", 3...4): return .monthName
      case ("d", 1...2): return .day(width: count)
      case ("H", 1...2): return .hour(width: count)
      case ("h", 1...2): return .hourOfHalfDay(width: count)
      case ("m", 1...2): return .minute(width: count)
      case ("s", 1...2): return .second(width: count)
      case ("S", 1...9): return .fraction
      case ("a", 1): return .halfOfDay
      case ("X", 1...3), ("Z", 1): return .offset
      case ("E", 1...4): return .weekday
      case ("z", 1): return .zoneName
      default:
        let letters = String(repeating: String(Unicode.Scalar(letter)), count: count)
        throw bad(
          pattern,
          "has letters without a meaning: '\(letters)'",
          hint: "use yyyy, yy, MM, M, MMM, dd, d, HH, H, hh, h, a, mm, m, ss, s, S, X, Z, z or E, "
            + "and put literal text in quotes: 'at'"
        )
      }
    }

    private static func check(_ tokens: [Token], of pattern: String) throws(CivilTimeError) {
      let fields = tokens.compactMap(\.field)
      for (index, field) in fields.enumerated() where fields[..<index].contains(field) {
        throw bad(pattern, "gives the \(field) twice", hint: "remove one of them")
      }
      for field in ["year", "month", "day"] where !fields.contains(field) {
        throw bad(
          pattern,
          "does not give the \(field)",
          hint: "add it, or use iso8601, epoch-seconds, epoch-milliseconds or epoch-microseconds"
        )
      }
      guard !tokens.contains(.zoneName) || tokens.contains(.offset) else {
        throw bad(
          pattern,
          "has the name of the zone (z) without its offset (X)",
          hint: "names such as CST are several zones; say the zone beside the pattern"
        )
      }
      let hasHalfDayHour = tokens.contains { if case .hourOfHalfDay = $0 { true } else { false } }
      guard hasHalfDayHour == tokens.contains(.halfOfDay) else {
        throw bad(
          pattern,
          "does not have the hour (h) and the half of the day (a) together",
          hint: "use H for hours 0 to 23, or h with a for hours 1 to 12"
        )
      }
    }

    private static func bad(_ pattern: String, _ fault: String, hint: String) -> CivilTimeError {
      CivilTimeError(.badPattern, "time format '\(pattern)' \(fault)", hint: hint)
    }
  }
}
