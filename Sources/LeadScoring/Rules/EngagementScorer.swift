public import CRMData
public import CivilTime
import Features

/// Applies engagement rules, reusing its counters from contact to contact.
public struct EngagementScorer {
  /// What one rule gave.
  public struct Part: Sendable {
    /// The rule.
    public var rule: EngagementRule
    /// Its points, before group limits.
    public var points: Double
  }

  /// What the rules say of one contact, in numbers.
  public struct Score: Sendable, Hashable {
    /// The sum, 0 to 100.
    public var points: Double
    /// Whether an event forbids the hand-off.
    public var isVetoed: Bool
  }

  private struct Prepared {
    var rule: EngagementRule
    var number: Int
    var type: EventType
  }

  private let rules: [Prepared]
  let groups: RuleGroups
  private var counts: DecayedCounts
  private var sums: [Double]
  /// For each type code the age in microseconds up to which an event is a veto, or -1.
  private let vetoAges: [Int64]
  private let hasVetoes: Bool

  /// Prepares the rules for the event types of a snapshot.
  public init(_ rules: EngagementRules, for snapshot: CRMSnapshot) {
    var halfLives = [Double](repeating: .infinity, count: 256)
    var vetoes = [Int64](repeating: -1, count: 256)
    var prepared: [Prepared] = []
    for (number, rule) in rules.rules.enumerated() {
      guard let code = snapshot.eventTypeNames.firstIndex(of: rule.type) else { continue }
      halfLives[code] = rule.halfLifeDays
      if let days = rule.vetoDays {
        vetoes[code] = days.isFinite ? Int64(days * 86_400_000_000) : .max
      }
      let type = EventType(rawValue: UInt8(code))
      prepared.append(Prepared(rule: rule, number: number, type: type))
    }
    self.rules = prepared
    groups = RuleGroups(
      rules.rules.map(\.group),
      caps: rules.groupLimits,
      floors: rules.groupFloors
    )
    sums = [Double](repeating: 0, count: groups.names.count)
    counts = DecayedCounts(halfLifeDays: halfLives)
    vetoAges = vetoes
    hasVetoes = vetoes.contains { $0 >= 0 }
  }

  /// The engagement of one contact, in numbers.
  ///
  /// - Complexity: O(events + rules), without an allocation.
  public mutating func result(
    _ events: UnsafeBufferPointer<Event>,
    asOf: Instant
  ) -> Score {
    counts.read(events, asOf: asOf)
    for group in sums.indices { sums[group] = 0 }
    for prepared in rules {
      let sum = prepared.rule.points * counts[prepared.type]
      if sum != 0 { sums[groups.ofRule[prepared.number]] += prepared.rule.saturated(sum) }
    }
    return Score(
      points: groups.total(sums),
      isVetoed: hasVetoes && isVetoed(events, asOf: asOf)
    )
  }

  /// The engagement of one contact, and what each rule gave.
  public mutating func score(
    _ events: UnsafeBufferPointer<Event>,
    asOf: Instant
  ) -> (score: Double, parts: [Part]) {
    let score = result(events, asOf: asOf).points
    let parts = rules.compactMap { prepared -> Part? in
      let sum = prepared.rule.points * counts[prepared.type]
      guard sum != 0 else { return nil }
      return Part(rule: prepared.rule, points: prepared.rule.saturated(sum))
    }
    return (score, parts)
  }

  /// Whether an event up to the instant is a veto that still lasts; what a machine did is none.
  private func isVetoed(_ events: UnsafeBufferPointer<Event>, asOf: Instant) -> Bool {
    for event in events {
      let age = (asOf - event.instant).microseconds
      if age < 0 { break }
      if age <= vetoAges[Int(event.type.rawValue)], event.machine != .yes { return true }
    }
    return false
  }

  /// The rules whose veto an event gives, in the order of the rules.
  public func vetoes(
    _ events: UnsafeBufferPointer<Event>,
    asOf: Instant
  ) -> [EngagementRule] {
    rules.filter { prepared in
      prepared.rule.vetoDays != nil
        && events.contains { event in
          let age = (asOf - event.instant).microseconds
          return event.type == prepared.type && age >= 0 && event.machine != .yes
            && age <= vetoAges[Int(event.type.rawValue)]
        }
    }.map(\.rule)
  }
}
