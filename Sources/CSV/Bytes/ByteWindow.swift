import Diagnostics

/// The part of the text that is in memory: bytes of a source, moved forward as they are used.
///
/// Every pointer into it dies with the next ``refill(keepingFrom:from:)``.
final class ByteWindow {
  /// How far reads in wide steps may reach past the last byte.
  static let slack = 64

  private(set) var base: UnsafeMutableRawPointer
  private var capacity: Int
  /// How many bytes are there.
  private(set) var count = 0
  /// Whether the source has nothing more to give.
  private(set) var isAtEnd = false

  init(capacity: Int) {
    self.capacity = capacity
    base = .allocate(byteCount: capacity + Self.slack, alignment: 16)
    base.initializeMemory(as: UInt8.self, repeating: 0, count: capacity + Self.slack)
  }

  deinit {
    base.deallocate()
  }

  /// Forgets all bytes, to begin again with another source.
  func restart() {
    count = 0
    isAtEnd = false
  }

  /// The bytes that are there.
  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

  /// Moves the bytes from `position` on to the front and reads more behind them; grows first when
  /// they fill most of the room.
  func refill(keepingFrom position: Int, from source: any ByteSource) throws(CSVError) {
    let kept = count - position
    if kept > capacity - capacity / 4 - 16 {
      grow(to: capacity * 2 + 64, keepingFrom: position)
    } else {
      base.copyMemory(from: base + position, byteCount: kept)
    }
    count = kept
    while capacity - count >= 16, !isAtEnd {
      let room = UnsafeMutableRawBufferPointer(start: base + count, count: capacity - count)
      let read = try source.read(into: room)
      count += read
      isAtEnd = read == 0
    }
  }

  private func grow(to newCapacity: Int, keepingFrom position: Int) {
    let larger = UnsafeMutableRawPointer.allocate(
      byteCount: newCapacity + Self.slack,
      alignment: 16
    )
    larger.initializeMemory(as: UInt8.self, repeating: 0, count: newCapacity + Self.slack)
    larger.copyMemory(from: base + position, byteCount: count - position)
    base.deallocate()
    base = larger
    capacity = newCapacity
  }
}
