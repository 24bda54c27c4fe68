/// The cells of one column of a batch, to be read all at once.
///
/// It is gone with the batch that it comes from.
public struct CSVColumn {
  /// How many cells there are: one for each record of the batch.
  public let count: Int
  /// Where ``ranges`` count from; 64 bytes behind the last cell may be read as well.
  package let base: UnsafeRawPointer
  /// The first byte of each cell and how many there are.
  package let ranges: UnsafePointer<CellRange>

  init(base: UnsafeRawPointer, cells: UnsafePointer<CellRange>, count: Int) {
    self.base = base
    self.count = count
    ranges = cells
  }

  /// The unescaped bytes of a cell.
  public subscript(record: Int) -> UnsafeRawBufferPointer {
    precondition(record >= 0 && record < count, "the column has no such record")
    return self[unchecked: record]
  }

  @inline(__always)
  subscript(unchecked record: Int) -> UnsafeRawBufferPointer {
    let range = ranges[record]
    return UnsafeRawBufferPointer(start: base + Int(range.start), count: Int(range.length))
  }
}
