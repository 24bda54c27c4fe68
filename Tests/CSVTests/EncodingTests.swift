import CSV
import Testing

@Suite("Encodings, marks and zero bytes")
struct EncodingTests {
  private static let text = "näme,b\r\n\"€\",\u{1F600}\r\n"

  private static func utf16(_ text: String, lowByteFirst: Bool) -> [UInt8] {
    text.utf16.flatMap { unit -> [UInt8] in
      let low = UInt8(truncatingIfNeeded: unit)
      let high = UInt8(unit >> 8)
      return lowByteFirst ? [low, high] : [high, low]
    }
  }

  struct Stored: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var mark: [UInt8]
    var lowByteFirst: Bool
    var confidence: CSVConfidence
  }

  static let stored: [Stored] = [
    Stored(testDescription: "LE", mark: [0xFF, 0xFE], lowByteFirst: true, confidence: .high),
    Stored(testDescription: "BE", mark: [0xFE, 0xFF], lowByteFirst: false, confidence: .high),
    Stored(testDescription: "LE, no mark", mark: [], lowByteFirst: true, confidence: .medium),
    Stored(testDescription: "BE, no mark", mark: [], lowByteFirst: false, confidence: .medium),
    Stored(
      testDescription: "LE, mark of BE",
      mark: [0xFE, 0xFF],
      lowByteFirst: true,
      confidence: .medium
    ),
    Stored(
      testDescription: "BE, mark of LE",
      mark: [0xFF, 0xFE],
      lowByteFirst: false,
      confidence: .medium
    ),
    Stored(
      testDescription: "LE, mark twice",
      mark: [0xFF, 0xFE, 0xFF, 0xFE],
      lowByteFirst: true,
      confidence: .high
    ),
    Stored(
      testDescription: "LE, both marks",
      mark: [0xFE, 0xFF, 0xFF, 0xFE],
      lowByteFirst: true,
      confidence: .medium
    ),
  ]

  @Test("UTF-16 is known by its zero bytes, whatever its marks say", arguments: stored)
  func utf16(stored: Stored) throws {
    let bytes = stored.mark + Self.utf16(Self.text, lowByteFirst: stored.lowByteFirst)
    try withFile(bytes) { path in
      let verdict = try CSVVerdict(contentsOf: path)
      #expect(
        verdict.encoding.encoding == (stored.lowByteFirst ? .utf16LittleEndian : .utf16BigEndian)
      )
      #expect(verdict.encoding.confidence == stored.confidence)
      #expect(verdict.encoding.mark.split(separator: " ").count == stored.mark.count)
      let reading = try read(path: path)
      #expect(reading.header == ["näme", "b"])
      #expect(reading.rows == [["€", "\u{1F600}"]])
    }
  }

  @Test("a declared encoding wins over every mark")
  func declared() throws {
    let bytes = [0xFE, 0xFF] + Self.utf16("a,b\n", lowByteFirst: true)
    try withFile(bytes) { path in
      #expect(try read(path: path, encoding: .utf16LittleEndian).header == ["a", "b"])
      let wrong = try CSVReader(contentsOf: path, encoding: .utf16BigEndian) { _ in }
      #expect(wrong.header == ["愀Ⰰ戀਀"])
      #expect(wrong.encoding == .utf16BigEndian)
    }
  }

  @Test("a UTF-8 text in which a few bytes are zero is no UTF-16")
  func fewZeroBytes() throws {
    let text = "id,name\n1,a\u{0}b\n2,\u{0}\n\u{0}"
    try withFile(text.utf8) { path in
      let reading = try read(path: path)
      #expect(reading.rows == [["1", "ab"], ["2", ""]])
      let verdict = try CSVVerdict(contentsOf: path)
      #expect(verdict.encoding.encoding == .utf8)
      #expect(verdict.encoding.zeroBytes == 3)
    }
  }

  @Test("zero bytes are dropped wherever a window ends", arguments: [64, 65, 100, 4096])
  func zeroBytesInWindows(windowBytes: Int) throws {
    let line = "name,value \u{0}of a longer kind\n"
    let text = "\u{0}a,b\n" + String(repeating: line, count: 500) + "\u{0}\u{0}"
    let reading = try withFile(text.utf8) { try read(path: $0, windowBytes: windowBytes) }
    #expect(reading.rows.count == 500)
    #expect(reading.rows.allSatisfy { $0 == ["name", "value of a longer kind"] })
  }

  @Test(
    "what is mostly no text is refused",
    arguments: [
      Array(0...255) + Array(0...255), Array("a,b\n1,2\n".utf8) + Array(repeating: 0, count: 400),
      Array("%PDF-1.4\n".utf8) + (0..<600).map { UInt8(truncatingIfNeeded: $0 &* 7) },
    ] as [[UInt8]]
  )
  func binary(bytes: [UInt8]) {
    let error = #expect(throws: CSVError.self) { try withFile(bytes) { try read(path: $0) } }
    #expect(error?.code == .binaryFile)
  }

  @Test(
    "UTF-32 is refused with the command that converts it",
    arguments: [[0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0], [0, 0, 0xFE, 0xFF, 0, 0, 0, 0x61]] as [[UInt8]]
  )
  func utf32(bytes: [UInt8]) {
    let error = #expect(throws: CSVError.self) { try withFile(bytes) { try read(path: $0) } }
    #expect(error?.code == .unsupportedEncoding)
    #expect(error?.hint?.contains("iconv") == true)
  }

  @Test("bytes that are no UTF-8 make another encoding suspected, never assumed")
  func suspected() throws {
    let bytes = Array("name,city\nJos".utf8) + [0xE9] + Array(",x\nAnn,y\n".utf8)
    try withFile(bytes) { path in
      let verdict = try CSVVerdict(contentsOf: path)
      #expect(verdict.encoding.encoding == .utf8)
      #expect(verdict.encoding.suspected == .windows1252)
      #expect(verdict.encoding.because.contains("byte E9 on line 2"))
      #expect(verdict.rows.rejects.map(\.code) == ["csv.invalid-utf8"])
      #expect(verdict.rows.rejects.first?.hint.contains("windows-1252") == true)
      let declared = try CSVVerdict(contentsOf: path, encoding: .windows1252)
      #expect(declared.encoding.suspected == nil)
      #expect(declared.encoding.because == "declared")
      #expect(declared.rows.rows == 2)
    }
  }

  @Test("a character that only the sample's end cuts in two raises no suspicion")
  func cutCharacter() throws {
    let line = "abcdefghijklmn€\n"
    let text = "a\n" + String(repeating: line, count: (1 << 20) / 18 + 100)
    for shift in 0..<4 {
      try withFile((String(repeating: "x", count: shift) + text).utf8) { path in
        let verdict = try CSVVerdict(contentsOf: path)
        #expect(verdict.encoding.suspected == nil)
      }
    }
  }

  @Test("the mark of UTF-8 is told, also when it is there twice")
  func utf8Mark() throws {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    for (marks, expected) in [([], ""), (mark, "EF BB BF"), (mark + mark, "EF BB BF EF BB BF")] {
      let verdict = try withFile(marks + Array("a,b\n1,2\n".utf8)) {
        try CSVVerdict(contentsOf: $0)
      }
      #expect(verdict.encoding.mark == expected)
      #expect(verdict.columns.map(\.name) == ["a", "b"])
    }
  }
}
