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

/// Takes events in any order and groups them.
struct EventStoreBuilder {
  private struct Pending {
    var contact: UInt32
    var event: Event
  }

  /// Rows of one bucket, in chunks so that growing never copies.
  private struct PendingBucket {
    var chunks: [[Pending]] = []
    var contactCount = 0

    mutating func append(_ pending: Pending) {
      contactCount = max(contactCount, Int(pending.contact) + 1)
      if chunks.last.map({ $0.count == chunkSize }) ?? true {
        var chunk: [Pending] = []
        chunk.reserveCapacity(chunkSize)
        chunks.append(chunk)
      }
      chunks[chunks.count - 1].append(pending)
    }
  }

  private static let chunkSize = 1024
  private var buckets = [PendingBucket](repeating: PendingBucket(), count: EventStore.bucketCount)
  /// The newest instant; what has a date in a calendar may lie ahead and does not count.
  private(set) var latest = Int64.min

  mutating func append(_ event: Event, to contact: Int) {
    let position = contact >> EventStore.bucketBits
    if !event.type.isScheduled { latest = max(latest, event.instant.microseconds) }
    buckets[contact & (EventStore.bucketCount - 1)].append(
      Pending(contact: UInt32(truncatingIfNeeded: position), event: event)
    )
  }

  /// Groups, sorts and drops duplicates; `recode` gives the final codes.
  mutating func finish(
    threads: Int,
    recode: @escaping @Sendable (Event) -> Event
  ) -> EventStore {
    let pending = buckets
    buckets = []
    let results = BucketResults(pending.map { Optional($0) })
    DispatchQueue.concurrentPerform(iterations: max(1, threads)) { thread in
      var bucket = thread
      while bucket < EventStore.bucketCount {
        results.build(bucket, recode: recode)
        bucket += max(1, threads)
      }
    }
    return EventStore(buckets: results.finished)
  }

  /// Each thread touches only the buckets of its own number.
  private final class BucketResults: @unchecked Sendable {
    private let pending: UnsafeMutableBufferPointer<PendingBucket?>
    private let built: UnsafeMutableBufferPointer<EventStore.Bucket>

    init(_ pending: [PendingBucket?]) {
      self.pending = .allocate(capacity: pending.count)
      _ = self.pending.initialize(from: pending)
      built = .allocate(capacity: pending.count)
      built.initialize(repeating: EventStore.Bucket())
    }

    deinit {
      pending.deinitialize()
      pending.deallocate()
      built.deinitialize()
      built.deallocate()
    }

    var finished: [EventStore.Bucket] { Array(built) }

    func build(_ index: Int, recode: (Event) -> Event) {
      guard let bucket = pending[index] else { return }
      pending[index] = nil
      built[index] = EventStoreBuilder.grouped(bucket, recode: recode)
    }
  }

  private static func grouped(
    _ bucket: PendingBucket,
    recode: (Event) -> Event
  ) -> EventStore.Bucket {
    var offsets = [UInt32](repeating: 0, count: bucket.contactCount + 1)
    for chunk in bucket.chunks {
      for pending in chunk { offsets[Int(pending.contact) + 1] += 1 }
    }
    for contact in 0..<bucket.contactCount { offsets[contact + 1] += offsets[contact] }
    let total = Int(offsets[bucket.contactCount])
    var next = offsets
    let scattered = [Event](unsafeUninitializedCapacity: total) { buffer, count in
      for chunk in bucket.chunks {
        for pending in chunk {
          let contact = Int(pending.contact)
          buffer.initializeElement(at: Int(next[contact]), to: recode(pending.event))
          next[contact] += 1
        }
      }
      count = total
    }
    return deduplicated(scattered, offsets: offsets)
  }

  private static func deduplicated(_ events: [Event], offsets: [UInt32]) -> EventStore.Bucket {
    var events = events
    var offsets = offsets
    var kept = 0
    events.withUnsafeMutableBufferPointer { buffer in
      var start = 0
      for contact in 0..<offsets.count - 1 {
        let end = Int(offsets[contact + 1])
        sort(UnsafeMutableBufferPointer(rebasing: buffer[start..<end]))
        let first = kept
        for index in start..<end where kept == first || buffer[kept - 1] != buffer[index] {
          buffer[kept] = buffer[index]
          kept += 1
        }
        start = end
        offsets[contact] = UInt32(first)
      }
      offsets[offsets.count - 1] = UInt32(kept)
    }
    let duplicates = events.count - kept
    if duplicates > 0 { events.removeLast(duplicates) }
    return EventStore.Bucket(offsets: offsets, events: events, duplicates: duplicates)
  }

  /// Exports come in order of time: short or sorted runs are sorted where they are.
  private static func sort(_ events: UnsafeMutableBufferPointer<Event>) {
    guard events.count > 1 else { return }
    if events.count > 64 {
      var events = events
      if !zip(events, events.dropFirst()).allSatisfy({ $0 <= $1 }) { events.sort() }
      return
    }
    for index in 1..<events.count {
      let event = events[index]
      var hole = index
      while hole > 0, event < events[hole - 1] {
        events[hole] = events[hole - 1]
        hole -= 1
      }
      events[hole] = event
    }
  }
}
