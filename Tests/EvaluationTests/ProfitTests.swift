import Evaluation
import Statistics
import Testing

@Suite struct ProfitTests {
  private let outcomes = Scored.outcomes
  private let probabilities = Scored.probabilities

  private func curve(value: Double = 10, cost: Double = 4) throws -> ProfitCurve {
    try ProfitCurve(
      outcomes: outcomes,
      probabilities: probabilities,
      value: value,
      cost: cost
    )
  }

  @Test("the best cut is the one with the highest profit, of two equal ones the shorter list")
  func best() throws {
    let curve = try curve()
    // 12 rows with 10 conversions and 17 rows with 12 both bring 52 (counted by hand).
    #expect(curve.best.profit == 52)
    #expect(curve.best.worked == 12)
    #expect(curve.best.threshold == 0.72)
    #expect(curve.best.conversions == 10)
    #expect(curve.breakEvenProbability == 0.4)
  }

  @Test("the curve begins with nobody worked and ends with everybody")
  func ends() throws {
    let curve = try curve()
    #expect(curve.points.first?.worked == 0)
    #expect(curve.points.first?.profit == 0)
    #expect(curve.points.last?.worked == 40)
    #expect(curve.points.last?.profit == -10)
    #expect(curve.points.last?.recall == 1)
    #expect(isClose(curve.points.last?.expectedConversions ?? 0, probabilities.reduce(0, +), 1e-13))
  }

  @Test("no cut runs between equal probabilities")
  func ties() throws {
    let worked = Set(try curve().points.map(\.worked))
    #expect(worked == Set([0] + probabilities.map { p in probabilities.count { $0 >= p } }))
  }

  @Test("a curve of many rows keeps about as many points as asked for")
  func pointCount() throws {
    let probabilities = (0..<5000).map { (Double($0) + 0.5) / 5000 }
    let outcomes = (0..<5000).map { $0 % 3 == 0 ? 1.0 : 0 }
    let curve = try ProfitCurve(
      outcomes: outcomes,
      probabilities: probabilities,
      value: 10,
      cost: 1,
      pointCount: 20
    )
    #expect(curve.points.map(\.worked) == (0...20).map { $0 * 250 })
  }

  @Test("when no row pays, nobody is worked")
  func nothingPays() throws {
    #expect(try curve(value: 1, cost: 100).best.worked == 0)
  }

  @Test("a plan for a capacity works the most promising rows that pay")
  func capacity() throws {
    let plan = try CapacityPlan(
      probabilities: [0.1, 0.9, 0.5, 0.6],
      capacity: 2,
      value: 10,
      cost: 4
    )
    #expect(plan.worked == 2)
    #expect(plan.threshold == 0.6)
    #expect(isClose(plan.expectedProfit, 7, 1e-14))
    #expect(isClose(plan.shadowPrice, 1, 1e-14))
    let wide = try CapacityPlan(
      probabilities: [0.1, 0.9, 0.5, 0.6],
      capacity: 9,
      value: 10,
      cost: 4
    )
    #expect(wide.worked == 3)
    #expect(wide.shadowPrice == 0)
  }

  @Test("bands hold the profit, repeat with their seed and change with another")
  func bands() throws {
    let curve = try curve()
    func bands(seed: UInt64) throws -> [Interval] {
      try curve.bands(
        outcomes: outcomes,
        probabilities: probabilities,
        clusters: Array(0..<40),
        replicates: 400,
        seed: seed
      )
    }
    let found = try bands(seed: 1)
    #expect(found.count == curve.points.count)
    #expect(zip(curve.points, found).allSatisfy { $1.contains($0.profit) })
    #expect(found[0] == Interval(lower: 0, upper: 0))
    #expect(try bands(seed: 1) == found)
    #expect(try bands(seed: 2) != found)
  }

  @Test("the band of everybody's profit is as wide as the variance of outcomes says")
  func bandWidth() throws {
    let outcomes = (0..<2000).map { $0 % 4 == 0 ? 1.0 : 0 }
    let curve = try ProfitCurve(
      outcomes: outcomes,
      probabilities: outcomes.map { _ in 0.25 },
      value: 1,
      cost: 0
    )
    func width(clusters: [Int]) throws -> Double {
      try curve.bands(
        outcomes: outcomes,
        probabilities: outcomes.map { _ in 0.25 },
        clusters: clusters,
        replicates: 1000,
        seed: 5
      )[1].width
    }
    let expected = 2 * 1.96 * (2000 * 0.25 * 0.75).squareRoot()
    #expect(abs(try width(clusters: Array(0..<2000)) / expected - 1) < 0.1)
    // Clusters of four rows with one event each leave nothing to chance.
    #expect(try width(clusters: (0..<2000).map { $0 / 4 }) < 1e-9)
  }
}
