import LinearAlgebra
import Statistics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Maximises the marginal likelihood over β and ln τ.
///
/// It begins with the model without groups. If the likelihood falls as soon as groups may differ,
/// τ is 0. Otherwise quasi-Newton steps follow, with the Hessian of β at fixed highest points (the
/// information left when the groups' intercepts are swept out) and differences of the gradient
/// for ln τ; close to the maximum the whole Hessian comes from differences of the gradient, which
/// also gives the covariance.
struct RandomInterceptSolver {
  let options: RandomIntercept
  let likelihood: RandomInterceptLikelihood

  /// The estimates; coefficients belong to standardised columns.
  struct Solution {
    var position: [Double]
    var deviation: Double
    var pass: RandomInterceptLikelihood.Pass
    var groupSums: Matrix
    /// Of (intercept, coefficients); 0 where a column was dropped.
    var covariance: Matrix
    /// Of ln τ; nil when τ is 0 or the likelihood has no curvature there.
    var logDeviationError: Double?
    var nullLogLikelihood: Double
    var aliased: [AliasedColumn]
    var iterations: Int
    var largestScore: Double
    var convergence: Convergence
  }

  private typealias Pass = RandomInterceptLikelihood.Pass

  /// A position with its gradient; the last coordinate is ln τ.
  private struct Point {
    var coordinates: [Double]
    var pass: Pass
    var score: [Double]
    var deviation: Double { exp(coordinates[coordinates.count - 1]) }
    var position: [Double] { Array(coordinates.dropLast()) }
  }

  func solution() throws(ModelError) -> Solution {
    let null = NullModel(likelihood: likelihood)
    let (free, found) = null.solution(options)
    guard let found else {
      throw ModelError(
        code: .singular,
        message: "where the fit begins, no row says anything about the coefficients",
        hint: "check that the offset is a logit, not a probability or a count"
      )
    }
    let pass = likelihood.pass(found.position, deviation: 0)
    guard found.ending == .reached, let start = startingDeviation(pass) else {
      return commonSolution(found, pass: pass, free: free)
    }
    let first = point(found.position + [log(start)], start: nil)
    return climb(from: first, null: found, nullPass: pass, free: free)
  }

  /// A moment estimate of τ; nil when the likelihood falls as τ leaves 0.
  ///
  /// The derivative of the log-likelihood by τ² at 0 is `½·Σ_g [(Σ r)² − Σ w]`.
  private func startingDeviation(_ pass: Pass) -> Double? {
    var (excess, information, squares) = (0.0, 0.0, 0.0)
    for group in likelihood.rows.groups.indices {
      var curvature = 0.0
      for row in likelihood.rows.bounds[group]..<likelihood.rows.bounds[group + 1] {
        curvature += pass.curvatures[row]
      }
      excess += pass.groupResiduals[group] * pass.groupResiduals[group] - curvature
      information += curvature
      squares += curvature * curvature
    }
    guard excess > 1e-9 * information else { return nil }
    return min(max((excess / squares).squareRoot(), 0.05), 3)
  }

  // MARK: The climb

  private func climb(
    from first: Point,
    null: NewtonSearch<NullModel>.Solution,
    nullPass: Pass,
    free: [Int]
  ) -> Solution {
    let last = first.coordinates.count - 1
    let coordinates = free + [last]
    let limit = options.tolerance * likelihood.rows.trialSum
    var (point, iterations, isClose) = (first, 0, false)
    var (convergence, hessian) = (Convergence.iterationLimit, Matrix(rows: 0, columns: 0))
    while iterations < options.maximumIterations {
      hessian =
        isClose
        ? differencedHessian(at: point, coordinates) : approximateHessian(at: point, coordinates)
      let score = coordinates.map { point.score[$0] }
      guard let step = ascent(hessian, score) else {
        convergence = .singular
        break
      }
      let change = step.reduce(0) { max($0, abs($1)) }
      guard let next = halvedStep(from: point, coordinates, step) else { break }
      iterations += 1
      let wasClose = isClose
      isClose = isClose || change < 0.01
      point = next
      if point.deviation > RandomIntercept.largestDeviation {
        convergence = .boundary
        break
      }
      if point.deviation < 1e-4 { return commonSolution(null, pass: nullPass, free: free) }
      let largest = coordinates.reduce(0) { max($0, abs(point.score[$1])) }
      // So short a step also means that the Hessian belongs to this point.
      if wasClose, change < 1e-7, largest <= limit {
        convergence = .reached
        break
      }
    }
    return solution(point, coordinates, hessian, null, iterations, convergence)
  }

  /// The Newton step uphill, bent towards the gradient until the Hessian is positive definite.
  private func ascent(_ hessian: Matrix, _ score: [Double]) -> [Double]? {
    var damped = hessian
    var damping = 0.0
    for _ in 0..<30 {
      if let factor = try? Cholesky(of: damped) {
        let step = factor.solution(of: score)
        guard step.allSatisfy(\.isFinite) else { return nil }
        // One e-fold of τ at a time.
        let reach = abs(step[step.count - 1])
        return reach > 1 ? step.map { $0 / reach } : step
      }
      damping = max(10 * damping, 1e-6)
      damped = hessian
      for index in score.indices {
        damped[index, index] += damping * (1 + abs(hessian[index, index]))
      }
    }
    return nil
  }

  private func halvedStep(from point: Point, _ coordinates: [Int], _ step: [Double]) -> Point? {
    // Below this the likelihood is rounding.
    let floor = point.pass.logLikelihood - 1e-13 * (1 + abs(point.pass.logLikelihood))
    var length = 1.0
    for _ in 0..<30 {
      let next = moved(point, coordinates, step, length)
      if next.pass.logLikelihood >= floor { return next }
      length /= 2
    }
    return nil
  }

