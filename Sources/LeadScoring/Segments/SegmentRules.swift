/// A number that segments are made from.
public enum SegmentMeasure: String, Hashable, Sendable, CaseIterable {
  /// Who the lead is, 0 to 100.
  case fit
  /// What the lead did, 0 to 100.
  case engagement
  /// The probability of conversion.
  case probability
}

/// Where a segment begins on a measure.
public enum SegmentThreshold: Hashable, Sendable {
  /// At this value.
  case fixed(Double)
  /// At the value that this share of contacts lies below.
  case quantile(Double)
  /// At the value of the so-manieth best contact; equal values all belong to it.
  case capacity(Int)
  /// Where working a lead pays: probability times value passes the cost.
  case value(perConversion: Double, costPerLead: Double)

  /// Whether all contacts must be known first.
  var needsAllContacts: Bool {
    switch self {
    case .fixed, .value: false
    case .quantile, .capacity: true
    }
  }

  /// The threshold as a value of the measure.
  func resolved(_ sorted: @autoclosure () -> [Double]) -> Double {
    switch self {
    case .fixed(let value): return value
    case .quantile(let share): return sorted().positiveQuantile(share) ?? .infinity
    case .capacity(let count):
      let values = sorted()
      guard count < values.count else { return .leastNonzeroMagnitude }
      return max(values[values.count - count], .leastNonzeroMagnitude)
    case .value(let value, let cost): return cost / value
    }
  }
}

/// What a contact must be to belong to a segment.
public enum SegmentCondition: Hashable, Sendable {
  /// One of some grades.
  case grades(Set<Grade>)
  /// A measure at or above a threshold.
  case atLeast(SegmentMeasure, SegmentThreshold)
  /// A measure below a value.
  case below(SegmentMeasure, Double)
  /// An attribute, as in a fit rule.
  case attribute(String, FitRule.Condition)
  /// Whether a rule forbids the hand-off.
  case vetoed(Bool)
  /// Whether the contact converted already.
  case converted(Bool)
}

/// One segment: all its conditions must be fulfilled.
public struct SegmentRule: Hashable, Sendable {
  /// What the segment is called.
  public var name: String
  /// What its contacts fulfil.
  public var conditions: [SegmentCondition]

  /// Creates a rule.
  public init(_ name: String, _ conditions: [SegmentCondition]) {
    self.name = name
    self.conditions = conditions
  }
}

/// How contacts are divided into segments: the first rule that holds wins.
///
/// A contact enters a segment at a threshold τ and leaves it at `τ(1 − slack)`, so that points that
/// merely decay do not throw leads to and fro between two nights.
public struct SegmentRules: Hashable, Sendable {
  /// The rules; empty to take the segment of the grade.
  public var rules: [SegmentRule]
  /// The segment of contacts for whom no rule holds.
  public var otherwise: String
  /// By which share of the threshold a contact may fall behind before it leaves its segment.
  public var slack: Double

  /// Creates rules; the default is the segment of the grade with a slack of one tenth.
  public init(rules: [SegmentRule] = [], otherwise: String = "other", slack: Double = 0.1) {
    self.rules = rules
    self.otherwise = otherwise
    self.slack = slack
  }

  /// The rules themselves, or those that say what the grades are called, the best grade first.
  public func rules(for scheme: GradeScheme) -> [SegmentRule] {
    guard rules.isEmpty else { return rules }
    var names: [String] = []
    for grade in Grade.all where !names.contains(scheme.segment(of: grade)) {
      names.append(scheme.segment(of: grade))
    }
    return names.map { name in
      SegmentRule(name, [.grades(Set(Grade.all.filter { scheme.segment(of: $0) == name }))])
    }
  }

  /// The measures of which all contacts must be known before the first is put into a segment.
  public var measuresOfAllContacts: Set<SegmentMeasure> {
    var measures: Set<SegmentMeasure> = []
    for case .atLeast(let measure, let threshold) in rules.flatMap(\.conditions)
    where threshold.needsAllContacts {
      measures.insert(measure)
    }
    return measures
  }
}
