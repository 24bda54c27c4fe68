import CSV
import Testing

@Suite("Windows and batches of any size")
struct BlockBoundaryTests {
  private static let dialect = CSVDialect.rfc4180

  /// Quotes, doubled quotes, all line ends, long characters, all rejects.
  private static let text = #"""
    id,"na""me",note
    1,"a,b","x\#r\#ny"\#r
    2,"say ""hi""",""""""\#r

    3,café €,😀\#n4,"open,x
    5,ok,"multi
    line ""with"" quotes
    "\#r\#r6,"text"after,1\#r
    7,too,many,cells\#r\#n8,,,\#n9
    "10","",""\#n"11","",""\#r\#r\#n12,last,"no line end"
    """#

  @Test("where a window ends makes no difference", arguments: 0..<72)
  func shifts(by shift: Int) throws {
    let padding = String(repeating: "p", count: shift)
    try withFile((padding + Self.text).utf8) { path in
      let whole = try read(path: path, dialect: Self.dialect)
      #expect(whole.rows.count == 9)
      #expect(whole.rejects.count == 3)
      for windowBytes in [64, 65, 71, 96, 128, 200, 333] {
        for recordsPerBatch in [1, 2, 4096] {
          let pieces = try read(
            path: path,
            dialect: Self.dialect,
            windowBytes: windowBytes,
            recordsPerBatch: recordsPerBatch
          )
          #expect(pieces == whole, "window \(windowBytes), batch \(recordsPerBatch)")
        }
      }
    }
  }

  @Test("the record limit counts bytes of the record, not of the window", arguments: 10..<60)
  func limits(limit: Int) throws {
    let limits = CSVLimits(maximumRecordBytes: max(limit, 16))
    try withFile(Self.text.utf8) { path in
      let whole = try read(path: path, dialect: Self.dialect, limits: limits)
      for windowBytes in [64, 65, 77, 120] {
        let pieces = try read(
          path: path,
          dialect: Self.dialect,
          limits: limits,
          windowBytes: windowBytes
        )
        #expect(pieces == whole, "window \(windowBytes)")
      }
    }
  }

  @Test("random bytes are read as the naive reader reads them", arguments: 0..<400 as Range<UInt64>)
  func randomBytes(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let alphabet = Array("aab1,,\"\"\"\n\n\r é".utf8) + (seed.isMultiple(of: 4) ? [0xC3] : [])
    let body = (0..<Int.random(in: 0..<400, using: &random)).map { _ in
      alphabet.randomElement(using: &random) ?? 0x20
    }
    let header = Array("a,b,c\n".utf8)
    try withFile(header + body) { path in
      let expected = NaiveReader(body, columnCount: 3, firstLine: 2).read()
      for (windowBytes, limit) in [(1 << 20, 1 << 24), (64, 1 << 24), (90, 1 << 24)] {
        let reading = try read(
          path: path,
          dialect: Self.dialect,
          limits: CSVLimits(maximumRecordBytes: limit),
          windowBytes: windowBytes,
          recordsPerBatch: 7
        )
        #expect(reading.rows == expected.rows, "seed \(seed)")
        #expect(reading.lines == expected.lines, "seed \(seed)")
        #expect(reading.faults == expected.faults, "seed \(seed)")
      }
      let limits = CSVLimits(maximumRecordBytes: Int.random(in: 6..<60, using: &random))
      let whole = try read(path: path, dialect: Self.dialect, limits: limits)
      let pieces = try read(path: path, dialect: Self.dialect, limits: limits, windowBytes: 64)
      #expect(pieces == whole, "seed \(seed), limit \(limits.maximumRecordBytes)")
    }
  }

  @Test("rows of quoted cells are read as the naive reader reads them", arguments: 0..<200)
  func quotedRows(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let usual = ["\"ab\"", "\"\"", "ab", "", "\"a,b\"", "\"é\"", "\"12\""]
    let unusual = ["\"a\"\"b\"", "\"a\nb\"", "a\"b", "\"a\"b", "\"\r\n\"", "\"\"\"\"", "\"a", "é"]
    var text = ""
    for _ in 0..<60 {
      let isOdd = Int.random(in: 0..<6, using: &random) == 0
      let width = isOdd ? Int.random(in: 1...4, using: &random) : 3
      let cells = (0..<width).map { _ in
        ((isOdd ? unusual + usual : usual).randomElement(using: &random) ?? "")
      }
      text += cells.joined(separator: ",") + (["\n", "\r\n", "\r"][seed % 3])
    }
    try withFile(("a,b,c\n" + text).utf8) { path in
      let expected = NaiveReader(Array(text.utf8), columnCount: 3, firstLine: 2).read()
      for windowBytes in [1 << 20, 64, 200] {
        let reading = try read(path: path, dialect: Self.dialect, windowBytes: windowBytes)
        #expect(reading.rows == expected.rows, "seed \(seed)")
        #expect(reading.lines == expected.lines, "seed \(seed)")
        #expect(reading.faults == expected.faults, "seed \(seed)")
      }
    }
  }
}

/// The rules of the reader once more, byte by byte and without regard to speed.
private struct NaiveReader {
  let bytes: [UInt8]
  let columnCount: Int
  var at = 0
  var line: Int
  var rows: [[String]] = []
  var lines: [Int] = []
  var faults: [String] = []

  init(_ bytes: [UInt8], columnCount: Int, firstLine: Int) {
    self.bytes = bytes
    self.columnCount = columnCount
    line = firstLine
  }

  func read() -> Self {
    var copy = self
    while copy.at < bytes.count { copy.readRecord() }
    return copy
  }

  private mutating func readRecord() {
    let start = at
    var cells: [[UInt8]] = []
    while true {
      if peek == UInt8(ascii: "\"") {
        guard let cell = quotedCell() else { return reject("csv.unterminated-quote", from: start) }
        cells.append(cell)
        guard isAtCellEnd else { return reject("csv.text-after-quote", from: start) }
      } else {
        let first = at
        while !isAtCellEnd { at += 1 }
        cells.append(Array(bytes[first..<at]))
      }
      guard peek == UInt8(ascii: ",") else { break }
      at += 1
    }
    let record = bytes[start..<at]
    skipLineEnd()
    if !record.isEmpty { accept(cells, record) }
    line += lineEnds(in: record) + 1
  }

  private mutating func accept(_ cells: [[UInt8]], _ record: ArraySlice<UInt8>) {
    if cells.dropFirst(columnCount).contains(where: { !$0.isEmpty }) {
      faults.append("\(line) csv.ragged-row")
    } else if String(validating: record, as: UTF8.self) == nil {
      faults.append("\(line) csv.invalid-utf8")
    } else {
      let texts = cells.prefix(columnCount).map { String(decoding: $0, as: UTF8.self) }
      rows.append(texts + Array(repeating: "", count: columnCount - texts.count))
      lines.append(line)
    }
  }

  private mutating func quotedCell() -> [UInt8]? {
    var cell: [UInt8] = []
    at += 1
    while let byte = peek {
      at += 1
      if byte == UInt8(ascii: "\"") {
        if peek != byte { return cell }
        at += 1
      }
      cell.append(byte)
    }
    return nil
  }

  private mutating func reject(_ code: String, from start: Int) {
    faults.append("\(line) \(code)")
    at = start
    while let byte = peek, byte != 10, byte != 13 { at += 1 }
    skipLineEnd()
    line += 1
  }

  private var peek: UInt8? { at < bytes.count ? bytes[at] : nil }

  private var isAtCellEnd: Bool {
    peek.map { $0 == UInt8(ascii: ",") || $0 == 10 || $0 == 13 } ?? true
  }

  private mutating func skipLineEnd() {
    guard let byte = peek else { return }
    at += byte == 13 && at + 1 < bytes.count && bytes[at + 1] == 10 ? 2 : 1
  }

  private func lineEnds(in record: ArraySlice<UInt8>) -> Int {
    record.indices.count { index in
      bytes[index] == 10
        || (bytes[index] == 13 && !(index + 1 < bytes.count && bytes[index + 1] == 10))
    }
  }
}
