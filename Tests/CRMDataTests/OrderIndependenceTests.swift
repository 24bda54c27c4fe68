import CRMData
import CivilTime
import Diagnostics
import TestSupport
import Testing

@Suite("The same rows give the same snapshot")
struct OrderIndependenceTests {
  private let files = World(seed: 7).files

  private func expectSame(_ changed: [CSVText], threads: Int = 1, _ note: Comment) throws {
    let original = Content(try imported(files).snapshot)
    let other = Content(try imported(changed, threads: threads).snapshot)
    let names = [
      "contacts", "companies", "levels", "numeric", "conversions", "newest", "types", "channels",
      "events", "duplicates", "counts", "rejects", "all",
    ]
    let same = [
      original.contacts == other.contacts, original.companies == other.companies,
      original.levels == other.levels, original.numericAttributes == other.numericAttributes,
      original.conversionCount == other.conversionCount,
      original.newestInstant == other.newestInstant,
      original.eventTypeNames == other.eventTypeNames,
      original.channelNames == other.channelNames, original.eventCount == other.eventCount,
      original.duplicateCount == other.duplicateCount,
      original.eventsByType == other.eventsByType, original.rejectsByCode == other.rejectsByCode,
      original == other,
    ]
    let differences = zip(names, same).filter { !$0.1 }.map(\.0)
    #expect(differences == [], note)
  }

  @Test("the world has everything that could go wrong")
  func world() throws {
    let result = try imported(files)
    let snapshot = result.snapshot
    #expect(snapshot.contacts.count == 60)
    #expect(snapshot.events.duplicateCount >= 50)
    #expect(snapshot.report.customEventTypes == ["apple", "zebra", "Ärger"])
    for code in ["missing-value", "bad-time", "bad-number", "unknown-contact", "duplicate-id"] {
      #expect((snapshot.report.rejectsByCode["crm.\(code)"] ?? 0) > 0, "\(code)")
    }
    #expect(snapshot.report.rejectsByCode["crm.outcome-before-creation"] == 1)
    #expect(result.rejects.count == snapshot.report.rejectCount)
  }

  @Test("rows in any order", arguments: 1...5)
  func shuffledRows(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let shuffled = files.map { file in
      CSVText(file.name, file.header, file.rows.shuffled(using: &random))
    }
    try expectSame(shuffled, "seed \(seed)")
  }

  @Test("rows spread over several files", arguments: 1...3)
  func splitFiles(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let split = files.flatMap { file -> [CSVText] in
      // Companies and conversions of two files have tests of their own.
      guard !["companies.csv", "conversions.csv"].contains(file.name) else { return [file] }
      var parts = (0..<3).map { CSVText("\($0)-\(file.name)", file.header, []) }
      for row in file.rows { parts[random.integer(below: 3)].rows.append(row) }
      return parts
    }
    try expectSame(split, "seed \(seed)")
  }

  @Test("two rows of one company in two files are told as in one file")
  func companiesInTwoFiles() throws {
    let header = "company_id,name,industry"
    let rows = ["k,One,Software", "k,One,Retail"]
    let contacts = CSVText("contacts.csv", "contact_id,email,company_id", ["a,,k"])
    let outcomes = try [[0, 1], [1, 0]].map { order in
      let result = try imported([
        CSVText("1.csv", header, [rows[order[0]]]), CSVText("2.csv", header, [rows[order[1]]]),
        contacts,
      ])
      return [try result.snapshot.text("industry", of: "a"), result.faults.first]
    }
    #expect(outcomes[0][0] == outcomes[1][0])
    #expect(outcomes[0][1]?.hasSuffix("duplicate-id") == true)
  }

  @Test("the same conversion in two overlapping exports counts once")
  func conversionsInTwoFiles() throws {
    let header = "contact_id,converted_at"
    let snapshot = try imported([
      CSVText("contacts.csv", "contact_id,email", ["a,"]),
      CSVText("deals-1.csv", header, ["a,2024-01-01", "a,2024-02-01"]),
      CSVText("deals-2.csv", header, ["a,2024-02-01", "a,2024-03-01"]),
    ]).snapshot
    #expect(snapshot.firstConversions == [instant("2024-01-01")])
    #expect(snapshot.conversionCount == 3)
  }

  @Test("files in any order and under any name")
  func reorderedFiles() throws {
    try expectSame(files.reversed(), "given in another order")
    let renamed = files.enumerated().map { index, file in
      CSVText("\(9 - index).csv", file.header, file.rows)
    }
    try expectSame(renamed, "in another bytewise order")
  }

