import Evaluation
import Foundation
import Statistics
import Testing

@Suite struct LeakageTests {
  /// Six honest columns and what they say about the outcome.
  private static func honest(
    rows: Int,
    seed: UInt64
  ) -> (columns: [FeatureColumn], outcomes: [Double]) {
    var stream = RandomStream(seed: seed)
    var columns = Array(repeating: [Double](), count: 5)
    var levels: [Int?] = []
    let outcomes = (0..<rows).map { _ -> Double in
      let values = (0..<5).map { _ in stream.normal() }
      for (index, value) in values.enumerated() { columns[index].append(value) }
      levels.append(stream.bernoulli(0.3) ? nil : stream.integer(below: 60))
      return stream.bernoulli(logistic(0.6 * values[0] + 0.5 * values[1] + 0.4 * values[2] - 1.2))
        ? 1 : 0
    }
    return (
      columns.enumerated().map {
        FeatureColumn(name: "x\($0.offset)", values: .numeric($0.element))
      }
        + [FeatureColumn(name: "levels", values: .categorical(levels))],
      outcomes
    )
  }

  private func report(
    adding column: FeatureColumn,
    to base: (columns: [FeatureColumn], outcomes: [Double]),
    outcomeTimes: [Int64?]? = nil
  ) throws -> LeakageReport {
    try LeakageDetector(seed: 1)
      .report(on: base.columns + [column], outcomes: base.outcomes, outcomeTimes: outcomeTimes)
  }

  @Test("honest columns are not suspected, however few the rows", arguments: [60, 500, 4000])
  func honestColumns(rows: Int) throws {
    for seed in 0..<5 {
      let base = Self.honest(rows: rows, seed: UInt64(seed))
      let report = try LeakageDetector(seed: 1).report(on: base.columns, outcomes: base.outcomes)
      #expect(report.findings.isEmpty, "seed \(seed): \(report.findings)")
      #expect(report.screens.count == 6)
    }
  }

  @Test("a column of many meaningless levels ranks like a coin on rows it has not seen")
  func manyLevels() throws {
    let base = Self.honest(rows: 2000, seed: 9)
    var stream = RandomStream(seed: 2)
    let identifiers = FeatureColumn(
      name: "identifier",
      values: .categorical(base.outcomes.map { _ in stream.integer(below: 700) })
    )
    let report = try report(adding: identifiers, to: base)
    let screen = try #require(report.screens.last)
    #expect(abs(screen.area - 0.5) < 0.05)
    #expect(screen.informationValue.value > 0.5)
    #expect(screen.informationValue.adjusted < 0.4)
    #expect(report.findings.isEmpty)
  }

  @Test("the outcome itself, as a number or as levels, is a leak")
  func outcome() throws {
    let base = Self.honest(rows: 800, seed: 3)
    for values in [
      FeatureColumn.Values.numeric(base.outcomes.map { -$0 }),
      .categorical(base.outcomes.map { Int($0) }),
    ] {
      let report = try report(adding: FeatureColumn(name: "won", values: values), to: base)
      #expect(report.findings.map(\.feature) == ["won"])
      #expect(report.findings[0].verdict == .leak)
      #expect(report.screens[6].area > 0.99)
    }
  }

