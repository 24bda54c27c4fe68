/// The loops over one row, eight columns at a time.
///
/// The lanes are written out because the compiler may not reorder sums of Double, and so that the
/// order of additions, hence every bit, is the same on every machine.
enum RowKernel {
  private typealias Lanes = SIMD8<Double>
  private static let width = 8

  @inline(__always)
  private static func lanes(_ pointer: UnsafePointer<Double>, _ offset: Int) -> Lanes {
    UnsafeRawPointer(pointer + offset).loadUnaligned(as: Lanes.self)
  }

  @inline(__always)
  private static func store(
    _ value: Lanes,
    to pointer: UnsafeMutablePointer<Double>,
    _ offset: Int
  ) {
    UnsafeMutableRawPointer(pointer + offset).storeBytes(of: value, as: Lanes.self)
  }

  /// `Σ (row − centers) · vector`.
  @inline(__always)
  static func centredDot(
    _ row: UnsafePointer<Double>,
    _ centers: UnsafePointer<Double>,
    _ vector: UnsafePointer<Double>,
    count: Int
  ) -> Double {
    var sums = Lanes.zero
    var column = 0
    while column + width <= count {
      sums += (lanes(row, column) - lanes(centers, column)) * lanes(vector, column)
      column += width
    }
    var sum = sums.sum()
    while column < count {
      sum += (row[column] - centers[column]) * vector[column]
      column += 1
    }
    return sum
  }

  /// `sums += weight · row`.
  @inline(__always)
  static func accumulate(
    _ row: UnsafePointer<Double>,
    weight: Double,
    into sums: UnsafeMutablePointer<Double>,
    count: Int
  ) {
    var column = 0
    while column + width <= count {
      store(lanes(sums, column) + lanes(row, column) * weight, to: sums, column)
      column += width
    }
    while column < count {
      sums[column] += row[column] * weight
      column += 1
    }
  }

  /// `sums += weight · (row − centers)²`.
  @inline(__always)
  static func accumulateSquares(
    _ row: UnsafePointer<Double>,
    centers: UnsafePointer<Double>,
    weight: Double,
    into sums: UnsafeMutablePointer<Double>,
    count: Int
  ) {
    var column = 0
    while column + width <= count {
      let distance = lanes(row, column) - lanes(centers, column)
      store(lanes(sums, column) + distance * distance * weight, to: sums, column)
      column += width
    }
    while column < count {
      let distance = row[column] - centers[column]
      sums[column] += distance * distance * weight
      column += 1
    }
  }

  /// `z = (row − centers) · scales`; writes `factor · z` and adds `residual · z` to the score.
  @inline(__always)
  static func standardise(
    _ row: UnsafePointer<Double>,
    centers: UnsafePointer<Double>,
    scales: UnsafePointer<Double>,
    factor: Double,
    residual: Double,
    to scaled: UnsafeMutablePointer<Double>,
    score: UnsafeMutablePointer<Double>,
    count: Int
  ) {
    var column = 0
    while column + width <= count {
      let value = (lanes(row, column) - lanes(centers, column)) * lanes(scales, column)
      store(value * factor, to: scaled, column)
      store(lanes(score, column) + value * residual, to: score, column)
      column += width
    }
    while column < count {
      let value = (row[column] - centers[column]) * scales[column]
      scaled[column] = value * factor
      score[column] += value * residual
      column += 1
    }
  }
}
