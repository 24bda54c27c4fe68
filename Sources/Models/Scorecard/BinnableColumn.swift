/// The values of one variable, row by row.
///
/// The one place in this room where NaN is data: it says that the value is missing.
public enum BinnableColumn: Hashable, Sendable {
  /// Numbers, NaN where missing.
  case numbers([Double])
  /// Levels from 0 up to but not including `levels`, −1 where missing.
  case codes([Int32], levels: Int)

  /// How many rows there are.
  public var count: Int {
    switch self {
    case .numbers(let values): values.count
    case .codes(let codes, _): codes.count
    }
  }
}

extension BinnableColumn {
  /// Refuses infinite numbers; that the sizes fit is up to the caller.
  func check(rows: Int) throws(ModelError) {
    precondition(count == rows, "every row needs a value and an outcome")
    switch self {
    case .numbers(let values):
      guard let row = values.firstIndex(where: \.isInfinite) else { return }
      throw ModelError(
        code: .notFinite,
        message: "the value in row \(row) is \(values[row]), expected a finite number or NaN",
        hint: "NaN stands for a missing value"
      )
    case .codes(let codes, let levels):
      precondition(
        codes.allSatisfy { $0 >= -1 && $0 < levels },
        "a code is −1 or the number of a level"
      )
    }
  }
}
