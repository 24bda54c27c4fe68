import Foundation
import LinearAlgebra
import Models
import Statistics
import Testing

// Expected values: numpy 2.4.6, the modified score solved by Newton steps to a relative change of
// 1e-14; FLIC by scipy 1.17.1, optimize.brentq at xtol 1e-15; profiles by brentq over restricted
// fits of the same likelihood, whose determinant counts all columns.
@Suite struct FirthRegressionTests {
  private let design = Fixture.design
  private let outcomes = Fixture.outcomes

  @Test("estimates, errors, penalised likelihood and FLIC agree with numpy")
  func estimates() throws {
    let model = try FirthRegression().fitted(to: design, outcomes: outcomes)
    let table = model.estimates.coefficientTable()
    #expect(model.convergence == .reached)
    #expect(
      areClose(
        table.map(\.estimate),
        [-4.9392934165746425, 1.5202943895867926, 0.036933867426713625, -0.709621964241468],
        1e-9
      )
    )
    #expect(
      areClose(
        table.compactMap(\.standardError),
        [1.9468344607604686, 0.39814719239611035, 0.01535987447884982, 0.48645960337438376],
        1e-9
      )
    )
    #expect(isClose(model.penalizedLogLikelihood, -59.905122672861054, 1e-12))
    #expect(isClose(model.predictor.intercept, -4.956343779592961, 1e-9))
  }

  @Test("weights count cases and offsets are known logits")
  func weightsAndOffset() throws {
    let model = try FirthRegression().fitted(
      to: design,
      outcomes: outcomes,
      weights: Fixture.weights,
      offset: Fixture.offset
    )
    let table = model.estimates.coefficientTable()
    #expect(
      areClose(
        table.map(\.estimate),
        [-4.9357108952776505, 1.5060661889532276, 0.03549809984679151, -0.4931788046143002],
        1e-9
      )
    )
    #expect(
      areClose(
        table.compactMap(\.standardError),
        [1.4235218692346177, 0.28374862348494795, 0.011203067233642837, 0.3426109632876834],
        1e-9
      )
    )
    #expect(isClose(model.penalizedLogLikelihood, -127.53412506943008, 1e-12))
    #expect(isClose(model.predictor.intercept, -4.945626150391778, 1e-9))
  }

  @Test("profile intervals and signed roots of likelihood ratios agree with numpy")
  func profile() throws {
    let model = try FirthRegression()
      .fitted(to: Self.fewRows.design, outcomes: Self.fewRows.outcomes)
    let table = try model.coefficientTable(
      terms: ["a", "b", "c"],
      profiling: Self.fewRows.design,
      outcomes: Self.fewRows.outcomes
    )
    #expect(table.map(\.term) == ["(Intercept)", "a", "b", "c"])
    #expect(
      areClose(
        table.compactMap(\.lower),
        [-7.806919899271452, -0.3011048371669342, -0.05972571285859186, -2.0296115238085517],
        1e-7
      )
    )
    #expect(
      areClose(
        table.compactMap(\.upper),
        [7.237012531407123, 2.231674998950624, 0.061166656920861505, 1.3764373663545142],
        1e-7
      )
    )
    // Roots of differences of likelihoods near 10: half their digits.
    let roots = [-0.0459312225034431, 1.455743088606653, 0.0073577700009229835, -0.35592240861632]
    for (row, root) in zip(table, roots) {
      #expect(abs(try #require(row.statistic) - root) < 1e-6)
    }
    #expect(isClose(try #require(table[1].pValue), 0.1454636536306507, 1e-8))
  }

  /// The first 24 rows, 11 events.
  private static let fewRows = (
    design: Fixture.design.selecting(rows: Array(0..<24)),
    outcomes: Array(Fixture.outcomes.prefix(24))
  )

  @Test("at the maximum the penalised likelihood falls in every direction")
  func numericalDerivative() throws {
    let (design, outcomes) = Self.fewRows
    let model = try FirthRegression().fitted(to: design, outcomes: outcomes)
    let position = [model.estimates.intercept] + model.estimates.coefficients
    let top = penalizedLogLikelihood(position, design, outcomes)
    #expect(isClose(top, model.penalizedLogLikelihood, 1e-11))
    for coordinate in position.indices {
      let unit = coordinate == 2 ? 1e-6 : 1e-4
      func moved(_ sign: Double) -> Double {
        var moved = position
        moved[coordinate] += sign * unit
        return penalizedLogLikelihood(moved, design, outcomes)
      }
      #expect(moved(1) < top && moved(-1) < top)
      #expect(abs(moved(1) - moved(-1)) / (2 * unit) < 1e-4 * (coordinate == 2 ? 100 : 1))
    }
  }

  @Test("without columns Firth adds half an event and half a non-event, and FLIC takes them back")
  func interceptOnly() throws {
    let model = try FirthRegression()
      .fitted(to: Matrix(rows: 120, columns: 0), outcomes: outcomes)
    #expect(isClose(model.estimates.intercept, log(45.5 / 75.5), 1e-10))
    #expect(isClose(model.predictor.intercept, log(45.0 / 75), 1e-14))
  }

  @Test("a table of counts: Firth's log odds ratio adds a half to every cell")
  func fourCells() throws {
    // 7 of 10 against 0 of 5: the model is saturated, and separated.
    let design = Matrix(rows: 15, columns: 1, elements: (0..<15).map { $0 < 10 ? 0 : 1 })
    let outcomes = (0..<15).map { $0 < 7 ? 1.0 : 0 }
    let model = try FirthRegression().fitted(to: design, outcomes: outcomes)
    #expect(isClose(model.estimates.intercept, log(7.5 / 3.5), 1e-9))
    #expect(isClose(model.estimates.coefficients[0], log(0.5 / 5.5) - log(7.5 / 3.5), 1e-9))
  }
}

