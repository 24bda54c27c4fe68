import CSV
import Testing

@Suite("Verdicts on columns")
struct ColumnFindingTests {
  private func column(_ cells: [String], name: String = "x") throws -> ColumnFinding {
    // Tabs and no quotes, so that any cell can be written as it is.
    let text = "row\t\(name)\n" + cells.enumerated().map { "\($0)\t\($1)\n" }.joined()
    let verdict = try withFile(text.utf8) {
      try CSVVerdict(
        contentsOf: $0,
        dialect: CSVDialect(delimiter: UInt8(ascii: "\t"), quote: nil),
        rowLimit: nil
      )
    }
    return try #require(verdict.columns.last)
  }

  struct Example: Sendable, CustomTestStringConvertible {
    var shape: ColumnFinding.Shape
    var spelling: ColumnFinding.TimeSpelling?
    var cells: [String]
    var testDescription: String { "\(shape.rawValue) \(cells)" }

    init(
      _ shape: ColumnFinding.Shape,
      _ cells: [String],
      spelling: ColumnFinding.TimeSpelling? = nil
    ) {
      self.shape = shape
      self.spelling = spelling
      self.cells = cells
    }
  }

  static let examples: [Example] = [
    Example(.integer, ["1", "-20", "+3", "0", "999999999999999999"]),
    Example(.integer, ["0", "0", ""]),
    Example(.decimal, ["1.5", "2", "-.5", "1e5"]), Example(.decimal, ["1,5", "-12,25", "3"]),
    Example(.boolean, ["true", "FALSE"]), Example(.boolean, ["yes", "no", "", "Yes"]),
    Example(.boolean, ["0", "1", "1"]),
    Example(.date, ["2025-06-30", "2025-7-1"], spelling: .yearFirst),
    Example(.date, ["2025/06/30"], spelling: .yearFirst),
    Example(.date, ["30/06/2025", "1/2/2025"], spelling: .dayFirst),
    Example(.date, ["30.06.2025", "01.02.25"], spelling: .dayFirst),
    Example(.date, ["6/30/25", "1/2/25"], spelling: .monthFirst),
    Example(.date, ["03/04/2025", "1-2-2025"], spelling: .ambiguous),
    Example(.date, ["30/06/2025", "06/30/2025"], spelling: .contradictory),
    Example(.date, ["Jun 30, 2025", "1 July 2025"], spelling: .monthNamed),
    Example(
      .dateTime,
      ["2025-06-30T10:00:00Z", "2025-06-30 10:00:00.123+02:00"],
      spelling: .yearFirst
    ),
    Example(.dateTime, ["2025-06-30", "2025-06-30 10:00"], spelling: .yearFirst),
    Example(.dateTime, ["2025-06-02 09:10:11.123456 +0000 UTC"], spelling: .yearFirst),
    Example(.dateTime, ["06/02/2025 09:00:00 AM", "06/13/2025 1:05 PM"], spelling: .monthFirst),
    Example(.dateTime, ["Mon, 30 Jun 2025 10:45:00 +0200"], spelling: .monthNamed),
    Example(.epoch, ["1748858400", "1748858401"], spelling: .epochSeconds),
    Example(.epoch, ["1748858400000"], spelling: .epochMilliseconds),
    Example(.epoch, ["1748858400000000"], spelling: .epochMicroseconds),
    Example(.integer, ["1748858400", "12"]),
    Example(.email, ["ada@example.com", "jo+x@mail.example.test"]),
    Example(.json, ["{\"a\":1}", "[]", "[1, {\"b\":null}]"]),
    Example(.identifier, ["00Q5g001", "00Q5g002", "00Q5g003"]),
    Example(.identifier, ["00123", "00124", "00125"]),
    Example(.word, ["open", "click", "open", "open", "click", "open"]),
    Example(.text, ["a text", "another one", "third"]), Example(.text, ["{not json", "x"]),
    Example(.empty, ["", " ", ""]), Example(.empty, ["null", "N/A"]),
    Example(.identifier, ["2025-13-30", "2025-06-30x"]),
    Example(.identifier, ["99/99/2025", "1/2"]),
    Example(.text, ["a@b", "@x.example", "a@b@c.example"]),
  ]

  @Test("cells have a shape, and times a spelling", arguments: examples)
  func shapes(example: Example) throws {
    let found = try column(example.cells)
    #expect(found.shape == example.shape)
    #expect(found.spelling == example.spelling)
    #expect(found.rows == example.cells.count)
  }

  @Test("one cell in twenty may be of another shape and is told with its line")
  func others() throws {
    let cells = (1...40).map { $0 == 17 ? "n.n." : "\($0)" }
    let found = try column(cells)
    #expect(found.shape == .integer)
    #expect(found.otherCells == 1)
    #expect(found.firstOtherLine == 18)
    #expect(found.confidence == .medium)
    #expect(found.because == "39 of 40 values are")
    #expect(try column((1...40).map { $0 % 10 == 7 ? "n.n." : "\($0)" }).shape == .text)
  }

  @Test("empty cells, words for missing values, different values and lengths are counted")
  func counts() throws {
    let found = try column(["a", "", "null", "bcd", "a", "é", " "])
    #expect(found.missing == 2)
    #expect(found.missingShare == 2.0 / 7)
    #expect(found.missingWords == 1)
    #expect(found.distinct == 4)
    #expect(found.longestBytes == 4)
    #expect(try column((1...3000).map { "v\($0)" }).distinct == ColumnFinding.distinctLimit)
  }

  @Test("ambiguous dates and few values make a verdict unsure")
  func confidence() throws {
    #expect(try column((1...12).map { "0\($0 % 9 + 1)/04/2025" }).confidence == .low)
    #expect(try column((1...12).map { "\($0)" }).confidence == .high)
    #expect(try column(["1", "2"]).confidence == .low)
  }

  @Test("any bytes have a shape", arguments: 0..<100 as Range<UInt64>)
  func anyCells(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let alphabet = Array("0123456789-+./: TZaeJunAMP@,{}[]\"é%".unicodeScalars)
    let cells = (0..<50).map { _ in
      String(
        String.UnicodeScalarView(
          (0..<Int.random(in: 0...12, using: &random)).map { _ in
            alphabet.randomElement(using: &random) ?? " "
          }
        )
      )
    }
    let found = try column(cells)
    #expect(found.rows == 50)
    #expect(found.missing + found.missingWords + found.otherCells <= 50)
  }
}
