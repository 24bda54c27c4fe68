import LinearAlgebra

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Firth's penalised log-likelihood `ℓ*(b) = ℓ(b) + ½·ln |ZᵀWZ|` in standardised coordinates.
///
/// A position is the intercept, followed by one coefficient per standardised column; the
/// coordinates that are not `free` stay 0.
struct FirthProblem: Sendable {
  /// The likelihood without the penalty.
  let plain: LogisticProblem

  var design: Matrix { plain.design.dense }
  var scaling: ColumnScaling { plain.scaling }
  var counts: ClassCounts { plain.counts }
  var outcomes: [Double] { plain.outcomes }
  var weights: [Double]? { plain.weights }
  private var offset: [Double]? { plain.offset }
  private var threads: Int { plain.threads }

  /// What the rows say at one position.
  struct Rows {
    var logLikelihood: Double
    /// With the offset.
    var logits: [Double]
    /// The diagonal of `W`: `w · p·(1 − p)`.
    var curvatures: [Double]
    /// `w · (y − p)`.
    var residuals: [Double]
  }

  /// A position where the information is not singular.
  struct Point {
    var position: [Double]
    var rows: Rows
    /// `(ZᵀWZ)⁻¹`; 0 where a coordinate is not free.
    var inverse: Matrix
    /// `ℓ*`, with the determinant of the standardised information.
    var objective: Double
  }

  /// The information of all coordinates at a position.
  func information(_ rows: Rows) -> Matrix {
    WeightedGram(
      of: design,
      scaling: scaling,
      weights: rows.curvatures,
      residuals: rows.residuals,
      threads: threads
    ).gram
  }

  /// Looks at a position; nil where the information is singular.
  func point(at position: [Double], free: [Int]) -> Point? {
    let rows = rows(at: position)
    return point(position, rows, information(rows), free: free)
  }

  func point(
    _ position: [Double],
    _ rows: Rows,
    _ information: Matrix,
    free: [Int]
  ) -> Point? {
    guard let factor = try? Cholesky(of: information.selecting(square: free)) else { return nil }
    return Point(
      position: position,
      rows: rows,
      inverse: factor.inverse().spread(over: free, size: position.count),
      objective: rows.logLikelihood + factor.logDeterminant / 2
    )
  }

  /// Firth's modified score `Zᵀ(w·(y − p) + h·(½ − p))`.
  ///
  /// The leverages `h` sum to the number of coefficients: the penalty adds half an event and half
  /// a non-event per coefficient, and gives them to the rows that decide most.
  func score(at point: Point) -> [Double] {
    let leverages = leverages(at: point)
    var residuals = point.rows.residuals
    for row in residuals.indices {
      // ½ − p = −½·tanh(η/2), without cancellation.
      residuals[row] -= leverages[row] * tanh(point.rows.logits[row] / 2) / 2
    }
    return design.transposedProduct(with: residuals, scaling: scaling, threads: threads)
  }

  /// The diagonal of the hat matrix `W^½·Z·(ZᵀWZ)⁻¹·Zᵀ·W^½`.
  func leverages(at point: Point) -> [Double] {
    var leverages = design.quadraticForms(
      with: point.inverse.scaled(by: [1] + scaling.scales),
      centers: scaling.centers,
      threads: threads
    )
    for row in leverages.indices { leverages[row] *= point.rows.curvatures[row] }
    return leverages
  }

  /// By how much a step changes a logit at most, of rows that weigh something: one of weight 0, far
  /// from the others, would shorten every step.
  func largestChange(along step: [Double]) -> Double {
    let changes = plain.changes(along: step)
    return changes.indices.reduce(0) { weights?[$1] == 0 ? $0 : max($0, abs(changes[$1])) }
  }

  func rows(at position: [Double]) -> Rows {
    let blocks = RowBlocks(rows: design.rows)
    let zeros = Array(repeating: 0.0, count: design.rows)
    var (logits, curvatures, residuals) = (plain.changes(along: position), zeros, zeros)
    var partial = Array(repeating: 0.0, count: blocks.count)
    logits.withUnsafeMutableBufferPointer { logits in
      curvatures.withUnsafeMutableBufferPointer { curvatures in
        residuals.withUnsafeMutableBufferPointer { residuals in
          partial.withUnsafeMutableBufferPointer { partial in
            nonisolated(unsafe) let (logits, curvatures, residuals, partial) = (
              logits, curvatures, residuals, partial
            )
            blocks.forEach(threads: threads) { _, block, range in
              for row in range {
                partial[block] += look(at: row, &logits[row], &curvatures[row], &residuals[row])
              }
            }
          }
        }
      }
    }
    return Rows(
      logLikelihood: partial.reduce(0, +),
      logits: logits,
      curvatures: curvatures,
      residuals: residuals
    )
  }

  /// Adds the offset to a logit, fills in the rest, and returns the row's log-likelihood.
  private func look(
    at row: Int,
    _ logit: inout Double,
    _ curvature: inout Double,
    _ residual: inout Double
  ) -> Double {
    if let offset { logit += offset[row] }
    let weight = weights?[row] ?? 1
    // Everything from e^−|η|: p·(1 − p) from a rounded p would be 0 beyond η = 37.
    let direction = outcomes[row] == 1 ? 1.0 : -1.0
    let agreement = direction * logit
    let tail = exp(-abs(agreement))
    let head = 1 / (1 + tail)
    curvature = weight * tail * head * head
    residual = weight * direction * (agreement >= 0 ? tail * head : head)
    return -weight * (max(-agreement, 0) + log1p(tail))
  }
}
