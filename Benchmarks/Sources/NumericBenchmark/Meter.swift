#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Wall time, processor time and memory since it was made.
struct Meter {
  private let wallStart = Self.now(CLOCK_MONOTONIC)
  private let processStart = Self.now(CLOCK_PROCESS_CPUTIME_ID)
  private let memoryStart: Int?

  init() {
    Self.forgetPeak()
    memoryStart = Self.memory("VmRSS:")
  }

  /// What was spent.
  struct Cost {
    var wall: Double
    var cpu: Double
    /// The most memory at any time beyond that at the start, in MiB; nil where it is not known.
    var peak: Double?

    var json: String {
      "{\"wall\": \(wall), \"cpu\": \(cpu), \"peak\": \(peak.map { "\($0)" } ?? "null")}"
    }
  }

  func reading() -> Cost {
    let peak = Self.memory("VmHWM:")
    return Cost(
      wall: Self.now(CLOCK_MONOTONIC) - wallStart,
      cpu: Self.now(CLOCK_PROCESS_CPUTIME_ID) - processStart,
      peak: memoryStart.flatMap { start in peak.map { Double($0 - start) / 1024 } }
    )
  }

  private static func now(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// Makes the peak that Linux keeps for this process begin anew.
  private static func forgetPeak() {
    guard let file = fopen("/proc/self/clear_refs", "w") else { return }
    fputs("5", file)
    fclose(file)
  }

  /// A line of `/proc/self/status`, in KiB.
  private static func memory(_ name: String) -> Int? {
    guard let file = fopen("/proc/self/status", "r") else { return nil }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), file) != nil {
      let text = String(
        decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)),
        as: UTF8.self
      )
      if text.hasPrefix(name) { return Int(text.filter(\.isNumber)) }
    }
    return nil
  }
}
