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

  /// Takes records whose quotes stand around whole cells, as long as they come, and one without
  /// quotes behind them: as many cells as the header, no quotes or line ends within cells, well-formed UTF-8, LF or CRLF behind.
  ///
  /// - Parameters:
  ///   - rows: Where to note their cells.
  ///   - cells: Room for the cells of a record.
  ///   - first: The row of the first record.
  ///   - stop: Only records that begin before this position are taken.
  ///   - maximumBytes: The longest record to take.
  /// - Returns: The row behind the last record.
  mutating func scanQuotedRecords(
    into rows: CellRows,
    cells: UnsafeMutablePointer<CellRange>,
    from first: Int,
    before stop: Int,
    maximumBytes: Int
  ) -> Int {
    var row = first
    while row < rows.capacity, position < stop {
      let start = position
      guard let next = endOfQuotedRecord(cells, columnCount: rows.columnCount) else { break }
      let end = Int(positions[next.mark])
      guard end - start <= maximumBytes, !index.hasHighBytes || isUTF8(from: start, to: end) else {
        break
      }
      rows.note(row, start: start, line: line, cells: cells, width: rows.columnCount)
      let hasQuotes = next.nextBreak > cursor.nextBreak
      let hasCRLF = byte(end) != Byte.lineFeed
      move(to: end + (hasCRLF ? 2 : 1), from: next)
      line += 1
      row += 1
      // Others may follow that have no quotes either, and there is a faster way for these.
      if !hasQuotes { break }
    }
    return row
  }

  /// The line end of a record that ``scanQuotedRecords(into:cells:from:before:maximumBytes:)`` may
  /// take, whose cells are noted; `nil` for others.
  private func endOfQuotedRecord(
    _ cells: UnsafeMutablePointer<CellRange>,
    columnCount: Int
  ) -> Cursor? {
    // Copies, because the compiler keeps the members of a local in registers.
    let (positions, breaks, base) = (positions, breaks, base)
    let (markCount, breakCount) = (index.count, index.breakCount)
    var next = cursor
    var start = position
    for column in 0..<columnCount {
      var end = Int(positions[next.mark])
      guard next.mark < markCount else { return nil }
      if end == start, isQuote(start) {
        // The next break is the closing quote, and the mark behind it the end of the cell.
        next.mark = Int(breaks[next.nextBreak &+ 1])
        next.nextBreak &+= 2
        guard next.nextBreak <= breakCount, next.mark &+ 1 < markCount else { return nil }
        end = Int(positions[next.mark])
        next.mark &+= 1
        guard isQuote(end), Int(positions[next.mark]) == end &+ 1,
          escape == nil || byte(end &- 1) != escape
        else { return nil }
        cells[column] = CellRange(from: start &+ 1, to: end)
        end &+= 1
      } else {
        cells[column] = CellRange(from: start, to: end)
      }
      if column == columnCount &- 1 { break }
      guard base.load(fromByteOffset: end, as: UInt8.self) == delimiter else { return nil }
      next.mark &+= 1
      start = end &+ 1
    }
    let end = Int(positions[next.mark])
    let isLineEnd = byte(end) == Byte.lineFeed || hasCRLF(at: end, mark: next.mark, base)
    return isLineEnd && (columnCount > 1 || end > position) ? next : nil
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
