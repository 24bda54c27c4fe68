import CSV
import Diagnostics
import Testing

@Suite("Reading on several threads")
struct ThreadedReadingTests {
  /// Quotes, doubled quotes, all line ends, cells of several lines that look like records, rejects.
  private static let nasty = #"""
    id,"na""me",note
    1,"a,b","x\#r\#ny"\#r
    2,"say ""hi""",""""""\#r

    3,café €,😀\#n4,"open,x
    5,ok,"multi
    6,looks,like
    7,a,""record""
    line ""with"" quotes
    "\#r\#r8,"text"after,1\#r
    9,too,"many
    lines",cells\#r\#n10,,,\#n11
    "12","",""\#n"13","",""\#r\#r\#n"a,b,c
    d,e,f
    g,h,i
    ",5" pipe,"
    "\#n14,last,"no line end"
    """#

  @Test("where a block ends makes no difference", arguments: 1...200)
  func blocks(blockBytes: Int) throws {
    try withFile(Self.nasty.utf8) { path in
      let whole = try read(path: path)
      #expect(whole.rows.count == 10)
      #expect(whole.rejects.count == 3)
      for (threads, windowBytes, recordsPerBatch) in [
        (2, 4096, 4096), (3, 4096, 4096), (2, 64, 4096), (3, 100, 2), (2, 4096, 1),
      ] {
        let pieces = try read(
          path: path,
          windowBytes: windowBytes,
          recordsPerBatch: recordsPerBatch,
          threads: threads,
          blockBytes: blockBytes
        )
        #expect(pieces == whole, "threads \(threads), window \(windowBytes)")
      }
    }
  }

  @Test("random bytes are the same records on any number of threads", arguments: 0..<150)
  func randomBytes(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let alphabet = Array("aab1,,\"\"\"\n\n\r é\\".utf8)
    let body = (0..<Int.random(in: 0..<900, using: &random)).map { _ in
      alphabet.randomElement(using: &random) ?? 0x20
    }
    let dialect = CSVDialect(escape: seed.isMultiple(of: 3) ? UInt8(ascii: "\\") : nil)
    let limits = CSVLimits(
      maximumRecordBytes: seed.isMultiple(of: 2) ? 1 << 20 : Int.random(in: 6..<80, using: &random),
      maximumCellBytes: seed.isMultiple(of: 5) ? 4 : 1 << 20
    )
    let extent = CSVExtent(endsAtShortRow: seed.isMultiple(of: 7))
    try withFile(Array("a,b,c\n".utf8) + body) { path in
      let whole = try read(path: path, dialect: dialect, limits: limits, extent: extent)
      for blockBytes in [1, 7, 40, 64, 150, 333] {
        let pieces = try read(
          path: path,
          dialect: dialect,
          limits: limits,
          extent: extent,
          windowBytes: 96,
          recordsPerBatch: seed.isMultiple(of: 4) ? 3 : 4096,
          threads: 2 + seed % 2,
          blockBytes: blockBytes
        )
        #expect(pieces == whole, "seed \(seed), block \(blockBytes)")
      }
    }
  }

  @Test("a quoted cell that is longer than many blocks is one cell")
  func longCell() throws {
    let long = String(repeating: "1,2\n", count: 20_000)
    try withFile("a,b\n0,x\n\"\(long)\",y\n5,6\n".utf8) { path in
      let reading = try read(path: path, windowBytes: 2000, threads: 2, blockBytes: 1000)
      #expect(reading.rows == [["0", "x"], [long, "y"], ["5", "6"]])
      #expect(reading.lines == [2, 3, 20_004])
    }
  }

  @Test("the file's own rejects come in the order of the file")
  func rejectOrder() throws {
    let text = (0..<3000).map { $0.isMultiple(of: 3) ? "\($0),x,y\n" : "\($0),x\n" }.joined()
    try withFile(("a,b\n" + text).utf8) { path in
      let reading = try read(path: path, threads: 3, blockBytes: 500)
      #expect(reading.rejects.map(\.location.line) == (0..<1000).map { 3 * $0 + 2 })
      #expect(reading.rows.count == 2000)
    }
  }

  @Test("states are summed up by the caller", arguments: [1, 2, 4])
  func states(threads: Int) throws {
    let text = (1...20_000).map { "\($0),x\n" }.joined()
    try withFile(("n,b\n" + text).utf8) { path in
      let reader = try CSVReader(contentsOf: path) { Issue.record("unexpected reject \($0)") }
      let sums = try reader.forEachBatch(threads: threads, makeState: { 0 }) { sum, batch in
        for record in 0..<batch.count { sum += Int(Cell.int64(batch.field(record, 0)) ?? 0) }
      }
      #expect(sums.count <= threads)
      #expect(sums.reduce(0, +) == 200_010_000)
      #expect(reader.recordCount == 20_000)
      #expect(try reader.nextBatch() == nil)
    }
  }

  private struct Refusal: Error, Equatable {
    var record: Int
  }

  @Test("the first error of the file is thrown, whoever meets it", arguments: [1, 2, 3])
  func firstError(threads: Int) throws {
    let text = (0..<5000).map { "\($0),x\n" }.joined()
    try withFile(("n,b\n" + text).utf8) { path in
      let reader = try CSVReader(contentsOf: path) { _ in }
      #expect(throws: Refusal(record: 700)) {
        _ = try reader.forEachBatch(
          threads: threads,
          blockBytes: 300,
          makeState: { 0 },
          { _, batch in
            for record in 0..<batch.count where batch.firstRecord + record >= 700 {
              throw Refusal(record: batch.firstRecord + record)
            }
          },
          inOrder: { _, batch in #expect(batch.firstRecord < 700) }
        )
      }
    }
  }

  @Test("the reject limit counts in the order of the file", arguments: [1, 2, 3])
  func rejectLimit(threads: Int) throws {
    let text = (0..<5000).map { "\($0),x,\($0 >= 100 ? "y" : "")\n" }.joined()
    try withFile(("n,b\n" + text).utf8) { path in
      var lines: [Int] = []
      let reader = try CSVReader(
        contentsOf: path,
        rejectPolicy: .quarantine(limit: 20),
        windowBytes: 4096,
        recordsPerBatch: 100
      ) { lines.append($0.location.line) }
      let error = #expect(throws: CSVError.self) {
        _ = try reader.forEachBatch(
          threads: threads,
          blockBytes: 500,
          makeState: { 0 },
          { _, _ in },
          inOrder: nil
        )
      }
      #expect(error?.code == .tooManyRejects)
      #expect(error?.location?.line == 122)
      #expect(lines == Array(102...122))
    }
  }

  @Test("compressed files are read in order on one thread")
  func compressed() throws {
    let directory = #filePath.dropLast("ThreadedReadingTests.swift".count)
    let path = directory + "Corpus/gzip.csv"
    let whole = try read(path: String(path))
    #expect(whole.rows.count == 40)
    #expect(try read(path: String(path), threads: 2, blockBytes: 10) == whole)
  }
}
