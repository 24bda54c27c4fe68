public import CSV

extension KeyTable {
  /// Adds the keys of a column that are new.
  ///
  /// The ids are those that `insert` would give to one cell after the other. Empty cells are
  /// missing, not keys.
  ///
  /// - Parameters:
  ///   - column: A column of a batch.
  ///   - ids: Takes the id of each cell.
  public mutating func insert(_ column: CSVColumn, into ids: inout CellValues<UInt32>) {
    // Emptied for a while, so that the store can grow while the places are in use.
    var slots = KeySlots(capacity: 0)
    swap(&slots, &self.slots)
    ids.write(column.count, 0) { ids, states in
      var missingCount = 0
      Self.forEachGroup(of: column) { first, cells, keys in
        slots.reserve(store.count + keys.count)
        slots.withMutablePlaces { places in
          places.fetch(cells, as: keys)
          for offset in 0..<keys.count {
            let key = keys[offset]
            let id = key.length > 0 ? places.insert(key, cells[offset], into: &store) : 0
            ids[first &+ offset] = id
            states[first &+ offset] = key.length > 0 ? .value : .missing
            missingCount &+= key.length > 0 ? 0 : 1
          }
        }
      }
      return (missingCount, 0)
    }
    swap(&slots, &self.slots)
  }

  /// Finds the keys of a column.
  ///
  /// - Parameters:
  ///   - column: A column of a batch.
  ///   - ids: Takes the id of each cell; a cell that is not in the table is bad, an empty one
  ///     missing.
  public func find(_ column: CSVColumn, into ids: inout CellValues<UInt32>) {
    ids.write(column.count, 0) { ids, states in
      var counts = (missing: 0, bad: 0)
      slots.withPlaces { places in
        Self.forEachGroup(of: column) { first, cells, keys in
          places.fetch(cells, as: keys)
          for offset in 0..<keys.count {
            let key = keys[offset]
            let mark = places.search(key) { store.holds(cells[offset], $0) }.mark
            let isKey = mark != 0 && key.length > 0
            ids[first &+ offset] = isKey ? mark &- 1 : 0
            states[first &+ offset] = isKey ? .value : key.length > 0 ? .bad : .missing
            counts.missing &+= key.length > 0 ? 0 : 1
            counts.bad &+= isKey || key.length == 0 ? 0 : 1
          }
        }
      }
      return counts
    }
  }

  /// Adds the keys of another table that are new, in the order of their ids.
  ///
  /// Tables that several threads made become one.
  ///
  ///     let ids = all.insert(contentsOf: part)  // key 5 of `part` is key `ids[5]` of `all`
  ///
  /// - Parameter other: The other table.
  /// - Returns: For each id of the other table the one here.
  @discardableResult
  public mutating func insert(contentsOf other: KeyTable) -> [UInt32] {
    var ids: [UInt32] = []
    ids.reserveCapacity(other.count)
    var slots = KeySlots(capacity: 0)
    swap(&slots, &self.slots)
    other.store.withKeys { key in
      while ids.count < other.count {
        let group = ids.count..<min(ids.count + 64, other.count)
        let words = group.map { KeyWords(key($0)) }
        slots.reserve(store.count + group.count)
        slots.withMutablePlaces { places in
          for word in words { places.prefetch(word) }
          for (id, word) in zip(group, words) {
            ids.append(places.insert(word, key(id), into: &store))
          }
        }
      }
    }
    swap(&slots, &self.slots)
    return ids
  }

  /// Lends room for the keys of 64 cells at a time: their places in memory are fetched together,
  /// because each is far from the others.
  @inline(__always)
  private static func forEachGroup(
    of column: CSVColumn,
    _ body: (Int, CellGroup, UnsafeMutableBufferPointer<KeyWords>) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: KeyWords.self, capacity: 64) { keys in
      var first = 0
      while first < column.count {
        let count = min(keys.count, column.count - first)
        let cells = CellGroup(base: column.base, ranges: column.ranges + first)
        body(first, cells, UnsafeMutableBufferPointer(rebasing: keys[..<count]))
        first += count
      }
    }
  }
}

/// Some cells of a column.
private struct CellGroup {
  let base: UnsafeRawPointer
  let ranges: UnsafePointer<CellRange>

  @inline(__always)
  subscript(offset: Int) -> UnsafeRawBufferPointer {
    let range = ranges[offset]
    return UnsafeRawBufferPointer(start: base + Int(range.start), count: Int(range.length))
  }
}

extension KeySlots.Places {
  /// The id of a key, which is added to the store and to the places if it is new.
  @inline(__always)
  fileprivate func insert(
    _ key: KeyWords,
    _ bytes: UnsafeRawBufferPointer,
    into store: inout KeyStore
  ) -> UInt32 {
    let found = search(key) { store.holds(bytes, $0) }
    guard found.mark == 0 else { return found.mark &- 1 }
    let id = store.append(bytes)
    note(key, id: id, at: found.place)
    return UInt32(truncatingIfNeeded: id)
  }

  /// Reads the cells as keys and asks for the memory where they are searched.
  @inline(__always)
  fileprivate func fetch(_ cells: CellGroup, as keys: UnsafeMutableBufferPointer<KeyWords>) {
    for offset in 0..<keys.count {
      let range = cells.ranges[offset]
      let key = KeyWords(withSlack: cells.base + Int(range.start), Int(range.length))
      keys[offset] = key
      prefetch(key)
    }
  }
}
