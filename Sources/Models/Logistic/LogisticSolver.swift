import LinearAlgebra
import Statistics

/// Finds the maximum by Newton's method, or by steps that learn the curvature on the way.
///
/// Newton's step is `H⁻¹·score`: it jumps to the top of the parabola that fits the likelihood at
/// the present point. Near the maximum every step doubles the number of right digits. Its price is
/// `H`, rows × columns² multiplications, where the score costs rows × columns. So with many columns
/// one `H` serves for several steps, brought up to date by what the steps tell (``QuasiNewtonMemory``),
/// and is computed anew when progress slows and once at the end. With a thousand columns and more
/// there is none at all: that is L-BFGS.
struct LogisticSolver {
  let options: LogisticRegression
  let problem: LogisticProblem
  private var counts: ClassCounts { problem.counts }

  struct Solution {
    /// The intercept and the coefficients of the standardised columns.
    var position: [Double]
    /// The inverse Hessian of the objective; 0 where a column was dropped, nil when not computed.
    var covariance: Matrix?
    var logLikelihood: Double
    var iterations: Int
    var largestScore: Double
    var convergence: Convergence
    var aliased: [AliasedColumn]
  }

  /// Below this share of its value before, a score shrinks quickly enough to go without curvature.
  static let quickProgress = 0.3
  /// After a Newton step this short, per standard deviation, the next would be its square.
  static let shortStep = 1e-7

  func solution() throws(ModelError) -> Solution {
    var search = try begin()
    while true {
      if let end = end(of: search) { return solution(search, end) }
      guard search.iterations < search.limit, let next = halvedStep(of: search) else {
        return solution(search, .iterationLimit)
      }
      guard search.move(to: next, problem) else {
        return solution(search, .singular)
      }
    }
  }

  // MARK: beginning

  private func begin() throws(ModelError) -> LogisticSearch {
    if let search = pilot().flatMap(search(after:)) { return search }
    guard let search = search(from: problem.constantModel(counts)) else {
      throw ModelError(
        code: .singular,
        message: "where the fit begins, no row says anything about the coefficients",
        hint: "check that the offset is a logit, not a probability or a count"
      )
    }
    return search
  }

  /// Begins at a position; nil where the second derivatives are singular.
  private func search(from start: [Double]) -> LogisticSearch? {
    let usesNewton = options.usesNewton(columns: problem.design.columns)
    let look = problem.look(at: start, curvature: usesNewton)
    let free = freeCoordinates(look.hessian)
    guard free.first == 0, let guess = guess(look.hessian, free: free) else { return nil }
    return LogisticSearch(
      look: look,
      free: free,
      guess: guess,
      limit: usesNewton ? options.maximumIterations : 20 * options.maximumIterations,
      alwaysCurves: usesNewton && hasCheapCurvature
    )
  }

  /// Begins where the pilot ended, with its curvature as the first guess.
  private func search(after pilot: Pilot) -> LogisticSearch? {
    let look = problem.look(at: pilot.position, curvature: hasCheapCurvature)
    let hessian = look.hessian ?? pilot.hessian
    guard
      let factor = try? Cholesky(of: hessian.selecting(square: problem.scaling.varyingCoordinates))
    else {
      return nil
    }
    return LogisticSearch(
      look: look,
      free: problem.scaling.varyingCoordinates,
      guess: .factor(factor),
      isGuessCurrent: hasCheapCurvature,
      limit: options.maximumIterations,
      alwaysCurves: hasCheapCurvature
    )
  }

  /// With few columns second derivatives cost little more than the score.
  private var hasCheapCurvature: Bool { problem.design.columns <= 32 }

  private func guess(_ hessian: Matrix?, free: [Int]) -> LogisticSearch.Guess? {
    if let hessian {
      return (try? Cholesky(of: hessian.selecting(square: free))).map { .factor($0) }
    }
    // Standardised columns have about this curvature.
    let curvature = counts.eventWeight * (1 - counts.eventWeight / counts.weightSum)
    return .scale(1 / (curvature + problem.ridgeStrength))
  }

