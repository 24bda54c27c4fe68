import CRMData
import CSV
import CivilTime
import Diagnostics
import Foundation
import TestSupport
import Testing

@Suite("Recognising files from their headers")
struct RecognitionTests {
  private func found(_ header: String, additional: [Profile] = []) throws -> (String, [TableKind])?
  {
    let columns = header.split(separator: ",").map(String.init)
    return try ProfileLibrary(additional: additional).recognise(header: columns, file: "x.csv")
      .map { ($0.profile.name, $0.tables.map(\.table)) }
  }

  @Test(
    "our own formats",
    arguments: [
      ("contact_id,created_at,email", "canonical", TableKind.contacts),
      ("contact_id,email", "canonical", .contacts), ("company_id,name", "canonical", .companies),
      ("contact_id,occurred_at,type", "canonical", .events),
      ("event_id,contact_id,email_key,occurred_at,type,channel", "canonical", .events),
      ("send_id,contact_id,channel,sent_at", "canonical", .sends),
      ("contact_id,converted_at,value", "canonical", .conversions),
      (
        "contact_id,email,company_id,title,seniority,country,timezone,created_at,lifecycle_stage,"
          + "consent_email,consent_sms,consent_phone", "workload", .contacts
      ),
      (
        "event_id,contact_id,occurred_at,type,channel,campaign_id,asset,value,is_machine",
        "workload",
        .events
      ), ("contact_id,converted_at,amount", "workload", .conversions),
    ]
  )
  func builtIn(header: String, profile: String, table: TableKind) throws {
    let result = try #require(try found(header))
    #expect(result.0 == profile)
    #expect(result.1 == [table])
  }

  @Test(
    "a header that no profile knows",
    arguments: ["id,probability,converted", "a", "Contact_ID,Email"]
  )
  func unknownHeader(header: String) throws {
    #expect(try found(header) == nil)
  }

  private static func profile(_ name: String, _ header: String) throws -> Profile {
    try CRMDataTests.profile(
      "profile: \(name)\ntables:\n  - table: contacts\n    header: [\(header)]\n"
        + "    columns: {contact_id: contact_id}\n"
    )
  }

  @Test("the user's profile wins where it recognises more headers")
  func usersProfileWins() throws {
    let own = try Self.profile("own", "contact_id, email, plan")
    #expect(try found("contact_id,email,plan", additional: [own])?.0 == "own")
    #expect(try found("contact_id,email", additional: [own])?.0 == "canonical")
  }

  @Test("the user's profile wins over ours where both recognise as many headers")
  func usersProfileWinsTies() throws {
    let own = try Self.profile("own", "contact_id, email")
    #expect(try found("contact_id,email", additional: [own])?.0 == "own")
  }

  @Test("ours wins where it recognises but one header more than the user's")
  func oursWinsByOne() throws {
    let own = try Self.profile("own", "contact_id, plan")
    let result = try? found("contact_id,occurred_at,type,plan", additional: [own])?.0
    #expect(result == "canonical")
  }

  @Test("two of the user's profiles that fit equally well are in doubt")
  func ambiguousProfiles() throws {
    let both = [try Self.profile("one", "Id, Plan"), try Self.profile("two", "Plan, Id")]
    let error = #expect(throws: CRMDataError.self) { try found("Id,Plan", additional: both) }
    #expect(error?.code == .ambiguousProfile)
    #expect(error?.message == "the profiles one and two fit equally well")
    #expect(error?.hint == "write x.csv:one to choose one")
    #expect(error?.location?.line == 1)
  }

  @Test("a header that must not be there rules a table out")
  func absentHeaders() throws {
    let own = try CRMDataTests.profile(
      "profile: own\ntables:\n  - table: contacts\n    header: [Id]\n    without: [Deal]\n"
        + "    columns: {contact_id: Id}\n"
    )
    #expect(try found("Id,Plan", additional: [own])?.0 == "own")
    #expect(try found("Id,Deal", additional: [own]) == nil)
  }

  @Test("profiles are found by name, with a suggestion otherwise")
  func names() throws {
    let library = try ProfileLibrary()
    #expect(try library.named("workload").name == "workload")
    let near = #expect(throws: CRMDataError.self) { try library.named("worklaod") }
    #expect(near?.code == .unknownProfile)
    #expect(near?.hint == "did you mean 'workload'?")
    let far = #expect(throws: CRMDataError.self) { try library.named("mainframe") }
    #expect(far?.hint?.contains("leadtime profiles") == true)
  }

