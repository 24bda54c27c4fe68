import LinearAlgebra

/// Looks at the rows, and fits one penalty by proximal Newton steps.
///
/// A step replaces the log-likelihood by its parabola, minimises that with the penalty
/// (``QuadraticModel``) and looks at all rows again. The slope of that look is exact, for every
/// column, so the violation it leaves is a certificate: it does not matter how the position was
/// found.
struct ElasticNetSolver: Sendable {
  /// The rows, in standardised coordinates, without a penalty.
  let problem: LogisticProblem
  let weightSum: Double
  let l1Ratio: Double
  /// What a coefficient costs per unit of strength, one per column.
  let factors: [Double]
  let signs: [SignConstraint]
  /// The largest violation of an optimality condition to leave.
  let tolerance: Double
  let maximumIterations: Int

  func penalty(strength: Double) -> CoordinatePenalty {
    CoordinatePenalty(strength: strength, l1Ratio: l1Ratio, factors: factors, signs: signs)
  }

  /// One look at all rows for several positions.
  func looks(at positions: [[Double]]) -> [MeanLook] {
    guard problem.design.levelCounts.isEmpty, positions.count > 1 else {
      return positions.map { position in
        let look = problem.look(at: position, curvature: false)
        return mean(position, look.logLikelihood, look.score)
      }
    }
    let sums = LogisticScores(
      of: problem.design.dense,
      scaling: problem.scaling,
      at: positions,
      outcomes: problem.outcomes,
      weights: problem.weights,
      offset: problem.offset,
      threads: problem.threads
    )
    return positions.indices.map { mean(positions[$0], sums.logLikelihoods[$0], sums.scores[$0]) }
  }

  private func mean(_ position: [Double], _ logLikelihood: Double, _ score: [Double]) -> MeanLook {
    MeanLook(
      position: position,
      meanLogLikelihood: logLikelihood / weightSum,
      slope: score.map { $0 / weightSum }
    )
  }

  /// The curvature of the mean log-likelihood among some coordinates, the intercept first.
  ///
  /// The coefficients of the others are 0.
  ///
  /// - Complexity: O(rows × coordinates²) for a dense design.
  func curvature(at position: [Double], among working: [Int]) -> Matrix {
    let isWhole = working.count == position.count
    let look =
      isWhole || !problem.design.levelCounts.isEmpty
      ? problem.look(at: position, curvature: true)
      : problem.selecting(working).look(at: working.map { position[$0] }, curvature: true)
    guard var curvature = look.hessian else { return Matrix(rows: 0, columns: 0) }
    if curvature.rows != working.count { curvature = curvature.selecting(square: working) }
    curvature.withUnsafeMutableBufferPointer { elements in
      for index in elements.indices { elements[index] /= weightSum }
    }
    return curvature
  }

  private func solution(
    of penalty: CoordinatePenalty,
    strength: Double,
    from start: MeanLook
  ) -> PenaltySearch {
    var search = PenaltySearch(strength: strength, penalty: penalty, from: start)
    // What an infinite cost holds at 0 need not be in the curvature.
    var working = problem.scaling.varyingCoordinates.filter { penalty.absolute[$0] < .infinity }
    refine(&search, among: &working)
    return search
  }

  /// The model of the intercept alone.
  func nullLook(counts: ClassCounts) throws(ModelError) -> MeanLook {
    let start = problem.constantModel(counts)
    let search = solution(
      of: .forbidding(Array(repeating: true, count: factors.count)),
      strength: .infinity,
      from: looks(at: [start])[0]
    )
    guard search.convergence == .reached,
      curvature(at: search.look.position, among: [0])[0, 0] > 0
    else {
      throw ModelError(
        code: .singular,
        message: "where the fit begins, no row says anything about the coefficients",
        hint: "check that the offset is a logit, not a probability or a count"
      )
    }
    return search.look
  }

  /// The model of the columns that cost nothing, where a path begins.
  func unpenalisedLook(from nullLook: MeanLook) -> MeanLook {
    guard factors.contains(0) else { return nullLook }
    var penalty = CoordinatePenalty.forbidding(factors.map { $0 > 0 })
    penalty.signs = self.penalty(strength: 0).signs
    return solution(of: penalty, strength: .infinity, from: nullLook).look
  }

