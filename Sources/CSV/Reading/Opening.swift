import Diagnostics

/// Finds out what kind of file this is and reads its header.
struct Opening {
  /// What was found.
  struct FirstRecord {
    var cells: [String]
    var dialect: CSVDialect
    /// Stands behind the header.
    var scanner: RecordScanner
    var blankCount: Int
  }

  let name: String
  let limits: CSVLimits
  let extent: CSVExtent
  let window: ByteWindow
  /// What fills the window.
  let source: any ByteSource
  /// Where that comes from.
  let text: TextSource

  /// The header, with the dialect it was read in.
  func firstRecord(declared: CSVDialect?) throws(CSVError) -> FirstRecord {
    if let declared, !declared.isUsable {
      throw CSVError(
        .invalidDialect,
        "delimiter and quote must be two different ASCII characters",
        hint: "use for example a comma or a semicolon with the quote \""
      )
    }
    let headerLine = text.isJSONLines ? nil : extent.headerLine
    let (firstLine, dialect) = dialect(declared: declared, headerLine: headerLine)

    var place = Place(position: 0, line: text.firstLine)
    try skip(to: max(firstLine, headerLine ?? firstLine), &place)
    let header = try scanHeader(dialect, &place)
    // The names of JSON members are names, whatever they look like.
    if HeaderNames.looksLikeData(header.cells), !text.isJSONLines {
      throw CSVError(
        .noHeader,
        "the first record holds data where the names of the columns should be",
        at: SourceLocation(file: name, line: header.line),
        hint: "add a first line with the names of the columns"
      )
    }
    var scanner = RecordScanner(dialect, over: window)
    scanner.seek(to: place.position, line: place.line)
    return FirstRecord(
      cells: header.cells,
      dialect: dialect,
      scanner: scanner,
      blankCount: header.blankCount
    )
  }

  /// Where the next record begins in the window.
  private struct Place {
    var position: Int
    var line: Int
  }

  private func dialect(
    declared: CSVDialect?,
    headerLine: Int?
  ) -> (firstLine: Int, dialect: CSVDialect) {
    text.sample.withUnsafeBytes { bytes in
      var sample = TextSample(bytes: bytes, isWhole: text.isSampleWhole, line: text.firstLine)
      let start = DialectStage.start(of: sample)
      // A header beyond the sample leaves the records before it to judge by.
      _ = sample.drop(beforeLine: max(start.line, headerLine ?? start.line))
      let stage = DialectStage(sample, declared: declared, hinted: start.delimiter, text)
      return (start.line, stage.dialect)
    }
  }

  /// Skips physical lines.
  private func skip(to line: Int, _ place: inout Place) throws(CSVError) {
    while place.line < line {
      var scanner = RecordScanner(CSVDialect(quote: nil), over: window)
      scanner.seek(to: place.position)
      if scanner.position == window.count, window.isAtEnd {
        throw Self.empty(name, headerLine: extent.headerLine)
      }
      let isWhole = scanner.skipLine(dropping: true)
      place.position = scanner.position
      if isWhole {
        place.line += 1
      } else {
        try refill(&place)
      }
    }
  }

  private func refill(_ place: inout Place) throws(CSVError) {
    try window.refill(keepingFrom: place.position, from: source)
    place.position = 0
  }

  static func empty(_ name: String, headerLine: Int?) -> CSVError {
    guard let headerLine else {
      return CSVError(.emptyFile, "\(name) is empty", hint: "check the export; a header is enough")
    }
    return CSVError(
      .emptyFile,
      "\(name) ends before line \(headerLine), where its header should be",
      hint: "check the number of the line, or the export"
    )
  }

  // MARK: The header

  private typealias Header = (cells: [String], line: Int, blankCount: Int)

  private func scanHeader(
    _ dialect: CSVDialect,
    _ place: inout Place
  ) throws(CSVError) -> Header {
    var blankCount = 0
    while true {
      var scanner = SampleScanner(
        window.bytes,
        dialect,
        isWhole: window.isAtEnd,
        from: place.position,
        line: place.line
      )
      let record = scanner.next()
      if let record, record.fault == nil {
        place = Place(position: scanner.position, line: scanner.line)
        if record.isBlank {
          blankCount += 1
          continue
        }
        return (try cells(of: record, scanner), record.line, blankCount)
      }
      // A fault beyond the limit does not count: a smaller window would not have shown it.
      let reached = record.map { max($0.end, $0.reached) } ?? window.count
      if reached - place.position > limits.maximumRecordBytes { throw tooLong(onLine: place.line) }
      if let fault = record?.fault { throw broken(fault, onLine: place.line) }
      if window.isAtEnd { throw Self.empty(name, headerLine: extent.headerLine) }
      try refill(&place)
    }
  }

  private func tooLong(onLine line: Int) -> CSVError {
    CSVError(
      .recordTooLong,
      "the header is longer than \(limits.maximumRecordBytes) bytes",
      at: SourceLocation(file: name, line: line),
      hint: "close its quotes, check the line ends, or raise the limit"
    )
  }

  private func broken(_ fault: SampleRecord.Fault, onLine line: Int) -> CSVError {
    let isOpen = fault == .unterminatedQuote
    return CSVError(
      isOpen ? .unterminatedQuote : .textAfterQuote,
      isOpen
        ? "the quote of a column name never closes"
        : "text follows the closing quote of a column name",
      at: SourceLocation(file: name, line: line),
      hint: isOpen
        ? "close the quote, or say quotes: none in the profile"
        : "double the quotes inside the name, or say quotes: none in the profile"
    )
  }

  private func cells(
    of record: SampleRecord,
    _ scanner: SampleScanner
  ) throws(CSVError) -> [String] {
    let location = SourceLocation(file: name, line: record.line)
    if record.end - record.start > limits.maximumRecordBytes {
      throw tooLong(onLine: record.line)
    }
    guard record.width <= limits.maximumColumns else {
      throw CSVError(
        .tooManyColumns,
        "the header has \(record.width) columns",
        at: location,
        hint: "raise the limit of \(limits.maximumColumns), or check delimiter and line ends"
      )
    }
    let bytes = UnsafeRawBufferPointer(rebasing: window.bytes[record.start..<record.end])
    guard UTF8Check.firstInvalid(in: bytes) == nil else {
      throw CSVError(
        .invalidUTF8,
        "the header is not UTF-8",
        at: location,
        hint:
          "declare `encoding: windows-1252` (inspect: --encoding windows-1252), or save the file"
          + " as UTF-8"
      )
    }
    return scanner.cells.map(scanner.text)
  }
}
