import CivilTime
import Dispatch

/// Takes events in any order and groups them.
struct EventStoreBuilder {
  private let pending = PendingEvents()
  /// The newest instant; what has a date in a calendar may lie ahead and does not count.
  private(set) var latest = Int64.min

  mutating func append(_ event: Event, to contact: Int) {
    if !event.type.isScheduled { latest = max(latest, event.instant.microseconds) }
    pending.append(event, to: contact)
  }

  /// Groups, sorts and drops duplicates; `recode` gives the final codes.
  ///
  /// The builder is empty then.
  func finish(
    threads: Int,
    recode: @escaping @Sendable (Event) -> Event
  ) -> EventStore {
    let built = BuiltBuckets(pending)
    DispatchQueue.concurrentPerform(iterations: max(1, threads)) { thread in
      for bucket in stride(from: thread, to: EventStore.bucketCount, by: max(1, threads)) {
        built.build(bucket, recode: recode)
      }
    }
    return EventStore(buckets: built.finished)
  }

  /// Each thread touches only the buckets of its own number.
  private final class BuiltBuckets: @unchecked Sendable {
    private let pending: PendingEvents
    private let built: UnsafeMutableBufferPointer<EventStore.Bucket>

    init(_ pending: PendingEvents) {
      self.pending = pending
      built = .allocate(capacity: EventStore.bucketCount)
      built.initialize(repeating: EventStore.Bucket())
    }

    deinit {
      built.deinitialize()
      built.deallocate()
    }

    var finished: [EventStore.Bucket] { Array(built) }

    func build(_ index: Int, recode: (Event) -> Event) {
      built[index] = EventStoreBuilder.grouped(pending, index, recode: recode)
      pending.release(bucket: index)
    }
  }

  private static func grouped(
    _ pending: PendingEvents,
    _ bucket: Int,
    recode: (Event) -> Event
  ) -> EventStore.Bucket {
    let contactCount = pending.contactCount(ofBucket: bucket)
    var offsets = [UInt32](repeating: 0, count: contactCount + 1)
    pending.forEachRun(ofBucket: bucket) { rows in
      for row in rows { offsets[Int(row.position) + 1] += 1 }
    }
    for contact in 0..<contactCount { offsets[contact + 1] += offsets[contact] }
    let total = Int(offsets[contactCount])
    var next = offsets
    var events = [Event](unsafeUninitializedCapacity: total) { buffer, count in
      pending.forEachRun(ofBucket: bucket) { rows in
        for row in rows {
          let contact = Int(row.position)
          buffer.initializeElement(at: Int(next[contact]), to: recode(row.event))
          next[contact] += 1
        }
      }
      count = total
    }
    let kept = deduplicate(&events, &offsets)
    if kept < total { events.removeLast(total - kept) }
    return EventStore.Bucket(offsets: offsets, events: events, duplicates: total - kept)
  }

  /// Sorts the events of each contact and moves those that are kept to the front.
  ///
  /// - Returns: How many are kept.
  private static func deduplicate(_ events: inout [Event], _ offsets: inout [UInt32]) -> Int {
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
    return kept
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
