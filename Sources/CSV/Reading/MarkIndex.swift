import CKernels

/// Where the marks of a window are: its delimiters, quotes and line ends, in order.
///
/// A break is a mark that is no delimiter. With the ordinals of the breaks a record without
/// quotes is found in one step, whatever its number of cells.
final class MarkIndex {
  private var index: ck_marks
  private let path = ck_best_path()
  private var blockWords = 0
  private var blockCapacity = 0

  init() {
    index = ck_marks()
    index.capacity = 4096
    index.positions = .allocate(capacity: index.capacity)
    index.breaks = .allocate(capacity: index.capacity)
    index.high_blocks = .allocate(capacity: 0)
  }

  deinit {
    index.positions.deallocate()
    index.breaks.deallocate()
    index.high_blocks.deallocate()
  }

  /// The position of each mark; behind the last one stands the end of the window.
  var positions: UnsafePointer<UInt32> { UnsafePointer(index.positions) }
  /// The ordinal of each break among the marks; behind the last one stands the number of marks.
  var breaks: UnsafePointer<UInt32> { UnsafePointer(index.breaks) }
  var count: Int { index.position_count }
  var breakCount: Int { index.break_count }
  /// Whether any byte is 80 or above.
  private(set) var hasHighBytes = false

  /// Indexes all bytes of a window anew.
  func rebuild(over window: ByteWindow, delimiter: UInt8, quote: UInt8) {
    index.position_count = 0
    index.break_count = 0
    clearBlocks(byteCount: window.count)
    let bytes = UnsafeRawPointer(window.base).assumingMemoryBound(to: UInt8.self)
    var done = 0
    while done < window.count {
      done = ck_index_marks(path, bytes, done, window.count, delimiter, quote, &index)
      if done < window.count { grow() }
    }
    index.positions[count] = UInt32(truncatingIfNeeded: window.count)
    index.breaks[breakCount] = UInt32(truncatingIfNeeded: count)
    hasHighBytes = (0..<blockWords).contains { index.high_blocks[$0] != 0 }
  }

  /// Whether one of the blocks of 64 bytes that hold a range has a byte of 80 or above.
  func mayHoldHighBytes(from start: Int, to end: Int) -> Bool {
    guard hasHighBytes, start < end else { return false }
    return (start >> 6...(end - 1) >> 6).contains { block in
      index.high_blocks[block >> 6] & 1 << UInt64(block & 63) != 0
    }
  }

  private func clearBlocks(byteCount: Int) {
    let words = (byteCount + 4095) / 4096
    if words > blockCapacity {
      index.high_blocks.deallocate()
      index.high_blocks = .allocate(capacity: words)
      blockCapacity = words
    }
    blockWords = words
    index.high_blocks.update(repeating: 0, count: words)
  }

  private func grow() {
    let capacity = index.capacity * 2
    index.positions = Self.copy(index.positions, count: count, capacity: capacity)
    index.breaks = Self.copy(index.breaks, count: breakCount, capacity: capacity)
    index.capacity = capacity
  }

  private static func copy(
    _ numbers: UnsafeMutablePointer<UInt32>,
    count: Int,
    capacity: Int
  ) -> UnsafeMutablePointer<UInt32> {
    let larger = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity)
    larger.update(from: numbers, count: count)
    numbers.deallocate()
    return larger
  }
}
