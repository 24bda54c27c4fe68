// Diagnostics: how every room says what is wrong. Comes in: a code, a place, what was found.
// Goes out: one sentence for a person, one stable code for a machine, one exit status.
// This room must not know any other room; personal values never pass through it.

/// Where in an input file something was found.
///
/// Lines and columns count from 1; a column is the number of the field in its record.
public struct SourceLocation: Hashable, Sendable, Codable {
  /// The file as the user named it.
  public var file: String
  /// The first physical line of the record, from 1.
  public var line: Int
  /// The number of the field, from 1, where one field is at fault.
  public var column: Int?
  /// How many bytes of the file stand before the record; `nil` where that is not known, as in
  /// compressed files and in other encodings than UTF-8.
  public var byte: Int?

  /// Creates a location.
  public init(file: String, line: Int, column: Int? = nil, byte: Int? = nil) {
    self.file = file
    self.line = line
    self.column = column
    self.byte = byte
  }
}

extension SourceLocation: CustomStringConvertible {
  /// `file:line` or `file:line:column`.
  public var description: String {
    column.map { "\(file):\(line):\($0)" } ?? "\(file):\(line)"
  }
}
