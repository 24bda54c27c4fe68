// CSV: text files of records in, cells as bytes out, and back again.
// Comes in: files, pipes, gzip, UTF-8, UTF-16 or Windows text, in any usual dialect.
// Goes out: batches of unescaped UTF-8 cells with physical line numbers, a reject for every row
// that cannot be used, and files that appear whole or not at all.
// This room must not know what a column means: no types, no null words, no CRM.

public import Diagnostics

/// Reads the records of a CSV file, batch by batch, in bounded memory.
///
/// Cells may be quoted as RFC 4180 says; lines may end with LF, CRLF or CR, also mixed. Blank
/// lines are skipped, short rows are filled with empty cells, and rows that cannot be used go to
/// `onReject` one by one. After a quote that never closes, only the line that opens it is
/// rejected: reading goes on with the next physical line.
///
///     let reader = try CSVReader(contentsOf: "events.csv") { print($0) }
///     while let batch = try reader.nextBatch() {
///       for record in 0..<batch.count where !batch.field(record, 0).isEmpty { … }
///     }
public final class CSVReader {
  /// The names of the columns: cleaned, none empty, none twice.
  ///
  /// Spaces around and between words and invisible marks are normalised, an empty name becomes
  /// `column N`, and a name that occurs again becomes `name (2)`.
  public let header: [String]
  /// The cells of the header as they are in the file.
  public let headerCells: [String]
  /// The names that the header holds more than once, each once for each further column.
  public let duplicateColumns: [String]
  /// The dialect, as given or as found.
  public let dialect: CSVDialect
  /// The encoding, as given or as found.
  public let encoding: CSVEncoding
  /// The name of the file in rejects and errors.
  public let name: String
  /// How many records the batches held so far.
  public private(set) var recordCount = 0
  /// How many rows were rejected so far.
  public private(set) var rejectedCount = 0
  /// How many of the records had fewer cells than the header.
  public private(set) var paddedCount = 0
  /// How many blank lines were skipped so far.
  public private(set) var blankCount: Int

  let maximumRecordBytes: Int
  let source: TextSource
  private let window: ByteWindow
  private let batch: CSVBatch
  private let onReject: (Reject) -> Void
  private var scanner: RecordScanner
  private var isInsideOverlongLine = false

  /// Opens a file and reads its header.
  ///
  /// - Parameters:
  ///   - path: A file, a pipe or a device; gzip is recognised by its first bytes.
  ///   - name: The name in rejects and errors, if it is not `path`.
  ///   - dialect: The delimiter and quote; found among `, ; tab |` when `nil`.
  ///   - encoding: The encoding; when `nil`, UTF-8 unless a byte order mark says otherwise.
  ///   - limits: What the file may not exceed.
  ///   - extent: Which lines are the table, where a file holds more than one.
  ///   - onReject: Takes the rows that cannot be used, in the order of the file.
  /// - Throws: ``CSVError`` when there is no such file, no text or no usable header.
  public convenience init(
    contentsOf path: String,
    name: String? = nil,
    dialect: CSVDialect? = nil,
    encoding: CSVEncoding? = nil,
    limits: CSVLimits = CSVLimits(),
    extent: CSVExtent = .wholeFile,
    onReject: @escaping (Reject) -> Void
  ) throws(CSVError) {
    try self.init(
      contentsOf: path,
      name: name,
      dialect: dialect,
      encoding: encoding,
      limits: limits,
      extent: extent,
      windowBytes: 1 << 20,
      recordsPerBatch: 4096,
      onReject: onReject
    )
  }

  /// As the public initializer, with the sizes that tests make small.
  package init(
    contentsOf path: String,
    name: String? = nil,
    dialect: CSVDialect? = nil,
    encoding: CSVEncoding? = nil,
    limits: CSVLimits = CSVLimits(),
    extent: CSVExtent = .wholeFile,
    windowBytes: Int,
    recordsPerBatch: Int,
    onReject: @escaping (Reject) -> Void
  ) throws(CSVError) {
    self.name = name ?? path
    self.onReject = onReject
    maximumRecordBytes = min(limits.maximumRecordBytes, 1 << 30)
    (source, self.encoding) = try ByteSources.open(path, declared: encoding)
    window = ByteWindow(capacity: windowBytes)
    try window.refill(keepingFrom: 0, from: source)

    let opening = Opening(
      name: self.name,
      limits: limits,
      extent: extent,
      window: window,
      source: source,
      text: source
    )
    let first = try opening.firstRecord(declared: dialect)
    self.dialect = first.dialect
    scanner = first.scanner
    blankCount = first.blankCount
    headerCells = first.cells
    let names = HeaderNames(cells: first.cells)
    header = names.names
    duplicateColumns = names.duplicates
    // Wide files get batches of fewer records, so that a batch stays within some megabytes.
    let records = max(1, min(recordsPerBatch, (1 << 20) / names.names.count))
    batch = CSVBatch(window: window, columnCount: names.names.count, capacity: records)
  }

