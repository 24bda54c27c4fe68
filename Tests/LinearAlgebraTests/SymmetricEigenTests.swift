import LinearAlgebra
import Testing

@Suite struct SymmetricEigenTests {
  @Test("values and vectors are those of numpy")
  func reference() throws {
    // numpy 2.4.6: np.linalg.eigh(S), each vector with its largest element positive.
    let eigen = try SymmetricEigen(of: CholeskyTriangleTests.matrix)
    let values = [1.314217034796229, 2.8006756487730895, 6.290270398648449, 7.594836917782233]
    let vectors = [
      0.395439845124655, -0.45545892233065377, 0.676890974548689, 0.42190414495678374,
      0.7130515463343016, -0.35554973726709543, -0.5968118347975162, -0.09464412525446605,
      0.36642880044989035, 0.7251045220853278, -0.08564225397579828, 0.5767311076976934,
      -0.44823515631742383, -0.3746531548647464, -0.4222554283299307, 0.6931238067162997,
    ]
    #expect(agree(eigen.values, values, 1e-15))
    #expect(agree(eigen.vectors.elementList, vectors, 1e-14))
  }

  @Test(
    "vectors are orthogonal and make up the matrix again",
    arguments: [1, 2, 3, 30, 120],
    [1e-150, 1, 1e150]
  )
  func reconstruction(size: Int, scale: Double) throws {
    var matrix = randomMatrix(rows: size, columns: size, seed: 16, scale: scale)
    for row in 0..<size { for column in 0..<row { matrix[column, row] = matrix[row, column] } }
    let eigen = try SymmetricEigen(of: matrix)
    let vectors = eigen.vectors
    let products = vectors.multiplied(byTransposed: vectors)
    #expect(products.minus(.identity(size: size)).largestMagnitude < 1e-12)
    var scaled = vectors
    for row in 0..<size { for column in 0..<size { scaled[row, column] *= eigen.values[row] } }
    let sum = vectors.transposedMultiplied(by: scaled)
    #expect(agree(sum.elementList, matrix.elementList, 1e-12))
    #expect(eigen.values == eigen.values.sorted())
    for row in 0..<size {
      let largest = vectors.row(row).max { abs($0) < abs($1) }
      #expect((largest ?? 0) > 0)
    }
  }

  @Test("the nodes of Gauss–Hermite quadrature are eigenvalues")
  func quadrature() throws {
    // Golub, Welsch 1969; numpy 2.4.6: np.polynomial.hermite.hermgauss(10)[0].
    let expected = [
      -3.4361591188377374, -2.5327316742327897, -1.7566836492998816, -1.0366108297895136,
      -0.3429013272237046, 0.3429013272237046, 1.0366108297895136, 1.7566836492998816,
      2.5327316742327897, 3.4361591188377374,
    ]
    var jacobi = Matrix(rows: 10, columns: 10)
    for row in 1..<10 { jacobi[row, row - 1] = (Double(row) / 2).squareRoot() }
    #expect(agree(try SymmetricEigen(of: jacobi).values, expected, 1e-15))
  }

  @Test("only the lower triangle is read")
  func triangle() throws {
    var matrix = CholeskyTriangleTests.matrix
    let expected = try SymmetricEigen(of: matrix)
    for row in 0..<4 { for column in row + 1..<4 { matrix[row, column] = 99 } }
    #expect(try SymmetricEigen(of: matrix) == expected)
  }

  @Test("equal values are no trouble")
  func equal() throws {
    let eigen = try SymmetricEigen(of: .identity(size: 4))
    #expect(eigen.values == [1, 1, 1, 1])
    #expect(eigen.vectors.gram() == .identity(size: 4))
    #expect(try SymmetricEigen(of: Matrix(rows: 3, columns: 3)).values == [0, 0, 0])
    #expect(try SymmetricEigen(of: Matrix(rows: 0, columns: 0)).values.isEmpty)
  }

  @Test("what is not finite is refused with a code", arguments: [Double.nan, .infinity])
  func notFinite(value: Double) {
    let matrix = Matrix(rows: 2, columns: 2, elements: [1, 0, value, 1])
    let error = #expect(throws: LinearAlgebraError.self) { try SymmetricEigen(of: matrix) }
    #expect(error?.diagnosticCode == "linear-algebra.not-finite")
  }
}
