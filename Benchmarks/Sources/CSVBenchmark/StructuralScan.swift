import CKernels

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Finds all marks of a file in windows of 256 KiB, and times this alone, without the reading.
struct StructuralScan {
  private(set) var byteCount = 0
  private(set) var markCount = 0
  private(set) var cpu = 0.0

  init?(path: String) {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    let window = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 256 << 10)
    var index = ck_marks()
    index.capacity = window.count + 128
    index.positions = .allocate(capacity: index.capacity)
    index.breaks = .allocate(capacity: index.capacity)
    index.high_blocks = .allocate(capacity: window.count / 4096)
    index.high_blocks.initialize(repeating: 0, count: window.count / 4096)
    defer {
      window.deallocate()
      index.positions.deallocate()
      index.breaks.deallocate()
      index.high_blocks.deallocate()
    }
    let path = ck_best_path()
    while case let count = fread(window.baseAddress, 1, window.count, file), count > 0 {
      let clock = Clock()
      index.position_count = 0
      index.break_count = 0
      let comma = UInt8(ascii: ",")
      let quote = UInt8(ascii: "\"")
      _ = ck_index_marks(path, window.baseAddress, 0, count, comma, quote, &index)
      cpu += clock.elapsed().cpu
      byteCount += count
      markCount += index.position_count
    }
  }
}
