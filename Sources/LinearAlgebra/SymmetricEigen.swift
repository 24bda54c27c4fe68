import CLAPACKE

/// The eigenvalues and eigenvectors of a symmetric matrix: `A = Σ λₖ·vₖ·vₖᵀ`.
///
///     let eigen = try SymmetricEigen(of: covariance)
///     let largest = eigen.values.last
///
/// Found by divide and conquer on the tridiagonal form (Cuppen 1981: A divide and conquer method
/// for the symmetric tridiagonal eigenproblem). Values are exact to rounding of the largest one; a
/// vector only so far as its value stands apart from its neighbours.
public struct SymmetricEigen: Hashable, Sendable {
  /// The eigenvalues `λₖ`, rising.
  public let values: [Double]
  /// The eigenvectors, one per *row*, in the order of the values; of length 1 and orthogonal.
  ///
  /// The element with the largest absolute value (the first of several) is positive, so that the
  /// sign does not depend on the machine.
  public let vectors: Matrix

  /// Decomposes a matrix, of which only the lower triangle is read.
  ///
  /// - Parameter matrix: a square matrix.
  /// - Throws: ``LinearAlgebraError`` when the matrix or an eigenvalue is not finite.
  /// - Complexity: O(rows³), two copies of the matrix.
  public init(of matrix: Matrix) throws(LinearAlgebraError) {
    precondition(matrix.rows == matrix.columns, "only a square matrix has eigenvalues")
    guard matrix.isFinite else { throw .notFinite("the matrix to decompose") }
    BLAS.pin()
    var vectors = matrix
    var values = Array(repeating: 0.0, count: matrix.rows)
    let info = LAPACKE_dsyevd(
      LAPACK_COL_MAJOR,
      CChar(UInt8(ascii: "V")),
      // Row-major lower is column-major upper, and columns that come out are our rows.
      CChar(UInt8(ascii: "U")),
      Int32(matrix.rows),
      &vectors.elements,
      Int32(max(1, matrix.rows)),
      &values
    )
    guard info == 0, values.allSatisfy(\.isFinite) else { throw .notFinite("the eigenvalues") }
    vectors.makeLargestElementsPositive()
    self.values = values
    self.vectors = vectors
  }
}

extension Matrix {
  /// Turns the sign of every row whose largest element is negative.
  fileprivate mutating func makeLargestElementsPositive() {
    for row in 0..<rows {
      let values = self.row(row)
      // `max(by:)` would take the last of several.
      let largest = values.dropFirst().reduce(values.first ?? 0) { abs($1) > abs($0) ? $1 : $0 }
      guard largest < 0 else { continue }
      for column in 0..<columns { self[row, column].negate() }
    }
  }
}
