import CRMData
import CivilTime
import LeadScoring
import TestSupport
import Testing

@Suite("What rules can say beside points")
struct RuleOptionTests {
  private static let asOf = instant("2024-02-01")

  private func crm(_ events: [(id: String, type: String, days: Int)] = []) throws -> CRMSnapshot {
    let rows = events.map { "\($0.id),\(Self.asOf - .days($0.days)),\($0.type)\n" }.joined()
    return try snapshot([
      (
        "contacts.csv",
        "contact_id,email,industry\na,,Software\nb,,ＳＯＦＴＷＡＲＥ\nc,,Ѕоftwаrе\nd,,Soft ware\n"
      ),
      ("events.csv", "contact_id,occurred_at,type\n" + rows),
    ])
  }

  private func engagement(
    _ rules: EngagementRules,
    _ crm: CRMSnapshot,
    of contact: Int = 0
  ) -> EngagementScorer.Score {
    var scorer = EngagementScorer(rules, for: crm)
    return crm.events.withEvents(of: contact) { scorer.result($0, asOf: Self.asOf) }
  }

  @Test("words are compared in any case, width and spacing; look-alike letters are told")
  func words() throws {
    let rule = FitRule("industry", .oneOf(["software"]), points: 10, group: "g")
    let crm = try crm()
    let scorer = try FitScorer(FitRules(rules: [rule], groupLimits: [:]), for: crm)
    #expect(crm.contacts.order.map { scorer.score(for: $0).points } == [10, 10, 10, 0])
    #expect(scorer.lookAlikes.map(\.word) == ["software"])
    #expect(scorer.lookAlikes.map(\.values) == [1])
    #expect(scorer.lookAlikes.map(\.rule) == [0])
  }

  @Test(
    "texts are folded as people read them",
    arguments: [
      ("Vice\u{A0}President", "vice president"), (" a  b ", "a b"), ("ﬁnance", "finance"),
      ("Ｃ－ｌｅｖｅｌ", "c-level"), ("co\u{2011}founder", "co-founder"),
      ("zero\u{200B}width", "zerowidth"),
      ("ÉTÉ", "été"), ("", ""), ("Директор", "директор"),
    ]
  )
  func folding(text: String, expected: String) {
    #expect(WordFolding.folded(text) == expected)
    #expect(WordFolding.folded(expected) == expected, "folding twice changes nothing")
  }

  @Test("a name is what people read, else the condition in words")
  func names() {
    let rule = FitRule("industry", .present, points: 1, group: "g", name: "a known trade")
    #expect(rule.summary == "a known trade")
    #expect(rule.conditionInWords == "industry is known")
    let event = EngagementRule("open", points: 1, halfLifeDays: 7, cap: 8, group: "g", name: "read")
    #expect(event.summary == "read")
  }

  @Test("a floor limits what a group takes away")
  func floors() throws {
    let rules = FitRules(
      rules: [
        FitRule("industry", .present, points: -40, group: "bad"),
        FitRule("industry", .present, points: 50, group: "good"),
      ],
      groupLimits: [:],
      groupFloors: ["bad": -15]
    )
    let scorer = try FitScorer(rules, for: try crm())
    #expect(scorer.score(for: 0).points == 35)
    let events = EngagementRules(
      rules: [
        EngagementRule("open", points: 50, halfLifeDays: .infinity, cap: .infinity, group: "g"),
        EngagementRule(
          "bounce",
          points: -40,
          halfLifeDays: .infinity,
          cap: .infinity,
          group: "bad"
        ),
      ],
      groupLimits: [:],
      groupFloors: ["bad": -15]
    )
    let crm = try crm([("a", "open", 1), ("a", "bounce", 1)])
    #expect(engagement(events, crm).points == 35)
  }

  @Test("hard saturation counts every event alike up to the cap")
  func hardSaturation() throws {
    func points(_ saturation: EngagementRule.Saturation, _ count: Int) throws -> Double {
      let rule = EngagementRule(
        "open",
        points: 3,
        halfLifeDays: .infinity,
        cap: 8,
        group: "g",
        saturation: saturation
      )
      let crm = try crm((0..<count).map { ("a", "open", $0) })
      return engagement(EngagementRules(rules: [rule], groupLimits: [:]), crm).points
    }
    #expect(try points(.hard, 2) == 6)
    #expect(try points(.hard, 3) == 8)
    // 8(1 − e^(−6/8)) = 4.22106757807188 (Python).
    #expect(abs(try points(.smooth, 2) - 4.221_067_578_071_88) < 1e-11)
  }

