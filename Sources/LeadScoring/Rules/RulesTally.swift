import CRMData
import CivilTime
import Features

/// Counts what rules do, contact by contact.
struct RulesTally {
  private struct Group {
    var capped = 0
    var floored = 0
    var before = 0.0
    var after = 0.0

    mutating func add(_ sum: Double, cap: Double, floor: Double) {
      before += sum
      after += max(floor, min(cap, sum))
      if sum > cap { capped += 1 }
      if sum < floor { floored += 1 }
    }
  }

  private let scorer: FitScorer
  private let rules: EngagementRules
  private let snapshot: CRMSnapshot
  private var engagementScorer: EngagementScorer
  private var contacts = 0
  private var holds: [Int]
  private var unknown: [Int]
  /// For each attribute how many contacts have each level.
  private var levels: [[Int]]
  private var fitGroups: [Group]
  private var engagementGroups: [Group]
  private var engaged: [Int]
  private var points: [Double]
  private var vetoedBy: [Int]
  private(set) var vetoed = 0
  private(set) var coverage = 0.0

  init(_ scorer: FitScorer, _ rules: EngagementRules, _ snapshot: CRMSnapshot) {
    self.scorer = scorer
    self.rules = rules
    self.snapshot = snapshot
    engagementScorer = EngagementScorer(rules, for: snapshot)
    holds = [Int](repeating: 0, count: scorer.rules.rules.count)
    unknown = holds
    levels = scorer.attributes.map { [Int](repeating: 0, count: $0?.column.levels.count ?? 0) }
    fitGroups = [Group](repeating: Group(), count: scorer.groups.names.count)
    engagementGroups = [Group](repeating: Group(), count: engagementScorer.groups.names.count)
    engaged = [Int](repeating: 0, count: rules.rules.count)
    points = [Double](repeating: 0, count: rules.rules.count)
    vetoedBy = engaged
  }

  mutating func add(_ contact: Int, asOf: Instant) {
    contacts += 1
    addFit(contact)
    let isVetoed = snapshot.events.withEvents(of: contact) { addEngagement($0, asOf: asOf) }
    let fit = scorer.score(for: contact)
    coverage += fit.coverage
    if fit.isVetoed || isVetoed { vetoed += 1 }
  }

  private mutating func addFit(_ contact: Int) {
    var sums = [Double](repeating: 0, count: fitGroups.count)
    for (position, attribute) in scorer.attributes.enumerated() {
      let code = attribute?.code(of: contact) ?? -1
      if code >= 0 { levels[position][code] += 1 }
    }
    for rule in holds.indices {
      let code = scorer.attributes[scorer.attributeOfRule[rule]]?.code(of: contact) ?? -1
      if code < 0 { unknown[rule] += 1 }
      guard scorer.holds(rule, for: contact) else { continue }
      holds[rule] += 1
      sums[scorer.groups.ofRule[rule]] += scorer.rules.rules[rule].points
    }
    for (group, sum) in sums.enumerated() {
      let (cap, floor) = (scorer.groups.caps[group], scorer.groups.floors[group])
      fitGroups[group].add(sum, cap: cap, floor: floor)
    }
  }

  private mutating func addEngagement(
    _ events: UnsafeBufferPointer<Event>,
    asOf: Instant
  ) -> Bool {
    var sums = [Double](repeating: 0, count: engagementGroups.count)
    for part in engagementScorer.score(events, asOf: asOf).parts {
      guard let rule = rules.rules.firstIndex(of: part.rule) else { continue }
      engaged[rule] += 1
      points[rule] += part.points
      sums[engagementScorer.groups.ofRule[rule]] += part.points
    }
    for (group, sum) in sums.enumerated() {
      let groups = engagementScorer.groups
      engagementGroups[group].add(sum, cap: groups.caps[group], floor: groups.floors[group])
    }
    let vetoes = engagementScorer.vetoes(events, asOf: asOf)
    for veto in vetoes { rules.rules.firstIndex(of: veto).map { vetoedBy[$0] += 1 } }
    return !vetoes.isEmpty
  }

  // MARK: - Lines

  func fitLines() -> [RulesExplanation.FitLine] {
    scorer.rules.rules.enumerated().map { number, rule in
      RulesExplanation.FitLine(
        rule: rule.summary,
        group: rule.group,
        points: rule.points,
        isVeto: rule.isVeto,
        holds: holds[number],
        unknown: unknown[number],
        examples: examples(of: number)
      )
    }
  }

  /// The values that most contacts share, where the rule is about single values at all.
  private func examples(of rule: Int) -> [String] {
    let position = scorer.attributeOfRule[rule]
    guard let column = scorer.attributes[position]?.column else { return [] }
    let counts = levels[position]
    let shared = counts.indices.filter {
      counts[$0] >= RulesExplanation.leastSharers && scorer.holds(rule, forLevel: $0)
    }
    return shared.sorted { (counts[$1], $0) < (counts[$0], $1) }
      .prefix(RulesExplanation.mostExamples).map { column.levels[$0] }
  }

  func engagementLines(_ census: EventCensus) -> [RulesExplanation.EngagementLine] {
    rules.rules.enumerated().map { number, rule in
      let code = snapshot.eventTypeNames.firstIndex(of: rule.type)
      return RulesExplanation.EngagementLine(
        rule: rule.summary,
        type: rule.type,
        group: rule.group,
        points: rule.points,
        isRecorded: code.map { census.has(EventType(rawValue: UInt8($0))) } ?? false,
        contacts: engaged[number],
        meanPoints: engaged[number] == 0 ? nil : points[number] / Double(engaged[number]),
        vetoed: rule.vetoDays == nil ? nil : vetoedBy[number]
      )
    }
  }

  func groupLines() -> [RulesExplanation.GroupLine] {
    lines("fit", scorer.groups, fitGroups)
      + lines("engagement", engagementScorer.groups, engagementGroups)
  }

  private func lines(
    _ axis: String,
    _ groups: RuleGroups,
    _ sums: [Group]
  ) -> [RulesExplanation.GroupLine] {
    let count = Double(max(1, contacts))
    return zip(groups.names.indices, sums).map { number, sum in
      RulesExplanation.GroupLine(
        axis: axis,
        group: groups.names[number],
        cap: groups.caps[number].isFinite ? groups.caps[number] : nil,
        floor: groups.floors[number].isFinite ? groups.floors[number] : nil,
        capped: sum.capped,
        floored: sum.floored,
        meanBefore: sum.before / count,
        meanAfter: sum.after / count
      )
    }
  }
}
