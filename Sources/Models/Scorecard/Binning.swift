public import Statistics

/// A variable cut into bins, with what each bin says about the outcome.
///
/// **Weight of evidence.** With eⱼ of E events and nⱼ of N non-events in bin j,
/// `WOEⱼ = ln[(eⱼ/E) / (nⱼ/N)]` is the logarithm of a likelihood ratio: how much likelier this bin
/// is among events than among non-events. By Bayes' rule the log-odds of a row in the bin are
/// `ln(E/N) + WOEⱼ`, so evidence is what seeing the bin adds to the log-odds of knowing nothing.
/// Adding the evidence of several variables is naive Bayes: right when they are independent within
/// each class. A logistic regression on evidence keeps the form and learns how much each variable's
/// evidence counts beside the others (``Scorecard``).
///
/// **Information value.** `IV = Σ (eⱼ/E − nⱼ/N) · WOEⱼ` is the evidence an event shows on average,
/// minus that of a non-event: the Kullback–Leibler divergence between the two laws of the bin, one
/// way plus the other (Jeffreys' divergence; Kullback and Leibler 1951). It is 0 when the variable
/// says nothing. Read it for screening only: below 0.02 is weak, above 0.5 asks whether the
/// variable knew the future. It is biased upwards in small samples: see
/// ``chanceInformationValue``, ``informationValueStandardError`` and ``association``.
///
/// **Zeros.** When a bin has events or non-events only, ½ is added to the counts of every bin of the
/// variable (``addedCount``), so that no evidence is infinite.
///
/// **Missing values** are a bin of their own, the last one, always there and never merged. If there
/// were none in the data of the fit, that bin is empty and its evidence is 0: nothing is known about
/// rows that lack the value, so nothing is said.
public struct Binning: Hashable, Sendable {
  /// How a value finds its bin.
  public enum Rule: Hashable, Sendable, Codable {
    /// Bin j holds the numbers from `cuts[j − 1]` up to but not including `cuts[j]`.
    case intervals(cuts: [Double])
    /// The bin of each level; `unseen` is the bin of later levels.
    case levels(bins: [Int], unseen: Int)
  }

  /// What is in a bin.
  public enum Content: Hashable, Sendable, Codable {
    /// The numbers from `lower` up to but not including `upper`; nil for no bound.
    case interval(lower: Double?, upper: Double?)
    /// The rows with one of these levels, and those of levels not seen in the fit when
    /// `includesUnseen`.
    case levels([Int], includesUnseen: Bool)
    /// The rows without a value.
    case missing
  }

  /// One line of the table.
  public struct Bin: Hashable, Sendable, Codable {
    /// What is in the bin.
    public var content: Content
    /// The weight of its rows.
    public var count: Double
    /// The weight of its rows with outcome 1.
    public var eventCount: Double
    /// The weight of its rows with outcome 0.
    public var nonEventCount: Double
    /// Its part of all rows.
    public var share: Double
    /// The share of events among its rows; nil without rows.
    public var eventRate: Double?
    /// The 95 % interval of the true rate (Wilson).
    public var eventRateInterval: Interval
    /// `ln[(eⱼ/E) / (nⱼ/N)]`; 0 without rows.
    public var weightOfEvidence: Double
    /// What the bin adds to the information value, never negative.
    public var informationValue: Double
  }

  /// A test of the hypothesis that variable and outcome are independent (Pearson's χ²).
  public struct Association: Hashable, Sendable, Codable {
    /// `Σ (observed − expected)² / expected`.
    public var statistic: Double
    /// The number of groups minus 1.
    public var degreesOfFreedom: Int
    /// How often chance gives at least this statistic.
    public var pValue: Double
  }

  /// Why all values that are not missing share one bin.
  public enum UnsplitReason: String, Hashable, Sendable, Codable {
    /// There is no value.
    case allMissing
    /// There is one value only.
    case constant
    /// All outcomes agree.
    case singleClass
    /// No partition that keeps to the options says more than none.
    case noAdmissibleSplit
  }

  /// How a value finds its bin.
  public let rule: Rule
  /// The bins in order, the missing values last.
  public let bins: [Bin]
  /// What was added to the count of events and of non-events of every bin: ½ or 0.
  public let addedCount: Double
  /// The sum of the bins' information values.
  public let informationValue: Double
  /// How much the information value varies between samples, for these bins (delta method).
  ///
  /// It takes the bins as given and so does not contain the choice of bins by the same data.
  public let informationValueStandardError: Double
  /// Whether there is any association; nil when there is nothing to compare.
  ///
  /// An optimal binning is tested on its groups from before the merge, which were made without
  /// looking at the outcomes. On the final bins, chosen to differ, every variable would look
  /// significant. The χ² law is an approximation that wants about five events and non-events
  /// expected in each group.
  public let association: Association?
  /// Why there is one bin only besides the missing; nil when there are more.
  public let unsplitReason: UnsplitReason?

