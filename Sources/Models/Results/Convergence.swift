// Models: estimators on matrices and counts. Comes in: finite numbers (NaN stands for a
// missing value in a column to be binned, and nowhere else). Goes out: fitted models with
// estimates, uncertainty and how the fit ended.
// This room must not know where the numbers come from: no word of contacts, sends or leads.

/// How an iterative fit ended.
public enum Convergence: Hashable, Sendable, Codable {
  /// The maximum was found.
  case reached
  /// The iterations ran out, or rounding allowed no further progress.
  case iterationLimit
  /// The likelihood keeps growing along this column (counted from 0; nil for the intercept): it
  /// tells some outcomes without error, so its coefficient has no finite estimate.
  case separation(column: Int?)
  /// The information became singular on the way.
  case singular
  /// The maximum lies at the edge of the range that was searched.
  case boundary
}