  private func moved(
    _ point: Point,
    _ coordinates: [Int],
    _ step: [Double],
    _ length: Double
  ) -> Point {
    var target = point.coordinates
    for (coordinate, change) in zip(coordinates, step) { target[coordinate] += length * change }
    return self.point(target, start: point.pass.modes)
  }

  private func point(_ coordinates: [Double], start: [Double]?) -> Point {
    let deviation = exp(coordinates[coordinates.count - 1])
    let pass = likelihood.pass(
      Array(coordinates.dropLast()),
      deviation: deviation,
      start: start
    )
    return Point(
      coordinates: coordinates,
      pass: pass,
      score: likelihood.score(pass) + [deviation * pass.deviationScore]
    )
  }

  // MARK: Hessians

  /// `−∂²/∂ by one coordinate and all`, by central differences of the gradient.
  private func differencedColumn(
    at point: Point,
    _ coordinate: Int,
    _ coordinates: [Int]
  ) -> [Double] {
    let width = 1e-4
    let ahead = moved(point, [coordinate], [width], 1).score
    let behind = moved(point, [coordinate], [width], -1).score
    return coordinates.map { (behind[$0] - ahead[$0]) / (2 * width) }
  }

  private func differencedHessian(at point: Point, _ coordinates: [Int]) -> Matrix {
    let columns = coordinates.map { differencedColumn(at: point, $0, coordinates) }
    var hessian = Matrix(rows: columns.count, columns: columns.count)
    for row in columns.indices {
      for column in columns.indices {
        hessian[row, column] = (columns[row][column] + columns[column][row]) / 2
      }
    }
    return hessian
  }

  /// `ZᵀWZ − Σ_g τ²/D·s sᵀ` with `s = Σ w z`, and differences for ln τ.
  private func approximateHessian(at point: Point, _ coordinates: [Int]) -> Matrix {
    let marginal = marginalInformation(point.pass, deviation: point.deviation)
    let last = coordinates.count - 1
    let border = differencedColumn(at: point, coordinates[last], coordinates)
    var hessian = Matrix(rows: last + 1, columns: last + 1)
    for row in 0..<last {
      for column in 0..<last {
        hessian[row, column] = marginal[coordinates[row], coordinates[column]]
      }
      hessian[row, last] = border[row]
      hessian[last, row] = border[row]
    }
    hessian[last, last] = border[last]
    return hessian
  }

  /// The information about β when the groups' intercepts are swept out.
  private func marginalInformation(_ pass: Pass, deviation: Double) -> Matrix {
    let design = likelihood.rows.design
    let whole = WeightedGram(
      of: design,
      scaling: .identity(columns: design.columns),
      weights: pass.curvatures,
      residuals: pass.residuals,
      threads: likelihood.threads
    ).gram
    let swept = WeightedGram(
      of: likelihood.groupSums(pass),
      scaling: .identity(columns: design.columns + 1),
      weights: pass.precisions.map { deviation * deviation / $0 },
      residuals: Array(repeating: 0, count: pass.precisions.count),
      threads: likelihood.threads
    ).gram
    var information = whole
    for row in 0..<whole.rows {
      for column in 0..<whole.columns { information[row, column] -= swept[row + 1, column + 1] }
    }
    return information
  }

  // MARK: Ends

  private func solution(
    _ point: Point,
    _ coordinates: [Int],
    _ hessian: Matrix,
    _ null: NewtonSearch<NullModel>.Solution,
    _ iterations: Int,
    _ convergence: Convergence
  ) -> Solution {
    let size = point.coordinates.count
    let inverse = (try? Cholesky(of: hessian))?.inverse().spread(over: coordinates, size: size)
    let indices = Array(0..<size - 1)
    let fallback = marginalInformation(point.pass, deviation: point.deviation)
      .selecting(square: coordinates.dropLast())
    let covariance =
      inverse?.selecting(square: indices)
      ?? (try? Cholesky(of: fallback))?.inverse()
      .spread(over: coordinates.dropLast(), size: size - 1)
      ?? null.covariance
    return Solution(
      position: point.position,
      deviation: point.deviation,
      pass: point.pass,
      groupSums: likelihood.groupSums(point.pass),
      covariance: covariance,
      logDeviationError: inverse.map { max(0, $0[size - 1, size - 1]).squareRoot() },
      nullLogLikelihood: null.logLikelihood,
      aliased: aliased(free: coordinates),
      iterations: null.iterations + iterations,
      largestScore: coordinates.reduce(0) { max($0, abs(point.score[$1])) },
      convergence: convergence
    )
  }

  /// The model without differences between groups.
  private func commonSolution(
    _ null: NewtonSearch<NullModel>.Solution,
    pass: Pass,
    free: [Int]
  ) -> Solution {
    let convergence: Convergence =
      switch null.ending {
      case .reached: .reached
      case .iterationLimit: .iterationLimit
      case .singular: .singular
      case .separation(let coordinate): .separation(column: coordinate == 0 ? nil : coordinate - 1)
      }
    return Solution(
      position: null.position,
      deviation: 0,
      pass: pass,
      groupSums: likelihood.groupSums(pass),
      covariance: null.covariance,
      logDeviationError: nil,
      nullLogLikelihood: null.logLikelihood,
      aliased: aliased(free: free),
      iterations: null.iterations,
      largestScore: null.largestScore,
      convergence: convergence
    )
  }

  private func aliased(free: [Int]) -> [AliasedColumn] {
    let (kept, scales) = (Set(free), likelihood.rows.scaling.scales)
    return scales.indices.filter { !kept.contains($0 + 1) }.map {
      AliasedColumn(column: $0, reason: scales[$0] == 0 ? .constant : .linearCombination)
    }
  }
}
