/// The zones of states, provinces and postal codes in countries with several zones.
///
/// A state that two clocks share is in the table only where 95 in 100 people use one of them;
/// postal codes decide the others.
package enum RegionZones {
  /// The zone of a place in a country; nil where the region and the postal code leave it open.
  ///
  /// The postal code is more precise and goes first, unless it names a zone that the region does
  /// not have: then one of them is wrong, and neither counts.
  package static func zone(country: String, region: String?, postalCode: String?, city: String?)
    -> String?
  {
    let byRegion = region.flatMap { regionZone(country, $0) }
    let byPostalCode = postalCode.map { postalZone(country, $0) } ?? .unknown
    switch (byPostalCode, byRegion) {
    case (.known(let zone), .some(let state)) where zone != state:
      return neighbours[state]?.contains(zone) == true ? zone : nil
    case (.known(let zone), _): return zone
    case (.shared, _): return nil
    case (.unknown, .some(let zone)): return zone
    case (.unknown, .none): return region == nil ? city.flatMap { cityZone(country, $0) } : nil
    }
  }

  /// The zone of a region by its full name where no country is known and only one place has it.
  package static func zone(region: String) -> (country: String, zone: String)? {
    let key = PlaceText.folded(region)
    // Short codes such as CA and WA are used by several countries.
    return key.count > 3 ? regionsOfOneCountry[key] : nil
  }

  private enum Answer {
    case known(String), shared, unknown
  }

  /// Reads `California`, `CA`, `US-CA` and `State of California`.
  private static func regionZone(_ country: String, _ region: String) -> String? {
    guard let zones = zonesByRegion[country] else { return nil }
    let key = PlaceText.folded(region)
    if let zone = zones[key] { return zone }
    let prefixes = [country.lowercased(), "stateof", "provinceof", "departamentode", "regionde"]
    for prefix in prefixes where key.hasPrefix(prefix) {
      if let zone = zones[String(key.dropFirst(prefix.count))] { return zone }
    }
    for ending in russianEndings where country == "RU" && key.hasSuffix(ending) {
      if let zone = zones[String(key.dropLast(ending.count))] { return zone }
    }
    return nil
  }

  private static let russianEndings = [
    "oblast", "krai", "kray", "region", "republic", "область", "край",
  ]

  private static func postalZone(_ country: String, _ postalCode: String) -> Answer {
    guard let zones = zonesByPostalPrefix[country] else { return .unknown }
    let code = PlaceText.code(postalCode)
    guard lengths[country]?.contains(code.utf8.count) == true else { return .unknown }
    for length in stride(from: min(5, code.utf8.count), through: 1, by: -1) {
      if let zone = zones[String(code.prefix(length))] { return zone.map(Answer.known) ?? .shared }
    }
    return .unknown
  }

  /// The zone that is named for the city, as Sydney's is.
  private static func cityZone(_ country: String, _ city: String) -> String? {
    let key = PlaceText.folded(city)
    return Country.byCode[country]?.zones.first { zone in
      let parts = zone.split(separator: "/")
      return parts.count == 2 && PlaceText.folded(String(parts[1])) == key
    }
  }

  /// How long postal codes are: spreadsheets drop leading zeros, and what is left of a code then
  /// begins like another one.
  private static let lengths: [String: Set<Int>] = [
    "US": [5, 9], "CA": [3, 6], "AU": [4], "BR": [8], "MX": [5], "ID": [5], "RU": [6], "ES": [5],
    "PT": [4, 7], "FR": [5], "CL": [7],
  ]

  private static let zonesByRegion: [String: [String: String]] = {
    var zones: [String: [String: String]] = [:]
    for row in ZoneRow.rows(of: regions) {
      for key in row.keys { zones[row.country, default: [:]][PlaceText.folded(key)] = row.zone }
    }
    return zones
  }()

  private static let regionsOfOneCountry: [String: (country: String, zone: String)] = {
    var found: [String: (country: String, zone: String)] = [:]
    var doubled: Set<String> = []
    for (country, zones) in zonesByRegion {
      for (key, zone) in zones where found.updateValue((country, zone), forKey: key) != nil {
        doubled.insert(key)
      }
    }
    return found.filter { !doubled.contains($0.key) }
  }()

  /// For each zone those that a postal code of the same region may lie in.
  private static let neighbours: [String: Set<String>] = {
    var zones: [String: Set<String>] = [:]
    for row in ZoneRow.rows(of: sharedRegions) {
      if let zone = row.zone { zones[zone, default: []].formUnion(row.keys) }
    }
    return zones
  }()

  private static let zonesByPostalPrefix: [String: [String: String?]] = {
    var zones: [String: [String: String?]] = [:]
    for row in ZoneRow.rows(of: postalCodes) {
      for key in row.keys.flatMap(expanded) {
        zones[row.country, default: [:]][key] = .some(row.zone)
      }
    }
    return zones
  }()

  /// The prefixes of `010-026`; a single prefix is itself.
  private static func expanded(_ key: String) -> [String] {
    let ends = key.split(separator: "-")
    guard ends.count == 2, let first = Int(ends[0]), let last = Int(ends[1]), first <= last else {
      return [key]
    }
    return (first...last).map { number in
      let digits = String(number)
      return String(repeating: "0", count: max(0, ends[0].count - digits.count)) + digits
    }
  }
}