  /// The place of the bin of missing values: the last.
  public var missingBin: Int { bins.count - 1 }

  /// What the information value would be on average if the variable said nothing:
  /// `(K − 1)·(1/E + 1/N)` with K bins that have rows.
  ///
  /// To first order IV is `χ²·(1/E + 1/N)`, and χ² has mean K − 1. An information value of this
  /// size is noise; bins that were chosen by the outcomes reach it more easily still.
  public var chanceInformationValue: Double {
    let (events, nonEvents) = bins.reduce((0.0, 0.0)) {
      ($0.0 + $1.eventCount, $0.1 + $1.nonEventCount)
    }
    guard events > 0, nonEvents > 0 else { return 0 }
    return Double(bins.count { $0.count > 0 } - 1) * (1 / events + 1 / nonEvents)
  }

  /// Wald's interval of the information value, cut off at 0; see ``informationValueStandardError``.
  public func informationValueInterval(confidence: Double = 0.95) -> Interval {
    let reach =
      NormalDistribution.twoSidedQuantile(confidence: confidence) * informationValueStandardError
    return Interval(lower: max(0, informationValue - reach), upper: informationValue + reach)
  }

  /// How the event rate moves over the intervals; nil for levels, and for a single interval.
  public var trend: OptimalBinning.Trend? {
    guard case .intervals = rule, bins.count > 2 else { return nil }
    let evidence = bins.dropLast().map(\.weightOfEvidence)
    let steps = zip(evidence, evidence.dropFirst()).map { $1 - $0 }
    guard let firstFall = steps.firstIndex(where: { $0 < 0 }) else { return .ascending }
    guard let firstRise = steps.firstIndex(where: { $0 > 0 }) else { return .descending }
    if firstRise < firstFall { return steps[firstFall...].contains { $0 > 0 } ? .free : .peak }
    return steps[firstRise...].contains { $0 < 0 } ? .free : .valley
  }
}

extension Binning {
  /// - Parameters:
  ///   - rule: how a value finds its bin.
  ///   - cells: the counts of all bins, the missing last.
  ///   - contents: what is in each bin but the last.
  ///   - association: the test of the variable; of the bins themselves when nil.
  ///   - unsplitReason: why there is one bin only.
  init(
    rule: Rule,
    cells: [EvidenceCell],
    contents: [Content],
    association: Association?,
    unsplitReason: UnsplitReason?
  ) {
    let table = EvidenceTable(cells: cells)
    self.rule = rule
    bins = zip(cells, contents + [.missing]).map { table.bin($0, $1) }
    addedCount = table.scale.addition
    informationValue = table.informationValue
    informationValueStandardError = table.informationValueStandardError
    self.association = association
    self.unsplitReason = unsplitReason
  }

  /// What is in the intervals between cuts.
  static func contents(cuts: [Double]) -> [Content] {
    zip([nil] + cuts.map { Optional($0) }, cuts.map { Optional($0) } + [nil])
      .map { .interval(lower: $0, upper: $1) }
  }
}

extension Binning: Codable {
  private enum CodingKeys: String, CodingKey {
    case rule, bins, addedCount, informationValue, informationValueStandardError, association
    case unsplitReason
  }

  /// Reads a binning and checks that its rule and its bins fit together.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    rule = try container.decode(Rule.self, forKey: .rule)
    bins = try container.decode([Bin].self, forKey: .bins)
    addedCount = try container.decode(Double.self, forKey: .addedCount)
    informationValue = try container.decode(Double.self, forKey: .informationValue)
    informationValueStandardError =
      try container.decode(Double.self, forKey: .informationValueStandardError)
    association = try container.decodeIfPresent(Association.self, forKey: .association)
    unsplitReason = try container.decodeIfPresent(UnsplitReason.self, forKey: .unsplitReason)
    guard bins.last?.content == .missing, ruleFitsBins else {
      throw DecodingError.dataCorruptedError(
        forKey: .rule,
        in: container,
        debugDescription: "the rule does not lead to the \(bins.count) bins"
      )
    }
  }

  private var ruleFitsBins: Bool {
    switch rule {
    case .intervals(let cuts):
      cuts.count + 2 == bins.count && zip(cuts, cuts.dropFirst()).allSatisfy { $0 < $1 }
    case .levels(let places, let unseen):
      (places + [unseen]).allSatisfy(bins.indices.contains)
    }
  }
}
