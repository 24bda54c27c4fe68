import CivilTime
import Diagnostics
import LeadScoring
import Settings

extension FitRules {
  init(_ settings: Settings, _ names: inout [NamedInput]) throws {
    let written = try settings.sections("rules")?.map { try FitRule($0, &names) }
    let rules = written ?? FitRules.standard.rules
    let limits = try settings.groupLimits(of: rules.map(\.group))
    self.init(
      rules: rules,
      groupLimits: limits.caps ?? FitRules.standard.groupLimits,
      groupFloors: limits.floors
    )
  }
}

extension FitRule {
  init(_ settings: Settings, _ names: inout [NamedInput]) throws {
    let attribute = try settings.requiredString("attribute")
    names.append(.init(.attribute, attribute, settings, "attribute"))
    let vetoes = try settings.boolean("veto") ?? false
    let points = try settings.number("points", in: -100...100)
    self.init(
      attribute,
      try Condition(settings, at: "attribute"),
      points: points ?? 0,
      group: try settings.string("group") ?? "other",
      isVeto: vetoes,
      name: try settings.string("name"),
      thirds: try settings.number("thirds", in: -12...12).map { Int($0) }
    )
    try settings.check(hasEffect: points ?? 0 != 0 || isVeto || thirds ?? 0 != 0, "attribute")
  }
}

extension FitRule.Condition {
  /// The one condition that a rule states.
  init(_ settings: Settings, at key: String) throws {
    let conditions = ["in", "range", "matches", "is"].filter(settings.has)
    guard conditions.count == 1 else {
      throw settings.badValue(
        key,
        "needs exactly one condition",
        hint: "add in: [words], range: [low, high], matches: pattern, is: missing or is: known"
      )
    }
    switch conditions[0] {
    case "in": self = .oneOf(try settings.words("in"))
    case "matches": self = .matches(try settings.expression("matches"))
    case "is":
      let word = try settings.word("is", among: ["missing", "known"])
      self = word == "missing" ? .missing : .present
    default: self = .range(try settings.range("range"))
    }
  }
}

extension EngagementRules {
  init(_ settings: Settings, _ names: inout [NamedInput]) throws {
    var rules = EngagementRules.standard.rules
    if let events = try settings.section("events") {
      rules = try events.keys.compactMap { type in
        names.append(.init(.event, type, events, type))
        return try events.section(type).map { try EngagementRule(type, $0, in: events) }
      }
    }
    let limits = try settings.groupLimits(of: rules.map(\.group))
    self.init(
      rules: rules,
      groupLimits: limits.caps ?? EngagementRules.standard.groupLimits,
      groupFloors: limits.floors
    )
  }
}

extension EngagementRule {
  init(_ type: String, _ settings: Settings, in events: Settings) throws {
    var halfLife = Double.infinity
    if try settings.string("half_life") != "never", let span = try settings.span("half_life") {
      halfLife = span.inDays
    }
    var vetoDays: Double?
    switch try settings.string("veto") {
    case "true": vetoDays = .infinity
    case nil, "false": break
    default: vetoDays = try settings.span("veto")?.inDays
    }
    let points = try settings.number("points", in: -100...100)
    self.init(
      type,
      points: points ?? 0,
      halfLifeDays: halfLife,
      cap: try settings.number("cap", in: 0.001...1000) ?? .infinity,
      group: try settings.string("group") ?? "other",
      saturation: try settings.word("saturation", among: Saturation.allCases.map(\.rawValue))
        .flatMap(Saturation.init) ?? .smooth,
      vetoDays: vetoDays,
      name: try settings.string("name")
    )
    try events.check(hasEffect: points ?? 0 != 0 || vetoDays != nil, type)
  }
}

extension GradeScheme {
  init(_ settings: Settings) throws {
    self = .standard
    style =
      try settings.word("scheme", among: Style.allCases.map(\.rawValue)).flatMap(Style.init)
      ?? style
    fit = try settings.thresholds("fit") ?? fit
    engagement = try settings.thresholds("engagement") ?? engagement
    if let names = try settings.section("segments") {
      for grade in Grade.all {
        if let name = try names.string("\(grade)") { segments["\(grade)"] = name }
      }
    }
  }
}

extension Settings {
  /// Refuses a rule that could never change anything.
  fileprivate func check(hasEffect: Bool, _ key: String) throws {
    guard !hasEffect else { return }
    throw badValue(key, "has a rule without effect", hint: "give it points, or veto: true")
  }

  /// Words of which there must be one.
  func words(_ key: String) throws -> [String] {
    let words = try strings(key) ?? []
    guard !words.isEmpty else {
      throw badValue(key, "is empty, so that it never holds", hint: "such as [director, vp]")
    }
    return words
  }

  /// A regular expression.
  fileprivate func expression(_ key: String) throws -> String {
    let pattern = try requiredString(key)
    guard (try? Regex(pattern)) != nil else {
      throw badValue(
        key,
        "is '\(pattern)', which is no regular expression",
        hint: "check its brackets, and write it in single quotes"
      )
    }
    return pattern
  }

  /// Two ends, of which either may be `any`.
  fileprivate func range(_ key: String) throws -> ClosedRange<Double> {
    let ends = try strings(key) ?? []
    let low = ends.first.flatMap { $0 == "any" ? -.infinity : Double($0) }
    let high = ends.last.flatMap { $0 == "any" ? .infinity : Double($0) }
    guard ends.count == 2, let low, let high, low <= high, low < .infinity, high > -.infinity
    else {
      throw badValue(
        key,
        "must be two numbers, the lower first",
        hint: "such as [200, 999] or [1000, any]"
      )
    }
    return low...high
  }

  /// The caps and floors of `limits`, which must be of groups that have rules.
  fileprivate func groupLimits(
    of groups: [String]
  ) throws -> (caps: [String: Double]?, floors: [String: Double]) {
    guard let section = try section("limits"), !section.keys.isEmpty else { return (nil, [:]) }
    var caps: [String: Double] = [:]
    var floors: [String: Double] = [:]
    for group in section.keys {
      guard groups.contains(group) else {
        throw section.badValue(
          group,
          "limits a group that has no rules",
          hint: Spelling.nearest(to: group, among: groups.sorted()).map { "did you mean '\($0)'?" }
            ?? "remove it, or give a rule group: \(group)"
        )
      }
      guard section.isSection(group), let limit = try section.section(group) else {
        caps[group] = try section.number(group, in: 0...100)
        continue
      }
      caps[group] = try limit.number("cap", in: 0...100)
      floors[group] = try limit.number("floor", in: -100...0)
    }
    return (caps, floors)
  }

  /// Two falling thresholds, in points or as shares of the contacts.
  fileprivate func thresholds(_ key: String) throws -> Thresholds? {
    guard isSection(key), let section = try section(key) else {
      return try falling(key, in: 0...100, such: "[65, 40]").map(Thresholds.fixed)
    }
    guard let shares = try section.falling("quantile", in: 0...1, such: "[0.9, 0.6]") else {
      throw badValue(key, "says no threshold", hint: "such as [65, 40] or {quantile: [0.9, 0.6]}")
    }
    return .quantiles(shares)
  }

  private func falling(
    _ key: String,
    in range: ClosedRange<Double>,
    such example: String
  ) throws -> [Double]? {
    guard let values = try numbers(key) else { return nil }
    guard values.count == 2, values[0] >= values[1], values.allSatisfy(range.contains) else {
      throw badValue(
        key,
        "must be two numbers, the higher first",
        hint: "such as \(example), between \(Int(range.lowerBound)) and \(Int(range.upperBound))"
      )
    }
    return values
  }
}
