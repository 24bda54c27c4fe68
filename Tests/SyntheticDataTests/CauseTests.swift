import CSV
import CivilTime
import SyntheticData
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

@Suite("Conversions from known causes") struct CauseTests {
  /// A world of causes, made once for all tests.
  private static let world = Result {
    try TestWorld(WorldOptions(contacts: 3_000, seed: 5, causes: CauseOptions(junk: 2)))
  }

  private static func reasons(_ truth: [String: String]) -> [String: Double] {
    truth.reduce(into: [:]) { reasons, cell in
      guard cell.key.hasPrefix("reason_") else { return }
      reasons[String(cell.key.dropFirst(7))] = Double(cell.value)
    }
  }

  @Test func `Equal options give equal bytes, and nothing else of the world changes`() throws {
    let options = WorldOptions(contacts: 60, weeks: 12, seed: 11, causes: CauseOptions(junk: 1))
    let (first, second) = (try TestWorld(options), try TestWorld(options))
    let plain = try TestWorld(WorldOptions(contacts: 60, weeks: 12, seed: 11))
    for name in TestWorld.fileNames { #expect(first.bytes[name] == second.bytes[name]) }
    #expect(first.bytes["events"] == plain.bytes["events"])
  }

  @Test func `What the causes add makes up the log-odds, from one common base`() throws {
    let world = try Self.world.get()
    var bases: [Double] = []
    for truth in world.rows("truth") where truth["log_odds"] != "" {
      let logOdds = try #require(truth["log_odds"].flatMap(Double.init))
      let reasons = Self.reasons(truth)
      #expect(reasons.count == 15)
      bases.append(logOdds - reasons.values.reduce(0, +))
      let top = try #require(truth["top_reason"])
      let largest = try #require(reasons.values.map(abs).max())
      #expect(abs(abs(try #require(reasons[top])) - largest) < 1e-9)
      let probability = try #require(
        truth["conversion_probability_30d"].flatMap(Double.init)
      )
      // The mean over the account's effect of deviation 0.3 lies close to the middle.
      #expect(abs(probability - 1 / (1 + exp(-logOdds))) < 0.012)
    }
    // Cells have eight digits.
    #expect(try #require(bases.max()) - (try #require(bases.min())) < 1e-5)
  }

  @Test func `Reasons are told from the mean of those who could convert`() throws {
    let world = try Self.world.get()
    let rows = world.rows("truth").filter { $0["log_odds"] != "" }.map(Self.reasons)
    for cause in ["industry", "seniority", "department", "lead_source", "employees"] {
      let mean = rows.reduce(0) { $0 + ($1[cause] ?? .nan) } / Double(rows.count)
      #expect(abs(mean) < 0.1, "\(cause)")
    }
  }

  @Test func `Who has converted has no probability and no reasons`() throws {
    let world = try Self.world.get()
    let converted = Set(world.rows("conversions").compactMap { $0["contact_id"] })
    #expect(converted.count > 100)
    for truth in world.rows("truth") {
      let isConverted = converted.contains(truth["contact_id"] ?? "")
      #expect((truth["top_reason"] == "") == isConverted)
      #expect((truth["conversion_probability_30d"] == "0") == isConverted)
    }
  }

  @Test func `Conversions come as often as the truth expects`() throws {
    let world = try Self.world.get()
    let start = world.options.end - .days(30)
    let converted = Dictionary(
      world.rows("conversions").map { ($0["contact_id"], $0["converted_at"]) },
      uniquingKeysWith: { first, _ in first }
    )
    var (atRisk, conversions, later, expected) = (0, 0, 0, 0.0)
    for (contact, truth) in zip(world.rows("contacts"), world.rows("truth")) {
      let won = converted[contact["contact_id"]].flatMap { $0.flatMap(Instant.parse) }
      if won == nil {
        later += 1
        expected += try #require(truth["conversion_probability_30d"].flatMap(Double.init))
      }
      let created = try #require(contact["created_at"].flatMap(Instant.parse))
      guard created <= start, won.map({ $0 > start }) ?? true else { continue }
      atRisk += 1
      if won != nil { conversions += 1 }
    }
    let (rate, mean) = (Double(conversions) / Double(atRisk), expected / Double(later))
    // Four standard errors, and a tenth for those who have just come.
    let standardError = (rate * (1 - rate) / Double(atRisk)).squareRoot()
    #expect(abs(rate - mean) < 4 * standardError + 0.1 * mean)
  }

  @Test func `With drift more convert in later months`() throws {
    let options = WorldOptions(contacts: 3_000, seed: 5, causes: CauseOptions(drift: 0.4))
    let world = try TestWorld(options)
    let middle = options.end - .days(90)
    let instants = world.rows("conversions").compactMap { $0["converted_at"] }
      .compactMap(Instant.parse)
    let (early, late) = (instants.count { $0 <= middle }, instants.count { $0 > middle })
    #expect(late > 2 * early)
  }

  @Test func `Junk is there when asked for, in all its kinds`() throws {
    let rows = try Self.world.get().rows("contacts")
    let columns = ["random_number_2", "random_word_2", "random_code", "always_same"]
    for name in columns { #expect(rows.allSatisfy { $0[name] != "" }, "\(name)") }
    #expect(Set(rows.compactMap { $0["random_code"] }).count > 2_000)
    #expect(Set(rows.compactMap { $0["always_same"] }).count == 1)
    #expect((30...160).contains(rows.count { $0["rarely_filled"] != "" }))
    let plain = WorldOptions(contacts: 5, weeks: 1, causes: CauseOptions())
    #expect(try TestWorld(plain).rows("contacts").allSatisfy { $0["random_code"] == nil })
  }

  @Test func `Departments and sizes are missing where one may expect it`() throws {
    let world = try Self.world.get()
    func share(_ rows: [[String: String]], _ isMissing: ([String: String]) -> Bool) -> Double {
      Double(rows.count(where: isMissing)) / Double(rows.count)
    }
    let contacts = world.rows("contacts")
    let entry = contacts.filter { $0["seniority"] == "entry" }
    let others = contacts.filter { $0["seniority"] != "entry" }
    #expect(share(entry) { $0["department"] == "" } > 0.2)
    #expect(share(others) { $0["department"] == "" } < 0.08)
    #expect(contacts.filter { $0["seniority"] == "" }.allSatisfy { $0["title"] == "" })
    #expect(contacts.contains { $0["title"] == "営業マネージャー" })
    #expect(contacts.contains { $0["title"] == "Direktor Einkauf" })
  }

  @Test(arguments: [
    CauseOptions(drift: 1.5), CauseOptions(drift: .nan), CauseOptions(junk: -1),
    CauseOptions(junk: 51),
  ])
  func `Impossible causes are refused before anything is written`(causes: CauseOptions) {
    let error = #expect(throws: SyntheticDataError.self) {
      try SyntheticWorld.write(to: "/nowhere", options: WorldOptions(contacts: 1, causes: causes))
    }
    #expect(error?.diagnosticCode == "synthetic.bad-option")
  }
}