  /// The maximum for a part of the rows.
  private struct Pilot {
    var position: [Double]
    /// The second derivatives there, as if the part were all rows.
    var hessian: Matrix
  }

  /// Fits a part of the rows, from whose maximum that of all is few steps away; nil where a part
  /// is not worth it or tells nothing.
  ///
  /// The part are whole blocks, far apart, so that rows in some order don't mislead. It decides
  /// where the search begins and nothing else.
  private func pilot() -> Pilot? {
    let blocks = RowBlocks(rows: problem.design.rows)
    let columns = problem.design.columns
    guard problem.offset == nil, options.usesNewton(columns: columns),
      let step = [16, 8, 4].first(where: {
        blocks.count >= 4 * $0 && blocks.rows / $0 >= 20 * (columns + 1)
      }),
      let part = ClassCounts(everyBlock: step, outcomes: problem.outcomes, weights: problem.weights)
    else { return nil }
    let varying = problem.scaling.varyingCoordinates
    var position = problem.constantModel(part)
    for _ in 0..<options.maximumIterations {
      let look = problem.look(at: position, curvature: true, blockStep: step)
      guard let hessian = look.hessian, freeCoordinates(hessian) == varying,
        let factor = try? Cholesky(of: hessian.selecting(square: varying))
      else { return nil }
      let move = factor.solution(of: varying.map { look.score[$0] })
      for (index, change) in zip(varying, move) { position[index] += change }
      // A step that long leaves the region where a parabola fits; the full fit halves it.
      guard move.allSatisfy({ abs($0) < 3 }) else { return nil }
      guard move.allSatisfy({ abs($0) < 0.02 }) else { continue }
      let share = part.weightSum / counts.weightSum
      return Pilot(position: position, hessian: problem.hessian(hessian, ofShare: share))
    }
    return nil
  }

  /// The intercept (coordinate 0) and the columns that can be estimated.
  private func freeCoordinates(_ hessian: Matrix?) -> [Int] {
    let varying = problem.scaling.varyingCoordinates
    guard problem.ridgeStrength == 0, let hessian else { return varying }
    let independent = Cholesky.independentColumns(ofGram: hessian.selecting(square: varying))
    return independent.map { varying[$0] }
  }

  // MARK: on the way

  /// The end of the first of full, half, quarter … step that does not raise the objective.
  private func halvedStep(of search: LogisticSearch) -> LogisticProblem.Look? {
    // Below this the objective is rounding.
    let objective = search.look.objective
    let ceiling = objective + 1e-13 * (1 + abs(objective))
    var length = 1.0
    for _ in 0..<30 {
      let position = zip(search.look.position, search.step).map { $0 + length * $1 }
      let look = problem.look(at: position, curvature: search.alwaysCurves)
      if look.objective <= ceiling { return look }
      length /= 2
    }
    return nil
  }

  // MARK: ending

  /// How the search ends here, or nil to go on.
  private func end(of search: LogisticSearch) -> Convergence? {
    guard search.largestScore <= options.tolerance * counts.weightSum else { return nil }
    let longest = search.step.reduce(0) { max($0, abs($1)) }
    if longest > 1e-4, let separation = separation(along: search.step) { return separation }
    let hasSettled =
      longest <= Self.shortStep
      || dot(search.look.score, search.step) <= 1e-15 * (1 + abs(search.look.objective))
    guard hasSettled else { return nil }
    // The covariance is that of the end, not of a point on the way.
    return search.hasCurrentGuess || !search.canCurve ? .reached : nil
  }

  private func separation(along step: [Double]) -> Convergence? {
    guard problem.ridgeStrength == 0 else { return nil }
    return problem.separation(along: step, changes: problem.changes(along: step))
  }

