import Tables
import Testing

@Suite("Key tables")
struct KeyTableTests {
  @Test("keys get the numbers 0, 1, 2, … in the order of their first occurrence")
  func denseIDs() {
    var table = KeyTable()
    let results = ["b", "a", "b", "", "c", ""].map { table.insert($0) }
    #expect(results.map(\.id) == [0, 1, 0, 2, 3, 2])
    #expect(results.map(\.isNew) == [true, true, false, true, true, false])
    #expect(table.count == 4)
    #expect((0..<4).map(table.string) == ["b", "a", "", "c"])
  }

  @Test("what was never inserted is not found")
  func unknownKeys() {
    let table = KeyTable(["a", "b"])
    #expect(table.find("a") == 0 && table.find("b") == 1)
    #expect(table.find("") == nil && table.find("ab") == nil && table.find("a\0") == nil)
    #expect(KeyTable().find("a") == nil)
  }

  @Test("keys of any length are told apart by any single byte", arguments: 0...70)
  func singleBytes(length: Int) {
    var table = KeyTable()
    let base = (0..<length).map { UInt8(65 + $0 % 26) }
    #expect(table.insert(base).isNew)
    for position in 0..<length {
      var other = base
      other[position] ^= 1
      #expect(table.insert(other) == (position + 1, true))
    }
    #expect(table.insert(base) == (0, false))
    #expect(table.insert(base + [0]).isNew)
    #expect((0..<table.count).allSatisfy { id in table.withBytes(of: id) { table.find($0) } == id })
  }

  @Test(
    "similar keys are as quick as others",
    arguments: ["", "0000000000", "contact-with-a-long-name-"]
  )
  func similarKeys(prefix: String) {
    // Numbers in a row, with zeros in front and behind: bad hashes pile them up in a few slots.
    var table = KeyTable()
    let keys = (0..<60_000).map { "\(prefix)\($0)\(prefix.prefix(3))" }
    let elapsed = ContinuousClock().measure {
      for key in keys { table.insert(key) }
      for (id, key) in keys.enumerated() where table.find(key) != id { table.insert("wrong") }
    }
    #expect(table.count == 60_000)
    // 20 ms on an idle machine; a pile of 60,000 keys would take many seconds.
    #expect(elapsed < .seconds(2))
  }

  @Test("a table does what a dictionary does", arguments: 0..<20 as Range<UInt64>)
  func likeADictionary(seed: UInt64) {
    var random = SystemIndependentGenerator(seed: seed)
    var table = KeyTable(minimumCapacity: Int(seed))
    var dictionary: [[UInt8]: Int] = [:]
    for _ in 0..<3000 {
      let length = Int.random(in: 0...20, using: &random)
      let key = (0..<length).map { _ in UInt8.random(in: 0...(length < 3 ? 255 : 2), using: &random)
      }
      #expect(table.find(key) == dictionary[key], "seed \(seed)")
      let expected = dictionary[key] ?? dictionary.count
      #expect(table.insert(key) == (expected, dictionary[key] == nil), "seed \(seed)")
      dictionary[key] = expected
    }
    #expect(table.count == dictionary.count)
  }

  @Test("ids sort by the bytes of their keys, whatever the order of insertion")
  func sortedIDs() {
    let sorted: [[UInt8]] = [
      [], [0], [0, 0], [0, 1], [1], [0x61], [0x61, 0], Array("abcdefgh".utf8),
      Array("abcdefgh".utf8) + [0], Array("abcdefghi".utf8), Array("abcdefgi".utf8),
      Array("é".utf8), [0xFF],
    ]
    for shift in sorted.indices {
      var table = KeyTable()
      for key in sorted[shift...] + sorted[..<shift] { table.insert(key) }
      let keys = table.sortedIDs().map { id in table.withBytes(of: id) { Array($0) } }
      #expect(keys == sorted)
    }
  }

  @Test("a copy is a value of its own")
  func copies() {
    let first = KeyTable(["a"])
    var second = first
    second.insert("b")
    #expect(first.count == 1 && first.find("b") == nil && second.count == 2)
  }

  @Test("tables are equal when their keys have the same numbers, whatever room they have")
  func equality() {
    var roomy = KeyTable(minimumCapacity: 1000)
    #expect(roomy.isEmpty && roomy == KeyTable())
    roomy.insert("ab")
    roomy.insert("c")
    #expect(!roomy.isEmpty && roomy == KeyTable(["ab", "c"]))
    #expect(roomy.hashValue == KeyTable(["ab", "c"]).hashValue)
    #expect(roomy != KeyTable(["c", "ab"]) && roomy != KeyTable(["a", "bc"]))
  }

  @Test("an id that is not there stops the program")
  func unknownID() async {
    await #expect(processExitsWith: .failure) { _ = KeyTable(["a"]).string(1) }
  }
}

extension KeyTable {
  @discardableResult
  fileprivate mutating func insert(_ key: [UInt8]) -> (id: Int, isNew: Bool) {
    key.withUnsafeBytes { insert($0) }
  }

  fileprivate func find(_ key: [UInt8]) -> Int? {
    key.withUnsafeBytes { find($0) }
  }
}

/// SplitMix64, so that a seed repeats a test anywhere.
private struct SystemIndependentGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
    return bits ^ bits >> 31
  }
}
