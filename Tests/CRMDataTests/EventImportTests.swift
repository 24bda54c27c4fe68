import CRMData
import CivilTime
import Diagnostics
import Tables
import Testing

@Suite("Events, sends and conversions")
struct EventImportTests {
  @Test("a row becomes an event with all its values")
  func wholeRow() throws {
    let snapshot = try events(
      World.eventHeader,
      ["e1,c1,2024-02-03T04:05:06.789Z,click,sms,m2,/a,1,3,"]
    ).snapshot
    let event = try #require(try snapshot.events(of: "c1").first)
    #expect(event.instant == instant("2024-02-03T04:05:06.789Z"))
    #expect(event.type == .click)
    #expect(event.channel == .sms)
    #expect(event.machine == .yes)
    #expect(event.message == 1)
    #expect(!event.answered)
    #expect(!event.hasUnknownHour)
    #expect(snapshot.newestInstant == event.instant)
    #expect(snapshot.report.eventsByType == ["click": 1])
  }

  @Test("messages have codes in the bytewise order of their names, 0 where there is none")
  func messages() throws {
    let rows = ["m9", "m10", "", "m10"].enumerated().map { "c1,2024-01-0\($0 + 1),open,\($1)" }
    let snapshot = try events("contact_id,occurred_at,type,message_id", rows).snapshot
    #expect(try snapshot.events(of: "c1").map(\.message) == [2, 1, 0, 1])
  }

  @Test("a date alone is an event whose hour is unknown")
  func dayOnly() throws {
    let snapshot = try events(
      "contact_id,occurred_at,type",
      ["c1,2024-01-01,open", "c1,2024-01-01T00:00:00Z,click"]
    ).snapshot
    #expect(try snapshot.events(of: "c1").map(\.hasUnknownHour) == [true, false])
  }

  @Test(
    "an event that names no channel has the usual one of its type",
    arguments: [
      ("open", Channel.email), ("page_view", .web), ("call", .phone), ("call_attempt", .phone),
      ("voicemail", .phone), ("sms_in", .sms), ("sms_out", .sms), ("my_own_type", .email),
    ]
  )
  func usualChannel(type: String, channel: Channel) throws {
    let snapshot = try events("contact_id,occurred_at,type,channel", ["c1,2024-01-01,\(type),"])
      .snapshot
    #expect(try snapshot.events(of: "c1").map(\.channel) == [channel])
  }

  @Test(
    "words about machines",
    arguments: [
      ("1", Event.MachineOrigin.yes), ("TRUE", .yes), ("yes", .yes), ("0", .no), ("false", .no),
      ("No", .no), ("", .unknown), ("perhaps", .unknown),
    ]
  )
  func machineWords(word: String, origin: Event.MachineOrigin) throws {
    let snapshot = try events(
      "contact_id,occurred_at,type,is_machine",
      ["c1,2024-01-01,open,\(word)"]
    )
    .snapshot
    #expect(try snapshot.events(of: "c1").map(\.machine) == [origin])
  }

  @Test("without a column about machines, people did it")
  func noMachineColumn() throws {
    let snapshot = try events("contact_id,occurred_at,type", ["c1,2024-01-01,open"]).snapshot
    #expect(try snapshot.events(of: "c1").map(\.machine) == [.no])
  }

  @Test(
    "a call is answered when somebody talked",
    arguments: [
      ("call", "12.5", true), ("call", "0.0", false), ("call", "", true), ("open", "9", false),
    ]
  )
  func answeredCalls(type: String, seconds: String, answered: Bool) throws {
    let snapshot = try events(
      "contact_id,occurred_at,type,duration_s",
      ["c1,2024-01-01,\(type),\(seconds)"]
    ).snapshot
    #expect(try snapshot.events(of: "c1").map(\.answered) == [answered])
  }

  @Test("a bounce is hard only where its class says so")
  func bounces() throws {
    let rows = ["hard", "HARD", "soft", ""].enumerated().map {
      "c1,2024-01-0\($0 + 1),bounce,\($1)"
    }
    let snapshot = try events("contact_id,occurred_at,type,bounce_class", rows).snapshot
    #expect(try snapshot.types(of: "c1") == ["hard_bounce", "hard_bounce", "bounce", "bounce"])
    let open = try events("contact_id,occurred_at,type,bounce_class", ["c1,2024-01-01,open,hard"])
    #expect(try open.snapshot.types(of: "c1") == ["open"])
  }

