/// Where the bytes of a cell are in the window.
@usableFromInline
package struct CellRange {
  @usableFromInline package var start: UInt32
  @usableFromInline package var length: UInt32

  /// Set in `length` while quotes that are doubled or escaped are still in the cell.
  static let escapedFlag: UInt32 = 1 << 31

  init(start: UInt32, length: UInt32) {
    self.start = start
    self.length = length
  }

  init(from start: Int, to end: Int) {
    self.start = UInt32(truncatingIfNeeded: start)
    length = UInt32(truncatingIfNeeded: end &- start)
  }

  var isEscaped: Bool { length & Self.escapedFlag != 0 }
  var byteCount: Int { Int(length & ~Self.escapedFlag) }
}

/// Room for the cells of some records, column by column, and for where each record begins.
struct CellRows {
  /// How many cells a record of the file has.
  let columnCount: Int
  /// The columns that are kept, in rising order.
  let columns: UnsafeMutableBufferPointer<Int>
  /// How many records there is room for.
  let capacity: Int
  /// The cells of the first column that is kept, then those of the next one.
  let cells: UnsafeMutablePointer<CellRange>
  /// The line of each record.
  let lines: UnsafeMutablePointer<Int>
  /// Where each record begins in the window.
  let starts: UnsafeMutablePointer<UInt32>
  /// The ordinal of the mark before each record, while its cells are not noted.
  let marks: UnsafeMutablePointer<UInt32>

  init(columns: [Int], of columnCount: Int, capacity: Int) {
    self.columnCount = columnCount
    self.capacity = capacity
    self.columns = .allocate(capacity: columns.count)
    _ = self.columns.initialize(from: columns)
    cells = .allocate(capacity: capacity * columns.count)
    lines = .allocate(capacity: capacity)
    starts = .allocate(capacity: capacity)
    marks = .allocate(capacity: capacity)
  }

  func deallocate() {
    columns.deallocate()
    cells.deallocate()
    lines.deallocate()
    starts.deallocate()
    marks.deallocate()
  }

  /// Notes the cells of records that lie between consecutive marks, column by column.
  ///
  /// - Parameters:
  ///   - records: Rows whose ``marks`` are set.
  ///   - positions: The positions of all marks.
  func noteCells(of records: Range<Int>, positions: UnsafePointer<UInt32>) {
    let bytes = UnsafeRawPointer(positions)
    for (place, column) in columns.enumerated() {
      let cells = UnsafeMutableRawPointer(cells + place * capacity)
      for row in records {
        // Two marks at once, the earlier one in the lower half: it moves up by one and is taken
        // away from the upper half.
        let offset = (Int(marks[row]) &+ column) &* 4
        let pair = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        let cell = pair &- pair << 32 &- 0xFFFF_FFFF
        cells.storeBytes(of: cell, toByteOffset: row &* 8, as: UInt64.self)
      }
    }
  }

  /// Notes a record of `width` cells; those beyond are empty.
  func note(
    _ row: Int,
    start: Int,
    line: Int,
    cells all: UnsafeMutablePointer<CellRange>,
    width: Int
  ) {
    lines[row] = line
    starts[row] = UInt32(truncatingIfNeeded: start)
    for (place, column) in columns.enumerated() {
      cells[place * capacity + row] =
        column < width ? all[column] : CellRange(start: 0, length: 0)
    }
  }
}
