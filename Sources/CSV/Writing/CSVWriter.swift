/// Writes records as RFC 4180 says, with LF line ends and quotes only where they are needed unless
/// a style says otherwise.
///
///     let file = try OutputFile(path: "scores.csv")
///     let writer = CSVWriter(to: file, header: ["contact_id", "probability"])
///     writer.field("C17")
///     writer.field(0.25, significantDigits: 6)
///     try writer.endRecord()
///     try file.commit()
///
/// Each record must have as many fields as the header; anything else is a mistake of the
/// program, which stops.
public final class CSVWriter {
  private let output: OutputFile
  private let dialect: CSVDialect
  private let quote: UInt8
  private let style: CSVStyle
  private let columnCount: Int
  // Checked access to these would cost as much as writing the bytes.
  @exclusivity(unchecked) private var column = 0
  @exclusivity(unchecked) private var record: [UInt8] = []

  /// Starts a file with its header.
  ///
  /// - Parameters:
  ///   - output: The file, which the caller commits.
  ///   - dialect: Delimiter and quote; without a quote, `"` is used where one is needed. Quotes
  ///     are doubled, so a dialect with an escape is a mistake of the program.
  ///   - style: Quoting, line ends, mark and guard.
  ///   - header: The names of the columns, one at least.
  public init(
    to output: OutputFile,
    dialect: CSVDialect = .rfc4180,
    style: CSVStyle = CSVStyle(),
    header: [String]
  ) {
    precondition(!header.isEmpty, "a CSV file needs a column")
    precondition(dialect.isUsable, "delimiter and quote must be two different ASCII characters")
    precondition(dialect.escape == nil, "quotes are written doubled, without an escape")
    self.output = output
    quote = dialect.quote ?? UInt8(ascii: "\"")
    self.dialect = CSVDialect(delimiter: dialect.delimiter, quote: quote)
    self.style = style
    columnCount = header.count
    if style.hasByteOrderMark { output.write([0xEF, 0xBB, 0xBF]) }
    for name in header { field(name) }
    finishRecord()
  }

  /// Writes a text.
  public func field(_ text: String) {
    appendField { $0.append(contentsOf: text.utf8) }
  }

  /// Writes bytes of UTF-8.
  public func field(_ bytes: UnsafeRawBufferPointer) {
    appendField { $0.append(contentsOf: bytes) }
  }

  /// Writes a number as ``NumberText`` does; `nan` becomes an empty field.
  public func field(_ number: Double, significantDigits: Int? = nil) {
    appendField { NumberText.append(number, significantDigits: significantDigits, to: &$0) }
  }

  /// Writes a whole number.
  public func field(_ number: Int) {
    appendField { NumberText.append(number, to: &$0) }
  }

  /// Writes a field without content.
  public func emptyField() {
    appendField { _ in }
  }

  /// Ends a record.
  ///
  /// - Throws: ``CSVError`` with code `output.write-failed` when bytes could not be written.
  public func endRecord() throws(CSVError) {
    finishRecord()
    try output.checkWrites()
  }

  private func appendField(_ text: (inout [UInt8]) -> Void) {
    precondition(column < columnCount, "a record has more fields than its header")
    if column > 0 { record.append(dialect.delimiter) }
    column += 1
    let start = record.count
    text(&record)
    if style.guardsFormulas { guardFormula(from: start) }
    if style.quoting == .all {
      Self.quote(&record, from: start, quote)
    } else {
      Self.quoteIfNeeded(&record, from: start, dialect)
    }
  }

  private func finishRecord() {
    precondition(
      column == columnCount,
      "a record has \(column) fields and the header \(columnCount)"
    )
    // A line without a byte would be read as blank.
    if record.isEmpty { record += [quote, quote] }
    if style.lineEnd == .pair { record.append(Byte.carriageReturn) }
    record.append(Byte.lineFeed)
    record.withUnsafeBytes(output.write)
    record.removeAll(keepingCapacity: true)
    column = 0
  }

  private func guardFormula(from start: Int) {
    guard start < record.count, "=+-@\t\r".utf8.contains(record[start]) else { return }
    let isNumber = record[start...].withUnsafeBytes { Cell.decimal(in: $0) != nil }
    if !isNumber { record.insert(UInt8(ascii: "'"), at: start) }
  }

  /// Puts quotes around the cell at the end of a record where it needs them.
  static func quoteIfNeeded(_ record: inout [UInt8], from start: Int, _ dialect: CSVDialect) {
    let (delimiter, quote) = (dialect.delimiter, dialect.quote)
    let needsQuotes = record.withUnsafeBufferPointer { bytes in
      for byte in bytes[start...]
      where byte == delimiter || byte == quote || byte == Byte.lineFeed
        || byte == Byte.carriageReturn
      {
        return true
      }
      return false
    }
    if needsQuotes, let quote { Self.quote(&record, from: start, quote) }
  }

  /// Doubles the quotes from the end on, where there is room for them.
  private static func quote(_ record: inout [UInt8], from start: Int, _ quote: UInt8) {
    let end = record.count
    let doubled = record[start...].count { $0 == quote }
    record.append(contentsOf: repeatElement(quote, count: doubled + 2))
    record.withUnsafeMutableBufferPointer { bytes in
      var place = bytes.count - 1
      for index in stride(from: end - 1, through: start, by: -1) {
        place -= 1
        bytes[place] = bytes[index]
        if bytes[place] == quote {
          place -= 1
          bytes[place] = quote
        }
      }
      bytes[start] = quote
    }
  }
}
