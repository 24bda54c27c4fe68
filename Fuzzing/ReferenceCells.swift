@testable import CSV

/// What cells mean, written down a second time and slowly.
enum ReferenceCells {
  static func trimmed(_ cell: [UInt8]) -> [UInt8] {
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
    return Array(cell.drop(while: isSpace).reversed().drop(while: isSpace).reversed())
  }

  static func integer(_ text: [UInt8]) -> Int64? { Int64(String(decoding: text, as: UTF8.self)) }

  static func bool(_ text: [UInt8]) -> Bool? {
    let word = String(
      decoding: text.map { (0x41...0x5A).contains($0) ? $0 + 32 : $0 },
      as: UTF8.self
    )
    if ["1", "t", "y", "yes", "true"].contains(word) { return true }
    return ["0", "f", "n", "no", "false"].contains(word) ? false : nil
  }

  /// Reads a time from left to right.
  static func instant(_ text: [UInt8]) -> (microseconds: Int64, state: CellState) {
    if text.isEmpty { return (0, .missing) }
    var parser = Parser(rest: text[...])
    guard let day = parser.day() else { return (0, .bad) }
    if parser.rest.isEmpty { return (day * 86_400_000_000, .date) }
    guard let time = parser.time() else { return (0, .bad) }
    let clock = day * 86_400_000_000 + time
    if parser.rest.isEmpty { return (clock, .localTime) }
    guard let offset = parser.offset() else { return (0, .bad) }
    return (clock - offset * 60_000_000, .value)
  }

  private struct Parser {
    var rest: ArraySlice<UInt8>

    mutating func skip(_ bytes: String) -> Bool {
      guard let first = rest.first, bytes.utf8.contains(first) else { return false }
      rest = rest.dropFirst()
      return true
    }

    mutating func number(_ digits: Int) -> Int64? {
      let part = rest.prefix(digits)
      guard part.count == digits, part.allSatisfy({ (0x30...0x39).contains($0) }) else {
        return nil
      }
      rest = rest.dropFirst(digits)
      return Int64(String(decoding: part, as: UTF8.self))
    }

    /// Days since 1970, counted year by year and month by month.
    mutating func day() -> Int64? {
      guard let year = number(4), skip("-"), let month = number(2), skip("-"), let day = number(2),
        (1900...2200).contains(year), (1...12).contains(month)
      else { return nil }
      func isLeap(_ year: Int64) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }
      let lengths: [Int64] = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      guard (1...lengths[Int(month) - 1]).contains(day) else { return nil }
      let years =
        year >= 1970
        ? (1970..<year).reduce(Int64(0)) { $0 + (isLeap($1) ? 366 : 365) }
        : -(year..<1970).reduce(Int64(0)) { $0 + (isLeap($1) ? 366 : 365) }
      return years + lengths.prefix(Int(month) - 1).reduce(0, +) + day - 1
    }

    /// Microseconds since midnight.
    mutating func time() -> Int64? {
      guard skip("Tt "), let hour = number(2), hour < 24, skip(":"), let minute = number(2),
        minute < 60
      else { return nil }
      guard skip(":") else { return (hour * 60 + minute) * 60_000_000 }
      guard let second = number(2), second < 60 else { return nil }
      let whole = ((hour * 60 + minute) * 60 + second) * 1_000_000
      guard skip(".,") else { return whole }
      let digits = rest.prefix { (0x30...0x39).contains($0) }
      rest = rest.dropFirst(digits.count)
      let six = (Array(digits) + Array("000000".utf8)).prefix(6)
      return digits.isEmpty ? nil : Int64(String(decoding: six, as: UTF8.self)).map { whole + $0 }
    }

    /// Minutes east of UTC.
    mutating func offset() -> Int64? {
      _ = skip(" ")
      let word = String(decoding: rest.map { $0 | 0x20 }, as: UTF8.self)
      if rest.allSatisfy({ $0 >= 0x41 }), ["z", "utc", "gmt"].contains(word) { return 0 }
      let isWest = rest.first == UInt8(ascii: "-")
      guard skip("+-"), let hours = number(2), hours < 24 else { return nil }
      var minutes: Int64 = 0
      if !rest.isEmpty {
        _ = skip(":")
        guard let more = number(2), more < 60 else { return nil }
        minutes = more
      }
      return rest.isEmpty ? (isWest ? -1 : 1) * (hours * 60 + minutes) : nil
    }
  }
}
