/// An error that a person can act on: what, where, and how to repair it.
///
/// Each room has one such struct with its own codes; `LeadtimeTool` prints them all alike.
public protocol DiagnosticError: Error, CustomStringConvertible, Sendable {
  /// A stable text such as `csv.unterminated-quote`, listed in ``DiagnosticCatalog``.
  var diagnosticCode: String { get }
  /// What was found, in lower case and without a full stop.
  var message: String { get }
  /// Where it was found, when one place is at fault.
  var location: SourceLocation? { get }
  /// How to repair it.
  var hint: String? { get }
}

extension DiagnosticError {
  /// The error as a compiler would print it, with the hint on a line of its own.
  public var description: String {
    let place = location.map { "\($0): " } ?? ""
    let advice = hint.map { "\n  hint: \($0)" } ?? ""
    return "\(place)error[\(diagnosticCode)]: \(message)\(advice)"
  }

  /// The exit status that the command ends with, from ``DiagnosticCatalog``.
  public var exitCode: Int32 {
    DiagnosticCatalog.entry(for: diagnosticCode)?.exitCode ?? 70
  }
}
