import Foundation
import LinearAlgebra
import Models
import Testing

// Expected values: the marginal likelihoods of the doc comments maximised with 40 digits by mpmath
// 1.4.1 (Newton on central differences of mp.loggamma sums), the covariance from the same second
// differences.
@Suite struct GammaPoissonTests {
  private let visits: [(Double, Double)] = [
    (2, 1.5), (0, 0.5), (7, 3), (1, 4), (12, 5), (3, 2.5), (0, 2), (9, 2), (4, 6), (1, 1),
  ]
  private let decayed: [(Double, Double)] = [
    (2.25, 1.5), (0, 0.5), (7.5, 3), (1, 4), (12, 5), (3, 2.5), (0.5, 2),
  ]

  private func counts(_ groups: [(Double, Double)]) -> [GammaPoisson.Counts] {
    groups.map { GammaPoisson.Counts(count: $0.0, exposure: $0.1) }
  }

  private func parameters(_ model: GammaPoissonModel) -> [Double] {
    guard case .fitted(let shape, let rate) = model.prior else {
      Issue.record("no over-dispersion found")
      return []
    }
    return [shape, rate]
  }

  @Test("whole counts give the maximum, its covariance and the test against one rate")
  func wholeCounts() throws {
    let model = try GammaPoisson().fitted(to: counts(visits))
    #expect(areClose(parameters(model), [1.8026217045414954, 1.2485603405796208], 1e-9))
    #expect(isClose(model.logLikelihood, -22.750824495365784, 1e-12))
    let covariance = try #require(model.covariance)
    #expect(areClose(Array(covariance.row(0)), [0.5363578916356798, 0.5308417244692726], 1e-8))
    #expect(areClose(Array(covariance.row(1)), [0.5308417244692726, 0.6129372991795596], 1e-8))
    #expect(
      isClose(model.overdispersion.statistic, 2 * (26.996513555320618 - 22.750824495365784), 1e-11)
    )
    #expect(model.convergence == .reached)
    #expect(model.largestScore < 1e-9)
    #expect(model.groupCount == 10)
    #expect(model.eventCount == 39)
    #expect(model.exposure == 27.5)
  }

  @Test("decayed counts give the maximum of the same formula")
  func decayedCounts() throws {
    let model = try GammaPoisson().fitted(to: counts(decayed))
    #expect(areClose(parameters(model), [2.6774252406622945, 2.036362930231393], 1e-9))
    #expect(isClose(model.logLikelihood, -14.689750939230436, 1e-12))
  }

  @Test("multiplicity 3 is three equal groups, multiplicity 0 none, and order changes no bit")
  func multiplicity() throws {
    var gathered = visits.map {
      GammaPoisson.Counts(count: $0.0, exposure: $0.1, multiplicity: 3)
    }
    gathered.append(GammaPoisson.Counts(count: 99, exposure: 1, multiplicity: 0))
    let spelled = counts(visits + visits + visits)
    let model = try GammaPoisson().fitted(to: gathered)
    #expect(areClose(parameters(try GammaPoisson().fitted(to: spelled)), parameters(model), 1e-12))
    #expect(try GammaPoisson().fitted(to: gathered.reversed()) == model)
  }

  @Test("another unit of exposure changes the rate only", arguments: [1e-6, 1e6])
  func unit(scale: Double) throws {
    let model = try GammaPoisson().fitted(to: counts(visits))
    let scaled = try GammaPoisson().fitted(to: counts(visits.map { ($0.0, scale * $0.1) }))
    let expected = parameters(model)
    #expect(areClose(parameters(scaled), [expected[0], scale * expected[1]], 1e-9))
  }

  @Test("rates that do not differ have no distribution")
  func noOverdispersion() throws {
    let model = try GammaPoisson().fitted(to: counts([(2, 1), (4, 2), (6, 3)]))
    #expect(model.prior == .noOverdispersion(mean: 2))
    #expect(model.prior.shrunkenRate(count: 50, exposure: 1) == 2)
    #expect(model.overdispersion.pValue == 1)
    // scipy 1.17.1: sum of poisson.logpmf([2, 4, 6], [2, 4, 6]).
    #expect(isClose(model.logLikelihood, -4.768423601950208, 1e-12))
  }

  @Test("without events the one rate is 0, and one event among many groups is no extreme")
  func fewEvents() throws {
    let none = try GammaPoisson().fitted(to: counts([(0, 1), (0, 5)]))
    #expect(none.prior == .noOverdispersion(mean: 0))
    #expect(none.logLikelihood == 0)
    let burst = try GammaPoisson().fitted(
      to: [
        GammaPoisson.Counts(count: 0, exposure: 1, multiplicity: 1e6),
        GammaPoisson.Counts(count: 5, exposure: 1),
      ]
    )
    #expect(burst.convergence == .reached)
    #expect(parameters(burst).allSatisfy { $0 > 0 && $0.isFinite })
    #expect(isClose(burst.prior.mean, 5 / 1_000_001, 1e-9))
  }

  @Test("huge counts give an answer or a code", arguments: [1e12, 1e150, 1e300])
  func huge(scale: Double) {
    do throws(ModelError) {
      let model = try GammaPoisson().fitted(
        to: counts([(scale, 1), (3 * scale, 2), (0.5 * scale, 1)])
      )
      #expect(model.logLikelihood.isFinite && model.largestScore.isFinite)
      #expect(model.prior.mean.isFinite)
    } catch {
      #expect(error.code == .notFinite)
    }
  }

  @Test(
    "wrong counts are refused with a code",
    arguments: [
      (1.0, 0.0, "model.counts-invalid"), (-1, 1, "model.counts-invalid"),
      (1, -1, "model.counts-invalid"), (.nan, 1, "model.not-finite"),
      (1, .infinity, "model.not-finite"), (0, 0, "model.no-rows"),
    ]
  )
  func refusals(count: Double, exposure: Double, code: String) {
    let error = #expect(throws: ModelError.self) {
      try GammaPoisson().fitted(to: counts([(count, exposure)]))
    }
    #expect(error?.diagnosticCode == code)
  }
}

