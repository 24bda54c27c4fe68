import LinearAlgebra

/// How the linear predictor becomes a hazard.
enum HazardKernel: Hashable, Sendable {
  /// `hₖ = exp(ηₖ) / (1 + Σ exp(ηⱼ))`: the logit link when there is one kind of event.
  case softmax
  /// `h = 1 − exp(−exp(η))`, with the curvature of the likelihood (Newton) or its expectation
  /// (Fisher).
  case complementaryLogLog(expectsCurvature: Bool)
}

/// The penalised log-likelihood of a discrete-time hazard, without person-period rows.
///
/// A position holds, for each kind of event, the coefficients of the time columns and then those of
/// the standardised features. The linear predictor of subject i in period t is `aₜ + fᵢ` with
/// `a = B·α` from the small table `B` (periods × time columns) and `f = Z·β`. Everything that the
/// long table would give is a sum over the subject's periods of the slope `g` and the curvature `h`
/// of one person-period:
///
///     score β: Σᵢ zᵢ·(Σₜ g)      Hessian ββ: Σᵢ zᵢ zᵢᵀ·(Σₜ h)
///     score α: Σₜ bₜ·(Σᵢ g)      Hessian αα: Σₜ bₜ bₜᵀ·(Σᵢ h)      αβ: Σᵢ (Σₜ h bₜ) zᵢᵀ
struct HazardProblem: NewtonProblem {
  let data: HazardData
  let basis: TimeBasis
  /// Periods × time columns.
  let table: Matrix
  /// The same, column after column.
  let tableColumns: [[Double]]
  let kernel: HazardKernel
  let ridgeStrength: Double
  let threads: Int

  init(
    data: HazardData,
    basis: TimeBasis,
    kernel: HazardKernel,
    ridgeStrength: Double,
    threads: Int
  ) {
    (self.data, self.basis, self.kernel) = (data, basis, kernel)
    (self.ridgeStrength, self.threads) = (ridgeStrength, threads)
    let table = Matrix(
      rows: data.lastPeriod,
      columns: basis.width,
      elements: (1...data.lastPeriod).flatMap { basis.values(at: $0) ?? [] }
    )
    self.table = table
    tableColumns = (0..<basis.width).map { table.column($0) }
  }

  var features: Int { data.design.columns }
  /// How many coordinates belong to one kind of event.
  var blockSize: Int { basis.width + features }
  /// Pairs (a, b) of kinds with a ≤ b, counted from 0.
  var pairs: [(Int, Int)] {
    (0..<data.kindCount).flatMap { a in (a..<data.kindCount).map { (a, $0) } }
  }

  private func timeSteps(_ position: [Double], kind: Int) -> [Double] {
    let start = kind * blockSize
    return table.multiplied(by: Array(position[start..<start + basis.width]))
  }

  private func featureSteps(_ position: [Double], kind: Int) -> [Double] {
    let start = kind * blockSize + basis.width
    return data.design.multiplied(
      by: zip(position[start..<start + features], data.scaling.scales).map { $0 * $1 },
      centers: data.scaling.centers,
      threads: threads
    )
  }

  /// A bound: the largest change by time plus the largest by features.
  func largestChange(along step: [Double]) -> Double {
    (0..<data.kindCount).reduce(0) { largest, kind in
      let byTime = zip(timeSteps(step, kind: kind), data.isObserved)
        .reduce(0) { $1.1 ? max($0, abs($1.0)) : $0 }
      let byFeatures = featureSteps(step, kind: kind).reduce(0) { max($0, abs($1)) }
      return max(largest, byTime + byFeatures)
    }
  }

  /// In a period the likelihood asks that what happened (0 for nothing) rises by no less than
  /// anything else that could have happened.
  func largestRetreat(along step: [Double]) -> Double {
    let kinds = 0..<data.kindCount
    let byTime = kinds.map { timeSteps(step, kind: $0) }
    let byFeatures = kinds.map { featureSteps(step, kind: $0) }
    var largest = 0.0
    for subject in 0..<data.durations.count where data.weights?[subject] != 0 {
      let event = min(data.durations.kinds[subject], data.kindCount)
      let atRisk = data.durations.atRisk(subject)
      for period in atRisk {
        func change(_ kind: Int) -> Double { byTime[kind][period] + byFeatures[kind][subject] }
        let hasEvent = event > 0 && period == atRisk.upperBound - 1
        let wanted = hasEvent ? change(event - 1) : 0
        largest = kinds.reduce(max(largest, -wanted)) { max($0, change($1) - wanted) }
      }
    }
    return largest
  }

