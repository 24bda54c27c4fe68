import CivilTime
import Dispatch

/// All events, grouped by contact and sorted by time, at twelve bytes an event.
///
/// Contacts are spread over 256 buckets by the low bits of their number, so that grouping needs
/// little memory beside the events themselves, and so that buckets can be built in parallel.
public struct EventStore: Sendable {
  static let bucketBits = 8
  static let bucketCount = 1 << bucketBits

  struct Bucket: Sendable {
    /// Where the events of the i-th contact of the bucket begin; one more at the end.
    var offsets: [UInt32] = [0]
    var events: [Event] = []
    var duplicates = 0
  }

  let buckets: [Bucket]

  /// How many events there are, duplicates not counted.
  public let count: Int
  /// How many rows were another row's duplicate.
  public let duplicateCount: Int

  init(buckets: [Bucket]) {
    self.buckets = buckets
    count = buckets.reduce(0) { $0 + $1.events.count }
    duplicateCount = buckets.reduce(0) { $0 + $1.duplicates }
  }

  /// Calls `body` with the events of one contact, in order of time.
  ///
  /// - Complexity: O(1).
  public func withEvents<Result>(
    of contact: Int,
    _ body: (UnsafeBufferPointer<Event>) -> Result
  ) -> Result {
    let bucket = buckets[contact & (Self.bucketCount - 1)]
    let position = contact >> Self.bucketBits
    guard position + 1 < bucket.offsets.count else {
      return body(UnsafeBufferPointer(start: nil, count: 0))
    }
    let range = Int(bucket.offsets[position])..<Int(bucket.offsets[position + 1])
    return bucket.events.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
  }
}
