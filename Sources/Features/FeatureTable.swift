/// Named columns of numbers or words, one row for each example: what a model may look at.
public struct FeatureTable: Sendable {
  /// The values of one column.
  public enum Values: Sendable {
    /// Numbers; NaN is missing.
    case numbers([Double])
    /// Positions among the levels; -1 is missing.
    case categories(codes: [Int32], levels: [String])
  }

  /// One column.
  public struct Column: Sendable {
    /// The name, as shown in reasons.
    public var name: String
    /// The values.
    public var values: Values
    /// Whether the logarithm of one plus the value should be used.
    public var isLogarithmic: Bool

    /// Creates a column.
    public init(name: String, values: Values, isLogarithmic: Bool = false) {
      self.name = name
      self.values = values
      self.isLogarithmic = isLogarithmic
    }
  }

  /// How many examples there are.
  public var rowCount: Int
  /// The columns.
  public var columns: [Column]

  /// Creates a table.
  public init(rowCount: Int, columns: [Column]) {
    self.rowCount = rowCount
    self.columns = columns
  }

  /// The columns of these names, in their order; all must be there.
  public func keeping(_ names: [String]) -> FeatureTable {
    FeatureTable(
      rowCount: rowCount,
      columns: names.map { name in
        guard let column = columns.first(where: { $0.name == name }) else {
          preconditionFailure("the table has no such column")
        }
        return column
      }
    )
  }
}
