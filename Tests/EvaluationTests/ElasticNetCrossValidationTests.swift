import Evaluation
import Foundation
import LinearAlgebra
import Models
import Statistics
import Testing

@Suite struct ElasticNetCrossValidationTests {
  /// The generator and the rows of `Fixture` in the tests of `Models`.
  private static let fixture = {
    var state: UInt64 = 7
    func uniform() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 33) / 0x1p31
    }
    var design = Matrix(rows: 120, columns: 3)
    var outcomes: [Double] = []
    for row in 0..<120 {
      design[row, 0] = 2 * uniform() - 1
      design[row, 1] = 100 + 50 * uniform()
      design[row, 2] = uniform() < 0.3 ? 1 : 0
      let logit =
        -0.4 + 1.2 * design[row, 0] + 0.02 * (design[row, 1] - 125) - 0.8 * design[row, 2]
      outcomes.append(uniform() < logistic(logit) ? 1 : 0)
    }
    return (design: design, outcomes: outcomes)
  }()

  private let design = Self.fixture.design
  private let outcomes = Self.fixture.outcomes

  /// Every fifth row is tested together.
  private let splits = (0..<5).map { fold in
    DataSplit(
      trainingRows: (0..<120).filter { $0 % 5 != fold },
      testRows: (0..<120).filter { $0 % 5 == fold }
    )
  }

  private let path = ElasticNetPath(
    l1Ratio: 0.5,
    strengths: .explicit([0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.001])
  )

  // cv.glmnet(X, y, family = "binomial", alpha = 0.5, lambda = …, foldid = (0:119) %% 5 + 1,
  // thresh = 1e-14, type.measure = "deviance", grouped = TRUE), glmnet 4.1-6; deviances halved.
  @Test("losses, their errors and both choices agree with glmnet")
  func glmnet() throws {
    let result = try ElasticNetCrossValidation(path: path)
      .evaluated(on: design, outcomes: outcomes, splits: splits)
    let means = [
      0.63932626358571609, 0.61544767757939955, 0.59917356005047939, 0.59260253424963238,
      0.59232538776873489, 0.59278018118199782, 0.59351451669550281,
    ]
    let errors = [
      0.0052803030413292162, 0.011014370193716014, 0.022355921900732666, 0.030201263364731976,
      0.033441116232238513, 0.035256075305305452, 0.036832711931369576,
    ]
    #expect(zip(result.losses.map(\.mean), means).allSatisfy { isClose($0, $1, 1e-8) })
    #expect(
      zip(result.losses.compactMap(\.standardError), errors).allSatisfy { isClose($0, $1, 1e-6) }
    )
    #expect(result.path.steps[result.index(.best)].strength == 0.01)
    #expect(result.path.steps[result.index(.oneStandardError)].strength == 0.1)
    #expect(result.model(.best) == result.path.model(at: 4))
  }

  @Test("nothing of the test rows reaches a fit")
  func leakage() throws {
    let split = [DataSplit(trainingRows: Array(0..<80), testRows: Array(80..<120))]
    var spoilt = design
    var turned = outcomes
    for row in 80..<120 {
      spoilt[row, 1] = 150 + Double(row)
      turned[row] = 1 - outcomes[row]
    }
    let options = ElasticNetCrossValidation(path: path)
    let result = try options.evaluated(on: design, outcomes: outcomes, splits: split)
    let other = try options.evaluated(on: spoilt, outcomes: turned, splits: split)
    // The same fit must explain both losses.
    let fit = try path.fitted(
      to: design.selecting(rows: Array(0..<80)),
      outcomes: Array(outcomes.prefix(80))
    )
    for (design, outcomes, result) in [(design, outcomes, result), (spoilt, turned, other)] {
      for index in fit.steps.indices {
        let probabilities = fit.model(at: index)
          .probabilities(of: design.selecting(rows: Array(80..<120)))
        let loss = try logLoss(
          outcomes: Array(outcomes.suffix(40)),
          probabilities: probabilities
        )
        #expect(isClose(result.losses[index].mean, loss, 1e-9))
        #expect(result.losses[index].standardError == nil)
      }
    }
    #expect(result.index(.oneStandardError) == result.index(.best))
  }

  @Test("weight 2 is the row twice, in fits and in losses")
  func weights() throws {
    let weights = (0..<120).map { Double(1 + $0 % 2) }
    let rows = (0..<120).flatMap { Array(repeating: $0, count: 1 + $0 % 2) }
    let weighted = try ElasticNetCrossValidation(path: path)
      .evaluated(on: design, outcomes: outcomes, weights: weights, splits: splits)
    let spelt = try ElasticNetCrossValidation(path: path).evaluated(
      on: design.selecting(rows: rows),
      outcomes: rows.map { outcomes[$0] },
      splits: (0..<5).map { fold in
        DataSplit(
          trainingRows: rows.indices.filter { rows[$0] % 5 != fold },
          testRows: rows.indices.filter { rows[$0] % 5 == fold }
        )
      }
    )
    for (one, other) in zip(weighted.losses, spelt.losses) {
      #expect(isClose(one.mean, other.mean, 1e-8))
    }
  }

  @Test("relaxed fits take the shrinkage away and keep the selection")
  func relaxed() throws {
    let result = try ElasticNetCrossValidation(path: path, refit: .relaxed)
      .evaluated(on: design, outcomes: outcomes, splits: splits)
    for (index, model) in result.models.enumerated() {
      let active = result.path.activeColumns(at: index)
      let alone = try LogisticRegression()
        .fitted(to: design.selecting(columns: active), outcomes: outcomes)
      #expect(active.map { model.coefficients[$0] } == alone.coefficients)
      #expect(
        model.coefficients.indices.allSatisfy { active.contains($0) || model.coefficients[$0] == 0 }
      )
      #expect(isClose(model.intercept, alone.intercept, 1e-12))
      #expect(model.logLikelihood >= result.path.steps[index].logLikelihood)
      #expect(model.centredCovariance == nil)
    }
  }

  @Test("without splits, and with one class to learn from, there is an error")
  func refusals() {
    let options = ElasticNetCrossValidation(path: path)
    let none = #expect(throws: EvaluationError.self) {
      try options.evaluated(on: design, outcomes: outcomes, splits: [])
    }
    #expect(none?.code == .noRows)
    let losers = outcomes.indices.filter { outcomes[$0] == 0 }
    let single = #expect(throws: ModelError.self) {
      try options.evaluated(
        on: design,
        outcomes: outcomes,
        splits: [DataSplit(trainingRows: losers, testRows: [0])]
      )
    }
    #expect(single?.code == .singleClass)
    let weightless = #expect(throws: EvaluationError.self) {
      try options.evaluated(
        on: design,
        outcomes: outcomes,
        weights: (0..<120).map { $0 == 0 ? 0 : 1 },
        splits: [DataSplit(trainingRows: Array(1..<120), testRows: [0])]
      )
    }
    #expect(weightless?.code == .noRows)
  }

  @Test("a saved result is the result, and threads change nothing")
  func coding() throws {
    let options = ElasticNetCrossValidation(path: path)
    let result = try options.evaluated(on: design, outcomes: outcomes, splits: splits)
    let data = try JSONEncoder().encode(result)
    #expect(try JSONDecoder().decode(CrossValidatedElasticNet.self, from: data) == result)
    #expect(
      try options.evaluated(on: design, outcomes: outcomes, splits: splits, threads: 3) == result
    )
  }
}
