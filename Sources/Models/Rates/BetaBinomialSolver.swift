import Statistics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Newton's method for α and β on gathered counts.
struct BetaBinomialSolver {
  let options: BetaBinomial
  let tally: [BetaBinomial.Counts]
  let trials: Double
  let successes: Double

  init(options: BetaBinomial, tally: [BetaBinomial.Counts]) {
    self.options = options
    self.tally = tally
    trials = tally.reduce(0) { $0 + $1.multiplicity * $1.trials }
    successes = tally.reduce(0) { $0 + $1.multiplicity * $1.successes }
  }

  /// First and second derivatives by (ln α, ln β).
  private struct Derivatives {
    var gradient: SIMD2<Double>
    var curvature: (aa: Double, ab: Double, bb: Double)
    var largest: Double { max(abs(gradient.x), abs(gradient.y)) }
  }

  func model() -> BetaBinomialModel {
    let mean = successes / trials
    guard mean > 0, mean < 1, dispersionScore(mean: mean) > 0 else { return common(mean) }
    var position = start(mean: mean)
    var likelihood = logLikelihood(position)
    var derivatives = derivatives(position)
    var convergence = Convergence.iterationLimit
    var iterations = 0
    while iterations < options.maximumIterations {
      let step = step(derivatives)
      guard let (next, reached) = halved(from: position, likelihood, along: step) else { break }
      iterations += 1
      position = next
      likelihood = reached
      derivatives = self.derivatives(position)
      let concentration = exp(position.x) + exp(position.y)
      if concentration > options.maximumConcentration { return common(mean) }
      if concentration < BetaBinomial.minimumConcentration {
        convergence = .boundary
        break
      }
      if max(abs(step.x), abs(step.y)) < 1e-9 {
        convergence = .reached
        break
      }
    }
    return fitted(position, likelihood, derivatives.largest, iterations, convergence)
  }

  private func fitted(
    _ position: SIMD2<Double>,
    _ likelihood: Double,
    _ largestScore: Double,
    _ iterations: Int,
    _ convergence: Convergence
  ) -> BetaBinomialModel {
    BetaBinomialModel(
      prior: .fitted(alpha: exp(position.x), beta: exp(position.y)),
      logLikelihood: likelihood,
      iterations: iterations,
      convergence: convergence,
      largestScore: largestScore,
      groupCount: tally.reduce(0) { $0 + $1.multiplicity },
      trialCount: trials,
      successCount: successes
    )
  }

  /// The answer when one rate explains all counts.
  private func common(_ mean: Double) -> BetaBinomialModel {
    let binomial = tally.reduce(0) { sum, group in
      let failures = group.trials - group.successes
      return sum + group.multiplicity
        * (logBinomialCoefficient(group.trials, group.successes)
          + (group.successes > 0 ? group.successes * log(mean) : 0)
          + (failures > 0 ? failures * log1p(-mean) : 0))
    }
    return BetaBinomialModel(
      prior: .noOverdispersion(mean: mean),
      logLikelihood: binomial,
      iterations: 0,
      convergence: .reached,
      largestScore: 0,
      groupCount: tally.reduce(0) { $0 + $1.multiplicity },
      trialCount: trials,
      successCount: successes
    )
  }

  /// The derivative of the log-likelihood by `1 / (α + β)` where it is 0 (Tarone 1979): positive
  /// when the likelihood grows as soon as the rates may differ.
  private func dispersionScore(mean: Double) -> Double {
    tally.reduce(0) {
      $0 + $1.multiplicity
        * overdispersion(mean: mean, trials: $1.trials, successes: $1.successes)
    }
  }

  /// Moments: the mean, and the intraclass correlation ρ from the variance between groups.
  private func start(mean: Double) -> SIMD2<Double> {
    var (excess, pairs) = (0.0, 0.0)
    for group in tally {
      let distance = group.successes - group.trials * mean
      excess +=
        group.multiplicity * (distance * distance - group.trials * mean * (1 - mean))
      pairs += group.multiplicity * group.trials * (group.trials - 1)
    }
    let moment = pairs > 0 ? excess / (pairs * mean * (1 - mean)) : 0
    let correlation = min(max(moment, 0.01), 0.9)
    let concentration = 1 / correlation - 1
    return SIMD2(log(mean * concentration), log((1 - mean) * concentration))
  }

