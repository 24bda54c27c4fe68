/// Cuts a variable into the bins that tell events from non-events best.
///
/// Numbers are first cut into at most ``prebinLimit`` groups at their quantiles, levels of a
/// category into one group each, ordered by their share of events. A dynamic programme then tries
/// all ways to merge neighbouring groups into bins, and takes the one with the highest information
/// value (see ``Binning``) among those that keep to the options. That is exact given the groups,
/// not a greedy search. For levels the order by share of events loses nothing: without further
/// constraints the best partition into any number of bins is one of neighbours (Chou 1991, "Optimal
/// partitioning for classification and regression trees").
///
/// **Why a trend.** An event rate that rises, falls and rises again along a variable is mostly noise.
/// Demanding a monotone rate is a cheap and strong regularisation, keeps small changes of a value
/// from turning a score around, and can be explained. Give up on it when the truth is not monotone,
/// as for an optimum in the middle: `.peak`, `.valley`.
///
///     let binning = try OptimalBinning(trend: .ascending)
///       .fitted(to: .numbers(visits), outcomes: converted)
///     for bin in binning.bins { print(bin.content, bin.eventRate ?? 0, bin.weightOfEvidence) }
///     let evidence = binning.applied(to: .numbers(visits))
///
/// The bins are chosen by the outcomes, so their information value is too good for the data of the
/// fit; judge a variable by ``Binning/association``, and a model on other rows.
public struct OptimalBinning: Hashable, Sendable, Codable {
  /// How the event rate may move from bin to bin along a variable.
  ///
  /// It concerns the intervals of numbers; missing values and levels have no order.
  public enum Trend: String, Hashable, Sendable, Codable, CaseIterable {
    /// It never falls.
    case ascending
    /// It never rises.
    case descending
    /// Whichever of ascending and descending has the higher information value.
    case monotone
    /// It does not fall, then it does not rise; a monotone rate is a peak at the edge.
    case peak
    /// It does not rise, then it does not fall.
    case valley
    /// Anyhow.
    case free
  }

  /// The largest number of bins, without that of missing values.
  public var maximumBins: Int
  /// The smallest part of all rows, missing ones included, that makes a bin.
  public var minimumShare: Double
  /// How many events, and how many non-events, a bin has at least.
  ///
  /// Both, because the variance of a weight of evidence is about 1/events + 1/non-events.
  public var minimumEvents: Double
  /// How the event rate may move along a variable.
  public var trend: Trend
  /// Into how many groups numbers are cut before the merge, at most.
  public var prebinLimit: Int
  /// Levels with a smaller part of all rows share a group.
  public var rareShare: Double
  /// Levels with fewer rows share a group.
  public var rareCount: Double

  /// Creates the options.
  public init(
    maximumBins: Int = 8,
    minimumShare: Double = 0.05,
    minimumEvents: Double = 10,
    trend: Trend = .monotone,
    prebinLimit: Int = 20,
    rareShare: Double = 0.01,
    rareCount: Double = 50
  ) {
    precondition(maximumBins >= 1, "a variable has at least one bin")
    precondition(minimumShare >= 0 && minimumShare <= 1, "a share lies between 0 and 1")
    precondition(minimumEvents >= 0, "a number of events is not negative")
    precondition((2...100).contains(prebinLimit), "2 to 100 groups can be merged")
    precondition(rareShare >= 0 && rareShare <= 1, "a share lies between 0 and 1")
    precondition(rareCount >= 0, "a number of rows is not negative")
    self.maximumBins = maximumBins
    self.minimumShare = minimumShare
    self.minimumEvents = minimumEvents
    self.trend = trend
    self.prebinLimit = prebinLimit
    self.rareShare = rareShare
    self.rareCount = rareCount
  }

  /// Whether a bin holds enough.
  func admits(_ cell: EvidenceCell, total: Double) -> Bool {
    cell.count >= minimumShare * total && min(cell.events, cell.nonEvents) >= minimumEvents
  }
}

