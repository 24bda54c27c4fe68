public import CRMData
public import CivilTime
import Features

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// What one type of event is worth.
public struct EngagementRule: Sendable, Hashable {
  /// The name of the event type.
  public var type: String
  /// What one event adds when it is new, or takes away.
  public var points: Double
  /// After how many days an event is worth half; infinity for ever.
  public var halfLifeDays: Double
  /// What the type can add at most, reached smoothly; infinity for no limit.
  public var cap: Double
  /// The group whose limit applies.
  public var group: String

  /// Creates a rule.
  public init(_ type: String, points: Double, halfLifeDays: Double, cap: Double, group: String) {
    self.type = type
    self.points = points
    self.halfLifeDays = halfLifeDays
    self.cap = cap
    self.group = group
  }
}

/// What all types of events are worth together: 0 to 100.
///
/// With S the sum of a type's points, each halved every half-life, the type adds `c(1 − e^(−S/c))`
/// for a cap c; negative types subtract S. Groups are limited, then the total.
public struct EngagementRules: Sendable, Hashable {
  /// The rules.
  public var rules: [EngagementRule]
  /// The most that each group may add.
  public var groupLimits: [String: Double]

  /// Creates rules.
  public init(rules: [EngagementRule], groupLimits: [String: Double]) {
    self.rules = rules
    self.groupLimits = groupLimits
  }
}

/// Applies engagement rules, reusing its counters from contact to contact.
public struct EngagementScorer {
  /// What one rule gave.
  public struct Part: Sendable {
    /// The rule.
    public var rule: EngagementRule
    /// Its points, before group limits.
    public var points: Double
  }

  private let rules: [(rule: EngagementRule, type: EventType, group: Int)]
  private let limits: [Double]
  private var counts: DecayedCounts

  /// Prepares the rules for the event types of a snapshot.
  public init(_ rules: EngagementRules, for snapshot: CRMSnapshot) {
    var groups: [String] = []
    var halfLives = [Double](repeating: .infinity, count: 256)
    var prepared: [(rule: EngagementRule, type: EventType, group: Int)] = []
    for rule in rules.rules {
      guard let code = snapshot.eventTypeNames.firstIndex(of: rule.type) else { continue }
      if !groups.contains(rule.group) { groups.append(rule.group) }
      halfLives[code] = rule.halfLifeDays
      prepared.append(
        (rule, EventType(rawValue: UInt8(code)), groups.firstIndex(of: rule.group) ?? 0)
      )
    }
    self.rules = prepared
    limits = groups.map { rules.groupLimits[$0] ?? .infinity }
    counts = DecayedCounts(halfLifeDays: halfLives)
  }

  /// The engagement of one contact, and what each rule gave.
  public mutating func score(
    _ events: UnsafeBufferPointer<Event>,
    asOf: Instant
  ) -> (score: Double, parts: [Part]) {
    counts.read(events, asOf: asOf)
    var sums = [Double](repeating: 0, count: limits.count)
    var parts: [Part] = []
    for (rule, type, group) in rules {
      let sum = rule.points * counts[type]
      guard sum != 0 else { continue }
      let saturated =
        sum > 0 && rule.cap.isFinite ? rule.cap * (1 - exp(-sum / rule.cap)) : sum
      sums[group] += saturated
      parts.append(Part(rule: rule, points: saturated))
    }
    let total = zip(sums, limits).reduce(0) { $0 + min($1.0, $1.1) }
    return (min(100, max(0, total)), parts)
  }
}
