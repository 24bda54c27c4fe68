/// What a company does, on one scale for all tools and languages.
public enum IndustryGroup: String, CaseIterable, Sendable, Codable {
  case software, manufacturing, retail, wholesale, logistics, healthcare, insurance, energy, media
  case education, government, construction, agriculture, hospitality, automotive
  case itServices = "it_services"
  case financialServices = "financial_services"
  case professionalServices = "professional_services"
  case lifeSciences = "life_sciences"
  case realEstate = "real_estate"
  case consumerGoods = "consumer_goods"
  case telecommunications, nonprofit

  /// Reads the name of an industry as tools, statistical offices and people write it.
  ///
  /// `COMPUTER_SOFTWARE`, `Banca` and `制造业` are names in the table. Of a longer text the names
  /// within it count, where they agree; otherwise nothing is guessed.
  public init?(reading text: String) {
    let words = Self.key(text)
    guard let group = Self.names[words.joined(separator: " ")] ?? Self.agreed(in: words) else {
      return nil
    }
    self = group
  }

  /// The group of all the longest names within a text.
  private static func agreed(in words: [String]) -> IndustryGroup? {
    var found: Set<IndustryGroup> = []
    var start = 0
    while start < words.count {
      let longest = min(longestName, words.count - start)
      let length = stride(from: longest, to: 0, by: -1).first {
        names[words[start..<start + $0].joined(separator: " ")] != nil
      }
      if let length, let group = names[words[start..<start + length].joined(separator: " ")] {
        found.insert(group)
      }
      start += length ?? 1
    }
    return found.count == 1 ? found.first : nil
  }

  package static func key(_ text: String) -> [String] {
    TitleText.words(of: text).filter { !joints.contains($0) }
  }

  private static let joints: Set<String> = [
    "and", "y", "e", "i", "et", "und", "и", "of", "the", "de", "del", "des", "la", "le", "les",
    "der", "di", "da", "do", "dos", "das", "d", "l", "und", "no",
  ]

  private static let names: [String: IndustryGroup] = {
    var names: [String: IndustryGroup] = [:]
    var group: IndustryGroup?
    for line in table.split(separator: "\n") {
      var list = line
      if let colon = line.firstIndex(of: ":") {
        group = IndustryGroup(rawValue: String(line[..<colon]))
        list = line[line.index(after: colon)...]
      }
      for name in list.split(separator: ",") {
        names[key(String(name)).joined(separator: " ")] = group
      }
    }
    return names
  }()

  private static let longestName =
    names.keys.map { $0.split(separator: " ").count }.max() ?? 0
}
