public import Diagnostics

/// A file that cannot be read or written as CSV at all.
///
/// Rows that cannot be used are no errors: they go to the `onReject` of ``CSVReader`` with the
/// raw value of the same ``Code``.
public struct CSVError: DiagnosticError, Hashable {
  /// What went wrong, as the stable text that ``DiagnosticCatalog`` explains.
  public enum Code: String, Hashable, Sendable, Codable, CaseIterable {
    /// There is no file at the path.
    case missingFile = "csv.missing-file"
    /// The path names a directory.
    case directory = "csv.is-directory"
    /// The file exists, but opening or reading it failed.
    case unreadable = "csv.unreadable"
    /// The file holds no record, not even a header.
    case emptyFile = "csv.empty-file"
    /// There are zero bytes near the beginning: this is no text.
    case binaryFile = "csv.binary-file"
    /// The path names a zip archive where one of its files is needed.
    case archive = "csv.archive"
    /// The zip archive is damaged.
    case corruptZip = "csv.corrupt-zip"
    /// The zip archive needs a password.
    case encryptedZip = "csv.encrypted-zip"
    /// The file is in an encoding that is not read.
    case unsupportedEncoding = "csv.unsupported-encoding"
    /// The file is JSON, but not one object a line.
    case notJSONLines = "csv.not-json-lines"
    /// A line is no JSON object.
    case badJSON = "csv.bad-json"
    /// The first record looks like data.
    case noHeader = "csv.no-header"
    /// Several columns have one name; told, not thrown.
    case duplicateColumn = "csv.duplicate-column"
    /// The header is wider than the limit.
    case tooManyColumns = "csv.too-many-columns"
    /// The compressed data ends too early.
    case truncatedGzip = "csv.truncated-gzip"
    /// The compressed data is damaged.
    case corruptGzip = "csv.corrupt-gzip"
    /// Delimiter and quote contradict each other.
    case invalidDialect = "csv.invalid-dialect"
    /// A quoted cell never closes.
    case unterminatedQuote = "csv.unterminated-quote"
    /// Text stands between a closing quote and the next delimiter.
    case textAfterQuote = "csv.text-after-quote"
    /// A record has more cells than the header.
    case raggedRow = "csv.ragged-row"
    /// A record is longer than the limit.
    case recordTooLong = "csv.record-too-long"
    /// A cell in a column that is read is longer than the limit.
    case cellTooLong = "csv.cell-too-long"
    /// More rows were rejected than the caller allows.
    case tooManyRejects = "csv.too-many-rejects"
    /// Bytes of a record are not valid in the file's encoding.
    case invalidUTF8 = "csv.invalid-utf8"
    /// An output file cannot be created.
    case notWritable = "output.not-writable"
    /// Writing an output file failed, for example on a full disk.
    case writeFailed = "output.write-failed"
  }

  /// What went wrong.
  public var code: Code
  /// What was found, in lower case and without a full stop.
  public var message: String
  /// Where it was found, when one place is at fault.
  public var location: SourceLocation?
  /// How to repair it.
  public var hint: String?

  /// The stable text of ``code``.
  public var diagnosticCode: String { code.rawValue }

  /// Creates an error.
  public init(
    _ code: Code,
    _ message: String,
    at location: SourceLocation? = nil,
    hint: String? = nil
  ) {
    self.code = code
    self.message = message
    self.location = location
    self.hint = hint
  }
}
