/// The centre and the scale of every column: `z = (x − center) · scale`.
///
/// Kernels apply it while they read, so a design matrix is never copied to be standardised.
public struct ColumnScaling: Hashable, Sendable, Codable {
  /// What is subtracted from each column.
  public var centers: [Double]
  /// What each column is then multiplied by; 0 for a constant column, which so disappears, and NaN
  /// for a column with values that are not finite or too large to square.
  public var scales: [Double]

  /// Creates a scaling.
  public init(centers: [Double], scales: [Double]) {
    precondition(centers.count == scales.count, "every column needs a centre and a scale")
    self.centers = centers
    self.scales = scales
  }

  /// The scaling that leaves every value as it is.
  public static func identity(columns: Int) -> ColumnScaling {
    ColumnScaling(
      centers: Array(repeating: 0, count: columns),
      scales: Array(repeating: 1, count: columns)
    )
  }

  /// The scaling to mean 0 and standard deviation 1 (dividing by the sum of weights).
  ///
  /// - Parameters:
  ///   - design: rows × columns.
  ///   - weights: how often each row counts; nil for once.
  ///   - threads: how many threads to use; the result does not depend on it.
  public init(standardising design: Matrix, weights: [Double]? = nil, threads: Int = 1) {
    let total = weights?.reduce(0, +) ?? Double(design.rows)
    let zeros = Array(repeating: 0.0, count: design.columns)
    let means = design.columnSums(weights: weights, threads: threads).map { $0 / total }
    let squares = design.columnSums(
      weights: weights,
      squaredDistancesFrom: means,
      threads: threads
    )
    centers = means
    scales = zeros
    for column in means.indices {
      let deviation = (squares[column] / total).squareRoot()
      // The mean of a constant column is rounded, so its deviation is not exactly 0.
      if deviation > 1e-12 * abs(means[column]) { scales[column] = 1 / deviation }
      if !deviation.isFinite { scales[column] = .nan }
    }
  }
}

extension Matrix {
  /// The weighted sums of the columns, or of their squared distances from given centres.
  ///
  /// - Parameters:
  ///   - weights: how often each row counts; nil for once.
  ///   - centers: nil for plain sums.
  ///   - threads: how many threads to use; the result does not depend on it.
  /// - Returns: One sum per column.
  public func columnSums(
    weights: [Double]? = nil,
    squaredDistancesFrom centers: [Double]? = nil,
    threads: Int = 1
  ) -> [Double] {
    precondition(weights.map { $0.count == rows } ?? true, "every row needs a weight")
    precondition(centers.map { $0.count == columns } ?? true, "every column needs a centre")
    let blocks = RowBlocks(rows: rows)
    var partial = Matrix(rows: blocks.count, columns: columns)
    withUnsafeBufferPointer { elements in
      partial.withUnsafeMutableBufferPointer { partial in
        guard let origin = elements.baseAddress, let first = partial.baseAddress else { return }
        nonisolated(unsafe) let (start, sums) = (origin, first)
        blocks.forEach(threads: threads) { _, block, range in
          for row in range {
            let values = start + row * columns
            let weight = weights?[row] ?? 1
            let target = sums + block * columns
            if let centers {
              RowKernel.accumulateSquares(
                values,
                centers: centers,
                weight: weight,
                into: target,
                count: columns
              )
            } else {
              RowKernel.accumulate(values, weight: weight, into: target, count: columns)
            }
          }
        }
      }
    }
    return partial.sumOfRows()
  }

  /// Adds the rows in order.
  private func sumOfRows() -> [Double] {
    var sums = Array(repeating: 0.0, count: columns)
    for row in 0..<rows {
      for column in 0..<columns { sums[column] += self[row, column] }
    }
    return sums
  }
}
