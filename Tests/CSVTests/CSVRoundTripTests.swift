import CSV
import Testing

@Suite("Writing, then reading")
struct CSVRoundTripTests {
  @Test(
    "any rows written, then read, are the same rows",
    arguments: 0..<200 as Range<UInt64>
  )
  func anyRows(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let dialect = CSVDialect(
      delimiter: Array(",;\t|".utf8)[Int(seed % 4)],
      quote: seed.isMultiple(of: 5) ? UInt8(ascii: "'") : UInt8(ascii: "\"")
    )
    let columnCount = Int.random(in: 1...6, using: &random)
    let header = (0..<columnCount).map { "name \($0)" }
    let rows = (0..<Int.random(in: 0...60, using: &random)).map { _ in
      header.map { _ in Self.cell(&random) }
    }
    try withTemporaryPath { path in
      let file = try OutputFile(path: path)
      let writer = CSVWriter(to: file, dialect: dialect, header: header)
      for row in rows {
        for cell in row {
          if cell.isEmpty, Bool.random(using: &random) {
            writer.emptyField()
          } else {
            writer.field(cell)
          }
        }
        try writer.endRecord()
      }
      try file.commit()
      let windowBytes = Int.random(in: 64...4096, using: &random)
      let reading = try read(path: path, dialect: dialect, windowBytes: windowBytes)
      #expect(reading.header == header, "seed \(seed)")
      #expect(reading.rows == rows, "seed \(seed)")
      #expect(reading.rejects.isEmpty && reading.paddedCount == 0 && reading.blankCount == 0)
    }
  }

  @Test("a record of one empty cell is not lost as a blank line")
  func singleEmptyCell() throws {
    let bytes = try written(header: ["a"]) { writer in
      writer.emptyField()
      try writer.endRecord()
    }
    #expect(bytes == "a\n\"\"\n")
  }

  @Test("cells are quoted only where they must be")
  func minimalQuoting() throws {
    let text = try written(header: ["a b", "c,d"]) { writer in
      writer.field("plain 'text'")
      writer.field("say \"hi\"")
      try writer.endRecord()
      writer.field("one\ntwo")
      writer.field("semi;colon")
      try writer.endRecord()
    }
    #expect(
      text == #"""
        a b,"c,d"
        plain 'text',"say ""hi"""
        "one
        two",semi;colon

        """#
    )
  }

  @Test("a number that holds the delimiter is quoted too")
  func quotedNumbers() throws {
    let dialect = CSVDialect(delimiter: UInt8(ascii: "."))
    let text = try written(dialect: dialect, header: ["a", "b", "c"]) { writer in
      writer.field(0.5, significantDigits: 6)
      writer.field(-17)
      writer.field(Double.nan)
      try writer.endRecord()
    }
    #expect(text == "a.b.c\n\"0.5\".-17.\n")
  }

  @Test("bytes and texts are written alike")
  func bytes() throws {
    let text = try written(header: ["a", "b"]) { writer in
      var cell = "é,€"
      cell.withUTF8 { writer.field(UnsafeRawBufferPointer($0)) }
      writer.field("é,€")
      try writer.endRecord()
    }
    #expect(text == "a,b\n\"é,€\",\"é,€\"\n")
  }

  @Test("a record with a field too few stops the program")
  func tooFewFields() async {
    await #expect(processExitsWith: .failure) {
      let writer = CSVWriter(to: try OutputFile(path: "/dev/null"), header: ["a", "b"])
      writer.field("1")
      try writer.endRecord()
    }
  }

  @Test("a record with a field too many stops the program")
  func tooManyFields() async {
    await #expect(processExitsWith: .failure) {
      let writer = CSVWriter(to: try OutputFile(path: "/dev/null"), header: ["a"])
      writer.field("1")
      writer.field("2")
    }
  }

  private static func cell(_ random: inout SeededGenerator) -> String {
    let pieces = [
      "a", "Z", "0", " ", ",", ";", "\t", "|", "\"", "\"\"", "'", "\n", "\r", "\r\n", "é", "€",
      "\u{1F600}", "\u{FEFF}", "sep=",
    ]
    let length = Int.random(in: 0...12, using: &random)
    return (0..<length).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
  }

  private func written(
    dialect: CSVDialect = .rfc4180,
    header: [String],
    _ body: (CSVWriter) throws -> Void
  ) throws -> String {
    try withTemporaryPath { path in
      let file = try OutputFile(path: path)
      try body(CSVWriter(to: file, dialect: dialect, header: header))
      try file.commit()
      return String(decoding: try #require(contents(of: path)), as: UTF8.self)
    }
  }
}
