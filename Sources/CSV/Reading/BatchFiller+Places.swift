/// Places in the text that are not known from the record before.
extension BatchFiller {
  /// Goes to the first place in the window that looks like the start of a record, behind a line
  /// end; the lines count from 1 again.
  ///
  /// - Returns: The place in the text, which may be wrong; `nil` when there is no line end.
  func seekLikelyRecord() -> Int? {
    var first = scanner
    guard first.skipLine() else { return nil }
    var place = first
    var quote = scanner
    var trials = 0
    // The window may begin in a quoted cell: then a record begins on the line behind its quote.
    while !looksLikeRecords(place), trials < 8, quote.skipQuote() {
      trials += 1
      place = quote
      if !place.skipLine() { break }
    }
    let start = looksLikeRecords(place) ? place.position : first.position
    scanner.seek(to: start, line: 1)
    return nextByte
  }

  /// Whether some records from a place on have as many cells as the header.
  private func looksLikeRecords(_ place: RecordScanner) -> Bool {
    var scanner = place
    for _ in 0..<8 {
      switch scanner.scanRecord(into: record, columnCount: 0) {
      case .record where scanner.width == format.header.count: continue
      case .blank: continue
      case .incomplete, .exhausted: return true
      case .record, .textAfterQuote, .unterminatedQuote: return false
      }
    }
    return true
  }

  /// How long a line in the window is on average, line ends within cells included.
  var averageLineBytes: Int {
    var lines = scanner
    let first = lines.position
    let firstLine = lines.line
    while lines.skipLine(), lines.position < window.count {}
    let count = lines.line - firstLine
    return count == 0 ? window.count : (lines.position - first) / count
  }

  /// Counts the lines from the next record on to the end, which ends the use of the batch.
  func countLines(from source: any ByteSource) throws(CSVError) -> Int {
    let first = scanner.line
    var isInsideLine = false
    while true {
      while scanner.position < window.count {
        isInsideLine = !scanner.skipLine(dropping: true)
        if isInsideLine { break }
      }
      if window.isAtEnd, scanner.position == window.count {
        return scanner.line - first + (isInsideLine ? 1 : 0)
      }
      try refill(from: source)
    }
  }
}
