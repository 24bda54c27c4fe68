import Foundation
import LinearAlgebra
import Models
import Testing

// Expected values: the marginal likelihood maximised with 40 digits by mpmath 1.4.1 (findroot on
// mp.diff of the sum of mp.log(mp.beta(…))).
@Suite struct BetaBinomialTests {
  private let groups: [(Double, Double)] = [
    (12, 1), (30, 9), (5, 0), (8, 3), (20, 2), (16, 7), (9, 1), (25, 3), (14, 6), (11, 0),
    (40, 4), (6, 2),
  ]
  private let fractional: [(Double, Double)] = [
    (12.5, 1.25), (30.75, 9.5), (5.5, 0.25), (8, 3.75), (20.25, 2), (16.5, 7.25),
  ]

  private func counts(_ groups: [(Double, Double)]) -> [BetaBinomial.Counts] {
    groups.map { BetaBinomial.Counts(trials: $0.0, successes: $0.1) }
  }

  private func parameters(_ model: BetaBinomialModel) throws -> [Double] {
    guard case .fitted(let alpha, let beta) = model.prior else {
      Issue.record("no over-dispersion found")
      return []
    }
    return [alpha, beta]
  }

  @Test("whole counts give the maximum of the marginal likelihood")
  func wholeCounts() throws {
    let model = try BetaBinomial().fitted(to: counts(groups))
    #expect(model.convergence == .reached)
    #expect(areClose(try parameters(model), [2.674793494128081, 10.703703297553325], 1e-9))
    #expect(isClose(model.logLikelihood, -24.54168881758242, 1e-12))
    #expect(model.largestScore < 1e-9)
    #expect(model.groupCount == 12)
    #expect(model.trialCount == 196)
    #expect(model.successCount == 38)
  }

  @Test("the uncertainty and the test against one rate come with the fit")
  func uncertainty() throws {
    // The covariance of (ln α, ln β) from the same 40 digits; one rate has ℓ = −26.737562682823505.
    let model = try BetaBinomial().fitted(to: counts(groups))
    let covariance = try #require(model.covariance)
    #expect(areClose(Array(covariance.row(0)), [0.6855219392865979, 0.6743167954114683], 1e-8))
    #expect(areClose(Array(covariance.row(1)), [0.6743167954114683, 0.7354850686131248], 1e-8))
    #expect(
      isClose(try #require(model.logStandardErrors)[0], 0.6855219392865979.squareRoot(), 1e-8)
    )
    #expect(isClose(try #require(model.overdispersion).statistic, 4.391747730482171, 1e-11))
    // scipy 1.17.1: chi2.sf(4.391747730482171, 1) / 2.
    #expect(isClose(try #require(model.overdispersion).pValue, 0.01805663778219079, 1e-11))
    let even = try BetaBinomial().fitted(to: counts([(10, 2), (20, 4), (30, 6), (5, 1)]))
    #expect(even.overdispersion?.statistic == 0)
    #expect(even.overdispersion?.pValue == 1)
    #expect(even.covariance == nil)
  }

  @Test("the order of groups changes no bit, and a saved model comes back")
  func order() throws {
    let weighted = fractional.enumerated().map {
      BetaBinomial.Counts(
        trials: $1.0,
        successes: $1.1,
        multiplicity: 0.1 * Double($0 + 1)
      )
    }
    let twice = weighted + weighted
    let model = try BetaBinomial().fitted(to: twice)
    #expect(try BetaBinomial().fitted(to: twice.reversed()) == model)
    let saved = try JSONEncoder().encode(model)
    #expect(try JSONDecoder().decode(BetaBinomialModel.self, from: saved) == model)
  }

  @Test("huge counts give an answer or a code", arguments: [1e12, 1e150, 1e300])
  func huge(scale: Double) {
    let groups = [(scale, 0.1 * scale), (scale, 0.3 * scale), (scale, 0.2 * scale)]
    do throws(ModelError) {
      let model = try BetaBinomial().fitted(to: counts(groups))
      #expect(model.logLikelihood.isFinite)
      #expect(model.largestScore.isFinite)
      #expect(model.prior.mean > 0 && model.prior.mean < 1)
    } catch {
      #expect(error.code == .notFinite)
    }
  }

  @Test("decayed counts give the maximum of the same formula")
  func fractionalCounts() throws {
    let model = try BetaBinomial().fitted(to: counts(fractional))
    #expect(areClose(try parameters(model), [3.876558035884746, 11.553662839763609], 1e-9))
  }

