/// Letters of another alphabet that look like the right ones: a Cyrillic а in *Mаnager*.
enum LookAlikes {
  /// The alphabets of a word.
  struct Scripts: OptionSet {
    let rawValue: UInt8
    static let latin = Scripts(rawValue: 1)
    static let cyrillic = Scripts(rawValue: 2)

    init(rawValue: UInt8) { self.rawValue = rawValue }

    init(_ letter: Unicode.Scalar) {
      switch letter.value {
      case 0...0x24F: self = .latin
      case 0x400...0x52F: self = .cyrillic
      default: self = []
      }
    }
  }

  /// A word whose letters are of one alphabet, if that is possible.
  ///
  /// Of a word of two alphabets the one is meant that all its letters may belong to; *СЕО* in
  /// Cyrillic letters alone is left to the vocabulary.
  static func resolved(_ word: String, _ scripts: Scripts) -> String {
    guard scripts == [.latin, .cyrillic] else { return word }
    return latin(word) ?? cyrillic(word) ?? word
  }

  /// The word in Latin letters, where every Cyrillic one has a twin.
  static func latin(_ word: String) -> String? { replaced(word, by: latinTwins) }

  private static func cyrillic(_ word: String) -> String? { replaced(word, by: cyrillicTwins) }

  private static func replaced(
    _ word: String,
    by twins: [Unicode.Scalar: Unicode.Scalar]
  ) -> String? {
    var letters = String.UnicodeScalarView()
    let script: Scripts = twins["a"] == nil ? .latin : .cyrillic
    for letter in word.unicodeScalars {
      if let twin = twins[letter] {
        letters.append(twin)
      } else if Scripts(letter) == script || Scripts(letter) == [] {
        letters.append(letter)
      } else {
        return nil
      }
    }
    return String(letters)
  }

  private static let pairs: [(Unicode.Scalar, Unicode.Scalar)] = Array(
    zip("аеорсухіѕјкмтнвԁԛԝ".unicodeScalars, "aeopcyxisjkmthbdqw".unicodeScalars)
  )
  private static let latinTwins = Dictionary(uniqueKeysWithValues: pairs)
  private static let cyrillicTwins = Dictionary(uniqueKeysWithValues: pairs.map { ($1, $0) })
}
