import Foundation
import LinearAlgebra
import Models
import Testing

// Expected values: statsmodels 0.15.0, MNLogit.fit(method="newton", tol=1e-15) on the person-period
// rows of HazardFixture with 1, ln t, x₁, x₂.
@Suite struct CompetingRisksTests {
  private let design = HazardFixture.design
  private let durations = HazardFixture.durations

  @Test("two kinds of event agree with statsmodels' multinomial logit")
  func multinomial() throws {
    let model = try CompetingRisks().fitted(to: design, durations: durations)
    let table = model.coefficientTable()
    #expect(model.convergence == .reached)
    let names = table.map(\.term)
    #expect(names[0] == "kind 1: (Intercept)")
    #expect(names[5] == "kind 2: log(period)")
    #expect(names[7] == "kind 2: x2")
    #expect(isClose(model.logLikelihood, -377.05079847746214, 1e-13))
    #expect(
      areClose(
        table.map(\.estimate),
        [
          -2.3177533205771907, 0.2999933801952443, 1.1478500117276074, -0.02789868789276705,
          -2.3793250117115643, -0.260341696591824, -0.00526158592901917, -0.7914494944776336,
        ],
        1e-9
      )
    )
    #expect(
      areClose(
        table.compactMap(\.standardError),
        [
          0.2509305594668171, 0.17972160043701593, 0.21839559730226574, 0.23671231275369997,
          0.3112200434702118, 0.26710463058115735, 0.3197657199155843, 0.39977596706005414,
        ],
        1e-9
      )
    )
    let incidence = try #require(model.cumulativeIncidence(of: [0.3, 1], through: 6))
    #expect(isClose(incidence.incidences[0][5], 0.5896696988345165, 1e-9))
    #expect(isClose(incidence.incidences[1][5], 0.11059218117004148, 1e-9))
    #expect(isClose(incidence.survival[5], 0.29973811999544214, 1e-9))
  }

  @Test("incidences and survival add up to 1", arguments: [-400.0, -3, 0, 5, 400])
  func sumsToOne(value: Double) throws {
    let model = try CompetingRisks().fitted(to: design, durations: durations)
    let incidence = try #require(model.cumulativeIncidence(of: [value, 1], through: 60))
    for period in 0..<60 {
      let sum: Double =
        incidence.survival[period] + incidence.incidences[0][period]
        + incidence.incidences[1][period]
      #expect(abs(sum - 1) < 1e-12)
    }
  }

  @Test("one kind of event is the hazard with the logit link, to the bit of the likelihood")
  func oneKind() throws {
    let single = durations.censoringAll(but: 1)
    let risks = try CompetingRisks().fitted(to: design, durations: single)
    let hazard = try DiscreteTimeHazard().fitted(to: design, durations: single)
    #expect(risks.coefficients[0] == hazard.coefficients)
    #expect(risks.logLikelihood == hazard.logLikelihood)
    let survival = try #require(hazard.survival(of: [0.3, 1], through: 8))
    let incidence = try #require(risks.cumulativeIncidence(of: [0.3, 1], through: 8))
    #expect(areClose(incidence.survival, survival, 1e-12))
  }

  @Test("a window is what survival of the time before leaves")
  func window() throws {
    let model = try CompetingRisks().fitted(to: design, durations: durations)
    let whole = try #require(model.cumulativeIncidence(of: [0.3, 1], through: 6))
    let rest = try #require(model.cumulativeIncidence(of: [0.3, 1], within: 4, after: 2))
    let expected = (whole.incidences[1][5] - whole.incidences[1][1]) / whole.survival[1]
    #expect(isClose(rest.incidences[1][3], expected, 1e-12))
  }

  @Test("numbering the kinds otherwise changes names only")
  func renumbering() throws {
    var swapped = durations
    swapped.kinds = durations.kinds.map { [0, 2, 1][$0] }
    let model = try CompetingRisks().fitted(to: design, durations: durations)
    let other = try CompetingRisks().fitted(to: design, durations: swapped)
    #expect(areClose(other.coefficients[0], model.coefficients[1], 1e-9))
    #expect(areClose(other.coefficients[1], model.coefficients[0], 1e-9))
    #expect(isClose(other.logLikelihood, model.logLikelihood, 1e-13))
  }

  @Test(
    "predictors far out take the careful way to the same place",
    arguments: [-320.0, 250, 2000]
  )
  func extremePredictors(shift: Double) throws {
    let model = try CompetingRisks().fitted(
      to: design,
      durations: durations,
      offset: Array(repeating: shift, count: 200)
    )
    let plain = try CompetingRisks().fitted(to: design, durations: durations)
    #expect(model.convergence == .reached)
    #expect(areClose(model.coefficients[0], plain.coefficients[0], 1e-8))
    // Next to 0, so compared on its own scale.
    #expect(abs(model.coefficients[1][0] - plain.coefficients[1][0]) < 1e-9)
    #expect(isClose(model.logLikelihood, plain.logLikelihood, 1e-9))
  }

  @Test("a kind that never happened is refused with a code")
  func missingKind() {
    var gap = durations
    gap.kinds = durations.kinds.map { $0 == 2 ? 3 : $0 }
    let error = #expect(throws: ModelError.self) {
      try CompetingRisks().fitted(to: design, durations: gap)
    }
    #expect(error?.diagnosticCode == "model.single-class")
    #expect(error?.message == "no subject had an event of kind 2")
  }

  @Test("weight 2 is the subject twice, weight 0 is no subject")
  func weights() throws {
    let repeated = (0..<200).flatMap { Array(repeating: $0, count: $0 % 3) }
    let weighted = try CompetingRisks().fitted(
      to: design,
      durations: durations,
      weights: (0..<200).map { Double($0 % 3) }
    )
    let spelled = try CompetingRisks().fitted(
      to: design.selecting(rows: repeated),
      durations: Durations(
        periods: repeated.map { durations.periods[$0] },
        kinds: repeated.map { durations.kinds[$0] },
        entries: repeated.map { durations.entries?[$0] ?? 1 }
      )
    )
    #expect(areClose(weighted.coefficients[0], spelled.coefficients[0], 1e-10))
    #expect(areClose(weighted.coefficients[1], spelled.coefficients[1], 1e-10))
  }

  @Test("a kind of event that only subjects of weight 0 had is none")
  func kindOfWeightZero() throws {
    let subjects = Array(0..<design.rows)
    let reference = try CompetingRisks().fitted(to: design, durations: durations)
    let model = try CompetingRisks().fitted(
      to: design.selecting(rows: subjects + [0]),
      durations: Durations(
        periods: durations.periods + [durations.periods[0]],
        kinds: durations.kinds + [reference.kindCount + 1],
        entries: durations.entries.map { $0 + [1] }
      ),
      weights: subjects.map { _ in 1 } + [0]
    )
    #expect(model.kindCount == reference.kindCount)
    #expect(isClose(model.logLikelihood, reference.logLikelihood, 1e-12))
  }

  @Test("a saved model is the model")
  func coding() throws {
    let model = try CompetingRisks(baseline: .piecewise(breaks: [4]))
      .fitted(to: design, durations: durations)
    let data = try JSONEncoder().encode(model)
    #expect(try JSONDecoder().decode(CompetingRisksModel.self, from: data) == model)
  }
}
