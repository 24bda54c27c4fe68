/// Finds records and their cells in a window of bytes, without changing a byte.
///
/// It looks at eight bytes at a time and stops only at delimiters, quotes and line ends. A scan
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

  /// Where the next record begins in the window.
  private(set) var position = 0
  /// The physical line of ``position``, from 1.
  private(set) var line = 1

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
  /// Whether it may hold bytes from 80 on.
  private(set) var mayHoldNonASCII = false
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

  private var base: UnsafeRawPointer
  private var end = 0
  private var isAtEnd = false
  private let delimiter: UInt8
  private let quote: UInt8
  private let delimiters: UInt64
  private let quotes: UInt64
  private var wordStart = 0
  private var marks: UInt64 = 0
  private var seen: UInt64 = 0

  init(_ dialect: CSVDialect, over window: ByteWindow) {
    delimiter = dialect.delimiter
    // Without quotes the scanner looks for delimiters twice, which finds nothing new.
    quote = dialect.quote ?? dialect.delimiter
    delimiters = Self.everyByte * UInt64(delimiter)
    quotes = Self.everyByte * UInt64(quote)
    base = UnsafeRawPointer(window.base)
    update(to: window, position: 0)
  }

  /// Goes on after the window has moved or grown.
  mutating func update(to window: ByteWindow, position: Int) {
    base = UnsafeRawPointer(window.base)
    end = window.count
    isAtEnd = window.isAtEnd
    seek(to: position)
  }

  /// Treats the bytes that are there as the whole file.
  mutating func assumeEnd() {
    isAtEnd = true
  }

  /// Looks at one record and notes its first `columnCount` cells.
  mutating func scanRecord(
    into cells: UnsafeMutablePointer<CellRange>,
    columnCount: Int
  ) -> Outcome {
    recordStart = position
    recordLine = line
    quotedLineEnds = 0
    hasEscapes = false
    hasStrayQuote = false
    surplusCell = nil
    faultyCell = (0, position)
    reached = position
    if position >= end { return isAtEnd ? .exhausted : .incomplete }

    var column = 0
    var cellStart = position
    while true {
      var cell = CellRange(start: UInt32(truncatingIfNeeded: cellStart), length: 0)
      var terminator = nextMark()
      if terminator < end, byte(terminator) == quote, quote != delimiter {
        if terminator == cellStart {
          // A cell that holds line ends stays the suspect for the rest of the record.
          if quotedLineEnds == 0 { faultyCell = (column, cellStart) }
          let closing = closingQuote()
          if closing < 0 {
            reached = end
            return closing == Self.fileEnded ? .unterminatedQuote : .incomplete
          }
          terminator = closing + 1
          cell.start += 1
          cell.length = UInt32(truncatingIfNeeded: closing - cellStart - 1) | escapes
          guard terminator >= end || endsCell(byte(terminator)) else {
            reached = terminator
            return .textAfterQuote
          }
          if terminator < end { _ = nextMark() }
        } else {
          hasStrayQuote = true
          repeat { terminator = nextMark() } while terminator < end && byte(terminator) == quote
          cell.length = UInt32(truncatingIfNeeded: terminator - cellStart)
        }
      } else {
        cell.length = UInt32(truncatingIfNeeded: terminator - cellStart)
      }

      if column < columnCount {
        cells[column] = cell
      } else if surplusCell == nil, cell.length > 0 {
        surplusCell = (column, cell)
      }
      column += 1
      if terminator < end, byte(terminator) == delimiter {
        cellStart = terminator + 1
        continue
      }
      return finish(at: terminator, width: column)
    }
  }

  /// Moves to the next physical line.
  ///
  /// - Parameter dropping: Whether to give up the bytes before a line end that is not there yet.
  /// - Returns: Whether the line ends in the window.
  mutating func skipLine(dropping: Bool = false) -> Bool {
    var at = position
    while at < end, byte(at) != Byte.lineFeed, byte(at) != Byte.carriageReturn { at += 1 }
    let next = at < end ? lineStart(behind: at) : isAtEnd ? end : nil
    if next != nil { line += 1 }
    if next != nil || dropping { seek(to: next ?? at) }
    return next != nil
  }

  /// Goes back to the start of the latest record.
  mutating func rewind() {
    line = recordLine
    seek(to: recordStart)
  }

  // MARK: Inside a record

  private static let fileEnded = -2
  private static let windowEnded = -1
  private var escapes: UInt32 = 0

  /// The position of the quote that closes the cell just opened, or why there is none.
  private mutating func closingQuote() -> Int {
    escapes = 0
    while true {
      let at = nextMark()
      if at >= end { return isAtEnd ? Self.fileEnded : Self.windowEnded }
      let mark = byte(at)
      if mark == quote {
        if at + 1 == end { return isAtEnd ? at : Self.windowEnded }
        if byte(at + 1) != quote { return at }
        _ = nextMark()
        escapes = CellRange.escapedFlag
        hasEscapes = true
      } else if mark == Byte.lineFeed {
        quotedLineEnds += 1
      } else if mark == Byte.carriageReturn, at + 1 < end, byte(at + 1) != Byte.lineFeed {
        quotedLineEnds += 1
      }
    }
  }

  private mutating func finish(at terminator: Int, width: Int) -> Outcome {
    reached = terminator
    guard let next = terminator < end ? lineStart(behind: terminator) : isAtEnd ? end : nil else {
      return .incomplete
    }
    if next == terminator + 2 { _ = nextMark() }
    self.width = width
    recordEnd = terminator
    mayHoldNonASCII = seen & Self.highBits != 0
    // The current word may hold bytes of the next record: they count for both.
    seen = wordStart < end ? word(at: wordStart) : 0
    position = next
    line += 1 + quotedLineEnds
    return width == 1 && terminator == recordStart ? .blank : .record
  }

  /// Where the line behind a line end begins; `nil` when a CR ends the window, because an LF may
  /// follow.
  private func lineStart(behind at: Int) -> Int? {
    guard byte(at) == Byte.carriageReturn else { return at + 1 }
    if at + 1 == end { return isAtEnd ? end : nil }
    return byte(at + 1) == Byte.lineFeed ? at + 2 : at + 1
  }

  private func endsCell(_ byte: UInt8) -> Bool {
    byte == delimiter || byte == Byte.lineFeed || byte == Byte.carriageReturn
  }

  // MARK: Eight bytes at a time

  private static let everyByte: UInt64 = 0x0101_0101_0101_0101
  private static let lowBits: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  private func byte(_ at: Int) -> UInt8 {
    base.load(fromByteOffset: at, as: UInt8.self)
  }

  private func word(at offset: Int) -> UInt64 {
    UInt64(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  mutating func seek(to newPosition: Int, line newLine: Int? = nil) {
    position = newPosition
    line = newLine ?? line
    wordStart = newPosition - 8
    marks = 0
    seen = 0
  }

  /// The next delimiter, quote, LF or CR that was not returned yet, or `end`.
  @inline(__always)
  private mutating func nextMark() -> Int {
    while marks == 0 {
      wordStart += 8
      if wordStart >= end { return end }
      let word = word(at: wordStart)
      seen |= word
      marks = marks(in: word)
    }
    let at = wordStart + marks.trailingZeroBitCount >> 3
    marks &= marks - 1
    return min(at, end)
  }

  /// The high bit of each byte that is a delimiter, a quote, an LF or a CR.
  private func marks(in word: UInt64) -> UInt64 {
    let nonZero =
      Self.nonZeroBytes(word ^ delimiters) & Self.nonZeroBytes(word ^ quotes)
      & Self.nonZeroBytes(word ^ Self.everyByte &* UInt64(Byte.lineFeed))
      & Self.nonZeroBytes(word ^ Self.everyByte &* UInt64(Byte.carriageReturn))
    return ~nonZero & Self.highBits
  }

  /// Sets the high bit of each byte that is not zero; the other bits mean nothing.
  private static func nonZeroBytes(_ word: UInt64) -> UInt64 {
    ((word & lowBits) &+ lowBits) | word
  }
}
