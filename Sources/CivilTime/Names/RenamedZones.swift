/// Names of zones that IANA replaced and keeps for old data only.
enum RenamedZones {
  /// New names by old names.
  private static let newNames: [String: String] = {
    let rows = table.split(separator: "\n").map { $0.split(separator: " ") }
    return Dictionary(
      uniqueKeysWithValues: rows.map { (String($0[0]), String($0[1])) }
    )
  }()

  /// New names by folded old names.
  static let newNamesByKey = Dictionary(
    newNames.map { (ZoneName.folded($0.key), $0.value) },
    uniquingKeysWith: min
  )

  /// What to write instead of an old name; nil for a current one.
  static func hint(for identifier: String) -> String? {
    newNames[identifier].map { "'\(identifier)' is now called '\($0)'" }
  }
}
