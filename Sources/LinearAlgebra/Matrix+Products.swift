extension Matrix {
  /// `constant + Σ (x − centers) · vector` for every row.
  ///
  /// - Parameters:
  ///   - vector: one value per column.
  ///   - centers: what to subtract from each column first; nil for nothing.
  ///   - constant: what to add to each result.
  ///   - threads: how many threads to use; the result does not depend on it.
  /// - Returns: One value per row.
  public func multiplied(
    by vector: [Double],
    centers: [Double]? = nil,
    plus constant: Double = 0,
    threads: Int = 1
  ) -> [Double] {
    precondition(vector.count == columns, "a product needs one value per column")
    let centers = centers ?? Array(repeating: 0, count: columns)
    precondition(centers.count == columns, "every column needs a centre")
    var products = Array(repeating: constant, count: rows)
    guard columns > 0 else { return products }
    products.withUnsafeMutableBufferPointer { products in
      nonisolated(unsafe) let products = products
      RowBlocks(rows: rows).forEach(threads: threads) { _, _, range in
        withUnsafeBufferPointer { elements in
          guard let start = elements.baseAddress else { return }
          for row in range {
            products[row] += RowKernel.centredDot(
              start + row * columns,
              centers,
              vector,
              count: columns
            )
          }
        }
      }
    }
    return products
  }

  /// `zᵀ·S·z` with `z = (1, x − centers)` for every row.
  ///
  /// With the covariance of (intercept, coefficients) as `S` these are the variances of the
  /// linear predictors.
  ///
  /// - Parameters:
  ///   - square: a symmetric matrix, one row more than this matrix has columns.
  ///   - centers: one value per column.
  ///   - threads: how many threads to use; the result does not depend on it.
  /// - Returns: One value per row.
  public func quadraticForms(
    with square: Matrix,
    centers: [Double],
    threads: Int = 1
  ) -> [Double] {
    let width = columns + 1
    precondition(square.rows == width && square.columns == width, "the form has the wrong size")
    let scaling = ColumnScaling(centers: centers, scales: Array(repeating: 1, count: columns))
    var forms = Array(repeating: 0.0, count: rows)
    let room = RowBlocks.size * width
    let scratch = UnsafeMutablePointer<Double>.allocate(capacity: 2 * room * threads)
    defer { scratch.deallocate() }
    nonisolated(unsafe) let shared = scratch
    forms.withUnsafeMutableBufferPointer { forms in
      nonisolated(unsafe) let forms = forms
      RowBlocks(rows: rows).forEach(threads: threads) { worker, _, range in
        let block = shared + 2 * room * worker
        let product = block + room
        copyRows(range, scaling: scaling, to: block)
        square.withUnsafeBufferPointer { square in
          guard let square = square.baseAddress else { return }
          BLAS.product(of: block, rows: range.count, columns: width, with: square, to: product)
        }
        for (position, row) in range.enumerated() {
          let start = position * width
          var form = 0.0
          for column in start..<start + width { form += block[column] * product[column] }
          forms[row] = form
        }
      }
    }
    return forms
  }

  /// Writes `(1, z)` for every row of a range.
  private func copyRows(
    _ range: Range<Int>,
    scaling: ColumnScaling,
    to block: UnsafeMutablePointer<Double>
  ) {
    for (position, row) in range.enumerated() {
      let target = block + position * (columns + 1)
      target[0] = 1
      for column in 0..<columns {
        target[column + 1] =
          (self[row, column] - scaling.centers[column]) * scaling.scales[column]
      }
    }
  }
}
