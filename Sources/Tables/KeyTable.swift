// Tables: rows of cells in, typed columns and dense numbers for keys out.
// Comes in: CSV files whose columns may mean anything, keys as bytes.
// Goes out: columns of numbers or of categories with a missing mark, ids from 0 on.
// This room must not know any column by name, nor what a CRM is.

/// Gives keys dense numbers: the first key is 0, the next new one 1, and so on.
///
/// Keys are bytes, compared byte by byte. The hash has a fixed seed, so that equal input gives
/// equal work and equal results on every run.
public struct KeyTable: Sendable {
  /// How many keys there are.
  public var count: Int { ends.count }
  /// Whether there is no key.
  public var isEmpty: Bool { ends.isEmpty }

  /// The bytes of all keys, one behind the other.
  private var arena: [UInt8] = []
  /// Where each key ends in the arena.
  private var ends: [Int] = []
  /// Half of the hash in the high 32 bits, the id plus 1 in the low ones; 0 is a free slot.
  private var slots: [UInt64]

  /// Creates a table without keys.
  ///
  /// - Parameter minimumCapacity: How many keys to make room for.
  public init(minimumCapacity: Int = 0) {
    slots = Array(repeating: 0, count: Self.slotCount(for: minimumCapacity))
  }

  /// Creates a table of some keys; those that occur again are left out.
  public init(_ keys: some Sequence<String>) {
    self.init()
    for key in keys { insert(key) }
  }

  /// Adds a key if it is new.
  @discardableResult
  public mutating func insert(_ key: UnsafeRawBufferPointer) -> (id: Int, isNew: Bool) {
    let hash = KeyHash.hash(key)
    let found = lookUp(key, hash)
    if let id = found.id { return (id, false) }
    precondition(count < UInt32.max - 1, "a key table holds up to 4,294,967,294 keys")
    arena.append(contentsOf: key)
    ends.append(arena.count)
    slots[found.slot] = Self.entry(hash, id: count - 1)
    if count * 2 > slots.count { grow() }
    return (count - 1, true)
  }

  /// Adds the UTF-8 of a key if it is new.
  @discardableResult
  public mutating func insert(_ key: String) -> (id: Int, isNew: Bool) {
    var copy = key
    return copy.withUTF8 { insert(UnsafeRawBufferPointer($0)) }
  }

  /// The id of a key, if it is there.
  public func find(_ key: UnsafeRawBufferPointer) -> Int? {
    lookUp(key, KeyHash.hash(key)).id
  }

  /// The id of a key, if its UTF-8 is there.
  public func find(_ key: String) -> Int? {
    var copy = key
    return copy.withUTF8 { find(UnsafeRawBufferPointer($0)) }
  }

  /// The key of an id as text, with U+FFFD where bytes are not UTF-8.
  public func string(_ id: Int) -> String {
    withBytes(of: id) { String(decoding: $0, as: UTF8.self) }
  }

  /// Lends the bytes of a key, which do not outlive `body`.
  public func withBytes<R>(of id: Int, _ body: (UnsafeRawBufferPointer) -> R) -> R {
    precondition(id >= 0 && id < count, "the table has no key \(id)")
    return arena.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[range(of: id)])) }
  }

  /// All ids in the bytewise order of their keys, which for UTF-8 is the order of code points.
  public func sortedIDs() -> [Int] {
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

  // MARK: Slots

  private static func slotCount(for keys: Int) -> Int {
    var count = 16
    while count < keys * 2 { count *= 2 }
    return count
  }

  private static func entry(_ hash: UInt64, id: Int) -> UInt64 {
    hash & 0xFFFF_FFFF_0000_0000 | UInt64(id + 1)
  }

  /// The id of a key, or the free slot where it belongs.
  private func lookUp(_ key: UnsafeRawBufferPointer, _ hash: UInt64) -> (id: Int?, slot: Int) {
    slots.withUnsafeBufferPointer { slots in
      let mask = slots.count - 1
      var slot = Int(truncatingIfNeeded: hash) & mask
      while slots[slot] != 0 {
        if (slots[slot] ^ hash) >> 32 == 0 {
          let id = Int(UInt32(truncatingIfNeeded: slots[slot])) - 1
          if holds(key, id) { return (id, slot) }
        }
        slot = (slot + 1) & mask
      }
      return (nil, slot)
    }
  }

  private func holds(_ key: UnsafeRawBufferPointer, _ id: Int) -> Bool {
    ends.withUnsafeBufferPointer { ends in
      let start = id == 0 ? 0 : ends[id - 1]
      guard ends[id] - start == key.count else { return false }
      return arena.withUnsafeBytes { KeyHash.areEqual($0, from: start, key) }
    }
  }

  private mutating func grow() {
    let mask = slots.count * 2 - 1
    var larger: [UInt64] = Array(repeating: 0, count: slots.count * 2)
    for id in 0..<count {
      let hash = withBytes(of: id, KeyHash.hash)
      var slot = Int(truncatingIfNeeded: hash) & mask
      while larger[slot] != 0 { slot = (slot + 1) & mask }
      larger[slot] = Self.entry(hash, id: id)
    }
    slots = larger
  }
}

/// Tables are equal when they give the same numbers to the same keys.
extension KeyTable: Hashable {
  /// Whether both hold the same keys in the same order.
  public static func == (left: KeyTable, right: KeyTable) -> Bool {
    left.ends == right.ends && left.arena == right.arena
  }

  /// Feeds the keys to a hasher.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(ends)
    hasher.combine(arena)
  }
}
