/// Some records of a file, as bytes: the cells are unescaped, and short rows are filled up.
///
/// The reader uses a batch and its memory again: what ``field(_:_:)`` returned is gone with the
/// next ``CSVReader/nextBatch()``.
public final class CSVBatch {
  /// How many records there are.
  @exclusivity(unchecked) public internal(set) var count = 0
  /// How many cells each record has: as many as the header.
  public let columnCount: Int

  // Checked access would cost more than the access: nobody changes a batch while it is read.
  @exclusivity(unchecked) @usableFromInline var base: UnsafeRawPointer
  @usableFromInline let cells: UnsafeMutablePointer<CellRange>
  @usableFromInline let lines: UnsafeMutablePointer<Int>
  let capacity: Int
  let window: ByteWindow

  init(window: ByteWindow, columnCount: Int, capacity: Int) {
    self.window = window
    self.columnCount = columnCount
    self.capacity = capacity
    base = UnsafeRawPointer(window.base)
    cells = .allocate(capacity: capacity * columnCount)
    cells.initialize(repeating: CellRange(start: 0, length: 0), count: capacity * columnCount)
    lines = .allocate(capacity: capacity)
    lines.initialize(repeating: 0, count: capacity)
  }

  deinit {
    cells.deallocate()
    lines.deallocate()
  }

  /// The physical line, from 1, on which a record begins.
  @inlinable
  public func line(_ record: Int) -> Int {
    precondition(record >= 0 && record < count, "the batch has no such record")
    return lines[record]
  }

  /// The unescaped bytes of a cell; empty where the row was too short.
  @inlinable
  public func field(_ record: Int, _ column: Int) -> UnsafeRawBufferPointer {
    precondition(record >= 0 && record < count, "the batch has no such record")
    precondition(column >= 0 && column < columnCount, "the batch has no such column")
    let cell = cells[record &* columnCount &+ column]
    return UnsafeRawBufferPointer(start: base + Int(cell.start), count: Int(cell.length))
  }
}

/// Where the bytes of a cell are in the window.
@usableFromInline
struct CellRange {
  @usableFromInline var start: UInt32
  @usableFromInline var length: UInt32

  /// Set in `length` while doubled quotes are still in the cell.
  static let escapedFlag: UInt32 = 1 << 31

  init(start: UInt32, length: UInt32) {
    self.start = start
    self.length = length
  }
}
