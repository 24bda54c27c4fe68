import CSV

/// The text of a JSON object, cut into its members, so that some can be changed and all others
/// stay as they were written: their order, their numbers, their escapes.
package struct JSONObjectText {
  /// One member: its name, and where it and its value stand.
  private struct Member {
    var name: String
    var range: Range<Int>
    var valueStart: Int
  }

  private let bytes: [UInt8]
  private var members: [Member] = []

  /// Cuts a text; nil when it is no JSON object.
  package init?(_ text: String) {
    bytes = Array(text.utf8)
    guard let members = bytes.withUnsafeBytes(Self.members) else { return nil }
    self.members = members
  }

  private static func members(of bytes: UnsafeRawBufferPointer) -> [Member]? {
    var scanner = JSONScanner(bytes)
    scanner.skipSpace()
    guard scanner.take(UInt8(ascii: "{")) else { return nil }
    scanner.skipSpace()
    var members: [Member] = []
    if !scanner.take(UInt8(ascii: "}")) {
      repeat {
        guard let member = member(&scanner, bytes) else { return nil }
        members.append(member)
        scanner.skipSpace()
      } while scanner.take(UInt8(ascii: ","))
      guard scanner.take(UInt8(ascii: "}")) else { return nil }
    }
    return scanner.isAtEnd() ? members : nil
  }

  private static func member(
    _ scanner: inout JSONScanner,
    _ bytes: UnsafeRawBufferPointer
  ) -> Member? {
    scanner.skipSpace()
    let start = scanner.position
    guard scanner.skipString() else { return nil }
    var name: [UInt8] = []
    let inner = UnsafeRawBufferPointer(rebasing: bytes[start + 1..<scanner.position - 1])
    JSONString.append(inner, to: &name, onOneLine: false)
    scanner.skipSpace()
    guard scanner.take(UInt8(ascii: ":")) else { return nil }
    scanner.skipSpace()
    let valueStart = scanner.position
    guard scanner.skipValue() else { return nil }
    return Member(
      name: String(decoding: name, as: UTF8.self),
      range: start..<scanner.position,
      valueStart: valueStart
    )
  }

  /// The text of a member's value.
  package func value(_ name: String) -> String? {
    members.last { $0.name == name }.map { text($0.valueStart..<$0.range.upperBound) }
  }

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The names, in their order.
  package var names: [String] { members.map(\.name) }

  /// The object with some members replaced where they stand, or added at the end.
  ///
  /// Values are JSON texts. A name that stood more than once then stands once.
  package func replacing(_ values: [(name: String, json: String)]) -> String {
    var replacements = Dictionary(values.map { ($0.name, $0.json) }) { $1 }
    let replaced = Set(replacements.keys)
    var texts: [String] = []
    for member in members {
      if !replaced.contains(member.name) {
        texts.append(text(member.range))
      } else if let json = replacements.removeValue(forKey: member.name) {
        texts.append("\(Self.quoted(member.name)):\(json)")
      }
    }
    for (name, _) in values {
      guard let json = replacements.removeValue(forKey: name) else { continue }
      texts.append("\(Self.quoted(name)):\(json)")
    }
    return "{\(texts.joined(separator: ","))}"
  }

  /// A text as a JSON string.
  package static func quoted(_ text: String) -> String {
    var quoted: [UInt8] = []
    var text = text
    text.withUTF8 { JSONString.appendQuoted(UnsafeRawBufferPointer($0), to: &quoted) }
    return String(decoding: quoted, as: UTF8.self)
  }
}
