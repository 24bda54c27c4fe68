import CLAPACKE

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The factorisation `A = P·L·U` of a square matrix, for systems of equations without symmetry.
///
///     let equations = try LU(of: matrix)
///     let x = equations.solution(of: [1, 0, 2])
///
/// Rows are exchanged so that no multiplier exceeds 1. A matrix that is nearly singular has
/// factors all the same: ``reciprocalCondition`` tells how many digits of a solution to believe.
///
/// Golub, Van Loan 2013: Matrix Computations, section 3.4.
public struct LU: Hashable, Sendable {
  /// The factors of `Aᵀ`: LAPACK reads columns where we keep rows, so nothing is transposed.
  private let factor: Matrix
  /// With which row of `Aᵀ` each row was exchanged in its turn, counted from 1.
  private let exchanges: [Int32]
  /// The largest sum of absolute values of a column of `A`.
  private let norm: Double

  /// Factorises a matrix.
  ///
  /// - Parameter matrix: a square matrix.
  /// - Throws: ``LinearAlgebraError`` when the matrix is exactly singular or not finite.
  /// - Complexity: O(rows³), one copy of the matrix.
  public init(of matrix: Matrix) throws(LinearAlgebraError) {
    precondition(matrix.rows == matrix.columns, "only a square matrix has an LU factorisation")
    guard matrix.isFinite else { throw .notFinite("the matrix to factorise") }
    BLAS.pin()
    let size = Int32(matrix.rows)
    let stride = max(1, size)
    var factor = matrix
    var exchanges = Array(repeating: Int32(0), count: matrix.rows)
    let info = LAPACKE_dgetrf(
      LAPACK_COL_MAJOR,
      size,
      size,
      &factor.elements,
      stride,
      &exchanges
    )
    if info > 0 { throw Self.singular(row: info, size: size) }
    guard factor.isFinite else { throw .notFinite("the factor of the matrix") }
    self.factor = factor
    self.exchanges = exchanges
    norm = LAPACKE_dlange(LAPACK_COL_MAJOR, Self.rowSums, size, size, matrix.elements, stride)
  }

  /// The sums of rows that LAPACK sees are those of our columns.
  private static let rowSums = CChar(UInt8(ascii: "I"))
  private static let transposed = CChar(UInt8(ascii: "T"))

  private static func singular(row: Int32, size: Int32) -> LinearAlgebraError {
    LinearAlgebraError(
      code: .singular,
      message: "row \(row) of \(size) is a linear combination of those before it",
      hint: "look for rows that say the same"
    )
  }

  private var size: Int32 { Int32(factor.rows) }

  /// The vector `x` with `A·x = vector`.
  public func solution(of vector: [Double]) -> [Double] {
    precondition(vector.count == factor.rows, "the right side needs one value per row")
    var solution = vector
    solve(&solution, count: 1)
    return solution
  }

  /// The matrix `X` with `A·X = right`.
  ///
  /// - Parameter right: as many rows as `A`; one column per system of equations.
  /// - Returns: The solutions, one per column.
  public func solution(of right: Matrix) -> Matrix {
    precondition(right.rows == factor.rows, "the right side needs one row per row")
    var columns = right.transposed
    solve(&columns.elements, count: right.columns)
    return columns.transposed
  }

  /// Replaces right sides, one after another, by solutions.
  private func solve(_ right: inout [Double], count: Int) {
    guard size > 0, count > 0 else { return }
    let info = LAPACKE_dgetrs_work(
      LAPACK_COL_MAJOR,
      Self.transposed,
      size,
      Int32(count),
      factor.elements,
      size,
      exchanges,
      &right,
      size
    )
    precondition(info == 0, "the factors and the right side fit together")
  }

  /// The inverse `A⁻¹`.
  ///
  /// - Complexity: O(rows³); to solve equations, ``solution(of:)-(Matrix)`` is faster and closer.
  public func inverse() -> Matrix {
    var inverse = factor
    guard size > 0 else { return inverse }
    let info = LAPACKE_dgetri(LAPACK_COL_MAJOR, size, &inverse.elements, size, exchanges)
    precondition(info == 0, "a matrix that is not singular has an inverse")
    return inverse
  }

  /// The sign of the determinant of `A`: 1 or −1.
  public var determinantSign: Int {
    (0..<factor.rows).reduce(1) { sign, index in
      let isExchanged = Int(exchanges[index]) != index + 1
      return isExchanged == (factor[index, index] < 0) ? sign : -sign
    }
  }

  /// The natural logarithm of the absolute value of the determinant of `A`.
  public var logAbsoluteDeterminant: Double {
    (0..<factor.rows).reduce(0) { $0 + log(abs(factor[$1, $1])) }
  }

  /// An estimate of `1 / (‖A‖₁·‖A⁻¹‖₁)`: 1 at best, near 0 where `A` is nearly singular.
  ///
  /// A solution has about as many wrong digits as its inverse has digits. The estimate may be too
  /// large, seldom by more than a factor of 3.
  ///
  /// Higham 1988: FORTRAN codes for estimating the one-norm of a real or complex matrix.
  ///
  /// - Complexity: O(rows²).
  public var reciprocalCondition: Double {
    guard size > 0 else { return 1 }
    var reciprocal = 0.0
    let info = LAPACKE_dgecon(
      LAPACK_COL_MAJOR,
      Self.rowSums,
      size,
      factor.elements,
      size,
      norm,
      &reciprocal
    )
    // LAPACK refuses a norm that overflowed.
    return info == 0 && reciprocal.isFinite ? reciprocal : 0
  }
}