  /// Takes Newton steps, each with its own curvature, until the search ends.
  ///
  /// - Parameters:
  ///   - search: goes on from where it is.
  ///   - working: the coordinates that may move; those found to want to are added.
  func refine(_ search: inout PenaltySearch, among working: inout [Int]) {
    var setbacks = 0
    while search.convergence == nil {
      if search.violation <= tolerance, !isWeak(search) {
        search.convergence = .reached
        return
      }
      let step = newtonStep(of: search, among: working)
      if search.violation <= tolerance, let end = end(along: step) {
        // The next step, being quadratically shorter, would change nothing.
        if end == .reached { _ = advance(&search, along: step) }
        search.convergence = end
        return
      }
      let before = search.violation
      guard search.iterations < maximumIterations, setbacks < 5,
        advance(&search, along: step)
      else {
        search.convergence = search.violation <= tolerance ? .reached : .iterationLimit
        return
      }
      setbacks = search.violation < before / 2 ? 0 : setbacks + 1
      addViolators(of: search, to: &working)
    }
  }

  private func newtonStep(of search: PenaltySearch, among working: [Int]) -> [Double] {
    let model = QuadraticModel(
      working: working,
      curvature: curvature(at: search.look.position, among: working),
      penalty: search.penalty
    )
    let minimum = model.minimum(
      from: search.look.position,
      slope: search.look.slope,
      tolerance: innerTolerance(search)
    )
    return zip(minimum, search.look.position).map { $0 - $1 }
  }

  /// A parabola is not worth more precision than the next look can confirm.
  func innerTolerance(_ search: PenaltySearch) -> Double {
    max(0.01 * tolerance, 1e-4 * min(search.violation, 1e-3))
  }

  /// Whether a small slope may still be far from the optimum, because hardly any penalty bends
  /// the objective where the likelihood is flat.
  private func isWeak(_ search: PenaltySearch) -> Bool { search.strength <= 1e-6 }

  /// How a search with a vanishing slope ends, judged by its next step; nil when it goes on.
  private func end(along step: [Double]) -> Convergence? {
    let changes = problem.changes(along: step)
    if changes.allSatisfy({ abs($0) <= 1e-6 }) { return .reached }
    return problem.separation(along: step, changes: changes)
  }

  /// Takes the first of the full, half, quarter … step that does not raise the objective.
  ///
  /// The full step usually does; the others are looked at eight at a time.
  private func advance(_ search: inout PenaltySearch, along step: [Double]) -> Bool {
    let origin = search.look.position
    guard step.contains(where: { $0 != 0 }), step.allSatisfy(\.isFinite) else { return false }
    var length = 1.0
    for round in 0..<5 {
      let lengths = (0..<(round == 0 ? 1 : LogisticScores.lanes)).map { _ in
        defer { length /= 2 }
        return length
      }
      let candidates = lengths.map { length in zip(origin, step).map { $0 + length * $1 } }
      for look in looks(at: candidates) where search.accept(look) { return true }
    }
    return false
  }

  /// Adds the coordinates outside that miss their optimality condition.
  func addViolators(of search: PenaltySearch, to working: inout [Int]) {
    guard search.violation > tolerance else { return }
    let known = Set(working)
    let violators = search.look.position.indices.filter { index in
      !known.contains(index) && problem.scaling.scales[index - 1] != 0
        && search.penalty.violation(index, slope: search.look.slope[index], at: 0) > tolerance
    }
    if !violators.isEmpty { working = (working + violators).sorted() }
  }
}

extension LogisticProblem {
  /// The problem of some columns alone, given by their coordinates; the first is the intercept's.
  fileprivate func selecting(_ coordinates: [Int]) -> LogisticProblem {
    let columns = coordinates.dropFirst().map { $0 - 1 }
    return LogisticProblem(
      design: Design(dense: design.dense.selecting(columns: columns)),
      scaling: ColumnScaling(
        centers: columns.map { scaling.centers[$0] },
        scales: columns.map { scaling.scales[$0] }
      ),
      outcomes: outcomes,
      weights: weights,
      offset: offset,
      ridgeStrength: 0,
      threads: threads,
      counts: counts
    )
  }
}
