import LinearAlgebra

/// What one look at all rows tells about a position: the objective, which is minimised, the
/// negative gradient and the Hessian.
struct NewtonLook: Sendable {
  /// What is minimised: `−ℓ`, with the penalty.
  var objective: Double
  /// The log-likelihood, without the penalty.
  var logLikelihood: Double
  /// `−∂objective/∂position`.
  var score: [Double]
  /// The Hessian of the objective, or a matrix as good as it.
  var hessian: Matrix
}

/// A convex objective over a few parameters and many rows.
protocol NewtonProblem: Sendable {
  /// Everything about one position.
  func look(at position: [Double]) -> NewtonLook
  /// The largest change of any row's linear predictor along a step; a bound will do.
  func largestChange(along step: [Double]) -> Double
  /// The largest change of any row's linear predictor away from its outcome; 0 where no row with a
  /// weight turns back.
  func largestRetreat(along step: [Double]) -> Double
}

/// Newton's method with step halving, for any ``NewtonProblem``.
///
/// Near a finite maximum the steps shrink quadratically; ``Separation`` tells a maximum at infinity.
struct NewtonSearch<Problem: NewtonProblem>: Sendable {
  let problem: Problem
  let maximumIterations: Int
  /// The largest element of the score that counts as 0.
  let scoreLimit: Double
  /// The coordinates that are searched; the others stay where they are.
  let free: [Int]

  /// Where a search ended.
  struct Solution {
    var position: [Double]
    var logLikelihood: Double
    var iterations: Int
    var largestScore: Double
    var ending: Ending
    /// The inverse Hessian; 0 where a coordinate is not free.
    var covariance: Matrix
  }

  /// Why a search ended.
  enum Ending: Hashable, Sendable {
    case reached, iterationLimit, singular
    /// The objective falls without end, mostly along this coordinate.
    case separation(coordinate: Int)
  }

  private struct Point {
    var position: [Double]
    var look: NewtonLook
    var factor: Cholesky
    var step: [Double]
    var largestScore: Double
  }

  /// Searches from a position that was looked at already; nil when nothing can be told there.
  func solution(from start: [Double], look: NewtonLook) -> Solution? {
    guard var point = point(start, look) else { return nil }
    var iterations = 0
    while true {
      let vanishes = point.largestScore <= scoreLimit
      let change = vanishes ? problem.largestChange(along: point.step) : .infinity
      // The next step, being quadratically shorter, would change nothing.
      let isLast = vanishes && change <= 1e-6
      if vanishes, isSeparated(along: point.step, change) {
        return end(at: point, iterations, separation(point.step))
      }
      guard isLast || iterations < maximumIterations, let next = halvedStep(from: point) else {
        return end(at: point, iterations, isLast ? .reached : .iterationLimit)
      }
      guard let next = self.point(next.position, next.look) else {
        return end(at: point, iterations, .singular)
      }
      iterations += 1
      point = next
      if isLast { return end(at: point, iterations, .reached) }
    }
  }

  private func end(at point: Point, _ iterations: Int, _ ending: Ending) -> Solution {
    Solution(
      position: point.position,
      logLikelihood: point.look.logLikelihood,
      iterations: iterations,
      largestScore: point.largestScore,
      ending: ending,
      covariance: point.factor.inverse().spread(over: free, size: point.position.count)
    )
  }

  private func point(_ position: [Double], _ look: NewtonLook) -> Point? {
    guard look.objective.isFinite,
      let factor = try? Cholesky(of: look.hessian.selecting(square: free))
    else { return nil }
    let score = free.map { look.score[$0] }
    var step = Array(repeating: 0.0, count: position.count)
    for (index, value) in zip(free, factor.solution(of: score)) { step[index] = value }
    guard step.allSatisfy(\.isFinite) else { return nil }
    return Point(
      position: position,
      look: look,
      factor: factor,
      step: step,
      largestScore: score.reduce(0) { max($0, abs($1)) }
    )
  }

  /// The end of the first of full, half, quarter … step that does not raise the objective.
  private func halvedStep(from point: Point) -> (position: [Double], look: NewtonLook)? {
    // Below this the objective is rounding.
    let ceiling = point.look.objective + 1e-13 * (1 + abs(point.look.objective))
    var length = 1.0
    for _ in 0..<30 {
      let candidate = zip(point.position, point.step).map { $0 + length * $1 }
      let look = problem.look(at: candidate)
      if look.objective <= ceiling { return (candidate, look) }
      length /= 2
    }
    return nil
  }

  private func isSeparated(along step: [Double], _ largestChange: Double) -> Bool {
    Separation.isShown(
      largestChange: largestChange,
      largestRetreat: problem.largestRetreat(along: step)
    )
  }

  private func separation(_ step: [Double]) -> Ending {
    let longest = step.indices.max { abs(step[$0]) < abs(step[$1]) } ?? 0
    return .separation(coordinate: longest)
  }
}
