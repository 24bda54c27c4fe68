import Diagnostics
import Exports
import Foundation
import TestSupport
import Testing

@Suite("Rows")
struct RowTests {
  private func rows(_ contact: ResultsFolder.Contact, _ writer: String, own: String? = nil) throws
    -> (rows: [String], leftOut: [String: Int])
  {
    let scene = try Scene([contact])
    let contacts = try own.map { [try scene.folder.write($0, to: "own.csv")] } ?? []
    let summary = try scene.export(to: scene.profile(writer), contacts: contacts)
    return (
      summary.manifest.files.isEmpty ? [] : try scene.rows("crm.csv"), summary.manifest.leftOut
    )
  }

  private static let empty = """
    files: [{name: crm.csv}]
    columns:
      - {name: ID, from: native_id, key: true}
      - {name: Channel, from: channel, values: {none: ""}}
    """

  @Test("An empty cell is written only where it keeps the tool's value")
  func emptyCell() throws {
    let contact = ResultsFolder.Contact("crm:1").with { $0.channel = "none" }
    #expect(try rows(contact, "empty_cell: keeps\n" + Self.empty).rows == ["1,"])
    let clearing = try rows(contact, "empty_cell: clears\n" + Self.empty)
    #expect(clearing.rows.isEmpty)
    #expect(clearing.leftOut == ["empty-cell": 1])
    #expect(try rows(contact, Self.empty).leftOut == ["empty-cell": 1], "clears is the default")
  }

  @Test("Values are replaced by the tool's words, tags are filled from patterns")
  func wordsAndTags() throws {
    let contact = ResultsFolder.Contact("crm:1").with { $0.grade = "B2" }
    let writer = """
      list_separator: "|"
      files: [{name: crm.csv}]
      columns:
        - {name: ID, from: native_id, key: true}
        - {name: Day, from: day, values: {Tuesday: 3}}
        - {name: Tags, tags: ["score-{grade_letter}", "send-{hour:2}", "{segment}:{hour}", plain]}
      """
    #expect(try rows(contact, writer).rows == ["1,3,score-B|send-09|ready:9|plain"])
  }

  private static let merging = """
    match: email
    contacts: {id: [ID], email: [Email]}
    files: [{name: crm.csv}]
    columns:
      - {name: email, from: email, lower_case: true, key: true}
      - name: attributes
        merge: attributes
        keys:
          fit: fit
          p: {from: probability, decimals: 1}
          grade: grade
          letter: {from: grade_letter, values: {A: 1}}
          at: {from: scored_at, time: epoch-seconds}
    """

  @Test("Numbers are merged as numbers, all else as texts")
  func merge() throws {
    let result = try rows(
      .init("crm:1"),
      Self.merging,
      own: "ID,Email,attributes\n1,Ann@Example.com,\"{\"\"city\"\":\"\"Madrid\"\"}\"\n"
    )
    let attributes =
      #"{"city":"Madrid","fit":58,"p":0.2,"grade":"A1","letter":"1","at":"1748829600"}"#
    #expect(result.rows == ["ann@example.com,\"\(attributes.replacing("\"", with: "\"\""))\""])
  }

  @Test(
    "An empty attributes cell is an empty object; a damaged one leaves the row out, with its line"
  )
  func badJSON() throws {
    let good = try rows(
      .init("crm:1"),
      Self.merging,
      own: "ID,Email,attributes\n1,a@example.com,\n"
    )
    #expect(good.rows.count == 1)
    let scene = try Scene([.init("crm:1"), .init("crm:2")])
    let own = try scene.folder.write(
      "ID,Email,attributes\n2,b@example.com,{}\n1,a@example.com,{city: x}\n",
      to: "own.csv"
    )
    let summary = try scene.export(to: scene.profile(Self.merging), contacts: [own])
    #expect(summary.manifest.leftOut == ["bad-json": 1])
    #expect(try scene.rows("left_out.csv") == ["crm:1,bad-json,\(own):3"])
    #expect(try scene.rows("crm.csv").count == 1)
  }

  @Test("A value that is not known leaves a member as it was")
  func unknownMember() throws {
    let contact = ResultsFolder.Contact("crm:1").with { $0.fit = "" }
    let own = "ID,Email,attributes\n1,a@example.com,\"{\"\"fit\"\":12}\"\n"
    #expect(try rows(contact, Self.merging, own: own).rows[0].contains("{\"\"fit\"\":12,"))
  }

  @Test("Carried cells are untouched: spaces, formulas and line breaks")
  func carried() throws {
    let writer = """
      formula_guard: true
      forbid: [line-breaks]
      max_characters: 3
      contacts: {id: [ID], email: [Email]}
      files: [{name: crm.csv}]
      columns:
        - {carry: [ID], key: true}
        - {carry: [Sum, Summe]}
        - {name: Other, carry: [Mobile, Phone]}
      """
    let own = "ID,Summe,Mobile,Phone\n1, =SUM(A1) ,,+34 600\n"
    let scene = try Scene([.init("crm:1")])
    let file = try scene.folder.write(own, to: "own.csv")
    _ = try scene.export(to: scene.profile(writer), contacts: [file])
    #expect(try scene.folder.read("import/crm.csv") == "ID,Summe,Other\n1,\" =SUM(A1) \",+34 600\n")
  }

