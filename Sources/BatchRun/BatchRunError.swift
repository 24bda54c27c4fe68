public import Diagnostics

/// A run that cannot go on for a reason that no room below knows.
public struct BatchRunError: DiagnosticError, Hashable {
  /// The stable codes of this room.
  public enum Code: String, Sendable, CaseIterable {
    /// The folder for the outputs cannot be made.
    case outputFolder = "run.output-folder"
    /// Another run is writing into the same folder.
    case folderBusy = "run.folder-busy"
    /// A file that would be replaced without asking.
    case outputExists = "run.output-exists"
    /// Standard output cannot be written to.
    case standardOutput = "run.standard-output"
    /// The log of earlier nights cannot be read.
    case damagedHistory = "run.damaged-history"
    /// No contact has this identifier, or none that existed as of the run.
    case unknownContact = "run.unknown-contact"
    /// The earlier of two dates to compare is not the earlier one.
    case sinceAfterAsOf = "run.since-after-as-of"
    /// There are no events and no conversions to take the as-of instant from.
    case noInstant = "run.no-instant"
    /// A label column that the table does not have, or one with other than two classes.
    case badLabel = "run.bad-label"
    /// A named column that the table does not have.
    case unknownColumn = "run.unknown-column"
    /// There are too few positive or negative examples to evaluate anything.
    case tooFewOutcomes = "run.too-few-outcomes"
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
