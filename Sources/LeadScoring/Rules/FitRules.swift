// LeadScoring: who is worth a call. Comes in: a CRM snapshot and the features made from it. Goes
// out: two honest axes (fit and engagement), a probability with its interval, and the reasons.
// This room must not know when or through which channel anyone is written to, nor any file.

public import CRMData

/// One rule about who a lead is, such as "seniority is director or vp: 30 points".
public struct FitRule: Sendable, Hashable {
  /// When the rule holds.
  public enum Condition: Sendable, Hashable {
    /// The value is one of these words, case ignored.
    case oneOf([String])
    /// The value is a number in this range, ends included.
    case range(ClosedRange<Double>)
    /// A regular expression finds something in the value.
    case matches(String)
    /// There is no value.
    case missing
    /// There is a value.
    case present
  }

  /// The attribute of the contact or of its company.
  public var attribute: String
  /// When the rule holds.
  public var condition: Condition
  /// What it adds, or takes away.
  public var points: Double
  /// The group whose limit applies.
  public var group: String
  /// Whether a lead for which the rule holds is never handed to sales.
  public var isVeto: Bool

  /// Creates a rule.
  public init(
    _ attribute: String,
    _ condition: Condition,
    points: Double,
    group: String,
    isVeto: Bool = false
  ) {
    self.attribute = attribute
    self.condition = condition
    self.points = points
    self.group = group
    self.isVeto = isVeto
  }

  /// The rule in words, for reasons.
  public var summary: String {
    switch condition {
    case .oneOf(let words): "\(attribute) is \(words.joined(separator: " or "))"
    case .range(let range):
      "\(attribute) is \(Self.text(range.lowerBound)) to \(Self.text(range.upperBound))"
    case .matches(let pattern): "\(attribute) matches \(pattern)"
    case .missing: "\(attribute) is missing"
    case .present: "\(attribute) is known"
    }
  }

  private static func text(_ number: Double) -> String {
    number == .infinity ? "any" : Int(exactly: number).map(String.init) ?? "\(number)"
  }
}

/// All rules about who a lead is: points are summed within groups, each group is limited, and the
/// total lies between 0 and 100.
public struct FitRules: Sendable, Hashable {
  /// The rules.
  public var rules: [FitRule]
  /// The most that each group may add; groups without a limit are not limited.
  public var groupLimits: [String: Double]

  /// Creates rules.
  public init(rules: [FitRule], groupLimits: [String: Double]) {
    self.rules = rules
    self.groupLimits = groupLimits
  }
}

/// Applies fit rules to the contacts of a snapshot.
///
/// Every rule is decided once for each different value, not once for each contact.
///
/// - Complexity: O(rules) for each contact.
public struct FitScorer: Sendable {
  /// What the rules say of one contact.
  public struct Result: Sendable {
    /// The sum, 0 to 100.
    public var score: Double
    /// The share of the rules' attributes that are known.
    public var coverage: Double
    /// The rules that hold.
    public var holding: [FitRule]
    /// Whether one of them is a veto.
    public var isVetoed: Bool
  }

  private let rules: FitRules
  private let decided: [Decided]
  private let attributes: [ContactAttribute?]
  private let attributeOfRule: [Int]

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
    var decided: [Decided] = []
    for (rule, position) in zip(rules.rules, positions) {
      decided.append(
        try Self.decide(rule.condition, levels: attributes[position]?.column.levels ?? [])
      )
    }
    self.attributes = attributes
    attributeOfRule = positions
    self.decided = decided
  }

  private static func decide(
    _ condition: FitRule.Condition,
    levels: [String]
  ) throws(LeadScoringError) -> Decided {
    switch condition {
    case .missing: return Decided(ifMissing: true, byLevel: levels.map { _ in false })
    case .present: return Decided(ifMissing: false, byLevel: levels.map { _ in true })
    case .oneOf(let words):
      let wanted = Set(words.map { $0.lowercased() })
      return Decided(
        ifMissing: false,
        byLevel: levels.map { wanted.contains($0.lowercased()) }
      )
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
      return Decided(ifMissing: false, byLevel: levels.map { $0.contains(expression) })
    }
  }

  /// The fit of one contact.
  public func result(for contact: Int) -> Result {
    var sums: [(group: String, points: Double)] = []
    var holding: [FitRule] = []
    for (index, rule) in rules.rules.enumerated() {
      let code = attributes[attributeOfRule[index]]?.code(of: contact) ?? -1
      let answer = decided[index]
      guard code < 0 ? answer.ifMissing : answer.byLevel[code] else { continue }
      holding.append(rule)
      if let group = sums.firstIndex(where: { $0.group == rule.group }) {
        sums[group].points += rule.points
      } else {
        sums.append((rule.group, rule.points))
      }
    }
    let total = sums.reduce(0) {
      $0 + min($1.points, rules.groupLimits[$1.group] ?? .infinity)
    }
    let known = attributes.count { ($0?.code(of: contact) ?? -1) >= 0 }
    return Result(
      score: min(100, max(0, total)),
      coverage: attributes.isEmpty ? 1 : Double(known) / Double(attributes.count),
      holding: holding,
      isVetoed: holding.contains(where: \.isVeto)
    )
  }
}
