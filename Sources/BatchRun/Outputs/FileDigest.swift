import CSV

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
    guard descriptor >= 0 else { return nil }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 64)
    defer {
      close(descriptor)
      buffer.deallocate()
    }
    let digest = ContentDigest()
    bytes = 0
    while true {
      let count = read(descriptor, buffer.baseAddress, buffer.count)
      if count < 0 { return nil }
      if count == 0 { break }
      digest.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      bytes += count
    }
    xxh128 = digest.hexadecimal
  }
}