  private func solution(_ search: LogisticSearch, _ convergence: Convergence) -> Solution {
    var position = search.look.position
    // What is left to go is known, and too short for another look to tell more.
    if convergence == .reached { position = zip(position, search.step).map { $0 + $1 } }
    return Solution(
      position: position,
      covariance: search.covariance,
      logLikelihood: search.look.logLikelihood,
      iterations: search.iterations,
      largestScore: search.largestScore,
      convergence: convergence,
      aliased: aliased(free: search.free)
    )
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
}

/// Where a search is, and what it knows about the curvature there.
struct LogisticSearch {
  /// A guess of the inverse second derivatives.
  enum Guess {
    /// The factorised second derivatives of a point on the way.
    case factor(Cholesky)
    /// One number for all coordinates, when second derivatives are never computed.
    case scale(Double)
  }

  private(set) var look: LogisticProblem.Look
  /// The step to take from here, 0 for dropped columns.
  private(set) var step: [Double] = []
  private(set) var iterations = 0
  /// Whether the guess was computed at this very point.
  private(set) var hasCurrentGuess: Bool
  private var stepsWithGuess = 0
  /// The coordinates that are estimated.
  let free: [Int]
  /// After how many steps to give up.
  let limit: Int
  /// Whether second derivatives are so cheap that every look computes them.
  let alwaysCurves: Bool
  private var guess: Guess
  private var memory = QuasiNewtonMemory()

  init(
    look: LogisticProblem.Look,
    free: [Int],
    guess: Guess,
    isGuessCurrent: Bool = true,
    limit: Int,
    alwaysCurves: Bool
  ) {
    self.look = look
    self.free = free
    self.guess = guess
    hasCurrentGuess = isGuessCurrent
    self.limit = limit
    self.alwaysCurves = alwaysCurves
    step = nextStep()
  }

  /// Whether second derivatives are computed at all.
  var canCurve: Bool {
    if case .factor = guess { true } else { false }
  }

  var largestScore: Double { free.reduce(0) { max($0, abs(look.score[$1])) } }

  /// The inverse second derivatives, spread over all coordinates; nil when never computed.
  var covariance: Matrix? {
    guard case .factor(let factor) = guess else { return nil }
    return factor.inverse().spread(over: free, size: look.position.count)
  }

  private func nextStep() -> [Double] {
    let direction = memory.direction(free.map { look.score[$0] }) { rest in
      switch guess {
      case .factor(let factor): factor.solution(of: rest)
      case .scale(let scale): rest.map { $0 * scale }
      }
    }
    var step = Array(repeating: 0.0, count: look.position.count)
    for (index, value) in zip(free, direction) { step[index] = value }
    return step
  }

  /// Moves to the end of a step; false when the second derivatives there are singular.
  mutating func move(
    to next: LogisticProblem.Look,
    _ problem: LogisticProblem
  ) -> Bool {
    let before = largestScore
    memory.remember(
      step: free.map { next.position[$0] - look.position[$0] },
      change: free.map { look.score[$0] - next.score[$0] }
    )
    look = next
    iterations += 1
    hasCurrentGuess = false
    guard canCurve else {
      step = nextStep()
      return true
    }
    if look.hessian == nil {
      step = nextStep()
      stepsWithGuess += 1
      let isSlow = stepsWithGuess > 1 && largestScore > LogisticSolver.quickProgress * before
      let isLast = step.allSatisfy { abs($0) <= LogisticSolver.shortStep / 4 }
      guard isSlow || isLast else { return true }
      look = problem.look(at: look.position, curvature: true)
    }
    guard let hessian = look.hessian,
      let factor = try? Cholesky(of: hessian.selecting(square: free))
    else { return false }
    guess = .factor(factor)
    memory.forget()
    (hasCurrentGuess, stepsWithGuess) = (true, 0)
    step = nextStep()
    return true
  }
}
