import LinearAlgebra
import Statistics

/// A matrix of normal numbers that a seed repeats.
func randomMatrix(rows: Int, columns: Int, seed: UInt64, scale: Double = 1) -> Matrix {
  var stream = RandomStream(seed: seed)
  return Matrix(
    rows: rows,
    columns: columns,
    elements: (0..<rows * columns).map { _ in scale * stream.normal(mean: 0, standardDeviation: 1) }
  )
}

extension Matrix {
  var elementList: [Double] { withUnsafeBufferPointer { Array($0) } }

  /// The matrix minus another.
  func minus(_ other: Matrix) -> Matrix {
    Matrix(
      rows: rows,
      columns: columns,
      elements: zip(elementList, other.elementList).map { $0 - $1 }
    )
  }

  var largestMagnitude: Double { elementList.reduce(0) { max($0, abs($1)) } }
}

/// Whether two lists differ by no more than `tolerance` times the largest expected value.
func agree(_ found: [Double], _ expected: [Double], _ tolerance: Double) -> Bool {
  let scale = expected.reduce(0) { max($0, abs($1)) }
  return found.count == expected.count
    && zip(found, expected).allSatisfy { abs($0 - $1) <= tolerance * scale }
}
