import CSV
import Diagnostics
import Testing

@Suite("Reading records")
struct CSVReaderTests {
  @Test(
    "every kind of line end ends a row, also mixed",
    arguments: [
      "a,b\n1,2\n3,4\n", "a,b\r\n1,2\r\n3,4\r\n", "a,b\r1,2\r3,4\r", "a,b\r\n1,2\r3,4\n",
      "a,b\n1,2\n3,4", "a,b\r\n1,2\r\n3,4\r",
    ]
  )
  func lineEnds(text: String) throws {
    let reading = try read(text)
    #expect(reading.header == ["a", "b"])
    #expect(reading.rows == [["1", "2"], ["3", "4"]])
    #expect(reading.lines == [2, 3])
    #expect(reading.rejects.isEmpty)
  }

  @Test("quoted cells hold delimiters, doubled quotes and line ends")
  func quotedCells() throws {
    let reading = try read("a,b,c\n\"x,y\",\"say \"\"hi\"\"\",\"one\ntwo\"\n\"\",\"\"\"\",z\n")
    #expect(reading.rows == [["x,y", "say \"hi\"", "one\ntwo"], ["", "\"", "z"]])
  }

  @Test("lines are physical lines, whatever cells hold and whichever line ends they use")
  func physicalLines() throws {
    let text = "a,b\n\"1\n\n2\r\n3\r4\",x\n5,6\n\n\"7\r\n\",8\n9,10"
    let reading = try read(text)
    #expect(reading.rows.map { $0[1] } == ["x", "6", "8", "10"])
    #expect(reading.lines == [2, 7, 9, 11])
    #expect(reading.blankCount == 1)
  }

  @Test("a quote inside an unquoted cell is text")
  func strayQuotes() throws {
    let reading = try read("a,b\n5\" pipe,x\"y\"\n \"z\",\n")
    #expect(reading.rows == [["5\" pipe", "x\"y\""], [" \"z\"", ""]])
  }

  @Test("a dialect without quotes takes quotes as text")
  func noQuotes() throws {
    let dialect = CSVDialect(delimiter: UInt8(ascii: "|"), quote: nil)
    let reading = try read("a|b\n\"1|2\"\n\"|\"\"\n", dialect: dialect)
    #expect(reading.rows == [["\"1", "2\""], ["\"", "\"\""]])
  }

  @Test("blank lines are skipped and counted, rows of empty cells are not")
  func blankLines() throws {
    let reading = try read("\n\na,b\n\n1,2\r\n\r\n,\n\"\"\n\n")
    #expect(reading.rows == [["1", "2"], ["", ""], ["", ""]])
    #expect(reading.lines == [5, 7, 8])
    #expect(reading.blankCount == 5)
    #expect(reading.paddedCount == 1)
  }

  @Test("short rows are filled with empty cells and counted")
  func shortRows() throws {
    let reading = try read("a,b,c\n1,2,3\n4\n5,6\n")
    #expect(reading.rows == [["1", "2", "3"], ["4", "", ""], ["5", "6", ""]])
    #expect(reading.paddedCount == 2)
    #expect(reading.rejects.isEmpty)
  }

  @Test("empty cells behind the last column are dropped, others reject the row")
  func longRows() throws {
    let reading = try read("id,mail\n1,x,,\n2,Ann,Lee7,\n3,y\n4,z,\"\",\"\"\n")
    #expect(reading.rows == [["1", "x"], ["3", "y"], ["4", "z"]])
    let expected = Reject(
      location: SourceLocation(file: "file.csv", line: 3, column: 3, byte: 14),
      code: "csv.ragged-row",
      value: "Aaa9",
      hint: "the header has 2 columns and the row 4: quote cells that hold the delimiter"
    )
    #expect(reading.rejects == [expected])
  }

  @Test("a long row of several lines says where it ends")
  func longMultiLineRow() throws {
    let reading = try read("a,b\n\"1\n2\n3\",4,5\n6,7\n")
    #expect(reading.rows == [["6", "7"]])
    #expect(reading.rejects.first?.hint.hasSuffix("; the row ends on line 4") == true)
  }

  @Test("a header without rows is a file without records")
  func headerOnly() throws {
    #expect(try read("a,b").rows.isEmpty)
    #expect(try read("a,b\r\n").rows.isEmpty)
  }

  @Test("a header with a line end in a name counts its lines")
  func headerOfTwoLines() throws {
    let reading = try read("\"first\nname\",b\n1,2\n")
    #expect(reading.header == ["first name", "b"])
    #expect(reading.lines == [3])
  }

  @Test("a batch keeps the same cells until the next one, however full it is")
  func batches() throws {
    let text = "n,square\n" + (1...10_000).map { "\($0),\($0 * $0)\n" }.joined()
    try withFile(text.utf8) { path in
      let reader = try CSVReader(contentsOf: path) { Issue.record("unexpected reject \($0)") }
      var expected: Int64 = 1
      while let batch = try reader.nextBatch() {
        #expect((1...4096).contains(batch.count))
        #expect(batch.columnCount == 2)
        for record in 0..<batch.count {
          let isRight =
            Cell.int64(batch.field(record, 0)) == expected
            && Cell.int64(batch.field(record, 1)) == expected * expected
            && batch.line(record) == Int(expected) + 1
          #expect(isRight, "record \(expected)")
          expected += 1
        }
      }
      #expect(expected == 10_001)
      #expect(try reader.nextBatch() == nil)
    }
  }

  @Test("a file of 600 columns and a cell of a megabyte are nothing special")
  func wideAndLong() throws {
    let header = (1...600).map { "c\($0)" }.joined(separator: ",")
    let long = String(repeating: "x\n", count: 600_000)
    let row = (1...600).map { $0 == 300 ? "\"\(long)\"" : "\($0)" }.joined(separator: ",")
    let reading = try read(header + "\n" + row + "\n" + row + "\n")
    #expect(reading.rows.count == 2)
    #expect(reading.rows.allSatisfy { $0.count == 600 && $0[299] == long && $0[599] == "600" })
    #expect(reading.lines == [2, 600_003])
  }
}
