import Foundation
import TestSupport
import Testing

/// One case: a folder with `cmd` and its input, and what the command must print.
///
/// `LEADTIME_RECORD=1 swift test …` writes `stdout`, `stderr` and `exit` anew; read the difference.
struct CommandCase: CustomTestStringConvertible, Sendable {
  let folder: String

  var testDescription: String {
    folder.split(separator: "/").suffix(2).joined(separator: "/")
  }

  static let all: [CommandCase] = {
    let root = "\(Repository.root)/Tests/CommandLineTests/cases"
    let files = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    return files.filter { $0.hasSuffix("/cmd") }.sorted()
      .map { CommandCase(folder: "\(root)/\($0.dropLast(4))") }
  }()

  /// Runs the case in a copy of its folder.
  func run() throws -> [String: String] {
    let copy = try TemporaryFolder()
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      try FileManager.default.copyItem(
        atPath: "\(folder)/\(name)",
        toPath: "\(copy.path)/\(name)"
      )
    }
    let script = try String(contentsOfFile: "\(folder)/cmd", encoding: .utf8)
    let process = try FinishedProcess(script: script, in: copy.path)
    return [
      "stdout": process.standardOutput.replacing(copy.path, with: "FOLDER"),
      "stderr": process.standardError.replacing(copy.path, with: "FOLDER"),
      "exit": "\(process.status)\n",
    ]
  }
}

@Suite("The command prints what its cases say")
struct CommandCaseTests {
  @Test("There are cases") func casesExist() { #expect(CommandCase.all.count >= 30) }

  @Test("Case", arguments: CommandCase.all)
  func matchesSnapshot(_ commandCase: CommandCase) throws {
    let environment = ProcessInfo.processInfo.environment
    let isRecording = environment["LEADTIME_RECORD"] == "1"
    try #require(!isRecording || environment["CI"] == nil, "CI must not record")
    let results = try commandCase.run()
    for (name, text) in results.sorted(by: { $0.key < $1.key }) {
      let file = "\(commandCase.folder)/\(name)"
      if isRecording {
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
      }
      let expected = try String(contentsOfFile: file, encoding: .utf8)
      #expect(text == expected, "\(name) of \(commandCase.testDescription)")
    }
  }
}