  @Test("Rows are ordered by their key as bytes, whatever the order of the contacts")
  func order() throws {
    let scene = try Scene(["crm:10", "crm:9", "crm:a", "crm:B", "crm:é"].map { .init($0) })
    let writer = """
      files: [{name: crm.csv}]
      columns: [{name: ID, from: native_id, key: true}]
      """
    _ = try scene.export(to: scene.profile(writer))
    #expect(try scene.rows("crm.csv") == ["10", "9", "B", "a", "é"])
  }

  @Test("Only planned messages of the channel are written, within reach of the as-of instant")
  func plan() throws {
    let writer = """
      match: email
      rows: plan
      channel: sms
      within: 72h
      files: [{name: crm.csv}]
      columns: [{name: Email, from: email, key: true}]
      """
    let contacts = [
      ("email", "2025-06-03T07:00:00Z"), ("sms", "2025-06-05T02:00:00Z"),
      ("sms", "2025-06-05T02:00:01Z"),
    ].enumerated().map { index, plan in
      ResultsFolder.Contact("email:\(index)@example.com").with {
        ($0.channel, $0.sendAt) = plan
      }
    }
    let scene = try Scene(contacts)
    let summary = try scene.export(to: scene.profile(writer))
    #expect(try scene.rows("crm.csv") == ["1@example.com"])
    #expect(summary.manifest.leftOut == ["other-channel": 1, "held-back": 1])
  }
}

@Suite("Results that cannot be used")
struct DamagedResultsTests {
  private func error(_ name: String, _ text: String?) throws -> (any DiagnosticError)? {
    let scene = try Scene([.init("crm:1"), .init("crm:2")])
    let profile = try scene.profile(
      """
      files: [{name: crm.csv}]
      columns: [{name: ID, from: native_id, key: true}, {name: Hour, from: hour}]
      """
    )
    if let text {
      try scene.folder.write(text, to: "results/\(name)")
    } else {
      try FileManager.default.removeItem(atPath: "\(scene.folder.path)/results/\(name)")
    }
    do {
      _ = try scene.export(to: profile)
      return nil
    } catch { return error as? any DiagnosticError }
  }

  @Test(
    "A missing table is named",
    arguments: ["scores.csv", "send_times.csv", "manifest.json"]
  )
  func missing(name: String) throws {
    let error = try #require(try error(name, nil))
    #expect(error.diagnosticCode == "export.missing-results")
    #expect(error.exitCode == 66)
    #expect(error.message.contains(name))
  }

  @Test(
    "A table that no column needs may be missing",
    arguments: ["channels.csv", "send_plan.csv"]
  )
  func notNeeded(name: String) throws { #expect(try error(name, nil) == nil) }

  @Test(
    "A damaged table is refused, with its line",
    arguments: [
      ("scores.csv", "id\n1\n", 1), ("scores.csv", "contact_id\ncrm:2\ncrm:1\n", 3),
      ("scores.csv", "contact_id\ncrm:1\ncrm:1\n", 3), ("scores.csv", "contact_id\ncrm:1,2\n", 2),
      ("send_times.csv", "contact_id,hour\ncrm:1,9\n", 1), ("manifest.json", "{}", 1),
      ("manifest.json", "{\"asOf\": \"tonight\"}", 1), ("manifest.json", "", 1),
    ]
  )
  func damaged(name: String, text: String, line: Int) throws {
    let error = try #require(try error(name, text))
    #expect(error.diagnosticCode == "export.damaged-results")
    #expect(error.exitCode == 65)
    #expect(error.location?.line == line)
    #expect(error.location?.file.hasSuffix(name) == true)
  }

  @Test("Contacts that one table lacks have empty values there")
  func absentRow() throws {
    #expect(try error("send_times.csv", "contact_id,local_hour\ncrm:2,9\n") == nil)
  }

  @Test(
    "An unknown target is refused, with a suggestion",
    arguments: [
      ("hubspt", "hubspot"), ("Mailchimp", "mailchimp"), ("sfcm", nil), ("workload", nil),
    ]
  )
  func unknownTarget(name: String, suggestion: String?) throws {
    let scene = try Scene([.init("crm:1")])
    let error = #expect(throws: ExportError.self) { try scene.export(to: name) }
    #expect(error?.code == .unknownTarget)
    #expect(error?.exitCode == 64)
    #expect(error?.hint == suggestion.map { "did you mean '\($0)'?" } || suggestion == nil)
    #expect(suggestion != nil || error?.hint?.contains("klaviyo, listmonk") == true)
  }
}
