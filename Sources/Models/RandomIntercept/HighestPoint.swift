#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Binomial trials at a logit: the log-likelihood without its constant, and three derivatives.
struct BinomialTrial {
  var logLikelihood: Double
  var residual: Double
  var curvature: Double
  /// The derivative of the curvature.
  var bend: Double

  @inline(__always)
  init(_ logit: Double, successes: Double, trials: Double) {
    let tail = exp(-abs(logit))
    let head = 1 / (1 + tail)
    let (p, rest) = logit >= 0 ? (head, tail * head) : (tail * head, head)
    let failures = trials - successes
    logLikelihood =
      -(logit >= 0 ? failures : -successes) * logit - trials * log1p(tail)
    residual = successes * rest - failures * p
    curvature = trials * tail * head * head
    bend = curvature * (rest - p)
  }
}

/// Where the highest point of a group lies, and how it moves.
struct HighestPoint {
  var deviation: Double
  var mode: Double
  var precision: Double
  var residual: Double
  var curvature: Double
  var bend: Double

  @inline(__always)
  func modeChange(curvature own: Double) -> Double { -deviation * own / precision }

  @inline(__always)
  func logPrecisionChange(curvature own: Double, bend ownBend: Double) -> Double {
    let square = deviation * deviation
    return square / precision * (ownBend - square * bend * own / precision)
  }

  var modeChangeByDeviation: Double {
    (residual - deviation * mode * curvature) / precision
  }

  var logPrecisionChangeByDeviation: Double {
    let moved = mode + deviation * modeChangeByDeviation
    return (2 * deviation * curvature + deviation * deviation * bend * moved) / precision
  }
}
