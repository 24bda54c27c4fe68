/// Hashing and comparing keys eight bytes at a time.
///
/// The hash multiplies 64 by 64 bits and folds the 128-bit product, as wyhash does: keys that
/// differ in one bit anywhere get unrelated slots, and so do numbers in a row.
enum KeyHash {
  private static let seeds: (UInt64, UInt64, UInt64) = (
    0xA076_1D64_78BD_642F, 0xE703_7ED1_A0B4_28DB, 0x8EBC_6AF0_9C88_C6E3
  )

  /// The hash of up to 16 bytes, given as two numbers.
  @inline(__always)
  static func hash(low: UInt64, high: UInt64) -> UInt64 {
    folded(low ^ 0xA076_1D64_78BD_642F, high ^ 0xE703_7ED1_A0B4_28DB)
  }

  /// The hash of more than 16 bytes.
  static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    let count = bytes.count
    var state = seeds.0
    var position = 0
    while position + 16 < count {
      state = folded(
        word(bytes, position) ^ seeds.1 ^ state,
        word(bytes, position + 8) ^ seeds.2 ^ state
      )
      position += 16
    }
    // The last 16 bytes overlap those before, so that no length needs a tail of its own.
    state = folded(
      word(bytes, count - 16) ^ seeds.1 ^ state,
      word(bytes, count - 8) ^ seeds.2 ^ state
    )
    return folded(state ^ seeds.0, UInt64(count) ^ seeds.2)
  }

  /// Whether `key` stands in `bytes` from `start` on; there is room for it.
  static func areEqual(
    _ bytes: UnsafeRawBufferPointer,
    from start: Int,
    _ key: UnsafeRawBufferPointer
  ) -> Bool {
    var position = 0
    while position + 8 <= key.count {
      if word(bytes, start + position) != word(key, position) { return false }
      position += 8
    }
    while position < key.count {
      if bytes[start + position] != key[position] { return false }
      position += 1
    }
    return true
  }

  /// The first eight bytes as a number that sorts as they do; shorter keys end with zeros.
  static func orderedPrefix(_ bytes: Slice<UnsafeRawBufferPointer>) -> UInt64 {
    var prefix: UInt64 = 0
    for byte in bytes.prefix(8) { prefix = prefix << 8 | UInt64(byte) }
    return bytes.count >= 8 ? prefix : prefix << UInt64(8 * (8 - bytes.count))
  }

  private static func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
    UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  @inline(__always)
  private static func folded(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }
}
