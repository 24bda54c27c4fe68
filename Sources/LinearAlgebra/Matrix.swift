// LinearAlgebra: dense matrices of Double on BLAS and LAPACK. Comes in: whole buffers. Goes out:
// products, weighted Gram matrices, factorisations. Every BLAS or LAPACK routine is called from
// this room only, on one thread; rows are split over threads here, in fixed blocks whose sums are
// added in order, so that the bits never depend on the number of threads.
// This room must not know what a row or a column means.

/// A dense matrix, row after row in one contiguous buffer.
///
///     var design = Matrix(rows: 2, columns: 3)
///     design[1, 2] = 5
public struct Matrix: Hashable, Sendable {
  /// The number of rows.
  public let rows: Int
  /// The number of columns.
  public let columns: Int
  @usableFromInline var elements: [Double]

  /// Creates a matrix whose elements all have one value.
  public init(rows: Int, columns: Int, repeating value: Double = 0) {
    precondition(rows >= 0 && columns >= 0, "a matrix cannot have a negative size")
    self.rows = rows
    self.columns = columns
    elements = Array(repeating: value, count: rows * columns)
  }

  /// Creates a matrix from its elements, row after row.
  public init(rows: Int, columns: Int, elements: [Double]) {
    precondition(elements.count == rows * columns, "a matrix needs rows × columns elements")
    self.rows = rows
    self.columns = columns
    self.elements = elements
  }

  /// One element.
  @inlinable public subscript(row: Int, column: Int) -> Double {
    get {
      precondition(column >= 0 && column < columns, "column out of range")
      return elements[row * columns + column]
    }
    set {
      precondition(column >= 0 && column < columns, "column out of range")
      elements[row * columns + column] = newValue
    }
  }

  /// The elements of one row, without a copy.
  @inlinable public func row(_ row: Int) -> ArraySlice<Double> {
    elements[row * columns..<(row + 1) * columns]
  }

  /// A copy of one column.
  public func column(_ column: Int) -> [Double] {
    precondition(column >= 0 && column < columns, "column out of range")
    return (0..<rows).map { elements[$0 * columns + column] }
  }

  /// A matrix of the given rows, in the given order.
  public func selecting(rows selected: [Int]) -> Matrix {
    var picked: [Double] = []
    picked.reserveCapacity(selected.count * columns)
    for index in selected { picked.append(contentsOf: row(index)) }
    return Matrix(rows: selected.count, columns: columns, elements: picked)
  }

  /// A matrix of the given columns, in the given order.
  public func selecting(columns selected: [Int]) -> Matrix {
    var picked = Matrix(rows: rows, columns: selected.count)
    for row in 0..<rows {
      for (position, column) in selected.enumerated() {
        picked[row, position] = self[row, column]
      }
    }
    return picked
  }

  /// Reads the whole buffer, row after row.
  @inlinable public func withUnsafeBufferPointer<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<Double>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try elements.withUnsafeBufferPointer(body)
  }

  /// Writes into the whole buffer, row after row.
  @inlinable public mutating func withUnsafeMutableBufferPointer<Result, Failure: Error>(
    _ body: (inout UnsafeMutableBufferPointer<Double>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try elements.withUnsafeMutableBufferPointer(body)
  }
}

extension Matrix: Codable {
  private enum CodingKeys: String, CodingKey {
    case rows, columns, elements
  }

  /// Reads a matrix and checks its size.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    rows = try container.decode(Int.self, forKey: .rows)
    columns = try container.decode(Int.self, forKey: .columns)
    elements = try container.decode([Double].self, forKey: .elements)
    let (size, overflows) = rows.multipliedReportingOverflow(by: columns)
    guard rows >= 0, columns >= 0, !overflows, elements.count == size else {
      throw DecodingError.dataCorruptedError(
        forKey: .elements,
        in: container,
        debugDescription: "\(rows) × \(columns) matrix with \(elements.count) elements"
      )
    }
  }
}