  @Test("columns in another order")
  func reorderedColumns() throws {
    let mirrored = files.map { file in
      let mirror = { (line: String) in
        line.split(separator: ",", omittingEmptySubsequences: false).reversed()
          .joined(separator: ",")
      }
      return CSVText(file.name, mirror(file.header), file.rows.map(mirror))
    }
    let original = Content(try imported(files).snapshot)
    let result = Content(try imported(mirrored).snapshot)
    #expect(original.contacts.map(\.id) == result.contacts.map(\.id))
    #expect(original.contacts.map(\.events) == result.contacts.map(\.events))
    #expect(original.eventsByType == result.eventsByType)
  }

  @Test("any number of threads", arguments: [2, 4, 1000])
  func threads(count: Int) throws {
    try expectSame(files, threads: count, "threads")
  }

  @Test("more contacts than buckets, more events than a chunk")
  func manyEvents() throws {
    var random = SplitMix(seed: 11)
    let rows = (0..<6000).map { index in
      let contact = index < 1500 ? "c7" : "c\(random.integer(below: 700))"
      return "\(contact),2024-01-01T00:\(10 + random.integer(below: 50)):00Z,open,m\(index % 9)"
    }
    let header = "contact_id,occurred_at,type,message_id"
    let sorted = try imported([CSVText("events.csv", header, rows)], threads: 1)
    let shuffled = try imported(
      [CSVText("events.csv", header, rows.shuffled(using: &random))],
      threads: 4
    )
    #expect(Content(sorted.snapshot) == Content(shuffled.snapshot))
    // What one set of each contact's different rows says, without the importer.
    let expected = Dictionary(grouping: Set(rows)) { $0.prefix { $0 != "," } }
    for (id, distinct) in expected {
      let events = try sorted.snapshot.events(of: String(id))
      #expect(events.count == distinct.count)
      #expect(events == events.sorted())
    }
    #expect(sorted.snapshot.events.count == Set(rows).count)
    #expect(sorted.snapshot.events.duplicateCount == rows.count - Set(rows).count)
  }

  @Test("a contact without events has none")
  func noEvents() throws {
    let snapshot = try contacts("contact_id,email", ["a,", "b,"]).snapshot
    #expect(try snapshot.events(of: "a").isEmpty)
    #expect(snapshot.events.count == 0)
    #expect(snapshot.newestInstant == nil)
  }

  @Test("custom types and channels get codes in the bytewise order of their names")
  func customCodes() throws {
    let rows = ["zebra,fax", "Apple,telex", "ärger,Fax", "apple,fax"].enumerated().map {
      "c1,2024-01-0\($0 + 1),\($1)"
    }
    for order in [rows, rows.reversed()] {
      let snapshot = try events("contact_id,occurred_at,type,channel", order).snapshot
      #expect(snapshot.eventTypeNames[100...103] == ["Apple", "apple", "zebra", "ärger"])
      #expect(snapshot.eventTypeNames[104].isEmpty)
      #expect(Array(snapshot.channelNames[7...9]) == ["Fax", "fax", "telex"])
      #expect(try snapshot.types(of: "c1") == ["zebra", "Apple", "ärger", "apple"])
      #expect(snapshot.report.customEventTypes == ["Apple", "apple", "zebra", "ärger"])
    }
  }

  @Test(
    "more types or channels than there are codes are refused, whatever the order of rows",
    arguments: [true, false]
  )
  func overflow(isReversed: Bool) throws {
    let rows = (0..<300).map { "c1,2024-01-01T00:00:00Z,type\($0),email" }
    let channels = (0..<40).map { "c1,2024-01-01T00:00:00Z,open,channel\($0)" }
    for rows in [rows, channels] {
      let error = #expect(throws: CRMDataError.self) {
        try events("contact_id,occurred_at,type,channel", isReversed ? rows.reversed() : rows)
      }
      #expect(error?.code == .tooManyNames)
    }
    #expect(
      try events("contact_id,occurred_at,type", Array(repeating: "c1,2024-01-01,x", count: 2))
        .snapshot.events.count == 1
    )
  }

  @Test("as many types as there are codes are kept apart")
  func allCodes() throws {
    let rows = (0..<156).map { "c1,2024-01-01T00:00:00Z,type\($0)" }
    let snapshot = try events("contact_id,occurred_at,type", rows).snapshot
    #expect(snapshot.report.customEventTypes.count == 156)
    #expect(snapshot.report.eventsByType.values.allSatisfy { $0 == 1 })
  }
}
