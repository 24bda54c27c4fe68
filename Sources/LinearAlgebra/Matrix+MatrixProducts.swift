extension Matrix {
  /// The identity matrix.
  public static func identity(size: Int) -> Matrix {
    var identity = Matrix(rows: size, columns: size)
    for index in 0..<size { identity[index, index] = 1 }
    return identity
  }

  /// The matrix with rows and columns exchanged.
  ///
  /// The products below transpose while they read: no copy is needed for them.
  public var transposed: Matrix {
    var transposed = Matrix(rows: columns, columns: rows)
    // Squares that fit the nearest cache: plain order would miss it with every element.
    let side = 32
    withUnsafeBufferPointer { source in
      transposed.withUnsafeMutableBufferPointer { target in
        for top in stride(from: 0, to: rows, by: side) {
          for left in stride(from: 0, to: columns, by: side) {
            for row in top..<min(rows, top + side) {
              for column in left..<min(columns, left + side) {
                target[column * rows + row] = source[row * columns + column]
              }
            }
          }
        }
      }
    }
    return transposed
  }

  /// The product `A·B` of this matrix and another, with as many rows as this one has columns.
  ///
  /// - Complexity: O(rows × columns × other's columns) on the matrix kernels of BLAS, one thread.
  public func multiplied(by other: Matrix) -> Matrix {
    precondition(columns == other.rows, "a product needs one row per column")
    return Self.product(self, other)
  }

  /// The product `A·Bᵀ` of this matrix and the transpose of another with as many columns.
  ///
  /// - Complexity: as ``multiplied(by:)``.
  public func multiplied(byTransposed other: Matrix) -> Matrix {
    precondition(columns == other.columns, "both matrices need as many columns")
    return Self.product(self, other, transposingRight: true)
  }

  /// The product `Aᵀ·B` of the transpose of this matrix and another with as many rows.
  ///
  /// - Complexity: as ``multiplied(by:)``.
  public func transposedMultiplied(by other: Matrix) -> Matrix {
    precondition(rows == other.rows, "both matrices need as many rows")
    return Self.product(self, other, transposingLeft: true)
  }

  /// The product `Aᵀ·v` of the transpose of this matrix and a vector.
  ///
  /// `A·v` is ``multiplied(by:centers:plus:threads:)``.
  ///
  /// - Parameter vector: one value per row.
  /// - Returns: One value per column.
  public func transposedMultiplied(by vector: [Double]) -> [Double] {
    precondition(vector.count == rows, "a product needs one value per row")
    var result = Array(repeating: 0.0, count: columns)
    guard rows > 0, columns > 0 else { return result }
    withBLASRows(isTransposed: true) { BLAS.product(of: $0, withVector: vector, to: &result) }
    return result
  }

  /// The Gram matrix `AᵀA`, or `AᵀWA` with weights, both triangles.
  ///
  /// ``WeightedGram`` does the same for a tall design with an intercept, on several threads and
  /// without a copy.
  ///
  /// - Parameter weights: the diagonal of `W`, one number from 0 on per row; nil for ones.
  /// - Returns: columns × columns.
  /// - Complexity: O(rows × columns²) on the matrix kernels of BLAS, one thread; with weights a
  ///   copy of the matrix.
  public func gram(weights: [Double]? = nil) -> Matrix {
    let weighted = weights.map { rows(multipliedBy: $0.map { $0.squareRoot() }) } ?? self
    var gram = Matrix(rows: columns, columns: columns)
    guard rows > 0, columns > 0 else { return gram }
    weighted.withUnsafeBufferPointer { elements in
      guard let start = elements.baseAddress else { return }
      BLAS.gram(of: start, rows: rows, columns: columns, to: &gram.elements)
    }
    gram.copyLowerTriangleUp()
    return gram
  }

  /// A copy whose rows are multiplied by one factor each.
  func rows(multipliedBy factors: [Double]) -> Matrix {
    precondition(factors.count == rows, "every row needs a factor")
    var product = self
    product.withUnsafeMutableBufferPointer { elements in
      for row in 0..<rows {
        for index in row * columns..<(row + 1) * columns { elements[index] *= factors[row] }
      }
    }
    return product
  }

  private static func product(
    _ left: Matrix,
    _ right: Matrix,
    transposingLeft: Bool = false,
    transposingRight: Bool = false
  ) -> Matrix {
    var product = Matrix(
      rows: transposingLeft ? left.columns : left.rows,
      columns: transposingRight ? right.rows : right.columns
    )
    guard !product.elements.isEmpty else { return product }
    left.withBLASRows(isTransposed: transposingLeft) { left in
      right.withBLASRows(isTransposed: transposingRight) { right in
        BLAS.product(of: left, with: right, to: &product.elements)
      }
    }
    return product
  }

  /// Hands the buffer to BLAS; nothing happens for a matrix without elements.
  func withBLASRows(isTransposed: Bool = false, _ body: (BLAS.Rows) -> Void) {
    withUnsafeBufferPointer { elements in
      guard let start = elements.baseAddress, !elements.isEmpty else { return }
      body(BLAS.Rows(start: start, rows: rows, columns: columns, isTransposed: isTransposed))
    }
  }

  /// Whether no element is NaN or infinite.
  var isFinite: Bool {
    // 0 · x is 0 for every finite x, and a sum remembers any NaN: no branch per element.
    withUnsafeBufferPointer { $0.reduce(0) { $0 + 0 * $1 } } == 0
  }
}
