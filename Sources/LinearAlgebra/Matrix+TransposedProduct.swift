extension Matrix {
  /// `Zᵀ·vector` for the standardised design with an intercept: a row of `Z` is
  /// `(1, (x − center) · scale)`.
  ///
  /// - Parameters:
  ///   - vector: one value per row.
  ///   - scaling: how the columns are standardised; applied while reading, so that a column far
  ///     from 0 loses no digits.
  ///   - threads: how many threads to use; the result does not depend on it.
  /// - Returns: columns + 1 values, the intercept's first.
  public func transposedProduct(
    with vector: [Double],
    scaling: ColumnScaling,
    threads: Int = 1
  ) -> [Double] {
    precondition(vector.count == rows, "a transposed product needs one value per row")
    precondition(scaling.centers.count == columns, "every column needs a centre and a scale")
    var products = RowBlocks(rows: rows).sum(count: columns + 1, threads: threads) {
      _,
      rows,
      sums in
      accumulate(rows, of: vector, centers: scaling.centers, into: sums)
    }
    for column in 0..<columns { products[column + 1] *= scaling.scales[column] }
    return products
  }

  /// Adds `vector · (1, x − center)` over some rows.
  private func accumulate(
    _ range: Range<Int>,
    of vector: [Double],
    centers: [Double],
    into sums: UnsafeMutablePointer<Double>
  ) {
    withUnsafeBufferPointer { elements in
      centers.withUnsafeBufferPointer { centers in
        for row in range {
          let value = vector[row]
          sums[0] += value
          guard let start = elements.baseAddress, let centers = centers.baseAddress else {
            continue
          }
          let values = start + row * columns
          for column in 0..<columns {
            sums[column + 1] += (values[column] - centers[column]) * value
          }
        }
      }
    }
  }
}
