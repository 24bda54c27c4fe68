import CRMData
public import LinearAlgebra

extension DesignEncoding {
  /// The matrix of some rows of a table with the same columns: rows × terms, finite.
  ///
  /// Numbers where the training rows had words are missing words, and words where they had numbers
  /// are read as numbers.
  ///
  /// - Complexity: O(rows × terms).
  public func matrix(of table: FeatureTable, rows: [Int]) -> Matrix {
    precondition(table.columns.map(\.name) == features, "the table has other columns")
    let readers = readers(of: table)
    let width = terms.count
    var elements = [Double](repeating: 0, count: rows.count * width)
    elements.withUnsafeMutableBufferPointer { elements in
      guard let start = elements.baseAddress else { return }
      // A few rows at a time stay in the cache while their columns are filled.
      for first in stride(from: 0, to: rows.count, by: Self.rowsAtOnce) {
        let block = rows[first..<min(rows.count, first + Self.rowsAtOnce)]
        for reader in readers { reader.fill(start + first * width, width, block) }
      }
    }
    return Matrix(rows: rows.count, columns: width, elements: elements)
  }

  static let rowsAtOnce = 256

  /// What fills the columns of one feature.
  enum Reader {
    /// One column of numbers, and one that says where they are missing.
    case numbers([Double], NumberReading)
    /// For missing and then for each level the column that is one, -1 for none; and all columns of
    /// the feature.
    case levels(codes: [Int32], columns: [Int32], own: [Int])
  }

  /// How a feature of numbers fills its columns.
  struct NumberReading {
    var column: Int?
    var missingColumn: Int?
    var median = 0.0
    var isLogarithmic = false
  }

  /// One reader for each feature that has columns.
  func readers(of table: FeatureTable) -> [Reader] {
    var termsOfFeature = [[Int]](repeating: [], count: features.count)
    for (index, term) in terms.enumerated() { termsOfFeature[term.feature].append(index) }
    return zip(table.columns, termsOfFeature).compactMap { column, own in
      own.isEmpty ? nil : reader(of: column, own)
    }
  }

  private func reader(of column: FeatureTable.Column, _ own: [Int]) -> Reader {
    var reading = NumberReading()
    var isNumber = false
    for index in own {
      switch sources[index] {
      case .number(let median, let isLogarithmic):
        reading.column = index
        reading.median = median
        reading.isLogarithmic = isLogarithmic
        isNumber = true
      case .missingNumber:
        reading.missingColumn = index
        isNumber = true
      case .level, .otherLevel, .missingLevel: break
      }
    }
    switch (column.values, isNumber) {
    case (.numbers(let numbers), true): return .numbers(numbers, reading)
    case (.categories(let codes, let levels), true):
      let numbers = levels.map(AttributeColumn.number)
      return .numbers(codes.map { $0 < 0 ? .nan : numbers[Int($0)] }, reading)
    case (.categories(let codes, let levels), false):
      return .levels(codes: codes, columns: levelColumns(levels, codes, own), own: own)
    case (.numbers(let numbers), false):
      return .levels(codes: numbers.map { _ in -1 }, columns: levelColumns([], [], own), own: own)
    }
  }

  /// Only levels that some row has are looked up.
  private func levelColumns(_ levels: [String], _ codes: [Int32], _ own: [Int]) -> [Int32] {
    var columns: [String: Int32] = [:]
    var (other, missing): (Int32, Int32) = (-1, -1)
    for index in own {
      switch sources[index] {
      case .level(let name): columns[LevelGroup.key(of: name)] = Int32(index)
      case .otherLevel: other = Int32(index)
      case .missingLevel: missing = Int32(index)
      case .number, .missingNumber: break
      }
    }
    var isUsed = [Bool](repeating: false, count: levels.count)
    for code in codes where code >= 0 { isUsed[Int(code)] = true }
    return [missing]
      + zip(levels, isUsed).map { $1 ? columns[LevelGroup.key(of: $0)] ?? other : -1 }
  }
}

extension DesignEncoding.Reader {
  /// Sets the columns of some rows, which are zeros.
  fileprivate func fill(
    _ elements: UnsafeMutablePointer<Double>,
    _ width: Int,
    _ rows: ArraySlice<Int>
  ) {
    switch self {
    case .levels(let codes, let columns, _):
      for (position, row) in rows.enumerated() {
        let column = Int(columns[Int(codes[row]) + 1])
        if column >= 0 { elements[position * width + column] = 1 }
      }
    case .numbers(let numbers, let reading):
      if let column = reading.missingColumn {
        for (position, row) in rows.enumerated() where numbers[row].isNaN {
          elements[position * width + column] = 1
        }
      }
      guard let column = reading.column else { return }
      withUnsafeTemporaryAllocation(of: Double.self, capacity: rows.count) { scratch in
        for (position, row) in rows.enumerated() { scratch[position] = numbers[row] }
        reading.scale(scratch)
        for position in 0..<rows.count { elements[position * width + column] = scratch[position] }
      }
    }
  }
}

extension DesignEncoding.NumberReading {
  /// Takes logarithms where they are wanted, and puts the median where a value is missing.
  func scale(_ values: UnsafeMutableBufferPointer<Double>) {
    if isLogarithmic, let start = values.baseAddress {
      ElementFunctions.logOnePlus(UnsafeBufferPointer(values), missing: median, to: start)
    } else {
      for index in values.indices where values[index].isNaN { values[index] = median }
    }
  }
}
