import Diagnostics

/// A row that cannot be used, while the lines before it are not counted yet.
struct PendingReject {
  var reject: Reject
  /// The last line of the row, where the hint tells it.
  var lastLine: Int?

  /// The reject when `offset` more lines stand before the row.
  func moved(byLines offset: Int) -> Reject {
    var moved = reject
    moved.location.line += offset
    if let lastLine { moved.hint += "; the row ends on line \(lastLine + offset)" }
    return moved
  }
}

/// What a person is told about a row that cannot be used.
extension BatchFiller {
  /// Why a well-formed record cannot be used, if so.
  func unusable(_ scanner: RecordScanner) -> PendingReject? {
    if let surplus = scanner.surplusCell {
      return raggedRow(scanner, column: surplus.column, cell: surplus.cell)
    }
    guard scanner.mayHoldNonASCII else { return nil }
    let bytes = windowBytes[scanner.recordStart..<scanner.recordEnd]
    guard let offset = UTF8Check.firstInvalid(in: UnsafeRawBufferPointer(rebasing: bytes)) else {
      return nil
    }
    return invalidText(scanner, at: scanner.recordStart + offset)
  }

  func textAfterQuote(_ scanner: RecordScanner) -> PendingReject {
    if format.isJSONLines { return badJSON(onLine: scanner.recordLine, at: scanner.recordStart) }
    let fault = scanner.faultyCell
    return reject(
      .textAfterQuote,
      scanner,
      column: fault.column,
      from: fault.start,
      hint: "double the quotes inside the cell, or say quotes: none in the profile"
    )
  }

  func unterminatedQuote(_ scanner: RecordScanner) -> PendingReject {
    let fault = scanner.faultyCell
    return reject(
      .unterminatedQuote,
      scanner,
      column: fault.column,
      from: fault.start,
      hint: "close the quote within \(format.limits.maximumRecordBytes) bytes, or say "
        + "quotes: none in the profile; the following lines were read as rows of their own"
    )
  }

  func overlongLine(_ scanner: RecordScanner) -> PendingReject {
    reject(
      .recordTooLong,
      scanner,
      column: nil,
      from: scanner.recordStart,
      hint: "raise the limit of \(format.limits.maximumRecordBytes) bytes a record, "
        + "or check the line ends"
    )
  }

  func overlongCell(_ scanner: RecordScanner, column: Int, start: Int) -> PendingReject {
    reject(
      .cellTooLong,
      scanner,
      column: column,
      from: start,
      hint: "raise the limit of \(format.limits.maximumCellBytes) bytes a cell, or shorten it"
    )
  }

  private func raggedRow(
    _ scanner: RecordScanner,
    column: Int,
    cell: CellRange
  ) -> PendingReject {
    var pending = reject(
      .raggedRow,
      scanner,
      column: column,
      from: Int(cell.start),
      hint: "the header has \(format.header.count) columns and the row \(scanner.width): quote "
        + "cells that hold the delimiter"
    )
    let lines = scanner.quotedLineEnds
    if lines > 0 { pending.lastLine = scanner.recordLine + lines }
    return pending
  }

  private func invalidText(_ scanner: RecordScanner, at position: Int) -> PendingReject {
    let hint =
      switch format.encoding {
      case .utf8: "not UTF-8: declare `encoding: windows-1252`, or save the file as UTF-8"
      case .utf16LittleEndian, .utf16BigEndian:
        "half a character in UTF-16 text: export the file again, best as UTF-8"
      case .windows1252, .latin1:
        "not text in \(format.encoding.rawValue): save the file as UTF-8"
      }
    let (column, start) = cell(at: position, of: scanner)
    return reject(.invalidUTF8, scanner, column: column, from: start, hint: hint)
  }

  /// The column and the start of the cell that holds a byte: the record is scanned once more.
  private func cell(at position: Int, of scanner: RecordScanner) -> (column: Int, start: Int) {
    var again = scanner
    again.rewind()
    let columnCount = format.header.count
    return withUnsafeTemporaryAllocation(of: CellRange.self, capacity: columnCount) { cells in
      guard let first = cells.baseAddress else { return (0, scanner.recordStart) }
      _ = again.scanRecord(into: first, columnCount: columnCount)
      let starts = cells.prefix(min(scanner.width, columnCount)).map { Int($0.start) }
      let column = starts.lastIndex { $0 <= position } ?? 0
      return (column, starts[column])
    }
  }

  private func reject(
    _ code: CSVError.Code,
    _ scanner: RecordScanner,
    column: Int?,
    from start: Int,
    hint: String
  ) -> PendingReject {
    let header = format.header
    let reject = Reject(
      location: SourceLocation(
        file: format.name,
        line: scanner.recordLine,
        column: column.map { $0 + 1 },
        byte: fileByte(scanner)
      ),
      columnName: column.flatMap { header.indices.contains($0) ? header[$0] : nil } ?? "",
      code: code.rawValue,
      value: Reject.shape(of: excerpt(scanner, from: start)),
      hint: hint
    )
    return PendingReject(reject: reject)
  }

  /// What the physical line holds from a cell's start up to its delimiter, at most 200 bytes.
  ///
  /// Bytes beyond the record limit may be in memory or not, so they are left out.
  private func excerpt(_ scanner: RecordScanner, from start: Int) -> String {
    let limit = scanner.recordStart + format.limits.maximumRecordBytes
    let end = min(start + 200, limit, windowBytes.count)
    let rest = windowBytes[min(start, end)..<end]
    let isQuoted = rest.first == format.dialect.quote
    let cell = rest.prefix { byte in
      byte != Byte.lineFeed && byte != Byte.carriageReturn
        && (isQuoted || byte != format.dialect.delimiter)
    }
    return String(decoding: cell, as: UTF8.self)
  }
}
