import CSV
import Testing

@Suite("Styles of writing")
struct CSVStyleTests {
  private func written(
    style: CSVStyle,
    dialect: CSVDialect = .rfc4180,
    header: [String] = ["id", "text"],
    _ rows: [[String]]
  ) throws -> [UInt8] {
    try withTemporaryPath { path in
      let file = try OutputFile(path: path)
      let writer = CSVWriter(to: file, dialect: dialect, style: style, header: header)
      for row in rows {
        row.forEach(writer.field)
        try writer.endRecord()
      }
      try file.commit()
      return try #require(contents(of: path))
    }
  }

  @Test("all cells are quoted where the style says so, also empty ones and names")
  func quoteAll() throws {
    let bytes = try written(style: CSVStyle(quoting: .all), [["1", ""], ["a\"b", "c,d"]])
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == "\"id\",\"text\"\n\"1\",\"\"\n\"a\"\"b\",\"c,d\"\n"
    )
  }

  @Test("records end with CRLF, and the file begins with a mark, where the style says so")
  func lineEndsAndMark() throws {
    let style = CSVStyle(lineEnd: .pair, hasByteOrderMark: true)
    let bytes = try written(style: style, [["1", "x\ny"]])
    #expect(bytes == [0xEF, 0xBB, 0xBF] + Array("id,text\r\n1,\"x\ny\"\r\n".utf8))
  }

  @Test(
    "formulas are guarded, plain numbers are not",
    arguments: [
      ("=1+1", "'=1+1"), ("+34 600", "'+34 600"), ("-", "'-"), ("@SUM(A1)", "'@SUM(A1)"),
      ("\t=1", "'\t=1"),
      ("\r=1", "\"'\r=1\""), ("-1", "-1"), ("+2.5", "+2.5"), ("-1e5", "-1e5"), ("a=b", "a=b"),
      ("", ""),
      ("-1-2", "'-1-2"), ("'=1", "'=1"), ("=a,b", "\"'=a,b\""),
    ]
  )
  func guards(text: String, cell: String) throws {
    let bytes = try written(style: CSVStyle(guardsFormulas: true), [["1", text]])
    #expect(String(decoding: bytes, as: UTF8.self) == "id,text\n1,\(cell)\n")
    let plain = try written(style: CSVStyle(), [["1", text]])
    #expect(
      !String(decoding: plain, as: UTF8.self).dropFirst(8).contains("'") || text.hasPrefix("'")
    )
  }

  @Test("numbers are never guarded")
  func numbers() throws {
    try withTemporaryPath { path in
      let file = try OutputFile(path: path)
      let writer = CSVWriter(
        to: file,
        style: CSVStyle(guardsFormulas: true),
        header: ["a", "b"]
      )
      writer.field(-0.5)
      writer.field(-17)
      try writer.endRecord()
      try file.commit()
      #expect(contents(of: path) == Array("a,b\n-0.5,-17\n".utf8))
    }
  }

  @Test("a dialect with an escape stops the program")
  func escape() async {
    await #expect(processExitsWith: .failure) {
      let dialect = CSVDialect(escape: UInt8(ascii: "\\"))
      _ = CSVWriter(to: try OutputFile(path: "/dev/null"), dialect: dialect, header: ["a"])
    }
  }

  @Test(
    "any rows written in any style, read, written and read again are the same rows",
    arguments: 0..<240 as Range<UInt64>
  )
  func anyStyle(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let dialect = CSVDialect(
      delimiter: Array(",;\t|".utf8)[Int(seed % 4)],
      quote: seed.isMultiple(of: 3) ? UInt8(ascii: "'") : UInt8(ascii: "\"")
    )
    let style = CSVStyle(
      quoting: seed.isMultiple(of: 2) ? .all : .minimal,
      lineEnd: seed % 8 < 4 ? .lineFeed : .pair,
      hasByteOrderMark: seed % 5 == 0
    )
    let header = (0..<Int.random(in: 1...6, using: &random)).map { "name \($0)" }
    let rows = (0..<Int.random(in: 0...40, using: &random)).map { _ in
      header.map { _ in Self.cell(&random) }
    }
    let bytes = try written(style: style, dialect: dialect, header: header, rows)
    let reading = try withFile(bytes) { try read(path: $0, dialect: dialect) }
    #expect(reading.header == header, "seed \(seed)")
    #expect(reading.rows == rows, "seed \(seed)")
    #expect(reading.rejects.isEmpty && reading.paddedCount == 0 && reading.blankCount == 0)
    let again = try written(style: style, dialect: dialect, header: reading.header, reading.rows)
    #expect(again == bytes, "seed \(seed)")
  }

  private static func cell(_ random: inout SeededGenerator) -> String {
    let pieces = [
      "a", "Z", "0", " ", ",", ";", "\t", "|", "\"", "\"\"", "'", "''", "\n", "\r", "\r\n", "é",
      "€", "\\", "\\\"",
      "\u{1F600}", "\u{FEFF}", "sep=", "=1+1", "{\"a\":1}", "[", "\u{1}",
    ]
    let length = Int.random(in: 0...10, using: &random)
    return (0..<length).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
  }
}
