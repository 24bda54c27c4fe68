import LinearAlgebra
import Testing

@Suite struct CholeskyTriangleTests {
  // S and the values below: numpy 2.4.6 `L = np.linalg.cholesky(S)` and scipy 1.17.1
  // `solve_triangular(L, B, lower=True)`, `solve_triangular(L.T, B)`, with
  // B = [[1, 2], [0, -1], [3, 1], [2, 0.5]].
  static let matrix = Matrix(
    rows: 4,
    columns: 4,
    elements: [4, 2, 0.4, -1, 2, 5, 1, 0.5, 0.4, 1, 3, -2, -1, 0.5, -2, 6]
  )
  private let right = Matrix(rows: 4, columns: 2, elements: [1, 2, 0, -1, 3, 1, 2, 0.5])

  @Test("the lower factor is that of numpy, with zeros above")
  func lower() throws {
    let lower = try Cholesky(of: Self.matrix).lower
    let expected = [
      2, 0, 0, 0, 1, 2, 0, 0, 0.2, 0.4, 1.6733200530681511, 0, -0.5, 0.5, -1.2549900398011133,
      1.981161275615895,
    ]
    #expect(agree(lower.elementList, expected, 1e-15))
    #expect(
      agree(lower.multiplied(byTransposed: lower).elementList, Self.matrix.elementList, 1e-15)
    )
  }

  @Test("triangles are solved as by scipy")
  func triangles() throws {
    let lower = try Cholesky(of: Self.matrix).lower
    let forward = lower.lowerTriangleSolution(of: right)
    let backward = lower.lowerTriangleSolution(of: right, transposingTriangle: true)
    let expectedForward = [
      0.5, 1, -0.25, -1, 1.7928429140015902, 0.7171371656006362, 2.334489401203443,
      1.2114107163001648,
    ]
    let expectedBackward = [
      0.8785658488438015, 1.3446414622109504, -0.762372154900373, -0.720473753958453,
      2.5499746116891933, 0.7868972290890975, 1.0095089302501374, 0.25237723256253436,
    ]
    #expect(agree(forward.elementList, expectedForward, 1e-15))
    #expect(agree(backward.elementList, expectedBackward, 1e-15))
  }

  @Test("many equations are solved like each alone", arguments: [1, 2, 50])
  func solutions(size: Int) throws {
    let root = randomMatrix(rows: size + 5, columns: size, seed: 8)
    let factor = try Cholesky(of: root.gram())
    let right = randomMatrix(rows: size, columns: 3, seed: 9)
    let solution = factor.solution(of: right)
    for column in 0..<3 {
      #expect(agree(solution.column(column), factor.solution(of: right.column(column)), 1e-10))
    }
    let residual = root.gram().multiplied(by: solution).minus(right)
    #expect(residual.largestMagnitude < 1e-10)
  }

  @Test("nothing is solved by nothing")
  func empty() throws {
    let factor = try Cholesky(of: Matrix(rows: 0, columns: 0))
    #expect(factor.solution(of: Matrix(rows: 0, columns: 3)).columns == 3)
    #expect(factor.lower == Matrix(rows: 0, columns: 0))
  }
}

@Suite struct PivotedCholeskyTests {
  @Test("a definite matrix has full rank and the solution of the plain factor")
  func definite() throws {
    let matrix = CholeskyTriangleTests.matrix
    let pivoted = try PivotedCholesky(of: matrix)
    #expect(pivoted.rank == 4)
    #expect(pivoted.pivots.sorted() == [0, 1, 2, 3])
    #expect(
      agree(
        pivoted.solution(of: [1, 2, 3, 4]),
        try Cholesky(of: matrix).solution(of: [1, 2, 3, 4]),
        1e-14
      )
    )
    #expect(
      agree(
        pivoted.factor.multiplied(byTransposed: pivoted.factor).elementList,
        matrix.elementList,
        1e-15
      )
    )
  }

  @Test(
    "the rank and the factor of a semidefinite matrix are found",
    arguments: [(1, 1), (5, 2), (5, 4), (150, 40)],
    [1e-150, 1, 1e150]
  )
  func semidefinite(shape: (size: Int, rank: Int), scale: Double) throws {
    let root = randomMatrix(rows: shape.size, columns: shape.rank, seed: 10)
    let gram = root.multiplied(byTransposed: root)
    let matrix = Matrix(
      rows: shape.size,
      columns: shape.size,
      elements: gram.elementList.map { $0 * scale }
    )
    let pivoted = try PivotedCholesky(of: matrix)
    #expect(pivoted.rank == shape.rank)
    let product = pivoted.factor.multiplied(byTransposed: pivoted.factor)
    #expect(agree(product.elementList, matrix.elementList, 1e-12))
    // A right side within the range is reached.
    let right = matrix.multiplied(by: (0..<shape.size).map { Double($0 % 3) - 1 })
    let solution = pivoted.solution(of: right)
    #expect(solution.filter { $0 != 0 }.count <= shape.rank)
    #expect(agree(matrix.multiplied(by: solution), right, 1e-10))
  }

  @Test("neither rank nor order depends on the units of columns")
  func units() throws {
    let root = randomMatrix(rows: 6, columns: 4, seed: 11)
    let units = [1e-90, 1e60, 1, 1e-3, 1e120, 7]
    var scaled = root
    for row in 0..<6 { for column in 0..<4 { scaled[row, column] *= units[row] } }
    let one = try PivotedCholesky(of: root.multiplied(byTransposed: root))
    let other = try PivotedCholesky(of: scaled.multiplied(byTransposed: scaled))
    #expect(one.rank == 4)
    #expect(other.rank == 4)
    #expect(one.pivots.prefix(4) == other.pivots.prefix(4))
  }

  @Test("of equal columns the first is taken")
  func ties() throws {
    let equal = Matrix(rows: 3, columns: 3, elements: [2, 2, 0, 2, 2, 0, 0, 0, 5])
    let pivoted = try PivotedCholesky(of: equal)
    #expect(pivoted.rank == 2)
    #expect(Array(pivoted.pivots.prefix(2)) == [0, 2])
  }

  @Test("zeros and negative directions have rank 0", arguments: [0, -3.0])
  func none(value: Double) throws {
    let pivoted = try PivotedCholesky(of: Matrix(rows: 1, columns: 1, elements: [value]))
    #expect(pivoted.rank == 0)
    #expect(pivoted.pivots == [0])
    #expect(pivoted.solution(of: [5]) == [0])
  }

  @Test("nothing has rank 0")
  func empty() throws {
    let pivoted = try PivotedCholesky(of: Matrix(rows: 0, columns: 0))
    #expect(pivoted.rank == 0)
    #expect(pivoted.solution(of: []).isEmpty)
  }

  @Test("what is not finite is refused with a code", arguments: [Double.nan, .infinity])
  func notFinite(value: Double) {
    let matrix = Matrix(rows: 2, columns: 2, elements: [1, 0, value, 1])
    let error = #expect(throws: LinearAlgebraError.self) { try PivotedCholesky(of: matrix) }
    #expect(error?.diagnosticCode == "linear-algebra.not-finite")
  }
}
