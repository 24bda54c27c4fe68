import Foundation
import LinearAlgebra
import Models
import Statistics
import Testing

/// 120 rows in 12 groups, row i in group `i mod 12`: the features of ``Fixture`` (the second as
/// `(x − 125)/10`), and outcomes from its formula with `1.5·sin(group)` added to the logit.
enum GroupedFixture {
  static let (design, outcomes) = make()
  static let groups = (0..<120).map { $0 % 12 }
  static let trials = (0..<120).map { Double(1 + $0 % 3) }

  private static func make() -> (Matrix, [Double]) {
    var state: UInt64 = 7
    func uniform() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 33) / 0x1p31
    }
    var design = Matrix(rows: 120, columns: 3)
    var outcomes: [Double] = []
    for row in 0..<120 {
      let first = 2 * uniform() - 1
      let second = 100 + 50 * uniform()
      let third = uniform() < 0.3 ? 1.0 : 0
      let logit =
        -0.4 + 1.2 * first + 0.02 * (second - 125) - 0.8 * third + 1.5 * sin(Double(row % 12))
      outcomes.append(uniform() < 1 / (1 + exp(-logit)) ? 1 : 0)
      design[row, 0] = first
      design[row, 1] = (second - 125) / 10
      design[row, 2] = third
    }
    return (design, outcomes)
  }
}

@Suite struct RandomInterceptTests {
  private let design = GroupedFixture.design
  private let outcomes = GroupedFixture.outcomes
  private let groups = GroupedFixture.groups

  struct Expected: Sendable {
    var integration: RandomIntercept.Integration
    var hasTrials: Bool
    var coefficients: [Double]
    var deviation: Double
    var logLikelihood: Double
    /// Of the coefficients and of ln τ.
    var errors: [Double]
    /// Of the first three groups.
    var modes: [Double]
    var variances: [Double]
  }

  // Python 3.11, numpy 2.4.6: the approximated likelihood written out group by group
  // (hermite_e.hermegauss, modes by Newton's method), maximised by scipy 1.17.1's BFGS and then by
  // Newton steps with gradient and Hessian from fourth-order differences; 1e-9 or so. With trials:
  // n = 1 + row mod 3, successes n times the outcome.
  static let expected = [
    Expected(
      integration: .laplace,
      hasTrials: false,
      coefficients: [
        0.18546699761628446, 1.9961417513447306, 0.5372862911310889, -1.1302760240055039,
      ],
      deviation: 1.6366897572094317,
      logLikelihood: -62.75743980263138,
      errors: [
        0.5531518026254737, 0.522392377916316, 0.19498423332303003, 0.6150366956281945,
        0.29863536230566967,
      ],
      modes: [0.8685256039112369, 1.236953520950345, 1.094114447812253],
      variances: [0.4794183934867024, 0.5145463719269983, 0.4409951515787813]
    ),
    Expected(
      integration: .adaptiveQuadrature(points: 7),
      hasTrials: false,
      coefficients: [
        0.18448263014151003, 1.9918307669624706, 0.5369381701055727, -1.134657152465156,
      ],
      deviation: 1.6561185514877192,
      logLikelihood: -62.61255293741434,
      errors: [
        0.5581692937041403, 0.5216138897051947, 0.19520615615627937, 0.6160968881551713,
        0.2988186378634924,
      ],
      modes: [0.874708287181888, 1.243393498996622, 1.0985130742165612],
      variances: [0.4817691729916986, 0.5174225659946141, 0.44293887178522173]
    ),
    Expected(
      integration: .laplace,
      hasTrials: true,
      coefficients: [
        0.12616621888665128, 2.375680174629606, 0.6518209190795908, -1.033018920427415,
      ],
      deviation: 1.9300285244101338,
      logLikelihood: -108.04286381262402,
      errors: [
        0.6031532499000378, 0.4265663062389079, 0.162001131829162, 0.4901304916117025,
        0.24700984756926556,
      ],
      modes: [0.9106054203475523, 1.5528961434092414, 1.382992747864899],
      variances: [0.5302935167855386, 0.329683555025409, 0.18017345335829993]
    ),
  ]

