import Foundation
import LinearAlgebra
import Models
import Statistics
import Testing

// Expected values: R 4.2.2, glm(y ~ log(t) + x1 + x2, binomial(link), epsilon = 1e-15) on the
// person-period rows of HazardFixture, continued from its own result until nothing moves.
@Suite struct DiscreteTimeHazardTests {
  private let design = HazardFixture.design
  private let durations = HazardFixture.durations

  struct Expected: Sendable {
    var link: DiscreteTimeHazard.Link
    var estimates: [Double]
    var errors: [Double]
    var logLikelihood: Double
    /// P(event within 3 | none in 2) at x = (0.3, 1), and its interval.
    var probability: [Double]
  }

  static let expected = [
    Expected(
      link: .logit,
      estimates: [
        -1.6812395519038792, 0.13913912853592433, 0.81155092675388663, -0.2296187960615057,
      ],
      errors: [
        0.20305284968575263, 0.15339986916476864, 0.18320925730548712, 0.20719540807407924,
      ],
      logLikelihood: -313.47185762510793,
      probability: [0.46036379340091116, 0.36336103153266297, 0.56944684363265454]
    ),
    Expected(
      link: .complementaryLogLog,
      estimates: [
        -1.7748388526940273, 0.12736316924649133, 0.73471889607679186, -0.21176753104349735,
      ],
      errors: [
        0.18452876593786896, 0.1386542495534252, 0.16480894692185699, 0.18760836813510864,
      ],
      logLikelihood: -313.47260802741658,
      probability: [0.45694579065756458, 0.3605137053526507, 0.56558790438577133]
    ),
  ]

  @Test("both links agree with R's glm on person-period rows", arguments: expected)
  func links(expected: Expected) throws {
    let model = try DiscreteTimeHazard(link: expected.link).fitted(to: design, durations: durations)
    let table = model.coefficientTable()
    #expect(model.convergence == .reached)
    #expect(table.map(\.term) == ["(Intercept)", "log(period)", "x1", "x2"])
    #expect(isClose(model.logLikelihood, expected.logLikelihood, 1e-13))
    #expect(areClose(table.map(\.estimate), expected.estimates, 1e-9))
    #expect(areClose(table.compactMap(\.standardError), expected.errors, 1e-9))
    let row = Matrix(rows: 1, columns: 2, elements: [0.3, 1])
    let probability = try #require(model.eventProbabilities(of: row, within: 3, after: 2))[0]
    let interval = try #require(model.eventIntervals(of: row, within: 3, after: 2))[0]
    #expect(areClose([probability, interval.lower, interval.upper], expected.probability, 1e-9))
  }

