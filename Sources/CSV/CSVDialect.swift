/// How cells are told apart: the delimiter, the quote and, where a tool has one, the escape.
///
/// A quote inside a quoted cell is doubled, as RFC 4180 says; every kind of line end is read.
public struct CSVDialect: Hashable, Sendable, Codable {
  /// The byte between two cells.
  public var delimiter: UInt8
  /// The byte around cells that hold delimiters, quotes or line ends; `nil` when quotes are text.
  public var quote: UInt8?
  /// The byte, usually a backslash, behind which a quote in a quoted cell is text; `nil` for none.
  ///
  /// Doubled quotes count as well. The escape before a quote is dropped; anywhere else it stays, so
  /// that two escapes are two bytes of text, as PHP writes and reads them. The second of two does
  /// not speak for a quote behind it: `"C:\\"` is a whole cell.
  public var escape: UInt8?

  /// Creates a dialect.
  public init(
    delimiter: UInt8 = UInt8(ascii: ","),
    quote: UInt8? = UInt8(ascii: "\""),
    escape: UInt8? = nil
  ) {
    self.delimiter = delimiter
    self.quote = quote
    self.escape = escape
  }

  /// Commas and double quotes.
  public static let rfc4180 = CSVDialect()

  /// Whether the scanner can tell cells, quotes and lines apart: four different ASCII bytes, and an
  /// escape that is none of them, except the quote itself.
  var isUsable: Bool {
    let lineEnds: [UInt8] = [Byte.lineFeed, Byte.carriageReturn]
    let others = [quote, escape].compactMap(\.self)
    let marks = [delimiter] + others
    return !others.contains(delimiter)
      && marks.allSatisfy { $0 < 0x80 && $0 > 0 && !lineEnds.contains($0) }
  }
}

/// The encodings that ``CSVReader`` turns into UTF-8.
public enum CSVEncoding: String, Hashable, Sendable, Codable, CaseIterable {
  /// UTF-8, the default.
  case utf8 = "utf-8"
  /// UTF-16 with the low byte first, known by its byte order mark.
  case utf16LittleEndian = "utf-16le"
  /// UTF-16 with the high byte first, known by its byte order mark.
  case utf16BigEndian = "utf-16be"
  /// Western European Windows, only when declared.
  case windows1252 = "windows-1252"
  /// Western European ISO text, only when declared.
  case latin1 = "iso-8859-1"
}

/// Which lines of a file are the table, where a file holds more than one.
public struct CSVExtent: Hashable, Sendable, Codable {
  /// The physical line of the header, from 1; `nil` for the first line that is not blank.
  public var headerLine: Int?
  /// Whether the table ends before the first row that has one cell or none, such as the title of
  /// the next table or a report's footer.
  public var endsAtShortRow: Bool

  /// Creates an extent: the whole file unless told otherwise.
  public init(headerLine: Int? = nil, endsAtShortRow: Bool = false) {
    self.headerLine = headerLine
    self.endsAtShortRow = endsAtShortRow
  }

  /// The first line is the header and the last line the last row.
  public static let wholeFile = CSVExtent()
}

/// What a file may not exceed.
public struct CSVLimits: Hashable, Sendable, Codable {
  /// The widest header that is accepted.
  public var maximumColumns: Int
  /// The longest record that is accepted, in bytes of UTF-8 with its quotes; 1 GiB at most.
  public var maximumRecordBytes: Int
  /// The longest cell that is accepted, in bytes of UTF-8 without its quotes.
  public var maximumCellBytes: Int

  /// Creates limits: 10,000 columns, 16 MiB a record and 4 MiB a cell unless told otherwise.
  public init(
    maximumColumns: Int = 10_000,
    maximumRecordBytes: Int = 16 << 20,
    maximumCellBytes: Int = 4 << 20
  ) {
    self.maximumColumns = maximumColumns
    self.maximumRecordBytes = maximumRecordBytes
    self.maximumCellBytes = maximumCellBytes
  }
}

/// Bytes with a meaning of their own.
enum Byte {
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
}
