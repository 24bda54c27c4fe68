import Foundation
import LinearAlgebra
import Models
import Statistics
import Testing

// Expected values: statsmodels 0.15.0, GLM(Binomial).fit(tol=1e-15, maxiter=100), and
// scikit-learn 1.9.1, LogisticRegression(C, solver="newton-cholesky", tol=1e-14) on columns
// standardised with the deviation that divides by N, taken back to the original scale.
@Suite struct LogisticRegressionTests {
  private let design = Fixture.design
  private let outcomes = Fixture.outcomes

  @Test("maximum likelihood agrees with statsmodels")
  func maximumLikelihood() throws {
    let model = try LogisticRegression().fitted(to: design, outcomes: outcomes)
    #expect(model.convergence == .reached)
    #expect(model.sampleSize == 120)
    #expect(model.eventCount == 45)
    #expect(isClose(model.logLikelihood, -67.32480557852844, 1e-12))
    let table = model.coefficientTable(terms: ["a", "b", "c"])
    #expect(table.map(\.term) == ["(Intercept)", "a", "b", "c"])
    #expect(
      areClose(
        table.map(\.estimate),
        [-5.186015837978618, 1.5937811468889418, 0.03883785433163932, -0.7587991243044184],
        1e-10
      )
    )
    #expect(
      areClose(
        table.compactMap(\.standardError),
        [1.9782866957294178, 0.40561996284416807, 0.01560635691132422, 0.49297872858018854],
        1e-9
      )
    )
    #expect(
      areClose(
        table.compactMap(\.pValue),
        [0.008755190720847317, 8.521216862717205e-05, 0.012825006487968093, 0.12375237595952111],
        1e-8
      )
    )
    #expect(isClose(try #require(table[1].lower), 0.7987806283038975, 1e-9))
    #expect(isClose(try #require(table[1].upper), 2.388781665473986, 1e-9))
    #expect(
      areClose(
        Array(try #require(model.covariance).row(0)),
        [3.913618250500018, -0.2375211411118083, -0.030643564555715732, 0.06714592693271883],
        1e-8
      )
    )
  }

  @Test("weights count cases and offsets are known logits, as in statsmodels")
  func weightsAndOffset() throws {
    let model = try LogisticRegression().fitted(
      to: design,
      outcomes: outcomes,
      weights: Fixture.weights,
      offset: Fixture.offset
    )
    let table = model.coefficientTable()
    #expect(isClose(model.logLikelihood, -136.3260793840055, 1e-12))
    #expect(
      areClose(
        table.map(\.estimate),
        [-5.056816125138645, 1.542152454298927, 0.03640708569048979, -0.5131575451155029],
        1e-10
      )
    )
    #expect(
      areClose(
        table.compactMap(\.standardError),
        [1.434568373055114, 0.2862715584601485, 0.011288097071723568, 0.34466921040443355],
        1e-9
      )
    )
  }

  @Test(
    "a ridge agrees with scikit-learn on standardised columns",
    arguments: [
      (1.0, [-4.840026773236889, 1.497870495022741, 0.036011895428368135, -0.7070415255487125]),
      (10.0, [-3.258032445106346, 1.026872875560592, 0.0230367057312271, -0.4655866384290986]),
    ]
  )
  func ridge(strength: Double, expected: [Double]) throws {
    let model = try LogisticRegression(penalty: .ridge(strength: strength))
      .fitted(to: design, outcomes: outcomes)
    #expect(areClose([model.intercept] + model.coefficients, expected, 1e-9))
  }

  @Test("probabilities agree with scikit-learn, one row or many")
  func predictions() throws {
    let model = try LogisticRegression(penalty: .ridge(strength: 1))
      .fitted(to: design, outcomes: outcomes)
    let probabilities = model.probabilities(of: design)
    #expect(
      areClose(
        Array(probabilities.prefix(3)),
        [0.6133898886732676, 0.155846422340168, 0.8146942026378893],
        1e-10
      )
    )
    let logits = model.logits(of: design)
    #expect(isClose(model.logit(of: design.row(7)), logits[7], 1e-12))
  }

  @Test("standard errors of logits agree with the delta method in numpy")
  func standardErrors() throws {
    let model = try LogisticRegression().fitted(to: design, outcomes: outcomes)
    #expect(
      areClose(
        Array(try #require(model.standardErrors(ofLogitsOf: design)).prefix(3)),
        [0.4177210701277417, 0.4601563157689827, 0.5247565579392273],
        1e-9
      )
    )
  }

  @Test("at the maximum the likelihood falls in every direction")
  func numericalDerivative() throws {
    let model = try LogisticRegression().fitted(to: design, outcomes: outcomes)
    #expect(model.largestScore <= 1e-10 * 120)
    for column in 0..<3 {
      // Moving one coefficient by a known amount is an offset.
      for move in [-1e-3, 1e-3] {
        let offset = (0..<120).map { row in
          model.logit(of: design.row(row)) + move * design[row, column]
        }
        let likelihood = (0..<120).reduce(0.0) { sum, row in
          let agreement = outcomes[row] == 1 ? offset[row] : -offset[row]
          return sum - log1pExp(-agreement)
        }
        #expect(likelihood < model.logLikelihood)
      }
    }
  }

  @Test("without columns the intercept is the logit of the rate")
  func interceptOnly() throws {
    let model = try LogisticRegression()
      .fitted(to: Matrix(rows: 120, columns: 0), outcomes: outcomes)
    #expect(isClose(model.intercept, logit(45.0 / 120), 1e-14))
    #expect(isClose(try #require(model.covariance)[0, 0], 1 / (45.0 * 75 / 120), 1e-12))
  }

  @Test("huge logits neither overflow nor lose their curvature")
  func extremeLogits() throws {
    // Every row is certain but for the offset, which the intercept has to undo.
    let offset = Array(repeating: 100.0, count: 120)
    let model = try LogisticRegression().fitted(
      to: Matrix(rows: 120, columns: 0),
      outcomes: outcomes,
      offset: offset
    )
    #expect(model.convergence == .reached)
    #expect(isClose(model.intercept, logit(45.0 / 120) - 100, 1e-10))
  }

  @Test("a saved model whose parts do not fit together is refused, not believed")
  func damagedModel() throws {
    let model = try LogisticRegression().fitted(to: design, outcomes: outcomes)
    let text = try #require(String(data: JSONEncoder().encode(model), encoding: .utf8))
    let damaged = text.replacing(#/"coefficients":\[[^,]*,/#, with: #""coefficients":["#)
    #expect(damaged != text)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(LogisticModel.self, from: Data(damaged.utf8))
    }
  }

  @Test("the summary repeats the fit in one line")
  func summary() throws {
    let model = try LogisticRegression().fitted(to: design, outcomes: outcomes)
    let summary = model.fitSummary
    #expect(summary.parameterCount == 4)
    #expect(summary.deviance == -2 * model.logLikelihood)
    #expect(summary.convergence == .reached)
  }
}

