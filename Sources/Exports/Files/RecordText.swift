package import CRMData

/// Writes records as bytes, in a target's dialect.
package struct RecordText {
  private let delimiter: UInt8
  private let quotesAll: Bool
  private let lineEnd: [UInt8]

  package init(_ dialect: TargetDialect) {
    delimiter = dialect.delimiter
    quotesAll = dialect.quotesAll
    lineEnd = Array((dialect.hasCarriageReturns ? "\r\n" : "\n").utf8)
  }

  /// One record with its line end.
  package func bytes(_ cells: [String]) -> [UInt8] {
    var bytes: [UInt8] = []
    for (position, cell) in cells.enumerated() {
      if position > 0 { bytes.append(delimiter) }
      append(cell, to: &bytes)
    }
    // A line without a byte would be read as blank.
    if bytes.isEmpty { bytes = Array("\"\"".utf8) }
    return bytes + lineEnd
  }

  private func append(_ cell: String, to bytes: inout [UInt8]) {
    guard quotesAll || needsQuotes(cell) else {
      bytes.append(contentsOf: cell.utf8)
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in cell.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Spaces at the ends are quoted as well: some readers trim what is not.
  private func needsQuotes(_ cell: String) -> Bool {
    let utf8 = cell.utf8
    if utf8.first == UInt8(ascii: " ") || utf8.last == UInt8(ascii: " ") { return true }
    return utf8.contains { byte in
      byte == delimiter || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
        || byte == UInt8(ascii: "\r")
    }
  }
}
