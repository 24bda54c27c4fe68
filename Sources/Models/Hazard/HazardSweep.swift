import LinearAlgebra

/// One pass over all subjects and their periods.
struct HazardSweep: Sendable {
  let problem: HazardProblem
  /// For each kind, one value per period.
  let timeParts: [[Double]]
  /// For each kind, one value per subject.
  let featureParts: [[Double]]

  /// What a pass leaves behind, by kind or by pair of kinds.
  struct Sums: Sendable {
    var logLikelihood = 0.0
    /// By kind, for each subject: `Σₜ g`.
    var slopes: [[Double]]
    /// By pair, for each subject: `Σₜ h`.
    var curvatures: [[Double]]
    /// By kind, for each period: `Σᵢ g`.
    var periodSlopes: [[Double]]
    /// By pair, for each period: `Σᵢ h`.
    var periodCurvatures: [[Double]]
    /// By pair: `Σᵢ (Σₜ h bₜ)(xᵢ − center)ᵀ`, time columns × features.
    var crossings: [Matrix]
  }

  private var kindCount: Int { problem.data.kindCount }
  private var pairCount: Int { kindCount * (kindCount + 1) / 2 }
  private var periods: Int { problem.data.lastPeriod }
  private var width: Int { problem.basis.width }
  /// Features, padded so that rows of lanes fit.
  private var stride: Int { (problem.features + 7) / 8 * 8 }
  /// How many numbers a chunk of subjects sums up to.
  private var sumCount: Int {
    1 + (kindCount + pairCount) * periods + pairCount * width * stride
  }

  func sums() -> Sums {
    let subjects = problem.data.design.rows
    let chunks = FixedChunks(items: subjects, minimumSize: RowBlocks.size)
    var total = Array(repeating: 0.0, count: chunks.count * sumCount)
    var slopes = Array(repeating: 0.0, count: kindCount * subjects)
    var curvatures = Array(repeating: 0.0, count: pairCount * subjects)
    total.withUnsafeMutableBufferPointer { total in
      slopes.withUnsafeMutableBufferPointer { slopes in
        curvatures.withUnsafeMutableBufferPointer { curvatures in
          guard let total = total.baseAddress, let slopes = slopes.baseAddress,
            let curvatures = curvatures.baseAddress
          else { return }
          nonisolated(unsafe) let (sums, slope, curvature) = (total, slopes, curvatures)
          chunks.forEach(threads: problem.threads) { chunk, range in
            sweep(range, sums: sums + chunk * sumCount, slopes: slope, curvatures: curvature)
          }
        }
      }
    }
    for chunk in 1..<max(1, chunks.count) {
      for index in 0..<sumCount { total[index] += total[chunk * sumCount + index] }
    }
    return arranged(total, slopes: slopes, curvatures: curvatures)
  }

  private func arranged(_ total: [Double], slopes: [Double], curvatures: [Double]) -> Sums {
    let subjects = problem.data.design.rows
    func parts(_ numbers: [Double], from start: Int, count: Int, size: Int) -> [[Double]] {
      (0..<count).map { Array(numbers[start + $0 * size..<start + ($0 + 1) * size]) }
    }
    let start = 1 + (kindCount + pairCount) * periods
    let crossings = parts(total, from: start, count: pairCount, size: width * stride)
    return Sums(
      logLikelihood: total[0],
      slopes: kindCount == 1
        ? [slopes] : parts(slopes, from: 0, count: kindCount, size: subjects),
      curvatures: pairCount == 1
        ? [curvatures] : parts(curvatures, from: 0, count: pairCount, size: subjects),
      periodSlopes: parts(total, from: 1, count: kindCount, size: periods),
      periodCurvatures: parts(
        total,
        from: 1 + kindCount * periods,
        count: pairCount,
        size: periods
      ),
      crossings: crossings.map {
        Matrix(rows: width, columns: stride, elements: $0)
          .selecting(columns: Array(0..<problem.features))
      }
    )
  }

