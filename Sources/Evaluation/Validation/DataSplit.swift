/// Which rows a model learns from, and on which it is then judged.
public struct DataSplit: Hashable, Sendable, Codable {
  /// The rows to learn from, in order.
  public let trainingRows: [Int]
  /// The rows to predict, in order; none of them is a training row.
  public let testRows: [Int]

  /// Creates a split.
  public init(trainingRows: [Int], testRows: [Int]) {
    self.trainingRows = trainingRows
    self.testRows = testRows
  }
}

extension Folds {
  /// One split per fold that has rows and leaves some.
  public var splits: [DataSplit] {
    (0..<count).map { DataSplit(trainingRows: trainingRows(of: $0), testRows: testRows(of: $0)) }
      .filter { !$0.testRows.isEmpty && !$0.trainingRows.isEmpty }
  }
}

extension TimeBlocks {
  /// One split per test that has rows and leaves some to learn from.
  public var splits: [DataSplit] {
    (0..<count).map { DataSplit(trainingRows: trainingRows(of: $0), testRows: testRows(of: $0)) }
      .filter { !$0.testRows.isEmpty && !$0.trainingRows.isEmpty }
  }
}
