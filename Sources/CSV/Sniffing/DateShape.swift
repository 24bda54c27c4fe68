/// The shape of a date, with or without a time: enough to tell how it is spelled.
///
/// Whether the day exists is not looked at; times with and without zone have one shape.
struct DateShape {
  /// In which order day and month come.
  enum Order {
    case yearFirst, dayFirst, monthFirst, ambiguous, named
  }

  var order: Order
  var hasTime: Bool

  /// Reads `2025-06-30`, `30/06/2025`, `6/30/25 10:45 PM`, `2025-06-30T10:45:00.5+02:00`.
  init?(_ bytes: UnsafeRawBufferPointer) {
    var cursor = Cursor(bytes)
    guard let first = cursor.number(), let separator = cursor.byte, "-/.".utf8.contains(separator),
      cursor.take(separator), let second = cursor.number(), cursor.take(separator),
      let third = cursor.number(),
      let order = Self.order(first, second, third), let hasTime = cursor.time()
    else { return nil }
    self.order = order
    self.hasTime = hasTime
  }

  /// Reads `Jun 30, 2025 10:45 AM`, `30 June 2025`, `Mon, 30 Jun 2025 10:45:00 +0200`.
  init?(monthName bytes: UnsafeRawBufferPointer) {
    var cursor = Cursor(bytes)
    var numbers = 0
    var names = 0
    while let byte = cursor.byte, numbers < 2 || names < 1 {
      if CellKind.isDigit(byte) {
        guard cursor.number() != nil else { return nil }
        numbers += 1
      } else if let word = cursor.word() {
        if Self.months.contains(word) {
          names += 1
        } else if !Self.days.contains(word) {
          return nil
        }
      } else if !cursor.takeAny(" ,-.") {
        return nil
      }
    }
    guard numbers == 2, names == 1, let hasTime = cursor.time() else { return nil }
    order = .named
    self.hasTime = hasTime
  }

  var kind: CellKind {
    switch order {
    case .yearFirst: hasTime ? .yearFirstTime : .yearFirst
    case .dayFirst: hasTime ? .dayFirstTime : .dayFirst
    case .monthFirst: hasTime ? .monthFirstTime : .monthFirst
    case .ambiguous: hasTime ? .ambiguousOrderTime : .ambiguousOrder
    case .named: hasTime ? .monthNamedTime : .monthNamed
    }
  }

  private typealias Number = (value: Int, digits: Int)

  private static func order(_ first: Number, _ second: Number, _ third: Number) -> Order? {
    if first.digits == 4 {
      let isDay = (1...12).contains(second.value) && (1...31).contains(third.value)
      return isDay && second.digits <= 2 && third.digits <= 2 ? .yearFirst : nil
    }
    guard third.digits == 4 || third.digits == 2, first.digits <= 2, second.digits <= 2,
      (1...31).contains(first.value), (1...31).contains(second.value)
    else { return nil }
    switch (first.value > 12, second.value > 12) {
    case (true, true): return nil
    case (true, false): return .dayFirst
    case (false, true): return .monthFirst
    case (false, false): return .ambiguous
    }
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ].map(letters)
  private static let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map(letters)

  /// Three letters as one number.
  private static func letters(_ word: String) -> UInt32 {
    word.utf8.reduce(0) { $0 << 8 | UInt32($1) }
  }
}

/// Steps over the parts of a date.
private struct Cursor {
  private let bytes: UnsafeRawBufferPointer
  private var position = 0

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  var byte: UInt8? { position < bytes.count ? bytes[position] : nil }

  mutating func take(_ expected: UInt8) -> Bool {
    guard byte == expected else { return false }
    position += 1
    return true
  }

  mutating func takeAny(_ expected: String) -> Bool {
    guard let byte, expected.utf8.contains(byte) else { return false }
    position += 1
    return true
  }

  /// One to four digits.
  mutating func number() -> (value: Int, digits: Int)? {
    var value = 0
    let start = position
    while let byte, CellKind.isDigit(byte), position - start < 5 {
      value = value * 10 + Int(byte - 0x30)
      position += 1
    }
    let digits = position - start
    return (1...4).contains(digits) ? (value, digits) : nil
  }

  /// The first three letters of a word, in lower case as one number.
  mutating func word() -> UInt32? {
    let start = position
    var letters: UInt32 = 0
    while let byte, (0x41...0x5A).contains(byte & 0xDF) {
      if position - start < 3 { letters = letters << 8 | UInt32(byte | 0x20) }
      position += 1
    }
    return position > start ? letters : nil
  }

  /// What follows a day: nothing, or a time with its marks.
  ///
  /// - Returns: Whether there is a time; nil for anything else.
  mutating func time() -> Bool? {
    guard byte != nil else { return false }
    guard takeAny(" T,") else { return nil }
    while takeAny(" ") {}
    guard number() != nil, takeAny(":"), number() != nil else { return nil }
    // Seconds, fractions, AM, PM and zones have no order to get wrong.
    var rest = 0
    while let byte {
      let isLetter = (0x41...0x5A).contains(byte & 0xDF)
      guard CellKind.isDigit(byte) || isLetter || " :.+-/_".utf8.contains(byte) else { return nil }
      position += 1
      rest += 1
    }
    return rest <= 34 ? true : nil
  }
}
