import Diagnostics
import Exports
import Foundation
import TestSupport
import Testing

@Suite("Only what differs from earlier results")
struct SinceTests {
  private static let writer = """
    files: [{name: crm.csv}]
    columns:
      - {name: ID, from: native_id, key: true}
      - {name: Probability, from: probability, decimals: 2}
      - {name: At, from: scored_at}
    """

  private func export(
    _ now: [ResultsFolder.Contact],
    since before: [ResultsFolder.Contact],
    writer: String = writer
  ) throws -> (scene: Scene, summary: ExportSummary) {
    let scene = try Scene(now)
    let earlier = try ResultsFolder.write(
      before,
      to: "earlier",
      asOf: "2025-06-01T02:00:00Z",
      in: scene.folder
    )
    return (scene, try scene.export(to: scene.profile(writer), since: earlier))
  }

  @Test("Changed and new contacts are written, equal ones are not, vanished ones are counted")
  func changes() throws {
    let changed = ResultsFolder.Contact("crm:2").with { $0.probability = "0.31" }
    let (scene, summary) = try export(
      [.init("crm:1"), changed, .init("crm:4")],
      since: [.init("crm:1"), .init("crm:2"), .init("crm:3")]
    )
    let at = "2025-06-02T02:00:00Z"
    #expect(try scene.rows("crm.csv") == ["2,0.31,\(at)", "4,0.25,\(at)"])
    let since = try #require(summary.manifest.since)
    #expect(since.asOf == "2025-06-01T02:00:00Z")
    #expect(since.unchanged == 1)
    #expect(since.vanished == 1)
  }

  @Test("The instant of the scores and digits that are not written are no change")
  func noChange() throws {
    let nearly = ResultsFolder.Contact("crm:1").with { $0.probability = "0.2501" }
    let (scene, summary) = try export([nearly], since: [.init("crm:1")])
    #expect(summary.manifest.files.isEmpty)
    #expect(try scene.folder.names().contains("import"))
    #expect(try scene.folder.read("import/left_out.csv") == "contact_id,cause,place\n")
  }

  @Test("A message that was held back is written as soon as it is near enough")
  func heldBack() throws {
    let writer = """
      match: email
      rows: plan
      within: 24h
      files: [{name: plan.csv}]
      columns:
        - {name: email, from: email, key: true}
        - {name: send_at, from: planned_at, time: epoch-seconds}
      """
    // Near on both nights, only on the second, and on none.
    let plan = [
      ("near", "2025-06-02T02:00:00Z"), ("nearer", "2025-06-03T02:00:00Z"),
      ("far", "2025-06-03T02:00:01Z"),
    ].map { id, sendAt in
      ResultsFolder.Contact("email:\(id)@example.com").with { $0.sendAt = sendAt }
    }
    let (scene, summary) = try export(plan, since: plan, writer: writer)
    // date -u -d 2025-06-03T02:00:00Z +%s
    #expect(try scene.rows("plan.csv") == ["nearer@example.com,1748916000"])
    #expect(summary.manifest.leftOut == ["held-back": 1])
    #expect(summary.manifest.since?.unchanged == 1)
  }

  @Test("Files of the last export that are no more are removed, others are not touched")
  func outdatedFiles() throws {
    let scene = try Scene([.init("crm:1"), .init("crm:2"), .init("crm:3")])
    let split = try scene.profile("max_rows: 1\n" + Self.writer)
    _ = try scene.export(to: split)
    try scene.folder.write("mine", to: "import/crm-notes.csv")
    let whole = try scene.profile(Self.writer)
    let dry = try scene.export(to: whole, isDryRun: true)
    #expect(
      dry.changes == [
        "crm.csv: new", "crm-001.csv: removed", "crm-002.csv: removed", "crm-003.csv: removed",
      ]
    )
    #expect(try scene.folder.read("import/crm-003.csv").contains("3,0.25"))
    _ = try scene.export(to: whole)
    let names = try scene.importedNames()
    #expect(names == ["crm-notes.csv", "crm.csv", "export.json", "left_out.csv"])
  }

  @Test("A manifest that names other places removes nothing there")
  func foreignManifest() throws {
    let scene = try Scene([.init("crm:1")])
    try scene.folder.write("precious", to: "precious.csv")
    try scene.folder.write(
      #"{"target": "crm", "files": [{"file": "../precious.csv", "xxh128": ""}, {"file": "notes.txt", "xxh128": ""}]}"#,
      to: "import/export.json"
    )
    try scene.folder.write("notes", to: "import/notes.txt")
    _ = try scene.export(to: try scene.profile(Self.writer))
    #expect(try scene.folder.read("precious.csv") == "precious")
    #expect(try scene.folder.read("import/notes.txt") == "notes")
  }

  @Test("A folder with another target's files, or with the results, is left alone")
  func otherFolder() throws {
    let scene = try Scene([.init("crm:1")])
    let profile = try scene.profile(Self.writer)
    try scene.folder.write(#"{"target": "hubspot", "files": []}"#, to: "import/export.json")
    let other = #expect(throws: ExportError.self) { try scene.export(to: profile) }
    #expect(other?.message.contains("hubspot") == true)
    let results = "\(scene.folder.path)/results"
    let same = #expect(throws: ExportError.self) {
      try Exporter(
        ExportOptions(results: results, target: profile, output: "\(results)/../results/")
      ).run()
    }
    #expect(same?.code == .outputFolder)
    #expect(same?.exitCode == 73)
  }

  @Test("A dry run writes nothing, not even the folder")
  func dryRun() throws {
    let scene = try Scene([.init("crm:1")])
    let summary = try scene.export(to: try scene.profile(Self.writer), isDryRun: true)
    #expect(summary.manifest.written == 1)
    #expect(summary.text.contains("dry run: nothing was written"))
    #expect(try scene.folder.names() == ["crm.yaml", "results"])
  }
}

extension Scene {
  fileprivate func importedNames() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/import").sorted()
  }
}
