// Tables: rows of cells in, typed columns and dense numbers for keys out.
// Comes in: CSV files whose columns may mean anything, keys as bytes.
// Goes out: columns of numbers or of categories with a missing mark, ids from 0 on.
// This room must not know any column by name, nor what a CRM is.

/// Gives keys dense numbers: the first key is 0, the next new one 1, and so on.
///
/// Keys are bytes, compared byte by byte. The hash has a fixed seed, so that equal input gives
/// equal work and equal results on every run. Several threads may search a table that no thread
/// changes.
public struct KeyTable: Sendable {
  /// How many keys there are.
  public var count: Int { store.count }
  /// Whether there is no key.
  public var isEmpty: Bool { store.count == 0 }

  var store = KeyStore()
  var slots: KeySlots

  /// Creates a table without keys.
  ///
  /// - Parameter minimumCapacity: How many keys to make room for.
  public init(minimumCapacity: Int = 0) {
    slots = KeySlots(capacity: minimumCapacity)
  }

  /// Creates a table of some keys; those that occur again are left out.
  public init(_ keys: some Sequence<String>) {
    self.init()
    for key in keys { insert(key) }
  }

  /// Adds a key if it is new.
  @discardableResult
  public mutating func insert(_ key: UnsafeRawBufferPointer) -> (id: Int, isNew: Bool) {
    slots.reserve(count + 1)
    let words = KeyWords(key)
    let found = slots.withPlaces { $0.search(words) { store.holds(key, $0) } }
    if found.mark != 0 { return (Int(found.mark) - 1, false) }
    let id = store.append(key)
    slots.withMutablePlaces { $0.note(words, id: id, at: found.place) }
    return (id, true)
  }

  /// Adds the UTF-8 of a key if it is new.
  @discardableResult
  public mutating func insert(_ key: String) -> (id: Int, isNew: Bool) {
    var copy = key
    return copy.withUTF8 { insert(UnsafeRawBufferPointer($0)) }
  }

  /// The id of a key, if it is there.
  public func find(_ key: UnsafeRawBufferPointer) -> Int? {
    let words = KeyWords(key)
    let found = slots.withPlaces { $0.search(words) { store.holds(key, $0) } }
    return found.mark == 0 ? nil : Int(found.mark) - 1
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
    return store.withBytes(of: id, body)
  }

  /// All ids in the bytewise order of their keys, which for UTF-8 is the order of code points.
  public func sortedIDs() -> [Int] { store.sortedIDs() }
}

/// Tables are equal when they give the same numbers to the same keys.
extension KeyTable: Hashable {
  /// Whether both hold the same keys in the same order.
  public static func == (left: KeyTable, right: KeyTable) -> Bool { left.store == right.store }

  /// Feeds the keys to a hasher.
  public func hash(into hasher: inout Hasher) { hasher.combine(store) }
}
