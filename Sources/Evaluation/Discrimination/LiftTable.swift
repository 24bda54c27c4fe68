/// How events gather in groups of rows from the highest score to the lowest.
///
/// The groups hold the same number of rows, to one. Rows with equal scores stay in row order, so
/// that a group boundary may run between them: whoever works the first tenth of a list cannot work
/// ties together either.
public struct LiftTable: Hashable, Sendable, Codable {
  /// One group of rows.
  public struct Group: Hashable, Sendable, Codable {
    /// How many rows there are.
    public var count: Int
    /// How many of them have the outcome 1.
    public var eventCount: Int
    /// The lowest score in the group.
    public var lowestScore: Double
    /// The event rate of the group per event rate of all rows; nil without any event.
    public var lift: Double?
    /// The share of all events in this group and those above it; nil without any event.
    public var cumulativeGain: Double?
    /// The event rate of this group and those above it per event rate of all rows; nil without
    /// any event.
    public var cumulativeLift: Double?
  }

  /// The groups that have rows, from the highest scores to the lowest.
  public let groups: [Group]

  /// Groups the rows.
  ///
  /// - Parameters:
  ///   - outcomes: 0 or 1 for every row.
  ///   - scores: any finite numbers, larger for more likely events.
  ///   - groupCount: how many groups, at least 1.
  /// - Throws: ``EvaluationError`` for an empty table, a score that is not finite or another
  ///   outcome.
  public init(
    outcomes: [Double],
    scores: [Double],
    groupCount: Int = 10
  ) throws(EvaluationError) {
    precondition(groupCount > 0, "a table needs at least one group")
    try EvaluationError.check(outcomes: outcomes, finiteScores: scores)
    let order = KeyedRow.descending(scores)
    let events = outcomes.reduce(0) { $0 + Int($1) }
    let rate = Double(events) / Double(order.count)
    var found = 0
    groups = (0..<groupCount).compactMap { group -> Group? in
      // The first groups take the rows that are left over, as array_split of numpy does.
      let (size, extra) = order.count.quotientAndRemainder(dividingBy: groupCount)
      let start = group * size + min(group, extra)
      let rows = order[start..<start + size + (group < extra ? 1 : 0)]
      guard let last = rows.last else { return nil }
      let eventCount = rows.reduce(0) { $0 + Int(outcomes[$1]) }
      found += eventCount
      return Group(
        count: rows.count,
        eventCount: eventCount,
        lowestScore: scores[last],
        lift: events > 0 ? Double(eventCount) / Double(rows.count) / rate : nil,
        cumulativeGain: events > 0 ? Double(found) / Double(events) : nil,
        cumulativeLift: events > 0 ? Double(found) / Double(rows.endIndex) / rate : nil
      )
    }
  }
}
