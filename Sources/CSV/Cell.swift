/// Reads values from the bytes of a cell.
///
/// Spaces and tabs around a value are ignored. Nothing is guessed: what is no such value as a
/// whole is `nil`.
public enum Cell {
  /// The text of a cell, with U+FFFD where bytes are not UTF-8.
  public static func string(_ bytes: UnsafeRawBufferPointer) -> String {
    String(decoding: bytes, as: UTF8.self)
  }

  /// The bytes without spaces and tabs at both ends.
  @inlinable
  public static func trimmed(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    var start = 0
    var end = bytes.count
    while start < end, isSpace(bytes[start]) { start += 1 }
    while end > start, isSpace(bytes[end - 1]) { end -= 1 }
    return UnsafeRawBufferPointer(rebasing: bytes[start..<end])
  }

  /// A whole number in decimal digits, with or without a sign.
  @inlinable
  public static func int64(_ bytes: UnsafeRawBufferPointer) -> Int64? {
    let text = trimmed(bytes)
    if let number = fewDigits(text) { return number }
    guard let first = text.first else { return nil }
    let isNegative = first == UInt8(ascii: "-")
    var position = isNegative || first == UInt8(ascii: "+") ? 1 : 0
    guard position < text.count else { return nil }
    var value: Int64 = 0
    while position < text.count {
      let digit = text[position] &- UInt8(ascii: "0")
      guard digit <= 9 else { return nil }
      // Counting downwards reaches Int64.min, which has no positive counterpart.
      let (shifted, overflows) = value.multipliedReportingOverflow(by: 10)
      let (next, underflows) = shifted.subtractingReportingOverflow(Int64(digit))
      if overflows || underflows { return nil }
      value = next
      position += 1
    }
    if isNegative { return value }
    return value == .min ? nil : -value
  }

  /// Up to 18 digits and nothing else: they cannot overflow.
  @inlinable
  static func fewDigits(_ text: UnsafeRawBufferPointer) -> Int64? {
    guard text.count > 0, text.count <= 18 else { return nil }
    var value: Int64 = 0
    for byte in text {
      let digit = byte &- UInt8(ascii: "0")
      guard digit <= 9 else { return nil }
      value = value &* 10 &+ Int64(digit)
    }
    return value
  }

  /// `true`, `yes`, `t`, `y`, `1` or `false`, `no`, `f`, `n`, `0`, in any case.
  @inlinable
  public static func bool(_ bytes: UnsafeRawBufferPointer) -> Bool? {
    let text = trimmed(bytes)
    // A zero byte in front would be lost in the number.
    guard let first = text.first, first != 0, text.count <= 5 else { return nil }
    var word: UInt64 = 0
    for byte in text {
      let isLetter = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
      word = word << 8 | UInt64(isLetter ? byte | 0x20 : byte)
    }
    switch word {
    // The letters of a word as one number: 1, t, y, yes, true; then 0, f, n, no, false.
    case 0x31, 0x74, 0x79, 0x79_6573, 0x7472_7565: return true
    case 0x30, 0x66, 0x6E, 0x6E6F, 0x66_616C_7365: return false
    default: return nil
    }
  }

  /// Whether there is nothing but spaces and tabs.
  static func isBlank(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.allSatisfy(isSpace)
  }

  @inlinable
  static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }
}
