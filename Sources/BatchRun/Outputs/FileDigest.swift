import CXXHash

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// What a file holds, in short: its size and its XXH3-128 hash (`xxhsum -H128` prints the same).
public struct FileDigest: Hashable, Sendable, Codable {
  /// How many bytes the file has.
  public var bytes: Int
  /// The hash as 32 hexadecimal digits.
  public var xxh128: String

  /// Reads a file; nil when it cannot be read.
  ///
  /// - Complexity: one pass through a buffer of 1 MiB.
  init?(of path: String) {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0, let state = XXH3_createState() else { return nil }
    defer {
      close(descriptor)
      XXH3_freeState(state)
    }
    XXH3_128bits_reset(state)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 64)
    defer { buffer.deallocate() }
    bytes = 0
    while true {
      let count = read(descriptor, buffer.baseAddress, buffer.count)
      if count < 0 { return nil }
      if count == 0 { break }
      XXH3_128bits_update(state, buffer.baseAddress, count)
      bytes += count
    }
    let hash = XXH3_128bits_digest(state)
    xxh128 = Self.hexadecimal(hash.high64) + Self.hexadecimal(hash.low64)
  }

  private static func hexadecimal(_ word: UInt64) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
