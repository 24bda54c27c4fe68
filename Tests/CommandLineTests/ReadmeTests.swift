import Foundation
import TestSupport
import Testing

@Suite("The README")
struct ReadmeTests {
  private let text: String

  init() throws {
    text = try String(contentsOfFile: "\(Repository.root)/README.md", encoding: .utf8)
  }

  @Test("shows what its commands really print")
  func session() throws {
    let folder = try TemporaryFolder()
    try folder.link("\(Repository.root)/datasets")
    let cases = "\(Repository.root)/Tests/CommandLineTests/cases"
    try FileManager.default.copyItem(
      atPath: "\(cases)/evaluate/007-leaks/leads.csv",
      toPath: "\(folder.path)/offers.csv"
    )
    try folder.write(Self.leads, to: "leads.csv")
    try MarkdownSession(contentsOf: "\(Repository.root)/README.md").check(
      in: folder,
      standIns: ["make run": "leadtime run datasets/harbour --output output"]
    )
  }

  /// Somebody's own export: 60 leads, every third converted, vice-presidents more often.
  private static let leads =
    "Lead ID,Created,Level,Opt-in,Converted\n"
    + (1...60).map { number in
      let isConverted = number % 3 == 0
      let level = isConverted != (number % 5 == 0) ? "vp" : "manager"
      return "L\(number),\(10 + number % 19)/03/2025 10:00,\(level),\(number % 2 == 0 ? "Y" : "N"),"
        + "\(isConverted ? 1 : 0)\n"
    }.joined()

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
}
