import CKernels

/// `ZᵀWZ` and `Zᵀr` for a design with an intercept, in one pass over its rows.
///
/// A row of `Z` is `(1, (x − center) · scale)`: the first row and column of the Gram matrix belong
/// to the intercept. The design is not copied; a few rows at a time are standardised and weighted.
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
  /// - Complexity: O(rows × columns²).
  public init(
    of design: Design,
    scaling: ColumnScaling,
    weights: [Double],
    residuals: [Double],
    threads: Int = 1
  ) {
    precondition(weights.count == design.rows, "every row needs a weight")
    precondition(residuals.count == design.rows, "every row needs a residual")
    let kernel = DesignKernel(design, scaling: scaling)
    let layout = DesignSums(kernel, hasGram: true)
    let scratch = kernel.makeScratch(workers: threads)
    let sums = RowBlocks(rows: design.rows).sum(count: layout.count, threads: threads) {
      worker,
      rows,
      sums in
      weights.withUnsafeBufferPointer { weights in
        residuals.withUnsafeBufferPointer { residuals in
          guard let weights = weights.baseAddress.map({ $0 + rows.lowerBound }),
            let residuals = residuals.baseAddress.map({ $0 + rows.lowerBound })
          else { return }
          kernel.withRows(rows) { block, path in
            layout.withFactors(rows, sums) { factors in
              ck_weighted_rows(
                path,
                &block,
                weights,
                residuals,
                factors,
                scratch.kernel(worker),
                sums + layout.score,
                sums + layout.gram
              )
            }
          }
          layout.addLevels(rows, residuals: residuals, weights: weights, to: sums)
        }
      }
    }
    gram = layout.gramMatrix(sums)
    score = layout.score(sums)
  }

  /// Computes both for a matrix.
  ///
  /// - Parameters: as above.
  public init(
    of design: Matrix,
    scaling: ColumnScaling,
    weights: [Double],
    residuals: [Double],
    threads: Int = 1
  ) {
    self.init(
      of: Design(dense: design),
      scaling: scaling,
      weights: weights,
      residuals: residuals,
      threads: threads
    )
  }
}
