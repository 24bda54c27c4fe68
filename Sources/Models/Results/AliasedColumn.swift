/// A column that got no coefficient of its own.
public struct AliasedColumn: Hashable, Sendable, Codable {
  /// Why a column was dropped.
  public enum Reason: String, Hashable, Sendable, Codable {
    /// It has one value only.
    case constant
    /// Earlier columns say the same.
    case linearCombination
  }

  /// The number of the column, from 0.
  public var column: Int
  /// Why it was dropped.
  public var reason: Reason

  /// Creates the note of a dropped column.
  public init(column: Int, reason: Reason) {
    self.column = column
    self.reason = reason
  }

  /// The reason as a sentence.
  public var message: String {
    switch reason {
    case .constant: "column \(column) was dropped: it has one value only"
    case .linearCombination:
      "column \(column) was dropped: it is a linear combination of earlier columns"
    }
  }
}
