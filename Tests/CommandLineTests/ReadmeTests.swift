import Foundation
import TestSupport
import Testing

@Suite("The README")
struct ReadmeTests {
  private let text: String

  init() throws {
    text = try String(contentsOfFile: "\(Repository.root)/README.md", encoding: .utf8)
  }

  @Test("shows what the run on the bundled data really prints")
  func bundledRun() throws {
    let folder = try TemporaryFolder()
    let process = try FinishedProcess(
      script: """
        ln -s '\(Repository.root)/datasets' datasets
        leadtime run datasets/harbour --output output --quiet
        head -2 output/scores.csv output/send_plan.csv
        """,
      in: folder.path
    )
    try #require(process.status == 0, "\(process.standardError)")
    for line in process.standardOutput.split(separator: "\n") {
      #expect(text.contains(line), "the README lacks: \(line)")
    }
  }

  @Test("shows what the evaluation of a table really prints")
  func evaluation() throws {
    let folder = try TemporaryFolder()
    let process = try FinishedProcess(
      script: """
        ln -s '\(Repository.root)/Tests/CommandLineTests/cases/evaluate/007-leaks/leads.csv' .
        leadtime evaluate leads.csv --label won --id id --output quality 2>&1 | head -5
        """,
      in: folder.path
    )
    try #require(process.status == 0, "\(process.standardOutput)")
    for line in process.standardOutput.split(separator: "\n") {
      #expect(text.contains(line), "the README lacks: \(line)")
    }
  }

  @Test("names only commands and files that there are")
  func names() throws {
    for target in ["run", "test", "bench"] { #expect(text.contains("make \(target)")) }
    let makefile = try String(contentsOfFile: "\(Repository.root)/Makefile", encoding: .utf8)
    for target in ["run", "test", "bench"] { #expect(makefile.contains("\n\(target):")) }
    let rooms = try FileManager.default.contentsOfDirectory(atPath: "\(Repository.root)/Sources")
    for room in rooms where !room.hasPrefix("C") || room == "CSV" || room == "CivilTime" {
      #expect(text.contains("`\(room)`"), "the README's map lacks \(room)")
    }
  }

  @Test("has a profile that can be read")
  func profile() throws {
    let start = try #require(text.range(of: "```yaml\n"))
    let rest = text[start.upperBound...]
    let end = try #require(rest.range(of: "```"))
    let folder = try TemporaryFolder()
    try folder.write(String(rest[..<end.lowerBound]), to: "my-crm.yaml")
    try folder.write(
      "Lead ID,Created,Level,Opt-in\n1,05/03/2025 10:00,vp,Y\n",
      to: "leads.csv"
    )
    let process = try FinishedProcess(
      script: "leadtime run leads.csv:my-crm.yaml --output out --as-of 2025-04-01 --quiet",
      in: folder.path
    )
    #expect(process.status == 0, "\(process.standardError)")
    #expect(process.standardOutput.contains("1 used, 0 duplicate, 0 rejected"))
  }
}
