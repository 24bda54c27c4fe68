/// A design matrix whose categorical columns are not spelt out.
///
/// Its columns are those of the dense matrix, then for each factor one column of zeros and ones
/// for every level but the first. A million rows with twelve factors of twenty levels are twelve
/// million codes instead of 228 million numbers, and sums over them visit each code once.
///
///     let design = Design(dense: numbers, factors: [Factor(codes: industry, levelCount: 20)])
///     design.columns  // numbers.columns + 19
///
/// There is no column of ones: estimators add the intercept.
public struct Design: Hashable, Sendable {
  /// The dense columns, rows × columns.
  public let dense: Matrix
  /// How many levels each factor has.
  public let levelCounts: [Int]
  /// The levels of all rows for the first factor, then for the second, and so on.
  let codes: [Int32]

  /// Creates a design.
  ///
  /// - Parameters:
  ///   - dense: rows × columns.
  ///   - factors: each with a code for every row of `dense`.
  public init(dense: Matrix, factors: [Factor] = []) {
    self.dense = dense
    levelCounts = factors.map(\.levelCount)
    var codes: [Int32] = []
    codes.reserveCapacity(dense.rows * factors.count)
    for factor in factors {
      precondition(factor.codes.count == dense.rows, "every row needs a code of every factor")
      codes += factor.codes
    }
    self.codes = codes
  }

  /// The number of rows.
  public var rows: Int { dense.rows }

  /// The number of columns, those of factors included.
  public var columns: Int { levelCounts.reduce(dense.columns) { $0 + $1 - 1 } }

  /// The first column of each factor.
  var factorStarts: [Int] {
    var next = dense.columns
    return levelCounts.map { levels in
      defer { next += levels - 1 }
      return next
    }
  }

  /// The levels of some rows for one factor.
  func codes(of factor: Int, rows: Range<Int>) -> ArraySlice<Int32> {
    codes[factor * self.rows + rows.lowerBound..<factor * self.rows + rows.upperBound]
  }

  /// A design of the given rows, in the given order.
  public func selecting(rows selected: [Int]) -> Design {
    Design(
      dense: dense.selecting(rows: selected),
      factors: levelCounts.indices.map { factor in
        let codes = codes(of: factor, rows: 0..<rows)
        return Factor(
          codes: selected.map { codes[codes.startIndex + $0] },
          levelCount: levelCounts[factor]
        )
      }
    )
  }

  /// The same columns as one dense matrix, ones and zeros spelt out.
  public func expanded() -> Matrix {
    var expanded = Matrix(rows: rows, columns: columns)
    for row in 0..<rows {
      for column in 0..<dense.columns { expanded[row, column] = dense[row, column] }
      for (factor, start) in factorStarts.enumerated() {
        let code = Int(codes[factor * rows + row])
        if code > 0 { expanded[row, start + code - 1] = 1 }
      }
    }
    return expanded
  }
}

/// A categorical variable: for every row the number of its level.
public struct Factor: Hashable, Sendable {
  /// The level of every row, from 0; level 0 is the reference, which has no column.
  public let codes: [Int32]
  /// How many levels there are, those without rows included.
  public let levelCount: Int

  /// Creates a factor.
  public init(codes: [Int32], levelCount: Int) {
    precondition(levelCount > 0, "a factor has at least one level")
    precondition(codes.allSatisfy { $0 >= 0 && $0 < levelCount }, "a code is below the level count")
    self.codes = codes
    self.levelCount = levelCount
  }
}
