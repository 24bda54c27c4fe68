import CRMData
import Features
import LeadScoring
import Testing

@Suite("Fit")
struct FitScorerTests {
  /// Contacts a, b, c, d in this order.
  private func crm() throws -> CRMSnapshot {
    try snapshot([
      ("companies.csv", "company_id,name,employees\nk,One,250\nl,Two,abc\n"),
      (
        "contacts.csv",
        "contact_id,email,company_id,seniority,title,age\n"
          + "a,,k,VP,Chief Executive,30\nb,,l,manager,Intern,31\nc,,,,,29.5\nd,,k,director,,\n"
      ),
    ])
  }

  private func results(_ rules: [FitRule], limits: [String: Double] = [:]) throws
    -> [FitScorer.Result]
  {
    let crm = try crm()
    let scorer = try FitScorer(FitRules(rules: rules, groupLimits: limits), for: crm)
    return crm.contacts.order.map { scorer.result(for: $0) }
  }

  private func holders(_ attribute: String, _ condition: FitRule.Condition) throws -> String {
    let rule = FitRule(attribute, condition, points: 10, group: "g")
    return try zip("abcd", results([rule])).filter { $1.score == 10 }.map { String($0.0) }.joined()
  }

  @Test(
    "who fulfils a condition",
    arguments: [
      ("seniority", FitRule.Condition.oneOf(["vp", "Director"]), "ad"),
      ("seniority", .oneOf(["v"]), ""), ("seniority", .oneOf([]), ""),
      ("seniority", .missing, "c"), ("seniority", .present, "abd"),
      ("age", .range(29.5...30), "ac"), ("age", .range(30...Double.infinity), "ab"),
      ("employees", .range(200...250), "ad"), ("company.employees", .range(200...250), "ad"),
      ("employees", .range(-Double.infinity...Double.infinity), "ad"),
      ("employees", .missing, "c"), ("title", .matches("(?i)\\bchief\\b"), "a"),
      ("title", .matches("^Int"), "b"), ("title", .matches("ief"), "a"),
      ("title", .matches(""), "ab"),
      ("nobody has this", .present, ""), ("nobody has this", .missing, "abcd"),
      ("nobody has this", .oneOf(["x"]), ""), ("nobody has this", .range(0...1), ""),
    ]
  )
  func conditions(attribute: String, condition: FitRule.Condition, expected: String) throws {
    #expect(try holders(attribute, condition) == expected)
  }

  @Test("points are summed within groups, each group is limited")
  func groups() throws {
    let rules = [
      FitRule("seniority", .present, points: 30, group: "role"),
      FitRule("title", .present, points: 25, group: "role"),
      FitRule("age", .present, points: 7, group: "other"),
      FitRule("employees", .present, points: 5, group: "other"),
    ]
    #expect(try results(rules).map(\.score) == [67, 67, 7, 35])
    #expect(try results(rules, limits: ["role": 40]).map(\.score) == [52, 52, 7, 35])
    #expect(try results(rules, limits: ["role": 40, "other": 6]).map(\.score) == [46, 46, 6, 35])
  }

  @Test("negative points take away, also below a limit, and the total lies within 0 to 100")
  func clamps() throws {
    let rules = [
      FitRule("seniority", .present, points: 90, group: "a"),
      FitRule("title", .present, points: 30, group: "b"),
      FitRule("age", .range(31...31), points: -150, group: "c"),
      FitRule("seniority", .missing, points: -5, group: "d"),
    ]
    #expect(try results(rules).map(\.score) == [100, 0, 0, 90])
  }

  @Test("coverage is the share of the rules' attributes that are known")
  func coverage() throws {
    let rules = [
      FitRule("seniority", .present, points: 1, group: "a"),
      FitRule("seniority", .missing, points: 1, group: "a"),
      FitRule("title", .present, points: 1, group: "a"),
      FitRule("employees", .present, points: 1, group: "a"),
      FitRule("nobody has this", .present, points: 1, group: "a"),
    ]
    #expect(try results(rules).map(\.coverage) == [0.75, 0.75, 0, 0.5])
    #expect(try results([]).map(\.coverage) == [1, 1, 1, 1])
  }

  @Test("a veto that holds is told, one that does not hold is not")
  func vetoes() throws {
    let rules = [
      FitRule("title", .matches("Intern"), points: 0, group: "a", isVeto: true),
      FitRule("seniority", .present, points: 50, group: "a"),
    ]
    let results = try results(rules)
    #expect(results.map(\.isVetoed) == [false, true, false, false])
    #expect(results.map(\.score) == [50, 50, 0, 50])
    #expect(results.map(\.holding.count) == [1, 2, 0, 1])
    #expect(results[1].holding == rules)
  }

  @Test(
    "a regular expression that cannot be read is an error",
    arguments: ["(", "[a", "*", "a{2,1}"]
  )
  func badExpression(pattern: String) throws {
    let crm = try crm()
    let rules = FitRules(
      rules: [FitRule("title", .matches(pattern), points: 1, group: "a")],
      groupLimits: [:]
    )
    let error = #expect(throws: LeadScoringError.self) { try FitScorer(rules, for: crm) }
    #expect(error?.code == .badExpression)
    #expect(error?.diagnosticCode == "score.bad-expression")
    #expect(error?.message == "'\(pattern)' is not a regular expression")
    #expect(error?.hint != nil)
  }

  @Test(
    "a rule in words",
    arguments: [
      (FitRule.Condition.oneOf(["vp", "head"]), "x is vp or head"),
      (.range(10...49.5), "x is 10 to 49.5"),
      (.range(1000...Double.infinity), "x is 1000 to any"), (.matches("^a"), "x matches ^a"),
      (.missing, "x is missing"), (.present, "x is known"),
    ]
  )
  func summaries(condition: FitRule.Condition, text: String) {
    #expect(FitRule("x", condition, points: 1, group: "g").summary == text)
  }

  @Test("the standard rules stay within their groups and give a perfect lead 100 points")
  func standardRules() throws {
    var crm = try snapshot([
      ("companies.csv", "company_id,name,employees,industry,country\nk,One,5000,Software,ES\n"),
      (
        "contacts.csv",
        "contact_id,email,company_id,seniority,title\na,,k,c_level,CEO & Founder\nb,,,,Student\n"
      ),
    ])
    crm.adoptFirmographics()
    let scorer = try FitScorer(.standard, for: crm)
    // role 40, size 30, industry 20 (of 28), place 10; the student has −20, which is 0.
    #expect(scorer.result(for: crm.contacts.order[0]).score == 100)
    #expect(scorer.result(for: crm.contacts.order[1]).score == 0)
  }
}
