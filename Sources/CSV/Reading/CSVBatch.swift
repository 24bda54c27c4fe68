/// Some records of a file, as bytes: the cells are unescaped, and short rows are filled up.
///
/// The reader uses a batch and its memory again: what ``field(_:_:)`` or ``column(_:)`` returned is
/// gone with the next ``CSVReader/nextBatch()``.
public final class CSVBatch {
  /// How many records there are.
  @exclusivity(unchecked) public internal(set) var count = 0
  /// How many cells each record has: as many as the header.
  public let columnCount: Int
  /// How many records of the file stand before the first one here.
  @exclusivity(unchecked) public internal(set) var firstRecord = 0

  // Checked access would cost more than the access: nobody changes a batch while it is read.
  @exclusivity(unchecked) @usableFromInline var base: UnsafeRawPointer
  /// What to add to the lines that the scanner counted.
  @exclusivity(unchecked) @usableFromInline var lineOffset = 0
  /// Where the window begins in the file, if that is known.
  @exclusivity(unchecked) var windowByte: Int?
  @usableFromInline let cells: UnsafeMutablePointer<CellRange>
  @usableFromInline let lines: UnsafeMutablePointer<Int>
  @usableFromInline let capacity: Int
  /// For each column of the file its place among those that are kept, or -1.
  @usableFromInline let places: UnsafeMutablePointer<Int>
  let rows: CellRows

  init(columns: [Int], of columnCount: Int, capacity: Int, base: UnsafeRawPointer) {
    rows = CellRows(columns: columns, of: columnCount, capacity: capacity)
    cells = rows.cells
    lines = rows.lines
    places = .allocate(capacity: columnCount)
    places.initialize(repeating: -1, count: columnCount)
    for (place, column) in columns.enumerated() { places[column] = place }
    self.base = base
    self.capacity = capacity
    self.columnCount = columnCount
  }

  deinit {
    rows.deallocate()
    places.deallocate()
  }

  /// The physical line, from 1, on which a record begins.
  @inlinable
  public func line(_ record: Int) -> Int {
    precondition(record >= 0 && record < count, "the batch has no such record")
    return lines[record] &+ lineOffset
  }

  /// How many bytes of the file stand before a record; `nil` where that is not known, as in
  /// compressed files and in other encodings than UTF-8.
  public func byte(_ record: Int) -> Int? {
    precondition(record >= 0 && record < count, "the batch has no such record")
    return windowByte.map { $0 + Int(rows.starts[record]) }
  }

  /// The unescaped bytes of a cell; empty where the row was too short.
  @inlinable
  public func field(_ record: Int, _ column: Int) -> UnsafeRawBufferPointer {
    precondition(record >= 0 && record < count, "the batch has no such record")
    let cell = cells[place(of: column) &* capacity &+ record]
    return UnsafeRawBufferPointer(start: base + Int(cell.start), count: Int(cell.length))
  }

  /// The cells of a column, to read them all at once.
  public func column(_ column: Int) -> CSVColumn {
    CSVColumn(base: base, cells: cells + place(of: column) * capacity, count: count)
  }

  @inlinable
  func place(of column: Int) -> Int {
    precondition(column >= 0 && column < columnCount, "the batch has no such column")
    let place = places[column]
    precondition(place >= 0, "the column was not selected for reading")
    return place
  }
}
