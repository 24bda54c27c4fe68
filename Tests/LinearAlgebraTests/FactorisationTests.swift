import LinearAlgebra
import Testing

@Suite struct CholeskyTests {
  // A = [[4, 2, 0.4], [2, 5, 1], [0.4, 1, 3]]: det and inverse from numpy 2.4.6
  // (np.linalg.det, np.linalg.inv).
  private let matrix = Matrix(rows: 3, columns: 3, elements: [4, 2, 0.4, 2, 5, 1, 0.4, 1, 3])

  @Test("solving undoes multiplying")
  func solves() throws {
    let x = [1.0, -2, 3]
    let solution = try Cholesky(of: matrix).solution(of: matrix.multiplied(by: x))
    for (found, expected) in zip(solution, x) { #expect(abs(found - expected) < 1e-14) }
  }

  @Test("the inverse times the matrix is the identity")
  func inverts() throws {
    let inverse = try Cholesky(of: matrix).inverse()
    for column in 0..<3 {
      let product = matrix.multiplied(by: inverse.column(column))
      for row in 0..<3 { #expect(abs(product[row] - (row == column ? 1 : 0)) < 1e-15) }
    }
    #expect(inverse[0, 2] == inverse[2, 0])
  }

  @Test("the logarithm of the determinant is found")
  func determinant() throws {
    // 4·(15 − 1) − 2·(6 − 0.4) + 0.4·(2 − 2) = 44.8
    #expect(abs(try Cholesky(of: matrix).logDeterminant - 3.8022081394209395) < 1e-14)
  }

  @Test("a matrix without curvature in some direction is refused with a code")
  func refusesIndefinite() {
    let indefinite = Matrix(rows: 2, columns: 2, elements: [1, 2, 2, 1])
    let error = #expect(throws: LinearAlgebraError.self) { try Cholesky(of: indefinite) }
    #expect(error?.diagnosticCode == "linear-algebra.not-positive-definite")
    #expect(error?.message == "the leading 2 of 2 columns are linearly dependent")
  }

  @Test("NaN is refused with a code")
  func refusesNaN() {
    let broken = Matrix(rows: 2, columns: 2, elements: [1, .nan, .nan, 1])
    let error = #expect(throws: LinearAlgebraError.self) { try Cholesky(of: broken) }
    #expect(error?.diagnosticCode == "linear-algebra.not-finite")
  }

  @Test("of dependent columns the first ones stay")
  func independentColumns() {
    // Columns: a, b, a + b, 0, c.
    let columns: [[Double]] = [
      [1, 2, 3, 4], [1, 0, 1, 0], [2, 2, 4, 4], [0, 0, 0, 0], [0, 1, 5, 2],
    ]
    var gram = Matrix(rows: 5, columns: 5)
    for i in 0..<5 {
      for j in 0..<5 {
        gram[i, j] = zip(columns[i], columns[j]).reduce(0) { $0 + $1.0 * $1.1 }
      }
    }
    #expect(Cholesky.independentColumns(ofGram: gram) == [0, 1, 4])
    #expect(
      Cholesky.independentColumns(ofGram: gram.selecting(rows: [0, 1]).selecting(columns: [0, 1]))
        == [0, 1]
    )
  }
}

@Suite struct WeightedGramTests {
  private let rows = 4500
  private let design = ruledMatrix(rows: 4500, columns: 11)
  private let weights = (0..<4500).map { Double($0 % 4) / 3 }
  private let residuals = (0..<4500).map { Double($0 % 9) - 4 }

  @Test("both sums agree with their definition")
  func definition() {
    let scaling = ColumnScaling(standardising: design, weights: weights)
    let sums = WeightedGram(
      of: design,
      scaling: scaling,
      weights: weights,
      residuals: residuals
    )
    for i in 0...11 {
      func z(_ row: Int, _ column: Int) -> Double {
        column == 0
          ? 1
          : (design[row, column - 1] - scaling.centers[column - 1]) * scaling.scales[column - 1]
      }
      let score = (0..<rows).reduce(0) { $0 + residuals[$1] * z($1, i) }
      #expect(abs(sums.score[i] - score) < 1e-9)
      for j in 0...11 {
        let entry = (0..<rows).reduce(0) { $0 + weights[$1] * z($1, i) * z($1, j) }
        #expect(abs(sums.gram[i, j] - entry) < 1e-9)
      }
    }
  }

  @Test("the number of threads does not change a bit", arguments: [2, 3, 8])
  func threads(threads: Int) {
    let scaling = ColumnScaling.identity(columns: 11)
    let one = WeightedGram(of: design, scaling: scaling, weights: weights, residuals: residuals)
    let several = WeightedGram(
      of: design,
      scaling: scaling,
      weights: weights,
      residuals: residuals,
      threads: threads
    )
    #expect(one == several)
  }

  @Test("standardised columns have mean 0 and deviation 1, constant ones disappear")
  func scaling() {
    let matrix = Matrix(rows: 4, columns: 2, elements: [1, 0.1, 2, 0.1, 3, 0.1, 6, 0.1])
    let scaling = ColumnScaling(standardising: matrix)
    // Mean 3, squares 4 + 1 + 0 + 9 = 14, deviation √3.5.
    #expect(scaling.centers[0] == 3)
    #expect(abs(scaling.scales[0] - 1 / 3.5.squareRoot()) < 1e-15)
    #expect(scaling.scales[1] == 0)
  }

  @Test("weight 2 scales like the row twice")
  func weightedScaling() {
    let twice = Matrix(rows: 4, columns: 1, elements: [1, 5, 5, 9])
    let weighted = Matrix(rows: 3, columns: 1, elements: [1, 5, 9])
    #expect(
      ColumnScaling(standardising: twice)
        == ColumnScaling(standardising: weighted, weights: [1, 2, 1])
    )
  }

  @Test("a column that is not finite has no scale", arguments: [Double.nan, .infinity, 1e200])
  func notFinite(value: Double) {
    let matrix = Matrix(rows: 3, columns: 1, elements: [1, value, -1])
    #expect(ColumnScaling(standardising: matrix).scales[0].isNaN)
  }

  @Test("the kernels in use have a name")
  func coreName() {
    #expect(!BLASInfo.coreName.isEmpty)
  }
}
