/// A job title as words that can be compared, and as what stands between them.
enum TitleText {
  /// A word, or a sign between roles.
  enum Token: Hashable, Sendable {
    /// A folded word; of Chinese and Japanese, which write no blanks, one character.
    case word(String)
    /// It joins roles loosely, such as `&` and `/`.
    case joint
    /// It ends a role, such as a comma.
    case stop
  }

  /// Nobody's title is longer; the rest of such a text isn't looked at.
  static let mostScalars = 400

  /// The words of a phrase in a vocabulary.
  static func words(of phrase: some StringProtocol) -> [String] {
    tokens(of: phrase).compactMap { if case .word(let word) = $0 { word } else { nil } }
  }

  /// The tokens of a title.
  ///
  /// - Complexity: O(its first ``mostScalars`` scalars).
  static func tokens(of text: some StringProtocol) -> [Token] {
    var builder = TitleTokenBuilder()
    let scalars = Array(
      text.unicodeScalars.lazy.compactMap(LetterFolding.narrow).prefix(mostScalars)
    )
    var position = 0
    while position < scalars.count {
      position += builder.read(scalars, at: position)
    }
    return builder.finished()
  }
}

/// Collects the tokens of a title.
struct TitleTokenBuilder {
  private var tokens: [TitleText.Token] = []
  private var word = String.UnicodeScalarView()
  private var letters = 0
  /// Whether each letter so far had a point behind it: V.P.
  private var isInitials = false
  private var scripts: LookAlikes.Scripts = []

  /// Reads one scalar, or an ending such as the `/a` of `Director/a`; says how many it read.
  mutating func read(_ scalars: [Unicode.Scalar], at position: Int) -> Int {
    let scalar = scalars[position]
    switch LetterFolding.fold(scalar) {
    case .letter(let folded):
      word.append(folded)
      letters += 1
      scripts.insert(LookAlikes.Scripts(folded))
    case .letters(let folded):
      word.append(contentsOf: folded.unicodeScalars)
      letters += 2
      scripts.insert(.latin)
    case .ideograph(let folded):
      endWord()
      tokens.append(.word(String(folded)))
    case .soundMark(let offset): voice(by: offset)
    case .nothing: break
    case .point: point(scalars, at: position)
    case .sign: return sign(scalars, at: position)
    case .blank: endWord()
    }
    return 1
  }

  private mutating func endWord() {
    defer { isInitials = false }
    guard !word.isEmpty else { return }
    tokens.append(.word(LookAlikes.resolved(String(word), scripts)))
    word = String.UnicodeScalarView()
    letters = 0
    scripts = []
  }

  /// `V.P.` is one word, `Dir.Com.` two.
  private mutating func point(_ scalars: [Unicode.Scalar], at position: Int) {
    let next = position + 1
    let beforeLast = position >= 2 ? scalars[position - 2] : " "
    let isSingle = letters == 1 || isInitials && beforeLast == "."
    guard isSingle, next < scalars.count, LetterFolding.isLetter(scalars[next]) else {
      endWord()
      return
    }
    isInitials = true
  }

  private mutating func sign(_ scalars: [Unicode.Scalar], at position: Int) -> Int {
    if letters >= 3, let length = GenderEnding.length(in: scalars, at: position) { return length }
    let wasInWord = !word.isEmpty
    endWord()
    switch scalars[position] {
    case "&", "+", "/", "\\", "·": tokens.append(.joint)
    case "@": tokens.append(.word("@"))
    case "_", "*": break
    case "-", "‐", "‑":
      // A hyphen within a word parts it, one between blanks parts roles.
      let next = position + 1 < scalars.count ? scalars[position + 1] : " "
      if !wasInWord, LetterFolding.isBlank(next) { tokens.append(.stop) }
    default: tokens.append(.stop)
    }
    return 1
  }

  /// Joins a sound mark to the Kana before it: カ and ゛ are ガ.
  private mutating func voice(by offset: UInt32) {
    guard case .word(let last)? = tokens.last, let kana = last.unicodeScalars.first,
      (0x30A6...0x30DB).contains(kana.value)
    else { return }
    let value = kana.value == 0x30A6 ? 0x30F4 : kana.value + offset
    if let voiced = Unicode.Scalar(value) { tokens[tokens.count - 1] = .word(String(voiced)) }
  }

  /// The tokens; `R & D` has become one word.
  mutating func finished() -> [TitleText.Token] {
    endWord()
    var joined: [TitleText.Token] = []
    var position = 0
    while position < tokens.count {
      if let word = initials(at: position) {
        let before: String
        if case .word(let first)? = joined.last { before = first } else { before = "" }
        joined[joined.count - 1] = .word(before + word)
        position += 2
      } else {
        joined.append(tokens[position])
        position += 1
      }
    }
    return joined
  }

  /// The `&D` behind an R.
  private func initials(at position: Int) -> String? {
    guard position > 0, position + 1 < tokens.count, case .joint = tokens[position],
      case .word(let first) = tokens[position - 1], case .word(let second) = tokens[position + 1],
      first.utf8.count == 1, second.utf8.count == 1, first != "@", second != "@"
    else { return nil }
    return "&" + second
  }
}

/// Endings that write both genders at once: Director/a, Leiter*in, Chargé(e), étudiant·e.
enum GenderEnding {
  private static let endings: Set<String> = [
    "a", "as", "e", "es", "o", "in", "innen", "ne", "trice", "rice", "ice", "euse", "se", "fe",
    "iere", "ere", "ora", "essa", "r", "ra", "ria", "va", "da", "ive", "ere",
  ]
  private static let signs: Set<Unicode.Scalar> = ["/", "(", "*", ":", "_", "·", "•", "@", "|"]

  /// How many scalars the sign at a position and the ending behind it are, if one stands there.
  static func length(in scalars: [Unicode.Scalar], at position: Int) -> Int? {
    guard signs.contains(scalars[position]) else { return nil }
    var end = position + 1
    if end < scalars.count, scalars[position] == "/", scalars[end] == "-" { end += 1 }
    var ending = ""
    while end < scalars.count, ending.utf8.count <= 6 {
      guard case .letter(let letter) = LetterFolding.fold(scalars[end]) else { break }
      ending.unicodeScalars.append(letter)
      end += 1
    }
    if scalars[position] == "@", ending.isEmpty { return end - position }
    guard endings.contains(ending), end == scalars.count || !LetterFolding.isLetter(scalars[end])
    else { return nil }
    if scalars[position] == "(" {
      return end < scalars.count && scalars[end] == ")" ? end + 1 - position : nil
    }
    return end - position
  }
}
