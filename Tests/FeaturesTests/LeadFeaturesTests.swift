import CRMData
import CivilTime
import Features
import Tables
import TestSupport
import Testing

@Suite("The features of leads")
struct LeadFeaturesTests {
  private static let contacts = """
    contact_id,email,company_id,created_at,seniority,lifecycle,origin,score
    a,,k,2024-01-01,vp,lead,web,1
    b,,,,,customer,fair,2

    """
  private static let companies = "company_id,name,industry,seniority\nk,One,Software,old\n"
  private static let events = """
    a,2024-01-05,open,email,m,0,,
    a,2024-01-10,open,email,m,1,,
    a,2024-01-15,call,phone,,0,0,
    a,2024-01-12,call,phone,,0,9,
    a,2024-01-18,send,email,m,0,,
    a,2024-02-20,open,email,m,0,,
    b,2024-01-11,zebra,web,,0,,

    """
  private static let eventHeader =
    "contact_id,occurred_at,type,channel,message_id,is_machine,duration_s,bounce_class\n"

  private func crm(_ more: String = "") throws -> CRMSnapshot {
    try snapshot([
      ("companies.csv", Self.companies), ("contacts.csv", Self.contacts),
      ("events.csv", Self.eventHeader + Self.events + more),
    ])
  }

  private func numbers(_ name: String, _ table: FeatureTable) throws -> [Double] {
    let column = try #require(table.columns.first { $0.name == name })
    guard case .numbers(let values) = column.values else { return [] }
    return values
  }

  private func table(
    _ crm: CRMSnapshot,
    stable: Set<String> = [],
    at day: String = "2024-01-19",
    threads: Int = 1
  ) throws -> FeatureTable {
    let examples = try ["a", "b"].map {
      LeadExample(contact: try crm.number($0), reference: instant(day))
    }
    return LeadFeatures(
      of: crm,
      stableAttributes: stable,
      census: EventCensus(of: crm, asOf: Event.endOfTime)
    ).table(of: examples, threads: threads)
  }

