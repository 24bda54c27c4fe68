public import Diagnostics

/// Why a factorisation does not exist.
public struct LinearAlgebraError: DiagnosticError, Hashable {
  /// The kinds of failure.
  public enum Code: String, Hashable, Sendable {
    /// The matrix has a direction without curvature, or rounding made one.
    case notPositiveDefinite = "linear-algebra.not-positive-definite"
    /// A square matrix maps some direction to nothing.
    case singular = "linear-algebra.singular"
    /// The matrix holds a NaN or an infinity, or its factors would.
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

extension LinearAlgebraError {
  /// The error of a matrix, or of what is computed from it, that is not finite.
  static func notFinite(_ what: String) -> LinearAlgebraError {
    LinearAlgebraError(
      code: .notFinite,
      message: "\(what) holds a value that is not finite",
      hint: "look for extreme values in the columns"
    )
  }
}
