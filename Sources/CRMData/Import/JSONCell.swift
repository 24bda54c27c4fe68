import CSV

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
    var scanner = JSONScanner(cell)
    scanner.skipSpace()
    guard scanner.take(UInt8(ascii: "[")) else { return find(name, &scanner, cell, into: &text) }
    var element: [UInt8] = []
    repeat {
      guard value(&scanner, cell, into: &element) else { return false }
      let isNamed = element.withUnsafeBytes {
        member(Array("name".utf8), of: $0, into: &text) && text == name
      }
      if isNamed {
        return element.withUnsafeBytes { member(Array("value".utf8), of: $0, into: &text) }
      }
    } while scanner.take(UInt8(ascii: ","))
    return false
  }

  /// The elements of an array as texts; nil where the cell holds no array.
  static func texts(in cell: UnsafeRawBufferPointer) -> [[UInt8]]? {
    var scanner = JSONScanner(cell)
    scanner.skipSpace()
    guard scanner.take(UInt8(ascii: "[")) else { return nil }
    scanner.skipSpace()
    if scanner.take(UInt8(ascii: "]")) { return scanner.isAtEnd() ? [] : nil }
    var texts: [[UInt8]] = []
    repeat {
      var text: [UInt8] = []
      guard value(&scanner, cell, into: &text) else { return nil }
      texts.append(text)
    } while scanner.take(UInt8(ascii: ","))
    return scanner.take(UInt8(ascii: "]")) && scanner.isAtEnd() ? texts : nil
  }

  private static func find(
    _ name: [UInt8],
    _ scanner: inout JSONScanner,
    _ cell: UnsafeRawBufferPointer,
    into text: inout [UInt8]
  ) -> Bool {
    guard scanner.take(UInt8(ascii: "{")) else { return false }
    var key: [UInt8] = []
    repeat {
      scanner.skipSpace()
      let start = scanner.position
      guard scanner.skipString() else { return false }
      key.removeAll(keepingCapacity: true)
      unquote(cell, start..<scanner.position, into: &key)
      scanner.skipSpace()
      guard scanner.take(UInt8(ascii: ":")), value(&scanner, cell, into: &text) else {
        return false
      }
      if key == name { return true }
    } while scanner.take(UInt8(ascii: ","))
    return false
  }

  /// Reads any value as a text and steps to what is behind it.
  private static func value(
    _ scanner: inout JSONScanner,
    _ cell: UnsafeRawBufferPointer,
    into text: inout [UInt8]
  ) -> Bool {
    text.removeAll(keepingCapacity: true)
    scanner.skipSpace()
    let start = scanner.position
    guard scanner.skipValue() else { return false }
    let range = start..<scanner.position
    if cell[start] == UInt8(ascii: "\"") {
      unquote(cell, range, into: &text)
    } else if !cell[range].elementsEqual("null".utf8) {
      text.append(contentsOf: cell[range])
    }
    scanner.skipSpace()
    return true
  }

  private static func unquote(
    _ cell: UnsafeRawBufferPointer,
    _ range: Range<Int>,
    into text: inout [UInt8]
  ) {
    let inner = cell[range.dropFirst().dropLast()]
    JSONString.append(UnsafeRawBufferPointer(rebasing: inner), to: &text, onOneLine: false)
  }
}
