/// One record of a sample, as a trial dialect cuts it.
struct SampleRecord {
  /// What keeps a record from being read.
  enum Fault {
    case textAfterQuote, unterminatedQuote
  }

  /// The physical line it begins on.
  var line: Int
  /// Where it begins.
  var start: Int
  /// Where its bytes end, before the line end.
  var end = 0
  /// How far the scan looked to find its fault, which may be lines behind ``end``.
  var reached = 0
  /// How many cells it has; 0 for a blank line.
  var width = 0
  /// How many cells have content.
  var filledCells = 0
  /// Whether a quote stands inside an unquoted cell.
  var hasStrayQuote = false
  /// Whether a cell is in quotes.
  var hasQuotedCell = false
  /// What is wrong with it.
  var fault: Fault?

  /// Whether nothing is on the line.
  var isBlank: Bool { width == 0 && fault == nil }
}

/// Cuts the first bytes of a text into records, byte by byte and in any trial dialect.
///
/// It means what ``RecordScanner`` means, but keeps going whatever it meets: behind a fault it
/// goes on with the next physical line.
struct SampleScanner {
  /// How much may stand behind an open quote before it counts as never closed.
  private static let patience = 256 << 10

  private let bytes: UnsafeRawBufferPointer
  private var dialect: CSVDialect
  private let isWhole: Bool
  private(set) var position: Int
  private(set) var line: Int
  /// The cells of the latest record, with their quotes.
  private(set) var cells: [Range<Int>] = []
  /// The line ends between records.
  private(set) var lineEnds = LineEndCounts()

  /// Begins at a position; `isWhole` tells whether the text ends with the bytes.
  init(
    _ bytes: UnsafeRawBufferPointer,
    _ dialect: CSVDialect,
    isWhole: Bool,
    from position: Int = 0,
    line: Int = 1
  ) {
    self.bytes = bytes
    self.dialect = dialect
    // A quote that escapes itself is a doubled quote.
    if dialect.escape == dialect.quote { self.dialect.escape = nil }
    self.isWhole = isWhole
    self.position = position
    self.line = line
  }

  /// The next record; nil where the sample ends before it does.
  mutating func next() -> SampleRecord? {
    guard position < bytes.count else { return nil }
    var record = SampleRecord(line: line, start: position)
    cells.removeAll(keepingCapacity: true)
    var at = position
    var quotedLineEnds = 0
    repeat {
      let start = at
      guard let end = cellEnd(from: start, &record, &quotedLineEnds) else { return nil }
      if record.fault != nil {
        record.reached = end
        return skipped(record)
      }
      cells.append(start..<end)
      if end > start, !(end == start + 2 && bytes[start] == dialect.quote) {
        record.filledCells += 1
      }
      at = end + 1
    } while isDelimiter(at - 1)
    return finished(record, at: at - 1, quotedLineEnds)
  }

  /// Moves to the start of a physical line.
  ///
  /// - Returns: Whether the bytes reach that far.
  mutating func skip(toLine target: Int) -> Bool {
    while line < target {
      guard skipLine() else { return false }
    }
    return true
  }

  /// The text of a cell of the latest record.
  func text(_ cell: Range<Int>) -> String {
    let bytes = UnsafeRawBufferPointer(rebasing: bytes[cell])
    guard let quote = dialect.quote, bytes.first == quote, bytes.count >= 2 else {
      return String(decoding: bytes, as: UTF8.self)
    }
    var text: [UInt8] = []
    var at = 1
    while at < bytes.count - 1 {
      let next = at + 1 < bytes.count - 1 ? bytes[at + 1] : nil
      if bytes[at] == dialect.escape, next == bytes[at] {
        // Two escapes are two bytes of text, and the second marks nothing.
        text.append(bytes[at])
        at += 1
      } else if next == quote, bytes[at] == quote || bytes[at] == dialect.escape {
        at += 1
      }
      text.append(bytes[at])
      at += 1
    }
    return String(decoding: text, as: UTF8.self)
  }

