public import CSV
public import CivilTime
import Diagnostics

/// How to read the files of one tool: which headers are its own and what each column means.
///
/// A profile is data, written in YAML by us or by the user; see `leadtime explain profiles`.
public struct Profile: Sendable {
  /// How well the format is known.
  public enum Confidence: String, Sendable, Codable, CaseIterable, Comparable {
    /// From memory or a single example: check what comes out.
    case low
    /// From public code that reads real files.
    case medium
    /// From the tool's documentation or source code, or from real files.
    case high

    /// Orders from low to high.
    public static func < (left: Confidence, right: Confidence) -> Bool {
      allCases.firstIndex(of: left) ?? 0 < allCases.firstIndex(of: right) ?? 0
    }
  }

  /// What kind of tool it is: of two records of one person, that of the greater kind stays.
  public enum ToolKind: String, Sendable, CaseIterable {
    /// A tool that records behaviour: web analytics, meetings, calls.
    case behaviour
    /// A tool that sends.
    case email
    /// A system of customers.
    case crm
  }

  /// How the zone of times that print no offset is known.
  public enum ZoneRule: Sendable, Hashable {
    /// The tool says so, or the user did.
    case known(Zone)
    /// That of the account, the user or the host, which the file does not print.
    case account
  }

  /// How identifiers are spelled.
  public enum IdentifierForm: String, Sendable, CaseIterable {
    /// As printed.
    case plain
    /// Salesforce: 15 characters are the short form of 18.
    case salesforce
  }

  /// A short name such as `workload`.
  public var name: String
  /// One sentence about the tool.
  public var about: String
  /// Where the knowledge is from.
  public var knowledge: String
  /// How well the format is known.
  public var confidence: Confidence
  /// What identifiers begin with, such as `hubspot` for `hubspot:90010001`; empty for none.
  public var source: String
  /// What kind of tool it is.
  public var kind: ToolKind
  /// How identifiers are spelled.
  public var identifiers: IdentifierForm
  /// The columns' names in other languages or versions, and the name used here.
  public var headerVariants: [String: String]
  /// The delimiter, when it should not be guessed.
  public var delimiter: UInt8?
  /// Whether cells may be quoted.
  public var hasQuotes: Bool
  /// Whether a backslash before a quote makes it text.
  public var hasBackslashes: Bool
  /// The encoding, when it is not UTF-8.
  public var encoding: CSVEncoding?
  /// Cells that mean "missing"; the empty cell always does.
  public var nulls: Set<String>
  /// What stands between the items of a list in one cell.
  public var separator: String
  /// Whether cells may begin with an apostrophe that guards a spreadsheet against formulas.
  public var hasFormulaGuards: Bool
  /// Whether the table ends before the first row of one cell, as before the footer of a report.
  public var endsAtShortRow: Bool
  /// How the zone of times that print no offset is known.
  public var zone: ZoneRule
  /// The formats of times, tried in order.
  public var times: TimeFormats
  /// Attributes that do not change over time, so that a model may use today's value for the past.
  public var stableAttributes: [String]
  /// What its files hold.
  public var tables: [TableMapping]
  /// How results go back into the tool, where it can import them.
  public var writer: WriterMap?

  /// How cells are told apart, where the profile says it; nil to find it in the file.
  var dialect: CSVDialect? {
    guard delimiter != nil || !hasQuotes else { return nil }
    return CSVDialect(
      delimiter: delimiter ?? UInt8(ascii: ","),
      quote: hasQuotes ? UInt8(ascii: "\"") : nil,
      escape: hasBackslashes ? UInt8(ascii: "\\") : nil
    )
  }

  /// A header with the names that the profile uses, where it knows others.
  func translated(_ header: [String]) -> [String] {
    guard !headerVariants.isEmpty else { return header }
    let present = Set(header)
    return header.map { name in
      guard let own = headerVariants[name], !present.contains(own) else { return name }
      return own
    }
  }
}

/// How a column writes its times.
public enum TimeFormats: Sendable, Hashable {
  /// In one of some formats, tried in order.
  case formats([InstantFormat])
  /// As the user's region does, with `/`, `-` or `.`: whether the day or the month comes first is
  /// found from the whole column.
  case local
}

/// The tables that files are mapped to, in the order in which they are read.
public enum TableKind: String, Sendable, CaseIterable, Codable {
  /// Organisations.
  case companies
  /// People, or leads, or opportunities: whatever gets a score.
  case contacts
  /// Which records became which.
  case merges
  /// What happened.
  case events
  /// Messages sent: events of the type `send`.
  case sends
  /// Opportunities; those that are won are conversions of their contacts.
  case deals
  /// Outcomes to be predicted.
  case conversions

  /// The fields that a mapping must name; one of each group is enough.
  public var requiredFields: [[String]] {
    let person = ["contact_id", "email", "phone"]
    return switch self {
    case .companies: [["company_id"]]
    case .contacts: [["contact_id", "email"]]
    case .merges: [["contact_id"], ["merged_ids"]]
    case .events: [person, ["occurred_at"], ["type"]]
    case .sends: [person, ["sent_at"], ["channel"]]
    case .deals: [["deal_id"], ["stage"]]
    case .conversions: [person, ["converted_at"]]
    }
  }

  /// The fields that have a meaning of their own; every other field is an attribute.
  public var knownFields: [String] {
    switch self {
    case .companies: ["company_id", "updated_at"]
    case .contacts:
      [
        "contact_id", "email", "phone", "company_id", "deal_id", "tz", "created_at", "updated_at",
        "owner", "merged_into", "merged_ids", "consent_scoring",
      ] + Channel.knownNames.map { "consent_\($0)" }
    case .merges: ["contact_id", "merged_ids"]
    case .events:
      [
        "event_id", "contact_id", "email", "phone", "occurred_at", "type", "channel", "message_id",
        "url", "is_machine", "duration_s", "bounce_class",
      ]
    case .sends: ["send_id", "contact_id", "email", "phone", "sent_at", "channel", "message_id"]
    case .deals:
      [
        "deal_id", "contact_id", "contact_ids", "email", "company_id", "stage", "closed_at",
        "updated_at",
      ]
    case .conversions: ["contact_id", "email", "phone", "converted_at", "value"]
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
  /// Patterns with `*`, one of which the file's name must fit; empty when any name will do.
  public var filePatterns: [String]
  /// Only rows that fulfil all of these belong to the table.
  public var conditions: [RowCondition]
  /// What fills each field.
  public var fields: [String: FieldSource]
  /// The columns that tell two events apart where the tool gives no identifier.
  public var identityColumns: [String]
  /// Columns that are neither mapped nor kept.
  public var ignoredColumns: [String]

  /// All columns that the mapping reads, each once, in bytewise order.
  var columns: [String] {
    let names = fields.values.flatMap(\.columns) + conditions.map(\.column) + identityColumns
    return Set(names).sorted()
  }

  /// Whether files with this header and name are the mapping's.
  func fits(_ header: Set<String>, file: String) -> Bool {
    guard signature.allSatisfy(header.contains),
      !absentHeaders.contains(where: header.contains)
    else { return false }
    return filePatterns.isEmpty || filePatterns.contains { FileNamePattern.matches($0, file) }
  }
}
