import Exports
import Foundation
import TestSupport
import Testing

/// The files of one target, from invented results and invented exports of the tool.
///
/// `LEADTIME_RECORD=1 swift test …` writes them anew; read the difference.
struct GoldenTarget: CustomTestStringConvertible, Sendable {
  let name: String
  var testDescription: String { name }

  static let root = "\(Repository.root)/Tests/ExportsTests/Golden"
  static let all = [
    "activecampaign", "dynamics365", "hubspot", "klaviyo", "listmonk", "mailchimp", "marketo",
    "mautic", "pardot", "responsys", "salesforce", "sendgrid", "sfmc",
  ].map(GoldenTarget.init)

  /// The exports of the tool; those of other tools are called after them.
  var contacts: [String] {
    let folder = "\(Self.root)/\(name)/input"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().map {
      "\(folder)/\($0)" + ($0 == "hubspot.csv" ? ":hubspot" : "")
    }
  }

  func export(to output: String) throws -> ExportSummary {
    try Exporter(
      ExportOptions(
        results: "\(Self.root)/results",
        target: name,
        output: output,
        contacts: contacts,
        version: "0.1.0"
      )
    ).run()
  }
}

@Suite("Golden files")
struct GoldenTests {
  @Test("Each target's files are as they were read and found right", arguments: GoldenTarget.all)
  func files(_ target: GoldenTarget) throws {
    let isRecording = ProcessInfo.processInfo.environment["LEADTIME_RECORD"] == "1"
    let folder = try TemporaryFolder()
    _ = try target.export(to: folder.path)
    let golden = "\(GoldenTarget.root)/\(target.name)/output"
    if isRecording {
      try #require(ProcessInfo.processInfo.environment["CI"] == nil, "CI must not record")
      try? FileManager.default.removeItem(atPath: golden)
      try FileManager.default.createDirectory(atPath: golden, withIntermediateDirectories: true)
      for name in try folder.names() {
        let text = try folder.read(name).replacing(GoldenTarget.root, with: "GOLDEN")
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(golden)/\(name)"))
      }
    }
    let expected = try FileManager.default.contentsOfDirectory(atPath: golden).sorted()
    #expect(try folder.names() == expected)
    for name in expected {
      let text = try folder.read(name).replacing(GoldenTarget.root, with: "GOLDEN")
      #expect(text == (try String(contentsOfFile: "\(golden)/\(name)", encoding: .utf8)), "\(name)")
    }
  }

  @Test("Every contact is in one file or left out for a cause", arguments: GoldenTarget.all)
  func accounts(_ target: GoldenTarget) throws {
    let folder = try TemporaryFolder()
    let manifest = try target.export(to: folder.path).manifest
    let leftOut = manifest.leftOut.values.reduce(0, +)
    #expect(manifest.written > 0)
    #expect(manifest.written + leftOut == manifest.contacts)
    #expect(try folder.read("left_out.csv").split(separator: "\n").count == leftOut + 1)
  }

  @Test("Writing twice gives the same bytes and says so", arguments: GoldenTarget.all)
  func repeated(_ target: GoldenTarget) throws {
    let folder = try TemporaryFolder()
    let first = try target.export(to: folder.path)
    let before = try folder.names().map(folder.read)
    let second = try target.export(to: folder.path)
    #expect(try folder.names().map(folder.read) == before)
    #expect(first.changes.allSatisfy { $0.hasSuffix(": new") })
    #expect(second.changes.allSatisfy { $0.hasSuffix(": unchanged") })
  }
}
