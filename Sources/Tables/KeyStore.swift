/// The bytes of all keys, one behind the other.
struct KeyStore: Hashable, Sendable {
  private var arena: [UInt8] = []
  /// Where each key ends in the arena.
  private var ends: [Int] = []

  var count: Int { ends.count }

  /// Adds a key behind the others.
  ///
  /// - Returns: Its id.
  mutating func append(_ key: UnsafeRawBufferPointer) -> Int {
    precondition(count < UInt32.max - 1, "a key table holds up to 4,294,967,294 keys")
    arena.append(contentsOf: key)
    ends.append(arena.count)
    return count - 1
  }

  func withBytes<R>(of id: Int, _ body: (UnsafeRawBufferPointer) -> R) -> R {
    arena.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[range(of: id)])) }
  }

  /// Lends a way to the bytes of all keys.
  func withKeys(_ body: ((_ id: Int) -> UnsafeRawBufferPointer) -> Void) {
    arena.withUnsafeBytes { bytes in
      body { UnsafeRawBufferPointer(rebasing: bytes[range(of: $0)]) }
    }
  }

  /// Whether the key of an id is this one.
  func holds(_ key: UnsafeRawBufferPointer, _ id: Int) -> Bool {
    let range = range(of: id)
    return range.count == key.count
      && arena.withUnsafeBytes { KeyHash.areEqual($0, from: range.lowerBound, key) }
  }

  func sortedIDs() -> [Int] {
    arena.withUnsafeBytes { bytes in
      let ranked = (0..<count).map { id in
        (id: id, prefix: KeyHash.orderedPrefix(bytes[range(of: id)]))
      }
      let sorted = ranked.sorted { left, right in
        left.prefix == right.prefix
          ? bytes[range(of: left.id)].lexicographicallyPrecedes(bytes[range(of: right.id)])
          : left.prefix < right.prefix
      }
      return sorted.map(\.id)
    }
  }

  private func range(of id: Int) -> Range<Int> {
    (id == 0 ? 0 : ends[id - 1])..<ends[id]
  }
}
