/// What became of every row of one file and table.
public struct FileReport: Hashable, Sendable, Codable {
  /// The file as the user named it.
  public var file: String
  /// The profile that read it.
  public var profile: String
  /// How well the profile knows the format.
  public var confidence: Profile.Confidence
  /// The table that it filled.
  public var table: TableKind
  /// Rows in the file, header and blank lines not counted.
  public var rows = 0
  /// Rows that are in the snapshot; events may repeat each other, see the report's total.
  public var used = 0
  /// Rows that repeat another row.
  public var duplicates = 0
  /// Rows that are in `rejects.csv`.
  public var rejected = 0
  /// Rows that the profile's `where` leaves to another table.
  public var otherRows = 0
  /// The line of the header.
  public var headerLine = 1
  /// Lines behind the table's end: a footer or other tables.
  public var outsideLines = 0
  /// Rows with missing cells at the end, read as missing values.
  public var shortRows = 0
  /// Columns that no field uses and that are not kept.
  public var unusedColumns: [String] = []
  /// Names that more than one column has; the first has it, the next is called `NAME (2)`.
  public var duplicateColumns: [String] = []
  /// Columns that the profile names and the file does not have.
  public var missingColumns: [String] = []
  /// Rejected rows and cells by code.
  public var rejectsByCode: [String: Int] = [:]
  /// Rows by how they found their contact: by `identifier`, `merged` identifier, `email`, `phone`.
  public var links: [String: Int] = [:]
  /// Times by how their zone is known: `printed`, `known` or `assumed`; and those that the clock
  /// shows twice (`doubled`) or never (`skipped`).
  public var times: [String: Int] = [:]
  /// Columns kept as attributes though the profile does not name them.
  public var keptColumns: [String] = []

  init(file: String, profile: String, confidence: Profile.Confidence, table: TableKind) {
    self.file = file
    self.profile = profile
    self.confidence = confidence
    self.table = table
  }

  mutating func addTimes(_ tallies: [TimeTally]) {
    func sum(_ count: KeyPath<TimeTally, Int>) -> Int {
      tallies.reduce(0) { $0 + $1[keyPath: count] }
    }
    let counts = [
      "printed": sum(\.printed), "known": sum(\.known), "assumed": sum(\.assumed),
      "doubled": sum(\.doubled), "skipped": sum(\.skipped),
    ]
    times = counts.filter { $0.value > 0 }
  }
}

/// What the records say of each other.
public struct IdentityReport: Hashable, Sendable, Codable {
  /// Records that were merged into others.
  public var mergedRecords = 0
  /// Records that were merged into more than one other; the bytewise least was taken.
  public var ambiguousMerges = 0
  /// Records of different tools that are one person by an identifier.
  public var linkedByIdentifier = 0
  /// Records of different tools that are one person by a unique e-mail address.
  public var linkedByEmail = 0
  /// Addresses that several tools know and that are not unique in all of them.
  public var ambiguousAddresses = 0
  /// Addresses that several people share.
  public var sharedAddresses = 0
  /// Addresses of roles, such as info@; they say nothing about a person's hours.
  public var roleAddresses = 0

  init() {}
}

/// What became of the deals.
public struct DealReport: Hashable, Sendable, Codable {
  /// Deals by stage: won, lost or open.
  public var won = 0, lost = 0, open = 0
  /// Won deals that name no contact, and so are nobody's conversion.
  public var wonWithoutContact = 0

  init() {}
}

/// What became of all rows.
public struct ImportReport: Hashable, Sendable, Codable {
  /// One entry for each file and table.
  public var files: [FileReport] = []
  /// Rejected rows and cells by code, of all files together.
  public var rejectsByCode: [String: Int] = [:]
  /// Used event rows that repeat another one, known only when all files are read.
  public var duplicateEvents = 0
  /// Events by type, duplicates and rejects not counted.
  public var eventsByType: [String: Int] = [:]
  /// Event types that only the data uses.
  public var customEventTypes: [String] = []
  /// What the records say of each other.
  public var identities = IdentityReport()
  /// What became of the deals; nil where there are none.
  public var deals: DealReport?
  /// Conversions of contacts who had converted before, of which only the first counts; nil where
  /// there are none.
  public var laterOutcomes: Int?
  /// Whether contacts were made from events, since there was no contacts file.
  public var contactsAreDerived = false

  /// All rejected rows and cells.
  public var rejectCount: Int { rejectsByCode.values.reduce(0, +) }
  /// Rows that are in the snapshot, each once.
  public var usedRows: Int { files.reduce(0) { $0 + $1.used } - duplicateEvents }
  /// Rows that repeat another row.
  public var duplicateRows: Int { files.reduce(0) { $0 + $1.duplicates } + duplicateEvents }
  /// Rows that could not be used.
  public var rejectedRows: Int { files.reduce(0) { $0 + $1.rejected } }
}
