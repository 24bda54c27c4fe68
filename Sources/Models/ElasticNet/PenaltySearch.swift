/// What one look at all rows tells about a position, per unit of weight.
struct MeanLook: Sendable {
  var position: [Double]
  var meanLogLikelihood: Double
  /// The gradient of the mean log-likelihood.
  var slope: [Double]
}

/// The search for the optimum of one penalty: the best position so far.
struct PenaltySearch: Sendable {
  let strength: Double
  let penalty: CoordinatePenalty
  private(set) var look: MeanLook
  /// `−mean log-likelihood + penalty`.
  private(set) var objective: Double
  /// The largest violation of an optimality condition, over all coordinates.
  private(set) var violation: Double
  /// Where the search went, the last move last: the step, and how much steeper the slope was
  /// before it than after.
  private(set) var moves: [(step: [Double], change: [Double])] = []
  /// How many positions were tried.
  private(set) var iterations = 0
  /// How many of them brought little.
  private(set) var disappointments = 0
  /// How the search ended; nil while it goes on.
  var convergence: Convergence?

  init(strength: Double, penalty: CoordinatePenalty, from look: MeanLook) {
    self.strength = strength
    self.penalty = penalty
    self.look = look
    objective = penalty.value(at: look.position) - look.meanLogLikelihood
    violation = Self.violation(of: penalty, at: look)
  }

  private static func violation(of penalty: CoordinatePenalty, at look: MeanLook) -> Double {
    look.position.indices.reduce(0) {
      max($0, penalty.violation($1, slope: look.slope[$1], at: look.position[$1]))
    }
  }

  /// Moves to a new position unless the objective rises there by more than rounding.
  ///
  /// Returns whether it moved.
  mutating func accept(_ candidate: MeanLook) -> Bool {
    iterations += 1
    let height = penalty.value(at: candidate.position) - candidate.meanLogLikelihood
    let roundOff = 1e-13 * (1 + abs(objective))
    guard height <= objective + roundOff, candidate.slope.allSatisfy(\.isFinite) else {
      disappointments += 1
      return false
    }
    let before = violation
    moves.append(
      (
        zip(candidate.position, look.position).map { $0 - $1 },
        zip(look.slope, candidate.slope).map { $0 - $1 }
      )
    )
    look = candidate
    objective = height
    violation = Self.violation(of: penalty, at: candidate)
    if violation > before / 4 { disappointments += 1 }
    return true
  }
}
