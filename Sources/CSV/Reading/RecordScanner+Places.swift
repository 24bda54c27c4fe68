/// How the scanner moves over its window other than record by record.
extension RecordScanner {
  /// Goes to where a record begins.
  mutating func seek(to newPosition: Int, line newLine: Int? = nil) {
    position = newPosition
    if let newLine { line = newLine }
    cursor.mark = Self.firstPlace(from: newPosition, in: positions, count: index.count)
    cursor.nextBreak = Self.firstPlace(from: cursor.mark, in: breaks, count: index.breakCount)
  }

  /// Moves to the next physical line.
  ///
  /// - Parameter dropping: Whether to give up the bytes before a line end that is not there yet.
  /// - Returns: Whether the line ends in the window.
  mutating func skipLine(dropping: Bool = false) -> Bool {
    var next = cursor
    while isQuote(Int(positions[Int(breaks[next.nextBreak])])) { next.nextBreak += 1 }
    next.mark = Int(breaks[next.nextBreak])
    let at = Int(positions[next.mark])
    let lineStart = at < end ? lineStart(behind: at) : isAtEnd ? end : nil
    if lineStart != nil { line += 1 }
    if lineStart != nil || dropping { move(to: lineStart ?? at, from: next) }
    return lineStart != nil
  }

  /// Moves behind the next quote.
  ///
  /// - Returns: Whether there is one in the window.
  mutating func skipQuote() -> Bool {
    var next = cursor
    while next.nextBreak < index.breakCount {
      let at = Int(positions[Int(breaks[next.nextBreak])])
      next.nextBreak += 1
      guard isQuote(at) else { continue }
      move(to: at + 1, from: next)
      return true
    }
    return false
  }

  /// Goes back to the start of the latest record.
  mutating func rewind() {
    line = recordLine
    position = recordStart
    cursor = recordCursor
  }

  /// Goes to a position that is not before a place among the marks.
  mutating func move(to newPosition: Int, from place: Cursor) {
    position = newPosition
    cursor = place
    while Int(positions[cursor.mark]) < newPosition { cursor.mark += 1 }
    while Int(breaks[cursor.nextBreak]) < cursor.mark { cursor.nextBreak += 1 }
  }

  /// Where the line behind a line end begins; `nil` when a CR ends the window, because an LF may
  /// follow.
  func lineStart(behind at: Int) -> Int? {
    guard byte(at) == Byte.carriageReturn else { return at + 1 }
    if at + 1 == end { return isAtEnd ? end : nil }
    return byte(at + 1) == Byte.lineFeed ? at + 2 : at + 1
  }

  func isQuote(_ at: Int) -> Bool {
    at < end && byte(at) == quote && quote != delimiter
  }

  func endsCell(_ byte: UInt8) -> Bool {
    byte == delimiter || byte == Byte.lineFeed || byte == Byte.carriageReturn
  }

  func byte(_ at: Int) -> UInt8 {
    base.load(fromByteOffset: at, as: UInt8.self)
  }

  /// The first of some rising numbers that is not below `value`, or `count`.
  static func firstPlace(
    from value: Int,
    in numbers: UnsafePointer<UInt32>,
    count: Int
  ) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if Int(numbers[middle]) < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
