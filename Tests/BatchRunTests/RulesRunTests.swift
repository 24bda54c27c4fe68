import BatchRun
import CSV
import CivilTime
import Diagnostics
import Foundation
import Settings
import TestSupport
import Testing

/// Rules, segments, the hand-off and their memory, over whole nights.
@Suite("Nights remember what they issued")
struct HistoryTests {
  let world: TestWorld
  let output: TemporaryFolder

  init() throws {
    world = try TestWorld.standard.get()
    output = try TemporaryFolder()
  }

  private func night(
    _ days: Int,
    _ configuration: String? = nil,
    inputs: [String]? = nil
  ) throws -> Outputs {
    let file = try configuration.map { try TemporaryFolder.kept($0) }
    let options = RunOptions(
      inputs: try inputs ?? world.paths(),
      outputFolder: output.path,
      asOf: world.asOf + .days(days),
      configurationFile: file
    )
    _ = try NightlyRun(options).run()
    return try Outputs(of: output)
  }

  private func leads(_ outputs: Outputs) throws -> [String] {
    try outputs.rows("handoff").compactMap { $0["contact_id"] }
  }

  @Test("Each lead is handed over once, over re-runs and nights")
  func onceOnly() throws {
    let configuration = "handoff: {capacity: 20}"
    let first = try leads(try night(0, configuration))
    let second = try leads(try night(1, configuration))
    let third = try leads(try night(2, configuration))
    #expect(first.count == 20 && second.count == 20)
    let all = first + second + third
    #expect(Set(all).count == all.count)
    let history = try Outputs(of: output).rows("history").filter { $0["kind"] == "handoff" }
    #expect(history.count == all.count)
    let again = try leads(try night(3, "handoff: {capacity: 20, again_after: 2d}"))
    // The first two nights' leads may come back after two days; the newest may not.
    #expect(again.filter(Set(third).contains) == [])
    #expect(!again.filter(Set(first).contains).isEmpty)
  }

  @Test("The same night again, even an older one, leaves the same bytes")
  func repeatedNights() throws {
    let first = try night(0)
    let second = try night(1)
    expectSame(try night(1).comparable(), try second.comparable())
    var (old, again) = (try first.comparable(), try night(0).comparable())
    // The log keeps what later nights issued; all else is as it was.
    #expect(again["history.csv"] == second.files["history.csv"])
    (old["history.csv"], again["history.csv"]) = (nil, nil)
    expectSame(again, old)
    expectSame(try night(1).comparable(), try second.comparable())
  }

