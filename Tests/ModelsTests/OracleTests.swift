import LinearAlgebra
import Models
import Statistics
import Testing

@Suite(.enabled(if: Oracle.isPresent, "the reference values lie in ../shared/oracles"))
struct ModelOracleTests {
  private static let terms = [
    "(Intercept)", "age", "lwt", "race_black", "race_other", "smoke", "ptl1", "ht", "ui",
  ]

  private struct Fit: Decodable {
    var coef: [String: Double]
    var se: [String: Double]
    var logLik: Double?
    var deviance: Double?
  }

  private struct Logistic: Decodable {
    var coef: [String: Double]
    var se: [String: Double]
    var z: [String: Double]
    var p: [String: Double]
    var vcov: [[Double]]
    var logLik: Double
    var weighted: Fit
    var offset: Fit
    var first5_fitted: [Double]
  }

  private func birthWeights() throws -> (design: Matrix, outcomes: [Double]) {
    let rows = try Oracle.data("birthwt")
    return (
      Matrix(rows: rows.count, columns: 8, elements: rows.flatMap { $0.dropFirst() }),
      rows.map { $0[0] }
    )
  }

  private func inOrder(_ values: [String: Double]) -> [Double] {
    Self.terms.compactMap { values[$0] }
  }

  @Test("birth weights: estimates, errors, tests and covariance as in R")
  func logistic() throws {
    let expected = try Oracle.expected("logistic_birthwt", as: Logistic.self)
    let (design, outcomes) = try birthWeights()
    let model = try LogisticRegression().fitted(to: design, outcomes: outcomes)
    let table = model.coefficientTable()
    #expect(isClose(model.logLikelihood, expected.logLik, 1e-10))
    #expect(areClose(table.map(\.estimate), inOrder(expected.coef), 1e-9))
    // R takes the covariance from the weights one step before its last, 4e-9 away.
    #expect(areClose(table.compactMap(\.standardError), inOrder(expected.se), 1e-8))
    #expect(areClose(table.compactMap(\.statistic), inOrder(expected.z), 1e-8))
    #expect(areClose(table.compactMap(\.pValue), inOrder(expected.p), 1e-7))
    for row in 0..<9 {
      #expect(areClose(Array(try #require(model.covariance).row(row)), expected.vcov[row], 1e-7))
    }
    #expect(
      areClose(Array(model.probabilities(of: design).prefix(5)), expected.first5_fitted, 1e-9)
    )
  }

  @Test("birth weights with weights and with an offset, as in R")
  func weightsAndOffset() throws {
    let expected = try Oracle.expected("logistic_birthwt", as: Logistic.self)
    let (design, outcomes) = try birthWeights()
    let weighted = try LogisticRegression().fitted(
      to: design,
      outcomes: outcomes,
      weights: outcomes.indices.map { Double(1 + $0 % 3) }
    )
    #expect(
      areClose(
        weighted.coefficientTable().map(\.estimate),
        inOrder(expected.weighted.coef),
        1e-9
      )
    )
    #expect(
      areClose(
        weighted.coefficientTable().compactMap(\.standardError),
        inOrder(expected.weighted.se),
        1e-9
      )
    )
    #expect(isClose(-2 * weighted.logLikelihood, try #require(expected.weighted.deviance), 1e-10))
    let shifted = try LogisticRegression().fitted(
      to: design,
      outcomes: outcomes,
      offset: design.column(0).map { 0.05 * ($0 - 23) }
    )
    #expect(
      areClose(shifted.coefficientTable().map(\.estimate), inOrder(expected.offset.coef), 1e-9)
    )
    #expect(isClose(shifted.logLikelihood, try #require(expected.offset.logLik), 1e-10))
  }

  private struct Ridge: Decodable {
    var lambda: Double
    var intercept: Double
    var beta: [Double]
  }

  @Test("glmnet's ridge is ours with the strength N·λ")
  func ridge() throws {
    let expected = try Oracle.expected("ridge_birthwt", as: Ridge.self)
    let (design, outcomes) = try birthWeights()
    let strength = expected.lambda * Double(outcomes.count)
    let model = try LogisticRegression(penalty: .ridge(strength: strength))
      .fitted(to: design, outcomes: outcomes)
    #expect(isClose(model.intercept, expected.intercept, 1e-7))
    #expect(areClose(model.coefficients, expected.beta, 1e-7))
  }

  private struct Rats: Decodable {
    struct Group: Decodable {
      var alpha: Double?
      var beta: Double?
      var logLik: Double?
      var se_log_alpha: Double?
      var se_log_beta: Double?
    }
    var groups: [String: Group]
  }

  @Test("litters of rats: α, β and likelihood with 40 digits", arguments: [1, 2, 3, 4])
  func rats(group: Int) throws {
    let rows = try Oracle.data("lirat").filter { Int($0[2]) == group }
    let expected = try #require(
      Oracle.expected("betabinomial_lirat_hp", as: Rats.self).groups["\(group)"]
    )
    let model = try BetaBinomial().fitted(
      to: rows.map { BetaBinomial.Counts(trials: $0[0], successes: $0[1]) }
    )
    if let alpha = expected.alpha, let beta = expected.beta, let logLik = expected.logLik {
      guard case .fitted(let foundAlpha, let foundBeta) = model.prior else {
        Issue.record("no over-dispersion found in group \(group)")
        return
      }
      #expect(areClose([foundAlpha, foundBeta], [alpha, beta], 1e-9))
      #expect(isClose(model.logLikelihood, logLik, 1e-10))
      #expect(model.convergence == .reached)
      let errors = [expected.se_log_alpha, expected.se_log_beta].compactMap { $0 }
      #expect(areClose(try #require(model.logStandardErrors), errors, 1e-8))
    } else {
      #expect(model.prior == .noOverdispersion(mean: model.successCount / model.trialCount))
    }
  }

  private struct VGAM: Decodable {
    struct Fit: Decodable {
      var grp: Int
      var vgam_alpha: Double
      var vgam_beta: Double
    }
    var fits: [Fit]
  }

  @Test("litters of rats: as VGAM fits them")
  func vgam() throws {
    for fit in try Oracle.expected("betabinomial_lirat", as: VGAM.self).fits {
      let rows = try Oracle.data("lirat").filter { Int($0[2]) == fit.grp }
      let model = try BetaBinomial().fitted(
        to: rows.map { BetaBinomial.Counts(trials: $0[0], successes: $0[1]) }
      )
      let expected = RatePrior.fitted(alpha: fit.vgam_alpha, beta: fit.vgam_beta)
      #expect(isClose(model.prior.mean, expected.mean, 1e-7))
      #expect(
        isClose(
          model.prior.shrunkenRate(successes: 3, trials: 10),
          expected.shrunkenRate(successes: 3, trials: 10),
          1e-7
        )
      )
    }
  }

  private struct Shares: Decodable {
    var gamma: [Double]
    var logLik_without_multinomial_coefficient: Double?
    var logLik_dirmult: Double?
  }

  @Test(
    "allele counts: the Dirichlet weights of scipy and of dirmult",
    arguments: ["dirmult_us1_scipy", "dirmult_us1"]
  )
  func shares(file: String) throws {
    let expected = try Oracle.expected(file, as: Shares.self)
    let rows = try Oracle.data("dirmult_us1")
    let counts = Matrix(rows: rows.count, columns: rows[0].count, elements: rows.flatMap { $0 })
    let model = try DirichletMultinomial().fitted(to: counts)
    guard case .fitted(let weights) = model.prior else {
      Issue.record("no over-dispersion found")
      return
    }
    #expect(areClose(weights, expected.gamma, 1e-6))
    let coefficient = rows.reduce(0) { sum, row in
      row.reduce(sum + logGamma(row.reduce(0, +) + 1)) { $0 - logGamma($1 + 1) }
    }
    let logLikelihood = try #require(
      expected.logLik_without_multinomial_coefficient ?? expected.logLik_dirmult
    )
    #expect(isClose(model.logLikelihood, logLikelihood + coefficient, 1e-10))
    #expect(model.logLikelihood >= logLikelihood + coefficient - 1e-9)
    #expect(model.convergence == .reached)
  }

  private struct NegativeBinomial: Decodable {
    var shape: Double
    var rate: Double
    var logLik: Double
  }

  @Test("counts with exposures: shape and rate of MASS")
  func gammaPoisson() throws {
    let expected = try Oracle.expected("gamma_poisson", as: NegativeBinomial.self)
    let model = try GammaPoisson().fitted(
      to: Oracle.data("gamma_poisson").map { GammaPoisson.Counts(count: $0[1], exposure: $0[0]) }
    )
    guard case .fitted(let shape, let rate) = model.prior else {
      Issue.record("no over-dispersion found")
      return
    }
    #expect(areClose([shape, rate], [expected.shape, expected.rate], 1e-7))
    #expect(isClose(model.logLikelihood, expected.logLik, 1e-10))
    #expect(model.logLikelihood >= expected.logLik - 1e-9)
  }

  private struct ClosedForms: Decodable {
    struct Rate: Decodable {
      var alpha, beta, k, n, mean, sd: Double
      var ci90: [Double]
    }
    struct EventRate: Decodable {
      var shape, rate, count, exposure, mean: Double
      var ci90: [Double]
    }
    var beta_binomial: [Rate]
    var gamma_poisson: [EventRate]
  }

  @Test("shrunken rates and their intervals are the closed forms")
  func closedForms() throws {
    let expected = try Oracle.expected("eb_closed_form", as: ClosedForms.self)
    for rate in expected.beta_binomial {
      let prior = RatePrior.fitted(alpha: rate.alpha, beta: rate.beta)
      let posterior = BetaDistribution(alpha: rate.alpha, beta: rate.beta)
        .updated(successes: rate.k, trials: rate.n)
      let interval = posterior.interval(confidence: 0.9)
      #expect(isClose(prior.shrunkenRate(successes: rate.k, trials: rate.n), rate.mean, 1e-12))
      #expect(isClose(posterior.variance.squareRoot(), rate.sd, 1e-12))
      #expect(areClose([interval.lower, interval.upper], rate.ci90, 1e-12))
    }
    for rate in expected.gamma_poisson {
      let prior = EventRatePrior.fitted(shape: rate.shape, rate: rate.rate)
      let interval = GammaDistribution(shape: rate.shape, rate: rate.rate)
        .updated(count: rate.count, exposure: rate.exposure).interval(confidence: 0.9)
      let shrunken = prior.shrunkenRate(count: rate.count, exposure: rate.exposure)
      #expect(isClose(shrunken, rate.mean, 1e-12))
      #expect(areClose([interval.lower, interval.upper], rate.ci90, 1e-12))
    }
  }

  private struct Tests: Decodable {
    struct Adjusted: Decodable { var p, holm, BH, BY: [Double] }
    struct Counted: Decodable {
      var x, n: Double
      var ci: [Double]
    }
    struct Fit: Decodable { var chisq, p: Double }
    var p_adjust: Adjusted
    var wilson: Counted
    var clopper: Counted
    var srm: Fit
  }

  @Test("adjusted p-values, intervals and tails as in R")
  func tests() throws {
    let expected = try Oracle.expected("tests_r", as: Tests.self)
    let adjusted = expected.p_adjust
    #expect(areClose(PValueAdjustment.holm.adjusted(adjusted.p), adjusted.holm, 1e-12))
    #expect(areClose(PValueAdjustment.benjaminiHochberg.adjusted(adjusted.p), adjusted.BH, 1e-12))
    #expect(areClose(PValueAdjustment.benjaminiYekutieli.adjusted(adjusted.p), adjusted.BY, 1e-12))
    let wilson = Interval.wilson(successes: expected.wilson.x, trials: expected.wilson.n)
    #expect(areClose([wilson.lower, wilson.upper], expected.wilson.ci, 1e-12))
    let exact = Interval.clopperPearson(successes: expected.clopper.x, trials: expected.clopper.n)
    #expect(areClose([exact.lower, exact.upper], expected.clopper.ci, 1e-12))
    let tail = ChiSquareDistribution(degreesOfFreedom: 1).upperTail(expected.srm.chisq)
    #expect(isClose(tail, expected.srm.p, 1e-12))
  }
}
