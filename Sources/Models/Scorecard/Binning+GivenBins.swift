extension Binning {
  /// Counts numbers in given intervals.
  ///
  ///     let ages = try Binning(of: age, cutAt: [26, 35, 40], outcomes: converted)
  ///
  /// - Parameters:
  ///   - values: one number per row, NaN where missing.
  ///   - cuts: where intervals begin, ascending and finite; a cut belongs to the interval above.
  ///   - outcomes: 0 or 1 for every row.
  ///   - weights: how often each row counts; nil for once.
  /// - Throws: ``ModelError``, as ``OptimalBinning/fitted(to:outcomes:weights:)`` does.
  public init(
    of values: [Double],
    cutAt cuts: [Double],
    outcomes: [Double],
    weights: [Double]? = nil
  ) throws(ModelError) {
    precondition(
      cuts.allSatisfy(\.isFinite) && zip(cuts, cuts.dropFirst()).allSatisfy { $0 < $1 },
      "cuts are finite and ascend"
    )
    let rows = try LabelledRows(outcomes: outcomes, weights: weights)
    try BinnableColumn.numbers(values).check(rows: rows.count)
    let cells = Prebins.tally(values, cuts: cuts, in: rows).cells
    self.init(
      rule: .intervals(cuts: cuts),
      cells: cells,
      contents: Self.contents(cuts: cuts),
      association: EvidenceTable(cells: cells).association,
      unsplitReason: nil
    )
  }

  /// Counts levels in given bins.
  ///
  /// - Parameters:
  ///   - codes: the level of each row, −1 where missing.
  ///   - places: the bin of each level, from 0; every bin has a level.
  ///   - outcomes: 0 or 1 for every row.
  ///   - weights: how often each row counts; nil for once.
  /// - Throws: ``ModelError``, as ``OptimalBinning/fitted(to:outcomes:weights:)`` does.
  public init(
    of codes: [Int32],
    levelsInBins places: [Int],
    outcomes: [Double],
    weights: [Double]? = nil
  ) throws(ModelError) {
    let binCount = places.max().map { $0 + 1 } ?? 0
    precondition(Set(places) == Set(0..<binCount), "bins are numbered from 0 without a gap")
    let rows = try LabelledRows(outcomes: outcomes, weights: weights)
    try BinnableColumn.codes(codes, levels: places.count).check(rows: rows.count)
    let levels = Prebins.tally(codes, levels: places.count, in: rows)
    let members = (0..<binCount).map { bin in places.indices.filter { places[$0] == bin } }
    let cells = members.map { EvidenceCell.sum($0.map { levels[$0] }) } + [levels[places.count]]
    self.init(
      rule: .levels(bins: places, unseen: binCount),
      cells: cells,
      contents: members.map { .levels($0, includesUnseen: false) },
      association: EvidenceTable(cells: cells).association,
      unsplitReason: nil
    )
  }
}
