import Statistics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The marginal likelihood of counts whose shares are spread like Dirichlet(γ), in ln γ.
///
/// `Σ ln Γ(A) − ln Γ(A + n) + Σₖ [ln Γ(γₖ + yₖ) − ln Γ(γₖ)]` with `A = Σγₖ`, and the multinomial
/// coefficients. With two categories it is that of the Beta-binomial.
struct DirichletMultinomialLikelihood: MarginalLikelihood {
  let categories: [CountTally]
  let totals: CountTally
  private let coefficient: Double

  init(categories: [CountTally], totals: CountTally) {
    self.categories = categories
    self.totals = totals
    coefficient = totals.logFactorials - categories.reduce(0) { $0 + $1.logFactorials }
  }

  /// The pooled shares of the categories.
  var shares: [Double] {
    let sums = categories.map(\.total)
    let sum = sums.reduce(0, +)
    return sums.map { $0 / sum }
  }

  /// How many more pairs of events fall into the same category than one set of shares explains.
  ///
  /// Half of it is the derivative of the log-likelihood by `1 / A` at 0 (Tarone 1979): when it is
  /// positive, the likelihood grows as soon as the shares may differ.
  var excessPairs: Double {
    zip(categories, shares).reduce(-totals.pairs) { $0 + ($1.1 > 0 ? $1.0.pairs / $1.1 : 0) }
  }

  /// Moments: a pair of events of one group agrees more often by `ρ = 1 / (1 + A)`.
  var start: [Double] {
    let pairs = totals.pairs * Double(categories.count - 1)
    let correlation = min(max(pairs > 0 ? excessPairs / pairs : 0, 0.01), 0.9)
    return shares.map { log($0 * (1 / correlation - 1)) }
  }

  /// The log-likelihood when all groups have the pooled shares.
  var commonLogLikelihood: Double {
    zip(categories, shares).reduce(coefficient) { $0 + ($1.1 > 0 ? $1.0.total * log($1.1) : 0) }
  }

  func concentration(at position: [Double]) -> Double {
    position.reduce(0) { $0 + exp($1) }
  }

  func value(at position: [Double]) -> (logLikelihood: Double, magnitude: Double) {
    let parts = zip(categories, position).map { $0.logRisingFactorials(at: exp($1)) }
    let whole = totals.logRisingFactorials(at: concentration(at: position))
    return (
      coefficient + (parts.reduce(0, +) - whole),
      abs(coefficient) + parts.reduce(abs(whole)) { $0 + abs($1) }
    )
  }

  func derivatives(at position: [Double]) -> (gradient: [Double], information: MarginalInformation)
  {
    let weights = position.map { exp($0) }
    let whole = totals.derivatives(at: concentration(at: position))
    let parts = zip(categories, weights).map { $0.derivatives(at: $1) }
    let gradient = zip(weights, parts).map { $0 * ($1.first - whole.first) }
    return (
      gradient,
      MarginalInformation(
        // The chain rule from γ to ln γ adds the gradient to the second derivative.
        diagonal: weights.indices.map {
          -weights[$0] * weights[$0] * parts[$0].second - gradient[$0]
        },
        vector: weights.map { $0 * max(0, -whole.second).squareRoot() }
      )
    )
  }
}

extension DirichletMultinomialLikelihood {
  /// The maximum, or nil when one set of shares explains the counts.
  func maximum(
    concentrations: ClosedRange<Double>,
    maximumIterations: Int
  ) -> MarginalMaximum? {
    guard categories.count > 1, excessPairs > 0 else { return nil }
    let search = MarginalSearch(
      likelihood: self,
      concentrations: concentrations,
      maximumIterations: maximumIterations
    )
    return search.maximum(from: start)
  }

  /// Refuses counts whose squares cannot be added up.
  func requireFinite() throws(ModelError) {
    guard totals.pairs.isFinite, commonLogLikelihood.isFinite, excessPairs.isFinite else {
      throw ModelError.countsTooLarge
    }
  }
}