  @Test("sends are events of the type send")
  func sends() throws {
    let snapshot = try imported([
      CSVText("contacts.csv", "contact_id,email", ["c1,"]),
      CSVText(
        "sends.csv",
        "send_id,contact_id,channel,message_id,sent_at",
        ["s1,c1,sms,m1,2024-01-01T10:00:00Z", "s2,c1,,m1,2024-01-02T10:00:00Z"]
      ),
    ]).snapshot
    #expect(try snapshot.types(of: "c1") == ["send", "send"])
    #expect(try snapshot.events(of: "c1").map(\.channel) == [.sms, .email])
  }

  @Test(
    "a row that cannot be an event is rejected with its place",
    arguments: [
      (",2024-01-01,open,", "missing-value", 2), ("nobody,2024-01-01,open,", "unknown-contact", 2),
      ("c1,,open,", "missing-value", 3), ("c1,yesterday,open,", "bad-time", 3),
      ("c1,1969-12-31T23:59:59Z,open,", "bad-time", 3), ("c1,2109-05-16,open,", "bad-time", 3),
      ("c1,2024-01-01,,", "missing-value", 4), ("c1,2024-01-01,call,1m30", "bad-number", 5),
      ("c1,2025-02-29,open,", "bad-time", 3),
    ]
  )
  func badRows(row: String, code: String, column: Int) throws {
    let result = try events("event_id,contact_id,occurred_at,type,duration_s", ["e0," + row])
    #expect(result.faults == ["events.csv:2 \(code)"])
    #expect(result.rejects[0].location.column == column)
    #expect(!result.rejects[0].hint.isEmpty)
    #expect(result.snapshot.events.count == 0)
    #expect(result.report("events.csv")?.rejected == 1)
    #expect(result.snapshot.report.rejectsByCode == ["crm.\(code)": 1])
  }

  // MARK: - Duplicates

  @Test("the same event identifier counts once, different ones count each")
  func duplicateIdentifiers() throws {
    let row = "c1,2024-01-01T10:00:00Z,open"
    let snapshot = try events(
      "event_id,contact_id,occurred_at,type",
      ["e1,\(row)", "e1,\(row)", "e2,\(row)"]
    ).snapshot
    #expect(snapshot.events.count == 2)
    #expect(snapshot.events.duplicateCount == 1)
    #expect(snapshot.report.eventsByType == ["open": 2])
  }

  @Test("without identifiers, what the event was about tells rows apart")
  func duplicatesWithoutIdentifiers() throws {
    let snapshot = try events(
      "contact_id,occurred_at,type,url,message_id",
      [
        "c1,2024-01-01T10:00:00Z,click,/a,m1", "c1,2024-01-01T10:00:00Z,click,/a,m1",
        "c1,2024-01-01T10:00:00Z,click,/b,m1", "c1,2024-01-01T10:00:00Z,click,/a,m2",
        "c2,2024-01-01T10:00:00Z,click,/a,m1", "c1,2024-01-01T10:00:01Z,click,/a,m1",
        "c1,2024-01-01T11:00:00+01:00,click,/a,m1",
      ]
    ).snapshot
    #expect(snapshot.events.count == 5)
    #expect(snapshot.events.duplicateCount == 2)
  }

  @Test("the same send in two exports counts once")
  func overlappingFiles() throws {
    let header = "send_id,contact_id,channel,message_id,sent_at"
    let rows = (1...9).map { "s\($0),c1,email,m1,2024-01-0\($0)" }
    let result = try imported([
      CSVText("contacts.csv", "contact_id,email", ["c1,"]),
      CSVText("sends-1.csv", header, Array(rows[..<7])),
      CSVText("sends-2.csv", header, Array(rows[2...])),
    ])
    #expect(result.snapshot.events.count == 9)
    #expect(result.snapshot.events.duplicateCount == 5)
  }

  // MARK: - Whom they belong to

