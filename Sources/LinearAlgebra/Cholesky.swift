import CLAPACKE

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The Cholesky factorisation `A = L·Lᵀ` of a symmetric positive definite matrix.
public struct Cholesky: Hashable, Sendable {
  /// The factor: lower triangle, row after row; what stands above the diagonal means nothing.
  private(set) var factor: Matrix

  /// Factorises a matrix, of which only the lower triangle is read.
  ///
  /// - Parameter matrix: a square matrix.
  /// - Throws: ``LinearAlgebraError`` when the matrix is not positive definite or not finite.
  public init(of matrix: Matrix) throws(LinearAlgebraError) {
    precondition(matrix.rows == matrix.columns, "only a square matrix has a Cholesky factor")
    BLAS.pin()
    factor = matrix
    let size = matrix.rows
    let info = factor.withUnsafeMutableBufferPointer { buffer in
      LAPACKE_dpotrf(
        LAPACK_COL_MAJOR,
        Self.triangle,
        Int32(size),
        buffer.baseAddress,
        Int32(max(1, size))
      )
    }
    if info > 0 { throw Self.notPositiveDefinite(order: Int(info), size: size) }
    if info < 0 { throw .notFinite("the matrix to factorise") }
  }

  /// Row-major lower is column-major upper, so nothing needs to be transposed.
  private static var triangle: CChar { CChar(UInt8(ascii: "U")) }

  private static func notPositiveDefinite(order: Int, size: Int) -> LinearAlgebraError {
    LinearAlgebraError(
      code: .notPositiveDefinite,
      message: "the leading \(order) of \(size) columns are linearly dependent",
      hint: "remove a column that repeats others, or use a penalty"
    )
  }

  /// The vector `x` with `A·x = vector`.
  public func solution(of vector: [Double]) -> [Double] {
    let size = factor.rows
    precondition(vector.count == size, "the right side needs one value per row")
    var solution = vector
    let info = factor.withUnsafeBufferPointer { buffer in
      LAPACKE_dpotrs(
        LAPACK_COL_MAJOR,
        Self.triangle,
        Int32(size),
        1,
        buffer.baseAddress,
        Int32(max(1, size)),
        &solution,
        Int32(max(1, size))
      )
    }
    // LAPACKE refuses a right side with NaN; the answer is then as undefined as the question.
    return info == 0 ? solution : Array(repeating: .nan, count: size)
  }

  /// The inverse `A⁻¹`, both triangles.
  public func inverse() -> Matrix {
    let size = factor.rows
    var inverse = factor
    let info = inverse.withUnsafeMutableBufferPointer { buffer in
      LAPACKE_dpotri(
        LAPACK_COL_MAJOR,
        Self.triangle,
        Int32(size),
        buffer.baseAddress,
        Int32(max(1, size))
      )
    }
    precondition(info == 0, "a Cholesky factor has a positive diagonal")
    inverse.copyLowerTriangleUp()
    return inverse
  }

  /// The natural logarithm of the determinant of `A`.
  public var logDeterminant: Double {
    2 * (0..<factor.rows).reduce(0) { $0 + log(factor[$1, $1]) }
  }
}

extension Cholesky {
  /// The columns that are not linear combinations of earlier ones.
  ///
  /// A column stays when the part of it that earlier columns leave unexplained is more than
  /// `tolerance` of its square length. Of several dependent columns the first ones stay.
  ///
  /// ``PivotedCholesky`` would take the column with the most unexplained first, so that which of
  /// several columns goes depends on rounding and on all the others. Whoever reads a table of
  /// coefficients expects what R's `glm` does: a column that repeats earlier ones is the one to go.
  ///
  /// - Parameters:
  ///   - gram: a Gram matrix, both triangles.
  ///   - tolerance: the smallest unexplained share; 1e-10 is far above rounding.
  /// - Returns: The columns to keep, in order.
  public static func independentColumns(
    ofGram gram: Matrix,
    tolerance: Double = 1e-10
  ) -> [Int] {
    let all = Array(0..<gram.rows)
    // Without pivoting, the squared diagonal of the factor is the unexplained part.
    if let factor = try? Cholesky(of: gram).factor,
      all.allSatisfy({ factor[$0, $0] * factor[$0, $0] > tolerance * gram[$0, $0] })
    {
      return all
    }
    var kept: [Int] = []
    var factorRows: [[Double]] = []
    for column in all {
      var projections: [Double] = []
      var unexplained = gram[column, column]
      for (earlier, factorRow) in zip(kept, factorRows) {
        let shared = zip(factorRow, projections).reduce(0) { $0 + $1.0 * $1.1 }
        let projection = (gram[earlier, column] - shared) / factorRow[projections.count]
        projections.append(projection)
        unexplained -= projection * projection
      }
      guard unexplained > tolerance * gram[column, column] else { continue }
      kept.append(column)
      factorRows.append(projections + [unexplained.squareRoot()])
    }
    return kept
  }
}

extension Matrix {
  /// Makes a square matrix symmetric from what stands below its diagonal.
  mutating func copyLowerTriangleUp() {
    for row in 0..<rows {
      for column in 0..<row { self[column, row] = self[row, column] }
    }
  }
}
