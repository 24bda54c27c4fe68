/// `ZᵀWZ` and `Zᵀr` for a design with an intercept, in one pass over its rows.
///
/// A row of `Z` is `(1, (x − center) · scale)`: the first row and column of the Gram matrix belong
/// to the intercept. The design is not copied; each block of rows is standardised and weighted
/// into a scratch block that is used again for the next.
public struct WeightedGram: Hashable, Sendable {
  /// `ZᵀWZ`, both triangles, (columns + 1) × (columns + 1).
  public let gram: Matrix
  /// `Zᵀr`, columns + 1 values.
  public let score: [Double]

  /// Computes both.
  ///
  /// - Parameters:
  ///   - design: rows × columns.
  ///   - scaling: how the columns are standardised.
  ///   - weights: the diagonal of `W`, not negative.
  ///   - residuals: the vector `r`.
  ///   - threads: how many threads to use; the result does not depend on it.
  /// - Complexity: O(rows × columns²) on the matrix kernels of BLAS.
  public init(
    of design: Matrix,
    scaling: ColumnScaling,
    weights: [Double],
    residuals: [Double],
    threads: Int = 1
  ) {
    precondition(weights.count == design.rows, "every row needs a weight")
    precondition(residuals.count == design.rows, "every row needs a residual")
    precondition(scaling.centers.count == design.columns, "every column needs a scale")
    precondition(threads >= 1, "work needs at least one thread")
    let worker = BlockWorker(
      design: design,
      scaling: scaling,
      weights: weights,
      residuals: residuals
    )
    let sums = worker.sum(threads: threads)
    var gram = Matrix(
      rows: worker.width,
      columns: worker.width,
      elements: Array(sums.prefix(worker.width * worker.width))
    )
    gram.copyLowerTriangleUp()
    self.gram = gram
    score = Array(sums.suffix(worker.width))
  }
}

/// One block of rows to one partial sum: the Gram matrix, then the score.
private struct BlockWorker: Sendable {
  let design: Matrix
  let scaling: ColumnScaling
  let weights: [Double]
  let residuals: [Double]
  let width: Int
  /// How many numbers the sum of one block has.
  let sumCount: Int

  init(design: Matrix, scaling: ColumnScaling, weights: [Double], residuals: [Double]) {
    self.design = design
    self.scaling = scaling
    self.weights = weights
    self.residuals = residuals
    width = design.columns + 1
    sumCount = width * width + width
  }

  /// Adds the blocks in order; several are computed at once, a few per thread and round.
  func sum(threads: Int) -> [Double] {
    let blocks = RowBlocks(rows: design.rows)
    let perRound = threads == 1 ? 1 : 4 * threads
    let room = RowBlocks.size * width
    let scratch = UnsafeMutablePointer<Double>.allocate(capacity: threads * room)
    let partial = UnsafeMutablePointer<Double>.allocate(capacity: perRound * sumCount)
    defer {
      scratch.deallocate()
      partial.deallocate()
    }
    nonisolated(unsafe) let (scratchStart, partialStart) = (scratch, partial)
    var total = Array(repeating: 0.0, count: sumCount)
    for first in stride(from: 0, to: blocks.count, by: perRound) {
      let round = first..<min(blocks.count, first + perRound)
      blocks.forEach(in: round, threads: threads) { worker, block, rows in
        compute(
          rows,
          scratch: scratchStart + worker * room,
          sum: partialStart + (block - first) * sumCount
        )
      }
      for block in 0..<round.count {
        for index in 0..<sumCount { total[index] += partial[block * sumCount + index] }
      }
    }
    return total
  }

  private func compute(
    _ rows: Range<Int>,
    scratch: UnsafeMutablePointer<Double>,
    sum: UnsafeMutablePointer<Double>
  ) {
    let score = sum + width * width
    sum.update(repeating: 0, count: sumCount)
    design.withUnsafeBufferPointer { elements in
      scaling.centers.withUnsafeBufferPointer { centers in
        scaling.scales.withUnsafeBufferPointer { scales in
          for (position, row) in rows.enumerated() {
            let factor = weights[row].squareRoot()
            let target = scratch + position * width
            target[0] = factor
            score[0] += residuals[row]
            guard let start = elements.baseAddress, let centers = centers.baseAddress,
              let scales = scales.baseAddress
            else { continue }
            RowKernel.standardise(
              start + row * design.columns,
              centers: centers,
              scales: scales,
              factor: factor,
              residual: residuals[row],
              to: target + 1,
              score: score + 1,
              count: design.columns
            )
          }
        }
      }
    }
    BLAS.gram(of: scratch, rows: rows.count, columns: width, to: sum)
  }
}
