import LinearAlgebra

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// From checked data to estimates, for one or several kinds of event.
struct HazardSolver {
  let problem: HazardProblem
  let maximumIterations: Int
  let tolerance: Double

  /// The estimates in the coordinates of the features as given, centred at their means.
  struct Solution {
    /// By kind: one coefficient per time column, at the means of the features.
    var timeCoefficients: [[Double]]
    /// By kind: one coefficient per feature.
    var coefficients: [[Double]]
    /// The covariance of, kind by kind, time coefficients and coefficients.
    var covariance: Matrix
    var aliased: [AliasedColumn]
    /// Time columns without a coefficient, counted from 0.
    var aliasedTimes: [Int]
    var logLikelihood: Double
    var iterations: Int
    var largestScore: Double
    var convergence: Convergence
  }

  func solution() throws(ModelError) -> Solution {
    let start = start()
    let look = problem.look(at: start)
    let free = freeCoordinates(look.hessian)
    let search = NewtonSearch(
      problem: problem,
      maximumIterations: maximumIterations,
      scoreLimit: tolerance * problem.data.exposure,
      free: free
    )
    guard !free.isEmpty, let found = search.solution(from: start, look: look) else {
      throw ModelError(
        code: .singular,
        message: "where the fit begins, no subject says anything about the coefficients",
        hint: "check that the offset is on the scale of the linear predictor"
      )
    }
    return solution(found, free: free)
  }

  /// A constant hazard, by kind.
  private func start() -> [Double] {
    let data = problem.data
    let quiet = data.exposure - data.eventWeights.reduce(0, +)
    let shift = meanOffset
    return data.eventWeights.flatMap { events in
      let constant =
        problem.kernel == .softmax
        ? log(events / quiet) : log(-log1p(-events / data.exposure))
      return problem.basis.unit.map { $0 * (constant - shift) }
        + Array(repeating: 0, count: problem.features)
    }
  }

  private var meanOffset: Double {
    guard let offset = problem.data.offset else { return 0 }
    var (sum, total) = (0.0, 0.0)
    for subject in offset.indices {
      let weight = problem.data.weights?[subject] ?? 1
      sum += weight * offset[subject]
      total += weight
    }
    return sum / total
  }

  /// The columns of time and features that can be estimated, the same for every kind.
  private func freeCoordinates(_ hessian: Matrix) -> [Int] {
    let width = problem.basis.width
    let varying = (0..<problem.blockSize).filter { coordinate in
      coordinate < width
        ? hessian[coordinate, coordinate] > 0
        : problem.data.scaling.scales[coordinate - width] != 0
    }
    let kept = Cholesky.independentColumns(ofGram: hessian.selecting(square: varying))
      .map { varying[$0] }
    return (0..<problem.data.kindCount).flatMap { kind in
      kept.map { kind * problem.blockSize + $0 }
    }
  }

  private func solution(
    _ found: NewtonSearch<HazardProblem>.Solution,
    free: [Int]
  ) -> Solution {
    let (width, size) = (problem.basis.width, problem.blockSize)
    let scales = problem.data.scaling.scales
    let kinds = 0..<problem.data.kindCount
    let kept = Set(free)
    let factors = kinds.flatMap { _ in Array(repeating: 1, count: width) + scales }
    return Solution(
      timeCoefficients: kinds.map { Array(found.position[$0 * size..<$0 * size + width]) },
      coefficients: kinds.map { kind in
        zip(found.position[kind * size + width..<(kind + 1) * size], scales).map { $0 * $1 }
      },
      covariance: covariance(found, free: free).scaled(by: factors),
      aliased: scales.indices.filter { !kept.contains(width + $0) }.map {
        AliasedColumn(column: $0, reason: scales[$0] == 0 ? .constant : .linearCombination)
      },
      aliasedTimes: (0..<width).filter { !kept.contains($0) },
      logLikelihood: found.logLikelihood,
      iterations: found.iterations,
      largestScore: found.largestScore,
      convergence: convergence(found.ending)
    )
  }

  /// The inverse information: for the complementary log-log link the expected one, as in R.
  private func covariance(
    _ found: NewtonSearch<HazardProblem>.Solution,
    free: [Int]
  ) -> Matrix {
    guard problem.kernel != .softmax else { return found.covariance }
    let expecting = HazardProblem(
      data: problem.data,
      basis: problem.basis,
      kernel: .complementaryLogLog(expectsCurvature: true),
      ridgeStrength: problem.ridgeStrength,
      threads: problem.threads
    )
    let information = expecting.look(at: found.position).hessian.selecting(square: free)
    guard let factor = try? Cholesky(of: information) else { return found.covariance }
    return factor.inverse().spread(over: free, size: found.position.count)
  }

  private func convergence(_ ending: NewtonSearch<HazardProblem>.Ending) -> Convergence {
    switch ending {
    case .reached: return .reached
    case .iterationLimit: return .iterationLimit
    case .singular: return .singular
    case .separation(let coordinate):
      let column = coordinate % problem.blockSize - problem.basis.width
      return .separation(column: column < 0 ? nil : column)
    }
  }
}
