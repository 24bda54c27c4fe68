/// Names of places as they are compared: without case, accents, blanks and points.
package enum PlaceText {
  /// The letters and digits of a text; Latin letters in lower case and without accents.
  package static func folded(_ text: String) -> String {
    var key = String.UnicodeScalarView()
    for scalar in text.lowercased().unicodeScalars {
      if let letters = plainLetters[scalar] {
        key.append(contentsOf: letters.unicodeScalars)
      } else if scalar.isASCII ? isPlain(scalar) : scalar.properties.isAlphabetic {
        key.append(scalar)
      }
    }
    return String(key)
  }

  /// The ASCII letters, in capitals, and the digits of a text.
  static func code(_ text: String) -> String {
    String(String.UnicodeScalarView(text.uppercased().unicodeScalars.filter(isCode)))
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
  }

  private static func isCode(_ scalar: Unicode.Scalar) -> Bool {
    ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
  }

  /// What stands for letters with accents; nothing does for combining accents.
  private static let plainLetters: [Unicode.Scalar: String] = {
    let rows = [
      "a àáâãåāăą", "ae äæ", "c çćĉċč", "d ďđð", "e èéêëēĕėęě", "g ĝğġģ", "h ĥħ", "i ìíîïĩīĭįı",
      "j ĵ", "k ķ", "l ĺļľŀł", "n ñńņň", "o òóôõøōŏő", "oe öœ", "r ŕŗř", "s śŝşšș", "ss ß",
      "t ţťŧț", "u ùúûũūŭůűų", "ue ü", "w ŵ", "y ýÿŷ", "z źżž", "th þ",
    ]
    var letters: [Unicode.Scalar: String] = [:]
    for row in rows {
      let parts = row.split(separator: " ")
      for scalar in parts[1].unicodeScalars { letters[scalar] = String(parts[0]) }
    }
    for mark in UInt32(0x300)...0x36F {
      if let scalar = Unicode.Scalar(mark) { letters[scalar] = "" }
    }
    return letters
  }()
}

/// Rows of a table in the source: a country, a zone and keys.
struct ZoneRow {
  /// The code of the country.
  let country: String
  /// The zone; nil where the keys name a place that several zones share.
  let zone: String?
  /// What stands in the row for the place.
  let keys: [String]

  /// Reads `US America/Chicago al alabama …`; a `-` stands for several zones.
  init?(_ line: Substring) {
    let words = line.split(separator: " ")
    guard words.count >= 2 else { return nil }
    country = String(words[0])
    zone = words[1] == "-" ? nil : String(words[1])
    keys = words.dropFirst(2).map(String.init)
  }

  /// The rows of a table.
  static func rows(of table: String) -> [ZoneRow] {
    table.split(separator: "\n").compactMap(ZoneRow.init)
  }
}
