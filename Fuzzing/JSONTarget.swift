@testable import CRMData
@testable import CSV
import Foundation

/// JSON in lines and in cells: any bytes are read or refused, and what Foundation reads means the
/// same to us.
enum JSONTarget {
  @Sendable
  static func run(_ bytes: [UInt8]) {
    let input = FuzzInput(bytes)
    if input[0] & 1 == 0 {
      input.content.withExactBytes { checkCell($0, input) }
    } else {
      checkFile(input.content)
    }
  }

  // MARK: Cells

  private static func checkCell(_ cell: UnsafeRawBufferPointer, _ input: FuzzInput) {
    var text: [UInt8] = []
    for name in ["", "a", "name", "value"] {
      _ = JSONCell.member(Array(name.utf8), of: cell, into: &text)
    }
    _ = JSONCell.texts(in: cell)
    deepen(input)
    let isValue = JSONScanner.isValue(cell)
    guard let value = foundationValue(input.content) else { return }
    require(isValue || isDeep(input.content), "what Foundation reads is JSON")
    if let object = value as? [String: Any] {
      checkMembers(of: object, cell, input.content)
    } else if let array = value as? [Any] {
      checkItems(of: array, cell)
    }
  }

  /// Brackets by the thousand must not use up the stack.
  private static func deepen(_ input: FuzzInput) {
    guard input[1] == 255, let first = input.content.first else { return }
    let count = 200 * (1 + input[2])
    let last = first == UInt8(ascii: "[") ? UInt8(ascii: "]") : UInt8(ascii: "}")
    let deep =
      [UInt8](repeating: first, count: count) + input.content.prefix(8)
      + [UInt8](repeating: last, count: count)
    deep.withExactBytes { cell in
      var text: [UInt8] = []
      _ = JSONCell.member(Array("a".utf8), of: cell, into: &text)
      _ = JSONCell.texts(in: cell)
      require(!JSONScanner.isValue(cell), "what is too deep is no value")
    }
  }

  private static func checkMembers(
    of object: [String: Any],
    _ cell: UnsafeRawBufferPointer,
    _ bytes: [UInt8]
  ) {
    // Of two members with one name we take the first and others the last.
    guard outerCommas(bytes) + 1 == object.count else { return }
    for (name, value) in object {
      var text: [UInt8] = []
      let isThere = JSONCell.member(Array(name.utf8), of: cell, into: &text)
      require(isThere, "each member is there")
      compare(text, value)
    }
  }

  private static func checkItems(of array: [Any], _ cell: UnsafeRawBufferPointer) {
    guard let texts = JSONCell.texts(in: cell) else {
      fatalError("FINDING: an array has items")
    }
    require(texts.count == array.count, "each item is there")
    for (text, value) in zip(texts, array) { compare(text, value) }
  }

  private static func compare(_ text: [UInt8], _ value: Any) {
    switch value {
    case is NSNull: require(text.isEmpty, "null is no text")
    case let string as String: require(Array(string.utf8) == text, "a text is what it says")
    case let number as NSNumber:
      let spelling = String(decoding: text, as: UTF8.self)
      if spelling == "true" || spelling == "false" {
        require(number.boolValue == (spelling == "true"), "a truth value is what it says")
      } else if let double = Double(spelling), double.isFinite {
        require(abs(number.doubleValue - double) <= abs(double) * 1e-15, "a number is what it says")
      }
    default: break
    }
  }

  // MARK: Files

  private static func checkFile(_ content: [UInt8]) {
    ScratchFile.write(content)
    var options = ReadingOptions()
    options.encoding = .utf8
    options.limits.maximumColumns = 3000
    let whole = options.read(ScratchFile.path)
    options.windowBytes = 48
    require(options.read(ScratchFile.path) == whole, "small windows agree on JSON lines")
    guard case .success(let reading) = whole, isJSONLines(), !content.contains(0) else { return }
    let marks = content.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let lines = content[marks...].split(separator: 0x0A, omittingEmptySubsequences: false)
    let bad = Set(
      reading.rejects.filter { $0.code == "csv.bad-json" }.map(\.location.line)
    )
    for (number, line) in lines.enumerated() {
      let isBlank = line.allSatisfy { [0x20, 0x09, 0x0D].contains($0) }
      let isObject = foundationValue(Array(line)) is [String: Any]
      if isObject, !isDeep(Array(line)) {
        require(!bad.contains(number + 1), "what Foundation reads is an object")
      }
      if isBlank { require(!bad.contains(number + 1), "a blank line is no fault") }
    }
    compareRows(reading, lines.map(Array.init))
  }

  private static func isJSONLines() -> Bool {
    (try? CSVVerdict(contentsOf: ScratchFile.path, encoding: .utf8))?.isJSONLines ?? false
  }

  private static func compareRows(_ reading: Reading, _ lines: [[UInt8]]) {
    let names = reading.headerCells.map { Array($0.utf8) }
    for (row, number) in zip(reading.rows, reading.lines) {
      let line = lines[number - 1]
      guard let object = foundationValue(line) as? [String: Any],
        outerCommas(line) + 1 == object.count, !line.contains(UInt8(ascii: "."))
      else { continue }
      for (name, value) in object {
        let flatName = flat(name)
        guard let column = names.firstIndex(of: flatName),
          object.keys.count(where: { flat($0) == flatName }) == 1
        else { continue }
        if let string = value as? String {
          require(row[column] == flat(string), "a text of a line is what it says")
        } else if value is NSNull {
          require(row[column].isEmpty, "null is an empty cell")
        } else if value is NSNumber {
          compare(row[column], value)
        }
      }
    }
  }

  /// The text as it stands on one line.
  private static func flat(_ text: String) -> [UInt8] {
    text.utf8.filter { $0 != 0 }.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
  }

  // MARK: Help

  /// What Foundation makes of some bytes, as far as they are UTF-8 without doubt.
  private static func foundationValue(_ bytes: [UInt8]) -> Any? {
    guard !bytes.contains(0), let first = bytes.first, first < 0x80,
      String(validating: bytes, as: UTF8.self) != nil
    else { return nil }
    return try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
  }

  private static func isDeep(_ bytes: [UInt8]) -> Bool {
    bytes.count { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "{") } >= 100
  }

  /// The commas between the members of an object that is known to be well formed.
  private static func outerCommas(_ bytes: [UInt8]) -> Int {
    var (depth, count, isText, isEscaped) = (0, 0, false, false)
    for byte in bytes {
      if isEscaped {
        isEscaped = false
      } else if isText {
        isEscaped = byte == UInt8(ascii: "\\")
        isText = byte != UInt8(ascii: "\"")
      } else {
        switch byte {
        case UInt8(ascii: "\""): isText = true
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
        case UInt8(ascii: ",") where depth == 1: count += 1
        default: break
        }
      }
    }
    return count
  }
}