  // MARK: Cells

  /// Where a cell ends; nil where the sample ends first.
  private func cellEnd(
    from start: Int,
    _ record: inout SampleRecord,
    _ quotedLineEnds: inout Int
  ) -> Int? {
    if let quote = dialect.quote, start < bytes.count, bytes[start] == quote {
      record.hasQuotedCell = true
      guard let closing = closingQuote(quote, from: start + 1, &quotedLineEnds) else {
        if isWhole || bytes.count - record.start > Self.patience {
          record.fault = .unterminatedQuote
        }
        return record.fault == nil ? nil : bytes.count
      }
      let end = closing + 1
      if end == bytes.count { return isWhole ? end : nil }
      if !isDelimiter(end), !isLineEnd(end) { record.fault = .textAfterQuote }
      return end
    }
    var at = start
    while at < bytes.count, !isDelimiter(at), !isLineEnd(at) {
      if bytes[at] == dialect.quote { record.hasStrayQuote = true }
      at += 1
    }
    return at < bytes.count || isWhole ? at : nil
  }

  private func closingQuote(_ quote: UInt8, from start: Int, _ lineEnds: inout Int) -> Int? {
    var at = start
    while at < bytes.count {
      let byte = bytes[at]
      if byte == quote {
        guard at + 1 < bytes.count, bytes[at + 1] == quote else { return at }
        at += 1
      } else if byte == dialect.escape, at + 1 < bytes.count,
        bytes[at + 1] == quote || bytes[at + 1] == byte
      {
        // Of two escapes the second is text.
        at += 1
      } else if byte == Byte.lineFeed || byte == Byte.carriageReturn {
        if byte == Byte.lineFeed || !isLineFeed(at + 1) { lineEnds += 1 }
      }
      at += 1
    }
    return nil
  }

  // MARK: Records

  private mutating func finished(
    _ record: SampleRecord,
    at end: Int,
    _ quotedLineEnds: Int
  ) -> SampleRecord? {
    var record = record
    guard let next = lineStart(behind: end) else { return nil }
    record.end = end
    record.width = cells.count
    if record.width == 1, end == record.start { record.width = 0 }
    lineEnds.count(bytes[end..<next])
    position = next
    line += 1 + quotedLineEnds
    return record
  }

  private mutating func skipped(_ record: SampleRecord) -> SampleRecord? {
    var record = record
    guard skipLine() else { return nil }
    record.end = position
    return record
  }

  private mutating func skipLine() -> Bool {
    var at = position
    while at < bytes.count, !isLineEnd(at) { at += 1 }
    guard at < bytes.count || (isWhole && position < bytes.count), let next = lineStart(behind: at)
    else { return false }
    position = next
    line += 1
    return true
  }

  private func lineStart(behind end: Int) -> Int? {
    guard end < bytes.count else { return isWhole ? bytes.count : nil }
    guard bytes[end] == Byte.carriageReturn else { return end + 1 }
    if end + 1 == bytes.count { return isWhole ? end + 1 : nil }
    return isLineFeed(end + 1) ? end + 2 : end + 1
  }

  private func isDelimiter(_ at: Int) -> Bool { at < bytes.count && bytes[at] == dialect.delimiter }

  private func isLineFeed(_ at: Int) -> Bool { at < bytes.count && bytes[at] == Byte.lineFeed }

  private func isLineEnd(_ at: Int) -> Bool {
    bytes[at] == Byte.lineFeed || bytes[at] == Byte.carriageReturn
  }
}

/// How many lines end how.
struct LineEndCounts: Hashable {
  var lineFeeds = 0
  var pairs = 0
  var carriageReturns = 0

  mutating func count(_ end: Slice<UnsafeRawBufferPointer>) {
    switch (end.first, end.count) {
    case (Byte.lineFeed, _): lineFeeds += 1
    case (Byte.carriageReturn, 2): pairs += 1
    case (Byte.carriageReturn, _): carriageReturns += 1
    default: break
    }
  }
}
