/// Reads job titles with a vocabulary.
struct TitleReader {
  private let vocabulary: TitleVocabulary

  init(_ vocabulary: TitleVocabulary) { self.vocabulary = vocabulary }

  /// What a title says.
  func title(of text: String) -> JobTitle {
    var roles = TitleRoles()
    for part in parts(of: vocabulary.latinised(TitleText.tokens(of: text))) {
      switch part {
      case .meaning(let meaning) where meaning.role == .retired: return JobTitle()
      case .meaning(let meaning): roles.read(meaning)
      case .joint: roles.endClause()
      case .stop: roles.endSegment()
      }
    }
    return roles.finished()
  }

  private enum Part {
    case meaning(TitleMeaning)
    case joint
    case stop
  }

  private func parts(of tokens: [TitleText.Token]) -> [Part] {
    var parts: [Part] = []
    var position = 0
    while position < tokens.count {
      switch tokens[position] {
      case .joint: parts.append(.joint)
      case .stop: parts.append(.stop)
      case .word(let word):
        if let (meaning, length) = vocabulary.longestPhrase(in: tokens[position...]) {
          parts.append(meaning.role == .and ? .joint : .meaning(meaning))
          position += length - 1
        } else if !vocabulary.knows(word), let meaning = vocabulary.derivedMeaning(of: word) {
          parts.append(.meaning(meaning))
        }
      }
      position += 1
    }
    return parts
  }
}

extension TitleVocabulary {
  /// Words such as *СЕО* that are known in Latin letters only, in these.
  fileprivate func latinised(_ tokens: [TitleText.Token]) -> [TitleText.Token] {
    tokens.map { token in
      guard case .word(let word) = token, word.utf8.first.map({ $0 >= 0x80 }) ?? false,
        !knows(word), let latin = LookAlikes.latin(word), knows(latin)
      else { return token }
      return .word(latin)
    }
  }
}

/// The roles of a title, phrase by phrase.
///
/// Segments are parted by commas, clauses within them by "and". A clause that names a rank is a
/// role; one that does not tells more of the role before it.
struct TitleRoles {
  private struct Role {
    var seniority: Seniority
    var departments: [TitleMeaning]
    var segment: Int
  }

  private var roles: [Role] = []
  /// Departments before the first rank.
  private var leading: [TitleMeaning] = []
  private var clause: [TitleMeaning] = []
  private var segment = 0
  /// Whether the rest of the segment is over, or about the employer.
  private var isIgnoring = false
  private var isFormer = false
  private var hasIgnored = false
  /// Whether the rest of the segment names those whom an assistant helps.
  private var isOfOthers = false
  private var hasChief = false

  mutating func read(_ meaning: TitleMeaning) {
    switch meaning.role {
    case .former:
      // "CEO (former)" speaks of the role before.
      isFormer = true
      isIgnoring = true
    case .at: isIgnoring = true
    case .noise: break
    case .chief where !isIgnoring:
      hasChief = true
      clause.append(meaning)
    default: if !isIgnoring { clause.append(meaning) }
    }
    if isIgnoring, meaning.role == .rank { hasIgnored = true }
  }

  mutating func endSegment() {
    let isEmpty = clause.isEmpty && !hasIgnored && !roles.contains { $0.segment == segment }
    endClause()
    if isFormer, isEmpty { roles.removeAll { $0.segment == segment - 1 } }
    segment += 1
    isIgnoring = false
    isFormer = false
    hasIgnored = false
    isOfOthers = false
    hasChief = false
  }

  mutating func endClause() {
    defer { clause = [] }
    guard !clause.isEmpty else { return }
    let isAssistant = hasAssistant
    let ranks = ranks(isAssistant: isAssistant)
    var departments = clause.filter { $0.department != nil }
    let namesOthers = isAssistant || isOfOthers || clause.contains { $0.role == .under }
    if namesOthers { departments.removeAll { $0.department == .management } }
    if isAssistant, clause.contains(where: { ($0.seniority ?? .intern) >= .manager }) {
      isOfOthers = true
    }
    if let highest = ranks.max() {
      roles.append(Role(seniority: highest, departments: leading + departments, segment: segment))
      leading = []
    } else if roles.isEmpty {
      leading += departments
    } else {
      roles[roles.count - 1].departments += departments
    }
  }

  /// Whether the clause is about somebody's assistant.
  private var hasAssistant: Bool {
    if clause.contains(where: { $0.role == .assistant }) { return true }
    guard clause.contains(where: { $0.role == .adjectiveAssistant }) else { return false }
    let last = clause.last
    let isAdjective =
      last?.role == .rank && (last?.seniority ?? .intern) >= .manager
      && !clause.contains { $0.role == .under }
    return !isAdjective
  }

  /// The ranks of the clause that are the holder's own.
  private func ranks(isAssistant: Bool) -> [Seniority] {
    if clause.contains(where: { $0.seniority == .intern }) { return [.intern] }
    if isAssistant { return [.individual] }
    if isOfOthers { return [] }
    var ranks: [Seniority] = []
    for meaning in clause {
      switch meaning.role {
      case .rank: if let seniority = meaning.seniority { ranks.append(seniority) }
      case .chief: ranks.append(.director)
      case .officer: ranks.append(hasChief ? .cLevel : .individual)
      case .under: return ranks
      default: break
      }
    }
    guard clause.contains(where: { $0.role == .deputy }) else { return ranks }
    return ranks.map { $0 >= .cLevel ? .vp : $0 }
  }

  mutating func finished() -> JobTitle {
    endSegment()
    guard let highest = roles.map(\.seniority).max() else {
      return JobTitle(department: Self.best(of: leading)?.department)
    }
    let departments = roles.compactMap { Self.best(of: $0.departments) }
    let first = departments.first { !$0.isWeakManagement } ?? departments.first
    return JobTitle(seniority: highest, department: first?.department)
  }

  /// The first certain department, else that of an occupation, else the management.
  private static func best(of meanings: [TitleMeaning]) -> TitleMeaning? {
    meanings.first { !$0.isWeak } ?? meanings.first { !$0.isWeakManagement } ?? meanings.first
  }
}
