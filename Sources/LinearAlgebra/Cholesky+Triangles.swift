extension Cholesky {
  /// The factor `L` of `A = L·Lᵀ`, with zeros above the diagonal.
  ///
  /// `L·z` of independent standard normal `z` has covariance `A`; `L⁻ᵀ·z` has covariance `A⁻¹`.
  public var lower: Matrix {
    var lower = factor
    for row in 0..<lower.rows {
      for column in row + 1..<max(row + 1, lower.columns) { lower[row, column] = 0 }
    }
    return lower
  }

  /// The matrix `X` with `A·X = right`.
  ///
  /// - Parameter right: as many rows as `A`; one column per system of equations.
  /// - Returns: The solutions, one per column.
  public func solution(of right: Matrix) -> Matrix {
    factor.lowerTriangleSolution(
      of: factor.lowerTriangleSolution(of: right),
      transposingTriangle: true
    )
  }
}

extension Matrix {
  /// The matrix `X` with `T·X = right`, where `T` is the lower triangle of this matrix, or with
  /// `Tᵀ·X = right`.
  ///
  /// The squared lengths of the columns of `L⁻¹·B` are the forms `bᵀ·A⁻¹·b` of a matrix
  /// `A = L·Lᵀ`, for a fraction of the cost of an inverse.
  ///
  /// - Parameters:
  ///   - right: as many rows as this matrix; one column per system of equations.
  ///   - transposingTriangle: whether the upper triangle `Tᵀ` stands in place of `T`.
  /// - Returns: The solutions, one per column; not finite where the diagonal holds a 0.
  /// - Complexity: O(rows² × columns of `right`), without a copy of the triangle.
  public func lowerTriangleSolution(
    of right: Matrix,
    transposingTriangle: Bool = false
  ) -> Matrix {
    precondition(rows == columns, "only a square matrix has a triangle to solve with")
    precondition(right.rows == rows, "the right side needs one row per row")
    var solution = right
    guard !right.elements.isEmpty else { return solution }
    withBLASRows(isTransposed: transposingTriangle) {
      BLAS.solveLowerTriangle(of: $0, right: &solution.elements, rightColumns: right.columns)
    }
    return solution
  }
}
