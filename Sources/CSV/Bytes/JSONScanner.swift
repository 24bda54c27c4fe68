/// Steps over JSON (RFC 8259) without building values, so that every spelling stays as it is.
///
/// Any bytes may come: what is no JSON gives `false`, never a trap, and depth is limited.
package struct JSONScanner {
  /// How deeply arrays and objects may hold each other.
  static let maximumDepth = 128

  let bytes: UnsafeRawBufferPointer
  /// Where the next byte is.
  package var position = 0

  package init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  /// Whether the bytes are one value with nothing behind it.
  static func isValue(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var scanner = JSONScanner(bytes)
    scanner.skipSpace()
    return scanner.skipValue() && scanner.isAtEnd()
  }

  var byte: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// Steps over space.
  package mutating func skipSpace() {
    while let byte, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { position += 1 }
  }

  /// Whether nothing but space is left.
  package mutating func isAtEnd() -> Bool {
    skipSpace()
    return position == bytes.count
  }

  /// Steps over one byte if it is the next.
  package mutating func take(_ expected: UInt8) -> Bool {
    guard byte == expected else { return false }
    position += 1
    return true
  }

  /// Steps over a value from its first byte on.
  package mutating func skipValue() -> Bool { skipValue(depth: 0) }

  private mutating func skipValue(depth: Int) -> Bool {
    guard depth < Self.maximumDepth else { return false }
    switch byte {
    case UInt8(ascii: "\""): return skipString()
    case UInt8(ascii: "{"): return skipMembers(depth)
    case UInt8(ascii: "["): return skipElements(depth)
    case UInt8(ascii: "t"): return skipWord("true")
    case UInt8(ascii: "f"): return skipWord("false")
    case UInt8(ascii: "n"): return skipWord("null")
    default: return skipNumber()
    }
  }

  /// Steps over a string from its opening quote on.
  package mutating func skipString() -> Bool {
    guard take(UInt8(ascii: "\"")) else { return false }
    while let byte {
      position += 1
      if byte == UInt8(ascii: "\"") { return true }
      if byte < 0x20 && byte != 0x09 { return false }
      if byte == UInt8(ascii: "\\"), !skipEscape() { return false }
    }
    return false
  }

  private mutating func skipEscape() -> Bool {
    guard let byte else { return false }
    position += 1
    if byte != UInt8(ascii: "u") { return "\"\\/bfnrt".utf8.contains(byte) }
    guard position + 4 <= bytes.count else { return false }
    let digits = bytes[position..<position + 4]
    position += 4
    return digits.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit && $0 < 0x80 }
  }

  private mutating func skipMembers(_ depth: Int) -> Bool {
    position += 1
    skipSpace()
    if take(UInt8(ascii: "}")) { return true }
    repeat {
      skipSpace()
      guard skipString() else { return false }
      skipSpace()
      guard take(UInt8(ascii: ":")) else { return false }
      skipSpace()
      guard skipValue(depth: depth + 1) else { return false }
      skipSpace()
    } while take(UInt8(ascii: ","))
    return take(UInt8(ascii: "}"))
  }

  private mutating func skipElements(_ depth: Int) -> Bool {
    position += 1
    skipSpace()
    if take(UInt8(ascii: "]")) { return true }
    repeat {
      skipSpace()
      guard skipValue(depth: depth + 1) else { return false }
      skipSpace()
    } while take(UInt8(ascii: ","))
    return take(UInt8(ascii: "]"))
  }

  private mutating func skipWord(_ word: StaticString) -> Bool {
    let length = word.utf8CodeUnitCount
    guard position + length <= bytes.count else { return false }
    for offset in 0..<length where bytes[position + offset] != word.utf8Start[offset] {
      return false
    }
    position += length
    return true
  }

  private mutating func skipNumber() -> Bool {
    _ = take(UInt8(ascii: "-"))
    if take(UInt8(ascii: "0")) {
      // A number has no leading zeros.
    } else if !skipDigits() {
      return false
    }
    if take(UInt8(ascii: ".")), !skipDigits() { return false }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      _ = take(UInt8(ascii: "+")) || take(UInt8(ascii: "-"))
      return skipDigits()
    }
    return true
  }

  private mutating func skipDigits() -> Bool {
    let start = position
    while let byte, (0x30...0x39).contains(byte) { position += 1 }
    return position > start
  }
}