@Suite struct LogisticTroubleTests {
  private let outcomes = Fixture.outcomes

  @Test("a constant column is dropped with a message, with or without penalty")
  func constantColumn() throws {
    var design = Matrix(rows: 120, columns: 2, repeating: 0.1)
    for row in 0..<120 { design[row, 1] = Fixture.design[row, 0] }
    for penalty in [LogisticRegression.Penalty.none, .ridge(strength: 1)] {
      let model = try LogisticRegression(penalty: penalty).fitted(to: design, outcomes: outcomes)
      #expect(model.aliased == [AliasedColumn(column: 0, reason: .constant)])
      #expect(model.aliased[0].message == "column 0 was dropped: it has one value only")
      #expect(model.coefficients[0] == 0)
      #expect(model.convergence == .reached)
      #expect(model.coefficientTable().map(\.term) == ["(Intercept)", "x2"])
    }
  }

  @Test("all levels of a category beside the intercept: the last is dropped")
  func aliasedColumn() throws {
    var design = Matrix(rows: 120, columns: 3)
    for row in 0..<120 {
      design[row, 0] = Fixture.design[row, 2]
      design[row, 1] = Fixture.design[row, 0]
      design[row, 2] = 1 - design[row, 0]
    }
    let model = try LogisticRegression().fitted(to: design, outcomes: outcomes)
    let reduced = try LogisticRegression()
      .fitted(to: design.selecting(columns: [0, 1]), outcomes: outcomes)
    #expect(model.aliased == [AliasedColumn(column: 2, reason: .linearCombination)])
    #expect(areClose(Array(model.coefficients.prefix(2)), reduced.coefficients, 1e-12))
    #expect(model.convergence == .reached)
  }

  @Test("a ridge shares an effect between equal columns")
  func ridgeSharesEffect() throws {
    let design = Fixture.design.selecting(columns: [0, 0])
    let model = try LogisticRegression(penalty: .ridge(strength: 1))
      .fitted(to: design, outcomes: outcomes)
    #expect(model.aliased.isEmpty)
    #expect(isClose(model.coefficients[0], model.coefficients[1], 1e-9))
  }

  @Test("complete separation is an answer that names the column")
  func completeSeparation() throws {
    let design = Matrix(
      rows: 8,
      columns: 2,
      elements: [
        1, 5, 2, 3, 3, 5, 4, 1, 5, 4, 6, 2, 7, 5, 8, 1,
      ]
    )
    let model = try LogisticRegression()
      .fitted(to: design, outcomes: [0, 0, 0, 0, 1, 1, 1, 1])
    #expect(model.convergence == .separation(column: 0))
  }

