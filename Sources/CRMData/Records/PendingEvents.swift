#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Events of each bucket in the order of their rows, until they are grouped.
///
/// The memory comes from the system in runs, and each bucket's goes back to it as soon as the bucket
/// is grouped: so the events of a large list are never there twice. An append is a store and a
/// comparison; as arrays of arrays it took five times as many instructions.
final class PendingEvents {
  /// An event and the position of its contact within the bucket.
  struct Row {
    var position: UInt32
    var event: Event
  }

  private struct Bucket {
    var next: UnsafeMutablePointer<Row>
    var end: UnsafeMutablePointer<Row>
    var contactCount: Int
  }

  private let buckets: UnsafeMutablePointer<Bucket>
  /// The runs of each bucket with their capacities; all but the last are full.
  private var runs = [[UnsafeMutableBufferPointer<Row>]](
    repeating: [],
    count: EventStore.bucketCount
  )

  private static let smallestRun = 1 << 10
  private static let largestRun = 1 << 14

  init() {
    // Nothing is there yet, so that the first row asks for a run.
    let nowhere = UnsafeMutablePointer<Row>.allocate(capacity: 1)
    empty = nowhere
    buckets = .allocate(capacity: EventStore.bucketCount)
    buckets.initialize(
      repeating: Bucket(next: nowhere, end: nowhere, contactCount: 0),
      count: EventStore.bucketCount
    )
  }

  private let empty: UnsafeMutablePointer<Row>

  deinit {
    for bucket in 0..<EventStore.bucketCount { release(bucket: bucket) }
    buckets.deallocate()
    empty.deallocate()
  }

  /// Keeps an event.
  @inline(__always)
  func append(_ event: Event, to contact: Int) {
    let bucket = contact & (EventStore.bucketCount - 1)
    let position = contact >> EventStore.bucketBits
    if buckets[bucket].next == buckets[bucket].end { extend(bucket) }
    buckets[bucket].next.initialize(
      to: Row(position: UInt32(truncatingIfNeeded: position), event: event)
    )
    buckets[bucket].next += 1
    if position >= buckets[bucket].contactCount { buckets[bucket].contactCount = position + 1 }
  }

  private func extend(_ bucket: Int) {
    let capacity = min(Self.largestRun, max(Self.smallestRun, (runs[bucket].last?.count ?? 0) * 2))
    let run = Self.map(capacity)
    runs[bucket].append(UnsafeMutableBufferPointer(start: run, count: capacity))
    buckets[bucket].next = run
    buckets[bucket].end = run + capacity
  }

  /// How many contacts a bucket has events of, gaps counted.
  func contactCount(ofBucket bucket: Int) -> Int { buckets[bucket].contactCount }

  /// Calls `body` with the rows of a bucket, run by run.
  func forEachRun(ofBucket bucket: Int, _ body: (UnsafeBufferPointer<Row>) -> Void) {
    for run in runs[bucket] {
      guard let start = run.baseAddress else { continue }
      let isLast = start + run.count == buckets[bucket].end
      let count = isLast ? buckets[bucket].next - start : run.count
      body(UnsafeBufferPointer(start: start, count: count))
    }
  }

  /// Gives back the memory of a bucket, whose rows are gone then.
  ///
  /// Several threads may do so for different buckets.
  func release(bucket: Int) {
    runs.withUnsafeBufferPointer { runs in
      for run in runs[bucket] where buckets[bucket].end != empty { Self.unmap(run) }
    }
    buckets[bucket].next = empty
    buckets[bucket].end = empty
  }

  private static func map(_ capacity: Int) -> UnsafeMutablePointer<Row> {
    let size = capacity * MemoryLayout<Row>.stride
    let start = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0)
    guard let start, start != MAP_FAILED else { fatalError("there is no memory for more events") }
    return start.bindMemory(to: Row.self, capacity: capacity)
  }

  private static func unmap(_ run: UnsafeMutableBufferPointer<Row>) {
    munmap(run.baseAddress, run.count * MemoryLayout<Row>.stride)
  }
}
