@testable import CSV
@testable import Tables

/// Keys by whole columns, one by one and in a dictionary: the same numbers.
enum KeyTarget {
  @Sendable
  static func run(_ bytes: [UInt8]) {
    let input = FuzzInput(bytes)
    let cells = input.content.split(separator: 0x0A, omittingEmptySubsequences: false)
      .map(Array.init)
    let half = cells.count * (input[0] % 4) / 4
    var table = KeyTable(minimumCapacity: input[1])
    var single = KeyTable()
    var known: [[UInt8]: UInt32] = [:]
    for part in [Array(cells[..<half]), Array(cells[half...])] {
      check(part, &table, &single, &known)
    }
    require(table == single, "a table of columns is the table of its cells")
    require(table.count == known.count, "each key is there once")
    checkOrder(table)
    checkMerge(table, cells)
    checkFind(table, known, cells + [Array("not there".utf8)])
  }

  private static func check(
    _ cells: [[UInt8]],
    _ table: inout KeyTable,
    _ single: inout KeyTable,
    _ known: inout [[UInt8]: UInt32]
  ) {
    var ids = CellValues<UInt32>()
    CellTarget.withColumn(cells) { table.insert($0, into: &ids) }
    for (record, cell) in cells.enumerated() {
      guard !cell.isEmpty else {
        require(ids.states[record] == .missing, "an empty cell is no key")
        continue
      }
      let id = known[cell] ?? UInt32(known.count)
      let isNew = known[cell] == nil
      known[cell] = id
      let inserted = cell.withExactBytes { single.insert($0) }
      require(inserted.id == Int(id) && inserted.isNew == isNew, "a key gets the next number")
      require(ids.states[record] == .value && ids.values[record] == id, "so it does in a column")
    }
  }

  private static func checkOrder(_ table: KeyTable) {
    let keys = (0..<table.count).map { table.withBytes(of: $0) { Array($0) } }
    let sorted = keys.indices.sorted { keys[$0].lexicographicallyPrecedes(keys[$1]) }
    require(table.sortedIDs() == sorted, "keys are sorted by their bytes")
  }

  private static func checkMerge(_ table: KeyTable, _ cells: [[UInt8]]) {
    var other = KeyTable()
    for cell in cells.reversed() where !cell.isEmpty {
      cell.withExactBytes { _ = other.insert($0) }
    }
    let ids = other.insert(contentsOf: table)
    require(other.count == table.count, "a table of the same keys adds none")
    for id in 0..<table.count {
      let found = table.withBytes(of: id) { other.find($0) }
      require(found == Int(ids[id]), "a merged key is found under its number")
    }
  }

  private static func checkFind(
    _ table: KeyTable,
    _ known: [[UInt8]: UInt32],
    _ cells: [[UInt8]]
  ) {
    var ids = CellValues<UInt32>()
    CellTarget.withColumn(cells) { table.find($0, into: &ids) }
    for (record, cell) in cells.enumerated() {
      let found = cell.withExactBytes { table.find($0) }
      require(found == known[cell].map(Int.init), "a key is found or not")
      let state: CellState = cell.isEmpty ? .missing : known[cell] == nil ? .bad : .value
      require(ids.states[record] == state, "a column knows which keys are there")
      require(ids.values[record] == known[cell] ?? 0, "and their numbers")
    }
  }
}
