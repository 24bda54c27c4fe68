import CRMData
import CivilTime
import Evaluation
import Features
import Foundation
import LeadScoring
import Statistics
import Testing

/// What an attribute of a contact may be, beside an honest one.
enum Plant: CaseIterable, CustomTestStringConvertible {
  case copy, noisyCopy, filledAfter, shifted, dateAfter, category, missingPattern, score, sequence,
    stage

  var testDescription: String { "\(self)" }

  func text(_ converted: Instant?, _ stream: inout RandomStream) -> String {
    let won = converted != nil
    switch self {
    case .copy: return won ? "yes" : "no"
    case .noisyCopy: return won != stream.bernoulli(0.05) ? "hot" : "cold"
    case .filledAfter: return won && stream.bernoulli(0.7) ? "price" : ""
    case .shifted: return "\(stream.normal() + (won ? 3 : 0))"
    case .dateAfter:
      let day = (converted ?? instant("2024-01-01")) + .days(stream.integer(below: 60))
      return String(day.description.prefix(10))
    case .category: return won ? "team \(stream.integer(below: 2))" : "none"
    case .missingPattern: return stream.bernoulli(won ? 0.9 : 0.25) ? "a" : ""
    case .score: return "\(Int(30 + 15 * stream.normal() + (won ? 40 : 0)))"
    case .sequence: return "\(stream.integer(below: 100_000) + (won ? 90_000 : 0))"
    case .stage: return won ? "signed" : stream.bernoulli(0.5) ? "new" : "offer"
    }
  }
}

@Suite("The guard against leaks")
struct LeakGuardTests {
  private static let asOf = instant("2024-06-30")

  /// 1,200 contacts of whom about 200 convert in June, with honest attributes and another column.
  private static func world(
    column: String,
    seed: UInt64,
    _ value: (Instant?, inout RandomStream) -> String
  ) throws -> CRMSnapshot {
    var stream = RandomStream(seed: seed)
    var (contacts, conversions) = ("contact_id,created_at,industry,need,colour,\(column)\n", "")
    for contact in 0..<1_200 {
      let (need, trade) = (stream.normal(), stream.integer(below: 5))
      let isWon = stream.bernoulli(logistic(-2 + need + 0.3 * Double(trade)))
      let when = isWon ? instant("2024-06-01") + .hours(1 + stream.integer(below: 690)) : nil
      if let when { conversions += "c\(contact),\(when)\n" }
      let colour = ["red", "blue", ""][stream.integer(below: 3)]
      contacts +=
        "c\(contact),2023-01-01,trade \(trade),\(need),\(colour),\(value(when, &stream))\n"
    }
    return try snapshot([
      ("contacts.csv", contacts), ("conversions.csv", "contact_id,converted_at\n" + conversions),
    ])
  }

  /// What is found, and the columns that the model reads.
  private func judged(
    _ crm: CRMSnapshot,
    stable: Set<String>
  ) throws -> (findings: [LeakGuard.Finding], features: [String]) {
    var learning = ConversionLearning()
    learning.stableAttributes = stable
    let features = LeadFeatures(
      of: crm,
      stableAttributes: stable,
      census: EventCensus(of: crm, asOf: Self.asOf)
    )
    let training = TrainingSet(of: crm, asOf: Self.asOf, learning: learning)
    let model = try learning.fitted(to: training, features: features, in: crm, threads: 1).model
    // A scorer reads what the model read, no more.
    _ = ConversionScorer(model, features: features).results(for: [0], asOf: Self.asOf)
    guard case .logistic(let encoding, _) = model.basis else { return (model.leaks, []) }
    return (model.leaks, encoding.features)
  }

  @Test("finds what was planted, and nothing honest", arguments: Plant.allCases, [1, 2])
  func planted(plant: Plant, seed: UInt64) throws {
    let crm = try Self.world(column: "planted", seed: seed) { plant.text($0, &$1) }
    let found = try judged(crm, stable: ["need", "colour", "planted"])
    #expect(found.findings.map(\.attribute) == ["planted"])
    #expect(found.findings.allSatisfy { $0.isUsed && !$0.isNamed })
    #expect(found.features.contains("planted"), "the user has declared it stable")
  }

  @Test("finds nothing in honest attributes, strong ones among them", arguments: 1...5)
  func honest(seed: UInt64) throws {
    let crm = try Self.world(column: "number", seed: seed) { _, stream in
      "\(stream.integer(below: 1_000_000))"
    }
    #expect(try judged(crm, stable: ["need", "colour", "number"]).findings.isEmpty)
  }

  @Test("an attribute that only the profile calls stable is left out when the data call it a leak")
  func leftOut() throws {
    let crm = try Self.world(column: "seniority", seed: 3) { Plant.copy.text($0, &$1) }
    let found = try judged(crm, stable: ["need"])
    #expect(found.findings.map(\.attribute) == ["seniority"])
    #expect(found.findings.map(\.isUsed) == [false])
    #expect(!found.features.contains("seniority"))
    #expect(found.features.contains("industry"))
    let trusted = try judged(crm, stable: ["need", "seniority"])
    #expect(trusted.findings.map(\.isUsed) == [true])
    #expect(trusted.features.contains("seniority"))
  }

  @Test("a name on the list is used only where the user declares it stable, and told then")
  func named() throws {
    let crm = try Self.world(column: "Amount", seed: 4) { _, stream in
      "\(stream.integer(below: 9))"
    }
    #expect(try judged(crm, stable: ["need"]).findings.isEmpty)
    let found = try judged(crm, stable: ["need", "Amount"])
    #expect(found.findings.map(\.attribute) == ["Amount"])
    #expect(found.findings.map(\.isNamed) == [true])
    #expect(found.findings.map(\.isUsed) == [true])
  }

  @Test("the order of rows changes no finding")
  func order() throws {
    let rows = try Self.world(column: "planted", seed: 6) { Plant.score.text($0, &$1) }
    let found = try judged(rows, stable: ["planted", "need"]).findings
    #expect(found == (try judged(rows, stable: ["need", "planted"]).findings))
    #expect(
      try JSONDecoder().decode([LeakGuard.Finding].self, from: JSONEncoder().encode(found)) == found
    )
  }

  @Test("with hardly any conversions nothing is accused")
  func few() throws {
    var rows = "contact_id,created_at,industry\n"
    for contact in 0..<200 { rows += "c\(contact),2023-01-01,\(contact < 10 ? "won" : "open")\n" }
    let conversions = (0..<10).map { "c\($0),2024-06-0\(1 + $0 % 9)\n" }.joined()
    let crm = try snapshot([
      ("contacts.csv", rows), ("conversions.csv", "contact_id,converted_at\n" + conversions),
    ])
    var learning = ConversionLearning()
    learning.minimumConversions = 5
    let training = TrainingSet(of: crm, asOf: Self.asOf, learning: learning)
    let features = LeadFeatures(
      of: crm,
      stableAttributes: [],
      census: EventCensus(of: crm, asOf: Self.asOf)
    )
    #expect(
      try LeakGuard(trusted: [], seed: 1).findings(
        in: features.table(of: training.examples, threads: 1),
        of: training,
        features: features,
        in: crm
      ).isEmpty
    )
  }
}
