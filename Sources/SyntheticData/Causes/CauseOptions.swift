/// Conversions that come from known causes, month by month, among columns that tell nothing.
///
/// See ``SyntheticWorld`` for the law.
public struct CauseOptions: Hashable, Sendable, Codable {
  /// How much the logit of a conversion rises in 30 days, −1 to 1; page views weigh more, too.
  public var drift: Double
  /// How many columns of random numbers there are, and how many of random words, 0 to 50; with one
  /// or more there are also a code of 10,000 values, a column that is rarely filled and one that
  /// is always the same.
  public var junk: Int

  /// Creates options; by default nothing drifts and there is no junk.
  public init(drift: Double = 0, junk: Int = 0) {
    self.drift = drift
    self.junk = junk
  }

  func check() throws(SyntheticDataError) {
    guard (-1...1).contains(drift) else {
      throw SyntheticDataError(
        message: "a world cannot drift by \(drift) in 30 days",
        hint: "ask for -1 to 1"
      )
    }
    guard (0...50).contains(junk) else {
      throw SyntheticDataError(
        message: "a world cannot have \(junk) columns of junk",
        hint: "ask for 0 to 50"
      )
    }
  }
}
