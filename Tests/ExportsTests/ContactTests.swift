import Diagnostics
import Exports
import Testing
import TestSupport

@Suite("Who is written")
struct ContactTests {
  private static let byID = """
    match: id
    files: [{name: crm.csv}]
    columns:
      - {name: ID, from: native_id, key: true}
      - {name: Fit, from: fit}
    """
  private static let byEmail = """
    match: email
    contacts: {id: [ID], email: [Email]}
    files: [{name: crm.csv}]
    columns:
      - {name: Email, from: email, key: true}
      - {name: Fit, from: fit}
    """

  private func scene(_ ids: String...) throws -> Scene {
    try Scene(ids.map { ResultsFolder.Contact($0) })
  }

  @Test("Only contacts whose id begins with the tool's name are written by id")
  func prefix() throws {
    let scene = try scene("17", "crm:1", "crm:2:3", "crmx:4", "email:ann@example.com", "CRM:5")
    let summary = try scene.export(to: scene.profile(Self.byID))
    #expect(try scene.rows("crm.csv") == ["1,58", "2:3,58"])
    #expect(summary.manifest.leftOut == ["other-tool": 4])
  }

  @Test("A source of its own replaces the profile's name")
  func source() throws {
    let scene = try scene("crm:1", "salesforce:2")
    _ = try scene.export(to: scene.profile("source: salesforce\n" + Self.byID))
    #expect(try scene.rows("crm.csv") == ["2,58"])
  }

  @Test(
    "An id that is none of the tool's is left out",
    arguments: [
      ("digits", "9.0010001E+15"), ("digits", "12a"), ("digits", ""), ("salesforce", "00Q1"),
      ("salesforce", "00Q00000000-AAA"), ("text", ""),
    ]
  )
  func damagedID(form: String, id: String) throws {
    let scene = try scene("crm:\(id)")
    let summary = try scene.export(to: scene.profile("id_form: \(form)\n" + Self.byID))
    #expect(summary.manifest.leftOut == ["damaged-id": 1])
    #expect(summary.manifest.files.isEmpty)
  }

