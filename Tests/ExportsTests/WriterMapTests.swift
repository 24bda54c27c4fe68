import CRMData
import Diagnostics
import Exports
import Settings
import Testing
import TestSupport

@Suite("Writer maps")
struct WriterMapTests {
  private func writer(_ lines: String) throws -> WriterMap? {
    let indented = lines.split(separator: "\n").map { "  \($0)\n" }.joined()
    let settings = try Settings(text: "profile: crm\nwriter:\n\(indented)", name: "crm.yaml")
    return try Profile(settings).writer
  }

  private static let good = """
    files: [{name: crm.csv}]
    columns: [{name: ID, from: native_id, key: true}]
    """

  @Test("What is not said has the careful default")
  func defaults() throws {
    let map = try #require(try writer(Self.good))
    #expect(map.confidence == .low)
    #expect(map.match == .id)
    #expect(map.rows == .contacts)
    #expect(map.emptyCell == .clears)
    #expect(map.dialect == TargetDialect())
    #expect(map.text == TextRules())
    #expect(map.source == nil && map.reach == nil && map.contacts == nil)
    #expect(!map.needsOwnRecords)
  }

  /// The line is that of the file, with two lines before the writer's own.
  @Test(
    "Mistakes are told with their place",
    arguments: [
      ("confidance: low\n" + good, SettingsError.Code.unknownKey, 3, "confidence"),
      ("confidence: sure\n" + good, .badValue, 3, "one of"),
      ("match: name\n" + good, .badValue, 3, "id, email"),
      ("within: soon\n" + good, .badValue, 3, "72h"),
      ("channel: email\n" + good, .badValue, 3, nil),
      ("delimiter: x\n" + good, .badValue, 3, nil),
      ("max_bytes: 12\n" + good, .badValue, 3, "between"),
      ("forbid: [tabs]\n" + good, .badValue, 3, "line-breaks"),
      ("contacts: {}\n" + good, .missingKey, 1, nil),
      ("columns: [{name: ID, from: native_id, key: true}]", .missingKey, 1, "files"),
      (
        "files: [{name: ../crm.csv}]\ncolumns: [{name: ID, from: native_id, key: true}]",
        .badValue, 3, "letters"
      ),
      (
        "files: [{name: crm.txt}]\ncolumns: [{name: ID, from: native_id, key: true}]",
        .badValue, 3, ".csv"
      ),
      (
        "files: [{name: crm.csv}]\ncolumns: [{name: ID, from: native_id}]", .badValue, 3,
        "key: true"
      ),
      ("files: [{name: crm.csv}]", .badValue, 3, "key: true"),
      (
        "files: [{name: crm.csv}]\ncolumns:\n  - {name: ID, from: native_id, key: true}\n"
          + "  - {name: A, from: propability}", .badValue, 6, "probability"
      ),
      (
        "files: [{name: crm.csv}]\ncolumns:\n  - {name: ID, from: native_id, key: true}\n"
          + "  - {name: A, from: grade, decimals: 2}", .badValue, 6, nil
      ),
      (
        "files: [{name: crm.csv}]\ncolumns:\n  - {name: ID, from: native_id, key: true}\n"
          + "  - {name: A, from: fit, time: iso8601}", .badValue, 6, nil
      ),
      (
        "files: [{name: crm.csv}]\ncolumns:\n  - {name: ID, from: native_id, key: true}\n"
          + "  - {name: A, from: send_at, time: dd.MM.yyyy}", .badValue, 6, "one of"
      ),
      (
        "files: [{name: crm.csv}]\ncolumns:\n  - {name: ID, from: native_id, key: true}\n"
          + "  - {name: A, tags: [\"send-{hour\"]}", .badValue, 6, nil
      ),
      (
        "files: [{name: crm.csv}]\ncolumns:\n  - {name: ID, from: native_id, key: true}\n"
          + "  - {name: A, tags: [\"send-{our}\"]}", .badValue, 6, "hour"
      ),
      (
        "files: [{name: crm.csv}]\ncolumns:\n  - {name: ID, from: native_id, key: true}\n"
          + "  - {name: A, tags: [\"send-{hour:x}\"]}", .badValue, 6, "send-{hour:2}"
      ),
      (
        "files: [{name: crm.csv}]\ncolumns:\n  - {name: ID, from: native_id, key: true}\n"
          + "  - {name: A, from: fit, carry: B}", .badValue, 6, nil
      ),
      (
        "files: [{name: crm.csv}]\ncolumns:\n  - {name: ID, from: native_id, key: true}\n"
          + "  - {name: A}", .badValue, 6, nil
      ),
      (
        "files: [{name: crm.csv}]\ncolumns:\n  - {name: ID, from: native_id, key: true}\n"
          + "  - {from: fit}", .badValue, 6, nil
      ),
      (
        "contacts: {id: [ID]}\nfiles: [{name: crm.csv}]\ncolumns:\n"
          + "  - {name: ID, from: native_id, key: true}\n  - {name: A, carry: B, decimals: 1}",
        .unknownKey, 7, nil
      ),
      (
        "files: [{name: crm.csv}]\ncolumns:\n  - {name: ID, from: native_id, key: true}\n"
          + "  - {name: ID, from: fit}", .badValue, 3, nil
      ),
      (
        "files: [{name: crm.csv}]\ncolumns:\n  - {name: ID, from: native_id, key: true}\n"
          + "  - {name: A, carry: B}", .badValue, 3, "contacts:"
      ),
      (
        "files: [{name: crm.csv}]\ncolumns:\n  - {name: ID, from: native_id, key: true}\n"
          + "  - {name: A, from: email}", .badValue, 3, "match by e-mail"
      ),
      (
        "files: [{name: a.csv}, {name: a.csv}]\ncolumns: [{name: ID, from: native_id, key: true}]",
        .badValue, 3, nil
      ),
      (
        "contacts: {id: [ID]}\nfiles: [{name: crm.csv}]\ncolumns:\n"
          + "  - {name: ID, from: native_id, key: true}\n  - {name: A, merge: B}", .badValue, 7,
        "keys"
      ),
    ] as [(String, SettingsError.Code, Int, String?)]
  )
  func mistakes(lines: String, code: SettingsError.Code, line: Int, hint: String?) {
    let error = #expect(throws: SettingsError.self) { try writer(lines) }
    #expect(error?.code == code)
    #expect(error?.location?.line == line)
    if let hint { #expect(error?.hint?.contains(hint) == true, "\(error?.hint ?? "no hint")") }
  }

  @Test("A profile with a writer alone is one; with neither tables nor writer it is none")
  func writerAlone() throws {
    #expect(try writer(Self.good) != nil)
    #expect(throws: SettingsError.self) {
      try Profile(Settings(text: "profile: crm", name: "crm.yaml"))
    }
  }

  @Test("Every writer that we ship is complete", arguments: GoldenTarget.all)
  func shipped(_ target: GoldenTarget) throws {
    let map = try #require(try ProfileLibrary().named(target.name).writer)
    #expect(!map.notes.isEmpty)
    #expect(map.notes.allSatisfy { $0.hasSuffix(".") })
    #expect(map.files.allSatisfy { $0.name.hasPrefix(target.name) })
  }
}
