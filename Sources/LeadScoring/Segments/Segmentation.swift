public import CRMData

/// Puts contacts into segments, given where they were before.
public struct Segmentation: Sendable {
  /// What is known of a contact.
  public struct Lead: Sendable {
    /// The contact's number.
    public var contact: Int
    /// Who the lead is, 0 to 100.
    public var fit: Double
    /// What the lead did, 0 to 100.
    public var engagement: Double
    /// The probability of conversion.
    public var probability: Double
    /// Whether a rule forbids the hand-off.
    public var isVetoed: Bool
    /// Whether the contact converted already.
    public var isConverted: Bool

    /// Creates a lead.
    public init(
      contact: Int,
      fit: Double,
      engagement: Double,
      probability: Double,
      isVetoed: Bool,
      isConverted: Bool
    ) {
      self.contact = contact
      self.fit = fit
      self.engagement = engagement
      self.probability = probability
      self.isVetoed = isVetoed
      self.isConverted = isConverted
    }

    subscript(measure: SegmentMeasure) -> Double {
      switch measure {
      case .fit: fit
      case .engagement: engagement
      case .probability: probability
      }
    }
  }

  /// A condition with everything looked up.
  private enum Test: Sendable {
    case grades([Bool])
    case atLeast(SegmentMeasure, Double)
    case below(SegmentMeasure, Double)
    case attribute(FitScorer)
    case vetoed(Bool)
    case converted(Bool)
  }

  private struct Rule: Sendable {
    var segment: Int
    var tests: [Test]
  }

  /// The names of the segments, in the order of the rules; the last is for everybody else.
  public let names: [String]
  private let rules: [Rule]
  private let scheme: GradeScheme
  private let slack: Double

  /// Prepares rules for a snapshot.
  ///
  /// - Parameters:
  ///   - rules: the rules.
  ///   - scheme: the grades, with thresholds in points.
  ///   - snapshot: the data.
  ///   - values: all contacts' values of the measures that the rules ask for.
  /// - Throws: ``LeadScoringError`` for a regular expression that cannot be read.
  public init(
    _ rules: SegmentRules,
    scheme: GradeScheme,
    for snapshot: CRMSnapshot,
    values: [SegmentMeasure: [Double]] = [:]
  ) throws(LeadScoringError) {
    let own = rules.rules(for: scheme)
    var names: [String] = []
    for rule in own where !names.contains(rule.name) { names.append(rule.name) }
    if !names.contains(rules.otherwise) { names.append(rules.otherwise) }
    let sorted = values.mapValues { $0.sorted() }
    var prepared: [Rule] = []
    for rule in own {
      var tests: [Test] = []
      for condition in rule.conditions {
        tests.append(try Self.test(condition, snapshot, sorted))
      }
      prepared.append(Rule(segment: names.firstIndex(of: rule.name) ?? 0, tests: tests))
    }
    self.names = names
    self.rules = prepared
    self.scheme = scheme
    slack = rules.slack
    otherwise = names.firstIndex(of: rules.otherwise) ?? names.count - 1
  }

  private let otherwise: Int

  private static func test(
    _ condition: SegmentCondition,
    _ snapshot: CRMSnapshot,
    _ sorted: [SegmentMeasure: [Double]]
  ) throws(LeadScoringError) -> Test {
    switch condition {
    case .grades(let grades): return .grades(Grade.all.map(grades.contains))
    case .atLeast(let measure, let threshold):
      return .atLeast(measure, threshold.resolved(sorted[measure] ?? []))
    case .below(let measure, let value): return .below(measure, value)
    case .attribute(let name, let condition):
      let rule = FitRule(name, condition, points: 0, group: "")
      return .attribute(try FitScorer(FitRules(rules: [rule], groupLimits: [:]), for: snapshot))
    case .vetoed(let isVetoed): return .vetoed(isVetoed)
    case .converted(let isConverted): return .converted(isConverted)
    }
  }

  /// The segment of a contact that was in another, or in none, before.
  ///
  /// - Parameters:
  ///   - lead: the contact.
  ///   - previous: the number of its segment the night before; nil when there was none.
  /// - Returns: the number of its segment among ``names``.
  public func segment(of lead: Lead, previous: Int?) -> Int {
    for rule in rules {
      let slack = rule.segment == previous ? slack : 0
      if rule.tests.allSatisfy({ holds($0, lead, slack: slack) }) { return rule.segment }
    }
    return otherwise
  }

  private func holds(_ test: Test, _ lead: Lead, slack: Double) -> Bool {
    switch test {
    case .grades(let isMember): return isIn(isMember, lead, slack: slack)
    case .atLeast(let measure, let threshold): return lead[measure] >= threshold * (1 - slack)
    case .below(let measure, let value): return lead[measure] < value * (1 + slack)
    case .attribute(let scorer): return scorer.holds(0, for: lead.contact)
    case .vetoed(let isVetoed): return lead.isVetoed == isVetoed
    case .converted(let isConverted): return lead.isConverted == isConverted
    }
  }

  /// Whether the contact has one of some grades, or would have with a little more of either axis.
  private func isIn(_ isMember: [Bool], _ lead: Lead, slack: Double) -> Bool {
    let strict = scheme.grade(fit: lead.fit, engagement: lead.engagement)
    if slack == 0 || isMember[strict.rank] { return isMember[strict.rank] }
    let lenient = scheme.grade(fit: lead.fit, engagement: lead.engagement, slack: slack)
    for fit in lenient.fit...strict.fit {
      for engagement in lenient.engagement...strict.engagement
      where isMember[Grade(fit: fit, engagement: engagement).rank] {
        return true
      }
    }
    return false
  }
}
