import CivilTime
import Dispatch

/// All events, grouped by contact and sorted by time, at twelve bytes an event.
///
/// Contacts are spread over 256 buckets by the low bits of their number, so that grouping needs
/// little memory beside the events themselves, and so that buckets can be built in parallel.
public struct EventStore: Sendable {
  @inlinable static var bucketBits: Int { 8 }
  @inlinable static var bucketCount: Int { 1 << bucketBits }

  @usableFromInline struct Bucket: Sendable {
    /// Where the events of the i-th contact of the bucket begin; one more at the end.
    @usableFromInline var offsets: [UInt32] = [0]
    @usableFromInline var events: [Event] = []
    var duplicates = 0
  }

  @usableFromInline let buckets: [Bucket]

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
  /// The code is compiled into the caller, and the arrays are lent, not kept: reading all contacts
  /// counts no references.
  ///
  /// - Complexity: O(1).
  @inlinable
  public func withEvents<Result>(
    of contact: Int,
    _ body: (UnsafeBufferPointer<Event>) -> Result
  ) -> Result {
    buckets.withUnsafeBufferPointer { buckets in
      let place = contact & (Self.bucketCount - 1)
      let position = contact >> Self.bucketBits
      let range = buckets[place].offsets.withUnsafeBufferPointer { offsets in
        position + 1 < offsets.count
          ? Int(offsets[position])..<Int(offsets[position + 1]) : 0..<0
      }
      return buckets[place].events.withUnsafeBufferPointer {
        body(UnsafeBufferPointer(rebasing: $0[range]))
      }
    }
  }
}
