import Dispatch

/// Items in at most 32 chunks whose bounds depend on the number of items only.
///
/// For sums too large to keep one per block of rows: each chunk is summed by one thread from its
/// first item to its last, and the chunks are added in order, so the bits do not depend on the
/// number of threads.
struct FixedChunks: Sendable {
  let count: Int
  private let items: Int

  /// Creates the chunks; none is smaller than `minimumSize`, but for the last.
  init(items: Int, minimumSize: Int) {
    self.items = items
    count = max(1, min(32, items / max(1, minimumSize)))
  }

  subscript(chunk: Int) -> Range<Int> {
    chunk * items / count..<(chunk + 1) * items / count
  }

  /// Calls the body once for every chunk, from several threads at once.
  func forEach(threads: Int, _ body: @Sendable (_ chunk: Int, _ items: Range<Int>) -> Void) {
    precondition(threads >= 1, "work needs at least one thread")
    let workers = min(threads, count)
    guard workers > 1 else {
      for chunk in 0..<count { body(chunk, self[chunk]) }
      return
    }
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      for chunk in stride(from: worker, to: count, by: workers) { body(chunk, self[chunk]) }
    }
  }
}
