import Tables

/// Finds which of some words or patterns a cell fits, asking for each different cell only once.
///
/// Letters fit in either case and spaces around a cell do not count; `*` at the end of a pattern
/// stands for anything. Whole words win over patterns, and longer patterns over shorter ones.
struct WordPatterns {
  private var words = KeyTable()
  private var wordResults: [Int] = []
  private var prefixes: [(bytes: [UInt8], result: Int)] = []
  private var known = KeyTable()
  private var answers: [Int] = []

  /// Cells that differ more than this are not worth remembering.
  private static let mostKnown = 4096

  /// Creates patterns; `result(of:)` is the position in this list.
  init(_ patterns: [String]) {
    for (position, pattern) in patterns.enumerated() {
      let folded = Array(pattern.lowercased().utf8)
      if folded.last == UInt8(ascii: "*") {
        prefixes.append((folded.dropLast(), position))
      } else if folded.withUnsafeBytes({ words.insert(Self.trimmed($0)).isNew }) {
        wordResults.append(position)
      }
    }
    prefixes.sort { $0.bytes.count > $1.bytes.count }
  }

  /// The position of the pattern that the cell fits, or -1.
  mutating func result(of cell: UnsafeRawBufferPointer) -> Int {
    if let id = known.find(cell) { return answers[id] }
    let answer = search(cell)
    if known.count < Self.mostKnown {
      known.insert(cell)
      answers.append(answer)
    }
    return answer
  }

  private func search(_ cell: UnsafeRawBufferPointer) -> Int {
    let folded = String(decoding: cell, as: UTF8.self).lowercased().utf8.map(\.self)
    return folded.withUnsafeBytes { bytes in
      let bytes = Self.trimmed(bytes)
      if let id = words.find(bytes) { return wordResults[id] }
      return prefixes.first { bytes.starts(with: $0.bytes) && !bytes.isEmpty }?.result ?? -1
    }
  }

  private static func trimmed(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    var rest = bytes[...]
    while rest.first == UInt8(ascii: " ") { rest = rest.dropFirst() }
    while rest.last == UInt8(ascii: " ") { rest = rest.dropLast() }
    return UnsafeRawBufferPointer(rebasing: rest)
  }
}
