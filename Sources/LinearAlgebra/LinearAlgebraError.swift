public import Diagnostics

/// Why a factorisation does not exist.
public struct LinearAlgebraError: DiagnosticError, Hashable {
  /// The kinds of failure.
  public enum Code: String, Hashable, Sendable {
    /// The matrix has a direction without curvature, or rounding made one.
    case notPositiveDefinite = "linear-algebra.not-positive-definite"
    /// The matrix holds a NaN or an infinity.
    case notFinite = "linear-algebra.not-finite"
  }

  /// What kind of failure it is.
  public var code: Code
  /// What was found.
  public var message: String
  /// Always nil: a matrix has no place in a file.
  public var location: SourceLocation? { nil }
  /// How to repair it.
  public var hint: String?

  /// The stable text of the code.
  public var diagnosticCode: String { code.rawValue }
}
