/// The first bytes of a text, as the stages of the sniffer look at them.
struct TextSample {
  let bytes: UnsafeRawBufferPointer
  /// Whether the text ends with the bytes.
  let isWhole: Bool
  /// Where the part begins that holds the table, and on which physical line.
  var start = 0
  var line = 1

  /// The records in a trial dialect.
  func scanner(_ dialect: CSVDialect) -> SampleScanner {
    SampleScanner(bytes, dialect, isWhole: isWhole, from: start, line: line)
  }

  /// The first records that are not blank.
  func records(_ dialect: CSVDialect, limit: Int) -> [SampleRecord] {
    var scanner = scanner(dialect)
    var records: [SampleRecord] = []
    while records.count < limit, let record = scanner.next() {
      if !record.isBlank { records.append(record) }
    }
    return records
  }

  /// Leaves out what stands before a physical line.
  ///
  /// - Returns: Whether the sample reaches that far.
  mutating func drop(beforeLine target: Int) -> Bool {
    var scanner = scanner(CSVDialect(quote: nil))
    guard scanner.skip(toLine: target) else { return false }
    start = scanner.position
    line = scanner.line
    return true
  }

  /// Whether a quote stands behind a backslash anywhere.
  var hasBackslashQuote: Bool {
    let part = bytes[start...]
    return zip(part, part.dropFirst()).contains {
      $0 == UInt8(ascii: "\\") && $1 == UInt8(ascii: "\"")
    }
  }
}
