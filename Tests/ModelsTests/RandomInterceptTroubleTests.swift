import Foundation
import LinearAlgebra
import Models
import Statistics
import Testing

@Suite struct RandomInterceptTroubleTests {
  private let design = GroupedFixture.design
  private let outcomes = GroupedFixture.outcomes
  private let groups = GroupedFixture.groups

  @Test("groups that differ no more than chance leave logistic regression")
  func noDifference() throws {
    // Fixture's outcomes know nothing of these groups.
    let model = try RandomIntercept().fitted(
      to: Fixture.design,
      outcomes: Fixture.outcomes,
      groups: Array(0..<120).map { $0 % 2 }
    )
    let logistic = try LogisticRegression()
      .fitted(to: Fixture.design, outcomes: Fixture.outcomes)
    #expect(model.standardDeviation == 0)
    #expect(model.convergence == .reached)
    #expect(model.groupTest == (0, 1))
    #expect(model.standardDeviationInterval() == nil)
    #expect(areClose(model.coefficients, logistic.coefficients, 1e-9))
    #expect(isClose(model.logLikelihood, logistic.logLikelihood, 1e-12))
    let errors = logistic.coefficientTable().compactMap(\.standardError)
    #expect(areClose(model.coefficientTable().compactMap(\.standardError), errors, 1e-8))
    #expect(model.groupEffects.allSatisfy { $0.mode == 0 && $0.variance == 0 })
  }

  @Test("one group only has nothing to differ from")
  func oneGroup() throws {
    let model = try RandomIntercept()
      .fitted(to: design, outcomes: outcomes, groups: Array(repeating: 4, count: 120))
    #expect(model.standardDeviation == 0)
    #expect(model.convergence == .reached)
  }

  @Test("groups of one row each: an answer with finite numbers")
  func singletons() throws {
    let model = try RandomIntercept()
      .fitted(to: design, outcomes: outcomes, groups: Array(0..<120))
    #expect(model.standardDeviation.isFinite)
    #expect(model.coefficients.allSatisfy { $0.isFinite })
    let plain = try RandomIntercept()
      .fitted(to: Matrix(rows: 120, columns: 0), outcomes: outcomes, groups: Array(0..<120))
    #expect(plain.standardDeviation == 0)
  }

  @Test("a group without any failure is drawn towards the others, not to infinity")
  func separatedGroup() throws {
    var outcomes = outcomes
    for row in 0..<120 where groups[row] == 5 { outcomes[row] = 1 }
    let model = try RandomIntercept().fitted(to: design, outcomes: outcomes, groups: groups)
    #expect(model.convergence == .reached)
    let effect = try #require(model.effect(of: 5))
    #expect(effect.mode > 0.5)
    #expect(effect.mode < 10)
  }

  @Test("groups that are all or nothing drive τ to the edge of its range, or stay finite")
  func allOrNothing() throws {
    let groups = (0..<400).map { $0 / 40 }
    let model = try RandomIntercept(integration: .adaptiveQuadrature(points: 9)).fitted(
      to: Matrix(rows: 400, columns: 0),
      outcomes: groups.map { $0.isMultiple(of: 2) ? 1 : 0 },
      groups: groups
    )
    #expect(model.standardDeviation > 3)
    #expect(model.standardDeviation.isFinite)
    #expect(model.convergence == .reached || model.convergence == .boundary)
  }

  @Test("a column that tells the outcome without error is separation")
  func separation() throws {
    var separated = design
    for row in 0..<120 { separated[row, 2] = outcomes[row] }
    let model = try RandomIntercept().fitted(to: separated, outcomes: outcomes, groups: groups)
    #expect(model.convergence == .separation(column: 2))
  }

  @Test("a constant column and a repeated one are dropped with a message")
  func aliased() throws {
    var wide = Matrix(rows: 120, columns: 5, repeating: 0.1)
    for row in 0..<120 {
      for column in 0..<3 { wide[row, column + 1] = design[row, column] }
      wide[row, 4] = 3 - 2 * design[row, 0]
    }
    let model = try RandomIntercept().fitted(to: wide, outcomes: outcomes, groups: groups)
    let plain = try RandomIntercept().fitted(to: design, outcomes: outcomes, groups: groups)
    #expect(
      model.aliased == [
        AliasedColumn(column: 0, reason: .constant),
        AliasedColumn(column: 4, reason: .linearCombination),
      ]
    )
    #expect(areClose(Array(model.coefficients[1...3]), plain.coefficients, 1e-9))
    #expect(model.coefficientTable().count == 4)
    #expect(
      isClose(
        model.interval(of: wide.row(3), group: 3).lower,
        plain.interval(of: design.row(3), group: 3).lower,
        1e-7
      )
    )
  }

  @Test("too few iterations are reported, not hidden")
  func iterationLimit() throws {
    let model = try RandomIntercept(maximumIterations: 1)
      .fitted(to: design, outcomes: outcomes, groups: groups)
    #expect(model.convergence == .iterationLimit)
  }

  enum Defect: CaseIterable {
    case noRows, noTrials, nanInDesign, infinityInDesign, hugeColumn, nanOutcome, tooManySuccesses
    case negativeOutcome, hugeTrials, nanOffset, oneClass, certainOffset

    var code: String {
      switch self {
      case .noRows, .noTrials: "model.no-rows"
      case .nanInDesign, .infinityInDesign, .hugeColumn, .nanOutcome, .hugeTrials, .nanOffset:
        "model.not-finite"
      case .tooManySuccesses, .negativeOutcome: "model.counts-invalid"
      case .oneClass: "model.single-class"
      case .certainOffset: "model.singular"
      }
    }
  }

  @Test("wrong data are refused with a code", arguments: Defect.allCases)
  func refusals(defect: Defect) {
    var (design, outcomes, groups) = (design, outcomes, groups)
    var (trials, offset) = (Array(repeating: 1.0, count: 120), Array(repeating: 0.0, count: 120))
    switch defect {
    case .noRows:
      design = Matrix(rows: 0, columns: 3)
      (outcomes, groups, trials, offset) = ([], [], [], [])
    case .noTrials:
      trials = Array(repeating: 0, count: 120)
      outcomes = trials
    case .nanInDesign: design[100, 1] = .nan
    case .infinityInDesign: design[100, 1] = -.infinity
    case .hugeColumn: for row in 0..<120 { design[row, 0] *= 1e170 }
    case .nanOutcome: outcomes[3] = .nan
    case .tooManySuccesses: outcomes[3] = 1.5
    case .negativeOutcome: outcomes[3] = -0.5
    case .hugeTrials: trials[3] = 1e200
    case .nanOffset: offset[3] = .nan
    case .oneClass: outcomes = trials
    case .certainOffset: offset = outcomes.map { $0 == 1 ? 2000 : -2000 }
    }
    let error = #expect(throws: ModelError.self) {
      try RandomIntercept().fitted(
        to: design,
        outcomes: outcomes,
        trials: trials,
        groups: groups,
        offset: offset
      )
    }
    #expect(error?.diagnosticCode == defect.code)
    #expect(error?.hint != nil)
  }
}
