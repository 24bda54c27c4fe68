import CKernels

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
  /// - Complexity: one pass over the rows.
  public init(standardising design: Design, weights: [Double]? = nil, threads: Int = 1) {
    precondition(weights.map { $0.count == design.rows } ?? true, "every row needs a weight")
    let total = weights?.reduce(0, +) ?? Double(design.rows)
    var (means, variances) = design.dense.moments(weights: weights, total: total, threads: threads)
    for factor in design.levelCounts.indices {
      for share in design.levelShares(of: factor, weights: weights, total: total).dropFirst() {
        means.append(share)
        variances.append(share * (1 - share))
      }
    }
    centers = means
    scales = zip(means, variances).map { mean, variance in
      let deviation = variance < 0 ? 0 : variance.squareRoot()
      guard deviation.isFinite else { return .nan }
      // The mean of a constant column is rounded, so its deviation is not exactly 0.
      return deviation > 1e-12 * abs(mean) ? 1 / deviation : 0
    }
  }

  /// The scaling of a matrix to mean 0 and standard deviation 1.
  ///
  /// - Parameters: as above.
  public init(standardising design: Matrix, weights: [Double]? = nil, threads: Int = 1) {
    self.init(standardising: Design(dense: design), weights: weights, threads: threads)
  }
}

extension Design {
  /// The share of each level's weight.
  fileprivate func levelShares(
    of factor: Int,
    weights: [Double]?,
    total: Double
  ) -> [Double] {
    var sums = Array(repeating: 0.0, count: levelCounts[factor])
    for (row, code) in codes(of: factor, rows: 0..<rows).enumerated() {
      sums[Int(code)] += weights?[row] ?? 1
    }
    return sums.map { $0 / total }
  }
}

extension Matrix {
  /// The means and variances of the columns.
  ///
  /// Values are taken relative to the mean of the first rows that count. These rows are part of
  /// the sums, so the mean of all is at most √(all / first) deviations away: squares lose no more
  /// than the digits of that ratio, whatever the order of rows.
  fileprivate func moments(
    weights: [Double]?,
    total: Double,
    threads: Int
  ) -> (means: [Double], variances: [Double]) {
    let zeros = Array(repeating: 0.0, count: columns)
    let blocks = RowBlocks(rows: rows)
    let weight = { (block: Int) in
      weights?[blocks[block]].reduce(0, +) ?? Double(blocks[block].count)
    }
    let pivots =
      (0..<blocks.count).first { weight($0) > 0 }.map { block in
        self.sums(of: blocks[block], from: zeros, weights: weights).sums
          .map { $0 / weight(block) }
      } ?? zeros
    let width = columns
    let sums = blocks.sum(count: 2 * width, threads: threads) { _, rows, sums in
      let (first, second) = self.sums(of: rows, from: pivots, weights: weights)
      for column in 0..<width {
        sums[column] += first[column]
        sums[width + column] += second[column]
      }
    }
    let shifts = sums.prefix(width).map { $0 / total }
    return (
      zip(pivots, shifts).map { $0 + $1 },
      zip(sums.suffix(width), shifts).map { $0 / total - $1 * $1 }
    )
  }

  /// The weighted sums of `x − from` over some rows, and of its squares.
  private func sums(
    of rows: Range<Int>,
    from pivots: [Double],
    weights: [Double]?
  ) -> (sums: [Double], squares: [Double]) {
    let kernel = DesignKernel(
      Design(dense: self),
      scaling: ColumnScaling(centers: pivots, scales: Array(repeating: 1, count: columns))
    )
    let scratch = kernel.makeScratch(workers: 1)
    var sums = Array(repeating: 0.0, count: kernel.width)
    var squares = sums
    kernel.withRows(rows) { block, path in
      (weights?[rows]).map(Array.init).withPointer { weights in
        ck_row_moments(path, &block, weights, scratch.kernel(0), &sums, &squares)
      }
    }
    return (Array(sums.prefix(columns)), Array(squares.prefix(columns)))
  }
}
