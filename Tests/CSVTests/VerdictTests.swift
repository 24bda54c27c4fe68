import CSV
import Foundation
import Testing

@Suite("Verdicts on dialect and structure")
struct VerdictTests {
  private func verdict(_ text: String, rowLimit: Int? = nil) throws -> CSVVerdict {
    try withFile(text.utf8) { try CSVVerdict(contentsOf: $0, rowLimit: rowLimit) }
  }

  // MARK: Dialect

  @Test(
    "the delimiter is found, and titles before the table do not hide it",
    arguments: [
      ("a;b\n1;2\n", ";"), ("Leads, by owner\n\na;b;c\n1;2;3\n4;5;6\n7;8;9\n", ";"),
      ("a\tb\n\"x,y\"\t2\n", "\t"), ("a|b|c\n1|2|3\n", "|"), ("one\ntwo\n", ","),
      ("id;note\n1;\"say \\\"a, b\\\"\"\n2;\"x\\\", y\"\n3;\"z, \\\"q\\\"\"\n", ";"),
    ]
  )
  func delimiters(text: String, delimiter: String) throws {
    #expect(try verdict(text).delimiter.delimiter == delimiter)
  }

  @Test("a verdict says how sure it is, and why")
  func reasons() throws {
    let sure = try verdict("a;b\n1;2\n3;4\n")
    #expect(sure.delimiter.confidence == .high)
    #expect(sure.delimiter.because == "3 of the first 3 records have 2 cells")
    let unsure = try verdict("a;b\n1;2\n3\n")
    #expect(unsure.delimiter.confidence == .medium)
    #expect(unsure.delimiter.because == "2 of the first 3 records have 2 cells")
    #expect(try verdict("one\ntwo\n").delimiter.confidence == .low)
    #expect(try verdict("sep=|\na|b\n").delimiter.because == "the first line says so: sep=")
  }

  @Test("a backslash before quotes counts when it mends records")
  func escapes() throws {
    let text = "id,note\n1,\"say \\\"hi\\\", you\"\n2,\"a\\\\\"\n3,plain\n"
    let found = try verdict(text)
    #expect(found.quote.escape == "\\")
    #expect(found.dialect.escape == UInt8(ascii: "\\"))
    #expect(found.quote.because.contains("0 of 4 records break, without it 1"))
  }

  @Test(
    "a backslash before a closing quote is no escape where records are whole without it",
    arguments: [
      "id,path\n1,\"C:\\dir\\\"\n2,\"D:\\\"\n", "id,note\n1,\"a \\ b\"\n", "id,note\n1,x\\\"y\n",
      "id,note\n1,\"\\\"\"\"\n",
    ]
  )
  func noEscape(text: String) throws {
    let found = try verdict(text)
    #expect(found.quote.escape == nil)
    #expect(found.rows.rejects.isEmpty)
  }

  @Test("quotes that break records are suspected to be text, but stay quotes")
  func quotesAsText() throws {
    let rows = (1...20).map { "\($0)\t\"size \($0)\" pipe\tx\n" }.joined()
    let found = try verdict("id\tname\tnote\n" + rows)
    #expect(found.quote.suspectsQuotesAreText)
    #expect(found.quote.quote == "\"")
    #expect(found.rows.rejects.map(\.count) == [20])
    #expect(try verdict("id,name\n1,\"a \"\"b\"\"\"\n").quote.suspectsQuotesAreText == false)
  }

  @Test("what is declared wins over what is found")
  func declared() throws {
    let dialect = CSVDialect(delimiter: UInt8(ascii: "|"), quote: nil)
    let found = try withFile("a;b|c\n\"1;2|3\n".utf8) {
      try CSVVerdict(contentsOf: $0, dialect: dialect)
    }
    #expect(found.dialect == dialect)
    #expect(found.columns.map(\.name) == ["a;b", "c"])
    #expect(found.delimiter.because == "declared" && found.quote.because == "declared")
  }

  @Test(
    "line ends outside cells are counted by kind",
    arguments: [
      ("a,b\n1,2\n", LineEndFinding.Kind.lineFeed, [2, 0, 0]),
      ("a,b\r\n1,2\r\n", .pair, [0, 2, 0]),
      ("a,b\r1,2\r", .carriageReturn, [0, 0, 2]), ("a,b\r\n1,2\n3,4\r5,6", .mixed, [1, 1, 1]),
      ("a,b", .none, [0, 0, 0]), ("a,b\r\n\"1\n\r\",2\r\n", .pair, [0, 2, 0]),
    ]
  )
  func lineEnds(text: String, kind: LineEndFinding.Kind, counts: [Int]) throws {
    let found = try verdict(text).lineEnds
    #expect(found.kind == kind)
    #expect(found.counts == counts)
  }

