import Exports
import Foundation
import TestSupport

/// A results folder as a run writes it, with only what a test says.
struct ResultsFolder {
  /// One contact of the results.
  struct Contact {
    var id: String
    var probability = "0.25"
    var fit = "58"
    var grade = "A1"
    var reasons = #"{"log_odds":-1,"base":-2,"up":{"page_view":0.6931},"down":{},"other":0}"#
    var hour = 9
    var sendAt = "2025-06-03T07:00:00Z"
    var channel = "email"

    init(_ id: String) { self.id = id }

    func with(_ change: (inout Contact) -> Void) -> Contact {
      var contact = self
      change(&contact)
      return contact
    }
  }

  static func write(
    _ contacts: [Contact],
    to name: String = "results",
    asOf: String = "2025-06-02T02:00:00Z",
    in folder: TemporaryFolder
  ) throws -> String {
    let rows = contacts.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    func table(_ file: String, _ header: String, _ line: (Contact) -> String) throws {
      let text = ([header] + rows.map(line)).map { $0 + "\n" }.joined()
      try folder.write(text, to: "\(name)/\(file)")
    }
    try table(
      "scores.csv",
      "contact_id,probability,probability_low,probability_high,fit,engagement,grade,segment,reasons"
    ) {
      let reasons = $0.reasons.replacing("\"", with: "\"\"")
      return "\($0.id),\($0.probability),0.1,0.5,\($0.fit),12.5,\($0.grade),ready,\"\(reasons)\""
    }
    try table(
      "send_times.csv",
      "contact_id,hour_of_week,local_day,local_hour,time_zone,send_at,expected_rate,basis"
    ) { "\($0.id),\(24 + $0.hour),Tuesday,\($0.hour),Europe/Madrid,\($0.sendAt),0.1,personal" }
    try table("channels.csv", "contact_id,channel,expected_value,basis,reason") {
      "\($0.id),\($0.channel),0.1,personal,answers \($0.channel)"
    }
    try table("send_plan.csv", "contact_id,channel,send_at,reason") {
      "\($0.id),\($0.channel),\($0.sendAt),best hour"
    }
    try folder.write("{\"asOf\": \"\(asOf)\"}\n", to: "\(name)/manifest.json")
    return "\(folder.path)/\(name)"
  }
}

/// A folder with results, contact exports and a target of its own.
struct Scene {
  let folder: TemporaryFolder

  init(_ contacts: [ResultsFolder.Contact]) throws {
    folder = try TemporaryFolder()
    _ = try ResultsFolder.write(contacts, in: folder)
  }

  /// Writes `writer:` with these lines into a profile called `crm`.
  func profile(_ lines: String) throws -> String {
    let indented = lines.split(separator: "\n").map { "  \($0)\n" }.joined()
    return try folder.write("profile: crm\nwriter:\n\(indented)", to: "crm.yaml")
  }

  func export(
    to target: String,
    contacts: [String] = [],
    since: String? = nil,
    isDryRun: Bool = false
  ) throws -> ExportSummary {
    try Exporter(
      ExportOptions(
        results: "\(folder.path)/results",
        target: target,
        output: "\(folder.path)/import",
        contacts: contacts,
        since: since,
        isDryRun: isDryRun
      )
    ).run()
  }

  /// The rows of a file, without its header.
  func rows(_ name: String) throws -> [String] {
    try folder.read("import/\(name)").split(separator: "\n").dropFirst().map(String.init)
  }
}
