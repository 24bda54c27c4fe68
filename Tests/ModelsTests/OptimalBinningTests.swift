import Foundation
import Models
import Statistics
import Testing

@Suite struct OptimalBinningTests {
  /// A variable with few values, as counts of events and non-events for each.
  struct Problem {
    var events: [Double]
    var nonEvents: [Double]
    /// Events and non-events where the value is missing.
    var missing: (Double, Double)

    /// Values 0, 1, 2 … with counts that allow one-sided bins when `isSparse`.
    init(seed: UInt64, groups: Int, isSparse: Bool, hasMissing: Bool) {
      var stream = RandomStream(seed: seed)
      let size = isSparse ? 4 : 60
      events = (0..<groups).map { _ in Double(stream.integer(below: size)) }
      nonEvents = (0..<groups).map { _ in Double(1 + stream.integer(below: size)) }
      events[groups - 1] += 1
      missing = hasMissing ? (Double(stream.integer(below: 3)), 7) : (0, 0)
    }

    private var lines: [(value: Double, outcome: Double, weight: Double)] {
      events.indices.flatMap {
        [(Double($0), 1.0, events[$0]), (Double($0), 0.0, nonEvents[$0])]
      } + [(.nan, 1, missing.0), (.nan, 0, missing.1)]
    }
    var column: BinnableColumn { .numbers(lines.map(\.value)) }
    var outcomes: [Double] { lines.map(\.outcome) }
    var weights: [Double] { lines.map(\.weight) }

    /// The information value of bins, by the textbook; nil when the options forbid them.
    func informationValue(_ bins: [Range<Int>], _ options: OptimalBinning) -> Double? {
      let total = events.reduce(missing.0 + missing.1, +) + nonEvents.reduce(0, +)
      var cells = bins.map { bin in
        (events[bin].reduce(0, +), nonEvents[bin].reduce(0, +))
      }
      if bins.count > 1,
        cells.contains(where: {
          $0.0 + $0.1 < options.minimumShare * total || min($0.0, $0.1) < options.minimumEvents
        })
      {
        return nil
      }
      if missing.0 + missing.1 > 0 { cells.append(missing) }
      if cells.contains(where: { $0.0 == 0 || $0.1 == 0 }) {
        cells = cells.map { ($0.0 + 0.5, $0.1 + 0.5) }
      }
      let (allEvents, allNonEvents) = cells.reduce((0, 0)) { ($0.0 + $1.0, $0.1 + $1.1) }
      let evidence = cells.map { log($0.0 / allEvents / ($0.1 / allNonEvents)) }
      guard follows(options.trend, Array(evidence.prefix(bins.count))) else { return nil }
      return zip(cells, evidence).reduce(0) {
        $0 + ($1.0.0 / allEvents - $1.0.1 / allNonEvents) * $1.1
      }
    }

    private func follows(_ trend: OptimalBinning.Trend, _ evidence: [Double]) -> Bool {
      func rises(_ part: some Collection<Double>) -> Bool {
        zip(part, part.dropFirst()).allSatisfy { $0 <= $1 }
      }
      func falls(_ part: some Collection<Double>) -> Bool {
        zip(part, part.dropFirst()).allSatisfy { $0 >= $1 }
      }
      switch trend {
      case .ascending: return rises(evidence)
      case .descending: return falls(evidence)
      case .monotone: return rises(evidence) || falls(evidence)
      case .peak:
        return evidence.indices.contains { rises(evidence[...$0]) && falls(evidence[$0...]) }
      case .valley:
        return evidence.indices.contains { falls(evidence[...$0]) && rises(evidence[$0...]) }
      case .free: return true
      }
    }

    /// The best information value of all merges of neighbours.
    func bruteForce(_ options: OptimalBinning) -> Double {
      var best = -1.0
      for mask in 0..<(1 << (events.count - 1)) where mask.nonzeroBitCount < options.maximumBins {
        let starts = [0] + (1..<events.count).filter { mask >> ($0 - 1) & 1 == 1 }
        let bins = zip(starts, starts.dropFirst() + [events.count]).map { $0..<$1 }
        best = max(best, informationValue(bins, options) ?? -1)
      }
      return best
    }
  }

  private func outcomesOf(_ count: Int, _ isEvent: (Int) -> Bool) -> [Double] {
    (0..<count).map { isEvent($0) ? 1 : 0 }
  }

