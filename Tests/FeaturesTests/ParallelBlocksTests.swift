import Features
import Synchronization
import Testing

@Suite("Blocks on several threads")
struct ParallelBlocksTests {
  @Test(
    "every item is visited once, in the same blocks",
    arguments: [0, 1, 7, 8, 9, 100],
    [1, 2, 4, 1000]
  )
  func coverage(count: Int, threads: Int) {
    let visits = Mutex<[Int: Range<Int>]>([:])
    forEachBlock(of: count, blockSize: 8, threads: threads) { block, items in
      visits.withLock { $0[block] = $0[block] == nil ? items : -1..<0 }
    }
    let blocks = visits.withLock { $0 }
    #expect(blocks.count == (count + 7) / 8)
    for (block, items) in blocks {
      #expect(items == block * 8..<min(count, block * 8 + 8))
    }
  }

  @Test("results come in the order of the blocks", arguments: [-1, 0, 1, 2, 3, 16])
  func order(threads: Int) {
    let sums = mapBlocks(of: 1000, blockSize: 9, threads: threads) { $0.reduce(0, +) }
    let expected = stride(from: 0, to: 1000, by: 9).map { ($0..<min(1000, $0 + 9)).reduce(0, +) }
    #expect(sums == expected)
  }

  @Test("a result that is optional is kept as it is")
  func optionalResults() {
    let results: [Int?] = mapBlocks(of: 4, blockSize: 1, threads: 2) { items in
      items.lowerBound % 2 == 0 ? items.lowerBound : nil
    }
    #expect(results == [0, nil, 2, nil])
  }
}
