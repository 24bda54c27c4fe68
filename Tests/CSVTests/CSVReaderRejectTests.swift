import CSV
import Diagnostics
import Testing

@Suite("Rows that cannot be used")
struct CSVReaderRejectTests {
  @Test("text after a closing quote rejects that line only")
  func textAfterQuote() throws {
    let reading = try read("id,name\n1,\"Ann\" Lee\n2,\"Bo\"\n")
    #expect(reading.rows == [["2", "Bo"]])
    let reject = try #require(reading.rejects.first)
    #expect(reject.location == SourceLocation(file: "file.csv", line: 2, column: 2, byte: 8))
    #expect(reject.columnName == "name")
    #expect(reject.code == "csv.text-after-quote")
    #expect(reject.value == "\"Aaa\" Aaa")
    #expect(reject.hint.contains("double the quotes"))
  }

  @Test("a quote that never closes rejects its own line; good rows after it survive")
  func unterminatedQuote() throws {
    let reading = try read("id,name\n1,a\n2,\"b\n3,c\n4,d\n")
    #expect(reading.rows == [["1", "a"], ["3", "c"], ["4", "d"]])
    #expect(reading.lines == [2, 4, 5])
    let reject = try #require(reading.rejects.first)
    #expect(reading.rejects.count == 1)
    #expect(reject.location == SourceLocation(file: "file.csv", line: 3, column: 2, byte: 12))
    #expect(reject.columnName == "name")
    #expect(reject.code == "csv.unterminated-quote")
    #expect(reject.value == "\"a")
  }

  @Test("an open quote that meets the next quoted cell rejects only the first line")
  func openQuoteBeforeQuotedCell() throws {
    let reading = try read("id,name\n1,\"a\n2,\"b\"\n3,\"c\"\n")
    #expect(reading.rows == [["2", "b"], ["3", "c"]])
    #expect(reading.faults == ["2 csv.text-after-quote"])
  }

  @Test("many broken lines cost one reject each")
  func manyBrokenLines() throws {
    let broken = (0..<1000).map { "\($0),\"x\n\($0),y\n" }.joined()
    let reading = try read("id,name\n" + broken)
    #expect(reading.rows.count == 1000)
    #expect(reading.rejects.count == 1000)
  }

  @Test("the record limit ends an open quote as the end of the file does")
  func recordLimit() throws {
    let rows = (0..<100).map { "\($0),value\n" }.joined()
    let reading = try read(
      "id,name\n1,\"open\n" + rows + "2,\"closed\"\n",
      limits: CSVLimits(maximumRecordBytes: 50)
    )
    #expect(reading.faults == ["2 csv.unterminated-quote"])
    #expect(reading.rows.count == 101)
    #expect(reading.rows.last == ["2", "closed"])
  }

  @Test("a line longer than the record limit is rejected, the next one is read")
  func overlongLine() throws {
    let long = String(repeating: "x", count: 200)
    let limits = CSVLimits(maximumRecordBytes: 50)
    let text = "id,name\n1,\(long)\r\n2,y\n3,\"\(long)\"\n4,\"\(long)\n5,\"q\"x\(long)\n6,z\n"
    try withFile(text.utf8) { path in
      for windowBytes in [64, 100, 1 << 16] {
        let reading = try read(path: path, limits: limits, windowBytes: windowBytes)
        #expect(reading.rows == [["2", "y"], ["6", "z"]])
        #expect(
          reading.faults == [
            "2 csv.record-too-long", "4 csv.record-too-long", "5 csv.record-too-long",
            "6 csv.text-after-quote",
          ]
        )
      }
    }
  }

  @Test("bytes that are not UTF-8 reject their row and name the cell and the repair")
  func invalidUTF8() throws {
    let text = Array("id,name,city\n1,Jos\u{E9},x\n2,y,Bia".utf8)
    try withFile(text + [0x82, 0xFF] + Array("ystok\n3,z,ok\n".utf8)) { path in
      let reading = try read(path: path)
      #expect(reading.rows == [["1", "José", "x"], ["3", "z", "ok"]])
      let reject = try #require(reading.rejects.first)
      #expect(reject.location == SourceLocation(file: "file.csv", line: 3, column: 3, byte: 23))
      #expect(reject.columnName == "city")
      #expect(reject.code == "csv.invalid-utf8")
      #expect(reject.hint.contains("`encoding: windows-1252`"))
    }
  }

  @Test(
    "every kind of ill-formed UTF-8 is found",
    arguments: [
      [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80],
      [0xF0, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xC3],
      [0xE2, 0x82], [0xF0, 0x9F, 0x92], [0xE2, 0x28, 0xA1],
    ] as [[UInt8]]
  )
  func illFormed(sequence: [UInt8]) throws {
    for prefix in 0..<9 {
      let padding = [UInt8](repeating: UInt8(ascii: "x"), count: prefix)
      let bytes = Array("a,b\n".utf8) + padding + sequence + Array(",1\nok,2\n".utf8)
      let reading = try withFile(bytes) { try read(path: $0) }
      #expect(reading.rows == [["ok", "2"]])
      #expect(reading.faults == ["2 csv.invalid-utf8"])
    }
  }

  @Test(
    "well-formed UTF-8 passes",
    arguments: ["\u{80}", "\u{7FF}", "\u{800}", "\u{D7FF}", "\u{E000}", "\u{FFFF}", "\u{10000}"]
  )
  func wellFormed(scalar: String) throws {
    let reading = try read("a,b\nxyz\(scalar),\(scalar)\u{10FFFF}\n")
    #expect(reading.rows == [["xyz\(scalar)", "\(scalar)\u{10FFFF}"]])
  }

  @Test("a reject never shows the content of a cell")
  func shapesOnly() throws {
    let reading = try read("a,b\n1,2,secret@example.org\n\"Confidential\"x,1\n")
    #expect(reading.rejects.map(\.value) == ["aaaaaa@aaaaaaa.aaa", "\"Aaaaaaaaaaaa\"a,9"])
  }
}
