import CSV
import Synchronization
import Tables
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

@Suite("Keys of whole columns")
struct KeyColumnTests {
  /// Many keys that return, of all lengths up to 40, and some empty cells.
  private static let keys: [String] = (0..<20_000).map { number in
    let key = number &* 7919 % 5000
    return key < 3 ? "" : String(repeating: "k", count: key % 33) + "\(key)"
  }

  @Test("a column gives the ids that its cells would give", arguments: [1, 64, 100, 4096])
  func inserting(recordsPerBatch: Int) throws {
    var single = KeyTable()
    var columns = KeyTable()
    var ids = CellValues<UInt32>()
    try forEachColumn(of: Self.keys, recordsPerBatch: recordsPerBatch) { column in
      columns.insert(column, into: &ids)
      var missing = 0
      for record in 0..<column.count {
        let cell = column[record]
        #expect(ids.states[record] == (cell.isEmpty ? .missing : .value))
        #expect(Int(ids.values[record]) == (cell.isEmpty ? 0 : single.insert(cell).id))
        missing += cell.isEmpty ? 1 : 0
      }
      #expect(ids.missingCount == missing && ids.badCount == 0)
    }
    #expect(columns == single)
    #expect(columns.count == 4997)
    #expect((0..<columns.count).allSatisfy { columns.find(columns.string($0)) == $0 })
  }

  @Test("a search tells keys, unknown cells and missing ones apart")
  func finding() throws {
    let known = KeyTable(["a", "a key of more than sixteen bytes", "0123456789abcdef"])
    var ids = CellValues<UInt32>()
    let cells = [
      "0123456789abcdef", "", "a", "b", "a key of more than sixteen bytes",
      "a key of more than sixteen bytez", "0123456789abcdeg", "0123456789abcdef0",
    ]
    try forEachColumn(of: cells) { column in
      known.find(column, into: &ids)
      #expect(Array(ids.values[..<8]) == [2, 0, 0, 0, 1, 0, 0, 0])
      let states: [CellState] = [.value, .missing, .value, .bad, .value, .bad, .bad, .bad]
      #expect(Array(ids.states[..<8]) == states)
      #expect(ids.missingCount == 1 && ids.badCount == 4)
    }
  }

  @Test("a table takes over the keys of another one", arguments: [0, 1, 64, 3000])
  func merging(count: Int) {
    let first = KeyTable(Self.keys.prefix(2500))
    let second = KeyTable(Self.keys.dropFirst(1000).prefix(count))
    var merged = first
    let ids = merged.insert(contentsOf: second)
    var expected = first
    let expectedIDs = (0..<second.count).map { expected.insert(second.string($0)).id }
    #expect(ids.map(Int.init) == expectedIDs)
    #expect(merged == expected)
    #expect((0..<merged.count).allSatisfy { merged.find(merged.string($0)) == $0 })
  }

  @Test("an empty key that was inserted by itself is still no cell")
  func emptyKey() throws {
    var ids = CellValues<UInt32>()
    try forEachColumn(of: ["", "x"]) { column in
      KeyTable(["", "x"]).find(column, into: &ids)
      #expect(Array(ids.states[..<2]) == [.missing, .value] && ids.values[1] == 1)
    }
  }

  @Test("several threads may search one table")
  func concurrentSearch() throws {
    let known = KeyTable(Self.keys.filter { !$0.isEmpty })
    let found = Mutex(0)
    try withFile(of: Self.keys) { path in
      let reader = try CSVReader(contentsOf: path) { Issue.record("unexpected reject \($0)") }
      let counts = try reader.forEachBatch(
        threads: 3,
        makeState: { (ids: CellValues<UInt32>(), count: 0) }
      ) { state, batch in
        known.find(batch.column(1), into: &state.ids)
        #expect(state.ids.badCount == 0)
        state.count += batch.count - state.ids.missingCount
      }
      found.withLock { $0 = counts.reduce(0) { $0 + $1.count } }
    }
    #expect(found.withLock(\.self) == Self.keys.count { !$0.isEmpty })
  }

  // MARK: Help

  private func forEachColumn(
    of cells: [String],
    recordsPerBatch: Int = 4096,
    _ body: (CSVColumn) throws -> Void
  ) throws {
    try withFile(of: cells) { path in
      let reader = try CSVReader(
        contentsOf: path,
        windowBytes: 1 << 20,
        recordsPerBatch: recordsPerBatch
      ) { Issue.record("unexpected reject \($0)") }
      while let batch = try reader.nextBatch() { try body(batch.column(1)) }
    }
  }

  private func withFile(of cells: [String], _ body: (String) throws -> Void) throws {
    let path = "/tmp/tables-tests-\(UInt64.random(in: 0 ... .max)).csv"
    let file = try OutputFile(path: path)
    file.write("n,key\n" + cells.map { "1,\($0)\n" }.joined())
    try file.commit()
    defer { unlink(path) }
    try body(path)
  }
}