  func look(at position: [Double]) -> NewtonLook {
    let sweep = HazardSweep(
      problem: self,
      timeParts: (0..<data.kindCount).map { timeSteps(position, kind: $0) },
      featureParts: (0..<data.kindCount).map { kind in
        let parts = featureSteps(position, kind: kind)
        return data.offset.map { zip($0, parts).map { $0 + $1 } } ?? parts
      }
    )
    let sums = sweep.sums()
    var look = NewtonLook(
      objective: -sums.logLikelihood,
      logLikelihood: sums.logLikelihood,
      score: Array(repeating: 0, count: position.count),
      hessian: Matrix(rows: position.count, columns: position.count)
    )
    guard sums.logLikelihood.isFinite else { return look }
    for (pair, kinds) in pairs.enumerated() { add(sums, pair: pair, kinds, to: &look) }
    penalise(&look, at: position)
    return look
  }

  private func penalise(_ look: inout NewtonLook, at position: [Double]) {
    for kind in 0..<data.kindCount {
      for index in kind * blockSize + basis.width..<(kind + 1) * blockSize {
        look.objective += ridgeStrength / 2 * position[index] * position[index]
        look.score[index] -= ridgeStrength * position[index]
        look.hessian[index, index] += ridgeStrength
      }
    }
  }

  /// Adds the block of two kinds; what belongs to one kind alone comes with its pair (a, a).
  private func add(
    _ sums: HazardSweep.Sums,
    pair: Int,
    _ kinds: (Int, Int),
    to look: inout NewtonLook
  ) {
    let (first, second) = (kinds.0 * blockSize, kinds.1 * blockSize)
    let isDiagonal = kinds.0 == kinds.1
    // Two kinds compete: their curvature is negative, and a Gram matrix wants a square root.
    let sign = isDiagonal ? 1.0 : -1.0
    let byFeatures = WeightedGram(
      of: data.design,
      scaling: data.scaling,
      weights: isDiagonal ? sums.curvatures[pair] : sums.curvatures[pair].map { -$0 },
      residuals: isDiagonal
        ? sums.slopes[kinds.0] : Array(repeating: 0, count: data.design.rows),
      threads: threads
    )
    let byTime = timeBlock(sums.periodCurvatures[pair])
    let width = basis.width
    for row in 0..<width {
      for column in 0..<width {
        look.hessian.setBoth(first + row, second + column, byTime[row, column])
      }
      for feature in 0..<features {
        let value = sums.crossings[pair][row, feature] * data.scaling.scales[feature]
        look.hessian.setBoth(first + row, second + width + feature, value)
        look.hessian.setBoth(first + width + feature, second + row, value)
      }
    }
    for row in 0..<features {
      for column in 0..<features {
        let value = sign * byFeatures.gram[row + 1, column + 1]
        look.hessian.setBoth(first + width + row, second + width + column, value)
      }
    }
    guard isDiagonal else { return }
    for (period, slope) in sums.periodSlopes[kinds.0].enumerated() {
      for column in 0..<width { look.score[first + column] += slope * table[period, column] }
    }
    for feature in 0..<features {
      look.score[first + width + feature] = byFeatures.score[feature + 1]
    }
  }

  /// `Σₜ hₜ bₜ bₜᵀ`.
  private func timeBlock(_ curvatures: [Double]) -> Matrix {
    var block = Matrix(rows: basis.width, columns: basis.width)
    if basis.isIdentity {
      for period in curvatures.indices { block[period, period] = curvatures[period] }
      return block
    }
    for (period, curvature) in curvatures.enumerated() {
      for row in 0..<basis.width {
        for column in 0..<basis.width {
          block[row, column] += curvature * table[period, row] * table[period, column]
        }
      }
    }
    return block
  }
}

extension Matrix {
  /// Sets an element and its mirror image.
  fileprivate mutating func setBoth(_ row: Int, _ column: Int, _ value: Double) {
    self[row, column] = value
    self[column, row] = value
  }
}
