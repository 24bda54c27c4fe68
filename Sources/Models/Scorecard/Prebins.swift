/// A variable in ordered groups that were made without looking at the outcomes.
///
/// What comes after merges neighbours; a test of the variable that uses the groups as they are here
/// is honest, because nothing has been chosen yet.
struct Prebins {
  /// Events and non-events of each group, in order; every group has rows.
  var groups: [EvidenceCell]
  /// Events and non-events where the value is missing.
  var missing: EvidenceCell

  var total: EvidenceCell { .sum(groups + [missing]) }
}

extension Prebins {
  /// Groups of numbers.
  ///
  /// With at most `limit` different values every value is a group. Otherwise the groups end at the
  /// quantiles 1/limit, 2/limit …, and a value on which two quantiles fall becomes a group of its
  /// own, so that the zeros of a count are not mixed with the ones.
  ///
  /// - Parameters:
  ///   - values: finite numbers, NaN where missing.
  ///   - rows: outcomes and weights.
  ///   - limit: the largest number of groups.
  /// - Returns: The groups, and the smallest value of each but the first, where it begins.
  static func ofNumbers(
    _ values: [Double],
    in rows: LabelledRows,
    limit: Int
  ) -> (prebins: Prebins, cuts: [Double]) {
    let cuts =
      distinct(values, in: rows, limit: limit).map { Array($0.dropFirst()) }
      ?? quantileCuts(of: values, in: rows, limit: limit)
    let counted = tally(values, cuts: cuts, in: rows)
    let kept = cuts.indices.filter { counted.cells[$0 + 1].count > 0 }
    let first = counted.cells[0].count > 0 ? [0] : []
    let groups = first + kept.map { $0 + 1 }
    return (
      Prebins(groups: groups.map { counted.cells[$0] }, missing: counted.cells[cuts.count + 1]),
      groups.dropFirst().map { counted.minima[$0] }
    )
  }

  /// The different values in order, when there are at most so many.
  private static func distinct(
    _ values: [Double],
    in rows: LabelledRows,
    limit: Int
  ) -> [Double]? {
    var found: [Double] = []
    for (row, value) in values.enumerated() where !value.isNaN && rows.mass(of: row) > 0 {
      guard !found.contains(value) else { continue }
      guard found.count < limit else { return nil }
      found.append(value)
    }
    return found.sorted()
  }

  private static func quantileCuts(
    of values: [Double],
    in rows: LabelledRows,
    limit: Int
  ) -> [Double] {
    let selection = selection(of: values, in: rows)
    let total = selection.masses?.reduce(0, +) ?? Int64(selection.keys.count)
    let (quotient, remainder) = total.quotientAndRemainder(dividingBy: Int64(limit))
    // The k-th target is k · total / limit, rounded up, without overflow.
    let targets = (1..<Int64(limit)).map { part in
      quotient * part + (remainder * part + Int64(limit) - 1) / Int64(limit)
    }
    let quantiles = selection.keys(at: targets).map { Double(orderedBits: $0) }
    var cuts: [Double] = []
    for (index, quantile) in quantiles.enumerated() where quantile != cuts.last {
      if index > 0, quantiles[index - 1] == quantile { continue }
      if index + 1 < quantiles.count, quantiles[index + 1] == quantile { cuts.append(quantile) }
      cuts.append(quantile.nextUp)
    }
    return cuts
  }

  private static func selection(of values: [Double], in rows: LabelledRows) -> QuantileSelection {
    let keys = [UInt64](unsafeUninitializedCapacity: values.count) { keys, count in
      for (row, value) in values.enumerated() where !value.isNaN && rows.mass(of: row) > 0 {
        keys.initializeElement(at: count, to: value.orderedBits)
        count += 1
      }
    }
    let masses = rows.masses.map { masses in
      zip(values, masses).lazy.filter { !$0.isNaN && $1 > 0 }.map(\.1)
    }
    return QuantileSelection(keys: keys, masses: masses.map(Array.init))
  }

  /// Counts between cuts, then among the missing, and the smallest value of every interval.
  static func tally(
    _ values: [Double],
    cuts: [Double],
    in rows: LabelledRows
  ) -> (cells: [EvidenceCell], minima: [Double]) {
    var minima = Array(repeating: Double.infinity, count: cuts.count + 2)
    let cells = minima.withUnsafeMutableBufferPointer { minima in
      IntervalSearch(cuts: cuts).withIndex { index in
        values.withUnsafeBufferPointer { values in
          rows.tally(groupCount: cuts.count + 2) { row in
            let value = values[row]
            guard !value.isNaN else { return cuts.count + 1 }
            let interval = index(value)
            if value < minima[interval] { minima[interval] = value }
            return interval
          }
        }
      }
    }
    return (cells, minima)
  }
}

extension Prebins {
  /// Groups of levels, by ascending share of events.
  ///
  /// - Parameters:
  ///   - codes: the level of each row, from 0; −1 where missing.
  ///   - levels: how many levels there are.
  ///   - rows: outcomes and weights.
  ///   - isRare: whether a level with so many rows of so many is too rare to stand alone.
  /// - Returns: The groups, the levels of each, and which group the rare levels share.
  static func ofCodes(
    _ codes: [Int32],
    levels: Int,
    in rows: LabelledRows,
    isRare: (_ count: Double, _ total: Double) -> Bool
  ) -> (prebins: Prebins, levels: [[Int]], other: Int?) {
    let cells = tally(codes, levels: levels, in: rows)
    let total = EvidenceCell.sum(cells).count
    let present = (0..<levels).filter { cells[$0].count > 0 }
    let rare = present.filter { isRare(cells[$0].count, total) }
    let common = Set(present).subtracting(rare).sorted().map { [$0] }
    let groups = (rare.isEmpty ? common : common + [rare])
      .map { levels in (levels: levels, cell: EvidenceCell.sum(levels.map { cells[$0] })) }
    // Sorting is stable, so levels with equal shares keep their order, the rare ones last.
    let ordered = groups.sorted {
      $0.cell.events / $0.cell.count < $1.cell.events / $1.cell.count
    }
    return (
      Prebins(groups: ordered.map(\.cell), missing: cells[levels]),
      ordered.map(\.levels),
      rare.isEmpty ? nil : ordered.firstIndex { $0.levels == rare }
    )
  }

  /// Counts of each level, then of the missing.
  static func tally(_ codes: [Int32], levels: Int, in rows: LabelledRows) -> [EvidenceCell] {
    codes.withUnsafeBufferPointer { codes in
      rows.tally(groupCount: levels + 1) { row in
        let code = Int(codes[row])
        return code < 0 ? levels : code
      }
    }
  }
}
