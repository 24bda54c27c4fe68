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
      try consent.section("scoring").map { try read(scoringConsent: $0) }
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
    try settings.section("fit").map { fit = try FitRules($0, &names) }
    try settings.section("engagement").map { engagement = try EngagementRules($0, &names) }
    try settings.section("grades").map { grades = try GradeScheme($0) }
    try settings.section("accounts").map { accounts = try AccountConfiguration($0) }
    try settings.section("segments").map { segments = try SegmentRules($0, &names) }
    try settings.section("handoff").map { try read(handOff: $0) }
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
    if let names = try section.strings("steps") {
      let known = LadderStep.allCases.filter { $0 < .hazard }.map(\.rawValue)
      if let unknown = names.first(where: { !known.contains($0) }) {
        throw section.badValue(
          "steps",
          "names '\(unknown)'",
          hint: "steps are \(known.joined(separator: ", "))"
        )
      }
      learning.steps = Set(names.compactMap(LadderStep.init))
    }
    let schedules = ModelSchedule.allCases.map(\.rawValue)
    learning.schedule =
      try section.word("retrain", among: schedules).flatMap(ModelSchedule.init)
      ?? learning.schedule
    if section.isSection("half_lives"), let days = try section.section("half_lives") {
      learning.halfLives = .given(
        try Dictionary(uniqueKeysWithValues: days.keys.map { ($0, try halfLife($0, of: days)) })
      )
    } else {
      _ = try section.word("half_lives", among: ["auto"])
    }
  }

  /// A span, or `never`, in days.
  private func halfLife(_ type: String, of section: Settings) throws -> Double {
    if try section.string(type) == "never" { return .infinity }
    return try section.span(type)?.inDays ?? HalfLives.standard[type]
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
