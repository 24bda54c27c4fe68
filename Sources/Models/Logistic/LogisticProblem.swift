import LinearAlgebra
import Statistics

/// The penalised log-likelihood of a logistic model in standardised coordinates.
///
/// A position is the intercept, followed by one coefficient per standardised column.
struct LogisticProblem: Sendable {
  let design: Design
  let scaling: ColumnScaling
  let outcomes: [Double]
  let weights: [Double]?
  let offset: [Double]?
  let ridgeStrength: Double
  let threads: Int
  /// How many rows there are, and how much they weigh.
  let counts: ClassCounts

  /// What one look at the rows tells.
  struct Look {
    var position: [Double]
    /// `ℓ`, without the penalty.
    var logLikelihood: Double
    /// What is minimised: `−ℓ + ½·λ·Σ bⱼ²`.
    var objective: Double
    /// The negative gradient of the objective.
    var score: [Double]
    /// The second derivatives of the objective, where they were asked for.
    var hessian: Matrix?

    var largestScore: Double { score.reduce(0) { max($0, abs($1)) } }
  }

  /// Looks at all rows, or at every so many blocks of them.
  func look(at position: [Double], curvature: Bool, blockStep: Int = 1) -> Look {
    let sums = LogisticSums(
      of: design,
      scaling: scaling,
      at: position,
      outcomes: outcomes,
      weights: weights,
      offset: offset,
      needsCurvature: curvature,
      blockStep: blockStep,
      threads: threads
    )
    var (score, hessian, squares) = (sums.score, sums.curvature, 0.0)
    for index in score.indices.dropFirst() {
      score[index] -= ridgeStrength * position[index]
      hessian?[index, index] += ridgeStrength
      squares += position[index] * position[index]
    }
    return Look(
      position: position,
      logLikelihood: sums.logLikelihood,
      objective: ridgeStrength / 2 * squares - sums.logLikelihood,
      score: score,
      hessian: hessian
    )
  }

  /// The Hessian of all rows, guessed from that of a share of them.
  func hessian(_ part: Matrix, ofShare share: Double) -> Matrix {
    var hessian = part
    for row in 0..<part.rows {
      for column in 0..<part.columns {
        let ridge = row == column && row > 0 ? ridgeStrength : 0
        hessian[row, column] = (part[row, column] - ridge) / share + ridge
      }
    }
    return hessian
  }

  /// By how much a step changes the logit of every row.
  func changes(along step: [Double]) -> [Double] {
    design.multiplied(
      by: zip(step.dropFirst(), scaling.scales).map { $0 * $1 },
      centers: scaling.centers,
      plus: step[0],
      threads: threads
    )
  }

  /// The position of the constant model, which is exact when the offset is the same for all rows.
  func constantModel(_ counts: ClassCounts) -> [Double] {
    var position = Array(repeating: 0.0, count: design.columns + 1)
    position[0] = logit(counts.eventWeight / counts.weightSum) - meanOffset
    return position
  }

  /// The mean offset of all rows, by weight.
  var meanOffset: Double {
    guard let offset else { return 0 }
    return offset.indices.reduce(0) { $0 + (weights?[$1] ?? 1) * offset[$1] } / counts.weightSum
  }
}

extension LogisticProblem {
  /// Checks the data and standardises the columns.
  init(
    checking design: Design,
    outcomes: [Double],
    weights: [Double]?,
    offset: [Double]?,
    ridgeStrength: Double = 0,
    threads: Int
  ) throws(ModelError) {
    let counts = try ClassCounts(
      rows: design.rows,
      outcomes: outcomes,
      weights: weights,
      offset: offset
    )
    self.init(
      design: design,
      scaling: try ColumnScaling(checking: design, weights: weights, threads: threads),
      outcomes: outcomes,
      weights: weights,
      offset: offset,
      ridgeStrength: ridgeStrength,
      threads: threads,
      counts: counts
    )
  }
}
