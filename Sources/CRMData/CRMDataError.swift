// CRMData: records of customers. Comes in: CSV files and profiles that say what their columns
// mean. Goes out: one `CRMSnapshot` of contacts, companies, events and conversions, and a report
// of every row's fate. This room must not know scores, models or matrices.

public import Diagnostics

/// Records that cannot be read at all; single bad rows are rejects instead.
public struct CRMDataError: DiagnosticError, Hashable {
  /// The stable codes that end a run.
  public enum Code: String, Sendable, CaseIterable {
    /// No profile fits the header of a file.
    case unknownProfile = "crm.unknown-profile"
    /// More than one profile fits a header equally well.
    case ambiguousProfile = "crm.ambiguous-profile"
    /// A profile names a column that the file does not have.
    case missingColumn = "crm.missing-column"
    /// The input has no contacts and no events to derive them from.
    case noContacts = "crm.no-contacts"
    /// More rows were rejected than allowed.
    case tooManyRejects = "crm.too-many-rejects"
    /// More event types or channels than can be told apart.
    case tooManyNames = "crm.too-many-names"
    /// An input file or folder is not there.
    case missingInput = "crm.missing-input"
    /// Regional dates that may begin with the day or with the month.
    case ambiguousDates = "crm.ambiguous-dates"
    /// Records that were merged in a circle.
    case mergeCycle = "crm.merge-cycle"
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

/// Why a row or a cell was rejected.
public enum RejectCode: String, Sendable, CaseIterable {
  /// A cell that must be filled is empty.
  case missingValue = "crm.missing-value"
  /// A time that does not follow the profile's formats, or does not exist.
  case badTime = "crm.bad-time"
  /// A number that is none.
  case badNumber = "crm.bad-number"
  /// A word that the profile does not list.
  case badWord = "crm.bad-word"
  /// An event or conversion whose contact is in no contacts file.
  case unknownContact = "crm.unknown-contact"
  /// A second row of the same contact or company with other values.
  case duplicateID = "crm.duplicate-id"
  /// An identifier that a spreadsheet has rounded.
  case damagedID = "crm.damaged-id"
  /// A conversion before its contact was created.
  case outcomeBeforeCreation = "crm.outcome-before-creation"
  /// A zone that the zone data does not have; the row is used without it.
  case unknownZone = "crm.unknown-zone"
}
