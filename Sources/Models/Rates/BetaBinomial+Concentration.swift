import Statistics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// How firmly rates stick to means that are known beforehand.
public struct ConcentrationFit: Hashable, Sendable, Codable {
  /// The answer.
  public enum Concentration: Hashable, Sendable, Codable {
    /// Each rate is spread like Beta(κ·mean, κ·(1 − mean)) with this κ.
    case fitted(Double)
    /// The counts vary no more than the means explain; every rate is its mean.
    case noOverdispersion
  }

  /// The answer.
  public let concentration: Concentration
  /// κ, or the largest κ that was searched when the rates do not differ from their means.
  public let value: Double
  /// How many looks at all counts were needed.
  public let iterations: Int
  /// How the fit ended; `.boundary` at the smallest or largest κ that was searched.
  public let convergence: Convergence
}

extension BetaBinomial {
  /// Finds the κ that makes the counts most likely, given the mean of each group's rate.
  ///
  /// Group `i` has the prior Beta(κ·μᵢ, κ·(1 − μᵢ)). The derivative of the marginal likelihood by
  /// ln κ is followed to where it changes sign, by Newton steps that stay inside the bracket.
  ///
  /// - Parameters:
  ///   - means: the expected rate of each group, strictly between 0 and 1.
  ///   - trials: how often it could have happened in each group; may be fractional.
  ///   - successes: how often it happened; may be fractional.
  /// - Returns: κ, or the answer that the groups follow their means exactly.
  /// - Throws: ``ModelError`` with code `model.no-rows`, `model.not-finite` or
  ///   `model.counts-invalid`.
  /// - Complexity: about 10 looks at all groups.
  public func concentration(
    forMeans means: [Double],
    trials: [Double],
    successes: [Double]
  ) throws(ModelError) -> ConcentrationFit {
    precondition(
      means.count == trials.count && means.count == successes.count,
      "every group needs a mean, trials and successes"
    )
    var groups: [CenteredCounts] = []
    for index in means.indices {
      try Self.check(Counts(trials: trials[index], successes: successes[index]), index: index)
      guard means[index] > 0, means[index] < 1 else {
        throw ModelError(
          code: means[index].isNaN ? .notFinite : .countsInvalid,
          message: "group \(index) has the mean \(means[index])",
          hint: "a mean rate lies strictly between 0 and 1"
        )
      }
      guard trials[index] > 0 else { continue }
      groups.append(
        CenteredCounts(mean: means[index], trials: trials[index], successes: successes[index])
      )
    }
    guard !groups.isEmpty else { throw ModelError.noTrials }
    return ConcentrationSolver(options: self, groups: groups).fit()
  }
}

private struct CenteredCounts {
  let mean: Double
  let trials: Double
  let successes: Double

  /// What this group adds to ``DirichletMultinomialLikelihood/excessPairs``.
  var excessPairs: Double {
    let failures = trials - successes
    return successes * (successes - 1) / mean + failures * (failures - 1) / (1 - mean)
      - trials * (trials - 1)
  }

  /// First and second derivative of this group's log-likelihood by κ.
  func derivatives(at concentration: Double) -> SIMD2<Double> {
    mean * part(from: concentration * mean, count: successes, slope: mean)
      + (1 - mean)
      * part(from: concentration * (1 - mean), count: trials - successes, slope: 1 - mean)
      - part(from: concentration, count: trials, slope: 1)
  }

  /// `ψ(from + count) − ψ(from)` and its derivative by κ.
  private func part(from: Double, count: Double, slope: Double) -> SIMD2<Double> {
    guard count > 0 else { return SIMD2() }
    return SIMD2(
      digammaIncrease(from, count),
      slope * trigammaIncrease(from, count)
    )
  }
}

private struct ConcentrationSolver {
  let options: BetaBinomial
  let groups: [CenteredCounts]

  func fit() -> ConcentrationFit {
    guard groups.reduce(0, { $0 + $1.excessPairs }) > 0 else {
      return noOverdispersion(iterations: 0)
    }
    var lower = log(BetaBinomial.minimumConcentration)
    var upper = log(options.maximumConcentration)
    var position = log(20.0)
    for iteration in 1...options.maximumIterations {
      let (slope, curvature) = derivatives(at: position)
      if slope > 0 { lower = position } else { upper = position }
      var next = position - slope / curvature
      // Outside the bracket, or where the curve bends the wrong way, halve the bracket instead.
      if !(curvature < 0 && next > lower && next < upper) { next = (lower + upper) / 2 }
      let change = abs(next - position)
      position = next
      guard change < 1e-10 else { continue }
      return atEnd(position, iterations: iteration)
    }
    return ConcentrationFit(
      concentration: .fitted(exp(position)),
      value: exp(position),
      iterations: options.maximumIterations,
      convergence: .iterationLimit
    )
  }

  private func atEnd(_ position: Double, iterations: Int) -> ConcentrationFit {
    if position > log(options.maximumConcentration) - 1e-6 {
      return noOverdispersion(iterations: iterations)
    }
    let isLowest = position < log(BetaBinomial.minimumConcentration) + 1e-6
    return ConcentrationFit(
      concentration: .fitted(exp(position)),
      value: exp(position),
      iterations: iterations,
      convergence: isLowest ? .boundary : .reached
    )
  }

  private func noOverdispersion(iterations: Int) -> ConcentrationFit {
    ConcentrationFit(
      concentration: .noOverdispersion,
      value: options.maximumConcentration,
      iterations: iterations,
      convergence: .reached
    )
  }

  /// First and second derivative of the log-likelihood by ln κ.
  private func derivatives(at position: Double) -> (slope: Double, curvature: Double) {
    let concentration = exp(position)
    let sums = groups.reduce(SIMD2<Double>()) {
      $0 + $1.derivatives(at: concentration)
    }
    let slope = concentration * sums.x
    return (slope, slope + concentration * concentration * sums.y)
  }
}
