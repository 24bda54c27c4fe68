import Diagnostics

/// What all that read a file must agree on.
struct FileFormat: Sendable {
  var name: String
  var header: [String]
  var dialect: CSVDialect
  var encoding: CSVEncoding
  var isJSONLines: Bool
  var limits: CSVLimits
  var extent: CSVExtent
}

/// Turns a window of bytes into batches of records: what one thread does alone.
final class BatchFiller {
  /// Why a batch holds no further record.
  enum Outcome {
    /// There is no more room, for records or for rejects.
    case full
    /// The window has no whole record left.
    case needsBytes
    /// The next record begins at the stop or behind it.
    case reachedStop
    /// The next row ends the table.
    case tableEnded
    /// There is nothing left in the file.
    case atEnd
  }

  let format: FileFormat
  let batch: CSVBatch
  /// Where the next record begins in the text, from 0.
  var nextByte: Int { windowStart + scanner.position }
  /// The line of the next record.
  var nextLine: Int { scanner.line }
  /// The rows of the latest batch that cannot be used, in order.
  private(set) var rejects: [PendingReject] = []
  /// How many records of the latest batch had fewer cells than the header.
  private(set) var paddedCount = 0
  /// How many blank lines were skipped for the latest batch.
  private(set) var blankCount = 0

  let window: ByteWindow
  var scanner: RecordScanner
  /// Where the window begins in the text, from 0.
  private var windowStart: Int
  /// Where the text begins in the file, if its bytes are the file's own.
  private let textStart: Int?
  /// Room for all cells of one record.
  let record: UnsafeMutablePointer<CellRange>
  private let usualWindowBytes: Int
  /// Whether a long record has made the window larger than usual.
  private(set) var hasGrown = false
  private var isInsideOverlongLine = false

  init(
    _ format: FileFormat,
    columns: [Int],
    recordsPerBatch: Int,
    window: ByteWindow,
    windowBytes: Int,
    scanner: RecordScanner,
    windowStart: Int,
    textStart: Int?
  ) {
    self.format = format
    self.window = window
    self.scanner = scanner
    self.windowStart = windowStart
    self.textStart = textStart
    usualWindowBytes = windowBytes
    // Wide files get batches of fewer records, so that a batch stays within some megabytes.
    let capacity = max(1, min(recordsPerBatch, (1 << 20) / max(1, columns.count)))
    batch = CSVBatch(
      columns: columns,
      of: format.header.count,
      capacity: capacity,
      base: UnsafeRawPointer(window.base)
    )
    record = .allocate(capacity: format.header.count)
    tellBatchOfWindow()
  }

  deinit {
    record.deallocate()
  }

  /// Reads more bytes behind the next record, which moves the window.
  func refill(from source: any ByteSource) throws(CSVError) {
    let used = scanner.position
    try window.refill(keepingFrom: used, from: source)
    windowStart += used
    hasGrown = hasGrown || window.count > usualWindowBytes
    scanner.update(to: window, position: 0)
    tellBatchOfWindow()
  }

  /// Begins anew at another place of the text; the lines count from 1 again.
  func restart(at byte: Int, from source: any ByteSource) throws(CSVError) {
    window.restart()
    try window.refill(keepingFrom: 0, from: source)
    windowStart = byte
    isInsideOverlongLine = false
    scanner.update(to: window, position: 0)
    scanner.seek(to: 0, line: 1)
    tellBatchOfWindow()
  }

  private func tellBatchOfWindow() {
    batch.base = UnsafeRawPointer(window.base)
    batch.windowByte = textStart.map { $0 + windowStart }
  }

  /// Empties the batch and puts the next records into it.
  ///
  /// - Parameter stop: Only records that begin before this byte of the text are taken.
  /// - Returns: Why there are no more.
  func fill(before stop: Int = .max) -> Outcome {
    rejects.removeAll(keepingCapacity: true)
    paddedCount = 0
    blankCount = 0
    // A copy, because the compiler keeps the members of a local in registers.
    var scanner = scanner
    var count = 0
    let outcome = fill(&count, &scanner, before: stop == .max ? .max : stop - windowStart)
    self.scanner = scanner
    batch.count = count
    return outcome
  }

