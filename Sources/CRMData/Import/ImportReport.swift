/// What became of every row of one file and table.
public struct FileReport: Hashable, Sendable, Codable {
  /// The file as the user named it.
  public var file: String
  /// The profile that read it.
  public var profile: String
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
  /// Columns kept as attributes though the profile does not name them.
  public var keptColumns: [String] = []

  init(file: String, profile: String, table: TableKind) {
    self.file = file
    self.profile = profile
    self.table = table
  }
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
