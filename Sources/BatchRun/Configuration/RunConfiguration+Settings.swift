import CRMData
import CSV
import CivilTime
import Diagnostics
import Features
import Foundation
import LeadScoring
import SendTime
public import Settings

extension RunConfiguration {
  /// Reads a configuration file; paths in it are relative to its folder.
  public init(contentsOf path: String) throws {
    try self.init(
      Settings(contentsOf: path),
      folder: URL(fileURLWithPath: path).deletingLastPathComponent().path
    )
  }

  /// Reads a configuration from parsed YAML.
  ///
  /// - Parameters:
  ///   - settings: the top level.
  ///   - folder: what relative paths start from.
  /// - Throws: `SettingsError` with the place of the value that cannot be used.
  public init(_ settings: Settings, folder: String) throws {
    self.init()
    profiles = try (settings.strings("profiles") ?? []).map {
      try Profile(contentsOf: $0.hasPrefix("/") ? $0 : "\(folder)/\($0)")
    }
    try settings.section("tools").map { try read(tools: $0) }
    if let consent = try settings.section("consent") {
      let words = UnknownConsent.allCases.map(\.rawValue)
      unknownConsent =
        try consent.word("unknown", among: words).flatMap(UnknownConsent.init) ?? unknownConsent
    }
    if let time = try settings.section("time") {
      defaultZone = try time.zone("default_zone") ?? defaultZone
    }
    if let rejects = try settings.section("rejects") {
      maximumRejectShare = try rejects.number("maximum_share", in: 0...1) ?? maximumRejectShare
    }
    if let section = try settings.section("limits") {
      limits.maximumColumns =
        try section.integer("columns", in: 1...1_000_000) ?? limits.maximumColumns
      limits.maximumRecordBytes = try section.integer("record_bytes") ?? limits.maximumRecordBytes
      limits.maximumCellBytes = try section.integer("cell_bytes") ?? limits.maximumCellBytes
    }
    try settings.section("learning").map { try read(learning: $0) }
    try settings.section("fit").map { fit = try FitRules($0) }
    try settings.section("engagement").map { engagement = try EngagementRules($0) }
    try settings.section("grades").map { grades = try GradeScheme($0) }
    if let section = try settings.section("handoff") {
      handOff.capacity = try section.integer("capacity") ?? handOff.capacity
      handOff.minimumProbability =
        try section.number("minimum_probability", in: 0...1) ?? handOff.minimumProbability
    }
    try settings.section("send_time").map { try read(sendTime: $0) }
    try settings.section("channels").map { try read(channels: $0) }
    try settings.section("plan").map { try read(plan: $0) }
    try settings.finish()
  }

  private mutating func read(tools section: Settings) throws {
    for name in section.keys {
      guard let tool = try section.section(name) else { continue }
      tools[name] = ToolSetting(
        zone: try tool.zone("zone"),
        dateOrder: try tool.word("dates", among: DateOrder.allCases.map(\.rawValue))
          .flatMap(DateOrder.init)
      )
    }
  }

  private mutating func read(learning section: Settings) throws {
    learning.horizon = try section.span("horizon") ?? learning.horizon
    learning.maximumReferences =
      try section.integer("references", in: 1...120) ?? learning.maximumReferences
    learning.minimumConversions =
      try section.integer("minimum_conversions", in: 5...100_000) ?? learning.minimumConversions
    if try section.string("ridge") != "auto" {
      learning.ridge = try section.number("ridge", in: 1e-6...1e6)
    }
    learning.stableAttributes = Set(try section.strings("stable") ?? [])
  }

  private mutating func read(sendTime section: Settings) throws {
    segmentAttribute = try section.string("segment_by") ?? segmentAttribute
    observation.responseWindow =
      try section.span("response_window") ?? observation.responseWindow
    sendTime.gainMargin = try section.number("margin", in: 0...10) ?? sendTime.gainMargin
  }

  private mutating func read(channels section: Settings) throws {
    channelValues = try section.numbersByName("values", in: 0...1e12)
    channelCosts = try section.numbersByName("costs", in: 0...1e12)
  }

  private mutating func read(plan section: Settings) throws {
    minimumGap = try section.span("minimum_gap", allowsZero: true) ?? minimumGap
    if let quiet = try section.section("quiet_hours") {
      for channel in quiet.keys {
        let hours = try quiet.numbers(channel)?.compactMap { Int(exactly: $0) } ?? []
        guard hours.count == 2, hours.allSatisfy((0...23).contains) else {
          throw quiet.badValue(
            channel,
            "must be two hours of the day",
            hint: "such as [21, 8]: quiet from 21:00 to 8:00; [0, 0] is never quiet"
          )
        }
        quietHours[channel] = QuietHours(from: hours[0], to: hours[1])
      }
    }
    if let lead = try section.section("lead_time") {
      for channel in lead.keys { leadTimes[channel] = try lead.span(channel) }
    }
  }
}

