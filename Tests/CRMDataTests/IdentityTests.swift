import CRMData
import CivilTime
import Diagnostics
import Tables
import TestSupport
import Testing

/// Records of one person in one tool or in several.
@Suite("Who is who")
struct IdentityTests {
  private static let crm = """
    profile: crm
    source: crm
    tables:
      - table: contacts
        header: [id, crm_mail]
        columns: {contact_id: id, email: crm_mail, phone: phone, merged_into: into, merged_ids: dead,
                  created_at: made, updated_at: changed, title: title, consent_email: optin,
                  deal_id: deal}
    """
  private static let mailer = """
    profile: mailer
    source: mailer
    kind: email
    tables:
      - table: contacts
        header: [member, address]
        columns: {contact_id: member, email: address, id_crm: crm, city: city, created_at: made}
      - table: events
        header: [address, happened, what]
        columns: {email: address, occurred_at: happened, type: what}
      - table: events
        header: [person, happened, what]
        columns: {contact_id: {column: person}, occurred_at: happened, type: what}
      - table: deals
        header: [deal, state]
        columns: {deal_id: deal, stage: state, closed_at: closed, contact_ids: people,
                  updated_at: changed}
    """

  /// Imports files of both tools.
  private func imported(_ files: [CSVText]) throws -> Imported {
    let folder = try TemporaryFolder()
    let library = try ProfileLibrary(additional: [profile(Self.crm), profile(Self.mailer)])
    let inputs = try files.map { file in
      try folder.write(file.text, to: file.name)
      return try #require(try recognised(file.name, in: folder, library: library))
    }
    var rejects: [Reject] = []
    let snapshot = try CRMImporter().snapshot(of: inputs) { rejects.append($0) }
    return Imported(snapshot: snapshot, rejects: rejects)
  }

  private func names(_ result: Imported) -> [String] {
    result.snapshot.contacts.order.map { result.snapshot.contacts.ids.string($0) }
  }

