import CSV
import Foundation
import TestSupport
import Testing

/// Files of a fixed seed, read by us and by Python's csv module: the same cells.
///
/// `scripts/compare-with-python` does the same with the command and with any files.
@Suite("Comparison with Python's csv")
struct PythonComparisonTests {
  private static let isThere: Bool = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/python3") }
  }()

  /// Prints the rows of each file as one line of JSON: blank lines left out, short rows filled up,
  /// empty cells behind the last column dropped, which are our rules for ragged rows.
  private static let script = #"""
    import csv, json, sys
    for name in sys.argv[1:]:
        delimiter = {"c": ",", "s": ";", "t": "\t", "p": "|"}[name[0]]
        rows = []
        with open(name, encoding="utf-8-sig", newline="") as text:
            for row in csv.reader(text, delimiter=delimiter):
                if not row: continue
                width = len(rows[0]) if rows else len(row)
                row += [""] * (width - len(row))
                while len(row) > width and not row[-1]: row.pop()
                rows.append(row)
        print(json.dumps(rows))
    """#

  private static let delimiters: [(letter: String, byte: UInt8)] = [
    ("c", 0x2C), ("s", 0x3B), ("t", 0x09), ("p", 0x7C),
  ]

  @Test(
    "cells are those that Python reads",
    .enabled(if: isThere),
    arguments: [1, 2, 3] as [UInt64]
  )
  func cells(seed: UInt64) throws {
    let folder = try TemporaryFolder()
    var random = SeededGenerator(seed: seed)
    let names = try (0..<100).map { number in
      let delimiter = Self.delimiters[number % 4]
      let text = Self.text(delimiter.byte, &random)
      let name = "\(delimiter.letter)\(number).csv"
      try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder.path)/\(name)"))
      return name
    }
    try folder.write(Self.script, to: "read.py")
    let python = try FinishedProcess(
      script: "python3 read.py \(names.joined(separator: " "))",
      in: folder.path
    )
    try #require(python.status == 0, "\(python.standardError)")
    let lines = python.standardOutput.split(separator: "\n")
    try #require(lines.count == names.count)
    for (number, name) in names.enumerated() {
      let theirs = try JSONDecoder().decode([[String]].self, from: Data(lines[number].utf8))
      let dialect = CSVDialect(delimiter: Self.delimiters[number % 4].byte)
      let ours = try read(path: "\(folder.path)/\(name)", dialect: dialect, windowBytes: 256)
      #expect(ours.rejects.isEmpty, "seed \(seed), \(name)")
      #expect(Self.utf8(ours.rows) == Self.utf8(Array(theirs.dropFirst())), "seed \(seed), \(name)")
    }
  }

  /// Texts are compared byte by byte: Swift takes e and an accent for é.
  private static func utf8(_ rows: [[String]]) -> [[[UInt8]]] {
    rows.map { $0.map { Array($0.utf8) } }
  }

  /// A header and rows of up to as many cells, in quotes or not, with any line ends.
  private static func text(_ delimiter: UInt8, _ random: inout SeededGenerator) -> String {
    let mark = String(decoding: [delimiter], as: UTF8.self)
    let width = Int.random(in: 1...7, using: &random)
    let header = (0..<width).map { "name \($0)" }.joined(separator: mark)
    let rows = (0..<Int.random(in: 0..<40, using: &random)).map { _ in
      let count = Int.random(in: 1...5, using: &random) == 1 ? 1 : width
      return (0..<count).map { _ in cell(mark, &random) }.joined(separator: mark)
    }
    let ends = ["\n", "\r\n", "\r"]
    let text = ([header] + rows).map { $0 + (ends.randomElement(using: &random) ?? "\n") }.joined()
    return (Bool.random(using: &random) ? "\u{FEFF}" : "") + text
  }

  /// A cell: what needs quotes has them, and so has every third of the others.
  private static func cell(_ delimiter: String, _ random: inout SeededGenerator) -> String {
    let pieces = [
      "a", "Zz", "0", "-1.5", " ", ",", ";", "\t", "|", "\"", "\"\"", "'", "\n", "\r", "\r\n", "é",
      "e\u{301}", "€", "\u{1F600}", "\u{FEFF}", "=1+1", "{", "[1]", "\\",
    ]
    let text = (0..<Int.random(in: 0..<6, using: &random))
      .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    let needsQuotes =
      text.utf8.contains { $0 == 0x0A || $0 == 0x0D || $0 == delimiter.utf8.first }
      || text.utf8.first == 0x22
    guard needsQuotes || Int.random(in: 0..<3, using: &random) == 0 else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
