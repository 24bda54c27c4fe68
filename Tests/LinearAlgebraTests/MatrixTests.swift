import Foundation
import LinearAlgebra
import Testing

/// A small full design whose numbers follow a rule.
func ruledMatrix(rows: Int, columns: Int) -> Matrix {
  var matrix = Matrix(rows: rows, columns: columns)
  for row in 0..<rows {
    for column in 0..<columns {
      matrix[row, column] = Double((row * 7 + column * 13 + row * column) % 11) / 4 - 1
    }
  }
  return matrix
}

@Suite struct MatrixTests {
  @Test("elements lie row after row")
  func layout() {
    let matrix = Matrix(rows: 2, columns: 3, elements: [1, 2, 3, 4, 5, 6])
    #expect(matrix[1, 0] == 4)
    #expect(Array(matrix.row(1)) == [4, 5, 6])
    #expect(matrix.column(2) == [3, 6])
    #expect(matrix.withUnsafeBufferPointer { Array($0) } == [1, 2, 3, 4, 5, 6])
  }

  @Test("rows and columns can be selected in any order and repeatedly")
  func selection() {
    let matrix = Matrix(rows: 3, columns: 2, elements: [1, 2, 3, 4, 5, 6])
    #expect(matrix.selecting(rows: [2, 0, 2]).column(0) == [5, 1, 5])
    #expect(matrix.selecting(columns: [1]).column(0) == [2, 4, 6])
  }

  @Test("a matrix survives JSON, and a damaged one is refused")
  func coding() throws {
    let matrix = ruledMatrix(rows: 3, columns: 2)
    let data = try JSONEncoder().encode(matrix)
    #expect(try JSONDecoder().decode(Matrix.self, from: data) == matrix)
    let damaged = Data(#"{"rows": 2, "columns": 2, "elements": [1, 2, 3]}"#.utf8)
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(Matrix.self, from: damaged) }
  }

  @Test("products agree with their definition", arguments: [1, 7, 8, 9, 20])
  func products(columns: Int) {
    let matrix = ruledMatrix(rows: 5, columns: columns)
    let vector = (0..<columns).map { Double($0 % 5) - 1.5 }
    let centers = (0..<columns).map { Double($0 % 3) }
    let products = matrix.multiplied(by: vector, centers: centers, plus: 2)
    for row in 0..<5 {
      let expected = (0..<columns).reduce(2.0) {
        $0 + (matrix[row, $1] - centers[$1]) * vector[$1]
      }
      #expect(abs(products[row] - expected) < 1e-12)
    }
  }

  @Test("without columns only the constant remains")
  func noColumns() {
    #expect(Matrix(rows: 3, columns: 0).multiplied(by: [], plus: 4) == [4, 4, 4])
  }

  @Test("quadratic forms agree with their definition on any number of threads", arguments: [1, 3])
  func quadraticForms(threads: Int) {
    let matrix = ruledMatrix(rows: 5000, columns: 3)
    let square = Matrix(
      rows: 4,
      columns: 4,
      elements: [4, 1, 0, 2, 1, 5, 1, 0, 0, 1, 6, 1, 2, 0, 1, 7]
    )
    let centers = [0.5, -1, 2]
    let forms = matrix.quadraticForms(with: square, centers: centers, threads: threads)
    for row in [0, 17, 2047, 2048, 4999] {
      let z = [1] + (0..<3).map { matrix[row, $0] - centers[$0] }
      var expected = 0.0
      for i in 0..<4 {
        for j in 0..<4 { expected += z[i] * square[i, j] * z[j] }
      }
      #expect(abs(forms[row] - expected) < 1e-11 * expected)
    }
  }
}

@Suite struct RowBlocksTests {
  @Test("blocks cover every row once", arguments: [0, 1, 2048, 2049, 10_000])
  func cover(rows: Int) {
    let blocks = RowBlocks(rows: rows)
    #expect((0..<blocks.count).flatMap { blocks[$0] } == Array(0..<rows))
  }

  @Test("every block is visited once by whatever number of threads", arguments: [1, 2, 5])
  func visits(threads: Int) {
    let blocks = RowBlocks(rows: 20_000)
    var visits = Array(repeating: 0, count: 20_000)
    visits.withUnsafeMutableBufferPointer { visits in
      nonisolated(unsafe) let visits = visits
      blocks.forEach(threads: threads) { _, _, rows in
        for row in rows { visits[row] += 1 }
      }
    }
    #expect(visits.allSatisfy { $0 == 1 })
  }
}
