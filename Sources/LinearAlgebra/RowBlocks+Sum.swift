import Dispatch

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

extension RowBlocks {
  /// The sums over all blocks, added in the order of the blocks.
  ///
  /// Threads take the blocks one by one and compute their sums at the same time; each then waits
  /// for its turn to add. So the bits depend on the rows only, and the memory on the threads only.
  ///
  ///     let total = RowBlocks(rows: values.count).sum(count: 1, threads: 2) { _, rows, sums in
  ///       for row in rows { sums[0] += values[row] }
  ///     }
  ///
  /// - Parameters:
  ///   - sumCount: how many sums there are.
  ///   - step: 1 for all blocks, 4 for every fourth.
  ///   - threads: how many threads to use, at least 1.
  ///   - body: gets the number of the worker, the rows of a block, and zeros to add to.
  /// - Returns: The sums.
  public func sum(
    count sumCount: Int,
    every step: Int = 1,
    threads: Int,
    _ body:
      @Sendable (_ worker: Int, _ rows: Range<Int>, _ sums: UnsafeMutablePointer<Double>)
      -> Void
  ) -> [Double] {
    precondition(threads >= 1, "work needs at least one thread")
    let blocks = Array(stride(from: 0, to: count, by: step))
    let total = OrderedTotal(count: sumCount, blockCount: blocks.count)
    DispatchQueue.concurrentPerform(iterations: max(1, min(threads, blocks.count))) { worker in
      let sums = UnsafeMutablePointer<Double>.allocate(capacity: sumCount)
      defer { sums.deallocate() }
      while let position = total.take() {
        sums.update(repeating: 0, count: sumCount)
        body(worker, self[blocks[position]], sums)
        total.add(sums, of: position)
      }
    }
    return total.sums
  }
}

/// Sums to which threads add in a fixed order.
///
/// A block is taken only when all before it are taken, so the one whose turn it is is always being
/// worked on, and nobody waits for ever, whatever number of threads really runs.
private final class OrderedTotal: @unchecked Sendable {
  private(set) var sums: [Double]
  private let blockCount: Int
  private var takenCount = 0
  private var addedCount = 0
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let change = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  init(count: Int, blockCount: Int) {
    sums = Array(repeating: 0, count: count)
    self.blockCount = blockCount
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(change, nil)
  }

  deinit {
    pthread_cond_destroy(change)
    pthread_mutex_destroy(mutex)
    change.deallocate()
    mutex.deallocate()
  }

  /// The next block to work on; nil when all are taken.
  func take() -> Int? {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    guard takenCount < blockCount else { return nil }
    takenCount += 1
    return takenCount - 1
  }

  /// Adds the sums of a block once all blocks before it are added.
  func add(_ partial: UnsafePointer<Double>, of block: Int) {
    pthread_mutex_lock(mutex)
    while addedCount != block { pthread_cond_wait(change, mutex) }
    for index in sums.indices { sums[index] += partial[index] }
    addedCount += 1
    pthread_cond_broadcast(change)
    pthread_mutex_unlock(mutex)
  }
}
