/// Looks into cells that hold JSON, without making objects of what nobody asks for.
///
/// Any bytes will do: what is no JSON has no members and no items.
enum JSONCell {
  /// Puts the text of a member of an object into a buffer: texts unescaped, numbers and words as
  /// they are spelled, `null` empty, objects and arrays as JSON.
  ///
  /// Of an array of objects with `name` and `value`, as older exports of Marketo write it, the
  /// value of the one with that name.
  ///
  /// - Returns: Whether there is such a member.
  static func member(
    _ name: [UInt8],
    of cell: UnsafeRawBufferPointer,
    into text: inout [UInt8]
  ) -> Bool {
    var cursor = JSONCursor(cell)
    if cursor.skip(UInt8(ascii: "[")) {
      return namedValue(name, &cursor, into: &text)
    }
    return find(name, &cursor, into: &text)
  }

  /// The elements of an array as texts; nil where the cell holds no array.
  static func texts(in cell: UnsafeRawBufferPointer) -> [[UInt8]]? {
    var cursor = JSONCursor(cell)
    guard cursor.skip(UInt8(ascii: "[")) else { return nil }
    var texts: [[UInt8]] = []
    if cursor.skip(UInt8(ascii: "]")) { return cursor.isAtEnd ? texts : nil }
    repeat {
      var text: [UInt8] = []
      guard cursor.value(into: &text) else { return nil }
      texts.append(text)
    } while cursor.skip(UInt8(ascii: ","))
    return cursor.skip(UInt8(ascii: "]")) && cursor.isAtEnd ? texts : nil
  }

  /// The member of the object at the cursor, which ends behind the object or the member.
  private static func find(
    _ name: [UInt8],
    _ cursor: inout JSONCursor,
    into text: inout [UInt8]
  ) -> Bool {
    guard cursor.skip(UInt8(ascii: "{")), !cursor.skip(UInt8(ascii: "}")) else { return false }
    var key: [UInt8] = []
    repeat {
      guard cursor.string(into: &key), cursor.skip(UInt8(ascii: ":")),
        cursor.value(into: &text)
      else { return false }
      if key == name { return true }
    } while cursor.skip(UInt8(ascii: ","))
    return false
  }

  private static func namedValue(
    _ name: [UInt8],
    _ cursor: inout JSONCursor,
    into text: inout [UInt8]
  ) -> Bool {
    var element: [UInt8] = []
    var elementName: [UInt8] = []
    repeat {
      guard cursor.value(into: &element) else { return false }
      let hasName = element.withUnsafeBytes {
        member(Array("name".utf8), of: $0, into: &elementName)
      }
      if hasName, elementName == name {
        return element.withUnsafeBytes { member(Array("value".utf8), of: $0, into: &text) }
      }
    } while cursor.skip(UInt8(ascii: ","))
    return false
  }
}

/// Reads JSON from left to right.
private struct JSONCursor {
  private let bytes: UnsafeRawBufferPointer
  private var position = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// Whether nothing but space is left.
  var isAtEnd: Bool {
    mutating get {
      skipSpace()
      return position == bytes.count
    }
  }

  private mutating func skipSpace() {
    while position < bytes.count, bytes[position] <= 32 { position += 1 }
  }

  /// Steps over a byte, if it is the next one.
  mutating func skip(_ byte: UInt8) -> Bool {
    skipSpace()
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  /// Reads any value as a text.
  mutating func value(into text: inout [UInt8]) -> Bool {
    skipSpace()
    text.removeAll(keepingCapacity: true)
    guard position < bytes.count else { return false }
    switch bytes[position] {
    case UInt8(ascii: "\""): return string(into: &text)
    case UInt8(ascii: "{"), UInt8(ascii: "["): return nested(into: &text)
    default: return word(into: &text)
    }
  }

  private mutating func word(into text: inout [UInt8]) -> Bool {
    let end = bytes[position...].firstIndex { byte in
      byte <= 32 || ",]}:[{\"".utf8.contains(byte)
    }
    text.append(contentsOf: bytes[position..<(end ?? bytes.count)])
    position = end ?? bytes.count
    if text.elementsEqual("null".utf8) {
      text.removeAll(keepingCapacity: true)
      return true
    }
    return !text.isEmpty
  }

  /// Copies an object or array up to the bracket that closes it.
  private mutating func nested(into text: inout [UInt8]) -> Bool {
    let start = position
    var depth = 0
    var inner: [UInt8] = []
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        guard string(into: &inner) else { return false }
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      default: break
      }
      position += 1
      if depth == 0 {
        text.append(contentsOf: bytes[start..<position])
        return true
      }
    }
    return false
  }

  /// Reads a text between quotes.
  mutating func string(into text: inout [UInt8]) -> Bool {
    guard skip(UInt8(ascii: "\"")) else { return false }
    text.removeAll(keepingCapacity: true)
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: "\"") { return true }
      if byte != UInt8(ascii: "\\") {
        text.append(byte)
      } else if !escape(into: &text) {
        return false
      }
    }
    return false
  }

  private mutating func escape(into text: inout [UInt8]) -> Bool {
    guard position < bytes.count else { return false }
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "n"): text.append(10)
    case UInt8(ascii: "t"): text.append(9)
    case UInt8(ascii: "r"): text.append(13)
    case UInt8(ascii: "b"): text.append(8)
    case UInt8(ascii: "f"): text.append(12)
    case UInt8(ascii: "u"): return unicode(into: &text)
    default: text.append(byte)
    }
    return true
  }

  /// Four hexadecimal digits, or eight of a surrogate pair.
  private mutating func unicode(into text: inout [UInt8]) -> Bool {
    guard let first = unit() else { return false }
    var scalar = UInt32(first)
    if UTF16.isLeadSurrogate(first), position + 1 < bytes.count,
      bytes[position] == UInt8(ascii: "\\"), bytes[position + 1] == UInt8(ascii: "u")
    {
      position += 2
      guard let second = unit() else { return false }
      let isPair = UTF16.isTrailSurrogate(second)
      scalar = isPair ? UTF16.decode(UTF16.EncodedScalar([first, second])).value : 0xFFFD
    }
    text.append(contentsOf: String(Unicode.Scalar(scalar) ?? "\u{FFFD}").utf8)
    return true
  }

  private mutating func unit() -> UInt16? {
    guard position + 4 <= bytes.count else { return nil }
    let digits = String(decoding: bytes[position..<position + 4], as: UTF8.self)
    position += 4
    return UInt16(digits, radix: 16)
  }
}
