#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// `1 / (1 + e⁻ˣ)`, accurate in both tails.
public func logistic(_ x: Double) -> Double {
  let tail = exp(-abs(x))
  return x >= 0 ? 1 / (1 + tail) : tail / (1 + tail)
}

/// `ln(p / (1 − p))`; infinite at 0 and 1.
public func logit(_ p: Double) -> Double {
  log(p / (1 - p))
}

/// `ln(1 + eˣ)` without overflow.
public func log1pExp(_ x: Double) -> Double {
  x > 0 ? x + log1p(exp(-x)) : log1p(exp(x))
}

/// A probability that is neither 0 nor 1: at least 1e-12 away from both.
///
/// Probabilities are clamped once, where they leave a model; everything before works on logits.
public func clampedProbability(_ p: Double) -> Double {
  min(max(p, 1e-12), 1 - 1e-12)
}
