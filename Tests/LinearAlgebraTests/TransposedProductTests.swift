import LinearAlgebra
import Testing

@Suite struct TransposedProductTests {
  private let scaling = ColumnScaling(centers: [0.5, -1, 2], scales: [2, 0, -0.25])

  @Test("it agrees with its definition", arguments: [1, 5, 2048, 5000])
  func definition(rows: Int) {
    let design = ruledMatrix(rows: rows, columns: 3)
    let vector = (0..<rows).map { Double($0 % 7) - 3 }
    let products = design.transposedProduct(with: vector, scaling: scaling)
    #expect(products[0] == vector.reduce(0, +))
    for column in 0..<3 {
      let expected = (0..<rows).reduce(0.0) {
        $0 + vector[$1] * (design[$1, column] - scaling.centers[column]) * scaling.scales[column]
      }
      #expect(abs(products[column + 1] - expected) < 1e-9)
    }
  }

  @Test("the same bits with any number of threads")
  func threads() {
    let design = ruledMatrix(rows: 10_000, columns: 3)
    let vector = (0..<10_000).map { 1 / Double($0 + 1) }
    let one = design.transposedProduct(with: vector, scaling: scaling)
    #expect(design.transposedProduct(with: vector, scaling: scaling, threads: 3) == one)
  }

  @Test("without rows the sums are 0; without columns only the first is left")
  func empty() {
    #expect(
      Matrix(rows: 0, columns: 3).transposedProduct(with: [], scaling: scaling) == [0, 0, 0, 0]
    )
    #expect(
      Matrix(rows: 2, columns: 0)
        .transposedProduct(with: [1, 2], scaling: .identity(columns: 0)) == [3]
    )
  }
}