  @Test(
    "an event is a veto for as long as its rule says, whatever it adds",
    arguments: [
      (Double.infinity, 400, true), (30, 30, true), (30, 31, false), (30, -1, false),
    ]
  )
  func eventVetoes(days: Double, age: Int, isVetoed: Bool) throws {
    let rule = EngagementRule(
      "complaint",
      points: 0,
      halfLifeDays: 1,
      cap: .infinity,
      group: "g",
      vetoDays: days
    )
    let rules = EngagementRules(rules: [rule], groupLimits: [:])
    let crm = try crm([("a", "complaint", age), ("b", "open", 1)])
    #expect(engagement(rules, crm).isVetoed == isVetoed)
    #expect(engagement(rules, crm, of: 1).isVetoed == false)
  }

  @Test("what a machine did is no veto")
  func machineVeto() throws {
    let crm = try snapshot([
      ("contacts.csv", "contact_id,email\na,\n"),
      ("events.csv", "contact_id,occurred_at,type,is_machine\na,2024-01-31,complaint,1\n"),
    ])
    let rule = EngagementRule(
      "complaint",
      points: -1,
      halfLifeDays: 1,
      cap: .infinity,
      group: "g",
      vetoDays: .infinity
    )
    let rules = EngagementRules(rules: [rule], groupLimits: [:])
    #expect(engagement(rules, crm).isVetoed == false)
  }

  @Test(
    "a letter grade begins at D and moves by thirds, within A+ and F",
    arguments: [
      (0, "D"), (1, "D+"), (2, "C-"), (-1, "D-"), (-2, "F"), (-9, "F"), (9, "A"), (10, "A+"),
      (30, "A+"),
    ]
  )
  func letters(steps: Int, text: String) {
    #expect(LetterGrade(stepsFromStart: steps).description == text)
    #expect(LetterGrade.all.count == 13)
    #expect(LetterGrade.all == LetterGrade.all.sorted())
  }

  @Test("every rule that holds moves the letter, by its own thirds where it says so")
  func letterOfRules() throws {
    let rules = [
      FitRule("industry", .present, points: 5, group: "g"),
      FitRule("industry", .oneOf(["Software"]), points: 5, group: "g", thirds: 3),
      FitRule("industry", .missing, points: 50, group: "g"),
      FitRule("industry", .matches("x"), points: -5, group: "g"),
      FitRule("industry", .matches("S"), points: -5, group: "g"),
    ]
    let scorer = try FitScorer(FitRules(rules: rules, groupLimits: [:]), for: try crm())
    // One third and three thirds up, one down.
    #expect(scorer.score(for: 0).letter.description == "C")
    #expect(scorer.result(for: 0).letter == scorer.score(for: 0).letter)
  }

  @Test("quantiles are points that so many contacts lie below; nobody passes with none")
  func quantiles() {
    let points = (1...10).map(Double.init)
    #expect(Thresholds.quantiles([0.8, 0.5]).resolved(points) == [9, 6])
    #expect(Thresholds.quantiles([1, 0]).resolved(points) == [10, 1])
    #expect(Thresholds.quantiles([0.5, 0.1]).resolved([0, 0, 0, 0, 7]) == [7, 7])
    #expect(Thresholds.quantiles([0.9, 0.1]).resolved([0, 0]) == [100, 100])
    #expect(Thresholds.fixed([3, 2]).resolved(points) == [3, 2])
  }

  @Test(
    "score and result agree for random rules and contacts",
    arguments: 1...5 as ClosedRange<UInt64>
  )
  func agreement(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let conditions: [FitRule.Condition] = [
      .present, .missing, .oneOf(["software"]), .matches("(?i)soft"), .range(0...5),
    ]
    let rules = (0..<12).map { _ in
      FitRule(
        random.element(of: ["industry", "nobody has this"]),
        random.element(of: conditions),
        points: Double(random.integer(below: 41) - 20),
        group: random.element(of: ["g", "h"]),
        isVeto: random.integer(below: 4) == 0
      )
    }
    let crm = try crm()
    let scorer = try FitScorer(
      FitRules(rules: rules, groupLimits: ["g": 20], groupFloors: ["h": -10]),
      for: crm
    )
    for contact in crm.contacts.order {
      let (score, result) = (scorer.score(for: contact), scorer.result(for: contact))
      #expect(score.points == result.score)
      #expect(score.isVetoed == result.holding.contains(where: \.isVeto))
      var sums = ["g": 0.0, "h": 0.0]
      for rule in result.holding { sums[rule.group, default: 0] += rule.points }
      let expected = min(20, sums["g"] ?? 0) + max(-10, sums["h"] ?? 0)
      #expect(score.points == min(100, max(0, expected)))
    }
  }
}
