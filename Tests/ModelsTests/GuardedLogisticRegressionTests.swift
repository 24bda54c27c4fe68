import LinearAlgebra
import Models
import Testing

@Suite struct GuardedLogisticRegressionTests {
  private let design = Fixture.design
  private let outcomes = Fixture.outcomes

  @Test("45 events carry three columns: maximum likelihood")
  func enough() throws {
    let model = try GuardedLogisticRegression().fitted(to: design, outcomes: outcomes)
    let expected = try LogisticRegression().fitted(to: design, outcomes: outcomes)
    #expect(model == .maximumLikelihood(expected))
    #expect(model.reason == nil)
    #expect(model.predictor == expected)
    #expect(model.fitSummary == expected.fitSummary)
  }

  @Test("the rarer outcome counts, by weight, and columns that were dropped do not")
  func fewEvents() throws {
    let few = Array(0..<24)
    let model = try GuardedLogisticRegression().fitted(
      to: design.selecting(rows: few),
      outcomes: few.map { 1 - outcomes[$0] }
    )
    #expect(model.reason == .fewEvents(count: 11, needed: 30))
    let expected = try FirthRegression().fitted(
      to: design.selecting(rows: few),
      outcomes: few.map { 1 - outcomes[$0] }
    )
    #expect(model.predictor == expected.predictor)
    let heavier = try GuardedLogisticRegression().fitted(
      to: design.selecting(rows: few),
      outcomes: few.map { outcomes[$0] },
      weights: Array(repeating: 3, count: 24)
    )
    #expect(heavier.reason == nil)
    let repeated = try GuardedLogisticRegression().fitted(
      to: design.selecting(columns: [0, 0, 1, 1, 2, 2]),
      outcomes: outcomes
    )
    #expect(repeated.reason == nil)
  }

  @Test("separated outcomes go to Firth, with the column that separates")
  func separation() throws {
    var (design, outcomes) = (design, outcomes)
    for row in 0..<120 where design[row, 2] == 1 { outcomes[row] = 0 }
    for row in 0..<120 { design[row, 1] -= 100 }
    let model = try GuardedLogisticRegression(eventsPerColumn: 0)
      .fitted(to: design, outcomes: outcomes)
    #expect(model.reason == .separation(column: 2))
    #expect(model.reason?.message.hasPrefix("column 2 tells some outcomes without error") == true)
    #expect(model.predictor.convergence == .reached)
    #expect(model.convergence == .reached)
  }

  @Test("a search that ended nowhere goes to Firth, too")
  func noMaximum() throws {
    let model = try GuardedLogisticRegression(
      maximumLikelihood: LogisticRegression(maximumIterations: 1)
    ).fitted(to: design, outcomes: outcomes)
    #expect(model.reason == .noMaximum)
  }
}