  @Test("estimates, errors and groups agree with scipy", arguments: expected)
  func scipy(expected: Expected) throws {
    let trials = expected.hasTrials ? GroupedFixture.trials : Array(repeating: 1, count: 120)
    let successes = zip(outcomes, trials).map { $0 * $1 }
    let estimator = RandomIntercept(integration: expected.integration)
    let theirs = try estimator.logLikelihood(
      of: design,
      outcomes: successes,
      trials: trials,
      groups: groups,
      intercept: expected.coefficients[0],
      coefficients: Array(expected.coefficients.dropFirst()),
      standardDeviation: expected.deviation
    )
    #expect(isClose(theirs, expected.logLikelihood, 1e-13))
    let model =
      try estimator
      .fitted(to: design, outcomes: successes, trials: trials, groups: groups)
    #expect(model.convergence == .reached)
    #expect(model.logLikelihood >= theirs - 1e-12)
    #expect(isClose(model.logLikelihood, theirs, 1e-12))
    let table = model.coefficientTable()
    #expect(areClose(table.map(\.estimate), expected.coefficients, 1e-7))
    #expect(isClose(model.standardDeviation, expected.deviation, 1e-7))
    let errors = table.compactMap(\.standardError) + [try #require(model.logDeviationError)]
    #expect(areClose(errors, expected.errors, 1e-6))
    #expect(areClose(model.groupEffects.prefix(3).map(\.mode), expected.modes, 1e-7))
    #expect(areClose(model.groupEffects.prefix(3).map(\.variance), expected.variances, 1e-7))
  }

  @Test("the test that groups differ halves the p-value of χ²")
  func groupTest() throws {
    let model = try RandomIntercept().fitted(to: design, outcomes: outcomes, groups: groups)
    let logistic = try LogisticRegression().fitted(to: design, outcomes: outcomes)
    #expect(isClose(model.nullLogLikelihood, logistic.logLikelihood, 1e-12))
    let statistic = 2 * (model.logLikelihood - logistic.logLikelihood)
    #expect(isClose(model.groupTest.statistic, statistic, 1e-10))
    let normal = NormalDistribution.upperTail(statistic.squareRoot())
    #expect(isClose(model.groupTest.pValue, normal, 1e-9))
  }

  @Test("the order of rows and the names of groups do not matter")
  func order() throws {
    var stream = RandomStream(seed: 5)
    let order = stream.shuffled(Array(0..<120))
    let model = try RandomIntercept().fitted(to: design, outcomes: outcomes, groups: groups)
    let other = try RandomIntercept().fitted(
      to: design.selecting(rows: order),
      outcomes: order.map { outcomes[$0] },
      groups: order.map { 7 - 1000 * groups[$0] }
    )
    #expect(areClose(other.coefficients, model.coefficients, 1e-9))
    #expect(isClose(other.standardDeviation, model.standardDeviation, 1e-9))
    let one = try #require(model.effect(of: 3))
    let two = try #require(other.effect(of: 7 - 3000))
    #expect(isClose(two.mode, one.mode, 1e-9))
  }

  @Test("trials are rows, and a row without trials is no row")
  func trials() throws {
    let counts = (0..<120).map { Double($0 % 3) }
    let repeated = (0..<120).flatMap { Array(repeating: $0, count: $0 % 3) }
    for integration in [RandomIntercept.Integration.laplace, .adaptiveQuadrature(points: 5)] {
      let estimator = RandomIntercept(integration: integration)
      let weighted = try estimator.fitted(
        to: design,
        outcomes: zip(outcomes, counts).map { $0 * $1 },
        trials: counts,
        groups: groups
      )
      let spelled = try estimator.fitted(
        to: design.selecting(rows: repeated),
        outcomes: repeated.map { outcomes[$0] },
        groups: repeated.map { groups[$0] }
      )
      #expect(areClose(weighted.coefficients, spelled.coefficients, 1e-9))
      #expect(isClose(weighted.standardDeviation, spelled.standardDeviation, 1e-9))
      #expect(isClose(weighted.logLikelihood, spelled.logLikelihood, 1e-11))
    }
  }

  @Test("exchanging the classes turns every sign")
  func classSwap() throws {
    let model = try RandomIntercept().fitted(to: design, outcomes: outcomes, groups: groups)
    let swapped = try RandomIntercept()
      .fitted(to: design, outcomes: outcomes.map { 1 - $0 }, groups: groups)
    #expect(areClose(swapped.coefficients, model.coefficients.map { -$0 }, 1e-9))
    #expect(isClose(swapped.standardDeviation, model.standardDeviation, 1e-9))
    #expect(isClose(swapped.groupEffects[4].mode, -model.groupEffects[4].mode, 1e-8))
  }

  @Test("another unit or origin of a column changes its coefficient and no prediction")
  func columnScaling() throws {
    var rescaled = design
    for row in 0..<120 { rescaled[row, 1] = 1000 * rescaled[row, 1] - 77 }
    let model = try RandomIntercept().fitted(to: design, outcomes: outcomes, groups: groups)
    let other = try RandomIntercept().fitted(to: rescaled, outcomes: outcomes, groups: groups)
    #expect(isClose(other.coefficients[1] * 1000, model.coefficients[1], 1e-9))
    for row in [0, 17] {
      let one = model.interval(of: design.row(row), group: groups[row])
      let two = other.interval(of: rescaled.row(row), group: groups[row])
      #expect(areClose([two.lower, two.upper], [one.lower, one.upper], 1e-7))
    }
  }

  @Test("more points converge to the integral, and no estimate moves any more")
  func convergenceInPoints() throws {
    let models = try [1, 9, 25].map {
      try RandomIntercept(integration: .adaptiveQuadrature(points: $0))
        .fitted(to: design, outcomes: outcomes, groups: groups)
    }
    let laplace = try RandomIntercept().fitted(to: design, outcomes: outcomes, groups: groups)
    #expect(models[0] == laplace)
    #expect(abs(models[0].logLikelihood - models[2].logLikelihood) > 1e-3)
    #expect(isClose(models[1].logLikelihood, models[2].logLikelihood, 1e-6))
    #expect(isClose(models[1].standardDeviation, models[2].standardDeviation, 1e-4))
  }

  @Test("another number of threads gives the same bits", arguments: [2, 3])
  func threads(threads: Int) throws {
    let groups = (0..<120).map { $0 / 2 }
    let one = try RandomIntercept().fitted(to: design, outcomes: outcomes, groups: groups)
    let more = try RandomIntercept()
      .fitted(to: design, outcomes: outcomes, groups: groups, threads: threads)
    #expect(one == more)
  }

  @Test("a probability is the average over the group's law")
  func predictions() throws {
    let model = try RandomIntercept().fitted(to: design, outcomes: outcomes, groups: groups)
    let row = design.row(0)
    let logit = zip(row, model.coefficients).reduce(model.intercept) { $0 + $1.0 * $1.1 }
    // A fine trapezoidal sum over ten standard deviations.
    func average(_ mean: Double, _ deviation: Double) -> Double {
      let points = (-2000...2000).map { Double($0) / 200 }
      let weights = points.map { exp(-$0 * $0 / 2) }
      let values = points.map { logistic(mean + deviation * $0) }
      return zip(weights, values).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +)
    }
    let effect = try #require(model.effect(of: 0))
    let seen = model.probability(of: row, group: 0)
    let unseen = model.probability(of: row, group: 99)
    #expect(isClose(seen, average(logit + effect.mode, effect.variance.squareRoot()), 1e-9))
    #expect(isClose(unseen, average(logit, model.standardDeviation), 1e-7))
    #expect(model.probability(of: row, group: nil) == unseen)
    #expect(model.effect(of: 99) == nil)
    let many = model.probabilities(of: design, groups: groups)
    #expect(isClose(many[0], seen, 1e-12))
    #expect(model.interval(of: row, group: 0).contains(logistic(logit + effect.mode)))
    let width = model.interval(of: row, group: 0).width
    #expect(width < model.interval(of: row, group: 99).width)
  }

