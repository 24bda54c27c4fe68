public import CivilTime

/// How results go back into a tool: the `writer:` section of a profile.
///
/// It says which contacts the tool knows, which files it imports, and how each cell is written so
/// that the import changes what it should and nothing else.
public struct WriterMap: Sendable {
  /// How a contact is found in the tool.
  public enum Match: String, Sendable, CaseIterable {
    /// By the tool's own id, so that only contacts that came from the tool are written.
    case id
    /// By e-mail address, whatever tool the contact came from.
    case email
  }

  /// What the tool's ids look like.
  public enum IDForm: String, Sendable, CaseIterable {
    /// Any text.
    case text
    /// Digits only; `9.001E+15` is an id that a spreadsheet has damaged.
    case digits
    /// 18 letters and digits; the form with 15 is widened.
    case salesforce
  }

  /// What becomes a row.
  public enum Rows: Sendable, Hashable {
    /// Every scored contact.
    case contacts
    /// Every planned message of a channel.
    case plan(channel: String)
  }

  /// What the tool does with an empty cell.
  public enum EmptyCell: String, Sendable, CaseIterable {
    /// It leaves the value as it is.
    case keeps
    /// It blanks the value, or we do not know: a row with an empty cell is not written.
    case clears
  }

  /// What to know before importing, each one sentence.
  public var notes: [String]
  /// How sure we are.
  public var confidence: Profile.Confidence
  /// What the ids of the tool's contacts begin with, before the colon; nil for the profile's name.
  public var source: String?
  /// How a contact is found in the tool.
  public var match: Match
  /// What the tool's ids look like.
  public var idForm: IDForm
  /// What becomes a row.
  public var rows: Rows
  /// How far after the as-of instant a planned message may lie; the others are held back.
  public var reach: TimeSpan?
  /// The tool's own exports, where rows need more than our results hold.
  public var contacts: ContactColumns?
  /// The files to make.
  public var files: [TargetFile]
  /// How the files are written.
  public var dialect: TargetDialect
  /// What a text may hold.
  public var text: TextRules
  /// What an empty cell does.
  public var emptyCell: EmptyCell

  /// Whether rows hold cells of the tool's own export, or are sorted into files by it.
  public var needsOwnRecords: Bool {
    files.contains { $0.needsOwnRecords }
  }
}

/// The columns by which a contact is found in a tool's own export.
public struct ContactColumns: Sendable, Hashable {
  /// Names that the column of ids may have; the first that is there counts.
  public var id: [String]
  /// Names that the column of addresses may have.
  public var email: [String]

  /// Creates the names of both columns.
  public init(id: [String], email: [String]) {
    self.id = id
    self.email = email
  }
}

/// One file of a target.
public struct TargetFile: Sendable {
  /// The name of the file, ending in `.csv`.
  public var name: String
  /// Only contacts whose id begins so.
  public var idPrefix: String?
  /// Only contacts from an export whose file name begins so.
  public var inputPrefix: String?
  /// Only contacts from an export that has all these columns.
  public var header: [String]
  /// Only contacts from an export that has none of these columns.
  public var absentHeaders: [String]
  /// The columns, one of them the key.
  public var columns: [TargetColumn]

  /// Where the key is among the columns.
  public var keyColumn: Int { columns.firstIndex(where: \.isKey) ?? 0 }

  var needsOwnRecords: Bool {
    let isSorted = inputPrefix != nil || !header.isEmpty || !absentHeaders.isEmpty
    return isSorted || columns.contains { !$0.carriedNames.isEmpty }
  }
}

/// One column of a target.
public struct TargetColumn: Sendable {
  /// What fills it.
  public enum Content: Sendable {
    /// A value of our results.
    case value(TargetValue)
    /// The cell of the tool's own export, as it is; the first of these columns that is filled.
    case carried([String])
    /// Words, joined by a separator.
    case tags([TagPattern], separator: String)
    /// A JSON object of the tool's own export with some of its members replaced or added.
    case merged([String], members: [(name: String, value: TargetValue)])
  }

