import BatchRun
import CivilTime
import Foundation
import LeadScoring
import Statistics
import TestSupport
import Testing

@Suite("The explanation of a contact")
struct ExplanationTests {
  let world: TestWorld
  let outputs: Outputs

  init() throws {
    world = try TestWorld.standard.get()
    outputs = try TestWorld.outputs.get()
  }

  private func options(_ inputs: [String]? = nil, asOf: Instant? = nil) throws -> RunOptions {
    RunOptions(
      inputs: try inputs ?? world.paths(),
      outputFolder: "",
      asOf: asOf ?? world.asOf
    )
  }

  private func model() -> String { "\(outputs.folder.path)/model.json" }

  private func explained(
    _ id: String,
    since: Instant? = nil,
    modelThen: String? = nil
  ) throws -> ContactExplanation {
    try ExplanationRun(options(), model: model(), modelThen: modelThen)
      .explanation(of: id, since: since)
  }

  @Test("it says what scores.csv says", arguments: ["C000000", "C000017", "C000123"])
  func sameAsScores(id: String) throws {
    let explanation = try explained(id)
    let row = try #require(try outputs.rows("scores").first { $0["contact_id"] == id })
    #expect(abs(explanation.conversion.probability - (try row.number("probability"))) < 1e-6)
    #expect(abs(explanation.conversion.interval.lower - (try row.number("probability_low"))) < 1e-6)
    #expect(abs(explanation.fit.points - (try row.number("fit"))) < 0.05)
    #expect(abs(explanation.engagement.points - (try row.number("engagement"))) < 0.05)
    #expect(explanation.grade == row["grade"])
    #expect(explanation.segment == row["segment"])
    let sum = explanation.conversion.contributions.reduce(explanation.conversion.base) {
      $0 + $1.logOdds
    }
    #expect(abs(sum - explanation.conversion.logOdds) < 1e-9)
  }

  @Test("the model that is learned is the one that a run saves")
  func learned() throws {
    let learned = try ExplanationRun(options()).explanation(of: "C000017")
    let saved = try explained("C000017")
    #expect(learned.conversion.logOdds == saved.conversion.logOdds)
    #expect(learned.advice != nil)
    let times = try #require(
      try outputs.rows("send_times").first { $0["contact_id"] == "C000017" }
    )
    let advice = try #require(learned.advice)
    #expect(advice.when.hasPrefix(try #require(times["local_day"])))
  }

  @Test("the rank is the place among the open leads")
  func rank() throws {
    let explanations = try ["C000000", "C000017"].map { try explained($0) }
    let converted = Set(try world.rows("conversions").compactMap { $0["contact_id"] })
    let open = try outputs.rows("scores").filter { !converted.contains($0["contact_id"] ?? "") }
    for explanation in explanations {
      guard let rank = explanation.conversion.rank else {
        #expect(converted.contains(explanation.contact))
        continue
      }
      let probability = explanation.conversion.probability
      // Printed with six digits: neighbours may tie.
      let above = try open.count { try $0.number("probability") > probability * (1 + 1e-5) }
      let notBelow = try open.count { try $0.number("probability") > probability * (1 - 1e-5) }
      #expect((above + 1...max(above + 1, notBelow + 1)).contains(rank))
      #expect(explanation.conversion.openLeads == open.count)
    }
  }

  @Test("every line fits a terminal, and no name, address or number of a person is printed")
  func text() throws {
    let people = try world.rows("contacts")
    for person in people.prefix(3) {
      let id = try #require(person["contact_id"])
      let text = try explained(id, since: world.asOf - .days(20)).text
      #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
      #expect(!text.contains("@"))
      let line = text.split(separator: "\n")
      for name in ["first_name", "last_name"] {
        #expect(!line.contains { $0.hasPrefix("  \(name)") })
      }
    }
  }

  @Test("the change adds up, ends at the scores, and models of both dates are learned")
  func change() throws {
    let since = world.asOf - .days(25)
    let explanation = try ExplanationRun(options()).explanation(of: "C000017", since: since)
    let change = try #require(explanation.change)
    let earlier = try ExplanationRun(options(asOf: since)).explanation(of: "C000017")
    #expect(abs(change.logOdds.then - earlier.conversion.logOdds) < 1e-9)
    #expect(abs(change.logOdds.now - explanation.conversion.logOdds) < 1e-9)
    #expect(abs(change.engagement.then - earlier.engagement.points) < 1e-9)
    #expect(change.logOdds.parts[3].total != 0)
    for axis in [change.logOdds, change.fit, change.engagement] {
      #expect(abs(axis.parts.reduce(axis.then) { $0 + $1.total } - axis.now) < 1e-9)
    }
  }

  @Test("one saved model speaks for both dates, unless the other one is given")
  func models() throws {
    let since = world.asOf - .days(25)
    let one = try #require(try explained("C000017", since: since).change)
    #expect(one.logOdds.parts[3].total == 0)
    let folder = try TemporaryFolder()
    let file = "\(folder.path)/then.json"
    _ = try TrainRun(options(asOf: since)).run(to: .file(file))
    let two = try #require(
      try explained("C000017", since: since, modelThen: file).change
    )
    let learned = try #require(
      try ExplanationRun(options()).explanation(of: "C000017", since: since).change
    )
    #expect(two == learned)
  }

  @Test("a row that was updated in between is a changed attribute")
  func updatedRow() throws {
    let folder = try TemporaryFolder()
    let (header, rows) = try world.lines("contacts")
    let title = try #require(rows.first { $0.hasPrefix("C000017,") && !$0.contains("\"") })
    var cells = title.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    let column = try #require(
      header.split(separator: ",").firstIndex { $0 == "seniority" }
    )
    let before = cells[column]
    cells[column] = before == "executive" ? "entry" : "executive"
    let day = "\(world.asOf - .days(5))"
    let text =
      [header + ",updated_at"] + rows.map { $0 + ",2020-01-01T00:00:00Z" }
      + [cells.joined(separator: ",") + ",\(day)"]
    let contacts = try folder.write(text.joined(separator: "\n") + "\n", to: "contacts.csv")
    let inputs = try world.paths().filter { !$0.hasSuffix("/contacts.csv") } + [contacts]
    let explanation = try ExplanationRun(options(inputs), model: model())
      .explanation(of: "C000017", since: world.asOf - .days(10))
    let change = try #require(explanation.change)
    #expect(change.fit.parts[2].total != 0)
    #expect(change.logOdds.parts[2].items.contains { $0.name.hasPrefix("seniority") })
    #expect(change.fit.parts[0].total == 0 && change.fit.parts[1].total == 0)
  }

  @Test("an unknown contact is suggested the nearest one")
  func unknown() throws {
    let error = #expect(throws: BatchRunError.self) { try explained("C00017") }
    #expect(error?.code == .unknownContact)
    #expect(error?.hint?.contains("did you mean 'C0000") == true)
    let far = #expect(throws: BatchRunError.self) { try explained("somebody@x.example") }
    #expect(far?.hint?.contains("scores.csv") == true)
  }

  @Test("a contact of later is none, and one of in between has nothing to compare with")
  func later() throws {
    let rows = try world.rows("contacts")
    let newest = try #require(
      rows.max { ($0["created_at"] ?? "") < ($1["created_at"] ?? "") }
    )
    let id = try #require(newest["contact_id"])
    let created = try newest.instant("created_at")
    let error = #expect(throws: BatchRunError.self) {
      try ExplanationRun(options(asOf: created - .days(1)), model: model()).explanation(of: id)
    }
    #expect(error?.code == .unknownContact)
    let explanation = try explained(id, since: created - .days(1))
    #expect(explanation.change == nil)
    #expect(explanation.notes.contains { $0.contains("did not exist yet") })
  }

  @Test("dates the wrong way round are refused")
  func wrongWay() throws {
    let error = #expect(throws: BatchRunError.self) {
      try explained("C000017", since: world.asOf)
    }
    #expect(error?.code == .sinceAfterAsOf)
  }
}