  @Test("in a group with many rows the common intercept's error cancels")
  func wellKnownGroup() throws {
    // 2,000 trials each in four groups: the level of each is known to about 0.05.
    let counts = [500.0, 900, 1200, 1700]
    let model = try RandomIntercept().fitted(
      to: Matrix(rows: 4, columns: 0),
      outcomes: counts,
      trials: [2000, 2000, 2000, 2000],
      groups: [1, 2, 3, 4]
    )
    let none: [Double] = []
    for (index, count) in counts.enumerated() {
      let interval = model.interval(of: none, group: index + 1)
      let own = 1.96 / (count * (1 - count / 2000)).squareRoot()
      let width = logit(interval.upper) - logit(interval.lower)
      #expect(isClose(width, 2 * own, 0.02))
    }
  }

  @Test("a saved model is the model, and a damaged one is refused")
  func coding() throws {
    let model = try RandomIntercept().fitted(to: design, outcomes: outcomes, groups: groups)
    let data = try JSONEncoder().encode(model)
    #expect(try JSONDecoder().decode(RandomInterceptModel.self, from: data) == model)
    let text = try #require(String(data: data, encoding: .utf8))
    let damaged = text.replacing(#/"columnMeans":\[[^,]*,/#, with: #""columnMeans":["#)
    #expect(damaged != text)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(RandomInterceptModel.self, from: Data(damaged.utf8))
    }
  }

  @Test("the true values lie within their uncertainty")
  func recovery() throws {
    var stream = RandomStream(seed: 8)
    let effects = (0..<300).map { _ in stream.normal(mean: 0, standardDeviation: 0.8) }
    var (design, outcomes) = (Matrix(rows: 6000, columns: 2), [Double]())
    let groups = (0..<6000).map { $0 % 300 }
    for row in 0..<6000 {
      design[row, 0] = stream.normal(mean: 0, standardDeviation: 1)
      design[row, 1] = stream.normal(mean: 3, standardDeviation: 2)
      let logit = -1 + 0.7 * design[row, 0] + 0.1 * design[row, 1] + effects[groups[row]]
      outcomes.append(stream.bernoulli(logistic(logit)) ? 1 : 0)
    }
    let model = try RandomIntercept(integration: .adaptiveQuadrature(points: 7))
      .fitted(to: design, outcomes: outcomes, groups: groups)
    #expect(model.convergence == .reached)
    for (row, truth) in zip(model.coefficientTable(confidence: 0.999), [-1, 0.7, 0.1]) {
      #expect(try #require(row.interval).contains(truth))
    }
    #expect(try #require(model.standardDeviationInterval(confidence: 0.999)).contains(0.8))
    #expect(model.groupTest.pValue < 1e-20)
    // How often a group's own interval holds its true intercept.
    let covered = effects.indices.count { group in
      let effect = model.groupEffects[group]
      return abs(effect.mode - effects[group]) <= 1.96 * effect.variance.squareRoot()
    }
    #expect((270...297).contains(covered))
  }
}
