/// Names of zones that are not IANA's: of Windows, of Rails, and clear abbreviations.
enum ZoneAliases {
  /// IANA names by folded alias.
  static let identifiersByKey: [String: String] = {
    var identifiers: [String: String] = [:]
    for table in [windows, rails, ZoneAbbreviations.clear] {
      for line in table.split(separator: "\n") {
        guard let split = line.firstIndex(of: "=") else { continue }
        let alias = ZoneName.folded(String(line[..<split]))
        identifiers[alias] = String(line[line.index(after: split)...])
      }
    }
    return identifiers
  }()

  /// Windows and Salesforce also print the summer name: `Romance Daylight Time`.
  static func daylightIdentifier(_ key: String) -> String? {
    for ending in ["daylighttime", "summertime", "daylighttimemexico"] where key.hasSuffix(ending) {
      let isMexico = ending.hasSuffix("mexico")
      let name = key.dropLast(ending.count) + "standardtime" + (isMexico ? "mexico" : "")
      if let identifier = identifiersByKey[String(name)] { return identifier }
    }
    return nil
  }

  /// The zone of a name or of a city that is the last part of a name.
  static func zone(ofLabel label: String) -> Zone? {
    let key = ZoneName.folded(label)
    guard !key.isEmpty else { return nil }
    let identifier =
      label.contains("/") ? label : identifiersByKey[key] ?? daylightIdentifier(key) ?? cities[key]
    return identifier.flatMap(Zone.found)
  }

  /// Full names by folded city.
  private static let cities = Dictionary(
    ZoneData.names.filter { $0.contains("/") }.map { name in
      (ZoneName.folded(name.split(separator: "/").last.map(String.init) ?? name), name)
    },
    uniquingKeysWith: { first, _ in first }
  )
}
