public import Diagnostics

/// A zone or a time format that cannot be used.
public struct CivilTimeError: DiagnosticError, Hashable {
  /// What is wrong.
  public enum Code: String, Hashable, Sendable, CaseIterable {
    /// No zone has this name.
    case unknownZone = "time.unknown-zone"
    /// The file of the zone cannot be understood.
    case damagedZone = "time.damaged-zone"
    /// The system has no time-zone files.
    case noZoneData = "time.no-zone-data"
    /// The pattern of a time format says nothing that can be read.
    case badPattern = "time.bad-pattern"
  }

  /// What is wrong.
  public var code: Code
  /// What was found.
  public var message: String
  /// Always nil: the caller knows where the name or the pattern stood.
  public var location: SourceLocation?
  /// How to repair it.
  public var hint: String?

  /// The stable text of the code.
  public var diagnosticCode: String { code.rawValue }

  init(_ code: Code, _ message: String, hint: String? = nil) {
    self.code = code
    self.message = message
    self.hint = hint
  }
}
