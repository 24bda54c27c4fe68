import CRMData
import CivilTime
import LeadScoring
import Testing

@Suite("The explanation of rules")
struct RulesExplanationTests {
  private static let asOf = instant("2024-02-01")

  private func explanation() throws -> RulesExplanation {
    let contacts = (0..<60).map { index in
      "c\(index),,\(index < 25 ? "Software" : index < 50 ? "Retail" : ""),Person \(index)\n"
    }
    let events = (0..<10).map { "c\($0),2024-01-31,open\n" } + ["c0,2024-01-30,complaint\n"]
    let crm = try snapshot([
      ("contacts.csv", "contact_id,email,industry,title\n" + contacts.joined()),
      ("events.csv", "contact_id,occurred_at,type\n" + events.joined()),
    ])
    return try RulesExplanation(
      FitRules(
        rules: [
          FitRule("industry", .oneOf(["Software"]), points: 30, group: "trade", name: "our trade"),
          FitRule("title", .matches("^Person"), points: 20, group: "trade"),
          FitRule("industry", .oneOf(["Retail"]), points: 0, group: "trade", isVeto: true),
        ],
        groupLimits: ["trade": 40]
      ),
      EngagementRules(
        rules: [
          EngagementRule("open", points: 4, halfLifeDays: .infinity, cap: .infinity, group: "mail"),
          EngagementRule(
            "complaint",
            points: -50,
            halfLifeDays: .infinity,
            cap: .infinity,
            group: "bad",
            vetoDays: .infinity
          ),
          EngagementRule("login", points: 2, halfLifeDays: 7, cap: 8, group: "site"),
        ],
        groupLimits: ["mail": 3],
        groupFloors: ["bad": -20]
      ),
      of: crm,
      contacts: crm.contacts.order,
      asOf: Self.asOf
    )
  }

  @Test("counts for every rule and group")
  func counts() throws {
    let explanation = try explanation()
    #expect(explanation.contacts == 60)
    #expect(explanation.fit.map(\.holds) == [25, 60, 25])
    #expect(explanation.fit.map(\.unknown) == [10, 0, 10])
    #expect(explanation.engagement.map(\.contacts) == [10, 1, 0])
    #expect(explanation.engagement.map(\.meanPoints) == [4, -50, nil])
    #expect(explanation.engagement.map(\.isRecorded) == [true, true, false])
    #expect(explanation.engagement.map(\.vetoed) == [nil, 1, nil])
    // 25 retailers, and c0 who complained.
    #expect(explanation.vetoed == 26)
    #expect(explanation.engagementCoverage == 2.0 / 3)
    #expect(abs(explanation.fitCoverage - 55.0 / 60) < 1e-12)
    let trade = explanation.groups[0]
    #expect(trade.capped == 25)
    #expect(abs(trade.meanBefore - (25 * 50 + 35 * 20) / 60.0) < 1e-12)
    #expect(abs(trade.meanAfter - (25 * 40 + 35 * 20) / 60.0) < 1e-12)
    let bad = try #require(explanation.groups.first { $0.group == "bad" })
    #expect(bad.floored == 1 && bad.capped == 0)
  }

  @Test("values are shown only where many contacts share them")
  func examples() throws {
    let explanation = try explanation()
    #expect(explanation.fit.map(\.examples) == [["Software"], [], ["Retail"]])
    #expect(!explanation.text.contains("Person 1"))
  }

  @Test("the text fits a terminal of 80 columns and names every rule")
  func text() throws {
    let text = try explanation().text
    for line in text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    for word in ["our trade", "title matches ^Person", "complaint", "no data", "veto"] {
      #expect(text.contains(word))
    }
  }
}
