import Diagnostics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

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
  let source: any ByteSource

  /// The header, with the dialect it was read in.
  func firstRecord(declared: CSVDialect?) throws(CSVError) -> FirstRecord {
    try refuseBinary()
    if let declared, !declared.isUsable {
      throw CSVError(
        .invalidDialect,
        "delimiter and quote must be two different ASCII characters",
        hint: "use for example a comma or a semicolon with the quote \""
      )
    }
    let hinted = delimiterLine()
    let start = hinted?.length ?? 0
    let dialect =
      declared
      ?? CSVDialect(
        delimiter: hinted?.delimiter ?? DelimiterSniffer.delimiter(in: window, from: start)
      )
    var scanner = RecordScanner(dialect, over: window)
    if hinted != nil { _ = scanner.skipLine() }

    let cells = UnsafeMutablePointer<CellRange>.allocate(capacity: limits.maximumColumns)
    defer { cells.deallocate() }
    let blankCount = try scanHeader(&scanner, into: cells)
    let texts = try texts(cells, scanner, quote: dialect.quote)
    if HeaderNames.looksLikeData(texts) {
      throw CSVError(
        .noHeader,
        "the first record holds data where the names of the columns should be",
        at: SourceLocation(file: name, line: scanner.recordLine),
        hint: "add a first line with the names of the columns"
      )
    }
    return FirstRecord(cells: texts, dialect: dialect, scanner: scanner, blankCount: blankCount)
  }

  private func refuseBinary() throws(CSVError) {
    let block = window.bytes.prefix(64 << 10)
    guard let first = block.first else { throw empty }
    if let position = block.firstIndex(of: 0) {
      let isArchive = first == UInt8(ascii: "P") && block.dropFirst().first == UInt8(ascii: "K")
      throw CSVError(
        .binaryFile,
        "\(name) is not text: byte \(position + 1) is zero",
        hint: isArchive
          ? "unpack the archive, or export CSV rather than a spreadsheet"
          : "export CSV; for UTF-16 text without a byte order mark, declare the encoding"
      )
    }
  }

  private var empty: CSVError {
    CSVError(.emptyFile, "\(name) is empty", hint: "check the export; a header is enough")
  }

  /// Excel's first line `sep=;`, which is no record.
  private func delimiterLine() -> (delimiter: UInt8, length: Int)? {
    let bytes = window.bytes.prefix(7)
    guard bytes.count >= 5, bytes.prefix(4).elementsEqual("sep=".utf8) else { return nil }
    let delimiter = bytes[4]
    guard CSVDialect(delimiter: delimiter).isUsable else { return nil }
    if bytes.count == 5 { return (delimiter, 5) }
    if bytes[5] == Byte.lineFeed { return (delimiter, 6) }
    guard bytes[5] == Byte.carriageReturn else { return nil }
    return (delimiter, bytes.count == 7 && bytes[6] == Byte.lineFeed ? 7 : 6)
  }

  /// - Returns: How many blank lines stand before the header.
  private func scanHeader(
    _ scanner: inout RecordScanner,
    into cells: UnsafeMutablePointer<CellRange>
  ) throws(CSVError) -> Int {
    var blankCount = 0
    while true {
      let outcome = scanner.scanRecord(into: cells, columnCount: limits.maximumColumns)
      let location = SourceLocation(file: name, line: scanner.recordLine)
      if scanner.reached - scanner.recordStart > limits.maximumRecordBytes {
        throw CSVError(
          .recordTooLong,
          "the header is longer than \(limits.maximumRecordBytes) bytes",
          at: location,
          hint: "close its quotes, check the line ends, or raise the limit"
        )
      }
      switch outcome {
      case .record: return blankCount
      case .blank: blankCount += 1
      case .exhausted: throw empty
      case .incomplete:
        try window.refill(keepingFrom: scanner.position, from: source)
        scanner.update(to: window, position: 0)
      case .textAfterQuote:
        throw CSVError(
          .textAfterQuote,
          "text follows the closing quote of a column name",
          at: location,
          hint: "double the quotes inside the name, or say quotes: none in the profile"
        )
      case .unterminatedQuote:
        throw CSVError(
          .unterminatedQuote,
          "the quote of a column name never closes",
          at: location,
          hint: "close the quote, or say quotes: none in the profile"
        )
      }
    }
  }

  private func texts(
    _ cells: UnsafeMutablePointer<CellRange>,
    _ scanner: RecordScanner,
    quote: UInt8?
  ) throws(CSVError) -> [String] {
    let location = SourceLocation(file: name, line: scanner.recordLine)
    guard scanner.width <= limits.maximumColumns else {
      throw CSVError(
        .tooManyColumns,
        "the header has \(scanner.width) columns",
        at: location,
        hint: "raise the limit of \(limits.maximumColumns), or check delimiter and line ends"
      )
    }
    let record = window.bytes[scanner.recordStart..<scanner.recordEnd]
    guard UTF8Check.firstInvalid(in: UnsafeRawBufferPointer(rebasing: record)) == nil else {
      throw CSVError(
        .invalidUTF8,
        "the header is not UTF-8",
        at: location,
        hint: "declare `encoding: windows-1252`, or save the file as UTF-8"
      )
    }
    return (0..<scanner.width).map { column in
      let length = Int(cells[column].length & ~CellRange.escapedFlag)
      let bytes = UnsafeMutableRawBufferPointer(
        start: window.base + Int(cells[column].start),
        count: length
      )
      let isEscaped = cells[column].length & CellRange.escapedFlag != 0
      let count = isEscaped ? CSVReader.unescape(bytes, quote: quote) : length
      return String(decoding: bytes[..<count], as: UTF8.self)
    }
  }
}