  @Test("multiplicity 3 is three equal groups")
  func multiplicity() throws {
    let gathered = groups.map {
      BetaBinomial.Counts(trials: $0.0, successes: $0.1, multiplicity: 3)
    }
    let spelled = counts(groups + groups + groups)
    #expect(
      try BetaBinomial().fitted(to: gathered) == BetaBinomial().fitted(to: spelled)
    )
  }

  @Test("rates that do not differ have no distribution")
  func noOverdispersion() throws {
    let model = try BetaBinomial().fitted(to: counts([(10, 2), (20, 4), (30, 6), (5, 1)]))
    #expect(model.prior == .noOverdispersion(mean: 0.2))
    #expect(model.prior.shrunkenRate(successes: 5, trials: 5) == 0.2)
    // scipy 1.17.1: sum of binom.logpmf(y, n, 0.2).
    #expect(isClose(model.logLikelihood, -5.330098864745187, 1e-12))
  }

  @Test(
    "counts that cannot tell rates apart are one rate",
    arguments: [
      [(5.0, 0.0), (9, 0)], [(4, 4), (7, 7)], [(1, 0), (1, 1), (1, 0), (1, 0)],
    ]
  )
  func degenerate(groups: [(Double, Double)]) throws {
    let model = try BetaBinomial().fitted(to: counts(groups))
    let mean = groups.reduce(0) { $0 + $1.1 } / groups.reduce(0) { $0 + $1.0 }
    #expect(model.prior == .noOverdispersion(mean: mean))
    #expect(model.logLikelihood.isFinite)
  }

  @Test("all or nothing everywhere lies at the edge of the search")
  func allOrNothing() throws {
    let model = try BetaBinomial().fitted(to: counts([(8, 8), (9, 0), (7, 7), (12, 0)]))
    #expect(model.convergence == .boundary)
    #expect(try parameters(model).allSatisfy { $0 > 0 })
  }

  @Test("a rate is drawn towards the mean, the less it has been tried the more")
  func shrinkage() {
    let prior = RatePrior.fitted(alpha: 2, beta: 18)
    #expect(prior.mean == 0.1)
    #expect(prior.shrunkenRate(successes: 0, trials: 0) == 0.1)
    #expect(prior.shrunkenRate(successes: 5, trials: 7) == 7.0 / 27)
  }

  @Test("the concentration around known means maximises the marginal likelihood")
  func concentration() throws {
    let fit = try BetaBinomial().concentration(
      forMeans: [0.15, 0.2, 0.25, 0.2, 0.1, 0.3, 0.5],
      trials: fractional.map(\.0) + [0],
      successes: fractional.map(\.1) + [0]
    )
    #expect(fit.convergence == .reached)
    #expect(isClose(fit.value, 99.24614609733219, 1e-8))
    #expect(fit.concentration == .fitted(fit.value))
  }

  @Test("with one common mean the concentration is that of the mean")
  func commonMean() throws {
    let fit = try BetaBinomial().concentration(
      forMeans: groups.map { _ in 0.18 },
      trials: groups.map(\.0),
      successes: groups.map(\.1)
    )
    #expect(isClose(fit.value, 14.04631265433506, 1e-9))
  }

  @Test("groups that follow their means have no finite concentration")
  func noConcentration() throws {
    // The derivative by 1/κ at 0 is −26.4 for these means.
    let fit = try BetaBinomial().concentration(
      forMeans: [0.1, 0.25, 0.2, 0.3, 0.12, 0.35, 0.15, 0.2, 0.3, 0.08, 0.15, 0.4],
      trials: groups.map(\.0),
      successes: groups.map(\.1)
    )
    #expect(fit.concentration == .noOverdispersion)
    #expect(fit.value == BetaBinomial().maximumConcentration)
  }

  @Test(
    "wrong counts are refused with a code",
    arguments: [
      (10.0, 11.0, "model.counts-invalid"), (-1, -1, "model.counts-invalid"),
      (10, .nan, "model.not-finite"), (.infinity, 1, "model.not-finite"), (0, 0, "model.no-rows"),
    ]
  )
  func refusals(trials: Double, successes: Double, code: String) {
    let fitting = #expect(throws: ModelError.self) {
      try BetaBinomial().fitted(
        to: [BetaBinomial.Counts(trials: trials, successes: successes)])
    }
    #expect(fitting?.diagnosticCode == code)
    let searching = #expect(throws: ModelError.self) {
      try BetaBinomial().concentration(
        forMeans: [0.5],
        trials: [trials],
        successes: [successes]
      )
    }
    #expect(searching?.diagnosticCode == code)
  }

  @Test("a mean of 0 or 1 leaves no room for a rate", arguments: [0.0, 1, -0.5])
  func impossibleMeans(mean: Double) {
    let error = #expect(throws: ModelError.self) {
      try BetaBinomial().concentration(forMeans: [mean], trials: [5], successes: [1])
    }
    #expect(error?.diagnosticCode == "model.counts-invalid")
  }
}
