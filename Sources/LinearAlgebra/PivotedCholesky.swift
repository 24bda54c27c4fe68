import CLAPACKE

/// The Cholesky factorisation of a symmetric positive *semi*definite matrix, `A = F·Fᵀ`.
///
///     let parts = try PivotedCholesky(of: covariance)
///     let draw = parts.factor.multiplied(by: independentNormals)   // rank values of them
///
/// Where ``Cholesky`` refuses a matrix without curvature in some direction, this one finds its
/// rank and goes on without that direction. The matrix is scaled to a diagonal of ones first, so
/// that neither rank nor order depends on the unit of a column. In every step the column of which
/// most is still unexplained comes next, the first of equals; ``Cholesky`` has a way to find the
/// independent columns in their own order.
///
/// Higham 1990: Analysis of the Cholesky decomposition of a semi-definite matrix.
public struct PivotedCholesky: Hashable, Sendable {
  /// How many columns are linearly independent.
  public let rank: Int
  /// The columns in the order in which they were taken; the first `rank` of them are independent
  /// and span the others.
  public let pivots: [Int]
  /// `F`, rows × rank.
  public let factor: Matrix

  /// Factorises a matrix, of which only the lower triangle is read.
  ///
  /// A negative direction counts as none: look at ``SymmetricEigen`` where there may be one.
  ///
  /// - Parameters:
  ///   - matrix: a square matrix.
  ///   - tolerance: the smallest unexplained share of a column's diagonal element that counts as a
  ///     direction of its own; 1e-10 is far above rounding.
  /// - Throws: ``LinearAlgebraError`` when the matrix is not finite.
  /// - Complexity: O(rows² × rank).
  public init(of matrix: Matrix, tolerance: Double = 1e-10) throws(LinearAlgebraError) {
    precondition(matrix.rows == matrix.columns, "only a square matrix has a Cholesky factor")
    precondition(tolerance > 0, "a tolerance is positive")
    guard matrix.isFinite else { throw .notFinite("the matrix to factorise") }
    BLAS.pin()
    let size = matrix.rows
    let roots = (0..<size).map { max(0, matrix[$0, $0]).squareRoot() }
    var triangle = matrix.lowerCorrelations(roots: roots)
    guard triangle.isFinite else { throw .notFinite("the matrix with a diagonal of ones") }
    var order = Array(repeating: Int32(0), count: size)
    var found = Int32(0)
    // That the rank is not full, which `info` tells, is an answer here.
    let info = LAPACKE_dpstrf(
      LAPACK_COL_MAJOR,
      // Row-major lower is column-major upper.
      CChar(UInt8(ascii: "U")),
      Int32(size),
      &triangle.elements,
      Int32(max(1, size)),
      &order,
      &found,
      tolerance
    )
    precondition(info >= 0, "a finite matrix has a pivoted factor")
    let rank = Int(found)
    var factor = Matrix(rows: size, columns: rank)
    for (position, column) in order.enumerated() {
      for step in 0..<min(position + 1, rank) {
        factor[Int(column) - 1, step] = triangle[position, step] * roots[Int(column) - 1]
      }
    }
    self.rank = rank
    self.factor = factor
    pivots = order.map { Int($0) - 1 }
  }

  /// A vector `x` with `A·x = vector`, 0 for the columns that depend on others.
  ///
  /// Where no vector solves the equations, it solves those of the independent columns.
  public func solution(of vector: [Double]) -> [Double] {
    precondition(vector.count == factor.rows, "the right side needs one value per row")
    let independent = Array(pivots.prefix(rank))
    let triangle = factor.selecting(rows: independent)
    let right = Matrix(rows: rank, columns: 1, elements: independent.map { vector[$0] })
    let values = triangle.lowerTriangleSolution(
      of: triangle.lowerTriangleSolution(of: right),
      transposingTriangle: true
    )
    var solution = Array(repeating: 0.0, count: factor.rows)
    for (position, column) in independent.enumerated() { solution[column] = values[position, 0] }
    return solution
  }
}

extension Matrix {
  /// The lower triangle divided by roots of the diagonal: ones there, 0 for a column without.
  fileprivate func lowerCorrelations(roots: [Double]) -> Matrix {
    var correlations = Matrix(rows: rows, columns: columns)
    for row in 0..<rows where roots[row] > 0 {
      for column in 0..<row where roots[column] > 0 {
        correlations[row, column] = self[row, column] / roots[row] / roots[column]
      }
      correlations[row, row] = 1
    }
    return correlations
  }
}
