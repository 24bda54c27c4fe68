/// A person as the tool's own export has them.
struct ContactRecord: Hashable {
  /// The address as it is; empty where there is none.
  var email: String
  /// The cells that rows carry or merge, in the order of ``ContactDirectory/carriedNames``.
  var cells: [String]
  /// Which of the tool's files may take the contact.
  var files: [Int]
  /// The export and the line, to tell of.
  var input: String
  var line: Int

  /// Whether it says the same, wherever it stands.
  func agrees(with other: ContactRecord) -> Bool {
    email == other.email && cells == other.cells && files == other.files
  }
}

/// Records by a key that should tell them apart, but may not.
struct RecordIndex {
  /// What a key leads to.
  enum Found {
    case none
    case one(ContactRecord)
    case several
  }

  private var records: [String: ContactRecord?] = [:]

  /// Adds a record; a second, different one makes the key useless.
  mutating func add(_ record: ContactRecord, under key: String) {
    guard let known = records[key] else {
      records[key] = .some(record)
      return
    }
    if known?.agrees(with: record) != true { records[key] = .some(nil) }
  }

  /// What is known under a key.
  subscript(key: String) -> Found {
    guard let entry = records[key] else { return .none }
    return entry.map(Found.one) ?? .several
  }
}
