/// What became of a cell when its column was read.
public enum CellState: UInt8, Hashable, Sendable {
  /// There is a value.
  case value
  /// The cell is empty, or holds spaces and tabs only.
  case missing
  /// The cell holds something else.
  case bad
  /// There is a time, but on a clock whose zone the cell does not tell; for instants only.
  case localTime
  /// There is a date without a time; for instants only.
  case date
}

/// The values of one column of a batch, in memory that is used again for the next batch.
///
///     var amounts = CellValues<Double>()
///     while let batch = try reader.nextBatch() {
///       batch.column(4).readDoubles(into: &amounts)
///       for record in 0..<batch.count where amounts.states[record] == .value {
///         total += amounts.values[record]
///       }
///     }
public struct CellValues<Value: Sendable>: Sendable {
  /// The value of each record, and beyond the batch what earlier batches left; where there is no
  /// value, `nan` among doubles and else zero or `false`.
  public private(set) var values: [Value] = []
  /// What became of the cell of each record.
  public private(set) var states: [CellState] = []
  /// How many cells are missing.
  public private(set) var missingCount = 0
  /// How many cells are bad.
  public private(set) var badCount = 0

  /// Creates room that grows with the first batch.
  public init() {}

  /// Lends room for `count` values and states, all of which `body` writes; it returns how many
  /// cells are missing and how many bad.
  package mutating func write(
    _ count: Int,
    _ placeholder: Value,
    _ body: (UnsafeMutablePointer<Value>, UnsafeMutablePointer<CellState>) -> (Int, Int)
  ) {
    if values.count < count {
      values = Array(repeating: placeholder, count: count)
      states = Array(repeating: .missing, count: count)
    }
    (missingCount, badCount) = values.withUnsafeMutableBufferPointer { values in
      states.withUnsafeMutableBufferPointer { states in
        guard let values = values.baseAddress, let states = states.baseAddress else {
          return (0, 0)
        }
        return body(values, states)
      }
    }
  }

  /// Reads each cell of a column by itself.
  @inline(__always)
  mutating func read(
    _ column: CSVColumn,
    placeholder: Value,
    _ parse: (UnsafeRawBufferPointer) -> Value?
  ) {
    write(column.count, placeholder) { values, states in
      var counts = (missing: 0, bad: 0)
      for record in 0..<column.count {
        let cell = column[unchecked: record]
        if let value = cell.isEmpty ? nil : parse(cell) {
          values[record] = value
          states[record] = .value
        } else {
          values[record] = placeholder
          states[record] = Self.state(without: cell, &counts)
        }
      }
      return counts
    }
  }

  /// What became of a cell without a value.
  @inline(__always)
  static func state(
    without cell: UnsafeRawBufferPointer,
    _ counts: inout (missing: Int, bad: Int)
  ) -> CellState {
    if cell.isEmpty || Cell.isBlank(cell) {
      counts.missing &+= 1
      return .missing
    }
    counts.bad &+= 1
    return .bad
  }
}
