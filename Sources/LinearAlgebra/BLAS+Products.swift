import COpenBLAS

extension BLAS {
  /// A buffer of whole rows, one after another.
  struct Rows {
    let start: UnsafePointer<Double>
    let rows: Int
    let columns: Int
    /// Whether it stands in a product with rows and columns exchanged.
    var isTransposed = false

    fileprivate var flag: CBLAS_TRANSPOSE { isTransposed ? CblasTrans : CblasNoTrans }
    fileprivate var height: Int { isTransposed ? columns : rows }
    fileprivate var width: Int { isTransposed ? rows : columns }
  }

  /// `result = left · right`.
  static func product(
    of left: Rows,
    with right: Rows,
    to result: UnsafeMutablePointer<Double>
  ) {
    pin()
    cblas_dgemm(
      CblasRowMajor,
      left.flag,
      right.flag,
      Int32(left.height),
      Int32(right.width),
      Int32(left.width),
      1,
      left.start,
      Int32(left.columns),
      right.start,
      Int32(right.columns),
      0,
      result,
      Int32(right.width)
    )
  }

  /// `result = matrix · vector`.
  static func product(
    of matrix: Rows,
    withVector vector: UnsafePointer<Double>,
    to result: UnsafeMutablePointer<Double>
  ) {
    pin()
    cblas_dgemv(
      CblasRowMajor,
      matrix.flag,
      Int32(matrix.rows),
      Int32(matrix.columns),
      1,
      matrix.start,
      Int32(matrix.columns),
      vector,
      1,
      0,
      result,
      1
    )
  }

  /// Replaces `right` by the solution `X` of `T·X = right`, `T` the lower triangle of `square`.
  static func solveLowerTriangle(
    of square: Rows,
    right: UnsafeMutablePointer<Double>,
    rightColumns: Int
  ) {
    pin()
    cblas_dtrsm(
      CblasRowMajor,
      CblasLeft,
      CblasLower,
      square.flag,
      CblasNonUnit,
      Int32(square.rows),
      Int32(rightColumns),
      1,
      square.start,
      Int32(square.columns),
      right,
      Int32(rightColumns)
    )
  }

  /// The Euclidean length of a vector, also where its square is too large or too small to hold.
  static func length(of vector: UnsafePointer<Double>, count: Int) -> Double {
    pin()
    return cblas_dnrm2(Int32(count), vector, 1)
  }
}
