public import CRMData

/// Applies fit rules to the contacts of a snapshot.
///
/// Every rule is decided once for each different value, not once for each contact.
///
/// - Complexity: O(rules) for each contact, without an allocation in ``score(for:)``.
public struct FitScorer: Sendable {
  /// What the rules say of one contact, in numbers.
  public struct Score: Sendable, Hashable {
    /// The sum, 0 to 100.
    public var points: Double
    /// The share of the rules' attributes that are known.
    public var coverage: Double
    /// Whether a veto holds.
    public var isVetoed: Bool
    /// The letter grade that the rules give by themselves.
    public var letter: LetterGrade
  }

  /// What the rules say of one contact, with the rules.
  public struct Result: Sendable {
    /// The sum, 0 to 100.
    public var score: Double
    /// The share of the rules' attributes that are known.
    public var coverage: Double
    /// The rules that hold.
    public var holding: [FitRule]
    /// Whether one of them is a veto.
    public var isVetoed: Bool
    /// The letter grade that the rules give by themselves.
    public var letter: LetterGrade
  }

  /// A word of a rule that some value resembles only when look-alike letters are taken for each
  /// other.
  public struct LookAlike: Sendable, Hashable {
    /// The rule's number.
    public var rule: Int
    /// The rule's word.
    public var word: String
    /// How many different values are written so.
    public var values: Int
  }

  /// The rules.
  public let rules: FitRules
  /// Words that values resemble only by look-alike letters; they are taken for the word.
  public let lookAlikes: [LookAlike]
  let groups: RuleGroups
  let attributes: [ContactAttribute?]
  let attributeOfRule: [Int]
  private let decided: [Decided]

  /// A rule's answer for a missing value and for each level of its attribute.
  private struct Decided: Sendable {
    var ifMissing: Bool
    var byLevel: [Bool]
  }

  /// Prepares the rules for a snapshot.
  ///
  /// - Throws: ``LeadScoringError`` for a regular expression that cannot be read.
  public init(_ rules: FitRules, for snapshot: CRMSnapshot) throws(LeadScoringError) {
    self.rules = rules
    var names: [String] = []
    for rule in rules.rules where !names.contains(rule.attribute) { names.append(rule.attribute) }
    let attributes = names.map { snapshot.attribute($0) }
    let positions = rules.rules.map { names.firstIndex(of: $0.attribute) ?? 0 }
    var folded = [[FoldedWord]?](repeating: nil, count: names.count)
    var decided: [Decided] = []
    var lookAlikes: [LookAlike] = []
    for (number, (rule, position)) in zip(rules.rules, positions).enumerated() {
      let levels = attributes[position]?.column.levels ?? []
      if case .oneOf(let words) = rule.condition {
        let known = folded[position] ?? levels.map(FoldedWord.init)
        folded[position] = known
        let answer = Self.decide(words, known)
        decided.append(Decided(ifMissing: false, byLevel: answer.holds))
        lookAlikes += answer.alike.map { LookAlike(rule: number, word: $0.word, values: $0.count) }
      } else {
        decided.append(try Self.decide(rule.condition, levels: levels))
      }
    }
    self.attributes = attributes
    attributeOfRule = positions
    self.decided = decided
    self.lookAlikes = lookAlikes
    groups = RuleGroups(
      rules.rules.map(\.group),
      caps: rules.groupLimits,
      floors: rules.groupFloors
    )
  }

  private static func decide(
    _ words: [String],
    _ levels: [FoldedWord]
  ) -> (holds: [Bool], alike: [(word: String, count: Int)]) {
    let wanted = words.map(FoldedWord.init)
    let texts = Set(wanted.map(\.text))
    var alike: [(word: String, count: Int)] = []
    let holds = levels.map { level in
      if texts.contains(level.text) { return true }
      guard let word = wanted.firstIndex(where: { $0.skeleton == level.skeleton }) else {
        return false
      }
      if let known = alike.firstIndex(where: { $0.word == words[word] }) {
        alike[known].count += 1
      } else {
        alike.append((words[word], 1))
      }
      return true
    }
    return (holds, alike)
  }

  private static func decide(
    _ condition: FitRule.Condition,
    levels: [String]
  ) throws(LeadScoringError) -> Decided {
    switch condition {
    case .missing: return Decided(ifMissing: true, byLevel: levels.map { _ in false })
    case .present, .oneOf: return Decided(ifMissing: false, byLevel: levels.map { _ in true })
    case .range(let range):
      return Decided(
        ifMissing: false,
        byLevel: levels.map { range.contains(AttributeColumn.number($0)) }
      )
    case .matches(let pattern):
      guard let expression = try? Regex(pattern) else {
        throw LeadScoringError(
          .badExpression,
          "'\(pattern)' is not a regular expression",
          hint: "check the brackets and write \\\\ for a backslash"
        )
      }
      return Decided(
        ifMissing: false,
        byLevel: levels.map { level in
          let plain = WordFolding.compatible(level)
          return level.contains(expression) || (plain != level && plain.contains(expression))
        }
      )
    }
  }

  /// Whether a rule holds for one contact.
  public func holds(_ rule: Int, for contact: Int) -> Bool {
    let code = attributes[attributeOfRule[rule]]?.code(of: contact) ?? -1
    return code < 0 ? decided[rule].ifMissing : decided[rule].byLevel[code]
  }

  /// Whether a rule holds for a value, by its number among the attribute's levels.
  func holds(_ rule: Int, forLevel level: Int) -> Bool { decided[rule].byLevel[level] }

  /// The fit of one contact, in numbers.
  ///
  /// - Complexity: O(rules), without an allocation.
  public func score(for contact: Int) -> Score {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: groups.names.count) { sums in
      sums.initialize(repeating: 0)
      var isVetoed = false
      var steps = 0
      for rule in rules.rules.indices where holds(rule, for: contact) {
        sums[groups.ofRule[rule]] += rules.rules[rule].points
        isVetoed = isVetoed || rules.rules[rule].isVeto
        steps += rules.rules[rule].letterSteps
      }
      return Score(
        points: groups.total(sums),
        coverage: coverage(of: contact),
        isVetoed: isVetoed,
        letter: LetterGrade(stepsFromStart: steps)
      )
    }
  }

  private func coverage(of contact: Int) -> Double {
    guard !attributes.isEmpty else { return 1 }
    var known = 0
    for attribute in attributes where (attribute?.code(of: contact) ?? -1) >= 0 { known += 1 }
    return Double(known) / Double(attributes.count)
  }

  /// The fit of one contact, with the rules that hold.
  public func result(for contact: Int) -> Result {
    let score = score(for: contact)
    return Result(
      score: score.points,
      coverage: score.coverage,
      holding: rules.rules.indices.filter { holds($0, for: contact) }.map { rules.rules[$0] },
      isVetoed: score.isVetoed,
      letter: score.letter
    )
  }
}
