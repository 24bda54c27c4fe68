import CRMData
import CivilTime
import LeadScoring
import Testing

@Suite("Engagement")
struct EngagementScorerTests {
  private static let asOf = instant("2024-02-01")

  /// One contact with events of some types, each so many days before the instant.
  private func score(
    _ rules: [EngagementRule],
    limits: [String: Double] = [:],
    _ events: (String, Int)...
  ) throws -> (score: Double, parts: [EngagementScorer.Part]) {
    let rows = events.map { type, days in "a,\(Self.asOf - .days(days)),\(type)\n" }.joined()
    let crm = try snapshot([
      ("contacts.csv", "contact_id,email\na,\n"),
      ("events.csv", "contact_id,occurred_at,type\n" + rows),
    ])
    var scorer = EngagementScorer(EngagementRules(rules: rules, groupLimits: limits), for: crm)
    return crm.events.withEvents(of: 0) { scorer.score($0, asOf: Self.asOf) }
  }

  private func rule(
    _ type: String,
    _ points: Double,
    halfLife: Double = .infinity,
    cap: Double = .infinity,
    group: String = "g"
  ) -> EngagementRule {
    EngagementRule(type, points: points, halfLifeDays: halfLife, cap: cap, group: group)
  }

  @Test("points halve with every half-life")
  func halving() throws {
    let open = rule("open", 8, halfLife: 7)
    #expect(try score([open], ("open", 0)).score == 8)
    #expect(try score([open], ("open", 7)).score == 4)
    #expect(try score([open], ("open", 7), ("open", 14), ("open", 21)).score == 7)
    #expect(try score([open], ("click", 0)).score == 0)
  }

  @Test("a type saturates at its cap: c(1 − e^(−S/c))")
  func saturation() throws {
    // S = 2 · (1 + 1/2 + 1/4) = 3.5; 8(1 − e^(−3.5/8)) = 2.834811788576864 (Python).
    let open = rule("open", 2, halfLife: 14, cap: 8)
    let result = try score([open], ("open", 0), ("open", 14), ("open", 28)).score
    #expect(abs(result - 2.834_811_788_576_864) < 1e-11)
    // S = 12 · 2^(−1/2); 30(1 − e^(−S/30)) = 7.390850506687057 (Python).
    let form = rule("form_submit", 12, halfLife: 30, cap: 30)
    // The count is rounded to a multiple of 2⁻⁴⁰, which twelve points make 5e-12.
    #expect(abs(try score([form], ("form_submit", 15)).score - 7.390_850_506_687_057) < 1e-11)
    let many = [("open", 0), ("open", 1), ("open", 2)]
    #expect(try score([rule("open", 1000, cap: 8)], many[0], many[1], many[2]).score == 8)
  }

  @Test("groups are limited, then the total; negative types subtract without a cap")
  func groups() throws {
    let rules = [
      rule("open", 20, group: "messages"), rule("click", 30, group: "messages"),
      rule("login", 80, group: "website"), rule("unsubscribe", -30, cap: 5, group: "negative"),
    ]
    let all = [("open", 1), ("click", 1), ("login", 1), ("unsubscribe", 1)]
    #expect(try score(rules, all[0], all[1]).score == 50)
    #expect(try score(rules, limits: ["messages": 35], all[0], all[1]).score == 35)
    #expect(try score(rules, limits: ["messages": 35], all[0], all[1], all[2]).score == 100)
    #expect(try score(rules, limits: ["messages": 35], all[0], all[1], all[3]).score == 5)
    #expect(try score(rules, limits: ["messages": 35, "negative": 0], all[0], all[3]).score == 0)
    #expect(try score(rules, all[3]).score == 0)
  }

  @Test("the parts say what each rule gave before the limits of groups")
  func parts() throws {
    let rules = [rule("open", 20), rule("click", 30), rule("unsubscribe", -5)]
    let result = try score(rules, limits: ["g": 10], ("open", 1), ("unsubscribe", 1))
    #expect(result.parts.map(\.rule.type) == ["open", "unsubscribe"])
    #expect(result.parts.map(\.points) == [20, -5])
    #expect(result.score == 10)
  }

  @Test("types that only the data names can have rules; types that nobody knows are left out")
  func customTypes() throws {
    let rules = [rule("demo_seen", 9), rule("never_heard_of", 50)]
    #expect(try score(rules, ("demo_seen", 0)).score == 9)
  }

  @Test("machine events, unanswered calls and future events give nothing")
  func whatCounts() throws {
    let crm = try snapshot([
      ("contacts.csv", "contact_id,email\na,\n"),
      (
        "events.csv",
        """
        contact_id,occurred_at,type,is_machine,duration_s
        a,2024-01-31,open,1,
        a,2024-01-31,call,0,0
        a,2024-02-01T00:00:00.001Z,open,0,
        a,2024-02-01,open,0,

        """
      ),
    ])
    let rules = EngagementRules(rules: [rule("open", 3), rule("call", 5)], groupLimits: [:])
    var scorer = EngagementScorer(rules, for: crm)
    let score = { crm.events.withEvents(of: 0) { scorer.score($0, asOf: Self.asOf).score } }
    #expect(score() == 3)
    #expect(score() == 3, "the counters start afresh")
  }

  @Test("the standard rules never let a complaint be outweighed")
  func standardRules() throws {
    let standard = EngagementRules.standard
    let result = try score(
      standard.rules,
      limits: standard.groupLimits,
      ("open", 0),
      ("meeting", 0),
      ("complaint", 300)
    )
    // 8(1 − e^(−1/8)) + 35(1 − e^(−25/35)) − 50 < 0.
    #expect(result.score == 0)
    #expect(result.parts.map(\.points).last == -50)
  }
}
