extension RecordScanner {
  /// Takes records that need no second look, as long as they come: as many cells as the header, no
  /// quotes, well-formed UTF-8, LF or CRLF behind.
  ///
  /// - Parameters:
  ///   - rows: Where to note their cells.
  ///   - first: The row of the first record.
  ///   - stop: Only records that begin before this position are taken.
  ///   - maximumBytes: The longest record to take.
  /// - Returns: The row behind the last record.
  mutating func scanPlainRecords(
    into rows: CellRows,
    from first: Int,
    before stop: Int,
    maximumBytes: Int
  ) -> Int {
    // Copies, because the compiler keeps the members of a local in registers.
    let (positions, breaks, base, index) = (positions, breaks, base, index)
    let (markCount, hasHighBytes) = (index.count, index.hasHighBytes)
    let (starts, marks, lastCell) = (rows.starts, rows.marks, rows.columnCount &- 1)
    let leastBytes = rows.columnCount > 1 ? 0 : 1
    var next = cursor
    var start = position
    var row = first
    // The first record of a window has no mark before it.
    guard next.mark > 0, Int(positions[next.mark - 1]) == start - 1 else { return row }
    while row < rows.capacity, start < stop {
      let last = Int(breaks[next.nextBreak])
      let end = Int(positions[last])
      guard last &- next.mark == lastCell, last < markCount, end &- start <= maximumBytes,
        end &- start >= leastBytes
      else { break }
      if hasHighBytes, !isUTF8(from: start, to: end) { break }
      var lineEndMarks = 1
      if base.load(fromByteOffset: end, as: UInt8.self) != Byte.lineFeed {
        guard hasCRLF(at: end, mark: last, base) else { break }
        lineEndMarks = 2
      }
      starts[row] = UInt32(truncatingIfNeeded: start)
      marks[row] = UInt32(truncatingIfNeeded: next.mark &- 1)
      next.mark = last &+ lineEndMarks
      next.nextBreak &+= lineEndMarks
      start = end &+ lineEndMarks
      row &+= 1
    }
    for taken in first..<row { rows.lines[taken] = line &+ taken &- first }
    rows.noteCells(of: first..<row, positions: positions)
    cursor = next
    position = start
    line += row - first
    return row
  }

  private func isUTF8(from start: Int, to end: Int) -> Bool {
    guard index.mayHoldHighBytes(from: start, to: end) else { return true }
    let record = UnsafeRawBufferPointer(start: base + start, count: end - start)
    return UTF8Check.firstInvalid(in: record) == nil
  }

  private func hasCRLF(at end: Int, mark: Int, _ base: UnsafeRawPointer) -> Bool {
    mark + 1 < index.count && base.load(fromByteOffset: end, as: UInt8.self) == Byte.carriageReturn
      && base.load(fromByteOffset: end + 1, as: UInt8.self) == Byte.lineFeed
  }
}