  @Test("a named profile whose columns are missing says which, and what is similar")
  func missingColumn() throws {
    let folder = try TemporaryFolder()
    let header = "event_id,contact_ID,occured_at,type,channel,campaign_id,asset,value,is_machine"
    try folder.write(header + "\n1,a,2024-01-01,open,,,,,\n", to: "events.csv")
    let library = try ProfileLibrary()
    let error = #expect(throws: CRMDataError.self) {
      try recognised(
        "events.csv",
        in: folder,
        profile: try library.named("workload"),
        library: library
      )
    }
    #expect(error?.code == .missingColumn)
    #expect(error?.message == "the profile 'workload' needs the columns contact_id, occurred_at")
    #expect(error?.hint == "the file has similar columns: contact_ID, occured_at")
    #expect(error?.location?.description == "events.csv:1")
    #expect(try recognised("events.csv", in: folder, library: library) == nil)
  }

  @Test("the table that is meant is the one with most of its columns there")
  func nearestTable() throws {
    let folder = try TemporaryFolder()
    try folder.write("contact_id,occured_at,type\na,2024-01-01,open\n", to: "events.csv")
    let library = try ProfileLibrary()
    let error = #expect(throws: CRMDataError.self) {
      try recognised(
        "events.csv",
        in: folder,
        profile: try library.named("canonical"),
        library: library
      )
    }
    #expect(error?.message.contains("occurred_at") == true)
  }

  @Test("without similar columns the message lists those of the file")
  func missingColumnWithoutSuggestion() throws {
    let folder = try TemporaryFolder()
    try folder.write("alpha,beta\n1,x\n", to: "x.csv")
    let library = try ProfileLibrary()
    let error = #expect(throws: CRMDataError.self) {
      try recognised("x.csv", in: folder, profile: try library.named("workload"), library: library)
    }
    #expect(error?.hint == "the file has: alpha, beta")
  }

  @Test("of a named profile, all tables that fit are filled")
  func namedProfile() throws {
    let folder = try TemporaryFolder()
    try folder.write("contact_id,email,converted_at\na,,\n", to: "x.csv")
    let library = try ProfileLibrary()
    let file = try #require(
      try recognised(
        "x.csv",
        in: folder,
        profile: try library.named("canonical"),
        library: library
      )
    )
    #expect(file.tables.map(\.table) == [.conversions])
    #expect(file.header == ["contact_id", "email", "converted_at"])
    #expect(file.name == "x.csv")
  }

  @Test("the workload's words: a text-message reply, a call and its talk seconds, consents")
  func workload() throws {
    let snapshot = try imported([
      CSVText(
        "contacts.csv",
        "contact_id,email,company_id,title,seniority,country,timezone,created_at,lifecycle_stage,"
          + "consent_email,consent_sms,consent_phone",
        ["a,a@x.org,k,CEO,vp,ES,Europe/Madrid,2024-01-01,lead,true,false,"]
      ),
      CSVText(
        "events.csv",
        "event_id,contact_id,occurred_at,type,channel,campaign_id,asset,value,is_machine",
        [
          "1,a,2024-01-01T10:00:00Z,sms_reply,sms,m,,,0",
          "2,a,2024-01-02T10:00:00Z,call,phone,,,0.0,0",
          "3,a,2024-01-03T10:00:00Z,call,phone,,,31.5,0",
          "4,a,2024-01-04T10:00:00Z,open,email,m,,,1",
        ]
      ),
    ]).snapshot
    #expect(try snapshot.types(of: "a") == ["reply", "call", "call", "open"])
    #expect(try snapshot.events(of: "a").map(\.answered) == [false, false, true, false])
    #expect(try snapshot.events(of: "a").map(\.machine) == [.no, .no, .no, .yes])
    #expect(try snapshot.consent(.email, of: "a") == .subscribed)
    #expect(try snapshot.consent(.sms, of: "a") == .never)
    #expect(try snapshot.consent(.phone, of: "a") == .unknown)
    #expect(try snapshot.text("seniority", of: "a") == "vp")
    #expect(snapshot.stableAttributes.contains("seniority"))
    #expect(try snapshot.contacts.zone(of: snapshot.number("a"))?.identifier == "Europe/Madrid")
  }

  @Test("a profile that declares windows-1252 knows a header that is not UTF-8")
  func declaredEncoding() throws {
    let folder = try TemporaryFolder()
    let header = Array("Kundennr.;Gr\u{F6}\u{DF}e\n1;5\n".unicodeScalars.map { UInt8($0.value) })
    try Data(header).write(to: URL(fileURLWithPath: "\(folder.path)/kunden.csv"))
    func found(_ encoding: String) throws -> InputFile? {
      let own = try CRMDataTests.profile(
        "profile: own\n\(encoding)tables:\n  - table: contacts\n"
          + "    columns: {contact_id: Kundennr., size: Gr\u{F6}\u{DF}e}\n"
      )
      return try InputFile.recognised(
        "\(folder.path)/kunden.csv",
        name: "kunden.csv",
        profile: nil,
        library: ProfileLibrary(additional: [own])
      )
    }
    let file = try #require(try found("encoding: windows-1252\n"))
    #expect(file.profile.name == "own")
    #expect(file.header == ["Kundennr.", "Gr\u{F6}\u{DF}e"])
    #expect(throws: CSVError.self) { try found("") }
  }

  /// A writer that knows contacts by another column than the importer finds none of them.
  @Test(
    "writers know contacts by a column that the profile takes their identifier from",
    arguments: try ProfileLibrary().profiles.filter { $0.writer?.contacts != nil }.map(\.name)
  )
  func writersKnowContacts(name: String) throws {
    let profile = try ProfileLibrary().named(name)
    let known = Set(profile.writer?.contacts?.id ?? [])
    let tables = profile.tables.filter { $0.table == .contacts }
    let columns = tables.compactMap { table -> [String]? in
      switch table.fields["contact_id"]?.origin {
      case .column(let column): [column]
      case .firstFilled(let columns): columns
      default: nil
      }
    }
    #expect(
      columns.isEmpty || columns.contains { !known.isDisjoint(with: $0) },
      "\(known) \(columns)"
    )
  }
}
