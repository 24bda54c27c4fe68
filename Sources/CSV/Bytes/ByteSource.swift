import Diagnostics

/// A stage that hands out bytes in order: a file, or another stage's bytes inflated or transcoded.
protocol ByteSource: AnyObject {
  /// Writes some bytes to the start of the buffer, which has room for 16 at least.
  ///
  /// - Returns: How many bytes were written; 0 only at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(CSVError) -> Int
}

/// A source whose first bytes can be looked at before they are read.
final class PeekableSource: ByteSource {
  private let upstream: any ByteSource
  private var prefix: [UInt8] = []
  /// How much of the prefix was read already.
  private var position = 0

  init(_ upstream: any ByteSource) {
    self.upstream = upstream
  }

  /// The next bytes, up to `count`; fewer only at the end.
  func peek(_ count: Int) throws(CSVError) -> [UInt8] {
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: max(count, 16), alignment: 1)
    defer { room.deallocate() }
    while prefix.count - position < count {
      let got = try upstream.read(into: room)
      if got == 0 { break }
      prefix.append(contentsOf: room[..<got])
    }
    return Array(prefix[position...].prefix(count))
  }

  /// Drops bytes that ``peek(_:)`` has shown.
  func skip(_ count: Int) {
    position += count
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(CSVError) -> Int {
    let count = min(prefix.count - position, buffer.count)
    guard count > 0 else {
      prefix = []
      position = 0
      return try upstream.read(into: buffer)
    }
    buffer.copyBytes(from: prefix[position..<position + count])
    position += count
    return count
  }
}
