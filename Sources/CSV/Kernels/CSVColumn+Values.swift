extension CSVColumn {
  /// Reads whole numbers, each as ``Cell/int64(_:)`` does.
  public func readInt64s(into values: inout CellValues<Int64>) {
    values.read(self, placeholder: 0, Cell.int64)
  }

  /// Reads decimal numbers, each as ``Cell/double(_:)`` does.
  public func readDoubles(into values: inout CellValues<Double>) {
    values.read(self, placeholder: .nan, Cell.double)
  }

  /// Reads truth values, each as ``Cell/bool(_:)`` does.
  public func readBools(into values: inout CellValues<Bool>) {
    values.read(self, placeholder: false) { cell in
      let digit = cell[0] &- UInt8(ascii: "0")
      return cell.count == 1 && digit <= 1 ? digit == 1 : Cell.bool(cell)
    }
  }

  /// Reads times as microseconds since 1970 in UTC, each as ``Cell/instant(_:)`` does.
  ///
  /// Where a cell tells no zone the microseconds are those of its own clock, and the state says so.
  public func readInstants(into values: inout CellValues<Int64>) {
    values.write(count, 0) { microseconds, states in
      var counts = (missing: 0, bad: 0)
      var dates = LatestDate()
      for record in 0..<count {
        let cell = self[unchecked: record]
        if let usual = Cell.usualInstant(cell, &dates) {
          microseconds[record] = usual
          states[record] = .value
        } else {
          let instant = Cell.instant(cell)
          microseconds[record] = instant.microseconds
          states[record] = instant.state
          counts.missing &+= instant.state == .missing ? 1 : 0
          counts.bad &+= instant.state == .bad ? 1 : 0
        }
      }
      return counts
    }
  }

  /// Reads words as their codes; a cell that is none of the words is bad.
  public func readCodes(of words: WordCodes, into values: inout CellValues<UInt8>) {
    values.write(count, 0) { codes, states in
      var counts = (missing: 0, bad: 0)
      words.withSlots { slots in
        for record in 0..<count {
          let cell = self[unchecked: record]
          if let code = slots.shortCode(cell) ?? words.longCode(cell) {
            codes[record] = code
            states[record] = .value
          } else {
            codes[record] = 0
            states[record] = CellValues<UInt8>.state(without: cell, &counts)
          }
        }
      }
      return counts
    }
  }
}
