/// Walks over the bytes of a time, once from left to right, without allocating.
struct TextCursor {
  private let bytes: UnsafeRawBufferPointer
  private(set) var position: Int
  private let end: Int

  /// Begins after leading spaces and ends before trailing ones.
  @inline(__always)
  init(_ bytes: UnsafeRawBufferPointer) {
    var start = 0
    var end = bytes.count
    while start < end, bytes[start] == 32 { start += 1 }
    while end > start, bytes[end - 1] == 32 { end -= 1 }
    self.bytes = bytes
    self.position = start
    self.end = end
  }

  var isAtEnd: Bool { position == end }
  var remaining: Int { end - position }

  /// The byte at the position; 0 at the end.
  @inline(__always)
  var next: UInt8 { position < end ? bytes[position] : 0 }

  /// Skips one byte if it is the given one.
  @inline(__always)
  mutating func skip(_ byte: UInt8) -> Bool {
    guard next == byte, position < end else { return false }
    position += 1
    return true
  }

  /// Skips a word of lower-case ASCII letters and dots, whatever its case in the text.
  mutating func skip(word: StaticString) -> Bool {
    guard word.utf8CodeUnitCount <= remaining else { return false }
    for offset in 0..<word.utf8CodeUnitCount {
      let byte = bytes[position + offset]
      let isCapital = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
      guard (isCapital ? byte | 0x20 : byte) == word.utf8Start[offset] else { return false }
    }
    position += word.utf8CodeUnitCount
    return true
  }

  /// Reads exactly so many digits.
  @inline(__always)
  mutating func digits(_ count: Int) -> Int? {
    guard count <= remaining else { return nil }
    var value = 0
    for offset in 0..<count {
      let digit = bytes[position + offset] &- 48
      guard digit < 10 else { return nil }
      value = value * 10 + Int(digit)
    }
    position += count
    return value
  }

  /// Reads one digit or as many as there are, up to a number of them.
  mutating func digits(atMost limit: Int) -> Int? {
    var value = 0
    var count = 0
    while count < limit, next &- 48 < 10 {
      value = value * 10 + Int(next &- 48)
      position += 1
      count += 1
    }
    return count > 0 ? value : nil
  }

  /// Reads the digits of a fraction as millionths; what is finer is cut off.
  @inline(__always)
  mutating func fraction() -> Int? {
    var value = 0
    var unit = 100_000
    let start = position
    while next &- 48 < 10 {
      value += Int(next &- 48) * unit
      unit /= 10
      position += 1
    }
    return position > start ? value : nil
  }

  /// Reads `Z`, `UTC`, `GMT`, `±HH`, `±HHMM` or `±HH:MM` as seconds east of UTC.
  mutating func offset() -> Int? {
    if skip(UInt8(ascii: "Z")) || skip(UInt8(ascii: "z")) { return 0 }
    if skip(word: "utc") || skip(word: "gmt") { return 0 }
    let isWest = next == UInt8(ascii: "-")
    guard skip(UInt8(ascii: "-")) || skip(UInt8(ascii: "+")) else { return nil }
    guard let hours = digits(2), hours < 24 else { return nil }
    var seconds = hours * 3_600
    if skip(UInt8(ascii: ":")) || next &- 48 < 10 {
      guard let minutes = digits(2), minutes < 60 else { return nil }
      seconds += minutes * 60
    }
    return isWest ? -seconds : seconds
  }
}
