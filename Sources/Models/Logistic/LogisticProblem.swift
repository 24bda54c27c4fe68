import LinearAlgebra

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The penalised log-likelihood of a logistic model in standardised coordinates.
///
/// A position is the intercept, followed by one coefficient per standardised column.
struct LogisticProblem: Sendable {
  let design: Matrix
  let scaling: ColumnScaling
  let outcomes: [Double]
  let weights: [Double]?
  let offset: [Double]?
  let ridgeStrength: Double
  let threads: Int

  /// Everything that one look at all rows tells.
  struct Evaluation {
    var logLikelihood: Double
    /// `−ℓ + ½·λ·Σ bⱼ²`.
    var objective: Double
    /// The diagonal of `W`.
    var curvatures: [Double]
    /// `w · (y − p)`.
    var residuals: [Double]
  }

  func evaluation(at position: [Double]) -> Evaluation {
    let blocks = RowBlocks(rows: design.rows)
    var curvatures = Array(repeating: 0.0, count: design.rows)
    var residuals = logits(at: position)
    var partial = Array(repeating: 0.0, count: blocks.count)
    curvatures.withUnsafeMutableBufferPointer { curvatures in
      residuals.withUnsafeMutableBufferPointer { residuals in
        partial.withUnsafeMutableBufferPointer { partial in
          nonisolated(unsafe) let (curvatures, residuals, partial) = (
            curvatures, residuals, partial
          )
          blocks.forEach(threads: threads) { _, block, rows in
            partial[block] = evaluate(rows, logits: residuals, curvatures: curvatures)
          }
        }
      }
    }
    let logLikelihood = partial.reduce(0, +)
    let penalty = ridgeStrength / 2 * position.dropFirst().reduce(0) { $0 + $1 * $1 }
    return Evaluation(
      logLikelihood: logLikelihood,
      objective: penalty - logLikelihood,
      curvatures: curvatures,
      residuals: residuals
    )
  }

  /// Replaces the logits of some rows by residuals, fills in curvatures, and returns the
  /// log-likelihood.
  ///
  /// Everything comes from `e^−|η|`: `p·(1−p)` from a rounded `p` would be 0 beyond η = 37.
  private func evaluate(
    _ rows: Range<Int>,
    logits: UnsafeMutableBufferPointer<Double>,
    curvatures: UnsafeMutableBufferPointer<Double>
  ) -> Double {
    var logLikelihood = 0.0
    for row in rows {
      let weight = weights?[row] ?? 1
      // Towards the outcome that happened is the positive direction.
      let direction = outcomes[row] == 1 ? 1.0 : -1.0
      let agreement = direction * logits[row]
      let tail = exp(-abs(agreement))
      let head = 1 / (1 + tail)
      logLikelihood -= weight * (max(-agreement, 0) + log1p(tail))
      curvatures[row] = weight * tail * head * head
      logits[row] = weight * direction * (agreement >= 0 ? tail * head : head)
    }
    return logLikelihood
  }

  /// The logits of all rows, offset included.
  private func logits(at position: [Double]) -> [Double] {
    var logits = changes(along: position)
    guard let offset else { return logits }
    for row in logits.indices { logits[row] += offset[row] }
    return logits
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

  /// The Hessian of the objective and its negative gradient.
  func derivatives(
    at position: [Double],
    _ evaluation: Evaluation
  ) -> (hessian: Matrix, score: [Double]) {
    let sums = WeightedGram(
      of: design,
      scaling: scaling,
      weights: evaluation.curvatures,
      residuals: evaluation.residuals,
      threads: threads
    )
    var (hessian, score) = (sums.gram, sums.score)
    for index in score.indices.dropFirst() {
      hessian[index, index] += ridgeStrength
      score[index] -= ridgeStrength * position[index]
    }
    return (hessian, score)
  }
}