  @Test("weights and an offset, as in R")
  func weightsAndOffset() throws {
    let model = try DiscreteTimeHazard(link: .complementaryLogLog).fitted(
      to: design,
      durations: durations,
      weights: HazardFixture.weights,
      offset: HazardFixture.offset
    )
    let table = model.coefficientTable()
    #expect(isClose(model.logLikelihood, -623.10169151424009, 1e-12))
    #expect(
      areClose(
        table.map(\.estimate),
        [-1.8292083649008388, 0.15302361575317605, 0.81857120539904726, -0.11222787623345369],
        1e-8
      )
    )
    #expect(
      areClose(
        table.compactMap(\.standardError),
        [0.13147176136692643, 0.099510754895053968, 0.11726053030833553, 0.13197652627706172],
        1e-8
      )
    )
  }

  @Test("a spline in ln t spans what ns() with the same knots spans in R")
  func spline() throws {
    let model = try DiscreteTimeHazard(baseline: .spline(degreesOfFreedom: 3))
      .fitted(to: design, durations: durations)
    #expect(isClose(model.logLikelihood, -312.68067276101294, 1e-12))
    #expect(areClose(model.coefficients, [0.81171712352791014, -0.22858566576636993], 1e-9))
    // Periods beyond 11 are beyond the data, those beyond 9 beyond the last knot.
    #expect(
      areClose(
        try #require(model.hazards(of: [0.3, 1], through: 14)),
        [
          0.16626066300793085, 0.1465449213391527, 0.18407379416547456, 0.21128428099641325,
          0.21301325653028361, 0.20237253411193418, 0.18822186124073914, 0.17422922910516803,
          0.16176563978848715, 0.15113252761382273, 0.14201490915671014, 0.13409634420284008,
          0.12714460978546369, 0.12098508194880477,
        ],
        1e-9
      )
    )
  }

  @Test("a constant on each stretch of time, as with R's cut()")
  func piecewise() throws {
    let model = try DiscreteTimeHazard(baseline: .piecewise(breaks: [3, 6]))
      .fitted(to: design, durations: durations)
    let table = model.coefficientTable(terms: ["a", "b"])
    #expect(table.map(\.term) == ["periods 1–2", "periods 3–5", "periods 6–…", "a", "b"])
    #expect(
      areClose(
        table.map(\.estimate),
        [
          -1.7085712667545907, -1.3660124359336931, -1.5554016247480671, 0.8023357448428694,
          -0.22945735510141732,
        ],
        1e-9
      )
    )
    #expect(
      areClose(
        table.compactMap(\.standardError),
        [
          0.18107263000499127, 0.17818021669238118, 0.27948362132086635, 0.18345383218185535,
          0.2074468929963674,
        ],
        1e-8
      )
    )
  }

  @Test("the logit link is logistic regression on the rows that were never written")
  func expandedRows() throws {
    let rows = personPeriods(design, durations)
    let logistic = try LogisticRegression().fitted(to: rows.design, outcomes: rows.outcomes)
    let model = try DiscreteTimeHazard().fitted(to: design, durations: durations)
    #expect(isClose(model.logLikelihood, logistic.logLikelihood, 1e-13))
    let found = model.coefficientTable()
    let expected = logistic.coefficientTable()
    #expect(areClose(found.map(\.estimate), expected.map(\.estimate), 1e-10))
    #expect(
      areClose(found.compactMap(\.standardError), expected.compactMap(\.standardError), 1e-10)
    )
  }

  @Test("a ridge, too, is that of logistic regression, on rows of one period")
  func ridge() throws {
    let single = Durations(
      periods: Array(repeating: 1, count: 120),
      kinds: Fixture.outcomes.map { Int($0) }
    )
    let model = try DiscreteTimeHazard(baseline: .perPeriod, penalty: .ridge(strength: 3))
      .fitted(to: Fixture.design, durations: single)
    let logistic = try LogisticRegression(penalty: .ridge(strength: 3))
      .fitted(to: Fixture.design, outcomes: Fixture.outcomes)
    #expect(areClose(model.coefficients, logistic.coefficients, 1e-10))
    #expect(isClose(model.baselineCoefficients[0], logistic.intercept, 1e-10))
  }

  @Test(
    "a baseline per period without features is the life table",
    arguments: [DiscreteTimeHazard.Link.logit, .complementaryLogLog]
  )
  func lifeTable(link: DiscreteTimeHazard.Link) throws {
    let short = Durations(
      periods: durations.periods.map { min($0, 6) },
      kinds: zip(durations.kinds, durations.periods).map { $1 > 6 ? 0 : $0 },
      entries: durations.entries
    )
    let table = try LifeTable(of: short, weights: HazardFixture.weights)
    let model = try DiscreteTimeHazard(link: link, baseline: .perPeriod).fitted(
      to: Matrix(rows: 200, columns: 0),
      durations: short,
      weights: HazardFixture.weights
    )
    let none: [Double] = []
    #expect(
      areClose(
        try #require(model.hazards(of: none, through: 6)),
        table.rows.compactMap(\.hazard),
        1e-10
      )
    )
    #expect(
      areClose(
        try #require(model.survival(of: none, through: 6)),
        table.rows.compactMap(\.survival),
        1e-10
      )
    )
    #expect(model.hazards(of: none, through: 7) == nil)
    #expect(model.eventProbabilities(of: Matrix(rows: 1, columns: 0), within: 3, after: 4) == nil)
  }

  @Test("a late entry is as if the periods before it had never been")
  func truncation() throws {
    // The first period of every subject is cut off: rows of that period are gone, nothing else.
    let late = (0..<200).filter { durations.periods[$0] > 1 }
    let cut = Durations(
      periods: late.map { durations.periods[$0] },
      kinds: late.map { durations.kinds[$0] },
      entries: late.map { max(2, durations.entries?[$0] ?? 1) }
    )
    let model = try DiscreteTimeHazard(baseline: .logTime)
      .fitted(to: design.selecting(rows: late), durations: cut)
    let rows = personPeriods(design.selecting(rows: late), cut)
    let logistic = try LogisticRegression().fitted(to: rows.design, outcomes: rows.outcomes)
    #expect(
      areClose(
        model.coefficientTable().map(\.estimate),
        logistic.coefficientTable().map(\.estimate),
        1e-10
      )
    )
    let perPeriod = try DiscreteTimeHazard(baseline: .piecewise(breaks: [2, 5]))
      .fitted(to: design.selecting(rows: late), durations: cut)
    // Nobody was at risk in period 1: its stretch has no estimate, the others do.
    #expect(perPeriod.convergence == .reached)
    #expect(perPeriod.hazards(of: [0, 0], through: 2) == nil)
    #expect(perPeriod.coefficientTable().count == 4)
    let row = Matrix(rows: 1, columns: 2)
    #expect(perPeriod.eventProbabilities(of: row, within: 3, after: 1) != nil)
  }

  @Test("a subject may be split where it was watched, without a trace")
  func splitting() throws {
    // Watched to period 3, then from period 4 on, is the same person-periods.
    let entries = durations.entries ?? []
    var (parents, split) = ([Int](), Durations(periods: [], kinds: [], entries: []))
    func add(_ subject: Int, _ entry: Int, _ period: Int, _ kind: Int) {
      parents.append(subject)
      split.periods.append(period)
      split.kinds.append(kind)
      split.entries?.append(entry)
    }
    for subject in 0..<200 {
      let (entry, period) = (entries[subject], durations.periods[subject])
      if entry <= 3, period > 3 {
        add(subject, entry, 3, 0)
        add(subject, 4, period, durations.kinds[subject])
      } else {
        add(subject, entry, period, durations.kinds[subject])
      }
    }
    for link in [DiscreteTimeHazard.Link.logit, .complementaryLogLog] {
      let whole = try DiscreteTimeHazard(link: link).fitted(to: design, durations: durations)
      let parts = try DiscreteTimeHazard(link: link)
        .fitted(to: design.selecting(rows: parents), durations: split)
      #expect(areClose(parts.coefficients, whole.coefficients, 1e-10))
      #expect(isClose(parts.logLikelihood, whole.logLikelihood, 1e-12))
    }
  }

  @Test("predictions have the same bits with any number of threads")
  func predictionThreads() throws {
    let model = try DiscreteTimeHazard().fitted(to: design, durations: durations)
    // More than one block of rows.
    let many = design.selecting(rows: (0..<5000).map { $0 % design.rows })
    #expect(
      model.eventProbabilities(of: many, within: 3, after: 2)
        == model.eventProbabilities(of: many, within: 3, after: 2, threads: 3)
    )
  }

  @Test("probabilities of a window follow from survival")
  func windows() throws {
    for link in [DiscreteTimeHazard.Link.logit, .complementaryLogLog] {
      let model = try DiscreteTimeHazard(link: link).fitted(to: design, durations: durations)
      let found = try #require(model.eventProbabilities(of: design, within: 4, after: 3))
      for subject in 0..<5 {
        let survival = try #require(model.survival(of: design.row(subject), through: 7))
        let hazards = try #require(model.hazards(of: design.row(subject), through: 7))
        #expect(isClose(found[subject], 1 - survival[6] / survival[2], 1e-12))
        #expect(isClose(survival[1], (1 - hazards[0]) * (1 - hazards[1]), 1e-12))
      }
    }
  }

  @Test("at the maximum the likelihood falls in every direction")
  func numericalDerivative() throws {
    for expected in Self.expected {
      let estimator = DiscreteTimeHazard(link: expected.link)
      let model = try estimator.fitted(to: design, durations: durations)
      for column in 0..<2 {
        for move in [-1e-3, 1e-3] {
          let offset = (0..<200).map { move * design[$0, column] }
          // The same coefficients with an offset is another point of the likelihood.
          let value = logLikelihood(model, link: expected.link, offset: offset)
          #expect(value < model.logLikelihood)
        }
      }
      let none = Array(repeating: 0.0, count: 200)
      #expect(
        isClose(logLikelihood(model, link: expected.link, offset: none), model.logLikelihood, 1e-12)
      )
    }
  }

  /// The textbook's sum over person-periods.
  private func logLikelihood(
    _ model: HazardModel,
    link: DiscreteTimeHazard.Link,
    offset: [Double]
  ) -> Double {
    let rows = personPeriods(design, durations)
    let coefficients = model.baselineCoefficients + model.coefficients
    return rows.outcomes.indices.reduce(0.0) { sum, index in
      let features = [1.0] + rows.design.row(index)
      let eta = zip(features, coefficients).reduce(offset[rows.subjects[index]]) {
        $0 + $1.0 * $1.1
      }
      let hazard = link == .logit ? 1 / (1 + exp(-eta)) : 1 - exp(-exp(eta))
      return sum + (rows.outcomes[index] == 1 ? log(hazard) : log(1 - hazard))
    }
  }

  @Test(
    "predictors far out take the careful way to the same place",
    arguments: [250.0, -320, 2000]
  )
  func extremePredictors(shift: Double) throws {
    for link in [DiscreteTimeHazard.Link.logit, .complementaryLogLog] {
      let estimator = DiscreteTimeHazard(link: link)
      let plain = try estimator.fitted(to: design, durations: durations)
      let shifted = try estimator.fitted(
        to: design,
        durations: durations,
        offset: Array(repeating: shift, count: 200)
      )
      #expect(shifted.convergence == .reached)
      #expect(areClose(shifted.coefficients, plain.coefficients, 1e-8))
      #expect(
        isClose(shifted.baselineCoefficients[0] + shift, plain.baselineCoefficients[0], 1e-8)
      )
    }
  }

  @Test("a saved model is the model, and a damaged one is refused")
  func coding() throws {
    let model = try DiscreteTimeHazard(baseline: .spline(degreesOfFreedom: 2))
      .fitted(to: design, durations: durations)
    let data = try JSONEncoder().encode(model)
    #expect(try JSONDecoder().decode(HazardModel.self, from: data) == model)
    let text = try #require(String(data: data, encoding: .utf8))
    let damaged = text.replacing(#/"columnMeans":\[[^,]*,/#, with: #""columnMeans":["#)
    #expect(damaged != text)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(HazardModel.self, from: Data(damaged.utf8))
    }
  }

  @Test("a number for each of thousands of periods is refused, a line in time is not")
  func manyPeriods() throws {
    let design = Matrix(rows: 6, columns: 1, elements: [1, 2, 3, 5, 2, 4])
    let durations = Durations(periods: [4096, 4096, 2, 3, 4, 5], kinds: [1, 0, 1, 1, 0, 1])
    let error = #expect(throws: ModelError.self) {
      try DiscreteTimeHazard(baseline: .perPeriod).fitted(to: design, durations: durations)
    }
    #expect(error?.diagnosticCode == "model.duration-invalid")
    let line = try DiscreteTimeHazard(baseline: .logTime)
      .fitted(to: design, durations: durations)
    #expect(line.coefficients.allSatisfy { $0.isFinite })
  }

  @Test("the summary repeats the fit in one line")
  func summary() throws {
    let summary = try DiscreteTimeHazard().fitted(to: design, durations: durations).fitSummary
    #expect(summary.parameterCount == 4)
    #expect(summary.sampleSize == 200)
    #expect(summary.eventCount == 120)
  }
}
