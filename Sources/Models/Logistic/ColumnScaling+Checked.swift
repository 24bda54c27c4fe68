import LinearAlgebra

extension ColumnScaling {
  /// The scaling to mean 0 and standard deviation 1, if all values are finite.
  init(checking design: Design, weights: [Double]?, threads: Int) throws(ModelError) {
    self.init(standardising: design, weights: weights, threads: threads)
    guard let column = scales.firstIndex(where: \.isNaN) else { return }
    let row = (0..<design.rows).first { !design.dense[$0, column].isFinite }
    throw ModelError(
      code: .notFinite,
      message: row.map { "the value in row \($0), column \(column) is not a finite number" }
        ?? "the values of column \(column) are too large to add up",
      hint: "fill in or remove missing values before fitting"
    )
  }
  /// The coordinates that can move: the intercept, which is 0, and one more than the number of each
  /// column that is not constant.
  var varyingCoordinates: [Int] {
    [0] + scales.indices.filter { scales[$0] != 0 }.map { $0 + 1 }
  }
}
