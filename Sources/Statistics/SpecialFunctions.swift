import CSpecialFunctions

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// `ln |Γ(x)|`.
public func logGamma(_ x: Double) -> Double { special_log_gamma(x) }

/// `ψ(x)`, the derivative of ``logGamma(_:)``.
public func digamma(_ x: Double) -> Double { special_digamma(x) }

/// `ψ′(x)`, the second derivative of ``logGamma(_:)``.
public func trigamma(_ x: Double) -> Double { special_trigamma(x) }

/// `ln B(a, b)` for positive arguments, without the cancellation of three large logarithms.
public func logBeta(_ a: Double, _ b: Double) -> Double {
  let (small, large) = (min(a, b), max(a, b))
  return logGamma(small) - logRisingFactorial(large, small)
}

/// `ln Γ(a + n) − ln Γ(a)` for `a > 0` and `n ≥ 0`, which need not be whole.
///
/// From `a = 16` on, Stirling's series is subtracted term by term: for a large `a` the two
/// logarithms agree in most digits and their difference would be noise.
public func logRisingFactorial(_ a: Double, _ n: Double) -> Double {
  guard n != 0 else { return 0 }
  guard a >= 16 else { return logGamma(a + n) - logGamma(a) }
  let growth = log1p(n / a)
  return (a - 0.5) * growth + n * (log(a) + growth - 1)
    + (stirlingCorrection(a + n) - stirlingCorrection(a))
}

/// `ψ(a + n) − ψ(a)`, the derivative of ``logRisingFactorial(_:_:)`` by `a`, for `a > 0`, `n ≥ 0`.
public func digammaIncrease(_ a: Double, _ n: Double) -> Double {
  guard n != 0 else { return 0 }
  guard a >= 16 else { return digamma(a + n) - digamma(a) }
  func correction(_ x: Double) -> Double {
    let square = 1 / (x * x)
    return square
      * (1.0 / 12 - square
        * (1.0 / 120 - square * (1.0 / 252 - square * (1.0 / 240 - square / 132))))
  }
  return log1p(n / a) + n / (2 * a * (a + n)) - (correction(a + n) - correction(a))
}

/// `ψ′(a + n) − ψ′(a)`, the derivative of ``digammaIncrease(_:_:)`` by `a`; negative.
public func trigammaIncrease(_ a: Double, _ n: Double) -> Double {
  guard n != 0 else { return 0 }
  guard a >= 16 else { return trigamma(a + n) - trigamma(a) }
  func correction(_ x: Double) -> Double {
    let square = 1 / (x * x)
    return square / x
      * (1.0 / 6 - square * (1.0 / 30 - square * (1.0 / 42 - square * (1.0 / 30 - square * 5 / 66))))
  }
  let ratio = n / (a * (a + n))
  return -ratio * (1 + (1 / a + 1 / (a + n)) / 2) + (correction(a + n) - correction(a))
}

/// `ln Γ(x) − (x − ½) ln x + x − ½ ln 2π` for `x ≥ 16`, to full precision.
private func stirlingCorrection(_ x: Double) -> Double {
  let inverse = 1 / x
  let square = inverse * inverse
  return inverse
    * (1.0 / 12
      + square * (-1.0 / 360 + square * (1.0 / 1260 + square * (-1.0 / 1680 + square / 1188))))
}

/// `ln C(n, k)`, which need not be whole.
public func logBinomialCoefficient(_ n: Double, _ k: Double) -> Double {
  k == 0 || k == n ? 0 : -log(n + 1) - logBeta(n - k + 1, k + 1)
}
