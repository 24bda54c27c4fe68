public import Diagnostics

/// Why a model cannot be fitted to these data.
public struct ModelError: DiagnosticError, Hashable {
  /// The kinds of failure.
  public enum Code: String, Hashable, Sendable {
    /// There is no row, or no row counts.
    case noRows = "model.no-rows"
    /// A value is NaN, infinite, or too large to add up.
    case notFinite = "model.not-finite"
    /// An outcome is neither 0 nor 1.
    case outcomeNotBinary = "model.outcome-not-binary"
    /// A weight is negative.
    case weightNegative = "model.weight-negative"
    /// All outcomes agree.
    case singleClass = "model.single-class"
    /// The data hold no information about the coefficients.
    case singular = "model.singular"
    /// Successes and trials contradict each other.
    case countsInvalid = "model.counts-invalid"
    /// A duration, an entry or a kind of event makes no sense.
    case durationInvalid = "model.duration-invalid"
  }

  /// What kind of failure it is.
  public var code: Code
  /// What was found.
  public var message: String
  /// Always nil: rows of a matrix have no place in a file.
  public var location: SourceLocation? { nil }
  /// How to repair it.
  public var hint: String?

  /// The stable text of the code.
  public var diagnosticCode: String { code.rawValue }
}
