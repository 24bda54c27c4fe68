/// What a telephone number says of the zone: its country, and its area where areas have clocks.
package enum TelephoneZones {
  /// What a number tells.
  package struct Answer: Hashable {
    /// The code of the country; nil where several share the prefix.
    package var country: String?
    /// The zone; nil where the country has several and the area does not tell.
    package var zone: String?
  }

  /// What a number tells; nil where it has no known prefix.
  ///
  /// - Parameters:
  ///   - number: the number as exported: `+34 91 …`, `0034 91 …`, `(212) 555-0100`.
  ///   - country: the contact's country, for numbers without a country's prefix.
  /// - Returns: The country and the zone, as far as they are certain.
  package static func answer(for number: String, country: String?) -> Answer? {
    guard let digits = internationalDigits(number, country: country) else { return nil }
    for length in stride(from: min(7, digits.utf8.count), through: 1, by: -1) {
      if let answer = answersByPrefix[String(digits.prefix(length))] { return answer }
    }
    return nil
  }

  /// The digits after the plus sign; nil for a national number of an unknown country.
  static func internationalDigits(_ number: String, country: String?) -> String? {
    let digits = String(
      number.unicodeScalars.filter { ("0"..."9").contains($0) }.map(Character.init)
    )
    // Extensions follow a letter; the number itself has at most 15 digits.
    guard digits.utf8.count >= 7 else { return nil }
    let first = number.unicodeScalars.first { $0 == "+" || ("0"..."9").contains($0) }
    if first == "+" { return digits }
    if digits.hasPrefix("00") { return String(digits.dropFirst(2)) }
    if digits.hasPrefix("011"), country == "US" || country == "CA" {
      return String(digits.dropFirst(3))
    }
    guard let country, let prefix = prefixes[country] else { return nil }
    if prefix.hasPrefix("1") {
      return digits.utf8.count == 10 ? "1" + digits : digits.hasPrefix("1") ? digits : nil
    }
    // Russian and Kazakh numbers begin with 8 at home, most others with 0, Italian ones keep it.
    if prefix == "7" { return digits.utf8.count == 11 ? "7" + digits.dropFirst() : "7" + digits }
    return prefix + digits.drop { $0 == "0" }
  }

  /// The prefix of each country.
  private static let prefixes: [String: String] = {
    var prefixes: [String: String] = ["US": "1", "CA": "1", "RU": "7", "KZ": "7"]
    for (prefix, answer) in answersByPrefix where answer.zone == nil || prefix.utf8.count <= 3 {
      guard let country = answer.country, !prefix.hasPrefix("1") else { continue }
      if prefixes[country].map({ $0.utf8.count > prefix.utf8.count }) ?? true {
        prefixes[country] = prefix
      }
    }
    return prefixes
  }()

  private static let answersByPrefix: [String: Answer] = {
    var answers: [String: Answer] = [:]
    let words = countryPrefixes.split { $0 == " " || $0 == "\n" }
    for index in stride(from: 0, to: words.count - 1, by: 2) {
      let country = String(words[index + 1])
      answers[String(words[index])] = Answer(
        country: country,
        zone: Country.byCode[country]?.mainZone
      )
    }
    for row in ZoneRow.rows(of: areaCodes) {
      for key in row.keys { answers[key] = Answer(country: row.country, zone: row.zone) }
    }
    for row in ZoneRow.rows(of: northAmericanAreas) {
      for key in row.keys { answers["1" + key] = Answer(country: row.country, zone: row.zone) }
    }
    return answers
  }()
}
