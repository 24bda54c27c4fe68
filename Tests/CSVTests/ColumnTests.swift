import CSV
import CivilTime
import Testing

@Suite("Values of whole columns")
struct ColumnTests {
  private static let cells = [
    "", " ", "\t", "0", "1", "-0", "+7", " 42\t", "007", "-9223372036854775808",
    "12345678901234567",
    "9223372036854775808", "1.0", "-0.0", ".5", "5.", "-", ".", "-.", "1.2.3", "36.4", "1e5",
    "1e400",
    "0.1", "123456789012345", "1234567890123456", "0.123456789012345678", "nan", "x", "12a", "é",
    "true", "FALSE", " yes", "n", "t", "2", "on", "a\"b",
  ]

  @Test("numbers and truth values are those of the single cells")
  func singleCells() throws {
    var whole = CellValues<Int64>()
    var decimal = CellValues<Double>()
    var truths = CellValues<Bool>()
    try withColumn(Self.cells) { batch, column in
      column.readInt64s(into: &whole)
      column.readDoubles(into: &decimal)
      column.readBools(into: &truths)
      for record in 0..<batch.count {
        let cell = batch.field(record, 1)
        check(whole, record, Cell.int64(cell), otherwise: 0, cell)
        check(truths, record, Cell.bool(cell), otherwise: false, cell)
        let expected = Cell.double(cell)
        #expect(decimal.states[record] == state(of: expected == nil, cell))
        #expect(decimal.values[record].bitPattern == (expected ?? .nan).bitPattern)
      }
      #expect(whole.missingCount == 3 && decimal.missingCount == 3 && truths.missingCount == 3)
      let badNumbers = Self.cells.count { withBytes($0, Cell.double) == nil } - 3
      #expect(badNumbers == 16 && decimal.badCount == badNumbers)
      #expect(whole.badCount == whole.states[..<batch.count].count { $0 == .bad })
      #expect(truths.badCount == truths.states[..<batch.count].count { $0 == .bad })
    }
  }

  private func check<Value: Equatable>(
    _ values: CellValues<Value>,
    _ record: Int,
    _ expected: Value?,
    otherwise: Value,
    _ cell: UnsafeRawBufferPointer
  ) {
    #expect(values.states[record] == state(of: expected == nil, cell))
    #expect(values.values[record] == expected ?? otherwise)
  }

  private func state(of isAbsent: Bool, _ cell: UnsafeRawBufferPointer) -> CellState {
    isAbsent ? Cell.trimmed(cell).isEmpty ? .missing : .bad : .value
  }

  @Test("the memory of a larger batch serves a smaller one")
  func reuse() throws {
    var values = CellValues<Int64>()
    try withColumn(["1", "x", "3"]) { _, column in column.readInt64s(into: &values) }
    #expect(values.badCount == 1)
    try withColumn(["4"]) { _, column in column.readInt64s(into: &values) }
    #expect(values.values[0] == 4 && values.states[0] == .value && values.badCount == 0)
  }

  // MARK: Times

  @Test(
    "times are read to the microsecond",
    arguments: [
      ("1970-01-01T00:00:00Z", 0, .value), ("2025-01-02T03:04:05Z", 1_735_787_045_000_000, .value),
      ("2025-01-02 03:04:05Z", 1_735_787_045_000_000, .value),
      ("2025-01-02t03:04:05z", 1_735_787_045_000_000, .value),
      ("2025-01-02T03:04:05.6Z", 1_735_787_045_600_000, .value),
      ("2025-01-02T03:04:05,1234567Z", 1_735_787_045_123_456, .value),
      ("2025-01-02T05:04:05+02:00", 1_735_787_045_000_000, .value),
      ("2025-01-01T23:34:05-0330", 1_735_787_045_000_000, .value),
      ("2025-01-02 04:04:05 +01", 1_735_787_045_000_000, .value),
      ("2025-01-02 03:04 UTC", 1_735_787_040_000_000, .value),
      (" 2025-01-02T03:04:05Z\t", 1_735_787_045_000_000, .value),
      ("2025-01-02T03:04:05", 1_735_787_045_000_000, .localTime),
      ("2025-01-02 03:04:05.25", 1_735_787_045_250_000, .localTime),
      ("2025-01-02T03:04", 1_735_787_040_000_000, .localTime),
      ("2025-01-02", 1_735_776_000_000_000, .date), ("2024-02-29", 1_709_164_800_000_000, .date),
      ("1969-12-31T23:59:59.999999Z", -1, .value), ("", 0, .missing), (" ", 0, .missing),
    ] as [(String, Int64, CellState)]
  )
  func times(text: String, microseconds: Int64, state: CellState) throws {
    var values = CellValues<Int64>()
    try withColumn([text]) { _, column in column.readInstants(into: &values) }
    #expect(values.values[0] == microseconds && values.states[0] == state)
  }

