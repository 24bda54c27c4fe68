import CRMData
import CivilTime
import Diagnostics
import Tables
import Testing

@Suite("Contacts and companies")
struct ContactImportTests {
  @Test("a row becomes a contact with all its values")
  func wholeRow() throws {
    let snapshot = try contacts(
      "contact_id,email,company_id,tz,created_at,owner,consent_email,consent_post,origin,score",
      ["a,A@x.org,k1,Asia/Kolkata,2024-02-03T04:05:06Z,Ann,subscribed,never,web,12"]
    ).snapshot
    let contact = try snapshot.number("a")
    #expect(snapshot.contacts.zone(of: contact)?.identifier == "Asia/Kolkata")
    #expect(snapshot.contacts.createdAt[contact] == instant("2024-02-03T04:05:06Z"))
    #expect(snapshot.contacts.owner?.text(at: contact) == "Ann")
    #expect(snapshot.contacts.hasEmail == [true])
    #expect(try snapshot.consent(.email, of: "a") == .subscribed)
    #expect(try snapshot.consent(.post, of: "a") == .never)
    #expect(try snapshot.text("origin", of: "a") == "web")
    #expect(snapshot.attribute("score")?.number(of: contact) == 12)
    #expect(snapshot.companies.ids.string(Int(snapshot.contacts.companies[contact])) == "k1")
    #expect(snapshot.companies.count == 1)
  }

