import Dispatch
import Synchronization

/// Calls `body` for consecutive blocks of `0..<count`, on several threads.
///
/// The blocks are the same whatever the number of threads, and each is handled by one thread, so
/// results that are kept by block do not depend on it.
///
/// - Parameters:
///   - count: how many items there are.
///   - blockSize: how many items a block has; the last has fewer.
///   - threads: how many threads share the blocks.
///   - body: gets the number of the block and its items.
public func forEachBlock(
  of count: Int,
  blockSize: Int,
  threads: Int,
  _ body: @Sendable (_ block: Int, _ items: Range<Int>) -> Void
) {
  let blockCount = (count + blockSize - 1) / blockSize
  let next = Atomic<Int>(0)
  DispatchQueue.concurrentPerform(iterations: max(1, min(threads, blockCount))) { _ in
    while true {
      let block = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard block < blockCount else { return }
      body(block, block * blockSize..<min(count, (block + 1) * blockSize))
    }
  }
}

/// The results of all blocks, in the order of the blocks.
///
/// - Complexity: one call of `body` for each block, on several threads.
public func mapBlocks<Result: Sendable>(
  of count: Int,
  blockSize: Int,
  threads: Int,
  _ body: @Sendable (_ items: Range<Int>) -> Result
) -> [Result] {
  let blockCount = (count + blockSize - 1) / blockSize
  let results = Mutex<[Result?]>([Result?](repeating: nil, count: blockCount))
  forEachBlock(of: count, blockSize: blockSize, threads: threads) { block, items in
    let result = body(items)
    results.withLock { $0[block] = result }
  }
  return results.withLock { $0.compactMap(\.self) }
}
