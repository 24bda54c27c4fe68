// Settings: YAML written by people, read with care. Comes in: a YAML text. Goes out: typed values,
// or an error that names file, line and column and suggests the key that was probably meant.
// This room must not know what any key is for.

public import Diagnostics

/// A YAML document that cannot be used.
public struct SettingsError: DiagnosticError, Hashable {
  /// The stable codes of this room.
  public enum Code: String, Sendable, CaseIterable {
    /// The file cannot be opened.
    case missingFile = "settings.missing-file"
    /// The text is not YAML.
    case syntax = "settings.syntax"
    /// A key that nobody reads.
    case unknownKey = "settings.unknown-key"
    /// A key that must be there is not.
    case missingKey = "settings.missing-key"
    /// A value of the wrong kind.
    case wrongType = "settings.wrong-type"
    /// A value outside its range, or not one of the allowed words.
    case badValue = "settings.bad-value"
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
