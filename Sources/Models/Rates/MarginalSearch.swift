import LinearAlgebra
import Statistics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The likelihood of counts whose rates have been integrated out, in the logarithms of the
/// parameters of the rates' distribution.
protocol MarginalLikelihood {
  /// The log-likelihood, and how large the terms are that make it up, which is what rounding sees.
  func value(at position: [Double]) -> (logLikelihood: Double, magnitude: Double)
  /// Its gradient and the negative of its second derivatives.
  func derivatives(at position: [Double]) -> (gradient: [Double], information: MarginalInformation)
  /// How alike the rates are; without bound as they become one rate.
  func concentration(at position: [Double]) -> Double
}

/// A symmetric matrix `D − v·vᵀ` with diagonal `D`: solved and inverted in O(size).
///
/// The information of all distributions here has this form (Minka 2000, "Estimating a Dirichlet
/// distribution").
struct MarginalInformation {
  var diagonal: [Double]
  var vector: [Double]

  /// `1 − vᵀ·D⁻¹·v`, positive when the matrix is positive definite; nil when `D` is not.
  private var remainder: Double? {
    guard diagonal.allSatisfy({ $0 > 0 }) else { return nil }
    return 1 - zip(diagonal, vector).reduce(0) { $0 + $1.1 * $1.1 / $1.0 }
  }

  /// The vector `x` with `(D − v·vᵀ)·x = right`; nil when the matrix is not positive definite.
  func solution(of right: [Double]) -> [Double]? {
    guard let remainder, remainder > 1e-12 else { return nil }
    let scaled = right.indices.map { right[$0] / diagonal[$0] }
    let share = zip(vector, scaled).reduce(0) { $0 + $1.0 * $1.1 } / remainder
    return scaled.indices.map { scaled[$0] + share * vector[$0] / diagonal[$0] }
  }

  /// The inverse; nil when the matrix is not positive definite.
  func inverse() -> Matrix? {
    guard let remainder, remainder > 1e-12 else { return nil }
    let size = diagonal.count
    var inverse = Matrix(rows: size, columns: size)
    for row in 0..<size {
      for column in 0..<size {
        inverse[row, column] =
          vector[row] / diagonal[row] * (vector[column] / diagonal[column]) / remainder
      }
      inverse[row, row] += 1 / diagonal[row]
    }
    return inverse.isFinite ? inverse : nil
  }

  /// The Newton step, bent towards the gradient where the likelihood is not concave.
  func step(along gradient: [Double]) -> [Double]? {
    let scale = zip(diagonal, vector).reduce(0) { max($0, abs($1.0), $1.1 * $1.1) }
    var damped = self
    var damping = 0.0
    while damping < 1e6 * scale {
      if var step = damped.solution(of: gradient) {
        let longest = step.reduce(0) { max($0, abs($1)) }
        // A factor of 20 at once is as far as a second-order picture can be trusted.
        if longest > 3 { step = step.map { $0 * (3 / longest) } }
        return longest.isFinite ? step : nil
      }
      damping = max(1e-3 * scale, 4 * damping)
      damped.diagonal = diagonal.map { $0 + damping }
    }
    return nil
  }
}

/// Where a marginal likelihood is largest.
struct MarginalMaximum {
  var position: [Double]
  var logLikelihood: Double
  var largestScore: Double
  var iterations = 0
  var convergence = Convergence.iterationLimit
  /// The inverse information at the maximum; nil when there is none inside the range.
  var covariance: Matrix?
}

/// Newton's method with steps that are halved until the likelihood grows.
struct MarginalSearch<Likelihood: MarginalLikelihood> {
  let likelihood: Likelihood
  let concentrations: ClosedRange<Double>
  let maximumIterations: Int

  /// Climbs from a start; nil when the likelihood keeps growing as the rates become one.
  func maximum(from start: [Double]) -> MarginalMaximum? {
    var current = likelihood.value(at: start)
    var (gradient, information) = likelihood.derivatives(at: start)
    var found = MarginalMaximum(position: start, logLikelihood: 0, largestScore: 0)
    while found.iterations < maximumIterations, found.convergence == .iterationLimit {
      guard let step = information.step(along: gradient),
        let (next, reached) = halved(from: found.position, current, along: step)
      else { break }
      found.iterations += 1
      (found.position, current) = (next, reached)
      let concentration = likelihood.concentration(at: next)
      if concentration > concentrations.upperBound { return nil }
      (gradient, information) = likelihood.derivatives(at: next)
      if concentration < concentrations.lowerBound {
        found.convergence = .boundary
      } else if step.allSatisfy({ abs($0) < 1e-9 }) {
        found.convergence = .reached
      }
    }
    found.logLikelihood = current.logLikelihood
    found.largestScore = gradient.reduce(0) { max($0, abs($1)) }
    found.covariance = found.convergence == .reached ? information.inverse() : nil
    return found
  }

  private func halved(
    from position: [Double],
    _ current: (logLikelihood: Double, magnitude: Double),
    along step: [Double]
  ) -> ([Double], (logLikelihood: Double, magnitude: Double))? {
    // What is lost below this is rounding.
    let floor = current.logLikelihood - 1e-14 * (1 + current.magnitude)
    var length = 1.0
    for _ in 0..<40 {
      let candidate = zip(position, step).map { $0 + length * $1 }
      let reached = likelihood.value(at: candidate)
      if reached.logLikelihood >= floor { return (candidate, reached) }
      length /= 2
    }
    return nil
  }
}

extension Matrix {
  var isFinite: Bool { (0..<rows).allSatisfy { row($0).allSatisfy(\.isFinite) } }
}