@Suite struct FirthTroubleTests {
  @Test(
    "separated outcomes have finite estimates, profiles and predictions, in any unit",
    arguments: [1, 1e-6, 1e6, 1e150]
  )
  func separated(unit: Double) throws {
    let design = Matrix(rows: 8, columns: 1, elements: (1...8).map { unit * Double($0) })
    let outcomes: [Double] = [0, 0, 0, 0, 1, 1, 1, 1]
    let model = try FirthRegression().fitted(to: design, outcomes: outcomes)
    // numpy, as above.
    #expect(model.convergence == .reached)
    #expect(isClose(model.estimates.coefficients[0] * unit, 1.0327443933286422, 1e-8))
    let row = try model.coefficientTable(profiling: design, outcomes: outcomes)[1]
    #expect(try #require(row.lower) > 0)
    #expect(isClose(try #require(row.pValue), 0.016623611203903627, 1e-7))
    #expect(row.upper?.isFinite != false)
    #expect(isClose(model.probabilities(of: design).reduce(0, +), 4, 1e-12))
  }

  @Test("constant and repeated columns are dropped, and change nothing else")
  func aliased() throws {
    var wide = Matrix(rows: 120, columns: 5, repeating: 3)
    for row in 0..<120 {
      for column in 0..<3 { wide[row, column + 1] = Fixture.design[row, column] }
      wide[row, 4] = Fixture.design[row, 0] - 2 * Fixture.design[row, 2]
    }
    let model = try FirthRegression().fitted(to: wide, outcomes: Fixture.outcomes)
    let plain = try FirthRegression().fitted(to: Fixture.design, outcomes: Fixture.outcomes)
    #expect(
      model.aliased == [
        AliasedColumn(column: 0, reason: .constant),
        AliasedColumn(column: 4, reason: .linearCombination),
      ]
    )
    #expect(
      areClose(Array(model.estimates.coefficients[1...3]), plain.estimates.coefficients, 1e-12)
    )
    #expect(isClose(model.penalizedLogLikelihood, plain.penalizedLogLikelihood, 1e-12))
    let table = try model.coefficientTable(profiling: wide, outcomes: Fixture.outcomes)
    #expect(table.map(\.term) == ["(Intercept)", "x2", "x3", "x4"])
  }

  @Test("more columns than rows: the surplus is dropped, the rest is finite")
  func moreColumnsThanRows() throws {
    let design = Fixture.design.selecting(rows: [0, 1, 2])
    let model = try FirthRegression().fitted(to: design, outcomes: [0, 1, 1])
    #expect(model.aliased == [AliasedColumn(column: 2, reason: .constant)])
    #expect(model.convergence == .reached)
    #expect(model.probabilities(of: design).allSatisfy { $0.isFinite })
  }

  @Test("as many coefficients as rows: every probability is ½ an event or non-event from certain")
  func saturated() throws {
    // All leverages are 1, so that a row is one event or non-event and a half of each: ¾ or ¼.
    let design = Matrix(rows: 6, columns: 8, elements: (0..<48).map { sin(Double($0 * $0)) })
    let outcomes: [Double] = [1, 0, 1, 1, 0, 0]
    let model = try FirthRegression().fitted(to: design, outcomes: outcomes)
    #expect(model.convergence == .reached)
    #expect(model.aliased.map(\.column) == [5, 6, 7])
    let expected = outcomes.map { ($0 + 0.5) / 2 }
    #expect(areClose(model.estimates.probabilities(of: design), expected, 1e-8))
  }

  @Test("small tables of any kind have a finite maximum", arguments: 0..<60)
  func anyTable(seed: Int) throws {
    var stream = RandomStream(seed: UInt64(seed))
    let (rows, columns) = (8 + stream.integer(below: 40), 1 + stream.integer(below: 6))
    var design = Matrix(rows: rows, columns: columns)
    for row in 0..<rows {
      for column in 0..<columns {
        design[row, column] =
          column % 2 == 0
          ? stream.normal(mean: 1e3, standardDeviation: 1) : stream.bernoulli(0.2) ? 1 : 0
      }
    }
    // Separated by the first column, or rare and by chance.
    let outcomes = (0..<rows).map { row in
      row == 0 || (seed % 2 == 0 ? design[row, 0] > design[0, 0] : stream.bernoulli(0.1)) ? 1.0 : 0
    }
    guard outcomes.contains(0) else { return }
    let offset = (0..<rows).map { _ in
      seed % 3 == 0 ? stream.normal(mean: 0, standardDeviation: 5) : 0
    }
    let model = try FirthRegression().fitted(to: design, outcomes: outcomes, offset: offset)
    #expect(model.convergence == .reached)
    for row in try model.coefficientTable(profiling: design, outcomes: outcomes, offset: offset) {
      #expect(try #require(row.lower) <= row.estimate)
      #expect(try #require(row.upper) >= row.estimate)
      #expect(try #require(row.pValue) <= 1)
    }
  }

  @Test("a column far from 0 costs no accuracy")
  func shiftedColumn() throws {
    var (shifted, plain) = (Fixture.design, Fixture.design)
    for row in 0..<120 {
      plain[row, 0] = (plain[row, 0] * 0x1p20).rounded()
      shifted[row, 0] = plain[row, 0] + 0x1p40
    }
    let model = try FirthRegression().fitted(to: shifted, outcomes: Fixture.outcomes)
    let reference = try FirthRegression().fitted(to: plain, outcomes: Fixture.outcomes)
    #expect(areClose(model.estimates.coefficients, reference.estimates.coefficients, 1e-9))
    let table = try model.coefficientTable(profiling: shifted, outcomes: Fixture.outcomes)
    let other = try reference.coefficientTable(profiling: plain, outcomes: Fixture.outcomes)
    #expect(areClose(table[1...].compactMap(\.lower), other[1...].compactMap(\.lower), 1e-7))
  }

  @Test("the determinant in the penalised likelihood counts in the units of the columns")
  func columnUnits() throws {
    var rescaled = Fixture.design
    for row in 0..<120 { rescaled[row, 1] = 1000 * rescaled[row, 1] - 77 }
    let model = try FirthRegression().fitted(to: Fixture.design, outcomes: Fixture.outcomes)
    let other = try FirthRegression().fitted(to: rescaled, outcomes: Fixture.outcomes)
    // ½·ln 1000² more.
    #expect(
      isClose(other.penalizedLogLikelihood, model.penalizedLogLikelihood + log(1000.0), 1e-11)
    )
  }

  @Test("a row of weight 0 far from all others does not slow the search")
  func farRowOfWeightZero() throws {
    let rows = Array(0..<120) + [0]
    var (design, weights) = (Fixture.design.selecting(rows: rows), rows.map { _ in 1.0 })
    for column in 0..<3 { design[120, column] = 1e9 }
    weights[120] = 0
    let model = try FirthRegression().fitted(
      to: design,
      outcomes: rows.map { Fixture.outcomes[$0] },
      weights: weights
    )
    let reference = try FirthRegression().fitted(to: Fixture.design, outcomes: Fixture.outcomes)
    #expect(model.convergence == .reached)
    #expect(model.estimates.iterations == reference.estimates.iterations)
    #expect(areClose(model.estimates.coefficients, reference.estimates.coefficients, 1e-10))
  }

  @Test("a profile has the same bits with any number of threads")
  func profileThreads() throws {
    // More than one block of rows.
    let rows = (0..<2500).map { $0 % 120 }
    let (design, outcomes) = (
      Fixture.design.selecting(rows: rows).selecting(columns: [0, 2]),
      rows.map { Fixture.outcomes[$0] }
    )
    let model = try FirthRegression().fitted(to: design, outcomes: outcomes)
    let one = try model.coefficientTable(profiling: design, outcomes: outcomes)
    #expect(one.allSatisfy { $0.lower != nil && $0.upper != nil })
    #expect(try model.coefficientTable(profiling: design, outcomes: outcomes, threads: 3) == one)
  }

  @Test("too few iterations are reported, and such a fit has no profile")
  func iterationLimit() throws {
    let model = try FirthRegression(maximumIterations: 1)
      .fitted(to: Fixture.design, outcomes: Fixture.outcomes)
    #expect(model.convergence == .iterationLimit)
    let table = try model.coefficientTable(profiling: Fixture.design, outcomes: Fixture.outcomes)
    #expect(table.allSatisfy { $0.lower == nil && $0.pValue == nil })
  }

  @Test(
    "wrong data are refused with a code",
    arguments: [
      (LogisticTroubleTests.Defect.noRows, "model.no-rows"), (.zeroWeights, "model.no-rows"),
      (.nanInDesign, "model.not-finite"), (.halfOutcome, "model.outcome-not-binary"),
      (.negativeWeight, "model.weight-negative"), (.oneClass, "model.single-class"),
      (.certainOffset, "model.singular"),
    ]
  )
  func refusals(defect: LogisticTroubleTests.Defect, code: String) {
    var (design, outcomes) = (Fixture.design, Fixture.outcomes)
    var (weights, offset) = (Array(repeating: 1.0, count: 120), Array(repeating: 0.0, count: 120))
    switch defect {
    case .noRows:
      (design, outcomes, weights, offset) = (Matrix(rows: 0, columns: 3), [], [], [])
    case .zeroWeights: weights = Array(repeating: 0, count: 120)
    case .halfOutcome: outcomes[3] = 0.5
    case .negativeWeight: weights[3] = -1
    case .oneClass: outcomes = Array(repeating: 1, count: 120)
    case .certainOffset: offset = outcomes.map { $0 == 1 ? 2000 : -2000 }
    default: design[100, 1] = .nan
    }
    let error = #expect(throws: ModelError.self) {
      try FirthRegression().fitted(
        to: design,
        outcomes: outcomes,
        weights: weights,
        offset: offset
      )
    }
    #expect(error?.diagnosticCode == code)
    #expect(error?.hint != nil)
  }

  @Test("a saved model whose parts do not fit together is refused")
  func damagedModel() throws {
    let model = try FirthRegression().fitted(to: Fixture.design, outcomes: Fixture.outcomes)
    let data = try JSONEncoder().encode(model)
    #expect(try JSONDecoder().decode(FirthModel.self, from: data) == model)
    let text = try #require(String(data: data, encoding: .utf8))
    let damaged = text.replacing(#/"coefficients":\[[^,]*,/#, with: #""coefficients":["#)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(FirthModel.self, from: Data(damaged.utf8))
    }
  }
}

/// `ℓ + ½·ln |XᵀWX|` written down once more, without blocks or scales.
func penalizedLogLikelihood(
  _ position: [Double],
  _ design: Matrix,
  _ outcomes: [Double]
) -> Double {
  let logits = design.multiplied(by: Array(position.dropFirst()), plus: position[0])
  let gram = WeightedGram(
    of: design,
    scaling: .identity(columns: design.columns),
    weights: logits.map { logistic($0) * logistic(-$0) },
    residuals: logits
  ).gram
  let likelihood = zip(logits, outcomes).reduce(0.0) {
    $0 - log1pExp($1.1 == 1 ? -$1.0 : $1.0)
  }
  return likelihood + ((try? Cholesky(of: gram))?.logDeterminant ?? .nan) / 2
}
