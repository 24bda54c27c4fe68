import LinearAlgebra
import Statistics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The approximated marginal log-likelihood and its exact gradient.
///
/// With `b = τ·u` and `q(u) = Σ ℓᵢ(ηᵢ + τu) − u²/2`, a group adds
/// `ln ∫ exp q(u) du/√(2π) ≈ ln s + ln Σⱼ wⱼ·exp(q(û + s·zⱼ) + zⱼ²/2)`
/// where û is the highest point of q, `s = D^(−½)` with `D = −q″(û) = 1 + τ²·Σ wᵢ`, and (zⱼ, wⱼ) a
/// Gauss–Hermite rule. One point, z = 0, is Laplace's approximation. When a parameter moves, û and
/// s move with it:
///
///     dû/dηᵢ = −τ·wᵢ/D             dû/dτ = (Σ r − τ·û·Σ w)/D
///     d ln D/dηᵢ = τ²/D·(w′ᵢ − τ²·Σ w′·wᵢ/D)
///
/// with r, w, w′ the first three derivatives of ℓ (w with its sign turned). So the gradient by β
/// is `Xᵀρ`, with one number ρ per row.
struct RandomInterceptLikelihood: Sendable {
  let rows: GroupedRows
  let threads: Int
  private let nodes: [Double]
  /// `ln wⱼ + zⱼ²/2`.
  private let logWeights: [Double]

  init(rows: GroupedRows, points: Int, threads: Int) {
    (self.rows, self.threads) = (rows, threads)
    let rule = GaussHermiteRule(points: points)
    nodes = rule.nodes
    logWeights = zip(rule.nodes, rule.weights).map { log($1) + $0 * $0 / 2 }
  }

  /// What one pass over all rows tells.
  struct Pass: Sendable {
    var logLikelihood: Double
    /// The derivative by τ.
    var deviationScore: Double
    /// ρ: the gradient by β is `Zᵀρ`.
    var residuals: [Double]
    /// wᵢ at the group's highest point.
    var curvatures: [Double]
    /// û of every group.
    var modes: [Double]
    /// D of every group.
    var precisions: [Double]
    /// `Σ r` of every group at its highest point.
    var groupResiduals: [Double]
  }

  /// Looks at a position, which holds the intercept and one coefficient per standardised column.
  ///
  /// The search for the highest points begins at `start`, or at 0.
  func pass(_ position: [Double], deviation: Double, start: [Double]? = nil) -> Pass {
    let logits = logits(at: position)
    let groupCount = rows.groups.count
    var pass = Pass(
      logLikelihood: 0,
      deviationScore: 0,
      residuals: Array(repeating: 0, count: logits.count),
      curvatures: Array(repeating: 0, count: logits.count),
      modes: start ?? Array(repeating: 0, count: groupCount),
      precisions: Array(repeating: 1, count: groupCount),
      groupResiduals: Array(repeating: 0, count: groupCount)
    )
    let chunks = FixedChunks(items: groupCount, minimumSize: 16)
    var sums = Array(repeating: 0.0, count: 2 * chunks.count)
    withPointers(&pass, &sums) { pass, sums in
      nonisolated(unsafe) let (pass, sums) = (pass, sums)
      chunks.forEach(threads: threads) { chunk, groups in
        var scratch = Scratch()
        for group in groups {
          let (value, slope) = add(
            group,
            logits: logits,
            deviation: deviation,
            to: pass,
            scratch: &scratch
          )
          sums[2 * chunk] += value
          sums[2 * chunk + 1] += slope
        }
      }
    }
    for chunk in 0..<chunks.count {
      pass.logLikelihood += sums[2 * chunk]
      pass.deviationScore += sums[2 * chunk + 1]
    }
    pass.logLikelihood += rows.logCombinations
    return pass
  }

  private func logits(at position: [Double]) -> [Double] {
    var logits = rows.design.multiplied(
      by: Array(position.dropFirst()),
      plus: position[0],
      threads: threads
    )
    guard let offset = rows.offset else { return logits }
    for row in logits.indices { logits[row] += offset[row] }
    return logits
  }

  /// `(1, Z)ᵀ ρ`.
  func score(_ pass: Pass) -> [Double] {
    rows.design.transposedProduct(
      with: pass.residuals,
      scaling: .identity(columns: rows.design.columns),
      threads: threads
    )
  }

