import LinearAlgebra
import Statistics

/// Newton's method with step halving.
struct LogisticSolver {
  let options: LogisticRegression
  let problem: LogisticProblem
  let counts: ClassCounts

  struct Solution {
    /// The intercept and the coefficients of the standardised columns.
    var position: [Double]
    /// The inverse Hessian of the objective; 0 where a column was dropped.
    var covariance: Matrix?
    var logLikelihood: Double
    var iterations: Int
    var largestScore: Double
    var convergence: Convergence
    var aliased: [AliasedColumn]
  }

  /// One stop of the search, with the Newton step from there.
  private struct Point {
    var position: [Double]
    var evaluation: LogisticProblem.Evaluation
    var factor: Cholesky
    var step: [Double]
    var largestScore: Double
  }

  func solution() throws(ModelError) -> Solution {
    let (free, first) = begin()
    guard var point = first else {
      throw ModelError(
        code: .singular,
        message: "where the fit begins, no row says anything about the coefficients",
        hint: "check that the offset is a logit, not a probability or a count"
      )
    }
    var iterations = 0
    while true {
      let isLast = isLast(point)
      if !isLast, let separation = separation(at: point) {
        return end(at: point, free: free, iterations, separation)
      }
      guard isLast || iterations < options.maximumIterations, let next = halvedStep(from: point)
      else { return end(at: point, free: free, iterations, isLast ? .reached : .iterationLimit) }
      let derivatives = problem.derivatives(at: next.position, next.evaluation)
      guard let next = self.point(next.position, next.evaluation, derivatives, free: free)
      else { return end(at: point, free: free, iterations, .singular) }
      iterations += 1
      point = next
      if isLast { return end(at: point, free: free, iterations, .reached) }
    }
  }

  /// The constant model, which is exact when the offset is the same for all rows.
  private func begin() -> (free: [Int], point: Point?) {
    var position = Array(repeating: 0.0, count: problem.design.columns + 1)
    position[0] = logit(counts.eventWeight / counts.weightSum) - meanOffset
    let evaluation = problem.evaluation(at: position)
    let derivatives = problem.derivatives(at: position, evaluation)
    let free = freeCoordinates(derivatives.hessian)
    guard free.first == 0 else { return (free, nil) }
    return (free, point(position, evaluation, derivatives, free: free))
  }

  private var meanOffset: Double {
    guard let offset = problem.offset else { return 0 }
    return offset.indices.reduce(0) { $0 + (problem.weights?[$1] ?? 1) * offset[$1] }
      / counts.weightSum
  }

  /// The intercept (coordinate 0) and the columns that can be estimated.
  private func freeCoordinates(_ hessian: Matrix) -> [Int] {
    let varying =
      [0]
      + problem.scaling.scales.indices.filter { problem.scaling.scales[$0] != 0 }
      .map { $0 + 1 }
    guard problem.ridgeStrength == 0 else { return varying }
    let independent = Cholesky.independentColumns(ofGram: hessian.selecting(square: varying))
    return independent.map { varying[$0] }
  }

  private func aliased(free: [Int]) -> [AliasedColumn] {
    let kept = Set(free)
    return problem.scaling.scales.indices.filter { !kept.contains($0 + 1) }.map { column in
      AliasedColumn(
        column: column,
        reason: problem.scaling.scales[column] == 0 ? .constant : .linearCombination
      )
    }
  }

  private func end(
    at point: Point,
    free: [Int],
    _ iterations: Int,
    _ convergence: Convergence
  ) -> Solution {
    Solution(
      position: point.position,
      covariance: point.factor.inverse().spread(over: free, size: point.position.count),
      logLikelihood: point.evaluation.logLikelihood,
      iterations: iterations,
      largestScore: point.largestScore,
      convergence: convergence,
      aliased: aliased(free: free)
    )
  }

  /// The Newton step from a position; nil when the Hessian there is singular.
  private func point(
    _ position: [Double],
    _ evaluation: LogisticProblem.Evaluation,
    _ derivatives: (hessian: Matrix, score: [Double]),
    free: [Int]
  ) -> Point? {
    guard let factor = try? Cholesky(of: derivatives.hessian.selecting(square: free)) else {
      return nil
    }
    let score = free.map { derivatives.score[$0] }
    var step = Array(repeating: 0.0, count: position.count)
    for (index, value) in zip(free, factor.solution(of: score)) { step[index] = value }
    return Point(
      position: position,
      evaluation: evaluation,
      factor: factor,
      step: step,
      largestScore: score.reduce(0) { max($0, abs($1)) }
    )
  }

  /// The end of the first of full, half, quarter … step that does not raise the objective.
  private func halvedStep(
    from point: Point
  ) -> (position: [Double], evaluation: LogisticProblem.Evaluation)? {
    // Below this the objective is rounding.
    let ceiling = point.evaluation.objective + 1e-13 * (1 + abs(point.evaluation.objective))
    var length = 1.0
    for _ in 0..<30 {
      let candidate = zip(point.position, point.step).map { $0 + length * $1 }
      let evaluation = problem.evaluation(at: candidate)
      if evaluation.objective <= ceiling { return (candidate, evaluation) }
      length /= 2
    }
    return nil
  }

  private func scoreVanishes(_ point: Point) -> Bool {
    point.largestScore <= options.tolerance * counts.weightSum
  }

  /// Whether this step ends the fit: the score vanishes and the step is so short that the next,
  /// being quadratically shorter, would change nothing.
  private func isLast(_ point: Point) -> Bool {
    scoreVanishes(point) && largestChange(from: point) <= 1e-6
  }

  private func largestChange(from point: Point) -> Double {
    problem.changes(along: point.step).reduce(0) { max($0, abs($1)) }
  }

  /// Whether the likelihood grows without end along the Newton step.
  ///
  /// Near a finite maximum the steps shrink quadratically. Towards a maximum at infinity every
  /// step moves the separated rows by about 1, however small the score has become.
  private func separation(at point: Point) -> Convergence? {
    guard problem.ridgeStrength == 0, scoreVanishes(point), largestChange(from: point) > 0.1 else {
      return nil
    }
    let slopes = point.step.dropFirst().map { abs($0) }
    guard let longest = slopes.max(), longest > 1e-3 else { return .separation(column: nil) }
    return .separation(column: slopes.firstIndex(of: longest))
  }
}

extension Matrix {
  /// The rows and columns with the given numbers.
  func selecting(square numbers: [Int]) -> Matrix {
    selecting(rows: numbers).selecting(columns: numbers)
  }

  /// A larger square matrix with this one at the given rows and columns, and 0 elsewhere.
  func spread(over numbers: [Int], size: Int) -> Matrix {
    var spread = Matrix(rows: size, columns: size)
    for (row, target) in numbers.enumerated() {
      for (column, other) in numbers.enumerated() { spread[target, other] = self[row, column] }
    }
    return spread
  }
}
