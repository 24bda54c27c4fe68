import Dispatch

/// The rows of a matrix in blocks of fixed size, the unit in which work is spread over threads.
///
/// Where the blocks begin depends on the number of rows only. Whoever keeps one partial sum per
/// block and adds them in order gets the same bits with any number of threads.
public struct RowBlocks: Hashable, Sendable {
  /// The number of rows in every block but the last.
  public static let size = 2048

  /// The number of rows in all.
  public let rows: Int

  /// Creates the blocks of a number of rows.
  public init(rows: Int) {
    self.rows = rows
  }

  /// The number of blocks.
  public var count: Int { (rows + Self.size - 1) / Self.size }

  /// The rows of one block.
  public subscript(block: Int) -> Range<Int> {
    block * Self.size..<min(rows, (block + 1) * Self.size)
  }

  /// Calls the body once for every block, from several threads at once.
  ///
  /// - Parameters:
  ///   - threads: how many threads to use, at least 1.
  ///   - body: gets the number of the worker (each works alone), of the block, and its rows.
  public func forEach(
    threads: Int = 1,
    _ body: @Sendable (_ worker: Int, _ block: Int, _ rows: Range<Int>) -> Void
  ) {
    forEach(in: 0..<count, threads: threads, body)
  }

  /// Calls the body once for every block of a range; see ``forEach(threads:_:)``.
  func forEach(
    in blocks: Range<Int>,
    threads: Int,
    _ body: @Sendable (_ worker: Int, _ block: Int, _ rows: Range<Int>) -> Void
  ) {
    precondition(threads >= 1, "work needs at least one thread")
    let workers = min(threads, blocks.count)
    guard workers > 1 else {
      for block in blocks { body(0, block, self[block]) }
      return
    }
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      for block in stride(from: blocks.lowerBound + worker, to: blocks.upperBound, by: workers) {
        body(worker, block, self[block])
      }
    }
  }
}
