public import CSV

/// What a user says about a file; what is not said is found in the file.
public struct DeclaredFormat: Hashable, Sendable {
  /// The encoding.
  public var encoding: CSVEncoding?
  /// The dialect, whole.
  public var dialect: CSVDialect?
  /// The physical line of the header.
  public var headerLine: Int?

  /// Nothing declared.
  public init() {}

  /// Reads what was said on a command line.
  ///
  /// As soon as one of delimiter, quote and escape is said, the others are a comma, a `"` and none.
  ///
  /// - Parameters:
  ///   - encoding: The name of an encoding.
  ///   - delimiter: One ASCII character or `tab`.
  ///   - quote: One ASCII character or `none`.
  ///   - escape: One ASCII character or `none`.
  ///   - headerLine: The physical line of the header.
  /// - Throws: `CSVError` with code `csv.invalid-dialect` for what cannot be understood.
  public init(
    encoding: String?,
    delimiter: String?,
    quote: String?,
    escape: String?,
    headerLine: Int?
  ) throws {
    self.headerLine = headerLine
    if let encoding {
      guard let known = CSVEncoding(rawValue: encoding.lowercased()) else {
        throw CSVError(
          .unsupportedEncoding,
          "there is no encoding '\(encoding)'",
          hint: "encodings: \(CSVEncoding.allCases.map(\.rawValue).joined(separator: ", "))"
        )
      }
      self.encoding = known
    }
    guard delimiter != nil || quote != nil || escape != nil else { return }
    dialect = CSVDialect(
      delimiter: try Self.byte(delimiter) ?? UInt8(ascii: ","),
      quote: quote == nil ? UInt8(ascii: "\"") : try Self.byte(quote),
      escape: try Self.byte(escape)
    )
  }

  private static func byte(_ text: String?) throws -> UInt8? {
    guard let text, text != "none" else { return nil }
    if text == "tab" || text == "\\t" { return UInt8(ascii: "\t") }
    guard let byte = text.utf8.first, text.utf8.count == 1, byte < 0x80 else {
      throw CSVError(
        .invalidDialect,
        "'\(text)' is not one ASCII character",
        hint: "use for example , or ; or tab or none"
      )
    }
    return byte
  }

  var extent: CSVExtent { CSVExtent(headerLine: headerLine) }
}
