import CivilTime
import Features
import LeadScoring
import Settings

extension RunConfiguration {
  mutating func read(scoringConsent section: Settings) throws {
    let words = UnknownConsent.allCases.map(\.rawValue)
    scoringConsent.unknown =
      try section.word("unknown", among: words).flatMap(UnknownConsent.init)
      ?? scoringConsent.unknown
    scoringConsent.column = try section.string("column")
    if let column = scoringConsent.column {
      names.append(NamedInput(.consent, column, section, "column"))
    }
  }

  mutating func read(handOff section: Settings) throws {
    handOff.capacity = try section.integer("capacity") ?? handOff.capacity
    handOff.minimumProbability =
      try section.number("minimum_probability", in: 0...1) ?? handOff.minimumProbability
    handOff.perOwner = try section.integer("per_owner", in: 1...1_000_000)
    handOff.valuePerConversion = try section.number("value_per_conversion", in: 1e-6...1e12)
    handOff.costPerLead = try section.number("cost_per_lead", in: 0...1e12) ?? 0
    if handOff.valuePerConversion == nil, handOff.costPerLead > 0 {
      throw section.badValue(
        "cost_per_lead",
        "says what a lead costs, but nothing what a conversion is worth",
        hint: "add value_per_conversion: what working a lead adds to a conversion's worth"
      )
    }
    handOff.owners = try section.owners("owners")
    if try section.string("again_after") != "never" {
      handOff.againAfter = try section.span("again_after")
    }
    if let types = try section.strings("inquiries") {
      inquiries = types
      for type in types { names.append(NamedInput(.event, type, section, "inquiries")) }
    }
  }
}

extension Settings {
  /// Names, or names with weights.
  fileprivate func owners(_ key: String) throws -> [HandOffRule.Owner] {
    guard isSection(key), let section = try section(key) else {
      return try (strings(key) ?? []).sorted().map { HandOffRule.Owner($0) }
    }
    return try section.keys.sorted().map { name in
      let weight = try section.number(name, in: 0.001...1000)
      return HandOffRule.Owner(name, weight: weight ?? 1)
    }
  }
}

extension SegmentRules {
  init(_ settings: Settings, _ names: inout [NamedInput]) throws {
    self.init()
    slack = try settings.number("slack", in: 0...0.9) ?? slack
    otherwise = try settings.string("otherwise") ?? otherwise
    rules = try (settings.sections("rules") ?? []).map { try SegmentRule($0, &names) }
  }
}

extension SegmentRule {
  init(_ settings: Settings, _ names: inout [NamedInput]) throws {
    let name = try settings.requiredString("name")
    guard let section = try settings.section("when"), !section.keys.isEmpty else {
      throw settings.badValue(
        "name",
        "has no condition",
        hint: "add when: {grade: [A1, A2]}, or name it as 'otherwise'"
      )
    }
    self.init(name, try section.keys.flatMap { try SegmentCondition.all($0, section, &names) })
  }
}

extension SegmentCondition {
  /// What one key of `when` asks for.
  static func all(
    _ key: String,
    _ section: Settings,
    _ names: inout [NamedInput]
  ) throws -> [SegmentCondition] {
    if let measure = SegmentMeasure(rawValue: key) { return try all(of: measure, section) }
    switch key {
    case "grade":
      let grades = try section.words(key).map { text in
        guard let grade = Grade(text) else {
          throw section.badValue(key, "names the grade '\(text)'", hint: "they are A1 to C3")
        }
        return grade
      }
      return [.grades(Set(grades))]
    case "vetoed": return [.vetoed(try section.boolean(key) ?? true)]
    case "converted": return [.converted(try section.boolean(key) ?? true)]
    default:
      names.append(NamedInput(.attribute, key, section, key))
      guard section.isSection(key), let condition = try section.section(key) else {
        return [.attribute(key, .oneOf(try section.words(key)))]
      }
      let first = condition.keys.first ?? "in"
      return [.attribute(key, try FitRule.Condition(condition, at: first))]
    }
  }

  private static func all(
    of measure: SegmentMeasure,
    _ section: Settings
  ) throws -> [SegmentCondition] {
    guard let limits = try section.section(measure.rawValue) else { return [] }
    let highest = measure == .probability ? 1.0 : 100
    var conditions: [SegmentCondition] = []
    if let value = try limits.number("at_least", in: 0...highest) {
      conditions.append(.atLeast(measure, .fixed(value)))
    }
    if let share = try limits.number("quantile", in: 0...1) {
      conditions.append(.atLeast(measure, .quantile(share)))
    }
    if let count = try limits.integer("top", in: 1...Int(Int32.max)) {
      conditions.append(.atLeast(measure, .capacity(count)))
    }
    if measure == .probability, let value = try limits.number("value", in: 1e-6...1e12) {
      let cost = try limits.number("cost", in: 0...1e12) ?? 0
      conditions.append(.atLeast(measure, .value(perConversion: value, costPerLead: cost)))
    }
    if let value = try limits.number("below", in: 0...highest) {
      conditions.append(.below(measure, value))
    }
    guard !conditions.isEmpty else {
      throw section.badValue(
        measure.rawValue,
        "says no limit",
        hint: "add at_least, below, quantile or top"
          + (measure == .probability ? ", or value and cost" : "")
      )
    }
    return conditions
  }
}