  private func logLikelihood(_ position: SIMD2<Double>) -> Double {
    let (alpha, beta) = (exp(position.x), exp(position.y))
    return tally.reduce(0) {
      $0 + $1.multiplicity
        * (logBinomialCoefficient($1.trials, $1.successes)
          + logRisingFactorial(alpha, $1.successes)
          + logRisingFactorial(beta, $1.trials - $1.successes)
          - logRisingFactorial(alpha + beta, $1.trials))
    }
  }

  private func derivatives(_ position: SIMD2<Double>) -> Derivatives {
    let (alpha, beta) = (exp(position.x), exp(position.y))
    let sum = alpha + beta
    let (digammas, trigammas) = (
      (digamma(alpha), digamma(beta), digamma(sum)),
      (trigamma(alpha), trigamma(beta), trigamma(sum))
    )
    var gradient = SIMD2<Double>()
    var (aa, ab, bb) = (0.0, 0.0, 0.0)
    for group in tally {
      let failures = group.trials - group.successes
      let shared = digamma(sum + group.trials) - digammas.2
      gradient.x += group.multiplicity * (digamma(alpha + group.successes) - digammas.0 - shared)
      gradient.y += group.multiplicity * (digamma(beta + failures) - digammas.1 - shared)
      let sharedSecond = trigamma(sum + group.trials) - trigammas.2
      ab -= group.multiplicity * sharedSecond
      aa += group.multiplicity * (trigamma(alpha + group.successes) - trigammas.0 - sharedSecond)
      bb += group.multiplicity * (trigamma(beta + failures) - trigammas.1 - sharedSecond)
    }
    gradient *= SIMD2(alpha, beta)
    return Derivatives(
      gradient: gradient,
      curvature: (
        alpha * alpha * aa + gradient.x, alpha * beta * ab, beta * beta * bb + gradient.y
      )
    )
  }

  /// The Newton step, bent towards the gradient until the matrix to invert is positive definite.
  private func step(_ derivatives: Derivatives) -> SIMD2<Double> {
    let (aa, ab, bb) = derivatives.curvature
    let smallest = (-aa - bb) / 2 - ((aa - bb) * (aa - bb) / 4 + ab * ab).squareRoot()
    let scale = abs(aa) + abs(bb) + abs(ab)
    let damping = smallest > 1e-9 * scale ? 0 : 1e-3 * scale - smallest
    let (p, q, r) = (damping - aa, -ab, damping - bb)
    let determinant = p * r - q * q
    let gradient = derivatives.gradient
    var step = SIMD2(r * gradient.x - q * gradient.y, p * gradient.y - q * gradient.x) / determinant
    let longest = max(abs(step.x), abs(step.y))
    if longest > 3 { step *= 3 / longest }
    return step
  }

  private func halved(
    from position: SIMD2<Double>,
    _ likelihood: Double,
    along step: SIMD2<Double>
  ) -> (SIMD2<Double>, Double)? {
    // Below this the likelihood is rounding.
    let floor = likelihood - 1e-13 * (1 + abs(likelihood))
    var length = 1.0
    for _ in 0..<40 {
      let candidate = position + step * length
      let reached = logLikelihood(candidate)
      if reached >= floor { return (candidate, reached) }
      length /= 2
    }
    return nil
  }
}

/// What one group adds to the derivative of the log-likelihood by `1 / (α + β)` at 0.
func overdispersion(mean: Double, trials: Double, successes: Double) -> Double {
  let failures = trials - successes
  return
    (successes * (successes - 1) / mean + failures * (failures - 1) / (1 - mean)
    - trials * (trials - 1)) / 2
}
