import LeadScoring
import TestSupport
import Testing

@Suite("Grades and the hand-off")
struct GradeTests {
  @Test(
    "thresholds belong to the better side",
    arguments: [
      (65.0, 30.0, "A1"), (64.999, 30, "B1"), (65, 29.999, "A2"), (40, 10, "B2"),
      (39.999, 10, "C2"),
      (40, 9.999, "B3"), (0, 0, "C3"), (100, 100, "A1"), (100, 0, "A3"), (0, 100, "C1"),
    ]
  )
  func edges(fit: Double, engagement: Double, grade: String) {
    #expect(GradeScheme.standard.fitThresholds == [65, 40])
    #expect(GradeScheme.standard.engagementThresholds == [30, 10])
    #expect(GradeScheme.standard.grade(fit: fit, engagement: engagement).description == grade)
  }

  @Test("all nine grades, the best first, each in a segment")
  func allGrades() {
    #expect(
      Grade.all.map(\.description) == ["A1", "A2", "A3", "B1", "B2", "B3", "C1", "C2", "C3"]
    )
    #expect(Grade.all.map(\.rank) == Array(0..<9))
    #expect(Grade.all == Grade.all.reversed().sorted())
    for grade in Grade.all { #expect(GradeScheme.standard.segment(of: grade) != "other") }
    let scheme = GradeScheme(fitThresholds: [1, 0], engagementThresholds: [1, 0], segments: [:])
    #expect(scheme.segment(of: Grade(fit: 0, engagement: 0)) == "other")
  }

  private func candidate(
    _ position: Int,
    _ probability: Double,
    points: Double = 0,
    fit: Int = 0,
    isFitKnown: Bool = true,
    isVetoed: Bool = false,
    isConverted: Bool = false
  ) -> HandOffRule.Candidate {
    HandOffRule.Candidate(
      position: position,
      probability: probability,
      points: points,
      grade: Grade(fit: fit, engagement: 0),
      isFitKnown: isFitKnown,
      isVetoed: isVetoed,
      isConverted: isConverted
    )
  }

  @Test("the most probable go first, up to the capacity")
  func capacity() {
    let candidates = [candidate(0, 0.1), candidate(1, 0.3), candidate(2, 0.2)]
    func chosen(_ capacity: Int) -> [Int] {
      HandOffRule(capacity: capacity, minimumProbability: 0).chosen(
        from: candidates,
        hasModel: true
      )
    }
    #expect(chosen(0) == [])
    #expect(chosen(2) == [1, 2])
    #expect(chosen(9) == [1, 2, 0])
  }

  @Test("equal probabilities are ranked by points, then by identifier, in any order of candidates")
  func ties() {
    let candidates = [
      candidate(3, 0.2, points: 50), candidate(0, 0.2, points: 50), candidate(1, 0.2, points: 90),
      candidate(2, 0.2),
    ]
    let rule = HandOffRule(capacity: 3, minimumProbability: 0)
    var random = SplitMix(seed: 1)
    for _ in 0..<20 {
      #expect(rule.chosen(from: candidates.shuffled(using: &random), hasModel: true) == [1, 0, 3])
    }
  }

  @Test("a veto, the letter C, a conversion or too low a probability keep a lead back")
  func exclusions() {
    let rule = HandOffRule(capacity: 10, minimumProbability: 0.05)
    let candidates = [
      candidate(0, 0.9, isVetoed: true), candidate(1, 0.9, fit: 2),
      candidate(2, 0.9, isConverted: true), candidate(3, 0.049_999), candidate(4, 0.05, fit: 1),
      candidate(5, 0.06),
    ]
    #expect(rule.chosen(from: candidates, hasModel: true) == [5, 4])
    #expect(rule.chosen(from: [], hasModel: true) == [])
  }

  @Test("an unknown fit is not a poor one")
  func unknownFit() {
    let candidates = [candidate(0, 0.3, fit: 2), candidate(1, 0.2, fit: 2, isFitKnown: false)]
    let rule = HandOffRule(capacity: 10, minimumProbability: 0)
    #expect(rule.chosen(from: candidates, hasModel: true) == [1])
  }

  @Test("where there is no model, leads of whom nothing speaks stay")
  func withoutModel() {
    let candidates = [
      candidate(0, 0.1), candidate(1, 0.1, points: 5), candidate(2, 0.1, points: 9),
    ]
    let rule = HandOffRule(capacity: 10, minimumProbability: 0)
    #expect(rule.chosen(from: candidates, hasModel: false) == [2, 1])
    #expect(rule.chosen(from: candidates, hasModel: true) == [2, 1, 0])
  }

  @Test("whoever is handed over may be, whatever the candidates", arguments: 1...10)
  func property(seed: UInt64) {
    var random = SplitMix(seed: seed)
    let candidates = (0..<200).map { index in
      candidate(
        index,
        Double(random.integer(below: 20)) / 20,
        points: Double(random.integer(below: 5)),
        fit: random.integer(below: 3),
        isVetoed: random.integer(below: 5) == 0,
        isConverted: random.integer(below: 5) == 0
      )
    }
    let chosen = HandOffRule(capacity: 30, minimumProbability: 0.3).chosen(
      from: candidates,
      hasModel: true
    )
    #expect(chosen.count == 30)
    #expect(Set(chosen).count == 30)
    for position in chosen {
      let lead = candidates[position]
      #expect(!lead.isVetoed && !lead.isConverted && lead.grade.fit < 2 && lead.probability >= 0.3)
    }
  }
}
