public import Diagnostics

/// An export that cannot be made.
public struct ExportError: DiagnosticError, Hashable {
  /// The stable codes of this room.
  public enum Code: String, Sendable, CaseIterable {
    /// No profile has the name, or it has no writer.
    case unknownTarget = "export.unknown-target"
    /// A table of the results is not there.
    case missingResults = "export.missing-results"
    /// A table of the results cannot be used.
    case damagedResults = "export.damaged-results"
    /// The tool's own export is needed and was not given.
    case contactsNeeded = "export.contacts-needed"
    /// A contacts export whose columns are not those of its tool.
    case unknownContacts = "export.unknown-contacts"
    /// The output folder cannot be made or cleaned.
    case outputFolder = "export.output-folder"
  }

  /// What is wrong.
  public var code: Code
  /// What was found.
  public var message: String
  /// Where.
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
