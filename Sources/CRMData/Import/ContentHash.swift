/// A 64-bit hash of bytes that never changes between versions or machines.
struct ContentHash {
  private(set) var state: UInt64 = 0x9E37_79B9_7F4A_7C15

  mutating func combine(_ bytes: UnsafeRawBufferPointer) {
    var rest = bytes
    while rest.count >= 8 {
      mix(UInt64(littleEndian: rest.loadUnaligned(as: UInt64.self)))
      rest = UnsafeRawBufferPointer(rebasing: rest[8...])
    }
    var tail: UInt64 = UInt64(bytes.count) << 56
    for (shift, byte) in rest.enumerated() { tail ^= UInt64(byte) << UInt64(8 * shift) }
    mix(tail)
  }

  private mutating func mix(_ word: UInt64) {
    state = (state ^ word) &* 0xBF58_476D_1CE4_E5B9
    state ^= state >> 32
  }

  /// The hash, with all bits mixed.
  var value: UInt64 {
    let mixed = (state ^ state >> 29) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
