import CRMData
import LeadScoring
import TestSupport
import Testing

@Suite("Segments")
struct SegmentationTests {
  private func crm() throws -> CRMSnapshot {
    try snapshot([("contacts.csv", "contact_id,email,industry\na,,Software\nb,,Retail\nc,,\n")])
  }

  private func lead(
    _ contact: Int = 0,
    fit: Double = 0,
    engagement: Double = 0,
    probability: Double = 0.1,
    isVetoed: Bool = false,
    isConverted: Bool = false
  ) -> Segmentation.Lead {
    Segmentation.Lead(
      contact: contact,
      fit: fit,
      engagement: engagement,
      probability: probability,
      isVetoed: isVetoed,
      isConverted: isConverted
    )
  }

  private func segmentation(
    _ rules: [SegmentRule],
    slack: Double = 0.1,
    values: [SegmentMeasure: [Double]] = [:]
  ) throws -> Segmentation {
    try Segmentation(
      SegmentRules(rules: rules, otherwise: "rest", slack: slack),
      scheme: .standard,
      for: try crm(),
      values: values
    )
  }

  private func name(
    _ lead: Segmentation.Lead,
    _ segmentation: Segmentation,
    before: String? = nil
  ) -> String {
    let previous = before.flatMap { segmentation.names.firstIndex(of: $0) }
    return segmentation.names[segmentation.segment(of: lead, previous: previous)]
  }

  @Test("the first rule that holds wins; where none does, the rest")
  func firstMatch() throws {
    let segmentation = try segmentation([
      SegmentRule("out", [.vetoed(true)]), SegmentRule("won", [.converted(true)]),
      SegmentRule("trade", [.attribute("industry", .oneOf(["software"])), .vetoed(false)]),
      SegmentRule("good", [.grades([Grade(fit: 0, engagement: 0), Grade(fit: 0, engagement: 1)])]),
      SegmentRule("cold", [.below(.probability, 0.05)]),
    ])
    #expect(segmentation.names == ["out", "won", "trade", "good", "cold", "rest"])
    #expect(name(lead(0, isVetoed: true), segmentation) == "out")
    #expect(name(lead(1, isConverted: true), segmentation) == "won")
    #expect(name(lead(0), segmentation) == "trade")
    #expect(name(lead(1, fit: 70, engagement: 12), segmentation) == "good")
    #expect(name(lead(1, fit: 70, engagement: 9), segmentation) == "rest")
    #expect(name(lead(2, probability: 0.04), segmentation) == "cold")
  }

  @Test("without rules the grade names the segment, as it always did")
  func grades() throws {
    let scheme = GradeScheme.standard
    let segmentation = try Segmentation(SegmentRules(), scheme: scheme, for: try crm())
    for fit in stride(from: 0.0, through: 100, by: 2.5) {
      for engagement in stride(from: 0.0, through: 100, by: 2.5) {
        let expected = scheme.segment(of: scheme.grade(fit: fit, engagement: engagement))
        #expect(name(lead(fit: fit, engagement: engagement), segmentation) == expected)
      }
    }
  }

  @Test(
    "thresholds by quantile, capacity and value",
    arguments: [
      (SegmentThreshold.fixed(0.3), 0.3), (.quantile(0.8), 0.9), (.capacity(2), 0.9),
      (.capacity(1), 1.0), (.capacity(50), 0.1),
      (.value(perConversion: 900, costPerLead: 360), 0.4),
    ]
  )
  func thresholds(threshold: SegmentThreshold, least: Double) throws {
    let all = (1...10).map { Double($0) / 10 }
    let rule = SegmentRule("in", [.atLeast(.probability, threshold)])
    let segmentation = try segmentation([rule], values: [.probability: all])
    for probability in all {
      let isIn = name(lead(probability: probability), segmentation) == "in"
      #expect(isIn == (probability >= least), "\(probability)")
    }
  }

  @Test(
    "one enters at the threshold and leaves a tenth below it",
    arguments: [
      (50.0, nil, "in"), (49.9, nil, "rest"), (49.9, "rest", "rest"), (49.9, "in", "in"),
      (45, "in", "in"), (44.9, "in", "rest"), (50, "rest", "in"),
    ] as [(Double, String?, String)]
  )
  func hysteresis(engagement: Double, before: String?, after: String) throws {
    let segmentation = try segmentation([
      SegmentRule("in", [.atLeast(.engagement, .fixed(50))])
    ])
    #expect(name(lead(engagement: engagement), segmentation, before: before) == after)
  }

  @Test("the limits of grades have the same slack, and a better grade is entered at once")
  func gradeHysteresis() throws {
    let segmentation = try Segmentation(SegmentRules(), scheme: .standard, for: try crm())
    // A1, A2 and B1 are ready; 30 points make a 1, 10 a 2; 65 an A, 40 a B.
    #expect(name(lead(fit: 50, engagement: 29), segmentation) == "nurture")
    #expect(name(lead(fit: 50, engagement: 29), segmentation, before: "ready") == "ready")
    #expect(name(lead(fit: 50, engagement: 26.9), segmentation, before: "ready") == "nurture")
    #expect(name(lead(fit: 36, engagement: 27), segmentation, before: "ready") == "ready")
    #expect(name(lead(fit: 35.9, engagement: 27), segmentation, before: "ready") == "watch")
    #expect(name(lead(fit: 66, engagement: 31), segmentation, before: "quiet") == "ready")
  }

  @Test("a night in which points only decay flips few, and fewer than without slack")
  func decayOnly() throws {
    var random = SplitMix(seed: 5)
    let leads = (0..<20_000).map { _ in (random.uniform() * 100, random.uniform() * 60) }
    func flips(slack: Double) throws -> [Double] {
      let segmentation = try Segmentation(
        SegmentRules(slack: slack),
        scheme: .standard,
        for: try crm()
      )
      var before = leads.map {
        segmentation.segment(of: lead(fit: $0.0, engagement: $0.1), previous: nil)
      }
      // Three nights with a half-life of 14 days.
      return (1...3).map { night in
        let factor = exp2Days(-Double(night) / 14)
        var flipped = 0
        for (index, values) in leads.enumerated() {
          let now = segmentation.segment(
            of: lead(fit: values.0, engagement: values.1 * factor),
            previous: before[index]
          )
          if now != before[index] { flipped += 1 }
          before[index] = now
        }
        return Double(flipped) / Double(leads.count)
      }
    }
    let (with, without) = (try flips(slack: 0.1), try flips(slack: 0))
    #expect(with[0] < 0.02 && with[0] < without[0] / 2, "\(with) \(without)")
  }

  private func exp2Days(_ exponent: Double) -> Double {
    var result = 1.0
    let root = 0.951_712_484_190_409_9  // 2^(−1/14) (Python)
    for _ in 0..<Int((-exponent * 14).rounded()) { result *= root }
    return result
  }

  @Test("only thresholds that depend on all contacts ask for their values")
  func measures() {
    let rules = SegmentRules(rules: [
      SegmentRule("a", [.atLeast(.fit, .fixed(1)), .atLeast(.engagement, .quantile(0.5))]),
      SegmentRule("b", [.atLeast(.probability, .value(perConversion: 2, costPerLead: 1))]),
    ])
    #expect(rules.measuresOfAllContacts == [.engagement])
  }
}
