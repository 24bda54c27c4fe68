import CRMData
import CivilTime
import Features
import LeadScoring
import Testing

@Suite("Past examples and their outcomes")
struct TrainingSetTests {
  private static let asOf = instant("2024-06-30")

  /// Contacts a to e in this order; a and d converted, e only after the instant.
  private static let rows = [
    "a,,2024-01-01", "b,,2024-03-01", "c,,", "d,,2024-01-01", "e,,2024-01-01", "z,,2024-06-15",
  ]
  private static let conversions = ["a,2024-03-10", "d,2024-06-15", "e,2024-07-05"]

  private func crm(_ conversions: [String] = conversions) throws -> CRMSnapshot {
    try snapshot([
      ("contacts.csv", "contact_id,email,created_at\n" + Self.rows.map { $0 + "\n" }.joined()),
      ("deals.csv", "contact_id,converted_at\n" + conversions.map { $0 + "\n" }.joined()),
    ])
  }

  private func training(
    _ conversions: [String] = conversions,
    learning: ConversionLearning = ConversionLearning()
  ) throws -> (set: TrainingSet, crm: CRMSnapshot) {
    let crm = try crm(conversions)
    return (TrainingSet(of: crm, asOf: Self.asOf, learning: learning), crm)
  }

  /// `letter outcome` of each example.
  private func examples(_ set: TrainingSet, _ crm: CRMSnapshot) -> [String] {
    zip(set.examples, set.outcomes).map { example, outcome in
      let place = crm.contacts.order.firstIndex(of: example.contact) ?? -1
      let letters = ["a", "b", "c", "d", "e", "z"]
      return
        "\(letters[place])\(example.reference.description.prefix(10).suffix(5)) \(Int(outcome))"
    }
  }

  @Test("references lie a horizon apart, as long as conversions were known")
  func references() throws {
    // 30 days before 06-30 is 05-31, then 05-01, 04-01; 03-02 is before the day of 03-09.
    let set = try training().set
    #expect(set.references == ["2024-05-31", "2024-05-01", "2024-04-01"].map(instant))
    #expect(try training(["a,2024-03-03"]).set.references.count == 4)
    #expect(try training(["a,2024-03-04"]).set.references.count == 3)
  }

  @Test("at risk are the contacts that existed and had not converted; ordered by identifier")
  func atRisk() throws {
    let (set, crm) = try training()
    #expect(
      examples(set, crm) == [
        "b05-31 0", "c05-31 0", "d05-31 1", "e05-31 0", "b05-01 0", "c05-01 0", "d05-01 0",
        "e05-01 0",
        "b04-01 0", "c04-01 0", "d04-01 0", "e04-01 0",
      ]
    )
    #expect(set.conversionCount == 1)
  }

  @Test("the newest references are kept")
  func maximumReferences() throws {
    var learning = ConversionLearning()
    learning.maximumReferences = 2
    #expect(
      try training(learning: learning).set.references == ["2024-05-31", "2024-05-01"].map(instant)
    )
  }

  @Test("the horizon is the rules'")
  func horizon() throws {
    var learning = ConversionLearning()
    learning.horizon = .days(60)
    let (set, crm) = try training(learning: learning)
    // 60 days before 06-30 is 05-01, then 03-02 is too early.
    #expect(set.references == [instant("2024-05-01")])
    #expect(examples(set, crm) == ["b05-01 0", "c05-01 0", "d05-01 1", "e05-01 0"])
  }

  @Test(
    "the edges: created at the reference is at risk, converted at it is not, at the horizon's end counts"
  )
  func edges() throws {
    let crm = try crm([
      "a,2024-05-31", "b,2024-06-30", "c,2024-06-30T00:00:00.001Z", "d,2024-05-31T00:00:01Z",
    ])
    let reference = instant("2024-05-31")
    let set = TrainingSet(
      of: crm,
      references: [reference],
      asOf: instant("2025-01-01"),
      horizon: .days(30)
    )
    #expect(examples(set, crm) == ["b05-31 1", "c05-31 0", "d05-31 1", "e05-31 0"])
    let creation = TrainingSet(
      of: crm,
      references: [instant("2024-06-15")],
      asOf: instant("2025-01-01"),
      horizon: .days(30)
    )
    #expect(examples(creation, crm).last == "z06-15 0")
  }

  @Test("an outcome after the instant is not known")
  func unknownOutcomes() throws {
    let crm = try crm()
    let reference = instant("2024-06-20")
    func outcome(asOf: String) -> String? {
      let set = TrainingSet(
        of: crm,
        references: [reference],
        asOf: instant(asOf),
        horizon: .days(30)
      )
      return examples(set, crm).first { $0.hasPrefix("e") }
    }
    #expect(outcome(asOf: "2024-07-04T23:59:59Z") == "e06-20 0")
    #expect(outcome(asOf: "2024-07-05") == "e06-20 1")
  }

  @Test("without known conversions there is nothing to learn from")
  func noConversions() throws {
    for conversions in [[], ["e,2024-07-05"]] {
      let set = try training(conversions).set
      #expect(set.references.isEmpty)
      #expect(set.examples.isEmpty)
      #expect(set.conversionCount == 0)
    }
  }

  @Test("conversions after the instant change nothing")
  func future() throws {
    let past = try training(["a,2024-03-10", "d,2024-06-15"])
    let all = try training([
      "a,2024-03-10", "d,2024-06-15", "b,2024-07-01", "c,2025-01-01", "a,2024-09-09",
    ])
    #expect(past.set.references == all.set.references)
    #expect(examples(past.set, past.crm) == examples(all.set, all.crm))
  }
}