  // MARK: Structure

  /// After formats/webinars-meetings.md; invented people.
  private static let webinar = """
    Attendee Report
    Report Generated:,"06/02/2025 09:00:00 AM"
    Topic,Webinar ID,Actual Start Time,# Registrants
    "Demo day","812 0000 0000","06/01/2025 10:45:17 AM",40
    Attendee Details
    Attended,User Name,Email,Join Time,Country
    Yes,"Ada Ferrer",ada@example.com,"06/01/2025 10:47:00 AM",Spain
    Yes,"Ada Ferrer",ada@example.com,"06/01/2025 11:15:00 AM",Spain
    No,"Jo Smith",jo@example.test,--,

    """

  @Test("of several tables in a file the largest is the one, and all are listed")
  func severalTables() throws {
    let found = try verdict(Self.webinar)
    #expect(found.header.tables.map(\.line) == [3, 6])
    #expect(found.header.tables.map(\.columns) == [4, 5])
    #expect(found.header.tables.map(\.rows) == [1, 3])
    #expect(found.header.tables[0].names.first == "Topic")
    #expect(found.header.line == 6)
    #expect(found.header.preambleLines == 5)
    #expect(found.extent == CSVExtent(headerLine: 6, endsAtShortRow: false))
    #expect(
      found.columns.map(\.name) == ["Attended", "User Name", "Email", "Join Time", "Country"]
    )
    #expect(found.rows.rows == 3)
  }

  @Test("the reader alone takes the first record, and any line that it is told")
  func headerLine() throws {
    try withFile(Self.webinar.utf8) { path in
      #expect(try read(path: path).header == ["Attendee Report"])
      for windowBytes in [64, 100, 1 << 16] {
        let reader = try CSVReader(
          contentsOf: path,
          extent: CSVExtent(headerLine: 6),
          windowBytes: windowBytes,
          recordsPerBatch: 10
        ) { Issue.record("\($0)") }
        #expect(reader.header.count == 5)
        var lines: [Int] = []
        while let batch = try reader.nextBatch() {
          lines += (0..<batch.count).map(batch.line)
        }
        #expect(lines == [7, 8, 9])
      }
    }
  }

  @Test(
    "the line of a header counts every kind of line end, also blank lines and `sep=`",
    arguments: [
      ("x\r\ry\r\na;b\n1;2\n", 4), ("sep=;\nt\na;b\n1;2\n", 3), ("\n\n\na,b\n1,2\n", 4),
      ("\"open\na,b\n1,2\n", 2),
    ]
  )
  func headerLineOfAnyFile(text: String, line: Int) throws {
    try withFile(text.utf8) { path in
      let reader = try CSVReader(contentsOf: path, extent: CSVExtent(headerLine: line)) { _ in }
      #expect(reader.header == ["a", "b"])
      #expect(try reader.nextBatch()?.line(0) == line + 1)
    }
  }

  @Test("a header line behind the end of the file is an error that says so")
  func headerLineBeyondEnd() throws {
    let error = #expect(throws: CSVError.self) {
      try withFile("a,b\n1,2\n".utf8) {
        try CSVReader(contentsOf: $0, extent: CSVExtent(headerLine: 9)) { _ in }
      }
    }
    #expect(error?.code == .emptyFile)
    #expect(error?.message.contains("line 9") == true)
  }

  @Test("a title before the table is found, and ragged rows make no tables")
  func preamble() throws {
    let title = try verdict("Leads by owner\n\nid,name,city\n1,Ann,X\n2,Bo,Y\n")
    #expect(title.header.line == 3)
    #expect(title.header.preambleLines == 1)
    #expect(title.rows.rows == 2)
    let ragged = try verdict("a,b,c\n1,2,3\n4,5\nx,y,z\nw,v\nu,t,s\n")
    #expect(ragged.header.line == 1)
    #expect(ragged.header.tables.count == 1)
    #expect(ragged.header.raggedRecords == 2)
    #expect(ragged.rows.shortRows == 2)
  }

  /// After formats/salesforce.md; invented rows.
  @Test("prose behind the last row of a wide table is suspected to be a footer")
  func footer() throws {
    let table = "\"Lead ID\",Name,City\n\"00Q1\",Ann,X\n\"00Q2\",Bo,Y\n"
    let prose = "\n\"Leads by owner\"\n\"Copyright (c) 2025 example.com\"\n"
    let found = try verdict(table + prose)
    #expect(found.header.footerLine == 5)
    #expect(found.extent.endsAtShortRow)
    #expect(try verdict(table).header.footerLine == nil)
    #expect(try verdict("a,b,c\n1,2,3\n4\n5,6,7\n").header.footerLine == nil)
  }

  @Test("a footer behind the first megabyte is seen when the whole file is read")
  func lateFooter() throws {
    let rows = (0..<60_000).map { "\($0),name of \($0),city\n" }.joined()
    let text = "id,name,city\n" + rows + "Grand totals follow\nConfidential\n"
    #expect(try verdict(text).header.footerLine == 60_002)
    #expect(try verdict(text, rowLimit: 1000).header.footerLine == nil)
  }

  @Test("names that are empty or come twice are told")
  func names() throws {
    let found = try verdict("id,,id,name,,Id\n1,2,3,4,5,6\n").header
    #expect(found.emptyNames == [2, 5])
    #expect(found.duplicateNames == ["id"])
    #expect(found.names == ["id", "", "id", "name", "", "Id"])
  }

  @Test("rows are counted with their fate, up to the limit")
  func rows() throws {
    let text = "a,b\n1,2\n\n3\n4,5,6\n7,\"8\"x\n9,10\n"
    let found = try verdict(text).rows
    #expect(found.rows == 3 && found.shortRows == 1 && found.blankLines == 1 && found.isWholeFile)
    #expect(found.rejects.map(\.code) == ["csv.ragged-row", "csv.text-after-quote"])
    #expect(found.rejects.map(\.firstLine) == [5, 6])
    let limited = try verdict("a\n1\n2\n3\n", rowLimit: 2).rows
    #expect(limited.rows == 2 && !limited.isWholeFile)
  }

  @Test("600 columns, cells of a megabyte and a line without end are nothing special")
  func large() throws {
    let header = (1...600).map { "c\($0)" }.joined(separator: ";")
    let long = String(repeating: "x,\n", count: 400_000)
    let row = (1...600).map { $0 == 300 ? "\"\(long)\"" : "\($0)" }.joined(separator: ";")
    let found = try verdict(header + "\n" + row + "\n" + row)
    #expect(found.delimiter.delimiter == ";")
    #expect(found.columns.count == 600)
    #expect(found.columns[299].longestBytes == 1_200_000)
    #expect(found.rows.rows == 2)
  }

  @Test("a file without a record is empty", arguments: ["", "\n\n", "\u{FEFF}", "sep=;\n"])
  func empty(text: String) {
    let error = #expect(throws: CSVError.self) { try verdict(text) }
    #expect(error?.code == .emptyFile)
  }

  @Test("a verdict keeps no cell but names, and survives being saved")
  func coding() throws {
    let found = try verdict(Self.webinar)
    let data = try JSONEncoder().encode(found)
    let saved = String(decoding: data, as: UTF8.self)
    let loaded = try JSONDecoder().decode(CSVVerdict.self, from: data)
    #expect(loaded.dialect == found.dialect && loaded.columns == found.columns)
    #expect(loaded.header.tables.map(\.line) == [3, 6])
    #expect(!saved.contains("Ferrer") && !saved.contains("Demo day") && !saved.contains("Topic"))
  }

  @Test(
    "what is found out about a text never depends on the window",
    arguments: 0..<200 as Range<UInt64>
  )
  func anyText(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let pieces = [
      "a", "1", ",", ";", "\t", "|", "\"", "\\\"", "\n", "\r\n", "\r", " ", "é", "2025-01-02",
      "sep=", "{", "@",
    ]
    let text = (0..<Int.random(in: 1...300, using: &random)).map { _ in
      pieces.randomElement(using: &random) ?? ""
    }.joined()
    try withFile(text.utf8) { path in
      let readings = [64, 100, 1 << 20].map { try? read(path: path, windowBytes: $0) }
      #expect(readings[0] == readings[2] && readings[1] == readings[2], "seed \(seed)")
      if let found = try? CSVVerdict(contentsOf: path, rowLimit: nil) {
        #expect(found.columns.allSatisfy { $0.rows == found.rows.rows })
      }
    }
  }
}