  @Test("A night in which nothing happens moves under 2 % between segments")
  func fewFlips() throws {
    // Before the events end, so that there is engagement to decay.
    _ = try night(0)
    let later = try night(1)
    let moves = try #require(
      (try later.manifest()["scoring"] as? [String: Any])?["segmentMoves"] as? [String: Any]
    )
    let moved = try #require(moves["moved"] as? Int)
    #expect(Double(moved) < 0.02 * 400, "\(moves)")
    #expect(moves["new"] as? Int == 0)
  }

  @Test(
    "A damaged log is never silently begun anew",
    arguments: [
      ("as_of,contact_id,kind\n", 1), ("as_of,contact_id,kind,value\nyesterday,a,handoff,\n", 2),
      ("as_of,contact_id,kind,value\n2025-01-01T00:00:00Z,a,hand,\n", 2),
      (
        "as_of,contact_id,kind,value\n2025-01-01T00:00:00Z,a,handoff,x\n2025-01-02T00:00:00Z,b\n", 3
      ),
      ("as_of,contact_id,kind,value\n2025-01-01T00:00:00Z,,handoff,\n", 2),
      ("as_of,contact_id,kind,value\n2025-01-01T00:00:00Z,\"a,handoff,\n", 2), ("", 1),
    ]
  )
  func damaged(text: String, line: Int) throws {
    try output.write(text, to: "history.csv")
    let error = #expect(throws: BatchRunError.self) { try night(0) }
    #expect(error?.code == .damagedHistory)
    #expect(error?.exitCode == 65)
    #expect(error?.location?.file.hasSuffix("history.csv") == true)
    #expect(error?.location?.line == line)
    #expect(error?.hint?.contains("move the file away") == true)
    #expect(try output.names() == ["history.csv"], "nothing was written")
  }

  @Test("Whoever is vetoed, converted or a known poor fit is never handed over")
  func neverHandedOver() throws {
    let configuration = """
      fit: {rules: [{attribute: company.country, in: [GB, US, DE, FR], veto: true}, \
      {attribute: seniority, is: known, points: 60}]}
      engagement: {events: {open: {veto: 20d}, click: {points: 5, half_life: 14d}}}
      handoff: {capacity: 1000}
      """
    let outputs = try night(0, configuration)
    let scores = Dictionary(
      uniqueKeysWithValues: try outputs.rows("scores").map { ($0["contact_id"] ?? "", $0) }
    )
    let vetoed = scores.values.filter { $0["vetoed"] == "true" }.count
    #expect(vetoed > 20)
    let converted = Set(try world.rows("conversions").compactMap { $0["contact_id"] })
    let rows = try outputs.rows("handoff")
    #expect(!rows.isEmpty)
    for row in rows {
      let id = try #require(row["contact_id"])
      #expect(scores[id]?["vetoed"] == "false")
      #expect(scores[id]?["grade"] == row["grade"] && scores[id]?["segment"] == row["segment"])
      #expect(row["grade"]?.hasPrefix("C") == false)
      #expect(!converted.contains(id))
      #expect(row["why_now"]?.isEmpty == false)
    }
  }

  @Test("Thresholds by quantile, capacity and value, owners, and letters")
  func thresholds() throws {
    let configuration = """
      grades: {scheme: letters, fit: {quantile: [0.9, 0.6]}, engagement: {quantile: [0.8, 0.5]}}
      segments:
        rules:
          - {name: top, when: {probability: {top: 30}}}
          - {name: worth, when: {probability: {value: 100, cost: 5}}}
        otherwise: rest
      handoff: {capacity: 12, per_owner: 4, owners: [Ann, Ben], value_per_conversion: 100, \
      cost_per_lead: 1}
      """
    let outputs = try night(0, configuration)
    let scores = try outputs.rows("scores")
    let ranked = try scores.map { try $0.number("probability") }.sorted(by: >)
    for row in scores {
      let probability = try row.number("probability")
      // Printed digits make the edge uncertain.
      if abs(probability - ranked[29]) > 1e-6 {
        #expect((row["segment"] == "top") == (probability > ranked[29]))
      }
      if row["segment"] == "rest" { #expect(probability < 0.05) }
      #expect("ABCDF".contains(row["grade"]?.first ?? "x"))
    }
    // Contacts of the world have owners of their own; Ann and Ben take the others.
    let owners = try outputs.rows("handoff").compactMap { $0["owner"] }
    let loads = Dictionary(grouping: owners) { $0 }.mapValues(\.count)
    #expect(owners.count == 12)
    #expect(loads.values.allSatisfy { $0 <= 4 }, "\(loads)")
    #expect(!owners.contains(""))
  }
}