  /// The subjects of one chunk, in order.
  private func sweep(
    _ subjects: Range<Int>,
    sums: UnsafeMutablePointer<Double>,
    slopes: UnsafeMutablePointer<Double>,
    curvatures: UnsafeMutablePointer<Double>
  ) {
    let data = problem.data
    let personPeriods = PersonPeriods(timeParts: timeParts, kernel: problem.kernel)
    defer { personPeriods.deallocate() }
    let row = UnsafeMutablePointer<Double>.allocate(capacity: stride)
    row.initialize(repeating: 0, count: stride)
    defer { row.deallocate() }
    let periodCurvatures = sums + 1 + kindCount * periods
    let crossings = periodCurvatures + pairCount * periods
    var predictors = Array(repeating: 0.0, count: kindCount)
    for subject in subjects {
      let weight = data.weights?[subject] ?? 1
      guard weight > 0 else { continue }
      for kind in 0..<kindCount { predictors[kind] = featureParts[kind][subject] }
      let range = data.durations.atRisk(subject)
      let event = min(data.durations.kinds[subject], kindCount)
      sums[0] += personPeriods.fill(range, event: event, weight: weight, predictors: predictors)
      for kind in 0..<kindCount {
        let source = personPeriods.slopes + kind * periods
        slopes[kind * data.design.rows + subject] = Self.sum(source, range)
        Self.add(source, range, to: sums + 1 + kind * periods)
      }
      copyCentredRow(subject, to: row)
      for pair in 0..<pairCount {
        let source = personPeriods.curvatures + pair * periods
        curvatures[pair * data.design.rows + subject] = Self.sum(source, range)
        Self.add(source, range, to: periodCurvatures + pair * periods)
        cross(source, range, row: row, into: crossings + pair * width * stride)
      }
    }
  }

  private func copyCentredRow(_ subject: Int, to row: UnsafeMutablePointer<Double>) {
    let features = problem.features
    problem.data.design.withUnsafeBufferPointer { elements in
      problem.data.scaling.centers.withUnsafeBufferPointer { centers in
        for feature in 0..<features {
          row[feature] = elements[subject * features + feature] - centers[feature]
        }
      }
    }
  }

  /// Adds `(Σₜ h bₜ) rowᵀ`.
  private func cross(
    _ curvatures: UnsafePointer<Double>,
    _ range: Range<Int>,
    row: UnsafePointer<Double>,
    into crossing: UnsafeMutablePointer<Double>
  ) {
    if problem.basis.isIdentity {
      for period in range {
        Self.add(row, times: curvatures[period], count: stride, to: crossing + period * stride)
      }
      return
    }
    for column in 0..<width {
      let factor = Self.dot(curvatures, problem.tableColumns[column], range)
      Self.add(row, times: factor, count: stride, to: crossing + column * stride)
    }
  }

  @inline(__always)
  private static func add(
    _ row: UnsafePointer<Double>,
    times factor: Double,
    count: Int,
    to sums: UnsafeMutablePointer<Double>
  ) {
    var column = 0
    while column < count {
      let lanes = UnsafeRawPointer(row + column).loadUnaligned(as: SIMD8<Double>.self)
      let before = UnsafeRawPointer(sums + column).loadUnaligned(as: SIMD8<Double>.self)
      UnsafeMutableRawPointer(sums + column)
        .storeBytes(of: before + lanes * factor, as: SIMD8<Double>.self)
      column += 8
    }
  }

  @inline(__always)
  private static func add(
    _ values: UnsafePointer<Double>,
    _ range: Range<Int>,
    to sums: UnsafeMutablePointer<Double>
  ) {
    for period in range { sums[period] += values[period] }
  }

  /// The sum of products of a few values, in four lanes.
  @inline(__always)
  private static func dot(
    _ values: UnsafePointer<Double>,
    _ factors: UnsafePointer<Double>,
    _ range: Range<Int>
  ) -> Double {
    var lanes = SIMD4<Double>.zero
    var period = range.lowerBound
    while period + 4 <= range.upperBound {
      lanes +=
        UnsafeRawPointer(values + period).loadUnaligned(as: SIMD4<Double>.self)
        * UnsafeRawPointer(factors + period).loadUnaligned(as: SIMD4<Double>.self)
      period += 4
    }
    var sum = lanes.sum()
    while period < range.upperBound {
      sum += values[period] * factors[period]
      period += 1
    }
    return sum
  }

  /// The sum of a few values, in four lanes: the order is fixed, the latency is a quarter.
  @inline(__always)
  private static func sum(_ values: UnsafePointer<Double>, _ range: Range<Int>) -> Double {
    var lanes = SIMD4<Double>.zero
    var period = range.lowerBound
    while period + 4 <= range.upperBound {
      lanes += UnsafeRawPointer(values + period).loadUnaligned(as: SIMD4<Double>.self)
      period += 4
    }
    var sum = lanes.sum()
    while period < range.upperBound {
      sum += values[period]
      period += 1
    }
    return sum
  }
}