  /// The next records; `nil` at the end of the file.
  ///
  /// - Throws: ``CSVError`` when reading fails or compressed data is damaged.
  public func nextBatch() throws(CSVError) -> CSVBatch? {
    batch.count = 0
    while true {
      let isAtEnd = fillBatch()
      if batch.count > 0 { return batch }
      if isAtEnd { return nil }
      try window.refill(keepingFrom: scanner.position, from: source)
      scanner.update(to: window, position: 0)
      batch.base = UnsafeRawPointer(window.base)
    }
  }

  /// Scans until the batch is full or the window has no whole record left.
  ///
  /// - Returns: Whether the file is at its end.
  private func fillBatch() -> Bool {
    // A copy, because the compiler keeps the members of a local in registers.
    var scanner = self.scanner
    defer { self.scanner = scanner }
    let columnCount = batch.columnCount
    var count = 0
    defer {
      batch.count = count
      recordCount += count
    }
    while count < batch.capacity {
      if isInsideOverlongLine {
        guard scanner.skipLine(dropping: true) else { return false }
        isInsideOverlongLine = false
      }
      let cells = batch.cells + count * columnCount
      let outcome = scanner.scanRecord(into: cells, columnCount: columnCount)
      switch outcome {
      case .record where scanner.recordEnd - scanner.recordStart <= maximumRecordBytes:
        if let reject = unusable(scanner) {
          report(reject)
          continue
        }
        if scanner.width < columnCount { pad(cells, from: scanner.width) }
        if scanner.hasEscapes { unescape(cells, count: min(scanner.width, columnCount)) }
        batch.lines[count] = scanner.recordLine
        count += 1
      case .blank: blankCount += 1
      case .exhausted: return true
      case .record, .incomplete, .textAfterQuote, .unterminatedQuote:
        guard recover(from: outcome, &scanner) else { return false }
      }
    }
    return false
  }

  private func pad(_ cells: UnsafeMutablePointer<CellRange>, from width: Int) {
    for column in width..<batch.columnCount { cells[column] = CellRange(start: 0, length: 0) }
    paddedCount += 1
  }

  /// Takes one quote of each pair away, in place: the bytes are not needed again.
  private func unescape(_ cells: UnsafeMutablePointer<CellRange>, count: Int) {
    for column in 0..<count where cells[column].length & CellRange.escapedFlag != 0 {
      let start = Int(cells[column].start)
      let length = Int(cells[column].length & ~CellRange.escapedFlag)
      let bytes = UnsafeMutableRawBufferPointer(start: window.base + start, count: length)
      cells[column].length = UInt32(Self.unescape(bytes, quote: dialect.quote))
    }
  }

  /// - Returns: How many bytes are left.
  static func unescape(_ bytes: UnsafeMutableRawBufferPointer, quote: UInt8?) -> Int {
    var target = 0
    var source = 0
    while source < bytes.count {
      let byte = bytes[source]
      bytes[target] = byte
      target += 1
      source += byte == quote ? 2 : 1
    }
    return target
  }

  // MARK: Rows that cannot be used

  /// Deals with a record that is too long, broken or not there as a whole.
  ///
  /// What happens depends on the bytes of the record alone, never on where the window ends.
  ///
  /// - Returns: Whether to go on scanning; otherwise more bytes are needed.
  private func recover(from outcome: RecordScanner.Outcome, _ scanner: inout RecordScanner) -> Bool
  {
    let isTooLong = scanner.reached - scanner.recordStart > maximumRecordBytes
    scanner.rewind()
    if outcome == .incomplete, !isTooLong { return false }
    let before = scanner
    let hasLineEnd = scanner.skipLine()
    let lineLength = (hasLineEnd ? scanner.position : window.count) - before.position
    if !hasLineEnd, lineLength <= maximumRecordBytes { return false }
    isInsideOverlongLine = !hasLineEnd
    if outcome == .textAfterQuote, !isTooLong {
      report(textAfterQuote(before))
    } else if isTooLong, lineLength > maximumRecordBytes {
      report(overlongLine(before))
    } else {
      report(unterminatedQuote(before))
    }
    return true
  }

  private func report(_ reject: Reject) {
    rejectedCount += 1
    onReject(reject)
  }

  /// The bytes that are in memory.
  var windowBytes: UnsafeRawBufferPointer { window.bytes }
}
