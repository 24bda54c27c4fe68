/// A country by its ISO 3166 code, with the zones that its clocks follow.
package struct Country: Hashable, Sendable {
  /// The code of two letters.
  package let code: String
  /// The zones, IANA names.
  package let zones: [String]

  /// The country of a code of two or three letters, or of a name in English, Spanish, French,
  /// German, Italian, Portuguese or its own language.
  package static func named(_ text: String) -> Country? {
    let key = PlaceText.folded(text)
    // `N/A` is no code.
    guard key.unicodeScalars.count > 3 || text.allSatisfy({ $0.isLetter || ". ".contains($0) })
    else { return nil }
    let plainKey = key.hasPrefix("the") ? String(key.dropFirst(3)) : key
    return (codesByKey[key] ?? codesByKey[plainKey]).flatMap { byCode[$0] }
  }

  /// The zone of the whole country, or of at least 95 in 100 of its people; nil where the clocks
  /// of a country differ for more.
  package var mainZone: String? {
    zones.count == 1 ? zones[0] : Self.mainZones[code]
  }

  /// The zones that people in the country use, and how many of a hundred do, for countries without
  /// a main zone.
  package var shares: [(zone: String, percent: Int)] {
    Self.sharesByCode[code] ?? mainZone.map { [($0, 100)] } ?? []
  }

  /// All countries that have zones.
  package static let byCode: [String: Country] = {
    var countries: [String: Country] = [:]
    for line in table.split(separator: "\n") {
      let fields = line.split(separator: "|")
      let (code, zones) = (String(fields[0]), fields[2].split(separator: " ").map(String.init))
      countries[code] = Country(code: code, zones: (countries[code]?.zones ?? []) + zones)
    }
    return countries
  }()

  private static let codesByKey: [String: String] = {
    var codes: [String: String] = [:]
    for line in table.split(separator: "\n") {
      let fields = line.split(separator: "|")
      for name in fields[..<2] { codes[PlaceText.folded(String(name))] = String(fields[0]) }
    }
    let threeLetters = threeLetterCodes.split { $0 == " " || $0 == "\n" }
    for index in stride(from: 0, to: threeLetters.count - 1, by: 2) {
      codes[threeLetters[index + 1].lowercased()] = String(threeLetters[index])
    }
    for line in names.split(separator: "\n") {
      for name in line.dropFirst(3).split(separator: "|") {
        codes[PlaceText.folded(String(name))] = String(line.prefix(2))
      }
    }
    return codes
  }()
}

extension Country {
  /// The zones of countries that have several, where 95 in 100 people use one clock.
  ///
  /// Some have several names for one clock (Argentina, Cyprus, Kazakhstan since 2024, Malaysia,
  /// Palestine, Uzbekistan), others far islands and borders (Chile, China, Ecuador, Germany,
  /// Greenland, New Zealand, Portugal, Spain, Ukraine).
  private static let mainZones = [
    "AR": "America/Argentina/Buenos_Aires", "CL": "America/Santiago", "CN": "Asia/Shanghai",
    "CY": "Asia/Nicosia", "DE": "Europe/Berlin", "EC": "America/Guayaquil",
    "ES": "Europe/Madrid", "GL": "America/Nuuk", "KZ": "Asia/Almaty", "MH": "Pacific/Majuro",
    "MY": "Asia/Kuala_Lumpur", "NZ": "Pacific/Auckland", "PF": "Pacific/Tahiti",
    "PG": "Pacific/Port_Moresby", "PS": "Asia/Hebron", "PT": "Europe/Lisbon",
    "UA": "Europe/Kyiv", "UZ": "Asia/Tashkent",
  ]

  /// Rough shares of people by clock, from recent census figures; they only say what is likely
  /// before the contacts themselves are counted.
  private static let sharesByCode: [String: [(zone: String, percent: Int)]] = [
    "US": [
      ("America/New_York", 47), ("America/Chicago", 29), ("America/Los_Angeles", 16),
      ("America/Denver", 5), ("America/Phoenix", 2), ("Pacific/Honolulu", 1),
      ("America/Anchorage", 1),
    ],
    "CA": [
      ("America/Toronto", 61), ("America/Vancouver", 13), ("America/Edmonton", 12),
      ("America/Halifax", 6), ("America/Winnipeg", 4), ("America/Regina", 3),
      ("America/St_Johns", 1),
    ],
    "MX": [
      ("America/Mexico_City", 85), ("America/Mazatlan", 4), ("America/Tijuana", 3),
      ("America/Hermosillo", 2), ("America/Cancun", 1), ("America/Ciudad_Juarez", 1),
    ],
    "BR": [
      ("America/Sao_Paulo", 93), ("America/Manaus", 3), ("America/Cuiaba", 2),
      ("America/Campo_Grande", 1), ("America/Rio_Branco", 1),
    ],
    "AU": [
      ("Australia/Sydney", 33), ("Australia/Melbourne", 26), ("Australia/Brisbane", 20),
      ("Australia/Perth", 11), ("Australia/Adelaide", 7), ("Australia/Hobart", 2),
      ("Australia/Darwin", 1),
    ],
    "RU": [
      ("Europe/Moscow", 64), ("Asia/Yekaterinburg", 15), ("Europe/Samara", 6),
      ("Asia/Novosibirsk", 6), ("Asia/Krasnoyarsk", 2), ("Asia/Irkutsk", 2),
      ("Asia/Vladivostok", 2), ("Asia/Yakutsk", 2), ("Asia/Omsk", 1), ("Europe/Kaliningrad", 1),
      ("Asia/Magadan", 1), ("Asia/Kamchatka", 1),
    ],
    "ID": [("Asia/Jakarta", 81), ("Asia/Makassar", 17), ("Asia/Jayapura", 2)],
    "CD": [("Africa/Kinshasa", 55), ("Africa/Lubumbashi", 45)],
    "MN": [("Asia/Ulaanbaatar", 90), ("Asia/Hovd", 10)],
    "KI": [("Pacific/Tarawa", 90), ("Pacific/Kiritimati", 10)],
    "FM": [("Pacific/Chuuk", 60), ("Pacific/Pohnpei", 40)],
  ]
}
