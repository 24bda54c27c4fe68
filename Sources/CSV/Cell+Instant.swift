extension Cell {
  /// A time in ISO 8601 or RFC 3339, as microseconds since 1970.
  ///
  /// `YYYY-MM-DD`, or with `T` or a space `HH:MM[:SS[.fff]]`, and with `Z`, `UTC`, `GMT`, `±HH`,
  /// `±HHMM` or `±HH:MM` behind it. Only possible times from 1900 to 2200 are read, and what is
  /// finer than a microsecond is cut off.
  ///
  /// - Parameter bytes: The cell.
  /// - Returns: The microseconds, in UTC where the state is `.value`, of the cell's own clock where
  ///   it is `.localTime` or `.date`, else 0.
  public static func instant(
    _ bytes: UnsafeRawBufferPointer
  ) -> (microseconds: Int64, state: CellState) {
    let text = trimmed(bytes)
    if text.isEmpty { return (0, .missing) }
    if text.count == 10, let date = CivilWords(date: text).microseconds() { return (date, .date) }
    if text.count >= 19, let clock = CivilWords(seconds: text).microseconds() {
      return instant(clock, rest: text[19...], mayHoldFraction: true)
    }
    if text.count >= 16, let clock = CivilWords(minutes: text).microseconds() {
      return instant(clock, rest: text[16...], mayHoldFraction: false)
    }
    return (0, .bad)
  }

  /// Reads `YYYY-MM-DDTHH:MM:SSZ`, which most exports write; `nil` for all else.
  @inline(__always)
  static func usualInstant(_ bytes: UnsafeRawBufferPointer, _ dates: inout LatestDate) -> Int64? {
    guard bytes.count == 20, bytes[19] == UInt8(ascii: "Z") else { return nil }
    return CivilWords(seconds: bytes).microseconds(&dates)
  }

  private static func instant(
    _ clock: Int64,
    rest: Slice<UnsafeRawBufferPointer>,
    mayHoldFraction: Bool
  ) -> (microseconds: Int64, state: CellState) {
    var rest = rest
    var clock = clock
    if mayHoldFraction, rest.first == UInt8(ascii: ".") || rest.first == UInt8(ascii: ",") {
      guard let fraction = fraction(&rest) else { return (0, .bad) }
      clock += fraction
    }
    if rest.isEmpty { return (clock, .localTime) }
    if rest.first == UInt8(ascii: " ") { rest.removeFirst() }
    guard let seconds = offset(rest) else { return (0, .bad) }
    return (clock - seconds * 1_000_000, .value)
  }

  /// The digits behind the point, as microseconds.
  private static func fraction(_ rest: inout Slice<UnsafeRawBufferPointer>) -> Int64? {
    rest.removeFirst()
    let digits = rest.prefix { $0 &- 48 < 10 }
    rest = rest[digits.endIndex...]
    guard !digits.isEmpty else { return nil }
    var value: Int64 = 0
    var unit: Int64 = 100_000
    for digit in digits {
      value += Int64(digit &- 48) * unit
      unit /= 10
    }
    return value
  }

  /// Seconds east of UTC.
  private static func offset(_ rest: Slice<UnsafeRawBufferPointer>) -> Int64? {
    let text = UnsafeRawBufferPointer(rebasing: rest)
    guard let sign = text.first else { return nil }
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else {
      return isUTC(text) ? 0 : nil
    }
    let minutesAt = text.count == 6 && text[3] == UInt8(ascii: ":") ? 4 : 3
    guard text.count == 3 || text.count == minutesAt + 2, let hours = pair(text, 1), hours < 24,
      let minutes = text.count == 3 ? 0 : pair(text, minutesAt), minutes < 60
    else { return nil }
    let seconds = hours * 3600 + minutes * 60
    return sign == UInt8(ascii: "-") ? -seconds : seconds
  }

  /// Whether a text is `Z`, `UTC` or `GMT`, in any case.
  private static func isUTC(_ text: UnsafeRawBufferPointer) -> Bool {
    var word: UInt32 = 0
    guard text.count <= 3 else { return false }
    for byte in text { word = word << 8 | UInt32(byte | 0x20) }
    return word == 0x7A || word == 0x75_7463 || word == 0x67_6D74
  }

  /// Two digits as a number.
  private static func pair(_ text: UnsafeRawBufferPointer, _ position: Int) -> Int64? {
    let (tens, ones) = (text[position] &- 48, text[position + 1] &- 48)
    return tens < 10 && ones < 10 ? Int64(tens * 10 + ones) : nil
  }
}
