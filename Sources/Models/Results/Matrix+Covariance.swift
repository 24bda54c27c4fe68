import LinearAlgebra

extension Matrix {
  /// The rows and columns with the given numbers.
  func selecting(square numbers: [Int]) -> Matrix {
    selecting(rows: numbers).selecting(columns: numbers)
  }

  /// A larger square matrix with this one at the given rows and columns, and 0 elsewhere.
  func spread(over numbers: [Int], size: Int) -> Matrix {
    var spread = Matrix(rows: size, columns: size)
    for (row, target) in numbers.enumerated() {
      for (column, other) in numbers.enumerated() { spread[target, other] = self[row, column] }
    }
    return spread
  }

  /// A square matrix whose rows and columns are multiplied by factors.
  func scaled(by factors: [Double]) -> Matrix {
    var scaled = self
    for row in factors.indices {
      for column in factors.indices { scaled[row, column] *= factors[row] * factors[column] }
    }
    return scaled
  }

  /// The square roots of the diagonal: standard errors from a covariance.
  var diagonalRoots: [Double] { (0..<rows).map { self[$0, $0].squareRoot() } }
}