@Suite("Rules that cannot be meant")
struct RuleErrorTests {
  @Test(
    "are refused with their place and a hint",
    arguments: [
      ("fit: {rules: [{attribute: x, in: [], points: 1}]}", "never holds", "such as"),
      ("fit: {rules: [{attribute: x, in: [a]}]}", "without effect", "points"),
      ("fit: {rules: [{attribute: x, in: [a], points: 0}]}", "without effect", "points"),
      ("fit: {rules: [{attribute: x, range: [9, 2], points: 1}]}", "the lower first", "such as"),
      (
        "fit: {limits: {size: 9}, rules: [{attribute: x, in: [a], points: 1, group: sice}]}",
        "no rules", "did you mean 'sice'"
      ),
      ("fit: {limits: {role: -1}}", "is -1", "between"),
      ("fit: {limits: {role: {floor: 5}}}", "is 5", "between"),
      ("engagement: {limits: {newsletter: 3}}", "no rules", "remove it"),
      ("engagement: {events: {open: {points: 1, half_life: 0d}}}", "is '0d'", "duration"),
      ("engagement: {events: {open: {points: 1, cap: -2}}}", "is -2", "between"),
      ("engagement: {events: {open: {points: 1, veto: soon}}}", "is 'soon'", "duration"),
      ("engagement: {events: {open: {half_life: 3d}}}", "without effect", "points"),
      ("engagement: {events: {open: {points: 1, saturation: soft}}}", "is 'soft'", "hard"),
      ("grades: {fit: [40, 65]}", "the higher first", "[65, 40]"),
      ("grades: {fit: {quantile: [90, 60]}}", "the higher first", "[0.9, 0.6]"),
      ("grades: {fit: {share: [0.9, 0.6]}}", "says no threshold", "quantile"),
      ("grades: {scheme: letter}", "is 'letter'", "letters"),
      ("segments: {rules: [{name: a}]}", "has no condition", "otherwise"),
      ("segments: {rules: [{name: a, when: {grade: [A4]}}]}", "'A4'", "A1 to C3"),
      ("segments: {rules: [{name: a, when: {fit: {over: 3}}}]}", "says no limit", "at_least"),
      ("segments: {slack: 2}", "is 2", "between"),
      ("handoff: {per_owner: 0}", "is 0", "between"),
      ("handoff: {cost_per_lead: 5}", "nothing what", "value_per_conversion"),
      ("handoff: {again_after: sometime}", "is 'sometime'", "duration"),
      ("consent: {scoring: {unknown: perhaps}}", "is 'perhaps'", "refuse"),
    ]
  )
  func errors(text: String, message: String, hint: String) throws {
    let settings = try Settings(text: text, name: "rules.yaml")
    let error = #expect(throws: SettingsError.self) {
      try RunConfiguration(settings, folder: ".")
    }
    #expect(error?.message.contains(message) == true, "\(error?.description ?? "")")
    #expect(error?.hint?.contains(hint) == true, "\(error?.description ?? "")")
    #expect(error?.location?.line == 1)
    #expect(error?.exitCode == 78)
  }

  @Test(
    "Names that resemble one of the data's are refused, others are noted",
    arguments: [
      ("fit: {rules: [{attribute: senority, is: known, points: 1}]}", "seniority"),
      ("fit: {rules: [{attribute: ѕeniority, is: known, points: 1}]}", "seniority"),
      ("engagement: {events: {web_inar: {points: 1}, clik: {points: 3}}}", "click"),
      ("segments: {rules: [{name: a, when: {industri: [x]}}]}", "industry"),
      ("handoff: {inquiries: [form_submitt]}", "form_submit"),
      ("consent: {scoring: {column: senority}}", "seniority"),
    ]
  )
  func misspelt(text: String, meant: String) throws {
    let world = try TestWorld.standard.get()
    let file = try TemporaryFolder.kept(text)
    let error = #expect(throws: SettingsError.self) {
      try world.run(world.paths(), configuration: file)
    }
    #expect(error?.hint?.hasPrefix("did you mean '\(meant)'?") == true)
    #expect(error?.location?.line == 1)
  }

  @Test("A name like none of the data's is only noted: data differ from night to night")
  func noted() throws {
    let world = try TestWorld.standard.get()
    let file = try TemporaryFolder.kept(
      "engagement: {events: {attended_our_fair: {points: 9}}}\n"
        + "fit: {rules: [{attribute: favourite_dish, is: known, points: 9}]}"
    )
    let warnings = try world.run(world.paths(), configuration: file).manifest()["warnings"]
    let text = "\(try #require(warnings))"
    #expect(text.contains("attended_our_fair") && text.contains("favourite_dish"))
  }
}

extension TemporaryFolder {
  /// A file that stays until the tests end.
  static func kept(_ text: String) throws -> String {
    let path = FileManager.default.temporaryDirectory.path + "/leadtime-rules-\(UUID()).yaml"
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }
}