  @Test(
    "no merge of neighbours beats the dynamic programme",
    arguments: OptimalBinning.Trend.allCases,
    0..<16
  )
  func optimality(trend: OptimalBinning.Trend, seed: Int) throws {
    let isSparse = seed % 2 == 1
    let problem = Problem(
      seed: UInt64(seed),
      groups: 5 + seed % 8,
      isSparse: isSparse,
      hasMissing: seed % 4 > 1
    )
    for (maximumBins, minimumShare, minimumEvents) in [(12, 0.0, 0.0), (4, 0.05, 2), (6, 0.1, 10)] {
      let options = OptimalBinning(
        maximumBins: maximumBins,
        minimumShare: minimumShare,
        minimumEvents: minimumEvents,
        trend: trend
      )
      let binning = try options.fitted(
        to: problem.column,
        outcomes: problem.outcomes,
        weights: problem.weights
      )
      let best = problem.bruteForce(options)
      #expect(abs(binning.informationValue - best) <= 1e-11 * (1 + best))
      // And what is reported is what these bins are worth.
      guard case .intervals(let cuts) = binning.rule else { return }
      let starts = [0] + cuts.map { Int($0) }
      let bins = zip(starts, starts.dropFirst() + [problem.events.count]).map { $0..<$1 }
      let worth = try #require(problem.informationValue(bins, options))
      #expect(abs(worth - binning.informationValue) <= 1e-11 * (1 + worth))
    }
  }

  @Test("levels are merged in the order of their event rates, as well as any set partition")
  func levels() throws {
    // Five levels with rates 0.5, 0.1, 0.3, 0.1, 0.9 of 100 rows each.
    let rates = [50, 10, 30, 10, 90]
    let rows = rates.enumerated().flatMap { level, events in
      (0..<100).map { (Int32(level), $0 < events ? 1.0 : 0.0) }
    }
    let binning = try OptimalBinning(maximumBins: 3).fitted(
      to: .codes(rows.map(\.0), levels: 5),
      outcomes: rows.map(\.1)
    )
    var best = 0.0
    // Every map of five levels to bins 0, 1 and 2 that uses all three.
    for code in 0..<243 {
      let places = (0..<5).map { code / [1, 3, 9, 27, 81][$0] % 3 }
      guard Set(places).count == 3 else { continue }
      let other = try Binning(
        of: rows.map(\.0),
        levelsInBins: places,
        outcomes: rows.map(\.1)
      )
      best = max(best, other.informationValue)
    }
    #expect(isClose(binning.informationValue, best, 1e-12))
    #expect(binning.bins[0].content == .levels([1, 3], includesUnseen: false))
  }

  @Test("rare levels share a bin, which new levels enter")
  func rareLevels() throws {
    var codes = (0..<1000).map { Int32($0 % 2) }
    var outcomes = outcomesOf(1000) { $0 % 2 == 0 ? $0 % 5 == 0 : $0 % 3 == 1 }
    for level in 2..<12 {
      codes += Array(repeating: Int32(level), count: 20)
      outcomes += outcomesOf(20) { $0 % 10 != 0 }
    }
    let binning = try OptimalBinning().fitted(to: .codes(codes, levels: 13), outcomes: outcomes)
    let last = binning.bins[binning.missingBin - 1]
    #expect(last.content == .levels(Array(2..<12), includesUnseen: true))
    #expect(last.count == 200)
    // 12 has no rows, 40 is beyond the levels of the fit.
    let places = binning.binIndices(of: .codes([5, 12, 40, -1], levels: 41))
    let rare = binning.missingBin - 1
    #expect(places == [rare, rare, rare, binning.missingBin])
  }

  @Test("without rare levels a new level counts as missing")
  func unseenLevels() throws {
    let codes = (0..<400).map { Int32($0 % 2) }
    let outcomes = outcomesOf(400) { $0 % 2 == 0 ? $0 % 10 == 8 : $0 % 3 == 2 }
    let binning = try OptimalBinning().fitted(to: .codes(codes, levels: 2), outcomes: outcomes)
    #expect(binning.binIndices(of: .codes([2], levels: 3)) == [binning.missingBin])
    #expect(binning.bins[binning.missingBin].weightOfEvidence == 0)
  }

