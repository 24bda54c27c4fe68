import CSV
import Diagnostics
import Testing

/// What fuzzing found (`scripts/fuzz`) and no file of the corpus alone can show.
@Suite("Findings of fuzzing")
struct FuzzFindingTests {
  private func withCell<R>(_ bytes: [UInt8], _ body: (UnsafeRawBufferPointer) -> R) -> R {
    bytes.withUnsafeBytes(body)
  }

  // MARK: Zero bytes

  @Test("zero bytes are no date", arguments: ["", "T00:00:00", "T00:00:00Z", " 00:00"])
  func zeroDate(time: String) {
    let cell = [UInt8](repeating: 0, count: 10) + time.utf8
    #expect(withCell(cell, Cell.instant).state == .bad)
  }

  @Test("zero bytes before a truth value make it none", arguments: 1...4)
  func zeroTruth(count: Int) {
    #expect(withCell([UInt8](repeating: 0, count: count) + [0x74], Cell.bool) == nil)
  }

  /// The bytes that a file is judged by end before the zero bytes.
  @Test(
    "zero bytes far into a file are dropped on any number of threads",
    arguments: [2, 3],
    [1 << 10, 64 << 10]
  )
  func lateZeroBytes(threads: Int, blockBytes: Int) throws {
    let rows = (0..<120_000).map {
      $0 % 50_000 == 49_999 ? "\($0),\0\"x\0\ny\",\0z\0\n" : "\($0),x,y\n"
    }
    try withFile(("a,b,c\n" + rows.joined()).utf8) { path in
      let whole = try read(path: path)
      let pieces = try read(path: path, windowBytes: 4096, threads: threads, blockBytes: blockBytes)
      #expect(whole.rows.count == 120_000)
      #expect(whole.rows[49_999] == ["49999", "x\ny", "z"])
      #expect(pieces == whole)
    }
  }

  @Test("lines outside the table are counted behind zero bytes, too", arguments: [1, 2, 3])
  func linesBehindZeroBytes(threads: Int) throws {
    let rows = (0..<90_000).map { "\($0),some words,\($0)\n" }.joined()
    let text = "a,b,c\n\(rows)1,2,\0\nTotal\nx,y\n\n" + String(repeating: "z\n", count: 5000)
    try withFile(text.utf8) { path in
      let reading = try read(
        path: path,
        extent: CSVExtent(endsAtShortRow: true),
        windowBytes: 4096,
        threads: threads,
        blockBytes: 2000
      )
      #expect(reading.rows.count == 90_001)
      #expect(reading.outsideLineCount == 5003)
    }
  }

  // MARK: Windows and limits

  @Test(
    "a header beyond the limit is too long in any window, whatever its quotes do there",
    arguments: ["a,\"b\n1,2\n3,4\n5,6\n", "a,\"b\n1,2\n3,4\n5,\"6\n"],
    [1, 16, 40, 200, 4096]
  )
  func longHeader(text: String, windowBytes: Int) throws {
    let text = text + String(repeating: "7,8\n", count: 100)
    let error = #expect(throws: CSVError.self) {
      try withFile(text.utf8) { path in
        try read(path: path, limits: CSVLimits(maximumRecordBytes: 12), windowBytes: windowBytes)
      }
    }
    #expect(error?.code == .recordTooLong)
  }

  @Test(
    "a bad line of JSON beyond the limit has one shape in any window",
    arguments: [40, 64, 100]
  )
  func longBadLine(windowBytes: Int) throws {
    let text = "{\"a\":1}\n\(String(repeating: "bad ", count: 40))\n{\"a\":2}\n"
    try withFile(text.utf8) { path in
      let limits = CSVLimits(maximumRecordBytes: 30)
      let whole = try read(path: path, limits: limits)
      #expect(whole.faults == ["2 csv.bad-json"])
      #expect(try read(path: path, limits: limits, windowBytes: windowBytes) == whole)
    }
  }

  // MARK: Words and names

  @Test("words are inserted without the spaces around them, and counted once")
  func spacesAroundWords() throws {
    let codes = WordCodes([" open\t": 1, "   a word of more than sixteen bytes": 2, "click": 3])
    var again = codes
    again.insert("open ", code: 1)
    #expect(again.count == 3)
    #expect(again == codes)
    for (word, code) in [("open", 1), (" open", 1), ("a word of more than sixteen bytes ", 2)] {
      #expect(withCell(Array(word.utf8), codes.code) == UInt8(code))
    }
  }

  @Test("a header of one name 10,000 times is read at once", .timeLimit(.minutes(1)))
  func oneName() throws {
    let names = Array(repeating: "a", count: 10_000)
    let reading = try read(names.joined(separator: ",") + "\n")
    #expect(reading.header.prefix(3) == ["a", "a (2)", "a (3)"])
    #expect(reading.header.last == "a (10000)")
    #expect(Set(reading.header).count == 10_000)
  }

  @Test("a counted name that is there already is counted on")
  func countedNames() throws {
    let header = try read("a,a (2),a,a,a (2),a (3)\n").header
    #expect(header == ["a", "a (2)", "a (3)", "a (4)", "a (2) (2)", "a (3) (2)"])
  }
}