  @Test(
    "what the calendar or the clock does not have is bad",
    arguments: [
      "2025-02-29T00:00:00Z", "2025-13-01T00:00:00Z", "2025-00-01T00:00:00Z", "2100-02-29",
      "2025-04-31", "2025-01-00", "2025-01-01T24:00:00Z", "2025-01-01T00:60:00Z",
      "2025-01-01T00:00:60Z", "1899-12-31T00:00:00Z", "2201-01-01", "2025-01-01T00:00:00.Z",
      "2025-01-01T00:00Z.5", "2025-01-01X00:00:00Z", "2025/01/01", "2025-1-1", "20250101T000000Z",
      "2025-01-01T00:00:00+24:00", "2025-01-01T00:00:00+1", "2025-01-01T00:00:00+01:6",
      "2025-01-01T00:00:00+01:60", "2025-01-01T00:00:00 ZZ", "2025-01-01T0:00:00Z", "yesterday",
      "2025-01-01T00:00:00Z ok", "２025-01-01", "2025-01-01T00:00.5Z",
    ]
  )
  func badTimes(text: String) throws {
    var values = CellValues<Int64>()
    try withColumn([text, "2025-01-01T00:00:00Z", text]) { _, column in
      column.readInstants(into: &values)
    }
    #expect(Array(values.states[..<3]) == [.bad, .value, .bad])
    #expect(values.badCount == 2 && values.values[0] == 0)
  }

  @Test("texts like times are read as CivilTime reads them", arguments: 0..<40)
  func likeCivilTime(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let starts = [
      "2025-06-30T22:15:09", "2024-02-29 00:00:00", "1900-01-01T00:00", "2200-12-31",
      "2000-02-28t23:59:59",
    ]
    let ends = ["", "Z", "+05:30", "-0800", ".125Z", ",5+01", " UTC", "gmt", ".123456789", " z"]
    var texts: [String] = []
    for _ in 0..<300 {
      var bytes = Array(
        ((starts.randomElement(using: &random) ?? "")
          + (ends.randomElement(using: &random) ?? "")).utf8
      )
      for _ in 0..<Int.random(in: 0..<3, using: &random) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        bytes[place] =
          Array("0123456789012345678901234567890-:TZ .+,x".utf8).randomElement(
            using: &random
          ) ?? 0x30
      }
      texts.append(String(decoding: bytes, as: UTF8.self))
    }
    var values = CellValues<Int64>()
    try withColumn(texts) { batch, column in
      column.readInstants(into: &values)
      for record in 0..<batch.count {
        let parsed = InstantFormat.iso8601.parse(batch.field(record, 1))
        let instant = parsed.map { $0.instant(in: .utc).microseconds }
        #expect(values.values[record] == instant ?? 0, "\(texts[record])")
        let state: CellState =
          switch parsed {
          case nil: texts[record].allSatisfy { $0 == " " } ? .missing : .bad
          case let time?:
            time.offsetSeconds != nil ? .value : time.precision == .day ? .date : .localTime
          }
        #expect(values.states[record] == state, "\(texts[record])")
      }
    }
  }

  // MARK: Words

  @Test("words have their codes, whatever their length", arguments: [1, 5, 60, 255])
  func words(count: Int) throws {
    let all = (0..<count).map { String("\($0)-word-of-some-length".prefix($0 % 23 + 4)) }
    let words = Array(Set(all)).sorted()
    let codes = WordCodes(
      Dictionary(uniqueKeysWithValues: words.enumerated().map { ($1, UInt8($0)) })
    )
    #expect(codes.count == words.count)
    var values = CellValues<UInt8>()
    let others = ["", "  ", "word", "0-words", " \(words[0])\t", words[0] + "x"]
    try withColumn(words + others) { batch, column in
      column.readCodes(of: codes, into: &values)
      for place in words.indices {
        #expect(values.values[place] == UInt8(place) && values.states[place] == .value)
        #expect(codes.code(batch.field(place, 1)) == UInt8(place))
      }
      let rest = Array(values.states[words.count..<batch.count])
      #expect(rest == [.missing, .missing, .bad, .bad, .value, .bad])
      #expect(values.missingCount == 2 && values.badCount == 3)
    }
  }

  @Test("a word can get another code and new words may follow")
  func moreWords() throws {
    var codes = WordCodes(["open": 1, "a word of more than sixteen bytes": 2])
    codes.insert("open", code: 3)
    codes.insert("click", code: 4)
    #expect(codes.count == 3)
    #expect(codes == WordCodes(["click": 4, "open": 3, "a word of more than sixteen bytes": 2]))
    #expect(codes != WordCodes(["click": 4, "open": 3]))
    var values = CellValues<UInt8>()
    try withColumn(["click", "open", "a word of more than sixteen bytes"]) { _, column in
      column.readCodes(of: codes, into: &values)
    }
    #expect(Array(values.values[..<3]) == [4, 3, 2])
  }

  // MARK: Columns themselves

  @Test("a column that was not selected cannot be read")
  func notSelected() async {
    await #expect(processExitsWith: .failure) {
      try withFile("a,b\n1,2\n".utf8) { path in
        let reader = try CSVReader(contentsOf: path) { _ in }
        reader.select([0])
        _ = try reader.nextBatch()?.field(0, 1)
      }
    }
  }

  private func withBytes<R>(_ text: String, _ body: (UnsafeRawBufferPointer) -> R) -> R {
    var copy = text
    return copy.withUTF8 { body(UnsafeRawBufferPointer($0)) }
  }

  /// A file whose second column has these cells.
  private func withColumn(
    _ cells: [String],
    _ body: (CSVBatch, CSVColumn) throws -> Void
  ) throws {
    let text = cells.map { $0.contains(",") ? "x,\"\($0)\"\n" : "x,\($0)\n" }.joined()
    try withFile(("first,second\n" + text).utf8) { path in
      let reader = try CSVReader(contentsOf: path) { Issue.record("unexpected reject \($0)") }
      reader.select([1])
      let batch = try #require(try reader.nextBatch())
      #expect(batch.count == cells.count)
      try body(batch, batch.column(1))
    }
  }
}