  /// `Σ wᵢ·(1, zᵢ)` of every group: groups × (features + 1).
  func groupSums(_ pass: Pass) -> Matrix {
    let width = rows.design.columns
    var sums = Matrix(rows: rows.groups.count, columns: width + 1)
    rows.design.withUnsafeBufferPointer { elements in
      sums.withUnsafeMutableBufferPointer { sums in
        for group in rows.groups.indices {
          let start = group * (width + 1)
          for row in rows.bounds[group]..<rows.bounds[group + 1] {
            let weight = pass.curvatures[row]
            sums[start] += weight
            for column in 0..<width {
              sums[start + 1 + column] += weight * elements[row * width + column]
            }
          }
        }
      }
    }
    return sums
  }

  // MARK: One group

  /// The parts of a pass that groups write to, each its own elements.
  private struct Pointers {
    var residuals: UnsafeMutablePointer<Double>
    var curvatures: UnsafeMutablePointer<Double>
    var modes: UnsafeMutablePointer<Double>
    var precisions: UnsafeMutablePointer<Double>
    var groupResiduals: UnsafeMutablePointer<Double>
  }

  private func withPointers(
    _ pass: inout Pass,
    _ sums: inout [Double],
    _ body: (Pointers, UnsafeMutablePointer<Double>) -> Void
  ) {
    // Every array has at least one element: there is no fit without rows.
    pass.residuals.withUnsafeMutableBufferPointer { residuals in
      pass.curvatures.withUnsafeMutableBufferPointer { curvatures in
        pass.modes.withUnsafeMutableBufferPointer { modes in
          pass.precisions.withUnsafeMutableBufferPointer { precisions in
            pass.groupResiduals.withUnsafeMutableBufferPointer { groupResiduals in
              sums.withUnsafeMutableBufferPointer { sums in
                guard let residuals = residuals.baseAddress,
                  let curvatures = curvatures.baseAddress, let modes = modes.baseAddress,
                  let precisions = precisions.baseAddress,
                  let groupResiduals = groupResiduals.baseAddress, let sums = sums.baseAddress
                else { return }
                let pointers = Pointers(
                  residuals: residuals,
                  curvatures: curvatures,
                  modes: modes,
                  precisions: precisions,
                  groupResiduals: groupResiduals
                )
                body(pointers, sums)
              }
            }
          }
        }
      }
    }
  }

  /// Room for one group, used again for the next.
  private struct Scratch {
    /// w′ of every row.
    var bends: [Double] = []
    /// r of every row at every point.
    var residuals: [Double] = []
  }

  /// Adds one group; returns its log-likelihood and the derivative of that by τ.
  private func add(
    _ group: Int,
    logits: [Double],
    deviation: Double,
    to pass: Pointers,
    scratch: inout Scratch
  ) -> (value: Double, slope: Double) {
    let range = rows.bounds[group]..<rows.bounds[group + 1]
    let mode = highestPoint(range, logits: logits, deviation: deviation, start: pass.modes[group])
    if scratch.bends.count < range.count {
      scratch.bends = Array(repeating: 0, count: range.count)
      scratch.residuals = Array(repeating: 0, count: range.count * nodes.count)
    }
    var (value, residual, curvature, bend) = (-mode * mode / 2, 0.0, 0.0, 0.0)
    for row in range {
      let trial = BinomialTrial(
        logits[row] + deviation * mode,
        successes: rows.successes[row],
        trials: rows.trials[row]
      )
      value += trial.logLikelihood
      residual += trial.residual
      curvature += trial.curvature
      bend += trial.bend
      pass.residuals[row] = trial.residual
      pass.curvatures[row] = trial.curvature
      scratch.bends[row - range.lowerBound] = trial.bend
    }
    let precision = 1 + deviation * deviation * curvature
    pass.modes[group] = mode
    pass.precisions[group] = precision
    pass.groupResiduals[group] = residual
    let shape = HighestPoint(
      deviation: deviation,
      mode: mode,
      precision: precision,
      residual: residual,
      curvature: curvature,
      bend: bend
    )
    let sum =
      nodes.count == 1
      ? QuadratureSum(logSum: value, modeSlope: 0, scaleSlope: 1, deviationSlope: mode * residual)
      : quadrature(range, shape, logits: logits, to: pass, scratch: &scratch)
    // What the movement of û and s adds to the gradient.
    for row in range {
      let own = pass.curvatures[row]
      pass.residuals[row] +=
        sum.modeSlope * shape.modeChange(curvature: own) - 0.5 * sum.scaleSlope
        * shape.logPrecisionChange(
          curvature: own,
          bend: scratch.bends[row - range.lowerBound]
        )
    }
    return (
      sum.logSum - 0.5 * log(precision),
      sum.deviationSlope + sum.modeSlope * shape.modeChangeByDeviation
        - 0.5 * sum.scaleSlope * shape.logPrecisionChangeByDeviation
    )
  }