extension OptimalBinning {
  /// Finds the bins of one variable.
  ///
  /// A variable that cannot be split keeps one bin besides that of missing values, and
  /// ``Binning/unsplitReason`` says why; that outcomes all agree is such an answer, not an error.
  /// Neither the order of rows nor how a repeated row is written matters, to the bit.
  ///
  /// - Parameters:
  ///   - column: numbers or levels; missing values are data here.
  ///   - outcomes: 0 or 1 for every row.
  ///   - weights: how often each row counts; nil for once. A row of weight 2 is the row twice.
  /// - Returns: The bins.
  /// - Throws: ``ModelError``: `model.no-rows`, `model.not-finite` (an infinite number),
  ///   `model.outcome-not-binary` or `model.weight-negative`.
  /// - Complexity: O(rows), then O(groups³ · bins²) for at most 20 groups; numbers are not sorted.
  public func fitted(
    to column: BinnableColumn,
    outcomes: [Double],
    weights: [Double]? = nil
  ) throws(ModelError) -> Binning {
    try binning(of: column, in: LabelledRows(outcomes: outcomes, weights: weights))
  }

  func binning(of column: BinnableColumn, in rows: LabelledRows) throws(ModelError) -> Binning {
    try column.check(rows: rows.count)
    switch column {
    case .numbers(let values): return binning(ofNumbers: values, in: rows)
    case .codes(let codes, let levels): return binning(ofCodes: codes, levels: levels, in: rows)
    }
  }

  private func binning(ofNumbers values: [Double], in rows: LabelledRows) -> Binning {
    let (prebins, starts) = Prebins.ofNumbers(values, in: rows, limit: prebinLimit)
    let bins = bins(of: prebins, trend: trend)
    let cuts = bins.dropFirst().map { starts[$0.lowerBound - 1] }
    return Binning(
      rule: .intervals(cuts: cuts),
      cells: prebins.cells(of: bins),
      contents: Binning.contents(cuts: cuts),
      association: EvidenceTable(cells: prebins.groups + [prebins.missing]).association,
      unsplitReason: bins.count > 1 ? nil : unsplitReason(prebins)
    )
  }

  private func binning(ofCodes codes: [Int32], levels: Int, in rows: LabelledRows) -> Binning {
    let (prebins, members, other) = Prebins.ofCodes(codes, levels: levels, in: rows) {
      $0 < rareShare * $1 || $0 < rareCount
    }
    let bins = bins(of: prebins, trend: .free)
    // Levels without rows go where the rare ones went, else to the missing.
    let unseen = other.flatMap { other in bins.firstIndex { $0.contains(other) } } ?? bins.count
    var places = Array(repeating: unseen, count: levels)
    for (bin, groups) in bins.enumerated() {
      for level in members[groups].joined() { places[level] = bin }
    }
    return Binning(
      rule: .levels(bins: places, unseen: unseen),
      cells: prebins.cells(of: bins),
      contents: bins.indices.map { bin in
        .levels(members[bins[bin]].joined().sorted(), includesUnseen: bin == unseen)
      },
      association: EvidenceTable(cells: prebins.groups + [prebins.missing]).association,
      unsplitReason: bins.count > 1 ? nil : unsplitReason(prebins)
    )
  }

  /// Which groups make up each bin.
  func bins(of prebins: Prebins, trend: Trend) -> [Range<Int>] {
    var best = BinMerge.Partition(starts: [0], informationValue: 0)
    if !prebins.total.isOneSided {
      for directions in trend.directions {
        let partition = BinMerge(prebins: prebins, options: self, directions: directions).best()
        if partition.informationValue > best.informationValue { best = partition }
      }
    }
    let ends = best.starts.dropFirst() + [prebins.groups.count]
    return zip(best.starts, ends).map { $0..<$1 }
  }

  private func unsplitReason(_ prebins: Prebins) -> Binning.UnsplitReason {
    if prebins.groups.isEmpty { return .allMissing }
    if prebins.groups.count == 1 { return .constant }
    return prebins.total.isOneSided ? .singleClass : .noAdmissibleSplit
  }
}

extension OptimalBinning.Trend {
  /// The directions to try, each one a sequence that the odds follow.
  var directions: [[BinMerge.Direction]] {
    switch self {
    case .ascending: [[.up]]
    case .descending: [[.down]]
    case .monotone: [[.up], [.down]]
    case .peak: [[.up, .down]]
    case .valley: [[.down, .up]]
    case .free: [[.anywhere]]
    }
  }
}

extension Prebins {
  /// The counts of the bins, the missing last.
  func cells(of bins: [Range<Int>]) -> [EvidenceCell] {
    bins.map { EvidenceCell.sum(groups[$0]) } + [missing]
  }
}
