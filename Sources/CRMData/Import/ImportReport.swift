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
  /// Rows that are in the snapshot.
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
  /// Rejected rows and cells by code.
  public var rejectsByCode: [String: Int] = [:]
  /// Events by type, duplicates and rejects not counted.
  public var eventsByType: [String: Int] = [:]
  /// Event types that only the data uses.
  public var customEventTypes: [String] = []
  /// Whether contacts were made from events, since there was no contacts file.
  public var contactsAreDerived = false

  /// All rejected rows and cells.
  public var rejectCount: Int { rejectsByCode.values.reduce(0, +) }
}
