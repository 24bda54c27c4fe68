import Statistics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The negative binomial likelihood of counts with exposures, in (ln mean rate, ln shape).
struct GammaPoissonLikelihood: MarginalLikelihood {
  /// All groups of one exposure: how many, and their events.
  private struct Stratum {
    var exposure: Double
    var groups = 0.0
    var events = 0.0
  }

  let counts: CountTally
  private let strata: [Stratum]
  let events: Double
  let exposure: Double
  /// `Σ (y − μt)² − y` with the pooled rate μ: the variance that one rate does not explain, and
  /// twice the derivative of the log-likelihood by 1 / shape at 0.
  let excess: Double

  init(_ groups: [GammaPoisson.Counts]) {
    let sorted = groups.sorted {
      ($0.exposure, $0.count, $0.multiplicity) < ($1.exposure, $1.count, $1.multiplicity)
    }
    counts = CountTally(sorted.map { ($0.count, $0.multiplicity) })
    var strata: [Stratum] = []
    for group in sorted {
      if group.exposure != strata.last?.exposure {
        strata.append(Stratum(exposure: group.exposure))
      }
      strata[strata.count - 1].groups += group.multiplicity
      strata[strata.count - 1].events += group.multiplicity * group.count
    }
    self.strata = strata
    let (events, exposure) = strata.reduce((0, 0)) {
      ($0.0 + $1.events, $0.1 + $1.groups * $1.exposure)
    }
    excess = sorted.reduce(0) {
      let distance = $1.count - events / exposure * $1.exposure
      return $0 + $1.multiplicity * (distance * distance - $1.count)
    }
    (self.events, self.exposure) = (events, exposure)
  }

  /// The pooled rate.
  var mean: Double { events / exposure }

  var isFinite: Bool {
    [events, exposure, mean, excess, commonLogLikelihood].allSatisfy(\.isFinite)
      && (mean > 0) == (events > 0)
  }

  /// Moments: the variance beyond Poisson is `(μt)² / shape`.
  var start: [Double] {
    let squares = strata.reduce(0) {
      $0 + $1.groups * (mean * $1.exposure) * (mean * $1.exposure)
    }
    return [log(mean), -log(min(max(excess / squares, 1e-3), 1e3))]
  }

  /// The Poisson log-likelihood when all groups have the pooled rate.
  var commonLogLikelihood: Double {
    guard events > 0 else { return 0 }
    return strata.reduce(-counts.logFactorials) {
      let expected = mean * $1.exposure
      return $0 + ($1.events > 0 ? $1.events * log(expected) : 0) - $1.groups * expected
    }
  }

  func concentration(at position: [Double]) -> Double { exp(position[1]) }

  func value(at position: [Double]) -> (logLikelihood: Double, magnitude: Double) {
    let (mean, shape) = (exp(position[0]), exp(position[1]))
    let rising = counts.logRisingFactorials(at: shape)
    let (scaled, factorials) = (events * log(shape), counts.logFactorials)
    let rest = strata.reduce(0) {
      let expected = mean * $1.exposure
      let growth = log1p(expected / shape)
      return $0 + ($1.events > 0 ? $1.events * (log(expected) - growth) : 0)
        - $1.groups * shape * growth
    }
    return (
      rising - scaled - factorials + rest,
      abs(rising) + abs(scaled) + factorials.magnitude + abs(rest)
    )
  }

  func derivatives(at position: [Double]) -> (gradient: [Double], information: MarginalInformation)
  {
    let (mean, shape) = (exp(position[0]), exp(position[1]))
    var (first, second) = counts.derivatives(at: shape)
    var (byMean, byMeanTwice, mixed) = (0.0, 0.0, 0.0)
    for stratum in strata {
      let expected = mean * stratum.exposure
      let sum = shape + expected
      let surplus = (stratum.events - stratum.groups * expected) / sum
      byMean += shape * surplus
      byMeanTwice -=
        (stratum.groups * shape + stratum.events) * (expected / sum) * (shape / sum)
      mixed += surplus * (expected / sum)
      first -= stratum.groups * log1p(expected / shape) + surplus
      second += stratum.groups * (expected / shape) / sum + surplus / sum
    }
    let gradient = [byMean, shape * first]
    // A 2 × 2 matrix with c off the diagonal is diagonal + |c| minus |c|·(1, ∓1)·(1, ∓1)ᵀ.
    let coupling = shape * mixed
    let root = abs(coupling).squareRoot()
    return (
      gradient,
      MarginalInformation(
        diagonal: [
          abs(coupling) - byMeanTwice, abs(coupling) - shape * shape * second - gradient[1],
        ],
        vector: [root, coupling > 0 ? root : -root]
      )
    )
  }
}