  private func fill(
    _ count: inout Int,
    _ scanner: inout RecordScanner,
    before stop: Int
  ) -> Outcome {
    let rows = batch.rows
    let plainBytes = min(format.limits.maximumRecordBytes, format.limits.maximumCellBytes)
    while true {
      if isInsideOverlongLine {
        guard scanner.skipLine(dropping: true) else { return .needsBytes }
        isInsideOverlongLine = false
      }
      count = scanner.scanPlainRecords(
        into: rows,
        from: count,
        before: stop,
        maximumBytes: plainBytes
      )
      let plainCount = count
      count = scanner.scanQuotedRecords(
        into: rows,
        cells: record,
        from: plainCount,
        before: stop,
        maximumBytes: plainBytes
      )
      if scanner.position >= stop { return .reachedStop }
      if count == rows.capacity || rejects.count >= Self.mostRejects { return .full }
      if count > plainCount { continue }
      let outcome = scanner.scanRecord(into: record, columnCount: rows.columnCount)
      let length = scanner.recordEnd - scanner.recordStart
      switch outcome {
      case .record where length <= format.limits.maximumRecordBytes && !endsTable(scanner.width):
        if take(scanner, count) { count += 1 }
      case .blank where !endsTable(0): blankCount += 1
      case .exhausted: return .atEnd
      case .record where length <= format.limits.maximumRecordBytes, .blank:
        scanner.rewind()
        return .tableEnded
      case .record, .incomplete, .textAfterQuote, .unterminatedQuote:
        guard recover(from: outcome, &scanner) else { return .needsBytes }
      }
    }
  }

  /// As many rejects as fit into a few hundred kilobytes.
  private static let mostRejects = 1024

  private func endsTable(_ width: Int) -> Bool {
    width <= 1 && format.extent.endsAtShortRow && format.header.count > 1
  }

  /// Notes the record just scanned.
  ///
  /// - Returns: Whether it can be used; otherwise it is among the rejects.
  private func take(_ scanner: RecordScanner, _ row: Int) -> Bool {
    if let reject = unusable(scanner) ?? overlongCell(scanner) {
      rejects.append(reject)
      return false
    }
    if scanner.width < format.header.count { paddedCount += 1 }
    if scanner.hasEscapes { unescape(width: scanner.width) }
    batch.rows.note(
      row,
      start: scanner.recordStart,
      line: scanner.recordLine,
      cells: record,
      width: scanner.width
    )
    return true
  }

  /// Takes away what stands for quotes that are text, in place: the bytes are not needed again.
  private func unescape(width: Int) {
    for column in batch.rows.columns where column < width && record[column].isEscaped {
      let bytes = UnsafeMutableRawBufferPointer(
        start: window.base + Int(record[column].start),
        count: record[column].byteCount
      )
      let count = CSVReader.unescape(
        bytes,
        quote: format.dialect.quote,
        escape: format.dialect.escape
      )
      record[column].length = UInt32(truncatingIfNeeded: count)
    }
  }

  /// The reject of a record whose cell in one of the columns asked for is longer than the limit.
  private func overlongCell(_ scanner: RecordScanner) -> PendingReject? {
    let limit = format.limits.maximumCellBytes
    guard scanner.recordEnd - scanner.recordStart > limit else { return nil }
    for column in batch.rows.columns where column < scanner.width {
      let cell = record[column]
      guard cell.byteCount > limit else { continue }
      if textCount(of: cell) > limit {
        return overlongCell(scanner, column: column, start: Int(cell.start))
      }
    }
    return nil
  }

  private func textCount(of cell: CellRange) -> Int {
    guard cell.isEscaped else { return cell.byteCount }
    let bytes = windowBytes[Int(cell.start)..<Int(cell.start) + cell.byteCount]
    return CSVReader.unescapedCount(
      UnsafeRawBufferPointer(rebasing: bytes),
      quote: format.dialect.quote,
      escape: format.dialect.escape
    )
  }

  // MARK: Rows that cannot be used

  /// Deals with a record that is too long, broken or not there as a whole.
  ///
  /// What happens depends on the bytes of the record alone, never on where the window ends.
  ///
  /// - Returns: Whether to go on scanning; otherwise more bytes are needed.
  private func recover(from outcome: RecordScanner.Outcome, _ scanner: inout RecordScanner) -> Bool
  {
    let limit = format.limits.maximumRecordBytes
    let isTooLong = scanner.reached - scanner.recordStart > limit
    scanner.rewind()
    if outcome == .incomplete, !isTooLong { return false }
    let before = scanner
    let hasLineEnd = scanner.skipLine()
    let lineLength = (hasLineEnd ? scanner.position : window.count) - before.position
    if !hasLineEnd, lineLength <= limit { return false }
    isInsideOverlongLine = !hasLineEnd
    if outcome == .textAfterQuote, !isTooLong {
      rejects.append(textAfterQuote(before))
    } else if isTooLong, lineLength > limit {
      rejects.append(overlongLine(before))
    } else {
      rejects.append(unterminatedQuote(before))
    }
    return true
  }

  /// The bytes that are in memory.
  var windowBytes: UnsafeRawBufferPointer { window.bytes }
  /// Where a record begins in the file, if that is known.
  func fileByte(_ scanner: RecordScanner) -> Int? {
    textStart.map { $0 + windowStart + scanner.recordStart }
  }
}
