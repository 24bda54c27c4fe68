import Foundation
import Models
import Statistics
import Testing

/// What every estimator promises, checked for the Beta-Binomial.
@Suite struct BetaBinomialContractTests {
  private let counts = makeCounts()

  /// Groups with rates of their own, uniform between 0.1 and 0.5.
  private static func makeCounts() -> [BetaBinomial.Counts] {
    var stream = RandomStream(seed: 31)
    return (0..<400).map { _ in
      let rate = stream.uniform(in: 0.1..<0.5)
      let trials = 1 + stream.integer(below: 30)
      let successes = (0..<trials).reduce(0.0) { sum, _ in sum + (stream.bernoulli(rate) ? 1 : 0) }
      return BetaBinomial.Counts(trials: Double(trials), successes: successes)
    }
  }

  private func parameters(_ model: BetaBinomialModel) -> (alpha: Double, beta: Double) {
    guard case .fitted(let alpha, let beta) = model.prior else { return (.nan, .nan) }
    return (alpha, beta)
  }

  @Test("the same input gives the same bits")
  func sameBits() throws {
    #expect(try BetaBinomial().fitted(to: counts) == BetaBinomial().fitted(to: counts))
  }

  @Test("the order of groups does not matter, to the bit")
  func order() throws {
    var stream = RandomStream(seed: 4)
    #expect(
      try BetaBinomial().fitted(to: stream.shuffled(counts)) == BetaBinomial().fitted(to: counts)
    )
  }

  @Test("multiplicity 2 is the group twice")
  func multiplicity() throws {
    let doubled = counts.map {
      BetaBinomial.Counts(trials: $0.trials, successes: $0.successes, multiplicity: 2)
    }
    #expect(
      try BetaBinomial().fitted(to: doubled) == BetaBinomial().fitted(to: counts + counts)
    )
  }

  @Test("NaN is refused with a code")
  func nan() {
    let error = #expect(throws: ModelError.self) {
      try BetaBinomial().fitted(
        to: counts + [BetaBinomial.Counts(trials: 5, successes: .nan)]
      )
    }
    #expect(error?.diagnosticCode == "model.not-finite")
  }

  @Test("exchanging success and failure exchanges α and β")
  func classSwap() throws {
    let swapped = counts.map {
      BetaBinomial.Counts(trials: $0.trials, successes: $0.trials - $0.successes)
    }
    let model = parameters(try BetaBinomial().fitted(to: counts))
    let other = parameters(try BetaBinomial().fitted(to: swapped))
    #expect(abs(model.alpha - other.beta) < 1e-10 * model.alpha)
    #expect(abs(model.beta - other.alpha) < 1e-10 * model.beta)
  }

  @Test("the concentration around the common mean is nearly α + β")
  func concentration() throws {
    let model = try BetaBinomial().fitted(to: counts)
    let (alpha, beta) = parameters(model)
    let fit = try BetaBinomial().concentration(
      forMeans: counts.map { _ in model.prior.mean },
      trials: counts.map(\.trials),
      successes: counts.map(\.successes)
    )
    // At the maximising mean the maximising concentration is that of the joint maximum.
    #expect(abs(fit.value - (alpha + beta)) < 1e-7 * fit.value)
  }

  @Test("a saved model is the model")
  func coding() throws {
    let model = try BetaBinomial().fitted(to: counts)
    let data = try JSONEncoder().encode(model)
    #expect(try JSONDecoder().decode(BetaBinomialModel.self, from: data) == model)
  }

  @Test("the true mean and spread are found")
  func recovery() throws {
    let (alpha, beta) = parameters(try BetaBinomial().fitted(to: counts))
    // Uniform(0.1, 0.5) has mean 0.3 and standard deviation 0.4 / √12 = 0.115.
    let fitted = BetaDistribution(alpha: alpha, beta: beta)
    #expect(abs(fitted.mean - 0.3) < 0.03)
    #expect(abs(fitted.variance.squareRoot() - 0.115) < 0.02)
  }
}