  @Test("groups end at exact weighted quantiles", arguments: 0..<6)
  func quantiles(seed: Int) throws {
    // With nothing to forbid it, every group is a bin: its rates differ and the trend is free.
    var stream = RandomStream(seed: 90, key: UInt64(seed + 6))
    let scales = [1.0, 1e150, 0x1p-1030, 1e-3, 1, 1]
    let values = (0..<3000).map { _ in
      (seed == 4 ? 1.7e9 : 0) + scales[seed] * stream.normal()
    }
    let weights = values.map { _ in seed == 5 ? Double(stream.integer(below: 4)) : 1 }
    let outcomes = values.map { _ in stream.bernoulli(0.4) ? 1.0 : 0 }
    let options = OptimalBinning(
      maximumBins: 10,
      minimumShare: 0,
      minimumEvents: 0,
      trend: .free,
      prebinLimit: 10
    )
    let binning = try options.fitted(to: .numbers(values), outcomes: outcomes, weights: weights)
    let sorted = zip(values, weights).sorted { $0.0 < $1.0 }
    let total = weights.reduce(0, +)
    var expected: [Double] = []
    var sum = 0.0
    for (position, row) in sorted.enumerated().dropLast() {
      let passed = (sum * 10 / total).rounded(.down)
      sum += row.1
      // Some k·total/10 lies above the sum before, and not above this one.
      if (sum * 10 / total).rounded(.down) > passed {
        expected.append(sorted[(position + 1)...].first { $0.1 > 0 }?.0 ?? .nan)
      }
    }
    #expect(binning.rule == .intervals(cuts: expected))
  }

  @Test("a value on which several quantiles fall is a group of its own")
  func heavyValues() throws {
    // 30 % zeros between negative and positive numbers, only they convert.
    let values = (0..<1000).map { row -> Double in
      if row % 10 < 3 { return 0 }
      return row % 10 < 6 ? -Double(1 + row) : Double(1 + row)
    }
    let outcomes = outcomesOf(1000) { row in
      row % 10 < 3 ? row % 20 < 10 : row % 23 == 9
    }
    let binning = try OptimalBinning(maximumBins: 3, minimumEvents: 1, trend: .peak)
      .fitted(to: .numbers(values), outcomes: outcomes)
    #expect(binning.bins[1].count == 300)
    #expect(binning.bins[1].content == .interval(lower: 0, upper: 7))
  }

  /// Numbers of which some are missing, outcomes that lean on them, and fractional weights.
  private static let skewed = {
    var stream = RandomStream(seed: 12)
    return (0..<3000).map { _ in
      let value = stream.normal()
      let outcome = stream.bernoulli(logistic(value - 0.5)) ? 1.0 : 0
      return (stream.bernoulli(0.05) ? .nan : value, outcome, 0.1 + stream.uniform())
    }
  }()

  @Test(
    "with fractional weights too the order of rows does not matter, to the bit",
    arguments: trends
  )
  func order(trend: OptimalBinning.Trend) throws {
    var stream = RandomStream(seed: 3)
    let binnings = try [Self.skewed, stream.shuffled(Self.skewed)].map { rows in
      try OptimalBinning(trend: trend)
        .fitted(to: .numbers(rows.map(\.0)), outcomes: rows.map(\.1), weights: rows.map(\.2))
    }
    #expect(binnings[0] == binnings[1])
  }

  @Test("a variable that is bent but keeps its order keeps its rows together", arguments: trends)
  func bent(trend: OptimalBinning.Trend) throws {
    let (values, outcomes) = (Self.skewed.map(\.0), Self.skewed.map(\.1))
    let bent = values.map { $0 * $0 * $0 + 7 }
    let options = OptimalBinning(trend: trend)
    let one = try options.fitted(to: .numbers(values), outcomes: outcomes)
    let other = try options.fitted(to: .numbers(bent), outcomes: outcomes)
    #expect(one.informationValue == other.informationValue)
    #expect(one.binIndices(of: .numbers(values)) == other.binIndices(of: .numbers(bent)))
  }

  private static let trends = OptimalBinning.Trend.allCases

