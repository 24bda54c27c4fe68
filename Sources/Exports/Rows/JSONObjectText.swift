import Foundation

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
    var scanner = JSONScanner(bytes)
    guard scanner.take(UInt8(ascii: "{")) else { return nil }
    if !scanner.take(UInt8(ascii: "}")) {
      repeat {
        scanner.skipSpaces()
        let start = scanner.position
        guard let name = scanner.string(), scanner.take(UInt8(ascii: ":")) else { return nil }
        scanner.skipSpaces()
        let valueStart = scanner.position
        guard scanner.skipValue(depth: 0) else { return nil }
        members.append(
          Member(name: name, range: start..<scanner.position, valueStart: valueStart)
        )
      } while scanner.take(UInt8(ascii: ","))
      guard scanner.take(UInt8(ascii: "}")) else { return nil }
    }
    scanner.skipSpaces()
    guard scanner.isAtEnd else { return nil }
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
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case "\u{0}"..."\u{1F}":
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

/// Walks over JSON without making values of it.
private struct JSONScanner {
  private let bytes: [UInt8]
  private(set) var position = 0

  private static let deepest = 100

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { position == bytes.count }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func step() { position += 1 }

  mutating func skipSpaces() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { step() }
  }

  /// Skips spaces and a byte; false when another byte stands there.
  mutating func take(_ byte: UInt8) -> Bool {
    skipSpaces()
    guard next == byte else { return false }
    step()
    return true
  }

  /// Reads a string with its escapes; nil when there is none.
  mutating func string() -> String? {
    let start = position
    guard skipString() else { return nil }
    let text = bytes[start..<position]
    guard text.contains(UInt8(ascii: "\\")) else {
      return String(decoding: text.dropFirst().dropLast(), as: UTF8.self)
    }
    return try? JSONDecoder().decode(String.self, from: Data(text))
  }

  private mutating func skipString() -> Bool {
    guard next == UInt8(ascii: "\"") else { return false }
    step()
    while let byte = next {
      step()
      switch byte {
      case UInt8(ascii: "\""): return true
      case UInt8(ascii: "\\"): guard skipEscape() else { return false }
      case 0..<0x20: return false
      default: break
      }
    }
    return false
  }

  private mutating func skipEscape() -> Bool {
    guard let byte = next else { return false }
    step()
    guard byte == UInt8(ascii: "u") else { return "\"\\/bfnrt".utf8.contains(byte) }
    for _ in 0..<4 {
      guard let digit = next, "0123456789abcdefABCDEF".utf8.contains(digit) else { return false }
      step()
    }
    return true
  }

  /// Skips one value of any kind; false when there is none.
  mutating func skipValue(depth: Int) -> Bool {
    skipSpaces()
    guard depth < Self.deepest else { return false }
    switch next {
    case UInt8(ascii: "\""): return skipString()
    case UInt8(ascii: "{"): return skipList(closing: UInt8(ascii: "}"), depth: depth)
    case UInt8(ascii: "["): return skipList(closing: UInt8(ascii: "]"), depth: depth)
    case UInt8(ascii: "t"): return skip("true")
    case UInt8(ascii: "f"): return skip("false")
    case UInt8(ascii: "n"): return skip("null")
    default: return skipNumber()
    }
  }

  private mutating func skipList(closing: UInt8, depth: Int) -> Bool {
    step()
    if take(closing) { return true }
    repeat {
      if closing == UInt8(ascii: "}") {
        skipSpaces()
        guard skipString(), take(UInt8(ascii: ":")) else { return false }
      }
      guard skipValue(depth: depth + 1) else { return false }
    } while take(UInt8(ascii: ","))
    return take(closing)
  }

  private mutating func skip(_ word: StaticString) -> Bool {
    for index in 0..<word.utf8CodeUnitCount {
      guard next == word.utf8Start[index] else { return false }
      step()
    }
    return true
  }

  private mutating func skipDigits() -> Int {
    var count = 0
    while let byte = next, 0x30...0x39 ~= byte {
      step()
      count += 1
    }
    return count
  }

  private mutating func skipNumber() -> Bool {
    if next == UInt8(ascii: "-") { step() }
    let startsWithZero = next == UInt8(ascii: "0")
    let digits = skipDigits()
    guard digits > 0, !startsWithZero || digits == 1 else { return false }
    if next == UInt8(ascii: ".") {
      step()
      guard skipDigits() > 0 else { return false }
    }
    if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
      step()
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { step() }
      guard skipDigits() > 0 else { return false }
    }
    return true
  }
}
