import CRMData
import CivilTime
import Features
import LinearAlgebra
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

  private static let habits = [
    "days since last activity", "days since creation", "active days of the last 90",
    "active weeks in a row", "activity trend",
  ]

  @Test("activity by type, recency, regularity, trend, age, then stable attributes")
  func names() throws {
    let table = try table(crm())
    #expect(
      table.columns.map(\.name)
        == ["open (half-life 14 days)", "call (half-life 30 days)", "zebra (half-life 30 days)"]
        + Self.habits + ["company.seniority", "industry", "seniority"]
    )
    #expect(table.rowCount == 2)
    #expect(
      table.columns.map(\.isLogarithmic) == [
        true, true, true, true, true, true, true, false, false, false, false,
      ]
    )
  }

  @Test("half-lives are chosen by type, several or without end")
  func halfLives() throws {
    let crm = try crm()
    let features = LeadFeatures(
      of: crm,
      stableAttributes: [],
      census: EventCensus(of: crm, asOf: Event.endOfTime)
    )
    #expect(features.activityTypes == ["open", "call", "zebra"])
    let examples = [LeadExample(contact: try crm.number("a"), reference: instant("2024-01-19"))]
    let table = features.decaying(by: ["open": [7, .infinity], "call": [7.5], "nobody": [3]])
      .table(of: examples, threads: 1)
    #expect(
      table.columns.map(\.name).prefix(4) == [
        "open (half-life 7 days)", "open (half-life unlimited)", "call (half-life 7.5 days)",
        "zebra (half-life 30 days)",
      ]
    )
    #expect(try numbers("open (half-life 7 days)", table) == [0.25])
    #expect(try numbers("open (half-life unlimited)", table) == [1])
  }

  @Test(
    "the name of a column tells its half-life",
    arguments: [("open", 14), ("page (half-life 3 days) view", 0.25), ("x", Double.infinity)]
  )
  func columnNames(type: String, halfLife: Double) throws {
    let name = HalfLives.columnName(of: type, halfLife: halfLife)
    let parsed = try #require(HalfLives.parsed(name))
    #expect(parsed.type == type)
    #expect(parsed.halfLife == halfLife)
  }

  @Test(
    "other names tell none",
    arguments: [
      "open", "days since creation", "open (half-life", "open (half-life x days)",
      "open (half-life -3 days)", "open (half-life 0 days)", "open (half-life 14 days) is missing",
    ]
  )
  func otherNames(name: String) {
    #expect(HalfLives.parsed(name) == nil)
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
    #expect(names == Self.habits)
  }

  @Test("values by hand")
  func values() throws {
    let table = try table(crm())
    // a: one human open 14 days ago, one answered call 7 days ago: 2^(−1), 2^(−7/30) (Python).
    // Two days, in the weeks of January 1st and 8th; the 19th lies in that of the 15th.
    let expected: [(String, Double)] = [
      ("open (half-life 14 days)", 0.5), ("call (half-life 30 days)", 0.850_667_160_950_855_7),
      ("zebra (half-life 30 days)", 0), ("days since last activity", 7),
      ("days since creation", 18), ("active days of the last 90", 2),
      ("active weeks in a row", 2), ("activity trend", 1.098_612_288_668_109_8),
    ]
    for (name, value) in expected {
      #expect(abs(try numbers(name, table)[0] - value) < 1e-12, "\(name)")
    }
    // b: a type of his own 8 days ago, which is an activity; no creation date.
    #expect(try numbers("days since last activity", table)[1] == 8)
    #expect(try numbers("days since creation", table)[1].isNaN)
    // 2^(−8/30) (Python).
    #expect(
      abs(try numbers("zebra (half-life 30 days)", table)[1] - 0.831_237_896_142_787_6) < 1e-12
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
    for column in table.columns.dropFirst(Self.habits.count) {
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

  /// Contacts with events of many types over 100 days.
  private func busy(seed: UInt64, contacts: Int = 60) throws -> CRMSnapshot {
    var random = SplitMix(seed: seed)
    let types = ["open", "click", "page_view", "reply", "send", "call"]
    let rows = (0..<contacts * 15).map { _ in
      let day = instant("2024-01-01") + .minutes(random.integer(below: 144_000))
      return "c\(random.integer(below: contacts)),\(day),\(random.element(of: types)),email,,,,\n"
    }.joined()
    let people = (0..<contacts).map { "c\($0),,2024-01-\(10 + $0 % 20)\n" }.joined()
    return try snapshot(contacts: "contact_id,email,created_at\n" + people, events: rows)
  }

  private func features(_ crm: CRMSnapshot) -> LeadFeatures {
    LeadFeatures(
      of: crm,
      stableAttributes: [],
      census: EventCensus(of: crm, asOf: Event.endOfTime)
    ).decaying(by: ["open": [3, 14, .infinity], "click": [0.1]])
  }

  @Test("many instants in one pass give the bits of each instant alone", arguments: 1...5)
  func manyReferences(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let features = features(try busy(seed: seed))
    let examples = (0..<300).map { _ in
      LeadExample(
        contact: random.integer(below: 60),
        reference: instant("2023-12-20") + .days(10 * random.integer(below: 13))
      )
    }
    let together = bits(features.table(of: examples, threads: 2))
    for (row, example) in examples.enumerated() {
      let alone = bits(features.table(of: [example], threads: 1))
      for (name, values) in together { #expect(alone[name] == [values[row]], "\(name)") }
    }
  }

  @Test("the columns are what the record of the contact says", arguments: 1...5)
  func sameAsRecord(seed: UInt64) throws {
    let crm = try busy(seed: seed)
    let asOf = instant("2024-03-15")
    let examples = crm.contacts.order.map { LeadExample(contact: $0, reference: asOf) }
    let table = features(crm).table(of: examples, threads: 1)
    for (row, example) in examples.enumerated() {
      var activity = ContactActivity(halfLives: [3, 14, .infinity])
      crm.events.withEvents(of: example.contact) { activity.add($0, asOf: asOf) }
      let total = activity.total.summary(asOf: asOf)
      let opens = activity[.open]?.summary(asOf: asOf).decayed ?? [0, 0, 0]
      #expect(try numbers("open (half-life 3 days)", table)[row] == opens[0])
      #expect(try numbers("open (half-life 14 days)", table)[row] == opens[1])
      #expect(try numbers("open (half-life unlimited)", table)[row] == opens[2])
      let recency = try numbers("days since last activity", table)[row]
      #expect((recency.isNaN ? nil : recency) == total.daysSinceLast)
      #expect(try numbers("active days of the last 90", table)[row] == Double(total.activeDays))
      #expect(try numbers("active weeks in a row", table)[row] == Double(total.currentWeeks))
      #expect(try numbers("activity trend", table)[row] == total.trend)
    }
  }

  @Test("no examples are an empty table")
  func noExamples() throws {
    let table = features(try busy(seed: 1)).table(of: [], threads: 2)
    #expect(table.rowCount == 0)
    #expect(!table.columns.isEmpty)
  }

  @Test("a fitted encoding reads later data, whatever they lack or have beside")
  func matching() throws {
    let rows = (0..<40).map { "c\($0),,\(["vp", "intern"][$0 % 2]),\($0 * 50)\n" }.joined()
    let events = (0..<30).map { "c\($0),2024-01-1\($0 % 9),open,email,,,,\n" }.joined()
    func crm(_ contacts: String, _ events: String) throws -> CRMSnapshot {
      try snapshot([
        ("contacts.csv", contacts), ("events.csv", Self.eventHeader + events),
      ])
    }
    let asOf = instant("2024-02-01")
    func features(_ crm: CRMSnapshot) -> LeadFeatures {
      LeadFeatures(
        of: crm,
        stableAttributes: ["seniority", "employees"],
        census: EventCensus(of: crm, asOf: asOf)
      )
    }
    let past = try crm("contact_id,email,seniority,employees\n" + rows, events)
    let examples = past.contacts.order.map { LeadExample(contact: $0, reference: asOf) }
    let table = features(past).table(of: examples, threads: 1)
    let encoding = DesignEncoding(fittedTo: table, rows: Array(0..<40))
    #expect(encoding.terms.contains { $0.name == "seniority = vp" })
    #expect(encoding.terms.contains { $0.name == "employees" })
    // No opens, no seniority, numbers that are words here, and a type of its own.
    let later = try crm(
      "contact_id,email,employees\nx,,250\ny,,\n",
      "x,2024-01-20,zebra,email,,,,\n"
    )
    let found = features(later).matching(encoding)
      .table(of: [0, 1].map { LeadExample(contact: $0, reference: asOf) }, threads: 1)
    #expect(found.columns.map(\.name) == encoding.features)
    let matrix = encoding.matrix(of: found, rows: [0, 1])
    let column = { (name: String) in
      encoding.terms.firstIndex { $0.name == name }.map { matrix.column($0) }
    }
    #expect(column("open (half-life 14 days)") == [0, 0])
    #expect(column("seniority = vp") == [0, 0])
    // log 251 (Python).
    #expect(abs(try #require(column("employees"))[0] - 5.525_452_939_131_784) < 1e-14)
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
