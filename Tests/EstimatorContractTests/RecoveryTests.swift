import LinearAlgebra
import Models
import Statistics
import Testing

/// What was put into a world comes out of it again.
@Suite struct RecoveryTests {
  @Test("the true coefficients of a logistic model lie within their uncertainty")
  func logistic() throws {
    let world = World(groupDeviation: 0)
    let table = try LogisticRegression().fitted(to: world.design, outcomes: world.outcomes)
      .coefficientTable(confidence: 0.9999)
    for (row, value) in zip(table, [-1, 0.5, 0, 0, 0, 0, 0]) {
      #expect(try #require(row.interval).contains(value))
    }
  }

  @Test("a scorecard predicts new rows better than any of its variables alone")
  func scorecard() throws {
    let world = World()
    let learnt = world.selecting(world.rows.filter { $0.isMultiple(of: 2) })
    let new = world.selecting(world.rows.filter { !$0.isMultiple(of: 2) })
    func logLikelihood(_ variables: (World) -> [BinnableColumn]) throws -> Double {
      let card = try Scorecard().fitted(to: variables(learnt), outcomes: learnt.outcomes)
      return zip(card.probabilities(of: variables(new)), new.outcomes).reduce(0) {
        $0 - log1pExp($1.1 == 1 ? -logit($1.0) : logit($1.0))
      }
    }
    func number(_ world: World) -> BinnableColumn { .numbers(world.design.column(0)) }
    func group(_ world: World) -> BinnableColumn {
      .codes(world.groups.map { Int32($0) }, levels: 40)
    }
    let both = try logLikelihood { [number($0), group($0)] }
    #expect(try both > logLikelihood { [number($0)] } + 20)
    #expect(try both > logLikelihood { [group($0)] } + 20)
  }

  /// Groups with rates of their own, uniform between 0.1 and 0.5.
  private let counts = {
    var stream = RandomStream(seed: 31)
    return (0..<400).map { _ in
      let rate = stream.uniform(in: 0.1..<0.5)
      let trials = 1 + stream.integer(below: 30)
      let successes = (0..<trials).reduce(0.0) { sum, _ in sum + (stream.bernoulli(rate) ? 1 : 0) }
      return BetaBinomial.Counts(trials: Double(trials), successes: successes)
    }
  }()

  @Test("the true mean and spread of rates are found")
  func rates() throws {
    let model = try BetaBinomial().fitted(to: counts)
    guard case .fitted(let alpha, let beta) = model.prior else {
      Issue.record("the rates differ")
      return
    }
    // Uniform(0.1, 0.5) has mean 0.3 and standard deviation 0.4 / √12 = 0.115.
    let fitted = BetaDistribution(alpha: alpha, beta: beta)
    #expect(abs(fitted.mean - 0.3) < 0.03)
    #expect(abs(fitted.variance.squareRoot() - 0.115) < 0.02)
    let fit = try BetaBinomial().concentration(
      forMeans: counts.map { _ in model.prior.mean },
      trials: counts.map(\.trials),
      successes: counts.map(\.successes)
    )
    // At the maximising mean the maximising concentration is that of the joint maximum.
    #expect(abs(fit.value - (alpha + beta)) < 1e-7 * fit.value)
  }
}
