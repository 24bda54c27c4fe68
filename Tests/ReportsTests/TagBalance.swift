/// Finds what is not well formed in a page: tags that do not nest, bare `<` and `&`, attributes
/// without quotes, identifiers that appear twice.
struct TagBalance {
  private(set) var problems: [String] = []
  private var open: [Substring] = []
  private var identifiers: Set<Substring> = []

  init(_ page: String) {
    var rest = page[...]
    while let start = rest.firstIndex(of: "<") {
      checkText(rest[..<start])
      rest = rest[rest.index(after: start)...]
      guard let end = Self.endOfTag(rest) else {
        problems.append("a tag never ends: \(rest.prefix(30))")
        return
      }
      read(rest[..<end])
      rest = rest[rest.index(after: end)...]
    }
    checkText(rest)
    problems += open.map { "<\($0)> is never closed" }
  }

  /// The first `>` outside of quotes.
  private static func endOfTag(_ text: Substring) -> Substring.Index? {
    var quoted = false
    return text.indices.first { index in
      if text[index] == "\"" { quoted.toggle() }
      return text[index] == ">" && !quoted
    }
  }

  private mutating func read(_ tag: Substring) {
    if tag.hasPrefix("!") { return }
    if tag.hasPrefix("/") {
      let name = tag.dropFirst()
      if open.popLast() != name { problems.append("</\(name)> closes another tag") }
      return
    }
    let name = tag.prefix { $0.isLetter || $0.isNumber }
    if name.isEmpty { problems.append("a bare < before \(tag.prefix(20))") }
    if !tag.hasSuffix("/") { open.append(name) }
    readAttributes(tag.dropFirst(name.count))
  }

  private mutating func readAttributes(_ text: Substring) {
    let parts = text.split(separator: "\"", omittingEmptySubsequences: false)
    for (position, part) in parts.enumerated() {
      if position % 2 == 1 {
        checkText(part)
        if parts[position - 1].hasSuffix(" id="), !identifiers.insert(part).inserted {
          problems.append("two elements are called \(part)")
        }
      } else if !part.hasSuffix("="), position + 1 < parts.count {
        problems.append("an attribute without a value: \(part)")
      } else if part.contains("="), part.last != "=" {
        problems.append("an attribute without quotes: \(part)")
      }
    }
  }

  private mutating func checkText(_ text: Substring) {
    for piece in text.split(separator: "&", omittingEmptySubsequences: false).dropFirst() {
      let entity = piece.prefix { $0 != ";" }
      if !["amp", "lt", "gt", "quot", "#39"].contains(entity) {
        problems.append("a bare & before \(piece.prefix(10))")
      }
    }
  }
}
