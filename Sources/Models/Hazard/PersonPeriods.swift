#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The likelihood, slopes and curvatures of the person-periods of one subject after another.
///
/// Since `exp(aₜ + f) = exp(aₜ)·exp(f)`, a subject costs one exponential, whatever its duration;
/// and since `Σ ln(1 + u) = ln Π(1 + u)`, one logarithm. The product less 1 is kept instead of the
/// product, so that small hazards lose nothing. Predictors beyond ±300 take a careful way, where
/// every person-period has its own exponential in log space.
struct PersonPeriods {
  /// By kind, for each period.
  let slopes: UnsafeMutablePointer<Double>
  /// By pair of kinds, for each period.
  let curvatures: UnsafeMutablePointer<Double>
  private let timeParts: [[Double]]
  private let kernel: HazardKernel
  private let periods: Int
  /// `exp(aₜ)` by kind, for each period.
  private let timeOdds: UnsafeMutablePointer<Double>
  private let timeIsModerate: Bool

  private static let limit = 300.0

  init(timeParts: [[Double]], kernel: HazardKernel) {
    (self.timeParts, self.kernel) = (timeParts, kernel)
    let kinds = timeParts.count
    periods = timeParts[0].count
    slopes = .allocate(capacity: kinds * periods)
    curvatures = .allocate(capacity: kinds * (kinds + 1) / 2 * periods)
    timeOdds = .allocate(capacity: kinds * periods)
    timeIsModerate = timeParts.allSatisfy { $0.allSatisfy { abs($0) <= Self.limit } }
    for kind in 0..<kinds {
      for period in 0..<periods { timeOdds[kind * periods + period] = exp(timeParts[kind][period]) }
    }
  }

  func deallocate() {
    slopes.deallocate()
    curvatures.deallocate()
    timeOdds.deallocate()
  }

  /// Fills ``slopes`` and ``curvatures`` in a range of periods.
  ///
  /// - Parameters:
  ///   - range: the periods at risk, counted from 0.
  ///   - event: what happened in the last of them; 0 for nothing.
  ///   - weight: how often the subject counts.
  ///   - predictors: the part of the linear predictor that comes from features, by kind.
  /// - Returns: The subject's log-likelihood.
  func fill(_ range: Range<Int>, event: Int, weight: Double, predictors: [Double]) -> Double {
    switch kernel {
    case .complementaryLogLog(let expectsCurvature):
      return fillProportional(
        range,
        isEvent: event > 0,
        weight: weight,
        predictor: predictors[0],
        expectsCurvature: expectsCurvature
      )
    case .softmax:
      var survival: Double?
      if timeIsModerate, predictors.allSatisfy({ abs($0) <= Self.limit }) {
        survival =
          predictors.count == 1
          ? fillLogit(range, weight: weight, odds: exp(predictors[0]))
          : fillSoftmax(range, weight: weight, odds: predictors.map { exp($0) })
      }
      let logSurvival =
        survival ?? fillCarefully(range, weight: weight, predictors: predictors)
      guard event > 0 else { return weight * logSurvival }
      let last = range.upperBound - 1
      slopes[(event - 1) * periods + last] += weight
      return weight * (logSurvival + timeParts[event - 1][last] + predictors[event - 1])
    }
  }

  /// One kind, moderate predictors; nil when the product overflows.
  private func fillLogit(_ range: Range<Int>, weight: Double, odds: Double) -> Double? {
    for period in range {
      let u = timeOdds[period] * odds
      let head = 1 / (1 + u)
      let slope = weight * u * head
      slopes[period] = -slope
      curvatures[period] = slope * head
    }
    var excess = 0.0
    for period in range {
      let u = timeOdds[period] * odds
      excess += u + u * excess
    }
    return excess.isFinite ? -log1p(excess) : nil
  }

  /// Several kinds, moderate predictors; nil when the product overflows.
  private func fillSoftmax(_ range: Range<Int>, weight: Double, odds: [Double]) -> Double? {
    let kinds = odds.count
    var excess = 0.0
    for period in range {
      var sum = 0.0
      for kind in 0..<kinds {
        let u = timeOdds[kind * periods + period] * odds[kind]
        slopes[kind * periods + period] = u
        sum += u
      }
      let head = 1 / (1 + sum)
      excess += sum + sum * excess
      for kind in 0..<kinds { slopes[kind * periods + period] *= -head }
      finish(period, survival: head, kinds: kinds, weight: weight)
    }
    return excess.isFinite ? -log1p(excess) : nil
  }

