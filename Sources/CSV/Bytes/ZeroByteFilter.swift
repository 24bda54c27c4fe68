#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Drops zero bytes, which some exports leave in their texts, and counts them.
final class ZeroByteFilter: ByteSource {
  private let upstream: any ByteSource
  /// How many zero bytes were dropped so far.
  private(set) var droppedCount = 0

  init(_ upstream: any ByteSource) {
    self.upstream = upstream
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(CSVError) -> Int {
    while true {
      let count = try upstream.read(into: buffer)
      guard count > 0 else { return 0 }
      let kept = Self.withoutZeros(UnsafeMutableRawBufferPointer(rebasing: buffer[..<count]))
      droppedCount += count - kept
      if kept > 0 { return kept }
    }
  }

  /// - Returns: How many bytes are left at the start of the buffer.
  private static func withoutZeros(_ bytes: UnsafeMutableRawBufferPointer) -> Int {
    guard let base = bytes.baseAddress, let first = memchr(base, 0, bytes.count) else {
      return bytes.count
    }
    var kept = first - base
    for position in kept..<bytes.count where bytes[position] != 0 {
      bytes[kept] = bytes[position]
      kept += 1
    }
    return kept
  }
}
