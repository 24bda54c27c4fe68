import CKernels

/// A key as the table compares it: up to 16 bytes as they are, of longer ones the hash.
struct KeyWords {
  let low: UInt64
  let high: UInt64
  let length: UInt32
  let hash: UInt64

  /// Reads the bytes of the key and nothing else.
  @inline(__always)
  init(_ key: UnsafeRawBufferPointer) {
    if key.count <= 16 {
      self.init(ck_short_key_exact(key.baseAddress, key.count), key.count)
    } else {
      self.init(longKey: key)
    }
  }

  /// May read 16 bytes from the start of the key on, whatever its length.
  @inline(__always)
  init(withSlack key: UnsafeRawPointer, _ count: Int) {
    if count <= 16 {
      let bytes = key.assumingMemoryBound(to: UInt8.self)
      self.init(ck_short_key_with_slack(bytes, count), count)
    } else {
      self.init(longKey: UnsafeRawBufferPointer(start: key, count: count))
    }
  }

  @inline(__always)
  private init(_ key: ck_short_key, _ count: Int) {
    low = key.low
    high = key.high
    length = UInt32(truncatingIfNeeded: count)
    hash = KeyHash.hash(low: low, high: high)
  }

  private init(longKey key: UnsafeRawBufferPointer) {
    hash = KeyHash.hash(key)
    low = hash
    high = 0
    length = UInt32(truncatingIfNeeded: key.count)
  }

  var isLong: Bool { length > 16 }
}

/// The places of a hash table: short keys stand in their places, so that a search touches one line
/// of memory; of long ones the hash stands there.
struct KeySlots: Sendable {
  /// A key and its id.
  struct Slot: Sendable {
    var low: UInt64 = 0
    var high: UInt64 = 0
    var length: UInt32 = 0
    /// The id plus 1; 0 is a free place.
    var mark: UInt32 = 0

    @inline(__always)
    func mayHold(_ key: KeyWords) -> Bool {
      low == key.low && high == key.high && length == key.length
    }

    var hash: UInt64 { length > 16 ? low : KeyHash.hash(low: low, high: high) }
  }

  private(set) var slots: [Slot]
  /// The high bits of a hash are its first place, so that a larger table has the same order.
  private(set) var shift: UInt64

  /// Makes room for so many keys in half of the places.
  init(capacity: Int) {
    var bits: UInt64 = 4
    while 1 << bits < capacity * 2 { bits += 1 }
    slots = Array(repeating: Slot(), count: 1 << bits)
    shift = 64 - bits
  }

  /// How many keys there is room for.
  var capacity: Int { slots.count / 2 }

  /// Makes room for so many keys; goes over the old places once, in their order.
  mutating func reserve(_ count: Int) {
    guard count > capacity else { return }
    var larger = KeySlots(capacity: max(count, slots.count))
    larger.take(slots)
    self = larger
  }

  private mutating func take(_ other: [Slot]) {
    let (shift, mask) = (shift, slots.count - 1)
    slots.withUnsafeMutableBufferPointer { slots in
      for slot in other where slot.mark != 0 {
        var place = Int(truncatingIfNeeded: slot.hash >> shift)
        while slots[place].mark != 0 { place = (place &+ 1) & mask }
        slots[place] = slot
      }
    }
  }

  func withPlaces<R>(_ body: (Places) -> R) -> R {
    slots.withUnsafeBufferPointer { slots in
      body(Places(slots: UnsafeMutableBufferPointer(mutating: slots), shift: shift))
    }
  }

  mutating func withMutablePlaces<R>(_ body: (Places) -> R) -> R {
    let shift = shift
    return slots.withUnsafeMutableBufferPointer { body(Places(slots: $0, shift: shift)) }
  }

  /// The places while they are searched.
  struct Places {
    let slots: UnsafeMutableBufferPointer<Slot>
    let shift: UInt64

    @inline(__always)
    func firstPlace(_ key: KeyWords) -> Int { Int(truncatingIfNeeded: key.hash >> shift) }

    @inline(__always)
    func prefetch(_ key: KeyWords) {
      guard let base = slots.baseAddress else { return }
      let slot = UnsafeRawPointer(base + firstPlace(key))
      // The slot may lie on two lines of memory, and the next one is often needed as well.
      ck_prefetch(slot)
      ck_prefetch(slot + 40)
    }

    /// The mark of a key, or 0 with the free place where it belongs; `isEqual` compares long keys
    /// whose hashes agree.
    @inline(__always)
    func search(_ key: KeyWords, isEqual: (_ id: Int) -> Bool) -> (mark: UInt32, place: Int) {
      let mask = slots.count &- 1
      var place = firstPlace(key)
      while true {
        let slot = slots[place]
        if slot.mark == 0 { return (0, place) }
        if slot.mayHold(key), !key.isLong || isEqual(Int(slot.mark) &- 1) {
          return (slot.mark, place)
        }
        place = (place &+ 1) & mask
      }
    }

    @inline(__always)
    func note(_ key: KeyWords, id: Int, at place: Int) {
      slots[place] = Slot(
        low: key.low,
        high: key.high,
        length: key.length,
        mark: UInt32(truncatingIfNeeded: id &+ 1)
      )
    }
  }
}
