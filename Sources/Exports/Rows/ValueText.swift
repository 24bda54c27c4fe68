package import CRMData
package import CivilTime

/// Writes single values as a target wants them.
package enum ValueText {
  /// A number with so many digits behind the point, ties to even.
  static func decimal(_ number: Double, decimals: Int) -> String {
    let unit = (0..<decimals).reduce(1.0) { unit, _ in unit * 10 }
    let scaled = (number.magnitude * unit).rounded(.toNearestOrEven)
    guard scaled < 9e15 else { return "\(number)" }
    let digits = String(Int(scaled))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let sign = number < 0 && scaled > 0 ? "-" : ""
    guard decimals > 0 else { return sign + padded }
    return "\(sign)\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
  }

  /// A number of our results, scaled, rounded and filled up with zeros as the value says.
  package static func number(_ text: String, _ value: TargetValue) -> String {
    guard value.decimals != nil || value.scale != 1, let number = Double(text) else {
      return filled(text, to: value.width)
    }
    return decimal(number * value.scale, decimals: value.decimals ?? 6)
  }

  static func filled(_ text: String, to width: Int) -> String {
    String(repeating: "0", count: max(0, width - text.utf8.count)) + text
  }

  /// An instant of our results, moved to the next full minutes where the value says so.
  package static func instant(_ instant: Instant, _ value: TargetValue) -> String {
    var seconds = instant.seconds
    if let minutes = value.minutes {
      let step = Int64(minutes * 60)
      let excess = ((seconds % step) + step) % step
      if excess > 0 { seconds += step - excess }
    }
    return text(seconds, value.time)
  }

  private static func text(_ seconds: Int64, _ form: TimeForm) -> String {
    let time = CivilDateTime(utc: Instant(seconds: seconds))
    let iso = "\(time)"
    switch form {
    case .date: return String(iso.prefix(10))
    case .monthFirst:
      let date = iso.prefix(10).split(separator: "-")
      return date.count == 3 ? "\(date[1])/\(date[2])/\(date[0])" : iso
    case .dateTime: return iso.replacing("T", with: " ")
    case .iso8601: return "\(iso)Z"
    case .iso8601Milliseconds: return "\(iso).000Z"
    case .iso8601Offset: return "\(iso)+00:00"
    case .epochSeconds: return "\(seconds)"
    case .epochMilliseconds: return "\(seconds * 1000)"
    }
  }
}

extension TextRules {
  /// A text that keeps the rules, without spaces at its ends.
  package func applied(to text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n", "\r", "\t", "\u{85}", "\u{2028}", "\u{2029}":
        scalars.append(forbidden.contains(.lineBreaks) ? " " : scalar)
      case "\\": scalars.append(forbidden.contains(.backslashes) ? "/" : scalar)
      default:
        if !(forbidden.contains(.emoji) && Self.isEmoji(scalar)) { scalars.append(scalar) }
      }
    }
    let trimmed = Self.trimmed(String(scalars))
    return Self.trimmed(cut(guarded(trimmed)))
  }

  static func trimmed(_ text: String) -> String {
    guard let start = text.firstIndex(where: { !$0.isWhitespace }),
      let end = text.lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(text[start...end])
  }

  /// Emoji, what joins and colours them, and everything else beyond three bytes.
  private static func isEmoji(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value > 0xFFFF || scalar.properties.isEmojiPresentation
      || [0x200D, 0xFE0F, 0x20E3].contains(scalar.value)
  }

  private func guarded(_ text: String) -> String {
    guard guardsFormulas, let first = text.utf8.first, "=+-@".utf8.contains(first) else {
      return text
    }
    return "'" + text
  }

  private func cut(_ text: String) -> String {
    guard text.utf8.count > min(maximumCharacters, maximumBytes) else { return text }
    var short = Substring(text.prefix(maximumCharacters))
    while short.utf8.count > maximumBytes { short.removeLast() }
    return String(short)
  }
}
