public import CSV
import Diagnostics

/// What can be said about a file without showing a cell of it.
///
///     let inspection = try FileInspection(of: "leads.csv")
///     print(inspection.text)
public struct FileInspection: Hashable, Sendable, Codable {
  /// Something that a person should look at.
  public struct Problem: Hashable, Sendable, Codable {
    /// A stable code where one exists.
    public var code: String?
    /// The line in the file, where one line is at fault.
    public var line: Int?
    /// What is the matter and what to do.
    public var message: String
  }

  /// The version of these fields.
  public var version = 1
  /// The file as the user named it.
  public var file: String
  /// What was found in its bytes.
  public var verdict: CSVVerdict
  /// The profile that its header speaks for.
  public var profile: ProfileGuess
  /// What a person should look at.
  public var problems: [Problem]

  /// Reads a file to its end, in bounded memory.
  ///
  /// - Parameters:
  ///   - file: A file, a pipe, an entry `FILE.zip/ENTRY`, or `-` for standard input.
  ///   - declared: What is known about it.
  /// - Throws: `CSVError` when there is no such file, no text or no usable header.
  public init(of file: String, declared: DeclaredFormat = DeclaredFormat()) throws {
    let input = try SpooledInput(file)
    let name = file == "-" ? "standard input" : file
    let verdict = try withExtendedLifetime(input) {
      try CSVVerdict(
        contentsOf: input.path,
        name: name,
        dialect: declared.dialect,
        encoding: declared.encoding,
        extent: declared.extent,
        rowLimit: nil
      )
    }
    self.file = name
    self.verdict = verdict
    profile = try withExtendedLifetime(input) {
      try ProfileGuess(
        input.path,
        header: verdict.columns.map(\.name),
        file: name,
        encoding: declared.encoding
      )
    }
    problems = Self.problems(of: verdict)
  }

  /// The inspection as JSON.
  public func json() throws -> String { try JSONText.encode(self) }
}
