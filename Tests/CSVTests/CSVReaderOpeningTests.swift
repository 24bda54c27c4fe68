import CSV
import Diagnostics
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

@Suite("Opening files")
struct CSVReaderOpeningTests {
  // MARK: Header

  @Test("column names are trimmed, spaces collapsed, invisible marks dropped")
  func cleanedNames() throws {
    let reading = try read("\u{FEFF}  First \u{A0} name ,e\u{200B}-mail\u{2060},\"a\tb\"\n")
    #expect(reading.header == ["First name", "e-mail", "a b"])
  }

  @Test("empty names become the number of their column, names that return get a number")
  func replacedNames() throws {
    try withFile("a,,a,b,a,a (2),\n".utf8) { path in
      let reader = try CSVReader(contentsOf: path) { _ in }
      #expect(reader.header == ["a", "column 2", "a (2)", "b", "a (3)", "a (2) (2)", "column 7"])
      #expect(reader.duplicateColumns == ["a", "a", "a (2)"])
    }
  }

  @Test("a byte order mark is no part of the header, even twice and before a quote")
  func byteOrderMark() throws {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let reading = try withFile(mark + mark + Array("\"a\",b\n1,2\n".utf8)) { try read(path: $0) }
    #expect(reading.header == ["a", "b"])
    #expect(reading.rows == [["1", "2"]])
  }

  @Test(
    "a first record of numbers and dates is no header",
    arguments: ["1,2,3\n", "2026-03-01,\n", "7,2026-03-01T10:00:00Z,-1.5e3\n", "\"12\"\n1\n"]
  )
  func noHeader(text: String) {
    #expect(code { try read(text) } == .noHeader)
  }

  @Test(
    "one name among numbers is a header",
    arguments: ["id,2024,2025\n", "C0000001,5,2026-03-01\n", ",name\n", "2026-03-01 report\n"]
  )
  func header(text: String) throws {
    #expect(try read(text).rows.isEmpty)
  }

  // MARK: Dialect

  @Test(
    "the delimiter is found, also when cells hold others in quotes",
    arguments: [
      ("a,b\n1,2\n", ","), ("a;b\n\"1,5\";2\n", ";"), ("a\tb\n1,2\t3\n", "\t"),
      ("a|b\n1;2|3;4\n", "|"), ("id,tags; more\n1,x;y;z\n2,x\n", ","), ("single\nx;y\n", ","),
      ("a;b;c\n1,5;2,5;3,5\n", ";"), ("\"a;b\",c\n1,2\n", ","), ("name,\"a;b;c\"\n", ","),
      ("a;b\n\n\"x\ny,z\";2\n", ";"),
    ]
  )
  func sniffing(text: String, delimiter: String) throws {
    try withFile(text.utf8) { path in
      let reader = try CSVReader(contentsOf: path) { _ in }
      #expect([reader.dialect.delimiter] == Array(delimiter.utf8))
    }
  }

  @Test(
    "Excel's line `sep=` names the delimiter and is no record",
    arguments: ["sep=;\na,x;b\n1,2;3\n", "sep=;\r\na,x;b\n1,2;3\n", "sep=;\ra,x;b\r1,2;3\r"]
  )
  func separatorLine(text: String) throws {
    let reading = try read(text)
    #expect(reading.header == ["a,x", "b"])
    #expect(reading.rows == [["1,2", "3"]])
    #expect(reading.lines == [3])
  }

  @Test(
    "a dialect that cannot be told apart is refused",
    arguments: [
      CSVDialect(delimiter: 34), CSVDialect(delimiter: 10), CSVDialect(quote: 13),
      CSVDialect(delimiter: 0xE9),
    ]
  )
  func invalidDialect(dialect: CSVDialect) {
    #expect(code { try read("a,b\n", dialect: dialect) } == .invalidDialect)
  }

  // MARK: Encodings

  @Test("UTF-16 is known by its mark", arguments: [true, false])
  func utf16(lowByteFirst: Bool) throws {
    let text = "\u{FEFF}naïve,\u{1F600}\r\n\"€\n\",日本\n"
    let bytes = text.utf16.flatMap { unit -> [UInt8] in
      let pair = [UInt8(truncatingIfNeeded: unit), UInt8(unit >> 8)]
      return lowByteFirst ? pair : [pair[1], pair[0]]
    }
    try withFile(bytes) { path in
      let reader = try CSVReader(contentsOf: path) { _ in }
      #expect(reader.encoding == (lowByteFirst ? .utf16LittleEndian : .utf16BigEndian))
      for windowBytes in [64, 67, 1 << 20] {
        let reading = try read(path: path, windowBytes: windowBytes)
        #expect(reading.header == ["naïve", "\u{1F600}"])
        #expect(reading.rows == [["€\n", "日本"]])
      }
    }
  }

