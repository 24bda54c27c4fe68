import BatchRun
import CRMData
import CivilTime
import Diagnostics
import Foundation
import LeadScoring
import TestSupport
import Testing

@Suite("Learning and scoring apart are the run in two steps")
struct TrainScoreTests {
  let world: TestWorld
  let expected: Outputs
  let folder: TemporaryFolder

  init() throws {
    world = try TestWorld.standard.get()
    expected = try TestWorld.outputs.get()
    folder = try TemporaryFolder()
  }

  private func options(_ inputs: [String]? = nil, to name: String, threads: Int = 1) throws
    -> RunOptions
  {
    RunOptions(
      inputs: try inputs ?? world.paths(),
      outputFolder: "\(folder.path)/\(name)",
      asOf: world.asOf,
      threads: threads
    )
  }

  private func bytes(_ path: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: path))
  }

  /// The model of the run as a file.
  private func model() throws -> String {
    let path = "\(folder.path)/run-model.json"
    try #require(expected.files["model.json"]).write(to: URL(fileURLWithPath: path))
    return path
  }

  @Test("train writes the model that the run writes, into a folder or a file", arguments: [1, 3])
  func train(threads: Int) throws {
    _ = try TrainRun(options(to: "model", threads: threads)).run()
    #expect(try bytes("\(folder.path)/model/model.json") == expected.files["model.json"])
    let file = "\(folder.path)/alone.json"
    let summary = try TrainRun(options(to: "")).run(to: .file(file))
    #expect(try bytes(file) == expected.files["model.json"])
    #expect(summary.written == [file])
    #expect(summary.text.contains(" conversions among "))
  }

  @Test("score gives the run's scores and accounts, byte for byte", arguments: [1, 3])
  func score(threads: Int) throws {
    let summary = try ScoreRun(options(to: "scores", threads: threads), model: model()).run()
    for name in ["scores.csv", "accounts.csv", "rejects.csv"] {
      #expect(try bytes("\(folder.path)/scores/\(name)") == expected.files[name], "\(name)")
    }
    #expect(summary.manifest.warnings == [])
    #expect(summary.manifest.segments == (try expected.manifest()["segments"] as? [String: Int]))
    #expect(summary.manifest.model.digest != nil)
  }

  @Test("a model that was read and applied to less data notes what they lack")
  func fewerTypes() throws {
    let (header, rows) = try world.lines("events")
    let fewer = rows.filter { !$0.contains(",page_view,") }
    try #require(fewer.count < rows.count)
    let events = try folder.write(([header] + fewer).joined(separator: "\n") + "\n", to: "e.csv")
    let inputs = [try world.path("contacts"), events]
    let summary = try ScoreRun(options(inputs, to: "less"), model: model()).run()
    let note = try #require(summary.manifest.warnings.first)
    #expect(note.hasPrefix("the model knows what these data lack: "))
    #expect(note.contains("page_view (half-life ") && note.contains("industry"))
    let rowCount = try Outputs.rows(of: "\(folder.path)/less/scores.csv").count
    #expect(rowCount == summary.manifest.contacts)
  }

  @Test("a model of later contacts than are spoken of is noted")
  func laterModel() throws {
    var earlier = try options(to: "early")
    earlier.asOf = world.asOf - .days(60)
    let summary = try ScoreRun(earlier, model: model()).run()
    #expect(summary.manifest.warnings.contains { $0.contains("it knows what is to be foretold") })
  }

  @Test("a dry run writes nothing")
  func dryRun() throws {
    var options = try options(to: "dry")
    options.isDryRun = true
    _ = try TrainRun(options).run()
    _ = try TrainRun(options).run(to: .file("\(folder.path)/dry.json"))
    _ = try ScoreRun(options, model: model()).run()
    #expect(try folder.names() == ["run-model.json"])
  }
}

@Suite("A model file that cannot be used is refused")
struct DamagedModelTests {
  let folder: TemporaryFolder
  let good: String

  init() throws {
    folder = try TemporaryFolder()
    let data = try #require(try TestWorld.outputs.get().files["model.json"])
    good = String(decoding: data, as: UTF8.self)
  }

  private func error(of text: String) throws -> any DiagnosticError {
    let path = try folder.write(text, to: "model.json")
    let options = RunOptions(inputs: ["nowhere"], outputFolder: folder.path)
    let error = #expect(throws: (any Error).self) { try ScoreRun(options, model: path) }
    return try #require(error as? any DiagnosticError)
  }

  @Test("the file as it was written is none of these")
  func whole() throws {
    let path = try folder.write(good, to: "model.json")
    let options = RunOptions(inputs: ["nowhere"], outputFolder: folder.path)
    #expect(throws: Never.self) { try ScoreRun(options, model: path) }
  }

  @Test(
    "what is no model, or half of one, is damaged",
    arguments: [
      "", "{", "[]", "3", "null", "{}", "contact_id,probability\n", "{\"format\":\"1\"}",
      "{\"format\":1}", "{\"format\":1,\"version\":\"0.1.0\"}",
      "{\"format\":1,\"version\":\"0.1.0\",\"conversion\":[]}", "\u{0}\u{1}",
    ]
  )
  func foreign(text: String) throws {
    let error = try error(of: text)
    #expect(error.diagnosticCode == "score.model-damaged")
    #expect("\(error)".contains("leadtime train"))
  }

  @Test("a model that was cut off anywhere is damaged", arguments: [1, 5, 9])
  func truncated(tenths: Int) throws {
    let error = try error(
      of: String(decoding: good.utf8.prefix(good.utf8.count * tenths / 10), as: UTF8.self)
    )
    #expect(error.diagnosticCode == "score.model-damaged")
  }

  @Test("a model with a NaN is damaged, and the error says where, not what")
  func notANumber() throws {
    let text = good.replacingOccurrences(
      of: "\"centredIntercept\" : [-0-9.e]+",
      with: "\"centredIntercept\" : \"NaN\"",
      options: .regularExpression
    )
    try #require(text != good)
    let error = try error(of: text)
    #expect(error.diagnosticCode == "score.model-damaged")
    #expect("\(error)".contains("centredIntercept"))
  }

  @Test("a model without a part is damaged", arguments: ["horizon", "references", "basis"])
  func missingPart(key: String) throws {
    let error = try error(
      of: good.replacingOccurrences(of: "\"\(key)\" :", with: "\"other\" :")
    )
    #expect(error.diagnosticCode == "score.model-damaged")
  }

  @Test("another format is another schema")
  func otherFormat() throws {
    let text = good.replacingOccurrences(of: "\"format\" : 1,", with: "\"format\" : 99,")
    let error = try error(of: text)
    #expect(error.diagnosticCode == "score.model-schema")
    #expect("\(error)".contains("format 99, this version reads 1"))
    // Whatever that version put into it.
    let other = try self.error(of: "{\"format\":2,\"version\":\"9.0.0\",\"everything\":[]}")
    #expect(other.diagnosticCode == "score.model-schema")
  }

  @Test("a file that is not there is a missing input", arguments: ["none.json", ""])
  func missing(name: String) throws {
    let options = RunOptions(inputs: ["nowhere"], outputFolder: folder.path)
    let error = #expect(throws: CRMDataError.self) {
      try ScoreRun(options, model: "\(folder.path)/\(name)")
    }
    #expect(error?.code == .missingInput)
  }
}
