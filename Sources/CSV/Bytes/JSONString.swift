/// Reads and writes the strings of JSON.
package enum JSONString {
  /// Appends what a string says, from the bytes between its quotes.
  ///
  /// Zero characters are dropped as in every text, and half a surrogate pair becomes U+FFFD.
  ///
  /// - Parameters:
  ///   - string: The bytes between the quotes.
  ///   - text: Takes what they say.
  ///   - onOneLine: Whether line feeds and carriage returns become spaces, so that a line stays one.
  package static func append(
    _ string: UnsafeRawBufferPointer,
    to text: inout [UInt8],
    onOneLine: Bool
  ) {
    var position = 0
    while position < string.count {
      let byte = string[position]
      position += 1
      if byte != UInt8(ascii: "\\") || position == string.count {
        text.append(byte)
      } else {
        let start = text.count
        appendEscape(string, at: &position, to: &text)
        if onOneLine, text.count == start + 1, text[start] == 0x0A || text[start] == 0x0D {
          text[start] = UInt8(ascii: " ")
        }
      }
    }
  }

  private static func appendEscape(
    _ string: UnsafeRawBufferPointer,
    at position: inout Int,
    to text: inout [UInt8]
  ) {
    let letter = string[position]
    position += 1
    switch letter {
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(UInt8(ascii: "\t"))
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "u"):
      let scalar = scalar(string, at: &position)
      if scalar.value != 0 { text.append(contentsOf: String(Character(scalar)).utf8) }
    default: text.append(letter)
    }
  }

  /// The scalar of `XXXX` or of `XXXX\uXXXX`.
  private static func scalar(
    _ string: UnsafeRawBufferPointer,
    at position: inout Int
  ) -> Unicode.Scalar {
    let first = unit(string, at: position)
    position = min(position + 4, string.count)
    guard first & 0xFC00 == 0xD800, position + 6 <= string.count,
      string[position] == UInt8(ascii: "\\"), string[position + 1] == UInt8(ascii: "u"),
      case let second = unit(string, at: position + 2), second & 0xFC00 == 0xDC00
    else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
    position += 6
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
  }

  private static func unit(_ string: UnsafeRawBufferPointer, at start: Int) -> UInt32 {
    string[min(start, string.count)..<min(start + 4, string.count)].reduce(0) { value, byte in
      value << 4 | UInt32(byte < 0x40 ? byte & 0x0F : (byte & 0x0F) + 9)
    }
  }

  /// Appends bytes of UTF-8 as a JSON string with its quotes.
  package static func appendQuoted(_ bytes: UnsafeRawBufferPointer, to text: inout [UInt8]) {
    text.append(UInt8(ascii: "\""))
    var start = 0
    for position in 0..<bytes.count where needsEscape(bytes[position]) {
      text.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[start..<position]))
      appendEscaped(bytes[position], to: &text)
      start = position + 1
    }
    text.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[start...]))
    text.append(UInt8(ascii: "\""))
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private static func appendEscaped(_ byte: UInt8, to text: inout [UInt8]) {
    text.append(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): text.append(byte)
    case UInt8(ascii: "\n"): text.append(UInt8(ascii: "n"))
    case UInt8(ascii: "\r"): text.append(UInt8(ascii: "r"))
    case UInt8(ascii: "\t"): text.append(UInt8(ascii: "t"))
    default:
      text.append(contentsOf: "u00".utf8)
      text.append(hexadecimalDigits[Int(byte >> 4)])
      text.append(hexadecimalDigits[Int(byte & 15)])
    }
  }

  private static let hexadecimalDigits = Array("0123456789abcdef".utf8)
}
