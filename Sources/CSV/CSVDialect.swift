/// How cells are told apart: the delimiter and the quote.
///
/// A quote inside a quoted cell is doubled, as RFC 4180 says; every kind of line end is read.
public struct CSVDialect: Hashable, Sendable, Codable {
  /// The byte between two cells.
  public var delimiter: UInt8
  /// The byte around cells that hold delimiters, quotes or line ends; `nil` when quotes are text.
  public var quote: UInt8?

  /// Creates a dialect.
  public init(delimiter: UInt8 = UInt8(ascii: ","), quote: UInt8? = UInt8(ascii: "\"")) {
    self.delimiter = delimiter
    self.quote = quote
  }

  /// Commas and double quotes.
  public static let rfc4180 = CSVDialect()

  /// Whether the scanner can tell cells, quotes and lines apart: four different ASCII bytes.
  var isUsable: Bool {
    let lineEnds: [UInt8] = [Byte.lineFeed, Byte.carriageReturn]
    let marks = [delimiter] + (quote.map { [$0] } ?? [])
    return delimiter != quote && marks.allSatisfy { $0 < 0x80 && $0 > 0 && !lineEnds.contains($0) }
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

/// What a file may not exceed.
public struct CSVLimits: Hashable, Sendable, Codable {
  /// The widest header that is accepted.
  public var maximumColumns: Int
  /// The longest record that is accepted, in bytes of UTF-8 with its quotes; 1 GiB at most.
  public var maximumRecordBytes: Int

  /// Creates limits: 10,000 columns and 16 MiB a record unless told otherwise.
  public init(maximumColumns: Int = 10_000, maximumRecordBytes: Int = 16 << 20) {
    self.maximumColumns = maximumColumns
    self.maximumRecordBytes = maximumRecordBytes
  }
}

/// Bytes with a meaning of their own.
enum Byte {
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
}
