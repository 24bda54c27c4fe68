import LinearAlgebra
import Testing

@Suite struct LUTests {
  private let matrix = Matrix(
    rows: 4,
    columns: 4,
    elements: [2, -1, 0.5, 3, 4, 1, -2, 0, -1, 3, 0.25, 1, 0, 2, 5, -1.5]
  )

  @Test("solution, inverse, determinant and condition are those of numpy")
  func reference() throws {
    // numpy 2.4.6: np.linalg.solve(A, [1, 2, 3, 4]), inv(A), slogdet(A); scipy 1.17.1:
    // lapack.dgecon(lapack.dgetrf(A)[0], 7.75, '1').
    let factors = try LU(of: matrix)
    let solution = [
      0.47916666666666663, 1.0277777777777777, 0.47222222222222215, 0.2777777777777779,
    ]
    #expect(agree(factors.solution(of: [1, 2, 3, 4]), solution, 1e-15))
    let inverse = [
      0.06805555555555556, 0.19305555555555554, -0.09166666666666667, 0.075,
      -0.06851851851851853, 0.09814814814814815, 0.2555555555555556, 0.03333333333333333,
      0.10185185185185185, -0.06481481481481481, -0.055555555555555546, 0.16666666666666666,
      0.24814814814814817, -0.0851851851851852, 0.15555555555555559, -0.06666666666666667,
    ]
    #expect(agree(factors.inverse().elementList, inverse, 1e-15))
    #expect(factors.determinantSign == -1)
    #expect(abs(factors.logAbsoluteDeterminant - 5.598421958998375) < 1e-14)
    // The true value is 0.23110255175734232.
    #expect(abs(factors.reciprocalCondition - 0.2651852306559037) < 1e-14)
  }

  @Test("A·x is the right side", arguments: [1, 2, 50, 200], [1e-150, 1, 1e150])
  func residuals(size: Int, scale: Double) throws {
    let matrix = randomMatrix(rows: size, columns: size, seed: 12, scale: scale)
    let right = randomMatrix(rows: size, columns: 3, seed: 13)
    let factors = try LU(of: matrix)
    let solution = factors.solution(of: right)
    let residual = matrix.multiplied(by: solution).minus(right).largestMagnitude
    let bound = matrix.largestMagnitude * solution.largestMagnitude * Double(size)
    #expect(residual <= 1e-14 * bound)
    #expect(agree(factors.solution(of: right.column(1)), solution.column(1), 1e-9))
    let identity = matrix.multiplied(by: factors.inverse())
    #expect(identity.minus(.identity(size: size)).largestMagnitude < 1e-9)
  }

  @Test("the determinant of a product is the product of determinants, with its sign")
  func determinants() throws {
    let (left, right) = (
      randomMatrix(rows: 30, columns: 30, seed: 14), randomMatrix(rows: 30, columns: 30, seed: 15)
    )
    let (one, other) = (try LU(of: left), try LU(of: right))
    let product = try LU(of: left.multiplied(by: right))
    #expect(product.determinantSign == one.determinantSign * other.determinantSign)
    let sum = one.logAbsoluteDeterminant + other.logAbsoluteDeterminant
    #expect(abs(product.logAbsoluteDeterminant - sum) < 1e-11)
  }

  @Test("exchanging two rows turns the sign of the determinant")
  func exchange() throws {
    let exchanged = matrix.selecting(rows: [0, 2, 1, 3])
    #expect(try LU(of: exchanged).determinantSign == 1)
    #expect(try LU(of: .identity(size: 3)).determinantSign == 1)
  }

  @Test("a matrix that is nearly singular tells it by its condition")
  func condition() throws {
    // The Hilbert matrix of size 8 has the 1-norm condition 3.387e10 (Higham 2002, table 28.1).
    var hilbert = Matrix(rows: 8, columns: 8)
    for row in 0..<8 { for column in 0..<8 { hilbert[row, column] = 1 / Double(row + column + 1) } }
    let condition = try 1 / LU(of: hilbert).reciprocalCondition
    #expect(abs(condition / 3.387e10 - 1) < 1e-3)
    #expect(try LU(of: .identity(size: 5)).reciprocalCondition == 1)
  }

  @Test("an exactly singular matrix is refused with a code")
  func singular() {
    let matrix = Matrix(rows: 3, columns: 3, elements: [1, 2, 3, 2, 4, 6, 0, 1, 1])
    let error = #expect(throws: LinearAlgebraError.self) { try LU(of: matrix) }
    #expect(error?.diagnosticCode == "linear-algebra.singular")
    #expect(error?.message == "row 2 of 3 is a linear combination of those before it")
  }

  @Test("what is not finite is refused with a code", arguments: [Double.nan, .infinity])
  func notFinite(value: Double) {
    let matrix = Matrix(rows: 2, columns: 2, elements: [1, 0, value, 1])
    let error = #expect(throws: LinearAlgebraError.self) { try LU(of: matrix) }
    #expect(error?.diagnosticCode == "linear-algebra.not-finite")
  }

  @Test("nothing is solved by nothing")
  func empty() throws {
    let factors = try LU(of: Matrix(rows: 0, columns: 0))
    #expect(factors.solution(of: []).isEmpty)
    #expect(factors.inverse() == Matrix(rows: 0, columns: 0))
    #expect(factors.determinantSign == 1)
    #expect(factors.logAbsoluteDeterminant == 0)
    #expect(factors.reciprocalCondition == 1)
  }

  @Test("a matrix that is not square traps")
  func misuse() async {
    await #expect(processExitsWith: .failure) { _ = try LU(of: Matrix(rows: 2, columns: 3)) }
    await #expect(processExitsWith: .failure) {
      _ = try SymmetricEigen(of: Matrix(rows: 2, columns: 3))
    }
    await #expect(processExitsWith: .failure) {
      _ = try PivotedCholesky(of: Matrix(rows: 2, columns: 3))
    }
  }
}