  @Test("a merged record is the one that it became, over a chain, from either side")
  func merges() throws {
    let people = CSVText(
      "crm.csv",
      "id,crm_mail,into,dead,made,title",
      ["1,,,7;8,2025-01-05,Head", "7,,,,2024-01-05,", "9,,8,,2025-02-01,Buyer", "5,,99,,,"]
    )
    let events = CSVText(
      "events.csv",
      "person,happened,what",
      ["1,2025-03-01,visit", "8,2025-03-02,visit", "9,2025-03-03,visit"]
    )
    let library = Self.mailer.replacing("source: mailer", with: "source: crm")
    let folder = try TemporaryFolder()
    let profiles = try ProfileLibrary(additional: [profile(Self.crm), profile(library)])
    let inputs = try [people, events].map { file in
      try folder.write(file.text, to: file.name)
      return try #require(try recognised(file.name, in: folder, library: profiles))
    }
    let snapshot = try CRMImporter().snapshot(of: inputs) { _ in }
    let result = Imported(snapshot: snapshot, rejects: [])
    #expect(names(result) == ["crm:1", "crm:5"], "99 is nobody, so 5 stays")
    #expect(try snapshot.events(of: "crm:1").count == 3)
    #expect(
      try snapshot.contacts.createdAt[snapshot.number("crm:1")] == instant("2024-01-05T00:00:00Z")
    )
    #expect(try snapshot.text("title", of: "crm:1") == "Head")
    #expect(snapshot.report.identities.mergedRecords == 3)
    #expect(result.report("events.csv")?.links == ["identifier": 1, "merged": 2])
  }

  @Test("records that were merged in a circle are an error")
  func circle() {
    let error = #expect(throws: CRMDataError.self) {
      try imported([CSVText("crm.csv", "id,crm_mail,into", ["1,,2", "2,,3", "3,,1"])])
    }
    #expect(error?.code == .mergeCycle)
  }

  @Test("an address that is unique in both tools makes one person of two records")
  func linkedByAddress() throws {
    let result = try imported([
      CSVText(
        "crm.csv",
        "id,crm_mail,made",
        ["1,Ada@Example.com,2025-02-01", "2,bo@example.com,"]
      ),
      CSVText(
        "mailer.csv",
        "member,address,city,made",
        ["m1,ada@example.com,Madrid,2025-01-01", "m2,bo+news@example.com,Rome,"]
      ),
      CSVText("log.csv", "address,happened,what", ["ADA@example.com,2025-03-01,open"]),
    ])
    #expect(names(result) == ["crm:1", "crm:2", "mailer:m2"], "+news is another address")
    let snapshot = result.snapshot
    #expect(try snapshot.text("city", of: "crm:1") == "Madrid")
    #expect(
      try snapshot.contacts.createdAt[snapshot.number("crm:1")] == instant("2025-01-01T00:00:00Z")
    )
    #expect(try snapshot.types(of: "crm:1") == ["open"])
    #expect(snapshot.report.identities.linkedByEmail == 1)
    #expect(result.report("log.csv")?.links == ["email": 1])
  }

  @Test("an address that two records of one tool share links nobody and is reported")
  func sharedAddress() throws {
    let result = try imported([
      CSVText("crm.csv", "id,crm_mail", ["1,info@example.com", "2,info@example.com"]),
      CSVText("mailer.csv", "member,address", ["m1,info@example.com"]),
      CSVText("log.csv", "address,happened,what", ["info@example.com,2025-03-01,open"]),
    ])
    #expect(names(result) == ["crm:1", "crm:2", "mailer:m1"])
    let report = result.snapshot.report.identities
    #expect(report.ambiguousAddresses == 1)
    #expect(report.sharedAddresses == 1)
    #expect(report.roleAddresses == 1)
    #expect(result.faults == ["log.csv:2 unknown-contact"])
    #expect(result.snapshot.contacts.roleAddresses.count(where: \.self) == 3)
  }

  @Test("an identifier of another tool links, whatever the addresses are")
  func linkedByIdentifier() throws {
    let result = try imported([
      CSVText("crm.csv", "id,crm_mail", ["1,a@example.com", "2,b@example.com"]),
      CSVText("mailer.csv", "member,address,crm", ["m1,z@example.com,1", "m2,y@example.com,77"]),
      CSVText("log.csv", "address,happened,what", ["z@example.com,2025-03-01,open"]),
    ])
    #expect(names(result) == ["crm:1", "crm:2", "mailer:m2"])
    #expect(result.snapshot.report.identities.linkedByIdentifier == 1)
    #expect(try result.snapshot.types(of: "crm:1") == ["open"], "the other address is his as well")
  }

  @Test("withdrawn consent survives a merge, and so does the later word")
  func consent() throws {
    let result = try imported([
      CSVText(
        "crm.csv",
        "id,crm_mail,into,optin,changed",
        [
          "1,,,subscribed,2025-01-01", "2,,1,unsubscribed,2025-02-01", "3,,,subscribed,",
          "4,,3,unsubscribed,",
        ]
      )
    ])
    #expect(try result.snapshot.consent(.email, of: "crm:1") == .unsubscribed)
    #expect(try result.snapshot.consent(.email, of: "crm:3") == .unsubscribed)
  }

  @Test(
    "a row that says nothing of consent leaves what another said, in either order",
    arguments: [
      (["1,,,unsubscribed,2025-02-01", "1,x@example.com,,,2025-03-01"], ConsentState.unsubscribed),
      (["1,,,subscribed,2025-02-01", "1,x@example.com,,unsubscribed,2025-03-01"], .unsubscribed),
      (["1,,,unsubscribed,2025-02-01", "1,x@example.com,,subscribed,2025-03-01"], .subscribed),
      (["1,,,unsubscribed,2025-02-01", "2,,1,subscribed,2025-03-01"], .unsubscribed),
      (["1,,,,2025-02-01", "2,,1,unsubscribed,2024-03-01"], .unsubscribed),
    ]
  )
  func laterSilence(rows: [String], expected: ConsentState) throws {
    for rows in [rows, rows.reversed()] {
      let result = try imported([CSVText("crm.csv", "id,crm_mail,into,optin,changed", rows)])
      #expect(try result.snapshot.consent(.email, of: "crm:1") == expected)
    }
  }

  @Test("without any contacts, addresses make contacts")
  func derived() throws {
    let result = try imported([
      CSVText(
        "log.csv",
        "address,happened,what",
        [
          "Ada@example.com,2025-03-01,open", "ada@example.com,2025-03-02,click",
          ",2025-03-02,click",
        ]
      )
    ])
    #expect(names(result) == ["email:ada@example.com"])
    #expect(try result.snapshot.types(of: "email:ada@example.com") == ["open", "click"])
    #expect(result.faults == ["log.csv:4 missing-value"])
  }

  @Test("won deals convert their contacts once, whatever the order of the versions")
  func deals() throws {
    let people = CSVText(
      "crm.csv",
      "id,crm_mail,made,deal",
      ["1,,2025-01-10T09:00:00Z,", "2,,,", "3,,,d4"]
    )
    let crm = Self.mailer.replacing("source: mailer", with: "source: crm")
    let rows = [
      "d1,won,2025-01-10,1;2,", "d2,lost,,1,", "d3,open,,2,", "d4,won,2025-03-01,,",
      "d5,won,2025-04-01,,", "d6,won,,1,", "d7,wn,,1,", "d8,won,2025-04-01,77,",
      "d9,won,2025-05-05,2,2025-05-06", "d9,lost,,2,2025-06-01",
    ]
    var seen: Set<[String]> = []
    for rows in [rows, rows.reversed()] {
      let folder = try TemporaryFolder()
      let profiles = try ProfileLibrary(additional: [profile(Self.crm), profile(crm)])
      let files = [people, CSVText("deals.csv", "deal,state,closed,people,changed", rows)]
      let inputs = try files.map { file in
        try folder.write(file.text, to: file.name)
        return try #require(try recognised(file.name, in: folder, library: profiles))
      }
      var rejects: [Reject] = []
      let snapshot = try CRMImporter().snapshot(of: inputs) { rejects.append($0) }
      let converted = ["crm:1", "crm:2", "crm:3"].map { id -> String in
        guard let number = try? snapshot.number(id) else { return "nobody" }
        return snapshot.firstConversions[number].map { "\($0)" } ?? "never"
      }
      #expect(
        converted == ["2025-01-10T09:00:00Z", "2025-01-10T00:00:00Z", "2025-03-01T00:00:00Z"],
        "a deal won on the day of creation is not before it"
      )
      let deals = try #require(snapshot.report.deals)
      #expect([deals.won, deals.lost, deals.open, deals.wonWithoutContact] == [3, 2, 1, 1])
      #expect(
        rejects.map(\.code).sorted() == [
          "crm.bad-word", "crm.duplicate-id", "crm.missing-value", "crm.unknown-contact",
        ]
      )
      seen.insert(converted)
    }
    #expect(seen.count == 1)
  }

  @Test("telephone numbers find contacts however they are written")
  func phones() throws {
    let caller = """
      profile: caller
      kind: behaviour
      tables:
        - table: events
          header: [number, happened]
          columns: {phone: number, occurred_at: happened, type: {constant: call}}
      """
    let folder = try TemporaryFolder()
    let profiles = try ProfileLibrary(additional: [profile(Self.crm), profile(caller)])
    let files = [
      CSVText(
        "crm.csv",
        "id,crm_mail,phone",
        ["1,,+34 600-000 001", "2,,0044 20 7946 0000", "3,,"]
      ),
      CSVText(
        "calls.csv",
        "number,happened",
        ["+34600000001,2025-03-01", "+44 (20) 79460000,2025-03-01", "+1555,2025-03-01"]
      ),
    ]
    let inputs = try files.map { file in
      try folder.write(file.text, to: file.name)
      return try #require(try recognised(file.name, in: folder, library: profiles))
    }
    var rejects: [Reject] = []
    let snapshot = try CRMImporter().snapshot(of: inputs) { rejects.append($0) }
    #expect(try snapshot.types(of: "crm:1") == ["call"])
    #expect(try snapshot.types(of: "crm:2") == ["call"])
    #expect(rejects.map(\.code) == ["crm.unknown-contact"])
  }

  @Test(
    "identifiers that a spreadsheet has rounded are refused",
    arguments: [
      ("9.0010001E+15", true), ("9E+15", true), ("9,1E+15", true), ("E+15", false),
      ("A9E+15", false), ("9.0010001", false), ("9e+", false), ("1e15", false),
    ]
  )
  func roundedIdentifiers(id: String, isRefused: Bool) throws {
    let result = try imported([CSVText("crm.csv", "id,crm_mail", ["\"\(id)\",", "2,"])])
    #expect(result.faults == (isRefused ? ["crm.csv:2 damaged-id"] : []))
  }

  @Test(
    "Salesforce's identifiers of 15 characters are those of 18",
    arguments: [
      ("00Q000000000AAA", "00Q000000000AAAEA2"), ("00q000000000aaa", "00q000000000aaaAAA"),
      ("001A0000006Vm9u", "001A0000006Vm9uIAC"), ("003000000000AABUA0", "003000000000AABUA0"),
    ]
  )
  func salesforceIdentifiers(short: String, long: String) throws {
    let yaml = """
      profile: sf
      source: salesforce
      identifiers: salesforce
      tables:
        - table: contacts
          columns: {contact_id: Id}
      """
    let result = try CRMDataTests.imported([CSVText("c.csv", "Id", [short])], profile: yaml)
    #expect(names(result) == ["salesforce:\(long)"])
  }
}
