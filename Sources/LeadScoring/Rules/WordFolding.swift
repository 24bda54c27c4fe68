/// Compares words as people do: case, width and typography make no difference.
///
/// Folds the compatibility characters of Unicode that occur in exports (full-width letters,
/// ligatures, no-break spaces, typographic hyphens and apostrophes, invisible marks), then case.
/// It is not all of NFKC, and it never changes the letters of a script into another's.
public enum WordFolding {
  /// The text with compatibility characters replaced and spaces joined; case is kept.
  public static func compatible(_ text: String) -> String {
    guard !isPlain(text) else { return text }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { append(scalar, to: &scalars) }
    return String(scalars).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The text as it is compared: compatible, and in lower case.
  public static func folded(_ text: String) -> String { compatible(text).lowercased() }

  /// The text with letters that look like Latin ones replaced by those; only for finding them.
  public static func skeleton(_ text: String) -> String {
    let folded = folded(text)
    guard !folded.utf8.allSatisfy({ $0 < 0x80 }) else { return folded }
    var scalars = String.UnicodeScalarView()
    for scalar in folded.unicodeScalars { scalars.append(lookAlikes[scalar] ?? scalar) }
    return String(scalars)
  }

  /// Whether a text is ASCII without a space too many, as nearly all are.
  private static func isPlain(_ text: String) -> Bool {
    var wasSpace = true
    for byte in text.utf8 {
      if byte >= 0x80 || byte < 0x20 { return false }
      let isSpace = byte == 0x20
      if isSpace && wasSpace { return false }
      wasSpace = isSpace
    }
    return !wasSpace || text.isEmpty
  }

  private static func append(
    _ scalar: Unicode.Scalar,
    to scalars: inout String.UnicodeScalarView
  ) {
    switch scalar.value {
    case 0xFF01...0xFF5E:
      scalars.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
    case 0x3000, 0xA0, 0x202F, 0x2000...0x200A: scalars.append(" ")
    case 0xAD, 0x200B...0x200F, 0x2060, 0xFEFF: break
    case 0x2010...0x2015, 0x2212: scalars.append("-")
    case 0x2018, 0x2019, 0x02BC: scalars.append("'")
    case 0x201C, 0x201D: scalars.append("\"")
    case 0xFB00...0xFB04:
      scalars.append(
        contentsOf: ["ff", "fi", "fl", "ffi", "ffl"][Int(scalar.value) - 0xFB00]
          .unicodeScalars
      )
    default: scalars.append(scalar)
    }
  }

  /// Small letters of other alphabets that look like Latin ones.
  private static let lookAlikes: [Unicode.Scalar: Unicode.Scalar] = {
    let pairs: [(String, String)] = [
      // Cyrillic
      ("авеіјкморсѕтухһԁԛԝѵ", "abeijkmopcstyxhdqwv"),
      ("н", "h"),
      // Greek
      ("αβεικνορτυχ", "abeiknoptux"),
      // Latin letters that only look plain
      ("ıɡ", "ig"),
    ]
    var table: [Unicode.Scalar: Unicode.Scalar] = [:]
    for (from, to) in pairs {
      for (other, latin) in zip(from.unicodeScalars, to.unicodeScalars) { table[other] = latin }
    }
    return table
  }()
}

/// A word in the forms in which it is compared.
struct FoldedWord: Sendable {
  var text: String
  var skeleton: String

  init(_ word: String) {
    text = WordFolding.folded(word)
    skeleton = WordFolding.skeleton(word)
  }
}