  @Test("half a surrogate pair rejects its row, so does half a code unit at the end")
  func brokenUTF16() throws {
    let units: [UInt16] = [
      0xFEFF, 0x61, 0x0A, 0xD83D, 0x0A, 0x62, 0x0A, 0xDE00, 0xDE00, 0x0A, 0x63, 0x0A, 0x64,
    ]
    let bytes =
      units.flatMap { unit -> [UInt8] in [UInt8(truncatingIfNeeded: unit), UInt8(unit >> 8)] } + [
        0x65
      ]
    let reading = try withFile(bytes) { try read(path: $0) }
    #expect(reading.rows == [["b"], ["c"]])
    #expect(reading.faults == [2, 4, 6].map { "\($0) csv.invalid-utf8" })
    #expect(reading.rejects.first?.hint.contains("UTF-16") == true)
  }

  @Test("declared single-byte encodings are read as such")
  func singleByteEncodings() throws {
    let bytes: [UInt8] = Array("a,b\n".utf8) + [0x80, 0x2C, 0xE9, 0x9F, 0xFF, 0x0A]
    try withFile(bytes) { path in
      let windows = try read(path: path, encoding: .windows1252)
      #expect(windows.rows == [["€", "éŸÿ"]])
      let latin = try read(path: path, encoding: .latin1)
      #expect(latin.rows == [["\u{80}", "é\u{9F}ÿ"]])
      #expect(try read(path: path).faults == ["2 csv.invalid-utf8"])
    }
  }

  @Test("a long Windows file is read in small windows")
  func longWindowsFile() throws {
    let line: [UInt8] = Array("caf".utf8) + [0xE9, 0x2C, 0x80, 0x0A]
    let bytes = Array("a,b\n".utf8) + (0..<30_000).flatMap { _ in line }
    let reading = try withFile(bytes) {
      try read(path: $0, encoding: .windows1252, windowBytes: 1000)
    }
    #expect(reading.rows.count == 30_000)
    #expect(reading.rows.allSatisfy { $0 == ["café", "€"] })
  }

  // MARK: Files

  @Test("a file that is not there is missing")
  func missingFile() {
    #expect(code { try read(path: "/nowhere/contacts.csv") } == .missingFile)
  }

  @Test("a directory is no file")
  func directory() {
    #expect(code { try read(path: "/tmp") } == .directory)
  }

  /// A process's own memory opens, but its first page cannot be read.
  @Test("a failing read is reported", .enabled(if: access("/proc/self/mem", R_OK) == 0))
  func unreadable() {
    #expect(code { try read(path: "/proc/self/mem") } == .unreadable)
  }

  @Test(
    "a file without a record is empty",
    arguments: [[], [0x0A], [0x0D, 0x0A, 0x0A], [0xEF, 0xBB, 0xBF]] as [[UInt8]]
  )
  func emptyFile(bytes: [UInt8]) {
    #expect(code { try withFile(bytes) { try read(path: $0) } } == .emptyFile)
  }

  @Test("zero bytes are no text")
  func binaryFile() {
    let archive: [UInt8] = [0x50, 0x4B, 3, 4, 0x14, 0, 0, 0]
    #expect(code { try withFile(archive) { try read(path: $0) } } == .binaryFile)
  }

  @Test("a header wider than the limit is refused")
  func tooManyColumns() throws {
    let limits = CSVLimits(maximumColumns: 3)
    #expect(try read("a,b,c\n1,2,3\n", limits: limits).rows.count == 1)
    #expect(code { try read("a,b,c,d\n", limits: limits) } == .tooManyColumns)
  }

  @Test(
    "a broken header ends the reading with the code of its fault",
    arguments: [
      ("\"a,b\n1,2\n", CSVError.Code.unterminatedQuote), ("\"a\"x,b\n", .textAfterQuote),
      ("aaaaaaaaaaaaaaaaaaaaaaaaaa,b\n", .recordTooLong),
    ]
  )
  func brokenHeader(text: String, expected: CSVError.Code) {
    let limits = CSVLimits(maximumRecordBytes: 20)
    #expect(code { try read(text, limits: limits) } == expected)
  }

  @Test("a header in another encoding asks for a declaration")
  func headerEncoding() {
    let bytes: [UInt8] = [0x61, 0xF1, 0x6F, 0x2C, 0x62, 0x0A]
    #expect(code { try withFile(bytes) { try read(path: $0) } } == .invalidUTF8)
  }

  @Test("every error says where and how to repair it")
  func errorText() {
    let error = #expect(throws: CSVError.self) { try read("1,2\n") }
    #expect(
      error?.description == """
        file.csv:1: error[csv.no-header]: the first record holds data where the names of the \
        columns should be
          hint: add a first line with the names of the columns
        """
    )
  }

  private func code(_ body: () throws -> some Any) -> CSVError.Code? {
    #expect(throws: CSVError.self) { _ = try body() }?.code
  }
}
