/// Splits in time: always trained on what was known, tested on what came next.
///
/// The rows are cut by time into one more block than there are splits. Split `k` is tested on
/// block `k + 1` and trained on all blocks before it (a rolling origin; Tashman 2000,
/// "Out-of-sample tests of forecasting accuracy"), without the rows whose outcome was not yet
/// known when the test begins: a row of time `t` is known at `t + gap`.
///
///     let blocks = TimeBlocks(times: referenceDays, count: 5, gap: 30)
///     for split in 0..<blocks.count { fit(blocks.trainingRows(of: split)) }
///
/// Rows of one instant are never parted, so that blocks are of about, not exactly, equal size.
/// With few instants a late split may have no rows to test, and a long gap may leave an early one
/// none to train on; both are then empty, which is for the caller to see.
public struct TimeBlocks: Hashable, Sendable {
  /// How many splits there are.
  public let count: Int
  /// How long after its time the outcome of a row is known.
  public let gap: Int64
  /// The time of each row.
  public let times: [Int64]
  /// When each split's test begins; nil for a split without test rows.
  public let testStarts: [Int64?]
  /// The block of each row, from 0; block 0 is never tested.
  public let assignment: [Int]

  /// Cuts the rows.
  ///
  /// - Parameters:
  ///   - times: the time of every row in any unit, not necessarily in order.
  ///   - count: how many splits, at least 1.
  ///   - gap: how long after its time the outcome of a row is known, in the same unit.
  /// - Complexity: O(rows × log rows).
  public init(times: [Int64], count: Int, gap: Int64 = 0) {
    precondition(count >= 1, "testing needs at least one split")
    precondition(gap >= 0, "no outcome is known before its time")
    (self.times, self.count, self.gap) = (times, count, gap)
    let order = times.indices.sorted { (times[$0], $0) < (times[$1], $1) }
    var assignment = Array(repeating: 0, count: times.count)
    var starts = Array<Int64?>(repeating: nil, count: count + 1)
    var block = 0
    for (position, row) in order.enumerated() {
      // Only a new instant may begin a new block.
      if position == 0 || times[row] != times[order[position - 1]] {
        block = position * (count + 1) / times.count
      }
      starts[block] = starts[block] ?? times[row]
      assignment[row] = block
    }
    self.assignment = assignment
    testStarts = Array(starts.dropFirst())
  }

  /// The rows that one split tests, in order.
  public func testRows(of split: Int) -> [Int] {
    assignment.indices.filter { assignment[$0] == split + 1 }
  }

  /// The rows whose outcome was known when the test of a split began, in order.
  public func trainingRows(of split: Int) -> [Int] {
    guard let start = testStarts[split] else { return [] }
    let (latest, overflows) = start.subtractingReportingOverflow(gap)
    guard !overflows else { return [] }
    return times.indices.filter { times[$0] < start && times[$0] <= latest }
  }
}
