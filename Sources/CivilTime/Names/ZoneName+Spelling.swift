extension ZoneName {
  /// The text without blanks around it.
  static func trimmed(_ text: String) -> String {
    let isBlank: (Character) -> Bool = { $0.isWhitespace }
    let rest = text.drop(while: isBlank)
    return String(rest.reversed().drop(while: isBlank).reversed())
  }

  /// HubSpot spells out what its own names must not contain: `etc_slash_gmt_plus_5`.
  static func decoded(_ text: String) -> String {
    guard text.contains("_") else { return text }
    let signs = [
      "slash": "/", "plus": "+", "minus": "-", "hyphen": "-", "dash": "-", "underscore": "_",
    ]
    return text.split(separator: "_").map { word in signs[word.lowercased()] ?? String(word) }
      .joined()
  }

  /// The letters and digits in lower case, `and` for `&`, slashes, plus signs, and minus signs that
  /// stand before a digit: what is left when blanks, points and brackets do not count.
  static func folded(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var key = ""
    for (index, byte) in bytes.enumerated() {
      switch Unicode.Scalar(byte) {
      case "A"..."Z": key.unicodeScalars.append(Unicode.Scalar(byte | 0x20))
      case "a"..."z", "0"..."9", "/": key.unicodeScalars.append(Unicode.Scalar(byte))
      case "&": key += "and"
      case "+": key += "+"
      case "-":
        let next = index + 1 < bytes.count ? bytes[index + 1] : 0
        if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(next) {
          key.unicodeScalars.append(Unicode.Scalar(byte))
        }
      default: break
      }
    }
    return key
  }
}

extension ZoneName {
  /// The zone of `+02:00`, `GMT-5`, `UTC+0530` or `UTC`.
  static func fixedOffset(_ text: String) -> Zone? {
    offsetSeconds(text).map(Zone.fixed)
  }

  /// Seconds east of UTC, from -12 to +14 hours.
  static func offsetSeconds(_ text: String) -> Int? {
    var rest = text.uppercased().replacing("\u{2212}", with: "-").replacing(" ", with: "")[...]
    let prefix = ["UTC", "GMT", "Z"].first { rest.hasPrefix($0) }
    if let prefix { rest = rest.dropFirst(prefix.count) }
    guard let sign = rest.first else { return prefix == nil ? nil : 0 }
    guard sign == "+" || sign == "-", prefix != "Z" else { return nil }
    let parts = rest.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
    guard let seconds = seconds(parts) else { return nil }
    let offset = sign == "-" ? -seconds : seconds
    return (-43_200...50_400).contains(offset) ? offset : nil
  }

  /// Seconds of `5`, `05`, `0530` or of `5` and `30`.
  private static func seconds(_ parts: [Substring]) -> Int? {
    guard parts.count <= 2, let first = digits(parts.first) else { return nil }
    if parts.count == 2 {
      guard parts[0].count <= 2, parts[1].count == 2, let minutes = digits(parts[1]) else {
        return nil
      }
      return minutes < 60 ? first * 3_600 + minutes * 60 : nil
    }
    if parts[0].count <= 2 { return first * 3_600 }
    return parts[0].count <= 4 && first % 100 < 60 ? first / 100 * 3_600 + first % 100 * 60 : nil
  }

  private static func digits(_ text: Substring?) -> Int? {
    guard let text, text.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
    return Int(text)
  }
}

extension ZoneName {
  /// The zone of `(GMT-05:00) Eastern Time (US & Canada)` and `(GMT+01:00) Central European
  /// Standard Time (Europe/Madrid)`.
  ///
  /// Of several places, as Windows prints them, the first one counts, and only where its clock
  /// knows the offset; without a place the offset alone is the zone.
  static func labelled(_ text: String) -> Zone? {
    guard text.first == "(", let close = text.firstIndex(of: ")"),
      let offset = offsetSeconds(String(text[text.index(after: text.startIndex)..<close]))
    else { return nil }
    let label = trimmed(String(text[text.index(after: close)...]))
    if label.isEmpty { return Zone.fixed(offsetSeconds: offset) }
    let place = label.split(separator: ",").first.map { trimmed(String($0)) } ?? ""
    let inner = label.split(separator: "(").last.map { trimmed(String($0.prefix { $0 != ")" })) }
    let names = [inner, label, place].compactMap(\.self)
    return names.lazy.compactMap { ZoneAliases.zone(ofLabel: $0) }.first { $0.has(offset: offset) }
  }
}

extension Zone {
  /// Whether the clock is at this offset in January or July of some year from 2015 to 2030.
  fileprivate func has(offset: Int) -> Bool {
    (2015...2030).contains { year in
      [1, 7].contains { month in
        let noon = CivilDateTime(year: year, month: month, day: 15, hour: 12)
        return self.offset(at: Zone.utc.instant(of: noon)) == offset
      }
    }
  }
}
