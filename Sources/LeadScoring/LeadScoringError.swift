public import Diagnostics

/// Rules or options that cannot be used.
public struct LeadScoringError: DiagnosticError, Hashable {
  /// The stable codes of this room.
  public enum Code: String, Sendable, CaseIterable {
    /// A regular expression that cannot be read.
    case badExpression = "score.bad-expression"
    /// A model file that is no model, or not a whole one.
    case modelDamaged = "score.model-damaged"
    /// A model file that another version wrote in another format.
    case modelSchema = "score.model-schema"
  }

  /// What is wrong.
  public var code: Code
  /// What was found.
  public var message: String
  /// How to repair it.
  public var hint: String?
  /// Rules have no place in an input file.
  public var location: SourceLocation? { nil }
  /// The stable text of ``code``.
  public var diagnosticCode: String { code.rawValue }

  /// Creates an error.
  public init(_ code: Code, _ message: String, hint: String? = nil) {
    self.code = code
    self.message = message
    self.hint = hint
  }
}
