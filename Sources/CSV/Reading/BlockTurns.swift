#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Lets threads take the blocks of a file in order, and puts what they do into the order of the
/// file where it matters.
///
/// A block has two turns. The first comes once the block before it was scanned: only then it is
/// known where this one really begins. The second comes once the block before it is finished.
final class BlockTurns: @unchecked Sendable {
  /// Where a block begins.
  struct Frontier {
    /// The first byte of its first record in the text, from 0.
    var byte: Int
    /// The line of that record, from 1.
    var line: Int
  }

  private let blockCount: Int
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let change = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var takenCount = 0
  private var scannedCount = 0
  private var finishedCount = 0
  private var frontier: Frontier
  private var tableEnded = false
  private var failure: (block: Int, error: any Error)?

  init(blockCount: Int, first: Frontier) {
    self.blockCount = blockCount
    frontier = first
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(change, nil)
  }

  deinit {
    pthread_cond_destroy(change)
    pthread_mutex_destroy(mutex)
    change.deallocate()
    mutex.deallocate()
  }

  /// The next block that no thread has taken; `nil` when there is no more to do.
  func take() -> Int? {
    locked {
      guard takenCount < blockCount, !tableEnded, failure == nil else { return nil }
      takenCount += 1
      return takenCount - 1
    }
  }

  /// Waits until the block before this one was scanned.
  ///
  /// - Returns: Where this one begins; `nil` when it does not count any more.
  func waitToBegin(_ block: Int) -> Frontier? {
    locked {
      wait { scannedCount == block || isOver(before: block) }
      return isOver(before: block) ? nil : frontier
    }
  }

  /// Tells where the block behind this one begins.
  func scanned(next: Frontier, tableEnded: Bool) {
    locked {
      scannedCount += 1
      frontier = next
      self.tableEnded = tableEnded
    }
  }

  /// Waits until all blocks before this one are finished.
  ///
  /// - Returns: Whether this one still counts.
  func waitToFinish(_ block: Int) -> Bool {
    locked {
      wait { finishedCount == block || hasFailed(before: block) }
      return !hasFailed(before: block)
    }
  }

  /// Tells that the block is finished.
  func finished() {
    locked { finishedCount += 1 }
  }

  /// Tells that the block cannot be read; among several errors the first of the file counts.
  func failed(_ block: Int, _ error: any Error) {
    locked {
      if failure.map({ block < $0.block }) ?? true { failure = (block, error) }
    }
  }

  /// Does something while no other thread does so.
  func alone(_ body: () -> Void) {
    locked(body)
  }

  /// Throws the first error of the file, once all threads are done.
  func checkFailure() throws {
    if let failure { throw failure.error }
  }

  /// A block that was scanned before the table ended still counts.
  private func isOver(before block: Int) -> Bool {
    hasFailed(before: block) || (tableEnded && scannedCount <= block)
  }

  private func hasFailed(before block: Int) -> Bool {
    failure.map { $0.block < block } ?? false
  }

  private func wait(until condition: () -> Bool) {
    while !condition() { pthread_cond_wait(change, mutex) }
  }

  /// Whoever leaves may have changed what others wait for.
  private func locked<R>(_ body: () -> R) -> R {
    pthread_mutex_lock(mutex)
    defer {
      pthread_cond_broadcast(change)
      pthread_mutex_unlock(mutex)
    }
    return body()
  }
}
