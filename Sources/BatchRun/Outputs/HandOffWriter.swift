import CRMData
import CSV
import CivilTime
import LeadScoring
import Statistics
import Tables

/// Writes the leads that go to sales: `handoff.csv`.
struct HandOffWriter {
  let population: Population
  let rules: LeadRules

  static let columns = [
    "contact_id", "company_id", "owner", "probability", "probability_low", "probability_high",
    "reasons", "grade", "segment", "last_activities", "why_now",
  ]

  /// A lead with what was said of it.
  struct Row {
    var contact: Int
    var owner: String
    var result: ConversionScorer.Result
  }

  func write(_ rows: [Row], to outputs: OutputSet) throws {
    let snapshot = population.snapshot
    let table = try outputs.table("handoff.csv", Self.columns)
    var engagement = EngagementScorer(rules.engagement, for: snapshot)
    for row in rows {
      table.field(snapshot.contacts.ids.string(row.contact))
      let company = Int(snapshot.contacts.companies[row.contact])
      table.field(company < 0 ? "" : snapshot.companies.ids.string(company))
      table.field(row.owner)
      let interval = row.result.interval
      for value in [row.result.probability, interval.lower, interval.upper] {
        table.field(value, significantDigits: AdviceWriter.digits)
      }
      var reasons: [UInt8] = []
      Reasons(row.result).appendJSON(to: &reasons)
      reasons.withUnsafeBytes { table.field($0) }
      snapshot.events.withEvents(of: row.contact) { events in
        describe(row, events, &engagement, table)
      }
      try table.endRecord()
    }
  }

  private func describe(
    _ row: Row,
    _ events: UnsafeBufferPointer<Event>,
    _ engagement: inout EngagementScorer,
    _ table: CSVWriter
  ) {
    let judgement = rules.judgement(
      on: row.contact,
      engagement.result(events, asOf: population.asOf),
      probability: row.result.probability
    )
    let activities = LeadActivities(events, of: row.contact, in: population)
    let isMatrix = rules.grades.style == .matrix
    table.field(isMatrix ? "\(judgement.grade)" : "\(judgement.fit.letter)")
    table.field(rules.segmentation.names[judgement.segment])
    table.field(activities.newest(3))
    let parts = engagement.score(events, asOf: population.asOf).parts
    table.field(whyNow(row.contact, judgement, parts, activities))
  }

  /// What changed, and what activity counts most.
  private func whyNow(
    _ contact: Int,
    _ judgement: LeadRules.Judgement,
    _ parts: [EngagementScorer.Part],
    _ activities: LeadActivities
  ) -> String {
    var sentences: [String] = []
    let names = rules.segmentation.names
    if let previous = rules.previousSegment(of: contact), previous != judgement.segment {
      sentences.append("now \(names[judgement.segment]), before \(names[previous])")
    }
    let strongest = parts.max { left, right in
      left.points == right.points
        ? right.rule.type.utf8.lexicographicallyPrecedes(left.rule.type.utf8)
        : left.points < right.points
    }
    if let strongest, strongest.points >= 0.1 {
      let day = activities.newestDay(of: strongest.rule.type).map { ", last on \($0)" } ?? ""
      sentences.append(
        "\(strongest.rule.summary) counts most: \(strongest.points.fixed(1)) of"
          + " \(judgement.engagement.points.fixed(1)) points\(day)"
      )
    } else {
      sentences.append("no activity that counts; fit \(judgement.fit.points.fixed(1)) of 100")
    }
    return sentences.joined(separator: "; ")
  }
}

/// What a person did, day by day in the person's own zone.
struct LeadActivities {
  private let items: [(day: String, type: String)]

  init(_ events: UnsafeBufferPointer<Event>, of contact: Int, in population: Population) {
    let zone = population.zone(of: contact)
    let names = population.snapshot.eventTypeNames
    items = events.prefix { $0.instant <= population.asOf }.filter { event in
      event.machine != .yes && event.type.isContactActivity
        && (event.type != .call || event.answered)
    }.map { event in
      let civil = zone.civil(at: event.instant)
      return (String("\(civil)".prefix(10)), names[Int(event.type.rawValue)])
    }
  }

  /// The newest days with what happened on them, as `2025-07-28 click (2); 2025-07-20 open`.
  func newest(_ count: Int) -> String {
    var shown: [(day: String, type: String, times: Int)] = []
    for item in items.reversed() {
      if let known = shown.firstIndex(where: { $0.day == item.day && $0.type == item.type }) {
        shown[known].times += 1
      } else if shown.count < count {
        shown.append((item.day, item.type, 1))
      } else if item.day < shown[count - 1].day {
        break
      }
    }
    return shown.map {
      $0.times > 1 ? "\($0.day) \($0.type) (\($0.times))" : "\($0.day) \($0.type)"
    }
    .joined(separator: "; ")
  }

  /// The newest day on which something of a type happened.
  func newestDay(of type: String) -> String? { items.last { $0.type == type }?.day }
}
