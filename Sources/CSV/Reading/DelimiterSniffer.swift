/// Finds the delimiter of a file from its first records.
enum DelimiterSniffer {
  /// The delimiters that are tried; the first wins where nothing speaks for another.
  static let candidates: [UInt8] = [",", ";", "\t", "|"].map(UInt8.init(ascii:))
  private static let recordsToLookAt = 32

  /// The delimiter that cuts the most records into as many cells as the header has; among equals
  /// the one with the most cells.
  static func delimiter(in window: ByteWindow, from position: Int) -> UInt8 {
    var best = (agreement: 0.0, width: 1, delimiter: candidates[0])
    for candidate in candidates {
      let records = firstRecords(in: window, from: position, delimiter: candidate)
      guard let header = records.first?.width, header > 1 else { continue }
      let agreeing = records.count { $0.width == header && $0.isClean }
      let agreement = Double(agreeing) / Double(records.count)
      if (agreement, header) > (best.agreement, best.width) {
        best = (agreement, header, candidate)
      }
    }
    return best.delimiter
  }

  /// The widths of the first records, and whether their quotes stand around whole cells, which
  /// they do not where a wrong delimiter cuts into a quoted cell.
  private static func firstRecords(
    in window: ByteWindow,
    from position: Int,
    delimiter: UInt8
  ) -> [(width: Int, isClean: Bool)] {
    var scanner = RecordScanner(CSVDialect(delimiter: delimiter), over: window)
    scanner.update(to: window, position: position)
    scanner.assumeEnd()
    var records: [(width: Int, isClean: Bool)] = []
    var noCells = CellRange(start: 0, length: 0)
    while records.count < recordsToLookAt {
      switch scanner.scanRecord(into: &noCells, columnCount: 0) {
      case .record: records.append((scanner.width, !scanner.hasStrayQuote))
      case .blank: continue
      case .textAfterQuote, .unterminatedQuote:
        records.append((0, false))
        _ = scanner.skipLine()
      case .incomplete, .exhausted:
        // The window may have cut the last record in two.
        if records.count > 1, !window.isAtEnd { records.removeLast() }
        return records
      }
    }
    return records
  }
}
