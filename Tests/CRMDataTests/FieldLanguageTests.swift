import CRMData
import CivilTime
import Testing

/// What a profile can say about a field, each said in a small profile and read from a small file.
@Suite("The language of fields")
struct FieldLanguageTests {
  /// The text of the attribute `x` of each contact, in the order of the rows.
  private func texts(
    _ source: String,
    _ rows: [String],
    header: String = "id,a,b",
    more: String = "",
    name: String = "file.csv"
  ) throws -> [String] {
    let yaml = """
      profile: p
      \(more)
      tables:
        - table: contacts
          header: [id]
          columns: {contact_id: id, x: \(source)}
      """
    let result = try imported([CSVText(name, header, rows)], profile: yaml)
    return try rows.map { row in
      let id = String(row.prefix { $0 != "," })
      return try result.snapshot.text("x", of: id) ?? ""
    }
  }

  @Test("the first filled column counts")
  func firstFilled() throws {
    let rows = ["1,A,B", "2,,B", "3,,"]
    #expect(try texts("{first: [a, b, absent]}", rows) == ["A", "B", ""])
  }

  @Test("an item of a list is taken by its number")
  func items() throws {
    let rows = ["1,u;v ; w,", "2,u,", "3,,", #"4,"[""p"",7]","#]
    #expect(try texts("{column: a, item: 2}", rows) == ["v", "", "", "7"])
    #expect(try texts("{column: a, item: 1}", rows) == ["u", "u", "", "p"])
    let bars = ["1,u||v,", "2,u|v,"]
    #expect(try texts(#"{column: a, item: 2, separator: "||"}"#, bars) == ["v", ""])
  }

  @Test(
    "a member of a JSON object is taken as text",
    arguments: [
      (#"{"k": "v"}"#, "v"), (#"{"k": 12345678901234567890}"#, "12345678901234567890"),
      (#"{"k": true}"#, "true"), (#"{"k": null}"#, ""), (#"{"j": "v"}"#, ""), ("{}", ""),
      (#"{"j": {"k": "inner"}, "k": [1, 2]}"#, "[1, 2]"), (#"{"j": "}\"k\"", "k": "v"}"#, "v"),
      (#"{"k": "a\u00e9\ud83d\ude00\n"}"#, "aé😀\n"), (#"{"k": "\ud83d"}"#, "\u{FFFD}"),
      (#"[{"name": "j", "value": 1}, {"name": "k", "value": 2}]"#, "2"), ("no json", ""),
      (#"{"k": "v"#, ""), (#"{"k""#, ""), ("[[[[[[", ""), (#"{"k": "\u12"#, ""),
      (#"{"k": "\ud83d\ud83d"}"#, "\u{FFFD}\u{FFFD}"), (#"{"k": "\ud83d\u0041x"}"#, "\u{FFFD}Ax"),
      (#"{"k": "\u+123"}"#, ""), (#"[["name", "k"], {"name": "k", "value": 3}]"#, "3"),
    ]
  )
  func members(cell: String, expected: String) throws {
    let quoted = "\"" + cell.replacing("\"", with: "\"\"") + "\""
    #expect(try texts("{column: a, member: k}", ["1,\(quoted),"]) == [expected])
  }

  @Test("arrays in arrays by the thousand have no member")
  func deepArrays() throws {
    let cell = String(repeating: "[", count: 50_000) + String(repeating: "]", count: 50_000)
    #expect(try texts("{column: a, member: k}", ["1,\(cell),"]) == [""])
  }

  @Test("words fit in any case and with spaces around, patterns by their beginning")
  func words() throws {
    let source =
      #"{column: a, values: {Won: won, "Closed*": closed, "Closed lost*": lost, "": none}}"#
    let rows = [
      "1,WON,", "2,closed today,", "3,Closed Lost - price,", "4, won ,", "5,open,", "6,,",
    ]
    #expect(try texts(source, rows) == ["won", "closed", "lost", "won", "open", "none"])
    let other = "{column: a, values: {Won: won}, otherwise: rest}"
    #expect(try texts(other, ["1,Won,", "2,x,", "3,,"]) == ["won", "rest", ""])
  }

  @Test("the first case that holds tells the text")
  func cases() throws {
    let source = """
      {cases: [{when: {a: ["4"], b: ["*"]}, is: form}, {when: {a: ["4", "5"]}, is: page},
      {when: {a: [""]}, is: none}]}
      """
    let rows = ["1,4,22", "2,4,", "3,5,9", "4,,", "5,6,1"]
    #expect(try texts(source, rows) == ["form", "page", "page", "none", ""])
  }

  @Test(
    "the file's name tells a text",
    arguments: [
      ("subscribed_members.csv", "yes"), ("UNSUBSCRIBED_members.csv", "no"), ("other.csv", ""),
    ]
  )
  func fileNames(name: String, expected: String) throws {
    let source = #"{file_name: {"subscribed_*": "yes", "un*scribed_*.csv": "no"}}"#
    #expect(try texts(source, ["1,,"], name: name) == [expected])
  }

  @Test("a prefix is dropped where it stands, a formula guard where it guards")
  func prefixes() throws {
    #expect(try texts("{column: a, prefix: zcrm_}", ["1,zcrm_9,", "2,9,"]) == ["9", "9"])
    let rows = ["1,'+34600,", "2,'quoted',", "3,',", "4,'=1,"]
    let guarded = try texts("a", rows, more: "formula_guards: true")
    #expect(guarded == ["+34600", "'quoted'", "'", "=1"])
    #expect(try texts("a", rows)[0] == "'+34600")
  }

  @Test("null words are missing, replaced words win over them")
  func nulls() throws {
    let nulls = #"nulls: ["null", "--"]"#
    #expect(try texts("a", ["1,null,", "2,--,", "3,x,"], more: nulls) == ["", "", "x"])
    let mapped = #"{column: a, values: {"--": dash}, otherwise: rest}"#
    #expect(try texts(mapped, ["1,null,", "2,--,", "3,x,"], more: nulls) == ["", "dash", "rest"])
  }

  @Test("columns are known by their other names, unless the name itself is there")
  func headerVariants() throws {
    let more = "headers: {a: [alfa, A]}"
    #expect(try texts("a", ["1,v,"], header: "id,alfa,b", more: more) == ["v"])
    #expect(try texts("a", ["1,v,w"], header: "id,alfa,a", more: more) == ["w"])
    // The same letters, composed and decomposed.
    let accents = "headers: {a: [\"Pr\u{E9}nom\"]}"
    #expect(try texts("a", ["1,v,"], header: "id,Pre\u{301}nom,b", more: accents) == ["v"])
  }

  @Test("two columns must not share another name")
  func ambiguousVariants() {
    #expect(throws: (any Error).self) { try texts("a", ["1,,"], more: "headers: {a: [z], b: [z]}") }
  }

  @Test(
    "a field that says too little or too much is refused",
    arguments: [
      "{values: {a: b}}", "{column: a, constant: b}", "{first: [a], cases: []}", "{colunm: a}",
      "{column: a, item: 0}", "{column: a, times: [\"QQ\"]}", "{column: a, zone: Mars/Base}",
    ]
  )
  func refused(source: String) {
    #expect(throws: (any Error).self) { try texts(source, ["1,,"]) }
  }
}

@Suite("Times and zones of exports")
struct ExportTimeTests {
  private func times(
    _ cells: [String],
    _ settings: String,
    tools: [String: ToolSetting] = [:]
  ) throws -> (created: [Instant?], report: FileReport) {
    let yaml = """
      profile: p
      \(settings)
      tables:
        - table: contacts
          columns: {contact_id: id, created_at: made}
      """
    let rows = cells.enumerated().map { "\($0),\"\($1)\"" }
    let result = try imported([CSVText("c.csv", "id,made", rows)], profile: yaml, tools: tools)
    let created = cells.indices.map { index in
      (try? result.snapshot.number("\(index)")).flatMap { result.snapshot.contacts.createdAt[$0] }
    }
    return (created, try #require(result.report("c.csv")))
  }

  @Test("the account's zone is the user's to say; until then the default is assumed, and counted")
  func account() throws {
    let assumed = try times(["2025-06-01 12:00"], "zone: account")
    #expect(assumed.created == [instant("2025-06-01T12:00:00Z")])
    #expect(assumed.report.times == ["assumed": 1])
    let madrid = ["p": ToolSetting(zone: try Zone.named("Europe/Madrid"))]
    let known = try times(
      ["2025-06-01 12:00", "2025-06-01T12:00:00-04:00"],
      "zone: account",
      tools: madrid
    )
    #expect(known.created == [instant("2025-06-01T10:00:00Z"), instant("2025-06-01T16:00:00Z")])
    #expect(known.report.times == ["known": 1, "printed": 1])
  }

  @Test("times that the clock shows twice or never are counted")
  func transitions() throws {
    // Madrid: 2025-10-26 02:30 comes twice, 2025-03-30 02:30 never.
    let read = try times(["2025-10-26 02:30", "2025-03-30 02:30"], "zone: Europe/Madrid")
    #expect(read.created == [instant("2025-10-26T00:30:00Z"), instant("2025-03-30T01:30:00Z")])
    #expect(read.report.times == ["known": 2, "doubled": 1, "skipped": 1])
  }

  @Test("one date with a day beyond 12 tells the order of the whole column")
  func localDates() throws {
    let day = try times(["03/04/2025 10:00", "13/04/2025 9:05"], "times: [local]")
    #expect(day.created == [instant("2025-04-03T10:00:00Z"), instant("2025-04-13T09:05:00Z")])
    let month = try times(["03/04/2025", "4/13/2025 9:05 PM", "2025-01-02"], "times: [local]")
    #expect(
      month.created == [
        instant("2025-03-04T00:00:00Z"), instant("2025-04-13T21:05:00Z"),
        instant("2025-01-02T00:00:00Z"),
      ]
    )
  }

  @Test("dates that prove no order are a question, not a guess")
  func ambiguous() throws {
    let error = #expect(throws: CRMDataError.self) {
      try times(["03/04/2025", "05/06/2025"], "times: [local]")
    }
    #expect(error?.code == .ambiguousDates)
    #expect(error?.hint?.contains("dates: day-first") == true)
    let mixed = #expect(throws: CRMDataError.self) {
      try times(["13/04/2025", "04/13/2025"], "times: [local]")
    }
    #expect(mixed?.code == .ambiguousDates)
    let said = ["p": ToolSetting(dateOrder: .monthFirst)]
    let read = try times(["03/04/2025"], "times: [local]", tools: said)
    #expect(read.created == [instant("2025-03-04T00:00:00Z")])
  }
}
