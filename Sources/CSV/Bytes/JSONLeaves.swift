/// The values of one JSON object, with objects in it taken apart: `client-info.bot`.
///
/// Made once and used for every line, so that its memory is too.
struct JSONLeaves {
  /// What a value is.
  enum Kind {
    case text, missing
    /// A number, `true`, `false`, an array or a deep object: as it is spelled.
    case verbatim
  }

  /// One value.
  struct Leaf {
    /// Its name in ``paths``.
    var path: Range<Int>
    /// Its bytes in the line; of a text those between the quotes.
    var value: Range<Int>
    var kind: Kind
  }

  /// How many names a path may have; what is deeper stays JSON.
  private static let maximumNames = 4

  private(set) var leaves: [Leaf] = []
  /// The names, one behind the other, as UTF-8.
  private(set) var paths: [UInt8] = []
  private var prefix: [UInt8] = []

  /// Takes a line apart.
  ///
  /// - Returns: Whether the line is one JSON object and nothing else.
  mutating func read(_ line: UnsafeRawBufferPointer) -> Bool {
    leaves.removeAll(keepingCapacity: true)
    paths.removeAll(keepingCapacity: true)
    prefix.removeAll(keepingCapacity: true)
    var scanner = JSONScanner(line)
    scanner.skipSpace()
    guard scanner.byte == UInt8(ascii: "{") else { return false }
    return readMembers(&scanner, names: 1) && scanner.isAtEnd()
  }

  private mutating func readMembers(_ scanner: inout JSONScanner, names: Int) -> Bool {
    _ = scanner.take(UInt8(ascii: "{"))
    scanner.skipSpace()
    if scanner.take(UInt8(ascii: "}")) { return true }
    repeat {
      guard readMember(&scanner, names: names) else { return false }
    } while scanner.take(UInt8(ascii: ","))
    return scanner.take(UInt8(ascii: "}"))
  }

  private mutating func readMember(_ scanner: inout JSONScanner, names: Int) -> Bool {
    scanner.skipSpace()
    let start = scanner.position + 1
    guard scanner.skipString() else { return false }
    let key = start..<scanner.position - 1
    scanner.skipSpace()
    guard scanner.take(UInt8(ascii: ":")) else { return false }
    scanner.skipSpace()

    let outer = prefix.count
    JSONString.append(
      UnsafeRawBufferPointer(rebasing: scanner.bytes[key]),
      to: &prefix,
      onOneLine: true
    )
    defer { prefix.removeLast(prefix.count - outer) }
    if names < Self.maximumNames, hasMembers(scanner) {
      prefix.append(UInt8(ascii: "."))
      guard readMembers(&scanner, names: names + 1) else { return false }
    } else {
      guard readLeaf(&scanner) else { return false }
    }
    scanner.skipSpace()
    return true
  }

  /// Whether an object with something in it comes next.
  private func hasMembers(_ scanner: JSONScanner) -> Bool {
    var ahead = scanner
    guard ahead.take(UInt8(ascii: "{")) else { return false }
    ahead.skipSpace()
    return ahead.byte != UInt8(ascii: "}")
  }

  private mutating func readLeaf(_ scanner: inout JSONScanner) -> Bool {
    let start = scanner.position
    guard scanner.skipValue() else { return false }
    var value = start..<scanner.position
    var kind = Kind.verbatim
    switch scanner.bytes[start] {
    case UInt8(ascii: "\""):
      kind = .text
      value = start + 1..<scanner.position - 1
    case UInt8(ascii: "n"): kind = .missing
    default: break
    }
    let path = paths.count
    paths.append(contentsOf: prefix)
    leaves.append(Leaf(path: path..<paths.count, value: value, kind: kind))
    return true
  }
}
