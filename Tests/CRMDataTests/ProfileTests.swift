import CRMData
import CSV
import CivilTime
import Diagnostics
import Settings
import TestSupport
import Testing

@Suite("Profiles")
struct ProfileTests {
  private static let whole = """
    profile: my-crm
    about: leads exported by our CRM
    zone: Europe/Madrid
    times: ["dd/MM/yyyy HH:mm", iso8601]
    delimiter: ";"
    encoding: windows-1252
    nulls: ["-", "n/a"]
    stable: [source]
    tables:
      - table: contacts
        header: ["Lead ID", "Created"]
        without: ["Deal"]
        ignore: ["Notes"]
        columns:
          contact_id: "Lead ID"
          created_at: {column: "Created", times: ["dd.MM.yyyy"], zone: Asia/Kolkata}
          source: "Lead Source"
          tz: {constant: Europe/Madrid}
          consent_email: {column: "Opt-in", values: {Y: subscribed, N: never}}
      - table: conversions
        where: {"Stage": [Won, Sold]}
        columns: {contact_id: "Lead ID", converted_at: "Closed"}
    """

  @Test("every key of a profile is read")
  func wholeProfile() throws {
    let profile = try profile(Self.whole)
    #expect(profile.name == "my-crm")
    #expect(profile.about == "leads exported by our CRM")
    #expect(profile.zone == .known(try Zone.named("Europe/Madrid")))
    #expect(
      profile.times == .formats([try InstantFormat("dd/MM/yyyy HH:mm"), InstantFormat.iso8601])
    )
    #expect(profile.delimiter == UInt8(ascii: ";"))
    #expect(profile.encoding == .windows1252)
    #expect(profile.nulls == ["-", "n/a"])
    #expect(profile.stableAttributes == ["source"])
    let contacts = profile.tables[0]
    #expect(contacts.table == .contacts)
    #expect(contacts.signature == ["Lead ID", "Created"])
    #expect(contacts.absentHeaders == ["Deal"])
    #expect(contacts.ignoredColumns == ["Notes"])
    #expect(contacts.fields["created_at"]?.zone == .known(try Zone.named("Asia/Kolkata")))
    #expect(contacts.fields["created_at"]?.times == .formats([try InstantFormat("dd.MM.yyyy")]))
    #expect(contacts.fields["tz"]?.origin == .constant("Europe/Madrid"))
    #expect(contacts.fields["consent_email"]?.words == ["Y": "subscribed", "N": "never"])
    let conversions = profile.tables[1]
    #expect(conversions.conditions.map(\.column) == ["Stage"])
    #expect(conversions.conditions.map(\.words) == [["Won", "Sold"]])
    #expect(
      conversions.signature == ["Closed", "Lead ID", "Stage"],
      "without a header of its own, the columns in use are the signature"
    )
  }

  @Test("what a profile leaves out has a default")
  func defaults() throws {
    let profile = try profile(
      "profile: p\ntables:\n  - table: companies\n    columns: {company_id: Id}\n"
    )
    #expect(profile.zone == .known(.utc))
    #expect(profile.times == .formats([.iso8601]))
    #expect(profile.delimiter == nil)
    #expect(profile.encoding == nil)
    #expect(profile.nulls.isEmpty)
    #expect(profile.about.isEmpty)
  }

  @Test("delimiters", arguments: [("tab", 9), ("\"\\t\"", 9), ("\"|\"", 124), ("\",\"", 44)])
  func delimiters(text: String, byte: UInt8) throws {
    let yaml =
      "profile: p\ndelimiter: \(text)\ntables:\n  - {table: companies, columns: {company_id: I}}\n"
    #expect(try profile(yaml).delimiter == byte)
  }

  /// A mistake, its code, its line and a part of the hint.
  struct Mistake: Sendable, CustomTestStringConvertible {
    var text: String
    var code: SettingsError.Code
    var line: Int?
    var hint: String?

    var testDescription: String { text.replacing("\n", with: " ⏎ ") }

    init(_ text: String, _ code: SettingsError.Code, line: Int?, hint: String? = nil) {
      self.text = text
      self.code = code
      self.line = line
      self.hint = hint
    }
  }

  private static let table = "tables:\n  - table: contacts\n    columns: {contact_id: Id}\n"

  @Test(
    "mistakes are named with code, line and hint",
    arguments: [
      Mistake(table, .missingKey, line: 1),
      Mistake("profile: p\n", .missingKey, line: 1, hint: "explain profiles"),
      Mistake("profile: p\ntables: []\n", .missingKey, line: 1, hint: "explain profiles"),
      Mistake("profile: p\ntables: contacts\n", .wrongType, line: 2),
      Mistake(
        "profile: p\nzone: Europe/Madird\n\(table)",
        .badValue,
        line: 2,
        hint: "Europe/Madrid"
      ),
      Mistake("profile: p\ntimes: [dd/QQ]\n\(table)", .badValue, line: 2, hint: ""),
      Mistake("profile: p\ndelimiter: '::'\n\(table)", .badValue, line: 2),
      Mistake("profile: p\nencoding: utf8\n\(table)", .badValue, line: 2, hint: "utf-8"),
      Mistake("profile: p\nnull: [x]\n\(table)", .unknownKey, line: 2, hint: "nulls"),
      Mistake(
        "profile: p\ntables:\n  - table: contact\n    columns: {contact_id: Id}\n",
        .badValue,
        line: 3,
        hint: "contacts"
      ),
      Mistake("profile: p\ntables:\n  - columns: {contact_id: Id}\n", .missingKey, line: nil),
      Mistake(
        "profile: p\ntables:\n  - table: contacts\n",
        .missingKey,
        line: 3,
        hint: "contact_id"
      ),
      Mistake(
        "profile: p\ntables:\n  - table: contacts\n    columns: {email: Mail, source: S}\n    heder: [x]\n",
        .unknownKey,
        line: 5,
        hint: "header"
      ),
      Mistake(
        "profile: p\ntables:\n  - table: contacts\n    columns: {source: S}\n",
        .missingKey,
        line: 3,
        hint: "contact_id"
      ),
      Mistake(
        "profile: p\ntables:\n  - table: events\n    columns: {contact_id: A, occurred_at: B}\n",
        .missingKey,
        line: 3,
        hint: "add type"
      ),
      Mistake(
        "profile: p\ntables:\n  - table: events\n    columns:\n      contact_id: A\n"
          + "      ocurred_at: B\n      type: C\n",
        .unknownKey,
        line: 6,
        hint: "occurred_at"
      ),
      Mistake(
        "profile: p\ntables:\n  - table: conversions\n    columns:\n      contact_id: A\n"
          + "      converted_at: B\n      something_else: C\n",
        .unknownKey,
        line: 7,
        hint: "its fields are"
      ),
      Mistake(
        "profile: p\ntables:\n  - table: contacts\n    columns:\n      contact_id: {column: A, constant: B}\n",
        .badValue,
        line: 5
      ),
      Mistake(
        "profile: p\ntables:\n  - table: contacts\n    columns:\n      contact_id: {values: {a: b}}\n",
        .badValue,
        line: 5
      ),
      Mistake(
        "profile: p\ntables:\n  - table: contacts\n    columns:\n      contact_id: {column: A, zone: Mars}\n",
        .badValue,
        line: 5
      ),
      Mistake(
        "profile: p\ntables:\n  - table: contacts\n    columns:\n      contact_id: {colum: A, constant: B}\n",
        .unknownKey,
        line: 5,
        hint: "column"
      ),
      Mistake("profile: p\ntables: [\n", .syntax, line: 3),
    ]
  )
  func mistakes(mistake: Mistake) throws {
    let error = #expect(throws: SettingsError.self) { try profile(mistake.text) }
    #expect(error?.code == mistake.code)
    #expect(error?.location?.line == mistake.line, "\(error?.description ?? "")")
    if let hint = mistake.hint { #expect(error?.hint?.contains(hint.isEmpty ? " " : hint) == true) }
  }

  @Test("a contact may be known by his address alone")
  func emailInsteadOfIdentifier() throws {
    let yaml =
      "profile: p\ntables:\n  - table: events\n    columns: {email: A, occurred_at: B, type: C}\n"
    #expect(try profile(yaml).tables[0].fields["email"]?.origin == .column("A"))
  }

  // MARK: - What they do to rows

  private func rows(_ columns: String, _ keys: String = "", _ header: String, _ rows: [String])
    throws
    -> Imported
  {
    try imported(
      [CSVText("leads.csv", header, rows)],
      profile: "profile: p\n\(keys)\ntables:\n  - table: contacts\n    columns: {\(columns)}\n"
    )
  }

  @Test("nulls are missing, words are replaced, and a word may be replaced by a null")
  func nullsAndWords() throws {
    let snapshot = try rows(
      "contact_id: Id, plan: {column: Plan, values: {F: free, '?': '-'}}, size: Size",
      "nulls: ['-', 'n/a']",
      "Id,Plan,Size",
      ["a,F,n/a", "b,-,12", "c,?,-", "d,Free,3", "e,n/a ,4"]
    ).snapshot
    #expect(try snapshot.text("plan", of: "a") == "free")
    #expect(try snapshot.text("plan", of: "b") == nil)
    #expect(try snapshot.text("plan", of: "c") == nil)
    #expect(try snapshot.text("plan", of: "d") == "Free")
    #expect(try snapshot.text("plan", of: "e") == "n/a ", "only whole cells are nulls")
    #expect(try snapshot.text("size", of: "a") == nil)
    #expect(snapshot.attribute("size")?.column.isNumeric == true)
  }

  @Test("a constant fills every row")
  func constants() throws {
    let snapshot = try rows(
      "contact_id: Id, tz: {constant: Asia/Tokyo}, origin: {constant: fair}, none: {constant: ''}",
      "",
      "Id",
      ["a", "b"]
    ).snapshot
    #expect(try snapshot.text("origin", of: "b") == "fair")
    #expect(try snapshot.text("none", of: "b") == nil)
    #expect(try snapshot.contacts.zone(of: snapshot.number("a"))?.identifier == "Asia/Tokyo")
  }

  @Test(
    "times follow the formats in their order, in the zone of the profile or of the field",
    arguments: [
      // Madrid is an hour ahead of UTC in winter and two in summer, Kolkata always 5:30.
      ("31/01/2024 10:00", "2024-01-31T09:00:00Z"), ("31/07/2024 10:00", "2024-07-31T08:00:00Z"),
      ("2024-07-31T10:00:00Z", "2024-07-31T10:00:00Z"),
      ("2024-07-31T10:00:00+03:00", "2024-07-31T07:00:00Z"),
      ("2024-07-31 10:00:00", "2024-07-31T08:00:00Z"),
    ]
  )
  func times(text: String, expected: String) throws {
    let keys = "zone: Europe/Madrid\ntimes: ['dd/MM/yyyy HH:mm', iso8601]"
    let snapshot = try rows("contact_id: Id, created_at: Made", keys, "Id,Made", ["a,\(text)"])
      .snapshot
    #expect(snapshot.contacts.createdAt == [instant(expected)])
  }

  @Test("a field may have formats and a zone of its own")
  func fieldTimes() throws {
    let snapshot = try rows(
      "contact_id: Id, created_at: {column: Made, times: [epoch-seconds]}",
      "zone: Europe/Madrid",
      "Id,Made",
      ["a,1700000000"]
    ).snapshot
    #expect(snapshot.contacts.createdAt == [Instant(seconds: 1_700_000_000)])
    let local = try rows(
      "contact_id: Id, created_at: {column: Made, zone: Asia/Kolkata}",
      "zone: Europe/Madrid",
      "Id,Made",
      ["a,2024-01-31 10:00"]
    ).snapshot
    #expect(local.contacts.createdAt == [instant("2024-01-31T04:30:00Z")])
  }

  @Test("files in the encoding and with the delimiter of the profile")
  func encodingAndDelimiter() throws {
    let folder = try TemporaryFolder()
    try folder.write("", to: "leads.csv")
    let script = #"printf 'Id;Plan\na;\366kologisch, gut\n' > leads.csv"#
    #expect(try FinishedProcess(script: script, in: folder.path).status == 0)
    let profile = try profile(
      "profile: p\nencoding: windows-1252\ndelimiter: ';'\ntables:\n"
        + "  - {table: contacts, columns: {contact_id: Id, plan: Plan}}\n"
    )
    let file = try #require(
      try recognised("leads.csv", in: folder, profile: profile, library: ProfileLibrary())
    )
    let snapshot = try CRMImporter().snapshot(of: [file]) { _ in }
    #expect(try snapshot.text("plan", of: "a") == "ökologisch, gut")
  }
}