  @Test("events join by address: case folded, +tag kept, a shared address finds nobody")
  func emailJoin() throws {
    let result = try imported([
      CSVText(
        "contacts.csv",
        "contact_id,email",
        ["a,Ann@X.org", "b,bo+news@x.org", "c,both@x.org", "d,BOTH@x.org", "e,"]
      ),
      CSVText(
        "events.csv",
        "contact_id,email_key,occurred_at,type",
        [
          ",ann@x.ORG,2024-01-01,open", ",bo+news@x.org,2024-01-01,open",
          ",bo@x.org,2024-01-01,open",
          ",both@x.org,2024-01-01,open", ",,2024-01-01,open", "e,ann@x.org,2024-01-01,click",
        ]
      ),
    ])
    #expect(try result.snapshot.types(of: "a") == ["open"])
    #expect(try result.snapshot.types(of: "b") == ["open"])
    #expect(try result.snapshot.types(of: "e") == ["click"], "the identifier goes first")
    #expect(
      result.faults == [
        "events.csv:4 unknown-contact", "events.csv:5 unknown-contact",
        "events.csv:6 missing-value",
      ]
    )
    #expect(result.rejects[0].value == "aa@a.aaa")
  }

  @Test("an address that only a replaced row had finds nobody, in either order")
  func replacedAddress() throws {
    let rows = ["a,old@x.org,2024-01-01", "a,new@x.org,2024-02-01"]
    let event = CSVText(
      "events.csv",
      "contact_id,email_key,occurred_at,type",
      [
        ",old@x.org,2024-01-01,open"
      ]
    )
    let header = "contact_id,email,updated_at"
    let forwards = try imported([CSVText("contacts.csv", header, rows), event])
    let backwards = try imported([CSVText("contacts.csv", header, rows.reversed()), event])
    #expect(backwards.snapshot.events.count == 0)
    #expect(forwards.snapshot.events.count == 0)
  }

  @Test("without a contacts file, contacts are made from events and exist from their first one")
  func derivedContacts() throws {
    let result = try imported([
      CSVText(
        "events.csv",
        "contact_id,occurred_at,type",
        ["b,2024-01-05,open", "a,2024-01-01,open", "b,2024-01-02,click"]
      ),
      CSVText("deals.csv", "contact_id,converted_at", ["b,2024-01-01", "c,2024-03-01"]),
    ])
    let snapshot = result.snapshot
    #expect(snapshot.report.contactsAreDerived)
    #expect(result.rejects.isEmpty)
    #expect(snapshot.contacts.order.map(snapshot.contacts.ids.string) == ["a", "b", "c"])
    let created = snapshot.contacts.order.map { snapshot.contacts.createdAt[$0]?.description }
    #expect(
      created == ["2024-01-01T00:00:00Z", "2024-01-01T00:00:00Z", "2024-03-01T00:00:00Z"]
    )
  }

  @Test("an input without any contact is an error")
  func noContacts() throws {
    let error = #expect(throws: CRMDataError.self) {
      try imported([CSVText("contacts.csv", "contact_id,email", [])])
    }
    #expect(error?.code == .noContacts)
    #expect(error?.hint != nil)
    #expect(throws: CRMDataError.self) { try imported([]) }
  }

  // MARK: - Conversions

  private func conversions(_ rows: [String]) throws -> Imported {
    try imported([
      CSVText(
        "contacts.csv",
        "contact_id,created_at,email",
        ["a,2024-01-10,a@x.org", "b,,b@x.org"]
      ),
      CSVText("deals.csv", "contact_id,converted_at,value", rows),
    ])
  }

  @Test("the first conversion of a contact counts, and all are counted")
  func firstConversion() throws {
    let result = try conversions(["a,2024-03-01,5", "a,2024-02-01,5", "b,2024-04-01,5"])
    let snapshot = result.snapshot
    #expect(try snapshot.firstConversions[snapshot.number("a")] == instant("2024-02-01"))
    #expect(snapshot.conversionCount == 3)
    #expect(snapshot.hasConversionTable)
    #expect(snapshot.newestInstant == instant("2024-04-01"))
  }

  @Test("the same conversion twice is a duplicate")
  func duplicateConversion() throws {
    let result = try conversions(["a,2024-03-01,5", "a,2024-03-01,6"])
    #expect(result.snapshot.conversionCount == 1)
    #expect(result.report("deals.csv")?.duplicates == 1)
  }

  @Test("a conversion before its contact was created is rejected, one at that instant is used")
  func beforeCreation() throws {
    let result = try conversions(["a,2024-01-09T23:59:59Z,5", "a,2024-01-10,5", "b,1999-01-01,5"])
    #expect(result.faults == ["deals.csv:2 outcome-before-creation"])
    #expect(result.rejects[0].location.column == 2)
    #expect(result.snapshot.conversionCount == 2)
  }

  @Test("a conversion of nobody, or at no time, is rejected")
  func badConversions() throws {
    let result = try conversions(["nobody,2024-02-01,5", "a,soon,5", "a,,5", ",2024-02-01,5"])
    #expect(result.rejects.count == 4)
    #expect(result.faults.prefix(2) == ["deals.csv:2 unknown-contact", "deals.csv:3 bad-time"])
    #expect(result.report("deals.csv")?.rejected == 4)
    #expect(result.snapshot.firstConversions == [nil, nil])
    #expect(
      result.faults.suffix(2) == ["deals.csv:4 missing-value", "deals.csv:5 missing-value"]
    )
  }

  @Test("without a conversions table nobody converted, and the snapshot says so")
  func noConversionTable() throws {
    let snapshot = try contacts("contact_id,email", ["a,"]).snapshot
    #expect(!snapshot.hasConversionTable)
    #expect(snapshot.firstConversions == [nil])
  }
}
