/// One column of values to screen or to watch, with values that may be missing.
public struct FeatureColumn: Hashable, Sendable {
  /// The values of a column, one per row.
  public enum Values: Hashable, Sendable {
    /// Numbers; NaN where a value is missing.
    case numeric([Double])
    /// Levels by any whole number; nil where a value is missing.
    case categorical([Int?])

    /// How many rows there are.
    public var count: Int {
      switch self {
      case .numeric(let values): values.count
      case .categorical(let values): values.count
      }
    }
  }

  /// The name of the column.
  public var name: String
  /// The values, one per row.
  public var values: Values
  /// When each row's value was filled in, in any unit; nil where it is not known, and nil as a
  /// whole where nobody kept it.
  public var filledAt: [Int64?]?

  /// Creates a column.
  public init(name: String, values: Values, filledAt: [Int64?]? = nil) {
    precondition(filledAt.map { $0.count == values.count } ?? true, "every row needs an instant")
    self.name = name
    self.values = values
    self.filledAt = filledAt
  }

  /// Whether each row has a value.
  var isFilled: [Bool] {
    switch values {
    case .numeric(let values): values.map { !$0.isNaN }
    case .categorical(let values): values.map { $0 != nil }
    }
  }

  func check() throws(EvaluationError) {
    guard values.count > 0 else {
      throw EvaluationError(
        code: .valueInvalid,
        message: "the column \(name) has no rows",
        hint: "check the filters before this step"
      )
    }
    guard case .numeric(let values) = values, let row = values.firstIndex(where: \.isInfinite)
    else { return }
    throw EvaluationError(
      code: .valueInvalid,
      message: "the value in row \(row) of the column \(name) is \(values[row])",
      hint: "leave out infinite values; write NaN where a value is missing"
    )
  }
}
