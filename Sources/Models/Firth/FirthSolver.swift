import LinearAlgebra

/// Climbs to the maximum of Firth's penalised likelihood, everywhere or on a plane.
///
/// The step is `(ZᵀWZ)⁻¹·U*`, as in Newton's method for the plain likelihood. That matrix leaves
/// out the curvature of the penalty, so the steps shrink by a factor, not quadratically; the
/// last few steps and the changes of score that they brought (L-BFGS; Nocedal 1980 Updating
/// quasi-Newton matrices with limited storage) make up for it.
struct FirthSolver {
  let problem: FirthProblem
  let free: [Int]
  let maximumIterations: Int
  /// The largest element of the score that counts as 0.
  let vanishingScore: Double
  /// Whether the height of the top is wanted but not its place, which is reached much later.
  var seeksHeightOnly = false

  /// The top that was reached.
  struct Summit {
    var point: FirthProblem.Point
    var iterations: Int
    var largestScore: Double
    var convergence: Convergence
  }

  /// By how much a step may change a logit.
  private static let longest = 10.0

  /// A point with the way up from there.
  private struct Stop {
    var point: FirthProblem.Point
    var slope: Slope
    /// The score of the free coordinates, without what pushes against the plane.
    var score: [Double]
    var largestScore: Double { score.reduce(0) { max($0, abs($1)) } }
  }

  /// Climbs from a point, on the plane `normal · b = constant` through it when a normal is given.
  func summit(from start: FirthProblem.Point, normal: [Double]? = nil) -> Summit {
    var stop = stop(at: start, normal)
    var memory = QuasiNewtonMemory(capacity: 8)
    var iterations = 0
    while true {
      // The first guess of the inverse Hessian is the inverse information.
      var step = stop.slope.confined(memory.direction(stop.score, guess: stop.slope.step))
      let change = problem.largestChange(along: step)
      let vanishes = stop.largestScore <= vanishingScore
      // Near the top a step gains half of this in height.
      let slope = dot(stop.score, step)
      if seeksHeightOnly ? slope <= 1e-12 : vanishes && change <= 1e-10 {
        return summit(at: stop, iterations, .reached)
      }
      // Where all rows are certain the information vanishes, and the step knows no bounds.
      if change > Self.longest { step = step.map { $0 * Self.longest / change } }
      guard iterations < maximumIterations else {
        return summit(at: stop, iterations, .iterationLimit)
      }
      guard let (point, taken) = halvedStep(from: stop.point, along: step) else {
        if memory.isEmpty {
          // Between nearly equal columns rounding blurs the determinant, and with it the top.
          let isTop = vanishes || seeksHeightOnly && slope <= 1e-7
          return summit(at: stop, iterations, isTop ? .reached : .iterationLimit)
        }
        memory.forget()
        continue
      }
      let next = self.stop(at: point, normal)
      memory.remember(step: taken, change: zip(stop.score, next.score).map { $0 - $1 })
      stop = next
      iterations += 1
    }
  }

  private func stop(at point: FirthProblem.Point, _ normal: [Double]?) -> Stop {
    let score = problem.score(at: point)
    var masked = Array(repeating: 0.0, count: score.count)
    for index in free { masked[index] = score[index] }
    let slope = Slope(inverse: point.inverse, normal: normal)
    return Stop(point: point, slope: slope, score: slope.projected(masked))
  }

  private func summit(
    at stop: Stop,
    _ iterations: Int,
    _ convergence: Convergence
  ) -> Summit {
    Summit(
      point: stop.point,
      iterations: iterations,
      largestScore: stop.largestScore,
      convergence: convergence
    )
  }

  /// The first of full, half, quarter … step that does not lower the objective, and its end.
  private func halvedStep(
    from point: FirthProblem.Point,
    along step: [Double]
  ) -> (end: FirthProblem.Point, taken: [Double])? {
    // Below this the objective is rounding.
    let floor = point.objective - 1e-13 * (1 + abs(point.objective))
    var length = 1.0
    for _ in 0..<30 {
      var position = point.position
      position.add(length, times: step)
      if let next = problem.point(at: position, free: free), next.objective >= floor {
        return (next, step.map { length * $0 })
      }
      length /= 2
    }
    return nil
  }
}

/// The inverse information, confined to the plane `normal · step = 0` when there is a normal.
struct Slope {
  let inverse: Matrix
  let normal: [Double]?
  /// The inverse information times the normal: the way off the plane that costs least.
  let departure: [Double]

  init(inverse: Matrix, normal: [Double]?) {
    self.inverse = inverse
    self.normal = normal
    departure = normal.map { inverse.multiplied(by: $0) } ?? []
  }

  /// How far the plane through a position lies from 0.
  func level(of position: [Double]) -> Double { normal.map { dot($0, position) } ?? 0 }

  /// The variance of `normal · b` under the inverse information.
  var variance: Double { normal.map { dot($0, departure) } ?? 0 }

  /// The step along which a score wants to go.
  func step(for score: [Double]) -> [Double] {
    inverse.multiplied(by: projected(score))
  }

  /// A step without the rounding that leads off the plane.
  func confined(_ step: [Double]) -> [Double] {
    guard normal != nil else { return step }
    var confined = step
    confined.add(-level(of: step) / variance, times: departure)
    return confined
  }

  /// The score without the part that pushes against the plane (Lagrange's multiplier).
  func projected(_ score: [Double]) -> [Double] {
    guard let normal else { return score }
    let multiplier = dot(departure, score) / variance
    var projected = score
    projected.add(-multiplier, times: normal)
    return projected
  }
}

extension [Double] {
  /// `self += factor · other`.
  mutating func add(_ factor: Double, times other: [Double]) {
    for index in indices { self[index] += factor * other[index] }
  }
}