  @Test("activity by type and half-life, recency, age, then stable attributes")
  func names() throws {
    let table = try table(crm())
    #expect(
      table.columns.map(\.name) == [
        "open (half-life 14 days)", "open (half-life 60 days)", "call (half-life 14 days)",
        "call (half-life 60 days)", "zebra (half-life 14 days)", "zebra (half-life 60 days)",
        "days since last activity", "days since creation", "company.seniority", "industry",
        "seniority",
      ]
    )
    #expect(table.rowCount == 2)
    #expect(
      table.columns.map(\.isLogarithmic) == [
        true, true, true, true, true, true, true, true, false, false, false,
      ]
    )
  }

  @Test("attributes that nobody declared stable are left out and named")
  func excluded() throws {
    let crm = try crm()
    #expect(
      LeadFeatures(
        of: crm,
        stableAttributes: [],
        census: EventCensus(of: crm, asOf: Event.endOfTime)
      ).excludedAttributes == [
        "lifecycle", "origin", "score",
      ]
    )
    #expect(
      LeadFeatures(
        of: crm,
        stableAttributes: ["origin"],
        census: EventCensus(of: crm, asOf: Event.endOfTime)
      ).excludedAttributes == [
        "lifecycle", "score",
      ]
    )
    let names = try table(crm, stable: ["origin"]).columns.map(\.name)
    #expect(names.suffix(4) == ["company.seniority", "industry", "origin", "seniority"])
  }

  @Test(
    "what follows the outcome is never looked at, whoever declares it stable",
    arguments: [
      "lifecycle", "lifecycle_raw", "lead_status", "native_score", "native_grade", "stage",
    ]
  )
  func leaks(name: String) throws {
    let crm = try snapshot([
      ("companies.csv", "company_id,name,\(name)\nk,One,x\n"),
      ("contacts.csv", "contact_id,created_at,company_id,\(name)\na,,k,x\n"),
    ])
    let features = LeadFeatures(
      of: crm,
      stableAttributes: [name, "company.\(name)"],
      census: EventCensus(of: crm, asOf: Event.endOfTime)
    )
    let examples = [LeadExample(contact: 0, reference: instant("2024-01-01"))]
    let names = features.table(of: examples, threads: 1).columns.map(\.name)
    #expect(names == ["days since last activity", "days since creation"])
  }

  @Test("values by hand")
  func values() throws {
    let table = try table(crm())
    // a: one human open 14 days ago, one answered call 7 days ago: 2^(−1), 2^(−14/60), 2^(−7/14).
    let expected: [(String, Double)] = [
      ("open (half-life 14 days)", 0.5), ("open (half-life 60 days)", 0.850_667_160_950_855_7),
      ("call (half-life 14 days)", 0.707_106_781_186_547_6), ("zebra (half-life 14 days)", 0),
      ("days since last activity", 7), ("days since creation", 18),
    ]
    for (name, value) in expected {
      #expect(abs(try numbers(name, table)[0] - value) < 1e-12, "\(name)")
    }
    // b: a type of his own 8 days ago, which is an activity; no creation date.
    #expect(try numbers("days since last activity", table)[1] == 8)
    #expect(try numbers("days since creation", table)[1].isNaN)
    #expect(
      abs(try numbers("zebra (half-life 14 days)", table)[1] - 0.672_950_096_316_178_1) < 1e-12
    )
  }

  @Test("a contact without activity has no recency")
  func noActivity() throws {
    let table = try table(crm(), at: "2024-01-04")
    #expect(try numbers("days since last activity", table).allSatisfy(\.isNaN))
    #expect(try numbers("open (half-life 14 days)", table) == [0, 0])
  }

  @Test("words are words, few numbers too, many numbers are numbers, large ones logarithms")
  func attributeKinds() throws {
    let rows = (0..<12).map { "c\($0),,\($0 * 100),\($0),\($0 % 10),w\($0)\n" }.joined()
    let crm = try snapshot([
      ("contacts.csv", "contact_id,email,revenue,age,few,word\n" + rows + "x,,,,,\n")
    ])
    let examples = crm.contacts.order.map {
      LeadExample(contact: $0, reference: instant("2024-01-01"))
    }
    let table = LeadFeatures(
      of: crm,
      stableAttributes: ["revenue", "age", "few", "word"],
      census: EventCensus(of: crm, asOf: Event.endOfTime)
    )
    .table(of: examples, threads: 1)
    var kinds: [String: String] = [:]
    for column in table.columns.dropFirst(2) {
      let kind =
        switch column.values {
        case .numbers: "numbers"
        case .categories: "words"
        }
      kinds[column.name] = column.isLogarithmic ? "logarithm" : kind
    }
    #expect(kinds == ["revenue": "logarithm", "age": "numbers", "few": "words", "word": "words"])
    // Contacts are in bytewise order: c0, c1, c10, c11, c2, …, c9, x.
    let ages = try numbers("age", table)
    #expect(ages.prefix(12) == [0, 1, 10, 11, 2, 3, 4, 5, 6, 7, 8, 9])
    #expect(ages[12].isNaN)
  }

  /// Bit patterns, so that missing values compare too.
  private func bits(_ table: FeatureTable) -> [String: [UInt64]] {
    Dictionary(
      uniqueKeysWithValues: table.columns.map { column in
        switch column.values {
        case .numbers(let numbers): (column.name, numbers.map(\.bitPattern))
        case .categories(let codes, let levels):
          (
            column.name + levels.joined(separator: "|"),
            codes.map { UInt64(bitPattern: Int64($0)) }
          )
        }
      }
    )
  }

  @Test("future events change no value")
  func future() throws {
    let later = "a,2024-01-19T00:00:00.001Z,open,email,m,0,,\nb,2024-03-01,call,phone,,0,5,\n"
    #expect(try bits(table(crm())) == bits(table(crm(later))))
  }

  @Test("future events of a new type make no new column")
  func futureTypes() throws {
    let asOf = instant("2024-02-01")
    let names = try [crm(), crm("a,2024-03-01,login,web,,0,,\n")].map { crm in
      LeadFeatures(of: crm, stableAttributes: [], census: EventCensus(of: crm, asOf: asOf))
        .table(of: [LeadExample(contact: 0, reference: asOf)], threads: 1).columns.map(\.name)
    }
    #expect(names[0] == names[1])
    #expect(!names[0].isEmpty)
  }

  @Test("the bits do not depend on the number of threads")
  func threads() throws {
    var random = SplitMix(seed: 5)
    let rows = (0..<5000).map { _ in
      "c\(random.integer(below: 3000)),2024-01-0\(1 + random.integer(below: 9)),open,email,,,,\n"
    }.joined()
    let contacts = (0..<5000).map { "c\($0),\n" }.joined()
    let crm = try snapshot(contacts: "contact_id,email\n" + contacts, events: rows)
    let examples = crm.contacts.order.map {
      LeadExample(contact: $0, reference: instant("2024-01-08"))
    }
    let features = LeadFeatures(
      of: crm,
      stableAttributes: [],
      census: EventCensus(of: crm, asOf: Event.endOfTime)
    )
    #expect(
      bits(features.table(of: examples, threads: 1))
        == bits(features.table(of: examples, threads: 4))
    )
  }

  @Test("a plain table gives every column that is not left out")
  func plainTable() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("id,age,trade,label\n1,30,x,0\n2,,y,1\n3,40,,0\n", to: "t.csv")
    let table = FeatureTable(try Table(contentsOf: path) { _ in }, without: ["id", "label"])
    #expect(table.rowCount == 3)
    #expect(table.columns.map(\.name) == ["age", "trade"])
    #expect(try numbers("age", table).map { $0.isNaN ? -1 : $0 } == [30, -1, 40])
    guard case .categories(let codes, let levels) = table.columns[1].values else {
      Issue.record("words are categories")
      return
    }
    #expect(codes == [0, 1, -1])
    #expect(levels == ["x", "y"])
  }
}
