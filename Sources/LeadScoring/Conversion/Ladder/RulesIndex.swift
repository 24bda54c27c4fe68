public import CRMData
import CivilTime
public import Features

/// What the user's rules say of a contact as one number: fit plus engagement, standardised.
///
/// Sales ranks leads by the sum of both, so the index ranks them so too. What a rule looks at may
/// have changed since a past instant; an index to learn from the past leaves such rules out.
public struct RulesIndex: Sendable, Hashable {
  /// Who a good lead is.
  public let fit: FitRules
  /// What activity is worth.
  public let engagement: EngagementRules
  /// The attributes whose rules were left out, since today's value would tell the outcome.
  public let leftOut: [String]
  /// The mean of the points over the examples.
  public private(set) var mean = 0.0
  /// The standard deviation of the points over the examples; 1 where they all agree.
  public private(set) var standardDeviation = 1.0

  /// How the column is called in reasons.
  public static let name = "your rules"

  /// Creates an index that nothing is known of.
  ///
  /// - Parameters:
  ///   - fit: who a good lead is.
  ///   - engagement: what activity is worth.
  ///   - excluded: attributes that may not be looked at.
  public init(fit: FitRules, engagement: EngagementRules, without excluded: [String] = []) {
    let isExcluded = { (name: String) in
      excluded.contains(name)
        || (name.hasPrefix("company.")
          && excluded.contains(String(name.dropFirst(8))))
    }
    var kept = fit
    kept.rules.removeAll { isExcluded($0.attribute) }
    self.fit = kept
    self.engagement = engagement
    leftOut = Set(fit.rules.map(\.attribute).filter(isExcluded)).sorted()
  }

  /// The points of some examples: fit plus engagement.
  ///
  /// - Throws: ``LeadScoringError`` for a regular expression that cannot be read.
  /// - Complexity: O(rules + events) for each example.
  public func points(
    of examples: [LeadExample],
    in snapshot: CRMSnapshot,
    threads: Int
  ) throws(LeadScoringError) -> [Double] {
    let scorer = try FitScorer(fit, for: snapshot)
    let blocks = mapBlocks(of: examples.count, blockSize: 2048, threads: threads) { rows in
      points(of: examples[rows], by: scorer, in: snapshot)
    }
    return blocks.flatMap(\.self)
  }

  /// The points of some examples, by rules that are prepared already.
  func points(
    of examples: some Collection<LeadExample>,
    by scorer: FitScorer,
    in snapshot: CRMSnapshot
  ) -> [Double] {
    var activity = EngagementScorer(engagement, for: snapshot)
    return examples.map { example in
      scorer.result(for: example.contact).score
        + snapshot.events.withEvents(of: example.contact) {
          activity.score($0, asOf: example.reference).score
        }
    }
  }

  /// Takes the mean and the standard deviation of some points as 0 and 1.
  mutating func standardise(by points: [Double]) {
    guard !points.isEmpty else { return }
    let count = Double(points.count)
    mean = points.reduce(0, +) / count
    let squares = points.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let deviation = (squares / count).squareRoot()
    deviates = deviation > 1e-9
    standardDeviation = deviates ? deviation : 1
  }

  /// Whether the points of the examples differed.
  private(set) var deviates = false

  /// Points in standard deviations from the mean.
  func standardised(_ points: [Double]) -> [Double] {
    points.map { ($0 - mean) / standardDeviation }
  }
}

extension RulesIndex: Codable {
  private enum CodingKeys: String, CodingKey {
    case fit, engagement, leftOut, mean, standardDeviation, deviates
  }

  /// Reads an index and checks that its rules can be applied.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    fit = try container.decode(FitRules.self, forKey: .fit)
    engagement = try container.decode(EngagementRules.self, forKey: .engagement)
    leftOut = try container.decode([String].self, forKey: .leftOut)
    mean = try container.decode(Double.self, forKey: .mean)
    standardDeviation = try container.decode(Double.self, forKey: .standardDeviation)
    deviates = try container.decode(Bool.self, forKey: .deviates)
    guard mean.isFinite, standardDeviation > 0, standardDeviation.isFinite,
      fit.rules.allSatisfy(\.isApplicable),
      engagement.rules.allSatisfy({ $0.halfLifeDays > 0 && $0.cap > 0 && $0.points.isFinite })
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .fit,
        in: container,
        debugDescription: "the rules cannot be applied"
      )
    }
  }
}

extension FitRule {
  /// Whether its regular expression, if it has one, can be read.
  fileprivate var isApplicable: Bool {
    guard case .matches(let pattern) = condition else { return true }
    return (try? Regex(pattern)) != nil
  }
}

extension RulesIndex {
  /// The rules that fired for an example and what each gave; they add up to its points.
  ///
  /// Groups and totals are limited, so that points may be cut: what is cut is a share of its own.
  func shares(
    of example: LeadExample,
    by scorer: FitScorer,
    in snapshot: CRMSnapshot
  ) -> [(name: String, points: Double)] {
    let fitResult = scorer.result(for: example.contact)
    var activity = EngagementScorer(engagement, for: snapshot)
    let (score, parts) = snapshot.events.withEvents(of: example.contact) {
      activity.score($0, asOf: example.reference)
    }
    let shares =
      fitResult.holding.map { (name: $0.summary, points: $0.points) }
      + parts.map { (name: $0.rule.type, points: $0.points) }
    let cut = fitResult.score + score - shares.reduce(0) { $0 + $1.points }
    var merged: [(name: String, points: Double)] = []
    for share in shares + (abs(cut) > 1e-9 ? [("limits of the rules", cut)] : []) {
      if let place = merged.firstIndex(where: { $0.name == share.name }) {
        merged[place].points += share.points
      } else {
        merged.append(share)
      }
    }
    return merged
  }
}
