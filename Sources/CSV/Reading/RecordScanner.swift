/// Finds records and their cells in a window of bytes, without changing a byte.
///
/// All marks of the window are indexed at once; then the scanner steps from mark to mark. A scan
/// that reaches the end of the window begins again at the start of its record, with more bytes.
struct RecordScanner {
  /// How a scan ended.
  enum Outcome {
    /// A record with cells; the scanner stands behind it.
    case record
    /// An empty line; the scanner stands behind it.
    case blank
    /// The window ends before the record does.
    case incomplete
    /// Text stands behind a closing quote; the scanner still stands before the record.
    case textAfterQuote
    /// The file ends inside a quoted cell; the scanner still stands before the record.
    case unterminatedQuote
    /// There is nothing left in the file.
    case exhausted
  }

  /// A place among the marks: the ordinal of a mark, and the number of the first break from there.
  struct Cursor {
    var mark = 0
    var nextBreak = 0
  }

  /// Where the next record begins in the window.
  var position = 0
  /// The physical line of ``position``, from 1.
  var line = 1

  // About the latest record:
  /// Where it begins in the window.
  private(set) var recordStart = 0
  /// Where its bytes end, before the line end.
  private(set) var recordEnd = 0
  /// The physical line on which it begins.
  private(set) var recordLine = 1
  /// How many cells it has, kept or not.
  private(set) var width = 0
  /// How many line ends its quoted cells hold.
  private(set) var quotedLineEnds = 0
  /// Whether cells carry ``CellRange/escapedFlag``.
  private(set) var hasEscapes = false
  /// Whether a quote stands inside an unquoted cell, as text.
  private(set) var hasStrayQuote = false
  /// The first cell with content behind the last column that is kept.
  private(set) var surplusCell: (column: Int, cell: CellRange)?
  /// The quoted cell to blame when quotes go wrong: the first that holds a line end, else the last.
  private(set) var faultyCell: (column: Int, start: Int) = (0, 0)
  /// How far the latest scan looked.
  private(set) var reached = 0

  let delimiter: UInt8
  let quote: UInt8
  let escape: UInt8?
  let index = MarkIndex()
  private(set) var positions: UnsafePointer<UInt32>
  private(set) var breaks: UnsafePointer<UInt32>
  private(set) var base: UnsafeRawPointer
  private(set) var end = 0
  private(set) var isAtEnd = false
  /// The first mark from ``position`` on.
  var cursor = Cursor()
  private(set) var recordCursor = Cursor()

  init(_ dialect: CSVDialect, over window: ByteWindow) {
    delimiter = dialect.delimiter
    // Without quotes the index looks for delimiters twice, which finds nothing new.
    quote = dialect.quote ?? dialect.delimiter
    escape = dialect.escape == dialect.quote ? nil : dialect.escape
    base = UnsafeRawPointer(window.base)
    positions = index.positions
    breaks = index.breaks
    update(to: window, position: 0)
  }

  /// Goes on after the window has moved or grown; copies of this scanner are void then.
  mutating func update(to window: ByteWindow, position: Int) {
    base = UnsafeRawPointer(window.base)
    end = window.count
    isAtEnd = window.isAtEnd
    index.rebuild(over: window, delimiter: delimiter, quote: quote)
    positions = index.positions
    breaks = index.breaks
    seek(to: position)
  }

  /// Whether the latest record may hold bytes of 80 or above.
  var mayHoldNonASCII: Bool { index.mayHoldHighBytes(from: recordStart, to: recordEnd) }

  // MARK: Records