  @Test(
    "a value that is there for one outcome only is a leak, whatever it says",
    arguments: [0, 1]
  )
  func oneSided(outcome: Int) throws {
    let base = Self.honest(rows: 2000, seed: 4)
    var stream = RandomStream(seed: 5)
    let values = base.outcomes.map {
      Int($0) == outcome && stream.bernoulli(0.3) ? stream.normal() : .nan
    }
    let report = try report(
      adding: FeatureColumn(name: "reason", values: .numeric(values)),
      to: base
    )
    let finding = try #require(report.findings.first)
    #expect(finding.verdict == .leak)
    #expect(
      finding.reasons.contains {
        if case .filledForOneOutcome(_, _, outcome) = $0.evidence { true } else { false }
      }
    )
  }

  @Test("a column that tells more than all others together is a leak")
  func outranking() throws {
    let base = Self.honest(rows: 4000, seed: 6)
    var stream = RandomStream(seed: 7)
    let values = base.outcomes.map { 1.7 * $0 + stream.normal() }
    let report = try report(
      adding: FeatureColumn(name: "duration", values: .numeric(values)),
      to: base
    )
    #expect(report.findings.map(\.feature) == ["duration"])
    #expect(
      report.findings[0].reasons.contains {
        if case .outranksOthers(let area, let others, _) = $0.evidence {
          area > others
        } else {
          false
        }
      }
    )
  }

  @Test("what was filled in after the outcome is a leak, what seldom was is suspect")
  func late() throws {
    let base = Self.honest(rows: 1000, seed: 8)
    let outcomeTimes = base.outcomes.map { $0 == 1 ? Int64(100) : nil }
    for (share, verdict) in [(10, LeakageFinding.Verdict.leak), (4, .leak), (1, .suspect)] {
      let column = FeatureColumn(
        name: "note",
        values: .numeric(base.outcomes.indices.map { Double($0 % 5) }),
        filledAt: base.outcomes.indices.map { $0 % 7 < share ? 101 : 99 }
      )
      let report = try report(adding: column, to: base, outcomeTimes: outcomeTimes)
      #expect(report.findings.map(\.verdict) == [verdict])
      let early = FeatureColumn(
        name: "note",
        values: column.values,
        filledAt: base.outcomes.map { _ in 100 }
      )
      #expect(try self.report(adding: early, to: base, outcomeTimes: outcomeTimes).findings.isEmpty)
    }
  }

  @Test("a class made from a leaking score is found with it")
  func follower() throws {
    var base = Self.honest(rows: 4000, seed: 10)
    var stream = RandomStream(seed: 11)
    let scores = base.outcomes.map { $0 + stream.normal() }
    base.columns.append(FeatureColumn(name: "score", values: .numeric(scores)))
    // Its classes say less than the limits ask.
    let classes = FeatureColumn(
      name: "class",
      values: .categorical(
        FeatureBins(of: .numeric(scores)).codes(of: .numeric(scores)).map { $0 / 10 }
      )
    )
    let report = try report(adding: classes, to: base)
    let finding = try #require(report.findings.first { $0.feature == "class" })
    #expect(finding.verdict == .suspect)
    #expect(
      finding.reasons.contains {
        if case .follows("score", let share) = $0.evidence { share > 0.99 } else { false }
      }
    )
  }

  @Test("the information value and its standard error agree with their definition")
  func informationValue() throws {
    // numpy 2.4.6; the standard error from 200,000 draws with 100 times the counts.
    let value = InformationValue(events: [30, 20, 10, 5], nonEvents: [40, 60, 80, 90])
    #expect(isClose(value.value, 0.8532824463387676, 1e-13))
    #expect(isClose(value.weightsOfEvidence[0], 1.1363526166509568, 1e-13))
    let many = InformationValue(
      events: [3000, 2000, 1000, 500],
      nonEvents: [4000, 6000, 8000, 9000]
    )
    #expect(isClose(many.standardError, 0.02626439602565306, 0.01))
    #expect(isClose(many.value, value.value, 1e-13))
    // Three degrees of freedom: 0.8532824463387676 − 3/65 − 3/270.
    #expect(isClose(value.adjusted, 0.7960174890738103, 1e-13))
    #expect(InformationValue(events: [0, 0], nonEvents: [0, 0]).adjusted == 0)
    #expect(InformationValue(events: [], nonEvents: []).standardError == 0)
  }

  @Test("an empty cell gets one half, as do all others of the column; an empty group is no group")
  func emptyCell() {
    let value = InformationValue(events: [3, 0, 0], nonEvents: [1, 6, 0])
    let smoothed = InformationValue(events: [3.5, 0.5], nonEvents: [1.5, 6.5])
    #expect(value.value == smoothed.value)
    #expect(value.weightsOfEvidence == smoothed.weightsOfEvidence + [0])
  }

  @Test("constant, missing and tiny columns are no leaks and do not trap")
  func degenerate() throws {
    let base = Self.honest(rows: 100, seed: 12)
    for values in [
      FeatureColumn.Values.numeric(base.outcomes.map { _ in 7 }),
      .numeric(base.outcomes.map { _ in .nan }), .categorical(base.outcomes.map { _ in nil }),
      .numeric(base.outcomes.indices.map { $0 == 3 ? 1e150 : .nan }),
    ] {
      let report = try report(adding: FeatureColumn(name: "odd", values: values), to: base)
      #expect(report.findings.isEmpty)
      #expect(report.screens.allSatisfy { $0.area.isFinite && $0.informationValue.value.isFinite })
    }
    let tiny = try LeakageDetector(seed: 1)
      .report(
        on: [FeatureColumn(name: "x", values: .numeric([1, 2]))],
        outcomes: [0, 1]
      )
    #expect(tiny.screens[0].area.isFinite)
    #expect(try LeakageDetector(seed: 1).report(on: [], outcomes: [0, 1]).findings.isEmpty)
  }

  @Test(
    "wrong input is refused with a code",
    arguments: [
      ([1, 2], [1, 1], "evaluation.single-class"), ([], [], "evaluation.no-rows"),
      ([1, .infinity], [0, 1], "evaluation.value-invalid"),
      ([1, 2], [0, 3], "evaluation.outcome-not-binary"),
    ] as [([Double], [Double], String)]
  )
  func refusals(values: [Double], outcomes: [Double], code: String) {
    let error = #expect(throws: EvaluationError.self) {
      try LeakageDetector(seed: 1)
        .report(on: [FeatureColumn(name: "x", values: .numeric(values))], outcomes: outcomes)
    }
    #expect(error?.diagnosticCode == code)
  }

  @Test("a report survives JSON and says its reasons in words")
  func saved() throws {
    let base = Self.honest(rows: 800, seed: 3)
    let won = FeatureColumn(name: "won", values: .numeric(base.outcomes))
    let report = try report(adding: won, to: base)
    let data = try JSONEncoder().encode(report)
    #expect(try JSONDecoder().decode(LeakageReport.self, from: data) == report)
    #expect(
      report.findings[0].reasons[0].evidence.description
        == "ranks rows with an area of 1.0 by itself (limit 0.95)"
    )
  }
}