  @Test("0 and −0 are one value")
  func negativeZero() throws {
    let pattern = [-0.0, 0.0, 1.0, 1.0]
    let values = (0..<200).map { pattern[$0 % 4] }
    let outcomes = outcomesOf(200) { $0 / 3 % 2 == 0 }
    let binning = try OptimalBinning().fitted(to: .numbers(values), outcomes: outcomes)
    #expect(binning.bins.count <= 3)
    #expect(binning.binIndices(of: .numbers([0])) == binning.binIndices(of: .numbers([-0.0])))
  }

  @Test(
    "what cannot be split says why",
    arguments: [
      ([1.0, 1, 1, 1], [0.0, 1, 0, 1], Binning.UnsplitReason.constant),
      ([.nan, .nan, .nan, .nan], [0, 1, 0, 1], .allMissing),
      ([1, 2, 3, 4], [0, 0, 0, 0], .singleClass), ([1, 2, .nan, 4], [1, 1, 1, 1], .singleClass),
      ([1, 2, 3, 4], [0, 1, 0, 1], .noAdmissibleSplit),
    ]
  )
  func unsplit(values: [Double], outcomes: [Double], reason: Binning.UnsplitReason) throws {
    let binning = try OptimalBinning().fitted(to: .numbers(values), outcomes: outcomes)
    #expect(binning.unsplitReason == reason)
    #expect(binning.bins.count == 2)
    #expect(binning.informationValue == 0)
    #expect(binning.bins.allSatisfy { $0.weightOfEvidence == 0 })
    #expect(binning.trend == nil)
    #expect(binning.informationValueStandardError.isFinite)
    let codes = values.map { $0.isNaN ? Int32(-1) : Int32($0) }
    let levels = try OptimalBinning().fitted(to: .codes(codes, levels: 5), outcomes: outcomes)
    #expect(levels.bins.allSatisfy { $0.weightOfEvidence == 0 })
  }

  @Test("missing values tell something even when the others cannot be split")
  func missingAlone() throws {
    let values = (0..<100).map { $0 < 40 ? .nan : 1.0 }
    let outcomes = outcomesOf(100) { $0 < 30 || $0 % 10 == 0 }
    let binning = try OptimalBinning().fitted(to: .numbers(values), outcomes: outcomes)
    #expect(binning.unsplitReason == .constant)
    #expect(binning.informationValue > 0)
  }

  @Test(
    "wrong data are refused with a code",
    arguments: [
      ([1.0, .infinity], [0.0, 1], [1.0, 1], "model.not-finite"),
      ([1, 2], [0, 0.5], [1, 1], "model.outcome-not-binary"),
      ([1, 2], [0, .nan], [1, 1], "model.not-finite"),
      ([1, 2], [0, 1], [1, -1], "model.weight-negative"),
      ([1, 2], [0, 1], [1, .nan], "model.not-finite"),
      ([1, 2], [0, 1], [1e308, 1e308], "model.not-finite"),
      ([1, 2], [0, 1], [0, 0], "model.no-rows"),
      ([1, 2], [0, 1], [0x1p-1060, 0x1p-1060], "model.no-rows"), ([], [], [], "model.no-rows"),
    ]
  )
  func refusals(values: [Double], outcomes: [Double], weights: [Double], code: String) {
    let error = #expect(throws: ModelError.self) {
      try OptimalBinning().fitted(to: .numbers(values), outcomes: outcomes, weights: weights)
    }
    #expect(error?.diagnosticCode == code)
  }

  @Test("weights of any size leave only finite numbers", arguments: [1e-290, 1, 1e300])
  func extremeWeights(weight: Double) throws {
    let values = (0..<300).map { Double($0 % 3) }
    let outcomes = outcomesOf(300) { $0 % 3 == 0 ? $0 % 2 == 0 : $0 % 5 == 4 }
    let weights = values.map { _ in weight }
    let binning = try OptimalBinning(minimumEvents: 0)
      .fitted(to: .numbers(values), outcomes: outcomes, weights: weights)
    let numbers = binning.bins.flatMap { bin -> [Double] in
      [
        bin.count, bin.share, bin.eventRate ?? 0, bin.weightOfEvidence, bin.informationValue,
        bin.eventRateInterval.lower, bin.eventRateInterval.upper,
      ]
    }
    #expect(numbers.allSatisfy { $0.isFinite })
    #expect(try #require(binning.association).statistic.isFinite)
  }
}
