import Diagnostics

/// What a person is told about a row that cannot be used.
extension CSVReader {
  /// Why a well-formed record cannot be used, if so.
  func unusable(_ scanner: RecordScanner) -> Reject? {
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

  func textAfterQuote(_ scanner: RecordScanner) -> Reject {
    if let badJSON = badJSON(onLine: scanner.recordLine, at: scanner.recordStart) { return badJSON }
    let fault = scanner.faultyCell
    return reject(
      .textAfterQuote,
      scanner,
      column: fault.column,
      from: fault.start,
      hint: "double the quotes inside the cell, or say quotes: none in the profile"
    )
  }

  func unterminatedQuote(_ scanner: RecordScanner) -> Reject {
    let fault = scanner.faultyCell
    return reject(
      .unterminatedQuote,
      scanner,
      column: fault.column,
      from: fault.start,
      hint: "close the quote within \(maximumRecordBytes) bytes, or say quotes: none in the "
        + "profile; the following lines were read as rows of their own"
    )
  }

  func overlongLine(_ scanner: RecordScanner) -> Reject {
    reject(
      .recordTooLong,
      scanner,
      column: nil,
      from: scanner.recordStart,
      hint: "raise the limit of \(maximumRecordBytes) bytes a record, or check the line ends"
    )
  }

  private func raggedRow(_ scanner: RecordScanner, column: Int, cell: CellRange) -> Reject {
    let lines = scanner.quotedLineEnds
    let extent = lines > 0 ? "; the row ends on line \(scanner.recordLine + lines)" : ""
    return reject(
      .raggedRow,
      scanner,
      column: column,
      from: Int(cell.start),
      hint: "the header has \(header.count) columns and the row \(scanner.width): quote cells "
        + "that hold the delimiter\(extent)"
    )
  }

  private func invalidText(_ scanner: RecordScanner, at position: Int) -> Reject {
    let hint =
      switch encoding {
      case .utf8: "not UTF-8: declare `encoding: windows-1252`, or save the file as UTF-8"
      case .utf16LittleEndian, .utf16BigEndian:
        "half a character in UTF-16 text: export the file again, best as UTF-8"
      case .windows1252, .latin1: "not text in \(encoding.rawValue): save the file as UTF-8"
      }
    let (column, start) = cell(at: position, of: scanner)
    return reject(.invalidUTF8, scanner, column: column, from: start, hint: hint)
  }

  /// The column and the start of the cell that holds a byte: the record is scanned once more.
  private func cell(at position: Int, of scanner: RecordScanner) -> (column: Int, start: Int) {
    var again = scanner
    again.rewind()
    return withUnsafeTemporaryAllocation(of: CellRange.self, capacity: header.count) { cells in
      guard let first = cells.baseAddress else { return (0, scanner.recordStart) }
      _ = again.scanRecord(into: first, columnCount: header.count)
      let starts = cells.prefix(min(scanner.width, header.count)).map { Int($0.start) }
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
  ) -> Reject {
    Reject(
      location: SourceLocation(
        file: name,
        line: scanner.recordLine,
        column: column.map { $0 + 1 }
      ),
      columnName: column.flatMap { header.indices.contains($0) ? header[$0] : nil } ?? "",
      code: code.rawValue,
      value: Reject.shape(of: excerpt(scanner, from: start)),
      hint: hint
    )
  }

  /// What the physical line holds from a cell's start up to its delimiter, at most 200 bytes.
  ///
  /// Bytes beyond the record limit may be in memory or not, so they are left out.
  private func excerpt(_ scanner: RecordScanner, from start: Int) -> String {
    let end = min(start + 200, scanner.recordStart + maximumRecordBytes, windowBytes.count)
    let rest = windowBytes[min(start, end)..<end]
    let isQuoted = rest.first == dialect.quote
    let cell = rest.prefix { byte in
      byte != Byte.lineFeed && byte != Byte.carriageReturn
        && (isQuoted || byte != dialect.delimiter)
    }
    return String(decoding: cell, as: UTF8.self)
  }
}
