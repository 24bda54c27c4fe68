/// Random numbers that depend on what they are for, not on who asked before.
///
/// Philox4x64-10 (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3"): every number
/// is a function of (seed, purpose, key, position). Two contacts never share numbers, and the
/// order in which contacts are visited does not matter.
///
///     var stream = RandomStream(seed: 42, key: StableHash.value(of: "contact-7"), purpose: 1)
///     if stream.bernoulli(0.1) { explore() }
public struct RandomStream: RandomNumberGenerator, Hashable, Sendable {
  @usableFromInline let seed: UInt64
  @usableFromInline let key: UInt64
  @usableFromInline let purpose: UInt64
  @usableFromInline var blockIndex: UInt64 = 0
  @usableFromInline var block = SIMD4<UInt64>()
  /// The next number of the block to hand out; 4 when a new block is due.
  @usableFromInline var position = 4

  /// Creates the stream at its beginning.
  ///
  /// - Parameters:
  ///   - seed: the run's seed.
  ///   - key: whom the numbers are for, for instance a ``StableHash`` of an identifier.
  ///   - purpose: what they are for, so that two uses for one contact are independent.
  public init(seed: UInt64, key: UInt64 = 0, purpose: UInt64 = 0) {
    self.seed = seed
    self.key = key
    self.purpose = purpose
  }

  /// The next 64 random bits.
  @inlinable public mutating func next() -> UInt64 {
    if position == 4 {
      block = Self.philox(counter: SIMD4(blockIndex, 0, key, 0), key: (seed, purpose))
      blockIndex &+= 1
      position = 0
    }
    defer { position += 1 }
    return block[position]
  }

  @inlinable static func philox(
    counter: SIMD4<UInt64>,
    key: (UInt64, UInt64)
  ) -> SIMD4<UInt64> {
    var (key0, key1) = key
    var (c0, c1, c2, c3) = (counter[0], counter[1], counter[2], counter[3])
    for _ in 0..<10 {
      let first = c0.multipliedFullWidth(by: 0xD2E7_470E_E14C_6C93)
      let second = c2.multipliedFullWidth(by: 0xCA5A_8263_9512_1157)
      (c0, c1, c2, c3) = (second.high ^ c1 ^ key0, second.low, first.high ^ c3 ^ key1, first.low)
      key0 &+= 0x9E37_79B9_7F4A_7C15
      key1 &+= 0xBB67_AE85_84CA_A73B
    }
    return SIMD4(c0, c1, c2, c3)
  }
}