  @Test("a level that always converts is separation, too")
  func quasiSeparation() throws {
    var design = Matrix(rows: 120, columns: 2)
    var outcomes = outcomes
    for row in 0..<120 {
      design[row, 0] = Fixture.design[row, 0]
      design[row, 1] = row % 20 == 0 ? 1 : 0
      if row % 20 == 0 { outcomes[row] = 1 }
    }
    let model = try LogisticRegression().fitted(to: design, outcomes: outcomes)
    #expect(model.convergence == .separation(column: 1))
    let ridge = try LogisticRegression(penalty: .ridge(strength: 1))
      .fitted(to: design, outcomes: outcomes)
    #expect(ridge.convergence == .reached)
  }

  @Test("large coefficients of nearly equal columns are not separation")
  func collinearity() throws {
    var design = Fixture.design.selecting(columns: [0, 0])
    for row in 0..<120 { design[row, 1] += 1e-3 * Fixture.design[row, 1] / 50 }
    let model = try LogisticRegression().fitted(to: design, outcomes: outcomes)
    #expect(model.convergence == .reached)
    #expect(model.aliased.isEmpty)
  }

  @Test("too few iterations are reported, not hidden")
  func iterationLimit() throws {
    let model = try LogisticRegression(maximumIterations: 1)
      .fitted(to: Fixture.design, outcomes: outcomes)
    #expect(model.convergence == .iterationLimit)
  }

  @Test("a column far from 0 costs no accuracy")
  func shiftedColumn() throws {
    var shifted = Fixture.design
    for row in 0..<120 { shifted[row, 0] = (shifted[row, 0] * 0x1p20).rounded() + 0x1p40 }
    var plain = Fixture.design
    for row in 0..<120 { plain[row, 0] = (plain[row, 0] * 0x1p20).rounded() }
    let model = try LogisticRegression().fitted(to: shifted, outcomes: outcomes)
    let reference = try LogisticRegression().fitted(to: plain, outcomes: outcomes)
    #expect(areClose(model.coefficients, reference.coefficients, 1e-9))
    #expect(areClose(model.logits(of: shifted), reference.logits(of: plain), 1e-9))
  }

  @Test(
    "wrong data are refused with a code",
    arguments: [
      (Defect.noRows, "model.no-rows"), (.zeroWeights, "model.no-rows"),
      (.nanInDesign, "model.not-finite"), (.infinityInDesign, "model.not-finite"),
      (.nanOutcome, "model.not-finite"), (.halfOutcome, "model.outcome-not-binary"),
      (.negativeWeight, "model.weight-negative"), (.nanWeight, "model.not-finite"),
      (.nanOffset, "model.not-finite"), (.oneClass, "model.single-class"),
      (.oneWeightedClass, "model.single-class"), (.certainOffset, "model.singular"),
    ]
  )
  func refusals(defect: Defect, code: String) {
    var (design, outcomes) = (Fixture.design, outcomes)
    var (weights, offset) = (Array(repeating: 1.0, count: 120), Array(repeating: 0.0, count: 120))
    switch defect {
    case .noRows:
      (design, outcomes, weights, offset) = (Matrix(rows: 0, columns: 3), [], [], [])
    case .zeroWeights: weights = Array(repeating: 0, count: 120)
    case .nanInDesign: design[100, 1] = .nan
    case .infinityInDesign: design[100, 1] = -.infinity
    case .nanOutcome: outcomes[3] = .nan
    case .halfOutcome: outcomes[3] = 0.5
    case .negativeWeight: weights[3] = -1
    case .nanWeight: weights[3] = .nan
    case .nanOffset: offset[3] = .nan
    case .oneClass: outcomes = Array(repeating: 1, count: 120)
    case .oneWeightedClass: weights = outcomes
    case .certainOffset: offset = outcomes.map { $0 == 1 ? 2000 : -2000 }
    }
    let error = #expect(throws: ModelError.self) {
      try LogisticRegression().fitted(
        to: design,
        outcomes: outcomes,
        weights: weights,
        offset: offset
      )
    }
    #expect(error?.diagnosticCode == code)
    #expect(error?.hint != nil)
  }

  enum Defect {
    case noRows, zeroWeights, nanInDesign, infinityInDesign, nanOutcome, halfOutcome
    case negativeWeight, nanWeight, nanOffset, oneClass, oneWeightedClass, certainOffset
  }

  @Test("the message names the place of a value that is not finite")
  func place() {
    var design = Fixture.design
    design[100, 1] = .nan
    let error = #expect(throws: ModelError.self) {
      try LogisticRegression().fitted(to: design, outcomes: outcomes)
    }
    #expect(error?.message == "the value in row 100, column 1 is not a finite number")
  }
}