@Suite("The assessment of a world")
struct AssessmentRunTests {
  @Test("counts are those of the files, and the model is judged by accounts it did not see")
  func counts() throws {
    let world = try TestWorld.standard.get()
    let options = RunOptions(inputs: try world.paths(), outputFolder: "", asOf: world.asOf)
    let result = try AssessmentRun(options).run()
    let manifest = try TestWorld.outputs.get().manifest()
    #expect(result.contacts == manifest["contacts"] as? Int)
    let model = try #require(manifest["conversionModel"] as? [String: Any])
    #expect(result.figures.conversions == model["conversions"] as? Int)
    let examples = result.figures.conversions + result.figures.others
    #expect(examples == model["examples"] as? Int)
    #expect(result.references.map(\.instant) == model["references"] as? [String])
    #expect(result.references.reduce(0) { $0 + $1.conversions } == result.figures.conversions)
    let converted = Set(try world.rows("conversions").compactMap { $0["contact_id"] })
    #expect(result.converted == converted.count)
    let quality = try #require(model["crossFitted"] as? [String: Any])
    let curve = try #require(quality["discrimination"] as? [String: Any])
    let area = try #require(result.figures.model?.value)
    #expect(abs(area - (try #require(curve["area"] as? Double))) < 1e-12)
    // 400 contacts can all be called.
    #expect(result.assessment.reason == .everybodyCanBeCalled)
    #expect(result.text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(result.salesCycle != nil)
  }

  @Test("with little capacity the same world is worth scoring")
  func capacity() throws {
    let world = try TestWorld.standard.get()
    let folder = try TemporaryFolder()
    let file = try folder.write("handoff:\n  capacity: 2\n", to: "leadtime.yaml")
    let options = RunOptions(
      inputs: try world.paths(),
      outputFolder: "",
      asOf: world.asOf,
      configurationFile: file
    )
    let result = try AssessmentRun(options).run()
    #expect(result.assessment.verdict != .doNotScore)
    #expect(try !result.json().isEmpty)
  }
}
