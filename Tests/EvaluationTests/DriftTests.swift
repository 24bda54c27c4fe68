import Evaluation
import Foundation
import Statistics
import Testing

@Suite struct DriftTests {
  private func normals(_ count: Int, mean: Double = 0, seed: UInt64) -> [Double] {
    var stream = RandomStream(seed: seed)
    return (0..<count).map { _ in stream.normal(mean: mean) }
  }

  @Test("index and p-value agree with their definition")
  func definition() throws {
    // numpy 2.4.6 and scipy 1.17.1: chi2.sf(psi / (1/n + 1/m), 3).
    let found = PopulationStability(expected: [120, 180, 250, 210], actual: [90, 160, 260, 240])
    #expect(isClose(try #require(found.index), 0.020198747933250445, 1e-12))
    #expect(isClose(try #require(found.pValue), 0.05443964848875975, 1e-11))
    #expect(found.degreesOfFreedom == 3)
  }

  @Test("without drift the p-value falls below 0.05 in one of twenty cases")
  func level() {
    let small = (0..<1000).count { trial in
      var stream = RandomStream(seed: 1, key: UInt64(trial))
      var counts = [[0, 0, 0, 0, 0], [0, 0, 0, 0, 0]]
      for side in 0..<2 {
        for _ in 0..<(400 + 300 * side) { counts[side][stream.integer(below: 5)] += 1 }
      }
      let found = PopulationStability(expected: counts[0], actual: counts[1])
      return (found.pValue ?? 1) < 0.05
    }
    #expect((30...72).contains(small))
  }

  @Test("a small month needs a larger index to be believed")
  func significance() {
    let small = PopulationStability(expected: [10, 10], actual: [14, 6])
    #expect((small.index ?? 0) > 0.1)
    #expect(small.level() == .stable)
    let large = PopulationStability(expected: [10_000, 10_000], actual: [14_000, 6_000])
    #expect(large.level() == .watch)
    let larger = PopulationStability(expected: [10_000, 10_000], actual: [16_000, 4_000])
    #expect(larger.level() == .alert)
    // So large a month makes anything significant; the index still says that it is little.
    let huge = PopulationStability(expected: [100_000, 100_000], actual: [101_500, 98_500])
    #expect((huge.pValue ?? 1) < 0.001)
    #expect(huge.level() == .stable)
  }

  @Test("no rows on one side, or one group, has no answer and does not trap")
  func degenerate() {
    #expect(PopulationStability(expected: [1, 2], actual: [0, 0]).index == nil)
    #expect(PopulationStability(expected: [], actual: []).level() == .stable)
    let one = PopulationStability(expected: [5, 0], actual: [9, 0])
    #expect(one.index == 0)
    #expect(one.pValue == nil)
  }

  private func columns(_ seed: UInt64, shift: Double, level: Int) -> [FeatureColumn] {
    let numbers = normals(3000, mean: shift, seed: seed)
    return [
      FeatureColumn(name: "number", values: .numeric(numbers)),
      FeatureColumn(name: "steady", values: .numeric(normals(3000, seed: seed + 100))),
      FeatureColumn(
        name: "level",
        values: .categorical((0..<3000).map { $0 % 7 == 0 ? nil : $0 % 3 == 0 ? level : 1 })
      ),
    ]
  }

  @Test("a shifted number and a new level are reported, what stays is not")
  func features() throws {
    let baseline = try DriftBaseline(of: columns(1, shift: 0, level: 2))
    let report = try baseline.report(on: columns(2, shift: 0.6, level: 5))
    #expect(report.map(\.level) == [.alert, .stable, .alert])
    #expect(report[2].labels == [.missing, .level(1), .level(2), .unseen])
    #expect(report[2].stability.expected[3] == 0)
    #expect(report[2].stability.actual[3] > 0)
    let data = try JSONEncoder().encode(baseline)
    #expect(try JSONDecoder().decode(DriftBaseline.self, from: data) == baseline)
  }

  @Test("numbers fall into tenths; a value that fills one alone has it to itself")
  func deciles() throws {
    let even = FeatureBins(of: .numeric((0..<1000).map { Double($0) }))
    let counts = Dictionary(
      grouping: even.codes(of: .numeric((0..<1000).map { Double($0) })),
      by: { $0 }
    )
    #expect(counts.keys.sorted() == Array(1...10))
    #expect(counts.values.allSatisfy { $0.count == 100 })
    // 96 of 100 values are the largest one, as in a column "days since, or 999".
    let values = (0..<1000).map { $0 < 40 ? Double($0 % 4) : 999 }
    let bins = FeatureBins(of: .numeric(values))
    #expect(bins.kind == .numeric(upperBounds: [3]))
    #expect(bins.codes(of: .numeric([.nan, 2, 3, 4, 999, 2000])) == [0, 1, 1, 2, 2, 2])
  }

  @Test("a column without values is one group of missing values")
  func allMissing() throws {
    let column = FeatureColumn(name: "empty", values: .numeric([.nan, .nan]))
    let report = try DriftBaseline(of: [column]).report(on: [column])
    #expect(report[0].level == .stable)
    #expect(report[0].stability.pValue == nil)
  }

  @Test(
    "a column without rows or with an infinite value is refused",
    arguments: [[], [1, .infinity]] as [[Double]]
  )
  func refusals(values: [Double]) {
    let error = #expect(throws: EvaluationError.self) {
      try DriftBaseline(of: [FeatureColumn(name: "x", values: .numeric(values))])
    }
    #expect(error?.diagnosticCode == "evaluation.value-invalid")
  }
}