  @Test("contacts are ordered by the bytes of their identifiers")
  func order() throws {
    let snapshot = try contacts("contact_id,email", ["é,", "b,", "a10,", "a9,", "B,"]).snapshot
    #expect(
      snapshot.contacts.order.map(snapshot.contacts.ids.string) == ["B", "a10", "a9", "b", "é"]
    )
  }

  @Test("attributes are levels in bytewise order, numbers only where all values are")
  func attributes() throws {
    let snapshot = try contacts(
      "contact_id,email,size,mixed,empty,infinite",
      ["a,,10,1,,1", "b,,9,x,,inf", "c,,,1,,2", "d,,10,,,"]
    ).snapshot
    let size = try #require(snapshot.attribute("size"))
    #expect(size.column.levels == ["10", "9"])
    #expect(size.column.levelNumbers == [10, 9])
    #expect(size.column.isNumeric)
    #expect(try size.code(of: snapshot.number("c")) == -1)
    #expect(try size.number(of: snapshot.number("c")).isNaN)
    #expect(try size.text(of: snapshot.number("c")) == nil)
    #expect(snapshot.attribute("mixed")?.column.isNumeric == false)
    #expect(snapshot.attribute("empty")?.column.isNumeric == false)
    #expect(snapshot.attribute("infinite")?.column.isNumeric == false)
    #expect(snapshot.attribute("absent") == nil)
  }

  @Test("companies give their attributes to their contacts")
  func companies() throws {
    let snapshot = try imported([
      CSVText("companies.csv", "company_id,name,industry,origin", ["k1,One,Software,list"]),
      CSVText(
        "contacts.csv",
        "contact_id,email,company_id,origin",
        ["a,,k1,web", "b,,k2,", "c,,,"]
      ),
    ]).snapshot
    #expect(try snapshot.text("industry", of: "a") == "Software")
    #expect(try snapshot.text("industry", of: "b") == nil)
    #expect(try snapshot.text("industry", of: "c") == nil)
    #expect(try snapshot.text("origin", of: "a") == "web")
    #expect(try snapshot.text("company.origin", of: "a") == "list")
    #expect(snapshot.attributeNames == ["company.origin", "industry", "origin"])
    #expect(snapshot.companies.count == 2)
  }

  @Test("an unknown zone is reported, and the row is used without it")
  func unknownZone() throws {
    let result = try contacts("contact_id,email,tz", ["a,,Mars/Olympus", "b,,Mars/Olympus", "c,,"])
    #expect(result.faults == ["contacts.csv:2 unknown-zone", "contacts.csv:3 unknown-zone"])
    #expect(result.rejects[0].location.column == 3)
    #expect(result.rejects[0].columnName == "tz")
    #expect(result.rejects[0].value == "Aaaa/Aaaaaaa")
    #expect(result.snapshot.contacts.count == 3)
    #expect(try result.snapshot.contacts.zone(of: result.snapshot.number("a")) == nil)
    #expect(result.report("contacts.csv")?.used == 3)
    #expect(result.report("contacts.csv")?.rejected == 0)
  }

  @Test(
    "words of consent",
    arguments: [
      ("subscribed", ConsentState.subscribed), ("TRUE", .subscribed), ("yes", .subscribed),
      ("1", .subscribed), ("false", .never), ("No", .never), ("0", .never), ("never", .never),
      ("Unsubscribed", .unsubscribed), ("pending", .pending), ("bounced", .bounced),
      ("complained", .complained), ("suppressed", .suppressed), ("unknown", .unknown),
      ("", .unknown),
    ]
  )
  func consentWords(word: String, state: ConsentState) throws {
    let result = try contacts("contact_id,email,consent_email", ["a,,\(word)"])
    #expect(try result.snapshot.consent(.email, of: "a") == state)
    #expect(result.rejects.isEmpty)
  }

  @Test("a profile may speak of consent on a channel of its own")
  func customConsent() throws {
    let file = CSVText("contacts.csv", "Id,Fax", ["a,Y", "b,", "c,N"])
    let snapshot = try imported(
      [file],
      profile: """
        profile: own
        tables:
          - table: contacts
            columns:
              contact_id: Id
              consent_fax: {column: Fax, values: {Y: subscribed, N: never}}
        """
    ).snapshot
    let fax = Channel(rawValue: 7)
    #expect(snapshot.channelNames[7] == "fax")
    #expect(
      try ["a", "b", "c"].map { try snapshot.consent(fax, of: $0) } == [
        .subscribed, .unknown, .never,
      ]
    )
  }

  @Test("a word that is no consent is reported and read as unknown")
  func badConsent() throws {
    let result = try contacts("contact_id,email,consent_email", ["a,,perhaps", "b,,true"])
    #expect(result.faults == ["contacts.csv:2 bad-word"])
    #expect(result.rejects[0].hint.contains("map other words in the profile"))
    #expect(try result.snapshot.consent(.email, of: "a") == .unknown)
    #expect(try result.snapshot.consent(.email, of: "b") == .subscribed)
    #expect(try result.snapshot.consent(.sms, of: "b") == nil, "no file speaks of it")
  }

  @Test("a row without identifier, or with an impossible date, is rejected")
  func badRows() throws {
    let result = try contacts(
      "contact_id,email,created_at",
      [",x@x.org,", "a,,2024-02-30", "b,,"]
    )
    #expect(result.faults == ["contacts.csv:2 missing-value", "contacts.csv:3 bad-time"])
    #expect(result.rejects[1].value == "9999-99-99")
    #expect(result.snapshot.contacts.count == 1)
    #expect(result.report("contacts.csv")?.rejected == 2)
  }

  @Test("rejects show cells only on request")
  func showsValues() throws {
    let file = CSVText("contacts.csv", "contact_id,email,created_at", ["a,,30.2.2024", "b,,"])
    #expect(try imported([file]).rejects[0].value == "99.9.9999")
    #expect(try imported([file], showsValues: true).rejects[0].value == "30.2.2024")
  }

  @Test("whether addresses are known is unknown when no file has them")
  func noAddresses() throws {
    let derived = try imported([
      CSVText("events.csv", "contact_id,occurred_at,type", ["a,2024-01-01,open"])
    ]).snapshot
    #expect(derived.contacts.hasEmail.isEmpty)
    #expect(
      try contacts("contact_id,email", ["a,", "b,x"]).snapshot.contacts.hasEmail == [false, true]
    )
  }

  // MARK: - Two rows of one contact

  private static let header = "contact_id,email,updated_at,origin"

  @Test(
    "the row with the later updated_at wins, whatever the order",
    arguments: [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
  )
  func laterRowWins(order: [Int]) throws {
    let rows = ["a,,2024-01-01,old", "a,,2024-03-01,new", "a,,2024-02-01,middle"]
    let result = try contacts(Self.header, order.map { rows[$0] })
    #expect(try result.snapshot.text("origin", of: "a") == "new")
    #expect(result.snapshot.attribute("origin")?.column.levels == ["new"])
    #expect(result.rejects.map(\.code) == ["crm.duplicate-id", "crm.duplicate-id"])
    let lines = Set(result.rejects.map(\.location.line))
    #expect(lines == Set([2, 3, 4].filter { order[$0 - 2] != 1 }), "the losers are named")
    #expect(result.report("contacts.csv")?.used == 1)
    #expect(result.report("contacts.csv")?.rejected == 2)
  }

  @Test("of two rows without updated_at the same one wins in either order")
  func noDates() throws {
    let rows = ["a,,,left", "a,,,right"]
    let first = try contacts(Self.header, rows)
    let second = try contacts(Self.header, rows.reversed())
    #expect(try first.snapshot.text("origin", of: "a") == second.snapshot.text("origin", of: "a"))
    #expect(first.rejects.count == 1)
    #expect(second.rejects.count == 1)
  }

  @Test("a row that says the same again is a duplicate, not a reject")
  func identicalRows() throws {
    let result = try contacts(
      Self.header,
      ["a,,2024-01-01,x", "a,,2024-01-01,x", "a,,2024-02-01,x"]
    )
    #expect(result.rejects.isEmpty)
    #expect(result.report("contacts.csv")?.duplicates == 2)
    #expect(result.report("contacts.csv")?.used == 1)
  }

  @Test("a row that returns to old values wins by its date in every order")
  func returningValues() throws {
    let rows = ["a,,2024-01-01,x", "a,,2024-02-01,y", "a,,2024-03-01,x"]
    #expect(try contacts(Self.header, rows).snapshot.text("origin", of: "a") == "x")
    let other = try contacts(Self.header, [rows[0], rows[2], rows[1]])
    #expect(try other.snapshot.text("origin", of: "a") == "x")
  }

  @Test("a value that only a replaced row had is gone")
  func replacedValues() throws {
    for rows in [["a,,2024-01-01,x", "a,,2024-02-01,"], ["a,,2024-02-01,", "a,,2024-01-01,x"]] {
      let snapshot = try contacts(Self.header, rows).snapshot
      #expect(try snapshot.text("origin", of: "a") == nil)
      #expect(snapshot.attribute("origin")?.column.levels == [])
    }
  }

  @Test("a replaced row leaves nothing behind")
  func replacedCompanyAndZone() throws {
    let header = "contact_id,email,updated_at,company_id,tz"
    let rows = ["a,,2024-01-01,old,Mars/Olympus", "a,,2024-02-01,new,Europe/Madrid"]
    let forwards = try contacts(header, rows)
    let backwards = try contacts(header, rows.reversed())
    #expect(
      try forwards.snapshot.contacts.zone(of: forwards.snapshot.number("a"))?.identifier
        == "Europe/Madrid"
    )
    #expect(forwards.snapshot.companies.count == backwards.snapshot.companies.count)
    #expect(forwards.rejects.map(\.code) == backwards.rejects.map(\.code))
  }

  @Test("a contact in two files with different columns does not depend on their names")
  func differentColumns() throws {
    let old = CSVText("1.csv", "contact_id,email,updated_at,plan", ["a,,2024-01-01,free"])
    let new = CSVText("2.csv", "contact_id,email,updated_at,origin", ["a,,2024-02-01,web"])
    let renamed = [CSVText("2.csv", old.header, old.rows), CSVText("1.csv", new.header, new.rows)]
    let left = try imported([old, new]).snapshot.text("plan", of: "a")
    let right = try imported(renamed).snapshot.text("plan", of: "a")
    #expect(left == nil)
    #expect(right == nil)
  }

  // MARK: - Two rows of one company

  @Test("equal company rows are duplicates, different ones rejects")
  func companyRows() throws {
    let header = "company_id,name,industry"
    let rows = ["k,One,Software", "k,One,Software", "k,One,Retail", ",None,Retail"]
    let contact = CSVText("contacts.csv", "contact_id,email,company_id", ["a,,k"])
    let result = try imported([CSVText("companies.csv", header, rows), contact])
    let reversed = try imported([CSVText("companies.csv", header, rows.reversed()), contact])
    #expect(
      try result.snapshot.text("industry", of: "a") == reversed.snapshot.text("industry", of: "a")
    )
    let report = try #require(result.report("companies.csv"))
    #expect([report.used, report.duplicates, report.rejected] == [1, 1, 2])
    #expect(result.rejects.map(\.code).sorted() == ["crm.duplicate-id", "crm.missing-value"])
  }

  @Test("the company row with the later updated_at wins")
  func laterCompanyRow() throws {
    let contact = CSVText("contacts.csv", "contact_id,email,company_id", ["a,,k"])
    var winners: Set<String?> = []
    for industries in [("Software", "Retail"), ("Retail", "Software")] {
      let rows = ["k,One,2024-01-01,\(industries.0)", "k,One,2024-02-01,\(industries.1)"]
      let file = CSVText("companies.csv", "company_id,name,updated_at,industry", rows)
      let industry = try imported([file, contact]).snapshot.text("industry", of: "a")
      winners.insert(industry == industries.1 ? "later" : "earlier")
    }
    #expect(winners == ["later"])
  }
}
