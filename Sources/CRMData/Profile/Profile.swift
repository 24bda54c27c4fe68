public import CSV
public import CivilTime
import Diagnostics

/// How to read the files of one tool: which headers are its own and what each column means.
///
/// A profile is data, written in YAML by us or by the user; see `leadtime explain profiles`.
public struct Profile: Sendable {
  /// A short name such as `workload`.
  public var name: String
  /// One sentence about the tool.
  public var about: String
  /// The delimiter, when it should not be guessed.
  public var delimiter: UInt8?
  /// Whether cells may be quoted.
  public var hasQuotes: Bool
  /// The encoding, when it is not UTF-8.
  public var encoding: CSVEncoding?
  /// Cells that mean "missing"; the empty cell always does.
  public var nulls: Set<String>
  /// The zone of times that print no offset.
  public var zone: Zone
  /// The formats of times, tried in order.
  public var timeFormats: [InstantFormat]
  /// Attributes that do not change over time, so that a model may use today's value for the past.
  public var stableAttributes: [String]
  /// What its files hold.
  public var tables: [TableMapping]

  /// How cells are told apart, where the profile says it; nil to find it in the file.
  var dialect: CSVDialect? {
    guard delimiter != nil || !hasQuotes else { return nil }
    return CSVDialect(
      delimiter: delimiter ?? UInt8(ascii: ","),
      quote: hasQuotes ? UInt8(ascii: "\"") : nil
    )
  }
}

/// The tables that files are mapped to, in the order in which they are read.
public enum TableKind: String, Sendable, CaseIterable, Codable {
  /// Organisations.
  case companies
  /// People, or leads, or opportunities: whatever gets a score.
  case contacts
  /// What happened.
  case events
  /// Messages sent: events of the type `send`.
  case sends
  /// Outcomes to be predicted.
  case conversions

  /// The fields that a mapping must name.
  public var requiredFields: [String] {
    switch self {
    case .companies: ["company_id"]
    case .contacts: ["contact_id"]
    case .events: ["contact_id", "occurred_at", "type"]
    case .sends: ["contact_id", "sent_at", "channel"]
    case .conversions: ["contact_id", "converted_at"]
    }
  }

  /// The fields that have a meaning of their own; every other field is an attribute.
  public var knownFields: [String] {
    switch self {
    case .companies: ["company_id", "updated_at"]
    case .contacts:
      ["contact_id", "email", "company_id", "tz", "created_at", "updated_at", "owner"]
        + Channel.knownNames.map { "consent_\($0)" }
    case .events:
      [
        "event_id", "contact_id", "email", "occurred_at", "type", "channel", "message_id", "url",
        "is_machine", "duration_s", "bounce_class",
      ]
    case .sends: ["send_id", "contact_id", "email", "sent_at", "channel", "message_id"]
    case .conversions: ["contact_id", "email", "converted_at", "value"]
    }
  }

  /// Whether other fields than the known ones are kept, as attributes.
  public var keepsAttributes: Bool { self == .contacts || self == .companies }
}

/// How the rows of one kind of file become rows of one table.
public struct TableMapping: Sendable {
  /// The table.
  public var table: TableKind
  /// The headers by which the file is recognised; all of them must be there.
  public var signature: [String]
  /// Headers that must not be there.
  public var absentHeaders: [String]
  /// Only rows whose cells hold one of these words belong to the table.
  public var conditions: [(column: String, words: [String])]
  /// What fills each field.
  public var fields: [String: FieldSource]
  /// Columns that are neither mapped nor kept.
  public var ignoredColumns: [String]
}

/// What fills a field.
public struct FieldSource: Sendable {
  /// Where the text comes from.
  public enum Origin: Sendable, Hashable {
    /// The cell of a column.
    case column(String)
    /// The same text in every row.
    case constant(String)
  }

  /// Where the text comes from.
  public var origin: Origin
  /// Replacements for whole cells.
  public var words: [String: String]
  /// Formats of this time, when they differ from the profile's.
  public var timeFormats: [InstantFormat]?
  /// The zone of this time, when it differs from the profile's.
  public var zone: Zone?

  /// Creates a source.
  public init(
    _ origin: Origin,
    words: [String: String] = [:],
    timeFormats: [InstantFormat]? = nil,
    zone: Zone? = nil
  ) {
    self.origin = origin
    self.words = words
    self.timeFormats = timeFormats
    self.zone = zone
  }
}
