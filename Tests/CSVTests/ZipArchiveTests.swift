import CSV
import Testing

@Suite("Zip archives")
struct ZipArchiveTests {
  @Test("the files of an archive are listed in bytewise order, without folders")
  func listing() throws {
    let archive = StoredZip([
      ("b.csv", "x\n"), ("folder/", ""), ("folder/a.csv", "y\n"), ("B.csv", ""), ("é.csv", ""),
      ("__MACOSX/._b.csv", "junk"),
    ])
    try withFile(archive.bytes) { path in
      let names = try ZipArchive.entryNames(of: path)
      #expect(names == ["B.csv", "b.csv", "folder/a.csv", "é.csv"])
    }
  }

  @Test("an entry is read like a file, also one in a folder and one that is compressed itself")
  func entries() throws {
    let archive = StoredZip([("a.csv", "id,name\n1,Ann\n"), ("in/b c.csv", "\u{FEFF}x;y\n1;2\n")])
    try withFile(archive.bytes) { path in
      #expect(try read(path: path + "/a.csv").rows == [["1", "Ann"]])
      let verdict = try CSVVerdict(contentsOf: path + "/in/b c.csv")
      #expect(verdict.encoding.container == .zip)
      #expect(verdict.encoding.mark == "EF BB BF")
      #expect(verdict.columns.map(\.name) == ["x", "y"])
    }
  }

  @Test("the archive itself asks for one of its files")
  func archiveWithoutEntry() throws {
    try withFile(StoredZip([("a.csv", "x\n"), ("b.csv", "y\n")]).bytes) { path in
      let error = #expect(throws: CSVError.self) { try read(path: path) }
      #expect(error?.code == .archive)
      #expect(error?.hint == "name one of them, for example \(path)/a.csv")
    }
  }

  @Test("a spreadsheet is no archive of tables")
  func spreadsheet() throws {
    let bytes = StoredZip([("[Content_Types].xml", "<x/>"), ("xl/workbook.xml", "<x/>")]).bytes
    let error = #expect(throws: CSVError.self) { try withFile(bytes) { try read(path: $0) } }
    #expect(error?.code == .binaryFile)
    #expect(error?.message.contains("spreadsheet") == true)
  }

  @Test("an entry that is not there is missing, and so is an entry of what is no archive")
  func missing() throws {
    try withFile(StoredZip([("a.csv", "x\n")]).bytes) { path in
      let error = #expect(throws: CSVError.self) { try read(path: path + "/b.csv") }
      #expect(error?.code == .missingFile)
      #expect(error?.message == "there is no file b.csv in \(path)")
    }
    let error = #expect(throws: CSVError.self) {
      try withFile("a,b\n".utf8) { try read(path: $0 + "/b.csv") }
    }
    #expect(error?.code == .corruptZip)
    #expect(throws: CSVError.self) { try ZipArchive.entryNames(of: "/nowhere/export.zip") }
  }

  @Test("an archive with a password is refused, in the listing and when it is read")
  func encrypted() throws {
    try withFile(StoredZip([("a.csv", "x\n")], isEncrypted: true).bytes) { path in
      let listing = #expect(throws: CSVError.self) { try ZipArchive.entryNames(of: path) }
      #expect(listing?.code == .encryptedZip)
      let reading = #expect(throws: CSVError.self) { try read(path: path + "/a.csv") }
      #expect(reading?.code == .encryptedZip)
    }
  }

  @Test("bytes that do not fit their checksum end the reading")
  func damaged() throws {
    var bytes = StoredZip([("a.csv", "id\n1\n2\n")]).bytes
    let position = try #require(bytes.firstRange(of: Array("\n2\n".utf8))).lowerBound
    bytes[position + 1] = UInt8(ascii: "3")
    let error = #expect(throws: CSVError.self) {
      try withFile(bytes) { try read(path: $0 + "/a.csv") }
    }
    #expect(error?.code == .corruptZip)
  }
}

/// A zip archive of files that are stored as they are (APPNOTE 6.3, sections 4.3.7 to 4.3.16).
private struct StoredZip {
  private(set) var bytes: [UInt8] = []

  init(_ files: [(name: String, text: String)], isEncrypted: Bool = false) {
    var directory: [UInt8] = []
    // Bit 0 stands for encryption, bit 11 for names in UTF-8.
    let flags = UInt16(1 << 11 | (isEncrypted ? 1 : 0))
    for file in files {
      let offset = bytes.count
      let text = Array(file.text.utf8)
      let name = Array(file.name.utf8)
      var common = Self.number(UInt16(20)) + Self.number(flags)
      common += [UInt8](repeating: 0, count: 6) + Self.number(Self.checksum(text))
      common += Self.number(UInt32(text.count)) + Self.number(UInt32(text.count))
      common += Self.number(UInt16(name.count)) + [0, 0]
      bytes += Array("PK\u{3}\u{4}".utf8) + common + name + text
      directory += Array("PK\u{1}\u{2}".utf8) + Self.number(UInt16(20)) + common
      directory += [UInt8](repeating: 0, count: 10) + Self.number(UInt32(offset)) + name
    }
    let start = bytes.count
    bytes += directory + Array("PK\u{5}\u{6}".utf8) + [0, 0, 0, 0]
    bytes += Self.number(UInt16(files.count)) + Self.number(UInt16(files.count))
    bytes += Self.number(UInt32(directory.count)) + Self.number(UInt32(start)) + [0, 0]
  }

  private static func number(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { Array($0) }
  }

  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~0 as UInt32) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in
        sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1
      }
    }
  }
}
