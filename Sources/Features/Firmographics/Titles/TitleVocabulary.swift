/// The words and phrases of job titles in ten languages, and what each says.
///
/// Each language has a table such as
///
///     manager marketing: brand lead, content lead
///       campaign lead
///     former: ex, former
///
/// Before the colon stand a seniority (or `-`) and perhaps a department, or one of
/// ``TitleMeaning/Role``; `?` marks a department that any other one overrules. Letters in brackets
/// may be missing: `director(a)`. Case and accents don't matter; longer phrases win.
package struct TitleVocabulary: Sendable {
  /// All languages together.
  package static let all = TitleVocabulary(
    tables: [
      english, spanish, catalan, french, german, italian, portuguese, russian, japanese, chinese,
    ],
    compoundTable: german
  )

  /// Phrases that two tables understand differently, and lines that nobody understands.
  package private(set) var mistakes: [String] = []
  private var words: [String: Int32] = [:]
  private var steps: [UInt64: Int32] = [:]
  /// For each node of the tree of phrases what the phrase that ends there says.
  private var meanings: [TitleMeaning?] = [nil]
  /// Last parts of compounds.
  private var heads: [String: TitleMeaning] = [:]

  package init(tables: [String], compoundTable: String) {
    for table in tables {
      for (meaning, phrase) in entries(of: table) { add(phrase, meaning) }
    }
    for (meaning, phrase) in entries(of: compoundTable) where meaning.isHead {
      let words = TitleText.words(of: phrase)
      if words.count == 1, words[0].utf8.count >= 4 { heads[words[0]] = meaning }
    }
  }

  // MARK: - Reading tables

  private mutating func entries(of table: String) -> [(TitleMeaning, String)] {
    var entries: [(TitleMeaning, String)] = []
    var meaning: TitleMeaning?
    for line in table.split(separator: "\n") {
      var phrases = line
      if let colon = line.firstIndex(of: ":") {
        meaning = TitleMeaning(line[..<colon])
        if meaning == nil { mistakes.append("'\(line[..<colon])' says nothing") }
        phrases = line[line.index(after: colon)...]
      }
      guard let meaning else { continue }
      for phrase in phrases.split(separator: ",") {
        entries += Self.variants(phrase[...]).map { (meaning, $0) }
      }
    }
    return entries
  }

  /// With and without each bracket, and with ä as ae.
  private static func variants(_ phrase: Substring) -> [String] {
    if let open = phrase.firstIndex(of: "("), let close = phrase.firstIndex(of: ")") {
      let inside = phrase[phrase.index(after: open)..<close]
      let end = phrase[phrase.index(after: close)...]
      // The masculine "sócio", the feminine "sócia": the ending replaces a vowel.
      let start = phrase[..<open]
      let replaces = inside == "a" && (start.last == "o" || start.last == "e")
      return variants(start + end) + variants((replaces ? start.dropLast() : start) + inside + end)
    }
    var spelt = ""
    for letter in phrase { spelt += Self.digraphs[letter] ?? String(letter) }
    return spelt == phrase ? [spelt] : [String(phrase), spelt]
  }

  private static let digraphs: [Character: String] = ["ä": "ae", "ö": "oe", "ü": "ue"]

  private mutating func add(_ phrase: String, _ meaning: TitleMeaning) {
    var node: Int32 = 0
    for word in TitleText.words(of: phrase) {
      let id = words[word] ?? Int32(words.count)
      words[word] = id
      let key = Self.key(node, id)
      if let next = steps[key] {
        node = next
      } else {
        node = Int32(meanings.count)
        steps[key] = node
        meanings.append(nil)
      }
    }
    if let known = meanings[Int(node)], known != meaning {
      mistakes.append("'\(phrase)' is \(known) and \(meaning)")
    } else {
      meanings[Int(node)] = meaning
    }
  }

  private static func key(_ node: Int32, _ word: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: node)) << 32 | UInt64(UInt32(bitPattern: word))
  }

  // MARK: - Looking up

  /// Whether a word occurs in any phrase.
  func knows(_ word: String) -> Bool { words[word] != nil }

  /// The longest phrase that begins at a token, and how many tokens it has.
  func longestPhrase(in tokens: ArraySlice<TitleText.Token>) -> (TitleMeaning, length: Int)? {
    var best: (TitleMeaning, length: Int)?
    var node: Int32 = 0
    for (position, token) in tokens.enumerated() {
      guard case .word(let word) = token, let id = words[word],
        let next = steps[Self.key(node, id)]
      else { break }
      node = next
      if let meaning = meanings[Int(node)] { best = (meaning, position + 1) }
    }
    return best
  }

  private func meaning(of word: String) -> TitleMeaning? {
    words[word].flatMap { steps[Self.key(0, $0)] }.flatMap { meanings[Int($0)] }
  }

  /// What a word says that stands in no table: the feminine of one that does, or a compound.
  func derivedMeaning(of word: String) -> TitleMeaning? {
    let letters = Array(word.utf8)
    guard letters.count >= 6, letters.count <= 60, letters.allSatisfy({ $0 < 0x80 }) else {
      return nil
    }
    if let masculine = Self.masculine(word), let meaning = meaning(of: masculine) {
      return meaning.isHead ? meaning : nil
    }
    for start in 2...(letters.count - 4) {
      let tail = String(word.dropFirst(start))
      guard let head = heads[tail] ?? Self.masculine(tail).flatMap({ heads[$0] }) else { continue }
      return head.within(department(ofFirstPart: String(word.prefix(start))))
    }
    return nil
  }

  private static func masculine(_ word: String) -> String? {
    word.hasSuffix("in") ? String(word.dropLast(2)) : nil
  }

  private func exactDepartment(_ part: String) -> Department? {
    for link in ["", "s", "es", "n", "en"] where part.hasSuffix(link) {
      let found = meaning(of: String(part.dropLast(link.utf8.count)))
      if let department = found?.department { return department }
    }
    return nil
  }

  /// The department of *Vertriebs* or of *Marketing*; the links s, es, n and en are dropped.
  private func department(ofFirstPart part: String) -> Department? {
    if let department = exactDepartment(part) { return department }
    // The last part says most: *Regionalverkaufs*; then the first: *Einkaufsabteilungs*.
    for start in stride(from: 4, to: part.utf8.count - 4, by: 1) {
      if let department = exactDepartment(String(part.dropFirst(start))) { return department }
    }
    for length in stride(from: part.utf8.count - 1, to: 4, by: -1) {
      if let department = exactDepartment(String(part.prefix(length))) { return department }
    }
    return nil
  }
}

extension TitleMeaning {
  /// Whether it may end a compound.
  fileprivate var isHead: Bool {
    role == .assistant || role == .rank && seniority != nil
  }
}
