import CKernels

extension Design {
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
    let kernel = DesignKernel(
      self,
      scaling: ColumnScaling(
        centers: centers ?? Array(repeating: 0, count: columns),
        scales: Array(repeating: 1, count: columns)
      )
    )
    let coefficients = kernel.coefficients([constant] + vector)
    let scratch = kernel.makeScratch(workers: threads)
    var products = Array(repeating: 0.0, count: rows)
    products.withUnsafeMutableBufferPointer { products in
      nonisolated(unsafe) let products = products.baseAddress
      RowBlocks(rows: rows).forEach(threads: threads) { worker, _, rows in
        guard let products = products.map({ $0 + rows.lowerBound }) else { return }
        coefficients.dense.withUnsafeBufferPointer { dense in
          kernel.withRows(rows) { block, path in
            ck_row_products(path, &block, dense.baseAddress, scratch.kernel(worker), products)
          }
        }
        kernel.addLevels(of: coefficients, rows: rows, to: products)
      }
    }
    return products
  }
}

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
    Design(dense: self).multiplied(by: vector, centers: centers, plus: constant, threads: threads)
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
        copyRows(range, centers: centers, to: block)
        square.withUnsafeBufferPointer { square in
          guard let square = square.baseAddress else { return }
          BLAS.product(
            of: BLAS.Rows(start: block, rows: range.count, columns: width),
            with: BLAS.Rows(start: square, rows: width, columns: width),
            to: product
          )
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

  /// Writes `(1, x − centers)` for every row of a range.
  private func copyRows(
    _ range: Range<Int>,
    centers: [Double],
    to block: UnsafeMutablePointer<Double>
  ) {
    withUnsafeBufferPointer { elements in
      centers.withUnsafeBufferPointer { centers in
        for (position, row) in range.enumerated() {
          let target = block + position * (columns + 1)
          target[0] = 1
          for column in 0..<columns {
            target[column + 1] = elements[row * columns + column] - centers[column]
          }
        }
      }
    }
  }
}
