import CSV
import Tables

/// Names that the data uses beyond the known ones, with provisional codes.
struct NameCodes {
  /// What is named, for messages.
  let kind: String
  let known: [String]
  let firstCustom: Int
  let capacity: Int
  /// Other words for known names.
  let aliases: [String: String]
  private var custom = KeyTable()

  init(
    kind: String,
    known: [String],
    aliases: [String: String],
    firstCustom: Int,
    capacity: Int
  ) {
    self.kind = kind
    self.known = known
    self.aliases = aliases
    self.firstCustom = firstCustom
    self.capacity = capacity
  }

  /// The code of a name; `Form Submit` and `FORM-SUBMIT` are the known `form_submit`.
  mutating func code(_ name: String) -> Int {
    let plain = String(
      name.lowercased().map { $0 == " " || $0 == "-" ? "_" : $0 }
    )
    if let code = known.firstIndex(of: aliases[plain] ?? plain) { return code }
    return min(firstCustom + custom.insert(name).id, capacity - 1)
  }

  /// The custom names in bytewise order, and for each provisional code its final one.
  ///
  /// - Throws: ``CRMDataError`` when there are more names than codes.
  func finished() throws(CRMDataError) -> (names: [String], recode: [Int]) {
    guard firstCustom + custom.count <= capacity else {
      throw CRMDataError(
        .tooManyNames,
        "the data name \(custom.count) \(kind) of their own, more than \(capacity - firstCustom)",
        hint: "map them to fewer under 'values:' in the profile"
      )
    }
    var recode = Array(0..<capacity)
    let order = custom.sortedIDs()
    for (rank, id) in order.enumerated() { recode[firstCustom + id] = firstCustom + rank }
    return (order.map { custom.string($0) }, recode)
  }
}
