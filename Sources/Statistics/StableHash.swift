/// A 64-bit hash of bytes that is the same in every run, on every machine, for ever.
///
/// FNV-1a over the bytes, then the finaliser of SplitMix64, because the high bits of FNV alone
/// barely depend on the last byte. It is not a defence against chosen collisions.
///
///     StableHash.value(of: "contact-7")
public struct StableHash: Hashable, Sendable {
  @usableFromInline var state: UInt64 = 0xCBF2_9CE4_8422_2325

  /// Creates the hash of no bytes.
  @inlinable public init() {}

  /// Adds bytes.
  @inlinable public mutating func combine(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
  }

  /// Adds the UTF-8 bytes of a text and a byte that no text contains, so that ("a", "bc") and
  /// ("ab", "c") differ.
  @inlinable public mutating func combine(_ text: String) {
    combine(text.utf8)
    combine(CollectionOfOne(0xFF))
  }

  /// The hash of all bytes so far.
  @inlinable public var value: UInt64 {
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// The hash of the UTF-8 bytes of a text.
  @inlinable public static func value(of text: String) -> UInt64 {
    value(of: text.utf8)
  }

  /// The hash of some bytes.
  @inlinable public static func value(of bytes: some Sequence<UInt8>) -> UInt64 {
    var hash = StableHash()
    hash.combine(bytes)
    return hash.value
  }
}
