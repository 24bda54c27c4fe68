@testable import CSV
import Foundation

/// Cells as values: whole columns give what single cells give, and both what slow references give.
enum CellTarget {
  @Sendable
  static func run(_ bytes: [UInt8]) {
    let cells = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    withColumn(cells) { column in
      compareNumbers(column)
      compareTimes(column)
      compareWords(column, cells)
    }
    for cell in cells { cell.withExactBytes(check) }
  }

  /// Makes a column of some cells, with as many bytes behind the last one as a window has.
  static func withColumn(_ cells: [[UInt8]], _ body: (CSVColumn) -> Void) {
    let text = cells.flatMap { $0 + [0x0A] } + [UInt8](repeating: 0x39, count: ByteWindow.slack - 1)
    var start = 0
    let ranges = cells.map { cell in
      defer { start += cell.count + 1 }
      return CellRange(from: start, to: start + cell.count)
    }
    text.withExactBytes { text in
      guard let base = text.baseAddress else { return }
      ranges.withUnsafeBufferPointer { ranges in
        guard let first = ranges.baseAddress else { return }
        body(CSVColumn(base: base, cells: first, count: ranges.count))
      }
    }
  }

  private static func compareNumbers(_ column: CSVColumn) {
    var doubles = CellValues<Double>()
    var integers = CellValues<Int64>()
    var bools = CellValues<Bool>()
    column.readDoubles(into: &doubles)
    column.readInt64s(into: &integers)
    column.readBools(into: &bools)
    for record in 0..<column.count {
      let cell = column[record]
      let double = Cell.double(cell)
      compare(doubles.states[record], double != nil, cell)
      require(
        doubles.values[record].bitPattern == (double ?? .nan).bitPattern,
        "a column has the double of its cell"
      )
      compare(integers.states[record], Cell.int64(cell) != nil, cell)
      require(integers.values[record] == Cell.int64(cell) ?? 0, "a column has its whole number")
      compare(bools.states[record], Cell.bool(cell) != nil, cell)
      require(bools.values[record] == Cell.bool(cell) ?? false, "a column has its truth value")
    }
    require(doubles.badCount == doubles.states.count { $0 == .bad }, "bad cells are counted")
    require(doubles.missingCount == doubles.states.count { $0 == .missing }, "so are missing ones")
  }

  private static func compare(_ state: CellState, _ isValue: Bool, _ cell: UnsafeRawBufferPointer) {
    let other: CellState = Cell.trimmed(cell).isEmpty ? .missing : .bad
    require(state == (isValue ? .value : other), "a column knows what became of a cell")
  }

  private static func compareTimes(_ column: CSVColumn) {
    var times = CellValues<Int64>()
    column.readInstants(into: &times)
    for record in 0..<column.count {
      let single = Cell.instant(column[record])
      require(times.states[record] == single.state, "a column has the state of its time")
      require(times.values[record] == single.microseconds, "a column has its time")
    }
  }

  private static func compareWords(_ column: CSVColumn, _ cells: [[UInt8]]) {
    var words = WordCodes()
    var codes: [[UInt8]: UInt8] = [:]
    for (number, cell) in cells.prefix(200).enumerated() where number % 3 == 0 {
      cell.withExactBytes { words.insert($0, code: UInt8(number)) }
      codes[ReferenceCells.trimmed(cell)] = UInt8(number)
    }
    require(words.count == codes.count, "words are counted once")
    var read = CellValues<UInt8>()
    column.readCodes(of: words, into: &read)
    for (record, cell) in cells.enumerated() {
      let expected = codes[ReferenceCells.trimmed(cell)]
      require(words.code(column[record]) == expected, "a word has its code")
      require(read.values[record] == expected ?? 0, "a column has the code of its word")
      require((read.states[record] == .value) == (expected != nil), "and its state")
    }
  }

  private static func check(_ cell: UnsafeRawBufferPointer) {
    let text = ReferenceCells.trimmed(Array(cell))
    require(Cell.int64(cell) == ReferenceCells.integer(text), "a whole number is what it says")
    require(Cell.bool(cell) == ReferenceCells.bool(text), "a truth value is what it says")
    let time = Cell.instant(cell)
    let slowTime = ReferenceCells.instant(text)
    require(time.state == slowTime.state, "a time is read where the calendar has it")
    require(time.microseconds == slowTime.microseconds, "a time is what it says")
    compareDouble(Cell.double(cell), text)
    _ = CellKind(cell)
    _ = Cell.string(cell)
  }

  /// The C library is the judge; it reads more than we do, such as `inf`, `0x10` and any space.
  private static func compareDouble(_ ours: Double?, _ text: [UInt8]) {
    let theirs = (text + [0]).withUnsafeBufferPointer { bytes -> Double? in
      guard let base = bytes.baseAddress else { return nil }
      return base.withMemoryRebound(to: CChar.self, capacity: bytes.count) { start in
        var end: UnsafeMutablePointer<CChar>?
        let value = strtod(start, &end)
        return end == UnsafeMutablePointer(mutating: start) + text.count ? value : nil
      }
    }
    let isDecimal = !text.isEmpty && text.allSatisfy { "0123456789+-.eE".utf8.contains($0) }
    guard isDecimal, let theirs, theirs.isFinite else {
      return require(ours == nil, "what is no decimal number in range has no value")
    }
    require(ours?.bitPattern == theirs.bitPattern, "a decimal number is the nearest double")
  }
}
