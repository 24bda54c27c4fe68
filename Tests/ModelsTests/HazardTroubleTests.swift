import Foundation
import LinearAlgebra
import Models
import Statistics
import Testing

@Suite struct HazardTroubleTests {
  private let design = HazardFixture.design
  private let durations = HazardFixture.durations

  enum Defect: CaseIterable {
    case noRows, zeroWeights, nanInDesign, infinityInDesign, hugeColumn, negativeWeight, nanWeight
    case nanOffset, zeroPeriod, longPeriod, lateEntry, earlyEntry, negativeKind, hugeKind
    case noEvents, onlyEvents, wildOffset

    var code: String {
      switch self {
      case .noRows, .zeroWeights: "model.no-rows"
      case .nanInDesign, .infinityInDesign, .hugeColumn, .nanWeight, .nanOffset: "model.not-finite"
      case .negativeWeight: "model.weight-negative"
      case .zeroPeriod, .longPeriod, .lateEntry, .earlyEntry, .negativeKind, .hugeKind:
        "model.duration-invalid"
      case .noEvents, .onlyEvents: "model.single-class"
      case .wildOffset: "model.singular"
      }
    }
  }

  @Test("wrong data are refused with a code", arguments: Defect.allCases)
  func refusals(defect: Defect) {
    var (design, durations) = (design, durations)
    var (weights, offset) = (Array(repeating: 1.0, count: 200), Array(repeating: 0.0, count: 200))
    switch defect {
    case .noRows:
      design = Matrix(rows: 0, columns: 2)
      (durations, weights, offset) = (Durations(periods: [], kinds: []), [], [])
    case .zeroWeights: weights = Array(repeating: 0, count: 200)
    case .nanInDesign: design[100, 1] = .nan
    case .infinityInDesign: design[100, 1] = -.infinity
    case .hugeColumn: for row in 0..<200 { design[row, 0] *= 1e170 }
    case .negativeWeight: weights[3] = -1
    case .nanWeight: weights[3] = .nan
    case .nanOffset: offset[3] = .infinity
    case .zeroPeriod: durations.periods[7] = 0
    case .longPeriod: durations.periods[7] = 5000
    case .lateEntry: durations.entries?[7] = 100
    case .earlyEntry: durations.entries?[7] = 0
    case .negativeKind: durations.kinds[7] = -1
    case .hugeKind: durations.kinds[7] = 1 << 40
    case .noEvents: durations.kinds = Array(repeating: 0, count: 200)
    case .onlyEvents:
      durations = Durations(
        periods: Array(repeating: 1, count: 200),
        kinds: Array(repeating: 1, count: 200)
      )
    case .wildOffset: offset = (0..<200).map { $0.isMultiple(of: 2) ? 3000 : -3000 }
    }
    let error = #expect(throws: ModelError.self) {
      try DiscreteTimeHazard(link: .complementaryLogLog).fitted(
        to: design,
        durations: durations,
        weights: weights,
        offset: offset
      )
    }
    #expect(error?.diagnosticCode == defect.code)
    #expect(error?.hint != nil)
  }

  @Test("a constant column and a repeated one are dropped with a message")
  func aliased() throws {
    var wide = Matrix(rows: 200, columns: 4, repeating: 0.1)
    for row in 0..<200 {
      for column in 0..<2 { wide[row, column + 1] = design[row, column] }
      wide[row, 3] = 3 - 2 * design[row, 0]
    }
    let model = try DiscreteTimeHazard().fitted(to: wide, durations: durations)
    let plain = try DiscreteTimeHazard().fitted(to: design, durations: durations)
    #expect(
      model.aliased == [
        AliasedColumn(column: 0, reason: .constant),
        AliasedColumn(column: 3, reason: .linearCombination),
      ]
    )
    #expect(areClose(Array(model.coefficients[1...2]), plain.coefficients, 1e-10))
    #expect(model.coefficientTable().count == 4)
  }

  @Test("a column that decides the event is separation, with both links")
  func separation() throws {
    var separated = design
    for row in 0..<200 { separated[row, 1] = durations.kinds[row] > 0 ? 1 : 0 }
    for link in [DiscreteTimeHazard.Link.logit, .complementaryLogLog] {
      let model = try DiscreteTimeHazard(link: link)
        .fitted(to: separated, durations: durations)
      #expect(model.convergence == .separation(column: 1))
      let ridge = try DiscreteTimeHazard(link: link, penalty: .ridge(strength: 1))
        .fitted(to: separated, durations: durations)
      #expect(ridge.convergence == .reached)
    }
  }

  @Test("a period without event has no finite estimate of its own")
  func emptyPeriod() throws {
    // Events end in period 9, the durations in period 11.
    let model = try DiscreteTimeHazard(baseline: .perPeriod)
      .fitted(to: design, durations: durations)
    #expect(model.convergence == .separation(column: nil))
    let smooth = try DiscreteTimeHazard(baseline: .spline(degreesOfFreedom: 5))
      .fitted(to: design, durations: durations)
    #expect(smooth.convergence == .reached)
  }

  @Test("more features than subjects: an answer, not a trap")
  func wide() throws {
    let wide = Matrix(rows: 5, columns: 9, elements: (0..<45).map { sin(Double($0 * $0)) })
    let few = Durations(periods: [1, 3, 2, 4, 2], kinds: [1, 0, 1, 1, 0])
    let model = try DiscreteTimeHazard().fitted(to: wide, durations: few)
    #expect(model.convergence != .reached || model.aliased.count >= 4)
    #expect(model.coefficients.allSatisfy { $0.isFinite })
    let ridge = try DiscreteTimeHazard(penalty: .ridge(strength: 1))
      .fitted(to: wide, durations: few)
    #expect(ridge.convergence == .reached)
  }

  @Test("one period only: the line in time has nothing to stand on")
  func onePeriod() throws {
    let single = Durations(
      periods: Array(repeating: 1, count: 120),
      kinds: Fixture.outcomes.map { Int($0) }
    )
    let model = try DiscreteTimeHazard().fitted(to: Fixture.design, durations: single)
    let logistic = try LogisticRegression()
      .fitted(to: Fixture.design, outcomes: Fixture.outcomes)
    #expect(model.coefficientTable().count == 4)
    #expect(areClose(model.coefficients, logistic.coefficients, 1e-10))
  }

  @Test("too few iterations are reported, not hidden")
  func iterationLimit() throws {
    let model = try DiscreteTimeHazard(maximumIterations: 1)
      .fitted(to: design, durations: durations)
    #expect(model.convergence == .iterationLimit)
  }
}