  /// Any predictors, in log space.
  private func fillCarefully(
    _ range: Range<Int>,
    weight: Double,
    predictors: [Double]
  ) -> Double {
    let kinds = predictors.count
    var logSurvival = 0.0
    for period in range {
      var largest = 0.0
      for kind in 0..<kinds { largest = max(largest, timeParts[kind][period] + predictors[kind]) }
      var sum = largest > 0 ? exp(-largest) : 0
      for kind in 0..<kinds { sum += exp(timeParts[kind][period] + predictors[kind] - largest) }
      let logSum = largest > 0 ? largest + log(sum) : log1p(sum)
      logSurvival -= logSum
      for kind in 0..<kinds {
        slopes[kind * periods + period] = -exp(timeParts[kind][period] + predictors[kind] - logSum)
      }
      finish(period, survival: exp(-logSum), kinds: kinds, weight: weight)
    }
    return logSurvival
  }

  /// From `−hₖ` in ``slopes`` to weighted slopes and curvatures.
  ///
  /// `1 − hₖ` is summed from the other outcomes: from a rounded `hₖ` it could be 0.
  private func finish(_ period: Int, survival: Double, kinds: Int, weight: Double) {
    var pair = 0
    for first in 0..<kinds {
      let hazard = -slopes[first * periods + period]
      for second in first..<kinds {
        var other = 0.0
        if second == first {
          other = survival
          for kind in 0..<kinds where kind != first { other -= slopes[kind * periods + period] }
        } else {
          other = slopes[second * periods + period]
        }
        curvatures[pair * periods + period] = weight * hazard * other
        pair += 1
      }
    }
    for kind in 0..<kinds { slopes[kind * periods + period] *= weight }
  }

  /// The complementary log-log link: without event the log-likelihood is just `−u`.
  private func fillProportional(
    _ range: Range<Int>,
    isEvent: Bool,
    weight: Double,
    predictor: Double,
    expectsCurvature: Bool
  ) -> Double {
    let isModerate = timeIsModerate && abs(predictor) <= Self.limit
    let factor = isModerate ? weight * exp(predictor) : weight
    var cumulative = 0.0
    for period in range {
      let u =
        isModerate
        ? timeOdds[period] * factor : weight * exp(timeParts[0][period] + predictor)
      slopes[period] = -u
      curvatures[period] = u
      cumulative += u
    }
    let last = range.upperBound - 1
    var logLikelihood = -cumulative
    if isEvent {
      let eta = timeParts[0][last] + predictor
      let u = exp(eta)
      let slope = Self.eventSlope(u)
      logLikelihood = weight * Self.logEventProbability(eta)
      for period in range.dropLast() { logLikelihood += slopes[period] }
      slopes[last] = weight * slope
      curvatures[last] = slope > 0 ? weight * slope * Self.bend(u) : 0
    }
    if expectsCurvature {
      for period in range {
        let u = exp(timeParts[0][period] + predictor)
        let slope = Self.eventSlope(u)
        curvatures[period] = slope > 0 ? weight * u * slope : 0
      }
    }
    return logLikelihood
  }

  /// `ln(1 − exp(−u))` with `u = exp(η)`.
  private static func logEventProbability(_ eta: Double) -> Double {
    // For a tiny u it is ln u, which is η even where u itself has become 0.
    eta < -40 ? eta : log(-expm1(-exp(eta)))
  }

  /// `u / (exp(u) − 1)`, the slope of ``logEventProbability(_:)``.
  private static func eventSlope(_ u: Double) -> Double {
    u > 700 ? 0 : u < 1e-300 ? 1 : u / expm1(u)
  }

  /// `u / (1 − exp(−u)) − 1`, without cancellation for small u.
  private static func bend(_ u: Double) -> Double {
    guard u < 0.05 else { return u / -expm1(-u) - 1 }
    let square = u * u
    return u / 2 + square * (1.0 / 12 + square * (-1.0 / 720 + square / 30240))
  }
}
