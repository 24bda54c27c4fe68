// LeadScoring: who is worth a call. Comes in: a CRM snapshot and the features made from it. Goes
// out: two honest axes (fit and engagement), a probability with its interval, and the reasons.
// This room must not know when or through which channel anyone is written to, nor any file.

/// One rule about who a lead is, such as "seniority is director or vp: 30 points".
public struct FitRule: Sendable, Hashable, Codable {
  /// When the rule holds.
  public enum Condition: Sendable, Hashable, Codable {
    /// The value is one of these words, compared as ``WordFolding`` does.
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
  /// The group whose limits apply.
  public var group: String
  /// Whether a lead for which the rule holds is never handed to sales.
  public var isVeto: Bool
  /// What a person reads in reasons; nil for the rule in words.
  public var name: String?
  /// By how many thirds of a letter the rule moves the letter grade; nil for one third in the
  /// direction of its points.
  public var thirds: Int?

  /// Creates a rule.
  public init(
    _ attribute: String,
    _ condition: Condition,
    points: Double,
    group: String,
    isVeto: Bool = false,
    name: String? = nil,
    thirds: Int? = nil
  ) {
    self.attribute = attribute
    self.condition = condition
    self.points = points
    self.group = group
    self.isVeto = isVeto
    self.name = name
    self.thirds = thirds
  }

  /// The rule for reasons: its name, or else its condition in words.
  public var summary: String { name ?? conditionInWords }

  /// When the rule holds, in words.
  public var conditionInWords: String {
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
    number.isInfinite ? "any" : Int(exactly: number).map(String.init) ?? "\(number)"
  }

  /// How far the rule moves the letter grade, in thirds of a letter.
  var letterSteps: Int { thirds ?? (points > 0 ? 1 : points < 0 ? -1 : 0) }
}

/// All rules about who a lead is: points are summed within groups, each group is limited, and the
/// total lies between 0 and 100.
public struct FitRules: Sendable, Hashable, Codable {
  /// The rules.
  public var rules: [FitRule]
  /// The most that each group may add; groups without a limit are not limited.
  public var groupLimits: [String: Double]
  /// The least that each group may add, that is the most that it may take away.
  public var groupFloors: [String: Double]

  /// Creates rules.
  public init(
    rules: [FitRule],
    groupLimits: [String: Double],
    groupFloors: [String: Double] = [:]
  ) {
    self.rules = rules
    self.groupLimits = groupLimits
    self.groupFloors = groupFloors
  }
}

/// The groups of some rules and their limits, by number.
struct RuleGroups: Sendable {
  let names: [String]
  let caps: [Double]
  let floors: [Double]
  /// The group of each rule.
  let ofRule: [Int]

  init(_ groups: [String], caps: [String: Double], floors: [String: Double]) {
    var names: [String] = []
    for group in groups where !names.contains(group) { names.append(group) }
    self.names = names
    self.caps = names.map { caps[$0] ?? .infinity }
    self.floors = names.map { floors[$0] ?? -.infinity }
    ofRule = groups.map { names.firstIndex(of: $0) ?? 0 }
  }

  /// The points of all groups within their limits, 0 to 100.
  func total(_ sums: some RandomAccessCollection<Double>) -> Double {
    var total = 0.0
    for (index, sum) in sums.enumerated() { total += max(floors[index], min(caps[index], sum)) }
    return min(100, max(0, total))
  }
}
