import LinearAlgebra
import Testing

@Suite struct MatrixProductTests {
  /// Rows and columns of `A`, then columns of `B`; more and fewer than a register block.
  static let shapes = [[1, 1, 1], [2, 3, 4], [5, 1, 7], [33, 40, 17], [64, 3, 65]]

  private func definition(_ left: Matrix, _ right: Matrix) -> [Double] {
    (0..<left.rows).flatMap { row in
      (0..<right.columns).map { column in
        (0..<left.columns).reduce(0) { $0 + left[row, $1] * right[$1, column] }
      }
    }
  }

  @Test("products agree with their definition, transposed or not", arguments: shapes)
  func products(shape: [Int]) {
    let left = randomMatrix(rows: shape[0], columns: shape[1], seed: 1)
    let right = randomMatrix(rows: shape[1], columns: shape[2], seed: 2)
    let expected = definition(left, right)
    let product = left.multiplied(by: right)
    #expect(product.rows == shape[0])
    #expect(product.columns == shape[2])
    // Sums of 40 terms at most.
    for found in [
      product, left.multiplied(byTransposed: right.transposed),
      left.transposed.transposedMultiplied(by: right),
    ] { #expect(agree(found.elementList, expected, 1e-14)) }
  }

  @Test("a matrix transposed twice is the matrix", arguments: shapes)
  func transposes(shape: [Int]) {
    let matrix = randomMatrix(rows: shape[0], columns: shape[2], seed: 3)
    let transposed = matrix.transposed
    #expect(transposed.rows == shape[2])
    #expect(transposed.transposed == matrix)
    #expect(transposed.row(0).elementsEqual(matrix.column(0)))
  }

  @Test("the transpose times a vector is a product like any other", arguments: shapes)
  func vectors(shape: [Int]) {
    let matrix = randomMatrix(rows: shape[0], columns: shape[1], seed: 4)
    let vector = randomMatrix(rows: shape[0], columns: 1, seed: 5)
    let expected = definition(matrix.transposed, vector)
    #expect(agree(matrix.transposedMultiplied(by: vector.elementList), expected, 1e-14))
  }

  @Test("the Gram matrix is AᵀWA, and symmetric to the bit", arguments: shapes)
  func grams(shape: [Int]) {
    let matrix = randomMatrix(rows: shape[0], columns: shape[1], seed: 6)
    let weights = (0..<shape[0]).map { Double($0 % 4) / 2 }
    var weighted = matrix
    for row in 0..<matrix.rows {
      for column in 0..<matrix.columns { weighted[row, column] *= weights[row] }
    }
    let plain = definition(matrix.transposed, matrix)
    #expect(agree(matrix.gram().elementList, plain, 1e-14))
    let gram = matrix.gram(weights: weights)
    #expect(agree(gram.elementList, definition(matrix.transposed, weighted), 1e-14))
    #expect(gram == gram.transposed)
  }

  @Test("without elements products are zeros, or nothing")
  func empty() {
    let none = Matrix(rows: 2, columns: 0)
    #expect(none.multiplied(byTransposed: none) == Matrix(rows: 2, columns: 2))
    #expect(none.transposed.rows == 0)
    #expect(none.transposedMultiplied(by: [1, 2]).isEmpty)
    #expect(none.gram() == Matrix(rows: 0, columns: 0))
    #expect(Matrix(rows: 0, columns: 2).transposedMultiplied(by: []) == [0, 0])
    #expect(Matrix(rows: 0, columns: 2).gram(weights: []) == Matrix(rows: 2, columns: 2))
  }

  @Test("the identity changes nothing, to the bit")
  func identity() {
    let matrix = randomMatrix(rows: 6, columns: 6, seed: 7)
    #expect(matrix.multiplied(by: .identity(size: 6)) == matrix)
    #expect(Matrix.identity(size: 6).multiplied(by: matrix) == matrix)
  }

  @Test("matrices that do not fit trap")
  func misuse() async {
    await #expect(processExitsWith: .failure) {
      _ = Matrix(rows: 2, columns: 3).multiplied(by: Matrix(rows: 2, columns: 3))
    }
    await #expect(processExitsWith: .failure) {
      _ = Matrix(rows: 2, columns: 3).multiplied(byTransposed: Matrix(rows: 3, columns: 2))
    }
    await #expect(processExitsWith: .failure) {
      _ = Matrix(rows: 2, columns: 3).transposedMultiplied(by: [1, 2, 3])
    }
  }
}