  /// The name in the header; nil for that in the tool's own export.
  public var name: String?
  /// Whether the column tells rows apart.
  public var isKey: Bool
  /// What fills it.
  public var content: Content

  /// The columns of the tool's own export that fill it.
  public var carriedNames: [String] {
    switch content {
    case .carried(let names), .merged(let names, _): names
    case .value, .tags: []
    }
  }

  /// The values of our results that fill it.
  public var values: [TargetValue] {
    switch content {
    case .value(let value): [value]
    case .carried: []
    case .tags(let patterns, _): patterns.flatMap(\.values)
    case .merged(_, let members): members.map(\.value)
    }
  }
}

/// A value of our results and how it is written.
public struct TargetValue: Sendable, Hashable {
  /// Which value.
  public var field: ResultField
  /// Replacements for whole values.
  public var words: [String: String] = [:]
  /// Numbers are multiplied by this.
  public var scale: Double = 1
  /// Digits behind the point; nil to leave a number as it is.
  public var decimals: Int?
  /// Zeros are put before a number until it is so wide.
  public var width = 0
  /// How an instant is written.
  public var time: TimeForm = .iso8601
  /// Instants are moved to the next multiple of so many minutes.
  public var minutes: Int?
  /// Whether letters become small ones.
  public var isLowerCased = false

  /// Creates a value that is written as our results have it.
  public init(_ field: ResultField) { self.field = field }
}

/// A tag such as `send-{hour:2}`: literal texts and values in turn.
public struct TagPattern: Sendable, Hashable {
  /// The texts before, between and after the values: one more than those.
  public var texts: [String]
  /// The values.
  public var values: [TargetValue]
}

/// How an instant is written; all but the offset form are in UTC.
public enum TimeForm: String, Sendable, CaseIterable {
  /// `2025-06-02`
  case date = "yyyy-MM-dd"
  /// `06/02/2025`
  case monthFirst = "MM/dd/yyyy"
  /// `2025-06-02 07:00:00`
  case dateTime = "yyyy-MM-dd HH:mm:ss"
  /// `2025-06-02T07:00:00Z`
  case iso8601
  /// `2025-06-02T07:00:00.000Z`
  case iso8601Milliseconds = "iso8601-milliseconds"
  /// `2025-06-02T07:00:00+00:00`
  case iso8601Offset = "iso8601-offset"
  /// Seconds since 1970.
  case epochSeconds = "epoch-seconds"
  /// Milliseconds since 1970.
  case epochMilliseconds = "epoch-milliseconds"
}

/// How a target's files are written.
public struct TargetDialect: Sendable, Hashable {
  /// The byte between cells.
  public var delimiter = UInt8(ascii: ",")
  /// Whether every cell is quoted, rather than only those that need it.
  public var quotesAll = false
  /// Whether lines end with CR and LF, rather than LF.
  public var hasCarriageReturns = false
  /// Whether a file begins with the byte order mark of UTF-8.
  public var hasMark = false
  /// How many bytes a file may have.
  public var maximumBytes = Int.max
  /// How many rows a file may have, without the header.
  public var maximumRows = Int.max

  /// Creates the plainest dialect: commas, quotes where needed, LF, no limits.
  public init() {}
}

/// What a text of ours may hold; ids, addresses and carried cells are never changed.
public struct TextRules: Sendable, Hashable {
  /// What a tool cannot read in a cell.
  public enum Forbidden: String, Sendable, CaseIterable {
    /// Line breaks and tabs, which become spaces.
    case lineBreaks = "line-breaks"
    /// Emoji, which are left out.
    case emoji
    /// Backslashes, which become slashes.
    case backslashes
  }

  /// Longer texts are cut.
  public var maximumCharacters = Int.max
  /// Texts of more bytes are cut, between two characters.
  public var maximumBytes = Int.max
  /// What is replaced.
  public var forbidden: Set<Forbidden> = []
  /// Whether a text that a spreadsheet would run as a formula gets a `'` before it.
  public var guardsFormulas = false

  /// Creates rules that forbid nothing.
  public init() {}
}