  @Test("By e-mail, contacts of any tool are written, as far as their address is known")
  func email() throws {
    let scene = try scene("7", "crm:1", "crm:2", "email:zoe@example.com", "hubspot:90010001")
    let own = try scene.folder.write("ID,Email\n1,Ann@Example.com\n", to: "own.csv")
    let hubSpot = try scene.folder.write("Record ID,Email\n90010001,bo@example.com\n", to: "hs.csv")
    let canonical = try scene.folder.write("contact_id,email\n7,cat@example.com\n", to: "ours.csv")
    let summary = try scene.export(
      to: scene.profile(Self.byEmail),
      contacts: [own, "\(hubSpot):hubspot", canonical]
    )
    #expect(
      try scene.rows("crm.csv") == [
        "Ann@Example.com,58", "bo@example.com,58", "cat@example.com,58", "zoe@example.com,58",
      ]
    )
    #expect(summary.manifest.leftOut == ["no-email": 1])
    #expect(summary.manifest.contactInputs.map(\.tool) == ["crm", "hubspot", "canonical"])
  }

  @Test("Two contacts of one address are both left out, whatever its case")
  func sharedKey() throws {
    let scene = try scene("crm:1", "crm:2", "crm:3")
    let own = try scene.folder.write(
      "ID,Email\n1,ann@example.com\n2, ANN@example.com\n3,bo@example.com\n",
      to: "own.csv"
    )
    let summary = try scene.export(to: scene.profile(Self.byEmail), contacts: [own])
    #expect(try scene.rows("crm.csv") == ["bo@example.com,58"])
    #expect(summary.manifest.leftOut == ["shared-key": 2])
    #expect(
      try scene.folder.read("import/left_out.csv")
        == "contact_id,cause,place\ncrm:1,shared-key,\ncrm:2,shared-key,\n"
    )
  }

  @Test("Of contacts that share an address, the only one that came from the tool is written")
  func sharedWithOthers() throws {
    let scene = try scene("crm:1", "email:ann@example.com", "hubspot:5", "hubspot:6")
    let own = try scene.folder.write("ID,Email\n1,Ann@example.com\n", to: "own.csv")
    let hubSpot = try scene.folder.write(
      "Record ID,Email\n5,bo@example.com\n6,BO@example.com\n",
      to: "hs.csv"
    )
    let summary = try scene.export(
      to: scene.profile(Self.byEmail),
      contacts: [own, "\(hubSpot):hubspot"]
    )
    #expect(try scene.rows("crm.csv") == ["Ann@example.com,58"])
    #expect(summary.manifest.leftOut == ["shared-key": 3])
  }

  @Test("Canonical contacts lend the tool's id to contacts without it")
  func sourceID() throws {
    let scene = try scene("a", "b", "c")
    let contacts = try scene.folder.write(
      "contact_id,email,source,source_id\na,,crm,11\nb,,other,12\nc,,,\n",
      to: "contacts.csv"
    )
    let summary = try scene.export(to: scene.profile(Self.byID), contacts: [contacts])
    #expect(try scene.rows("crm.csv") == ["11,58"])
    #expect(summary.manifest.leftOut == ["other-tool": 2])
  }

  @Test("Ids of Salesforce with 15 and 18 characters are one id")
  func widenedID() throws {
    let scene = try scene("crm:00Q000000000aAaEAI")
    let own = try scene.folder.write(
      "ID,Email,Note\n00Q000000000aAa,a@example.com,x\n",
      to: "own.csv"
    )
    let writer = """
      id_form: salesforce
      contacts: {id: [ID], email: [Email]}
      files: [{name: crm.csv}]
      columns:
        - {name: Id, from: native_id, key: true}
        - {name: Note, carry: Note}
      """
    _ = try scene.export(to: scene.profile(writer), contacts: [own])
    #expect(try scene.rows("crm.csv") == ["00Q000000000aAaEAI,x"])
  }

  // MARK: - The tool's own records

  private static let carrying = """
    match: email
    contacts: {id: [ID], email: [Email]}
    files:
      - {name: active.csv, input: active, without: [LEFT_AT]}
      - {name: gone.csv, input: gone, header: [LEFT_AT]}
    columns:
      - {name: Email, from: email, key: true}
      - {name: Note, carry: [Note]}
    """

  @Test("Each export's contacts go to the file that is theirs, never mixed")
  func statuses() throws {
    let scene = try scene("crm:1", "crm:2", "crm:3", "crm:4", "crm:5")
    let active = try scene.folder.write("ID,Email,Note\n1,a@example.com,x\n", to: "active.csv")
    let gone = try scene.folder.write(
      "ID,Email,Note,LEFT_AT\n2,b@example.com,y,2025-01-01\n",
      to: "gone_people.csv"
    )
    let renamed = try scene.folder.write("ID,Email,Note\n3,c@example.com,z\n", to: "other.csv")
    let wrong = try scene.folder.write(
      "ID,Email,Note,LEFT_AT\n4,d@example.com,z,2025-01-01\n",
      to: "active_people.csv"
    )
    let summary = try scene.export(
      to: scene.profile(Self.carrying),
      contacts: [active, gone, renamed, wrong]
    )
    #expect(try scene.rows("active.csv") == ["a@example.com,x"])
    #expect(try scene.rows("gone.csv") == ["b@example.com,y"])
    #expect(summary.manifest.leftOut == ["no-file": 2, "no-email": 1])
  }

  @Test("Someone in two files with different words is left out; with the same words, written once")
  func severalRecords() throws {
    let scene = try scene("crm:1", "crm:2")
    let first = try scene.folder.write(
      "ID,Email,Note\n1,a@example.com,x\n2,b@example.com,y\n",
      to: "active-1.csv"
    )
    let second = try scene.folder.write(
      "ID,Email,Note\n1,a@example.com,changed\n2,b@example.com,y\n",
      to: "active-2.csv"
    )
    let summary = try scene.export(to: scene.profile(Self.carrying), contacts: [first, second])
    #expect(try scene.rows("active.csv") == ["b@example.com,y"])
    #expect(summary.manifest.leftOut == ["several-records": 1])
  }

  @Test("A contact of another tool finds its record by the address, if only one has it")
  func recordByEmail() throws {
    let scene = try scene("email:A@example.com", "email:b@example.com", "email:c@example.com")
    let own = try scene.folder.write(
      "ID,Email,Note\n1,a@Example.com,x\n2,b@example.com,y\n3,b@example.com,z\n",
      to: "active.csv"
    )
    let summary = try scene.export(to: scene.profile(Self.carrying), contacts: [own])
    #expect(try scene.rows("active.csv") == ["a@Example.com,x"])
    #expect(summary.manifest.leftOut == ["several-records": 1, "not-in-contacts": 1])
  }

  // MARK: - Wrong use

  private func code(_ body: () throws -> some Any) -> String? {
    do {
      _ = try body()
      return nil
    } catch { return (error as? any DiagnosticError).map { "\($0.diagnosticCode) \($0.exitCode)" } }
  }

  @Test("Contacts that are needed must be given", arguments: [byEmail, carrying])
  func needed(writer: String) throws {
    let scene = try scene("crm:1")
    let profile = try scene.profile(writer)
    #expect(code { try scene.export(to: profile) } == "export.contacts-needed 64")
  }

  @Test("Contacts that are known by their address alone need no export")
  func notNeeded() throws {
    let scene = try scene("email:a@example.com")
    _ = try scene.export(to: scene.profile(Self.byEmail))
    #expect(try scene.rows("crm.csv") == ["a@example.com,58"])
  }

  @Test(
    "An export that is not the tool's is refused",
    arguments: [
      "Record ID,Email\n1,a@example.com\n", "ID,Email\n1,a@example.com\n", "ID,Note\n1,x\n",
    ]
  )
  func unknownContacts(text: String) throws {
    let scene = try scene("crm:1")
    let own = try scene.folder.write(text, to: "active.csv")
    let isUsable = text.hasPrefix("ID,Note")
    let result = code { try scene.export(to: try scene.profile(Self.carrying), contacts: [own]) }
    #expect(result == (isUsable ? nil : "export.unknown-contacts 65"))
  }

  @Test("A file that is not there, or a profile that is not there, is said to be")
  func missing() throws {
    let scene = try scene("crm:1")
    let profile = try scene.profile(Self.byEmail)
    let own = try scene.folder.write("ID,Email\n1,a@example.com\n", to: "own.csv")
    #expect(code { try scene.export(to: profile, contacts: ["no.csv"]) } == "csv.missing-file 66")
    #expect(
      code { try scene.export(to: profile, contacts: ["\(own):hubspt"]) }
        == "crm.unknown-profile 65"
    )
    #expect(
      code { try scene.export(to: profile, contacts: ["\(own):workload"]) }
        == "export.unknown-contacts 65"
    )
  }
}