  /// The root of `τ·Σ r − u`, which falls in u: Newton's method, kept between bounds.
  private func highestPoint(
    _ range: Range<Int>,
    logits: [Double],
    deviation: Double,
    start: Double
  ) -> Double {
    guard deviation > 0 else { return 0 }
    var (low, high) = (-Double.infinity, Double.infinity)
    var mode = start
    for _ in 0..<200 {
      var (residual, curvature) = (0.0, 0.0)
      for row in range {
        let successes = rows.successes[row]
        let logit = logits[row] + deviation * mode
        let tail = exp(-abs(logit))
        let head = 1 / (1 + tail)
        let (p, rest) = logit >= 0 ? (head, tail * head) : (tail * head, head)
        residual += successes * rest - (rows.trials[row] - successes) * p
        curvature += rows.trials[row] * tail * head * head
      }
      let slope = deviation * residual - mode
      if slope > 0 { low = mode } else { high = mode }
      var next = mode + slope / (1 + deviation * deviation * curvature)
      // A step out of the bounds halves them; without a bound on that side it is kept short.
      if next <= low || next >= high {
        next = low.isFinite && high.isFinite ? (low + high) / 2 : mode
      }
      next = min(max(next, mode - 5 * (1 + abs(mode))), mode + 5 * (1 + abs(mode)))
      let change = abs(next - mode)
      mode = next
      // The error left is of the order of the square of the change.
      if change <= 1e-8 * (1 + abs(mode)) { break }
    }
    return mode
  }

  /// What a rule of several points says about one group, and how it changes with the points.
  private struct QuadratureSum {
    /// `ln Σ wⱼ exp(qⱼ + zⱼ²/2)`.
    var logSum: Double
    /// Its derivative by û.
    var modeSlope: Double
    /// The derivative of `ln s + logSum` by `ln s`.
    var scaleSlope: Double
    /// The derivative of `logSum` by τ, with û and s held.
    var deviationSlope: Double
  }

  /// Sums over the points and replaces the rows' residuals by their means over the points.
  private func quadrature(
    _ range: Range<Int>,
    _ shape: HighestPoint,
    logits: [Double],
    to pass: Pointers,
    scratch: inout Scratch
  ) -> QuadratureSum {
    let scale = 1 / shape.precision.squareRoot()
    var values: [Double] = []
    var sums: [Double] = []
    for (index, node) in nodes.enumerated() {
      let u = shape.mode + scale * node
      var (value, residual) = (logWeights[index] - u * u / 2, 0.0)
      for row in range {
        let trial = BinomialTrial(
          logits[row] + shape.deviation * u,
          successes: rows.successes[row],
          trials: rows.trials[row]
        )
        value += trial.logLikelihood
        residual += trial.residual
        scratch.residuals[index * range.count + row - range.lowerBound] = trial.residual
      }
      values.append(value)
      sums.append(residual)
    }
    let largest = values.max() ?? 0
    let total = values.reduce(0) { $0 + exp($1 - largest) }
    for row in range { pass.residuals[row] = 0 }
    var sum = QuadratureSum(
      logSum: largest + log(total),
      modeSlope: 0,
      scaleSlope: 1,
      deviationSlope: 0
    )
    for (index, node) in nodes.enumerated() {
      let share = exp(values[index] - largest) / total
      let u = shape.mode + scale * node
      let slope = shape.deviation * sums[index] - u
      sum.modeSlope += share * slope
      sum.scaleSlope += share * slope * scale * node
      sum.deviationSlope += share * u * sums[index]
      for row in range {
        pass.residuals[row] +=
          share * scratch.residuals[index * range.count + row - range.lowerBound]
      }
    }
    return sum
  }
}