  /// Looks at one record and notes its first `columnCount` cells.
  mutating func scanRecord(
    into cells: UnsafeMutablePointer<CellRange>,
    columnCount: Int
  ) -> Outcome {
    begin()
    if position >= end { return isAtEnd ? .exhausted : .incomplete }
    var next = cursor
    var column = 0
    var cellStart = position
    while true {
      var cell: CellRange
      if Int(positions[next.mark]) == cellStart, isQuote(cellStart) {
        if quotedLineEnds == 0 { faultyCell = (column, cellStart) }
        guard let closing = closingQuote(of: cellStart, &next) else {
          reached = end
          return isAtEnd ? .unterminatedQuote : .incomplete
        }
        cell = CellRange(from: cellStart + 1, to: closing.position)
        if closing.hasEscapes { cell.length |= CellRange.escapedFlag }
        guard closing.position + 1 >= end || endsCell(byte(closing.position + 1)) else {
          reached = closing.position + 1
          return .textAfterQuote
        }
      } else {
        while isQuote(Int(positions[next.mark])) {
          hasStrayQuote = true
          next.mark += 1
        }
        cell = CellRange(from: cellStart, to: Int(positions[next.mark]))
      }
      keep(cell, column, in: cells, columnCount: columnCount)
      column += 1
      let terminator = Int(positions[next.mark])
      guard terminator < end, byte(terminator) == delimiter else {
        return finish(at: terminator, next, width: column)
      }
      cellStart = terminator + 1
      next.mark += 1
    }
  }
}

// MARK: Inside a record

extension RecordScanner {
  private mutating func begin() {
    recordStart = position
    recordLine = line
    recordCursor = cursor
    quotedLineEnds = 0
    hasEscapes = false
    hasStrayQuote = false
    surplusCell = nil
    faultyCell = (0, position)
    reached = position
  }

  private mutating func keep(
    _ cell: CellRange,
    _ column: Int,
    in cells: UnsafeMutablePointer<CellRange>,
    columnCount: Int
  ) {
    if column < columnCount {
      cells[column] = cell
    } else if surplusCell == nil, cell.length > 0 {
      surplusCell = (column, cell)
    }
  }

  /// The quote that closes the cell just opened, if it is there for certain; `next` moves from the
  /// opening quote to the mark behind the closing one.
  private mutating func closingQuote(
    of cellStart: Int,
    _ next: inout Cursor
  ) -> (position: Int, hasEscapes: Bool)? {
    var cellHasEscapes = false
    while Int(breaks[next.nextBreak]) <= next.mark { next.nextBreak += 1 }
    while next.nextBreak < index.breakCount {
      let ordinal = Int(breaks[next.nextBreak])
      let at = Int(positions[ordinal])
      next.nextBreak += 1
      if !isQuote(at) {
        countLineEnd(at)
      } else if isEscaped(at, cellStart: cellStart) {
        cellHasEscapes = true
      } else if at + 1 < end, isQuote(at + 1) {
        next.nextBreak += 1
        cellHasEscapes = true
      } else {
        next.mark = ordinal + 1
        hasEscapes = hasEscapes || cellHasEscapes
        // Behind the last byte of the window another quote may follow.
        return at + 1 < end || isAtEnd ? (at, cellHasEscapes) : nil
      }
    }
    return nil
  }

  private mutating func countLineEnd(_ at: Int) {
    if byte(at) == Byte.lineFeed || (at + 1 < end && byte(at + 1) != Byte.lineFeed) {
      quotedLineEnds += 1
    }
  }

  /// Whether an odd number of escapes stands before a quote; of two the second is text.
  private func isEscaped(_ at: Int, cellStart: Int) -> Bool {
    guard let escape else { return false }
    var first = at
    while first - 1 > cellStart, byte(first - 1) == escape { first -= 1 }
    return (at - first) & 1 == 1
  }

  private mutating func finish(at terminator: Int, _ next: Cursor, width: Int) -> Outcome {
    reached = terminator
    let lineStart = terminator < end ? lineStart(behind: terminator) : isAtEnd ? end : nil
    guard let lineStart else { return .incomplete }
    self.width = width
    recordEnd = terminator
    move(to: lineStart, from: next)
    line += 1 + quotedLineEnds
    return width == 1 && terminator == recordStart ? .blank : .record
  }
}