extension Settings {
  /// A duration such as `30d`.
  func span(_ key: String, allowsZero: Bool = false) throws -> TimeSpan? {
    guard let text = try string(key) else { return nil }
    guard let span = TimeSpan(parsing: text), allowsZero || span > .zero else {
      throw badValue(key, "is '\(text)'", hint: "write a duration such as 30d, 12h or 90m")
    }
    return span
  }

  /// A zone such as `Europe/Paris`.
  func zone(_ key: String) throws -> Zone? {
    guard let name = try string(key) else { return nil }
    do { return try Zone.named(name) } catch {
      throw badValue(key, "is '\(name)', which is no time zone", hint: error.hint)
    }
  }

  /// Numbers by name.
  func numbersByName(_ key: String, in range: ClosedRange<Double>) throws -> [String: Double] {
    guard let section = try section(key) else { return [:] }
    var numbers: [String: Double] = [:]
    for name in section.keys { numbers[name] = try section.number(name, in: range) }
    return numbers
  }
}

extension FitRules {
  init(_ settings: Settings) throws {
    let rules = try settings.sections("rules")?.map { try FitRule($0) } ?? FitRules.standard.rules
    let limits = try settings.numbersByName("limits", in: 0...100)
    self.init(rules: rules, groupLimits: limits.isEmpty ? FitRules.standard.groupLimits : limits)
  }
}

extension FitRule {
  init(_ settings: Settings) throws {
    let conditions = ["in", "range", "matches", "is"].filter(settings.has)
    let attribute = try settings.requiredString("attribute")
    guard conditions.count == 1 else {
      throw settings.badValue(
        "attribute",
        "needs exactly one condition",
        hint: "add in: [words], range: [low, high], matches: pattern, is: missing or is: known"
      )
    }
    let isVeto = try settings.boolean("veto") ?? false
    self.init(
      attribute,
      try Self.condition(settings, conditions[0]),
      points: try settings.number("points", in: -100...100) ?? 0,
      group: try settings.string("group") ?? "other",
      isVeto: isVeto
    )
  }

  private static func condition(_ settings: Settings, _ key: String) throws -> Condition {
    switch key {
    case "in": return .oneOf(try settings.strings(key) ?? [])
    case "matches":
      let pattern = try settings.requiredString(key)
      guard (try? Regex(pattern)) != nil else {
        throw settings.badValue(
          key,
          "is '\(pattern)', which is no regular expression",
          hint: "check its brackets, and write it in single quotes"
        )
      }
      return .matches(pattern)
    case "is":
      return try settings.word(key, among: ["missing", "known"]) == "missing" ? .missing : .present
    default:
      let ends = try settings.strings(key) ?? []
      guard ends.count == 2, let low = Double(ends[0]), low.isFinite,
        let high = ends[1] == "any" ? .infinity : Double(ends[1]), low <= high
      else {
        throw settings.badValue(
          key,
          "must be two numbers, the lower first",
          hint: "such as [200, 999] or [1000, any]"
        )
      }
      return .range(low...high)
    }
  }
}

extension EngagementRules {
  init(_ settings: Settings) throws {
    var rules = EngagementRules.standard.rules
    if let events = try settings.section("events") {
      rules = try events.keys.compactMap { type in
        try events.section(type).map { try EngagementRule(type, $0) }
      }
    }
    let limits = try settings.numbersByName("limits", in: 0...100)
    self.init(
      rules: rules,
      groupLimits: limits.isEmpty ? EngagementRules.standard.groupLimits : limits
    )
  }
}

extension EngagementRule {
  init(_ type: String, _ settings: Settings) throws {
    var halfLife = Double.infinity
    if try settings.string("half_life") != "never", let span = try settings.span("half_life") {
      halfLife = Double(span.microseconds) / 86_400_000_000
    }
    self.init(
      type,
      points: try settings.number("points", in: -100...100) ?? 0,
      halfLifeDays: halfLife,
      cap: try settings.number("cap", in: 0.001...1000) ?? .infinity,
      group: try settings.string("group") ?? "other"
    )
  }
}

extension GradeScheme {
  init(_ settings: Settings) throws {
    self = .standard
    if let fit = try settings.thresholds("fit") { fitThresholds = fit }
    if let engagement = try settings.thresholds("engagement") { engagementThresholds = engagement }
    if let names = try settings.section("segments") {
      for grade in Grade.all {
        if let name = try names.string("\(grade)") { segments["\(grade)"] = name }
      }
    }
  }
}

extension Settings {
  /// Two falling thresholds.
  fileprivate func thresholds(_ key: String) throws -> [Double]? {
    guard let values = try numbers(key) else { return nil }
    guard values.count == 2, values[0] >= values[1] else {
      throw badValue(key, "must be two numbers, the higher first", hint: "such as [65, 40]")
    }
    return values
  }
}
