import CLAPACKE

/// The vector `x` for which `Σ wᵢ·(bᵢ − aᵢ·x)²` is smallest, by an orthogonal factorisation.
///
///     let line = try LeastSquares(of: design, to: values)
///     let slope = line.solution[0]
///
/// Works on the matrix itself and not on its Gram matrix, whose condition is the square of the
/// matrix's own: columns that agree in eight digits still get good coefficients. There is no
/// intercept unless a column of ones is there.
///
/// Columns are divided by their lengths first, so that the rank does not depend on units. Where
/// columns depend on others (or there are fewer rows than columns) many vectors fit equally well;
/// `solution` is the one with the smallest `Σ (xⱼ·lengthⱼ)²`, which shares an effect among the
/// columns that could have it. The fit itself is the same for all of them.
///
/// QR with column pivoting, then a complete orthogonal factorisation (Golub, Van Loan 2013: Matrix
/// Computations, sections 5.4 and 5.5).
public struct LeastSquares: Hashable, Sendable {
  /// `x`, one value per column; 0 for a column of zeros.
  public let solution: [Double]
  /// How many columns are linearly independent.
  public let rank: Int
  /// `Σ wᵢ·(bᵢ − aᵢ·x)²`.
  public let residualSumOfSquares: Double

  /// Solves a problem.
  ///
  /// - Parameters:
  ///   - matrix: rows × columns.
  ///   - values: the right side `b`, one value per row.
  ///   - weights: how much each row counts, from 0 on; nil for once.
  ///   - tolerance: how near to a combination of others, relative to its length, a column may
  ///     be and still count; it bounds the condition of what is solved.
  /// - Throws: ``LinearAlgebraError`` when a number that goes in or comes out is not finite.
  /// - Complexity: O(rows × columns²), one copy of the matrix.
  public init(
    of matrix: Matrix,
    to values: [Double],
    weights: [Double]? = nil,
    tolerance: Double = 1e-12
  ) throws(LinearAlgebraError) {
    precondition(values.count == matrix.rows, "every row needs a value")
    precondition(weights.map { $0.count == matrix.rows } ?? true, "every row needs a weight")
    let roots = weights?.map { $0.squareRoot() }
    let weighted = roots.map { matrix.rows(multipliedBy: $0) } ?? matrix
    let right = roots.map { zip($0, values).map { $0 * $1 } } ?? values
    guard weighted.isFinite, right.allSatisfy(\.isFinite) else {
      throw .notFinite("the problem of least squares")
    }
    (solution, rank) = Self.solved(weighted, right, tolerance: tolerance)
    let fitted = weighted.multiplied(by: solution)
    residualSumOfSquares = zip(right, fitted).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    guard residualSumOfSquares.isFinite, solution.allSatisfy(\.isFinite) else {
      throw .notFinite("the answer of least squares")
    }
  }

  /// The solution and the rank, for rows that are weighted already.
  private static func solved(
    _ matrix: Matrix,
    _ right: [Double],
    tolerance: Double
  ) -> (solution: [Double], rank: Int) {
    guard matrix.rows > 0, matrix.columns > 0 else {
      return (Array(repeating: 0, count: matrix.columns), 0)
    }
    BLAS.pin()
    // LAPACK needs columns to work in, and would make this copy itself.
    var columns = matrix.transposed
    let lengths = columns.scaleRowsToLengthOne()
    // The right side comes in and the solution goes out.
    var solution = right + Array(repeating: 0, count: max(0, matrix.columns - matrix.rows))
    var order = Array(repeating: Int32(0), count: matrix.columns)
    var rank = Int32(0)
    let info = LAPACKE_dgelsy(
      LAPACK_COL_MAJOR,
      Int32(matrix.rows),
      Int32(matrix.columns),
      1,
      &columns.elements,
      Int32(matrix.rows),
      &solution,
      Int32(solution.count),
      &order,
      tolerance,
      &rank
    )
    precondition(info == 0, "a finite problem of least squares has an answer")
    return (zip(solution, lengths).map { $0 / $1 }, Int(rank))
  }
}

extension Matrix {
  /// Divides every row by its length and returns by what: by 1 for a row of zeros.
  fileprivate mutating func scaleRowsToLengthOne() -> [Double] {
    let (rows, columns) = (rows, columns)
    return withUnsafeMutableBufferPointer { elements in
      (0..<rows).map { row in
        guard let start = elements.baseAddress.map({ $0 + row * columns }) else { return 1 }
        let length = BLAS.length(of: start, count: columns)
        guard length > 0, length.isFinite else { return 1 }
        for column in 0..<columns { start[column] /= length }
        return length
      }
    }
  }
}