@Suite struct DirichletMultinomialTests {
  private let rows: [[Double]] = [
    [5, 2, 0, 1], [1, 6, 1, 0], [0, 3, 4, 2], [8, 1, 0, 0], [2, 2, 2, 2], [0, 7, 1, 1],
    [3, 0, 0, 5],
  ]

  private func matrix(_ rows: [[Double]]) -> Matrix {
    Matrix(rows: rows.count, columns: rows[0].count, elements: rows.flatMap { $0 })
  }

  private func weights(_ model: DirichletMultinomialModel) -> [Double] {
    guard case .fitted(let weights) = model.prior else {
      Issue.record("no over-dispersion found")
      return []
    }
    return weights
  }

  @Test("counts give the maximum, its covariance and the test against one set of shares")
  func counts() throws {
    let model = try DirichletMultinomial().fitted(to: matrix(rows))
    let expected = [1.0383517573328898, 1.2814878584394231, 0.5605120113037436, 0.763304116875664]
    #expect(areClose(weights(model), expected, 1e-9))
    #expect(isClose(model.logLikelihood, -35.32416018088574, 1e-12))
    let covariance = try #require(model.covariance)
    #expect(
      areClose(
        Array(covariance.row(0)),
        [0.4096114719503104, 0.2533098316319218, 0.21608217290191736, 0.2233651842069009],
        1e-8
      )
    )
    #expect(
      isClose(model.overdispersion.statistic, 2 * (43.06357782218561 - 35.32416018088574), 1e-11)
    )
    #expect(model.categoryTotals == [19, 21, 8, 11])
    #expect(model.groupCount == 7)
  }

  @Test("two categories are the Beta-binomial, to the bit")
  func twoCategories() throws {
    let pairs = rows.map { [$0[0], $0[1]] }
    let model = try DirichletMultinomial().fitted(to: matrix(pairs))
    let same = try BetaBinomial().fitted(
      to: pairs.map { BetaBinomial.Counts(trials: $0[0] + $0[1], successes: $0[0]) }
    )
    guard case .fitted(let alpha, let beta) = same.prior else {
      Issue.record("no over-dispersion found")
      return
    }
    #expect(weights(model) == [alpha, beta])
    #expect(model.logLikelihood == same.logLikelihood)
  }

  @Test("a category that was never seen has the weight 0 and changes nothing else")
  func unseen() throws {
    let model = try DirichletMultinomial().fitted(to: matrix(rows.map { $0 + [0] }))
    let without = try DirichletMultinomial().fitted(to: matrix(rows))
    #expect(weights(model) == weights(without) + [0])
    #expect(model.logLikelihood == without.logLikelihood)
    #expect(model.logStandardErrors?.last == 0)
    #expect(model.prior.shrunkenShares(counts: [1, 0, 0, 0, 0])[4] == 0)
    let saved = try JSONEncoder().encode(model)
    #expect(try JSONDecoder().decode(DirichletMultinomialModel.self, from: saved) == model)
  }

  @Test("weights count groups, and the order of groups changes no bit")
  func multiplicities() throws {
    let counts = [2.0, 1, 0.25, 0, 3, 1.5, 0.1]
    let model = try DirichletMultinomial().fitted(to: matrix(rows), multiplicities: counts)
    let turned = try DirichletMultinomial().fitted(
      to: matrix(rows.reversed()),
      multiplicities: counts.reversed()
    )
    #expect(turned == model)
    let twice = try DirichletMultinomial().fitted(to: matrix(rows + rows))
    let weighted = try DirichletMultinomial().fitted(
      to: matrix(rows),
      multiplicities: rows.map { _ in 2 }
    )
    #expect(twice == weighted)
  }

  @Test("categories may change places")
  func permutation() throws {
    let model = try DirichletMultinomial().fitted(to: matrix(rows))
    let turned = try DirichletMultinomial().fitted(to: matrix(rows.map { $0.reversed() }))
    #expect(areClose(weights(turned), weights(model).reversed(), 1e-9))
  }

  @Test("shares that do not differ have no distribution")
  func noOverdispersion() throws {
    let model = try DirichletMultinomial().fitted(to: matrix([[4, 2, 2], [8, 4, 4], [2, 1, 1]]))
    #expect(model.prior == .noOverdispersion(shares: [0.5, 0.25, 0.25]))
    #expect(model.prior.shrunkenShares(counts: [9, 0, 0]) == [0.5, 0.25, 0.25])
    let single = try DirichletMultinomial().fitted(to: matrix([[4, 0], [8, 0]]))
    #expect(single.prior == .noOverdispersion(shares: [1, 0]))
    #expect(single.logLikelihood == 0)
  }

  @Test("groups of one category each lie at the edge of the search")
  func allOrNothing() throws {
    let model = try DirichletMultinomial().fitted(to: matrix([[8, 0, 0], [0, 9, 0], [0, 0, 5]]))
    #expect(model.convergence == .boundary)
    #expect(weights(model).allSatisfy { $0 > 0 })
    #expect(model.covariance == nil)
  }

  @Test("a share is drawn towards the mean, the fewer its counts the more")
  func shrinkage() {
    let prior = SharePrior.fitted(weights: [1, 3, 4])
    #expect(prior.shares == [0.125, 0.375, 0.5])
    #expect(prior.shrunkenShares(counts: [0, 0, 0]) == prior.shares)
    #expect(prior.shrunkenShares(counts: [8, 0, 0]) == [0.5625, 0.1875, 0.25])
  }

  @Test(
    "wrong counts are refused with a code",
    arguments: [
      ([1.0, -1], "model.counts-invalid"), ([.nan, 1], "model.not-finite"),
      ([.infinity, 1], "model.not-finite"), ([1e300, 1e300], "model.not-finite"),
      ([0, 0], "model.no-rows"),
    ]
  )
  func refusals(row: [Double], code: String) {
    let error = #expect(throws: ModelError.self) {
      try DirichletMultinomial().fitted(to: matrix([row]))
    }
    #expect(error?.diagnosticCode == code)
  }
}
