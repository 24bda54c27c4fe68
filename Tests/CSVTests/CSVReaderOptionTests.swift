import CSV
import Diagnostics
import Testing

@Suite("Options of the reader")
struct CSVReaderOptionTests {
  // MARK: Escapes

  private static let escaped = CSVDialect(escape: UInt8(ascii: "\\"))

  @Test(
    "a quote behind the escape is text, and the escape before it goes",
    arguments: [
      (#""a\"b""#, #"a"b"#), (#""a""b""#, #"a"b"#), (#""\"""#, #"""#), (#""\"\"""#, #""""#),
      (#""C:\\""#, #"C:\\"#), (#""C:\dir""#, #"C:\dir"#), (#""x\\\"y""#, #"x\\"y"#),
      (#""\\""""#, #"\\""#), (#"a\b"#, #"a\b"#), (#"a\"b"#, #"a\"b"#), (#""a,\",b""#, #"a,",b"#),
    ]
  )
  func escapes(cell: String, expected: String) throws {
    let reading = try read("a,b\n\(cell),x\n1,2\n", dialect: Self.escaped)
    #expect(reading.rows == [[expected, "x"], ["1", "2"]])
  }

  @Test("an escaped quote may be the first thing in a cell of several lines")
  func escapesInLines() throws {
    let reading = try read("a,b\n\"\\\"one\\\"\n\\\\\",x\n", dialect: Self.escaped)
    #expect(reading.rows == [["\"one\"\n\\\\", "x"]])
  }

  @Test("column names are unescaped too")
  func escapedNames() throws {
    let reading = try read("\"a\\\"b\",\"c\"\"d\"\n1,2\n", dialect: Self.escaped)
    #expect(reading.header == ["a\"b", "c\"d"])
  }

  @Test("without an escape a backslash is text")
  func noEscape() throws {
    #expect(try read("a,b\n\"C:\\\",x\n").rows == [["C:\\", "x"]])
  }

  @Test("an escape that is the quote itself means doubled quotes")
  func quoteAsEscape() throws {
    let dialect = CSVDialect(escape: UInt8(ascii: "\""))
    let reading = try read("\"a\"\"a\",b\n\"x\"\"y\",z\n", dialect: dialect)
    #expect(reading.header == ["a\"a", "b"])
    #expect(reading.rows == [["x\"y", "z"]])
  }

  @Test("an escape that is the delimiter or a line end is refused", arguments: [44, 10, 13, 0xE9])
  func badEscape(escape: UInt8) {
    let error = #expect(throws: CSVError.self) {
      try read("a,b\n", dialect: CSVDialect(escape: escape))
    }
    #expect(error?.code == .invalidDialect)
  }

  // MARK: Where a table ends

  private static let untilShortRow = CSVExtent(endsAtShortRow: true)

  @Test(
    "the table ends before the first short row, and the lines behind it are counted",
    arguments: [
      ("a,b\n1,2\n\nTotal,x\n", [["1", "2"]], 2), ("a,b\n1,2\nTotal\n3,4\n", [["1", "2"]], 2),
      ("a,b\n1,2\n\"Total\n of\"\nx,y", [["1", "2"]], 3), ("a,b\n\n1,2\n", [], 2),
      ("a,b\n1,2\n", [["1", "2"]], 0), ("a,b\n1,2\n\n", [["1", "2"]], 1),
      ("a,b\n1,2\r\r3,4\r\n\n", [["1", "2"]], 3), ("a,b\n1,2\nx", [["1", "2"]], 1),
      ("a,b,c\n1,2\n3\n", [["1", "2", ""]], 1),
    ] as [(String, [[String]], Int)]
  )
  func shortRows(text: String, rows: [[String]], outside: Int) throws {
    for windowBytes in [64, 1 << 20] {
      try withFile(text.utf8) { path in
        let reading = try read(path: path, extent: Self.untilShortRow, windowBytes: windowBytes)
        #expect(reading.rows == rows)
        #expect(reading.outsideLineCount == outside)
        #expect(reading.rejects.isEmpty && reading.blankCount == 0)
      }
    }
  }

  @Test("many lines behind the table are counted through small windows", arguments: [1, 2])
  func longFooter(threads: Int) throws {
    let rows = (0..<2000).map { "\($0),x\n" }.joined()
    let footer = (0..<3000).map { "\($0),\"y\r\n" }.joined() + "end"
    try withFile(("a,b\n" + rows + "\n" + footer).utf8) { path in
      let reading = try read(
        path: path,
        extent: Self.untilShortRow,
        windowBytes: 700,
        threads: threads,
        blockBytes: 500
      )
      #expect(reading.rows.count == 2000)
      #expect(reading.outsideLineCount == 3002)
      #expect(reading.rejects.isEmpty)
    }
  }

  @Test("a table of one column has no short rows")
  func oneColumn() throws {
    let reading = try read("a\n1\n\n2\n", extent: Self.untilShortRow)
    #expect(reading.rows == [["1"], ["2"]] && reading.outsideLineCount == 0)
  }

  // MARK: Limits of cells

  @Test("a cell beyond the limit rejects its row, without its quotes and escapes")
  func longCells() throws {
    let text = "id,note\n1,12345\n2,123456\n3,\"12345\"\n4,\"\"\"2345\"\n5,\"\"\"23456\"\n6,x\n"
    let reading = try read(text, limits: CSVLimits(maximumCellBytes: 5))
    #expect(reading.rows == [["1", "12345"], ["3", "12345"], ["4", "\"2345"], ["6", "x"]])
    #expect(reading.faults == ["3 csv.cell-too-long", "6 csv.cell-too-long"])
    #expect(reading.rejects[0].columnName == "note" && reading.rejects[0].value == "999999")
    #expect(reading.rejects[0].location.byte == 16)
  }

  @Test("a long cell in a column that is not read does no harm")
  func longCellsElsewhere() throws {
    let limits = CSVLimits(maximumCellBytes: 5)
    let reading = try read("id,note\n1,1234567890\n", limits: limits, columns: [0])
    #expect(reading.rows == [["1"]] && reading.rejects.isEmpty)
  }

  // MARK: Columns

  @Test("only the columns asked for are kept, under their own numbers")
  func selection() throws {
    let text = "a,b,c\n1,2,3\n\"x\"\"y\",5,\"z\"\"z\"\n7\n"
    #expect(try read(text, columns: [2, 0]).rows == [["3", "1"], ["z\"z", "x\"y"], ["", "7"]])
    #expect(try read(text, columns: [1]).rows == [["2"], ["5"], [""]])
    #expect(try read(text, columns: []).rows == [[], [], []])
  }

  @Test("whole rows are checked, whatever columns are read")
  func checksOfWholeRows() throws {
    let bytes = Array("a,b\n1,\n2,".utf8) + [0xFF] + Array("\n3,x,y\n4,z\n".utf8)
    let reading = try withFile(bytes) { try read(path: $0, columns: [0]) }
    #expect(reading.rows == [["1"], ["4"]])
    #expect(reading.faults == ["3 csv.invalid-utf8", "4 csv.ragged-row"])
  }

  // MARK: Places

  @Test("records and rejects know their byte in the file, behind marks of the encoding too")
  func bytes() throws {
    let text = "a,b\r\n1,2\r\n\r\n3,\"4\n5\"\n6,7,8\n9,é\n"
    #expect(try read(text).bytes == [5, 12, 26])
    #expect(try read(text).rejects.map(\.location.byte) == [20])
    #expect(try read("\u{FEFF}" + text).bytes == [8, 15, 29])
  }

  @Test("compressed and transcoded text has no byte in the file")
  func noBytes() throws {
    let bytes = Array("a,b\n1,".utf8) + [0xE9, 0x0A]
    let reading = try withFile(bytes) { try read(path: $0, encoding: .latin1) }
    #expect(reading.rows == [["1", "é"]] && reading.bytes == [nil])
  }

  // MARK: Rejects

  @Test("with `fail` the first reject ends the reading with its own code")
  func failing() throws {
    let error = try reject(.fail, expected: 1)
    #expect(error?.code == .raggedRow)
    #expect(error?.location?.line == 3)
    #expect(error?.hint?.contains("quote cells") == true)
  }

  @Test("with a limit the reject beyond it ends the reading")
  func limited() throws {
    let error = try reject(.quarantine(limit: 1), expected: 2)
    #expect(error?.code == .tooManyRejects)
    #expect(error?.location?.line == 5)
    #expect(try reject(.quarantine(limit: 2), expected: 2) == nil)
    #expect(try reject(.quarantine(limit: nil), expected: 2) == nil)
  }

  private func reject(_ policy: RejectPolicy, expected count: Int) throws -> CSVError? {
    try withFile("a,b\n1,2\n3,4,5\n6,7\n8,9,10\n".utf8) { path in
      var seen = 0
      let reader = try CSVReader(contentsOf: path, rejectPolicy: policy) { _ in seen += 1 }
      do throws(CSVError) {
        while try reader.nextBatch() != nil {}
      } catch {
        #expect(seen == count)
        return error
      }
      #expect(seen == count)
      return nil
    }
  }
}
