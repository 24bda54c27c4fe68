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
  public var header: [String] { format.header }
  /// The cells of the header as they are in the file.
  public let headerCells: [String]
  /// The names that the header holds more than once, each once for each further column.
  public let duplicateColumns: [String]
  /// The dialect, as given or as found.
  public var dialect: CSVDialect { format.dialect }
  /// The encoding, as given or as found.
  public var encoding: CSVEncoding { format.encoding }
  /// The name of the file in rejects and errors.
  public var name: String { format.name }
  /// How many records the batches held so far.
  public private(set) var recordCount = 0
  /// How many rows were rejected so far.
  public private(set) var rejectedCount = 0
  /// How many of the records had fewer cells than the header.
  public private(set) var paddedCount = 0
  /// How many blank lines were skipped so far.
  public private(set) var blankCount: Int
  /// How many lines stand behind the end of the table, where the extent lets it end; known once
  /// all records were read.
  public internal(set) var outsideLineCount = 0

  let format: FileFormat
  /// The file to read from several threads, if its bytes are the text.
  let file: PlainFile?
  /// What the file's bytes become; as long as it is plain, they are the text.
  let text: TextSource
  private(set) var columns: [Int]
  private let source: CountingSource
  private let window: ByteWindow
  private let opened: RecordScanner
  private let rejectPolicy: RejectPolicy
  private let onReject: (Reject) -> Void
  private let windowBytes: Int
  let recordsPerBatch: Int
  private lazy var filler = makeFiller(
    window,
    windowBytes: windowBytes,
    opened,
    windowStart: source.count - window.count
  )
  private var hasBegun = false
  private var state = State.reading

  private enum State {
    case reading, tableEnded, finished
  }

  /// Opens a file and reads its header.
  ///
  /// - Parameters:
  ///   - path: A file, a pipe or a device; gzip is recognised by its first bytes.
  ///   - name: The name in rejects and errors, if it is not `path`.
  ///   - dialect: The delimiter and quote; found among `, ; tab |` when `nil`.
  ///   - encoding: The encoding; when `nil`, UTF-8 unless a byte order mark says otherwise.
  ///   - limits: What the file may not exceed.
  ///   - extent: Which lines are the table, where a file holds more than one.
  ///   - rejectPolicy: How many rows may be unusable before reading ends with an error.
  ///   - onReject: Takes the rows that cannot be used, in the order of the file.
  /// - Throws: ``CSVError`` when there is no such file, no text or no usable header.
  public convenience init(
    contentsOf path: String,
    name: String? = nil,
    dialect: CSVDialect? = nil,
    encoding: CSVEncoding? = nil,
    limits: CSVLimits = CSVLimits(),
    extent: CSVExtent = .wholeFile,
    rejectPolicy: RejectPolicy = .quarantine(limit: nil),
    onReject: @escaping (Reject) -> Void
  ) throws(CSVError) {
    try self.init(
      contentsOf: path,
      name: name,
      dialect: dialect,
      encoding: encoding,
      limits: limits,
      extent: extent,
      rejectPolicy: rejectPolicy,
      windowBytes: 128 << 10,
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
    rejectPolicy: RejectPolicy = .quarantine(limit: nil),
    windowBytes: Int,
    recordsPerBatch: Int,
    onReject: @escaping (Reject) -> Void
  ) throws(CSVError) {
    self.rejectPolicy = rejectPolicy
    self.onReject = onReject
    self.windowBytes = windowBytes
    self.recordsPerBatch = recordsPerBatch
    let opened = try ByteSources.open(path, declared: encoding)
    text = opened.source
    source = CountingSource(text)
    window = ByteWindow(capacity: windowBytes)
    try window.refill(keepingFrom: 0, from: source)

    let opening = Opening(
      name: name ?? path,
      limits: limits,
      extent: extent,
      window: window,
      source: source,
      text: opened.source
    )
    let first = try opening.firstRecord(declared: dialect)
    self.opened = first.scanner
    blankCount = first.blankCount
    headerCells = first.cells
    let names = HeaderNames(cells: first.cells)
    duplicateColumns = names.duplicates
    columns = Array(names.names.indices)
    file = opened.source.isPlain ? PlainFile(path: path) : nil
    format = FileFormat(
      name: name ?? path,
      header: names.names,
      dialect: first.dialect,
      encoding: opened.encoding,
      isJSONLines: opened.source.isJSONLines,
      limits: limits.usable,
      extent: extent
    )
  }

  /// Reads only some columns from now on: the others are checked, but not kept.
  ///
  ///     let reader = try CSVReader(contentsOf: "events.csv") { print($0) }
  ///     reader.select(["contact_id", "type"].compactMap(reader.header.firstIndex))
  ///
  /// - Parameter columns: The numbers of the columns in ``header``, from 0. Batches keep these
  ///   numbers.
  public func select(_ columns: some Sequence<Int>) {
    precondition(!hasBegun, "columns are selected before the first batch is read")
    let selected = Set(columns)
    precondition(selected.allSatisfy(header.indices.contains), "the file has no such column")
    self.columns = selected.sorted()
  }

  /// The next records; `nil` at the end of the file.
  ///
  /// - Throws: ``CSVError`` when reading fails, compressed data is damaged or there are more rejects
  ///   than allowed.
  public func nextBatch() throws(CSVError) -> CSVBatch? {
    hasBegun = true
    while state == .reading {
      let outcome = filler.fill()
      try commit(filler, lineOffset: 0)
      switch outcome {
      case .tableEnded: state = .tableEnded
      case .atEnd, .reachedStop: state = .finished
      case .full: break
      case .needsBytes where filler.batch.count == 0: try filler.refill(from: source)
      case .needsBytes: break
      }
      if filler.batch.count > 0 { return filler.batch }
    }
    if state == .tableEnded {
      state = .finished
      outsideLineCount = try filler.countLines(from: source)
    }
    return nil
  }

  /// Counts the latest batch and delivers its rejects.
  func commit(_ filler: BatchFiller, lineOffset: Int) throws(CSVError) {
    filler.batch.firstRecord = recordCount
    filler.batch.lineOffset = lineOffset
    recordCount += filler.batch.count
    paddedCount += filler.paddedCount
    blankCount += filler.blankCount
    for pending in filler.rejects {
      let reject = pending.moved(byLines: lineOffset)
      rejectedCount += 1
      onReject(reject)
      if let error = rejectPolicy.error(after: rejectedCount, latest: reject) { throw error }
    }
  }

  // MARK: For several threads

  /// How long a line is on average in what was read of the file so far.
  var averageLineBytes: Int { filler.averageLineBytes }

  /// Where the next record begins in the text and on which line, for others to go on reading; this
  /// reader has no more batches then.
  func handOver() -> BlockTurns.Frontier {
    hasBegun = true
    state = .finished
    return BlockTurns.Frontier(byte: filler.nextByte, line: filler.nextLine)
  }

  /// What reads any part of the file, in a window of its own.
  func makeFiller(windowBytes: Int) -> BatchFiller {
    let window = ByteWindow(capacity: windowBytes)
    let scanner = RecordScanner(format.dialect, over: window)
    return makeFiller(window, windowBytes: windowBytes, scanner, windowStart: 0)
  }

  private func makeFiller(
    _ window: ByteWindow,
    windowBytes: Int,
    _ scanner: RecordScanner,
    windowStart: Int
  ) -> BatchFiller {
    BatchFiller(
      format,
      columns: columns,
      recordsPerBatch: recordsPerBatch,
      window: window,
      windowBytes: windowBytes,
      scanner: scanner,
      windowStart: windowStart,
      textStart: file?.textStart
    )
  }
}

extension CSVLimits {
  /// Offsets in a window are numbers of 32 bits.
  fileprivate var usable: CSVLimits {
    var limits = self
    limits.maximumRecordBytes = min(maximumRecordBytes, 1 << 30)
    return limits
  }
}
