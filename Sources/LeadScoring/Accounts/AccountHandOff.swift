public import CRMData

/// Which accounts go to sales tonight.
///
/// An account is handed over with contacts to call, once: whoever remembers earlier nights says
/// which accounts were handed over before.
public struct AccountHandOffRule: Hashable, Sendable {
  /// The most accounts.
  public var capacity: Int
  /// The least probability.
  public var minimumProbability: Double
  /// The number of a company that says what a sale is worth; nil where all are worth the same.
  ///
  /// Companies without a value come last.
  public var valueAttribute: String?
  /// Whether accounts with a contact who converted already are handed over too.
  public var includesCustomers: Bool

  /// Creates a rule.
  public init(
    capacity: Int = 20,
    minimumProbability: Double = 0,
    valueAttribute: String? = nil,
    includesCustomers: Bool = false
  ) {
    self.capacity = capacity
    self.minimumProbability = minimumProbability
    self.valueAttribute = valueAttribute
    self.includesCustomers = includesCustomers
  }

  /// The accounts to hand over, the best first: the highest expected value, or probability.
  ///
  /// Only accounts with somebody to call are handed over: not vetoed, of no known poor fit, and not
  /// converted. Without a model engagement ranks, and accounts without any are not handed over.
  ///
  /// - Parameters:
  ///   - scores: the accounts, in the bytewise order of identifiers, which breaks ties.
  ///   - companies: where the values are.
  ///   - earlier: the companies that were handed over on nights before this one.
  /// - Returns: Some of the accounts.
  public func chosen(
    from scores: [AccountScore],
    in companies: CompanyTable,
    handedOverBefore earlier: Set<Int> = []
  ) -> [AccountScore] {
    let column = valueAttribute.map { companies.attributes[$0] }
    func value(of score: AccountScore) -> Double {
      guard let column else { return score.probability }
      let value = column?.number(at: score.company) ?? .nan
      return value > 0 ? score.probability * value : 0
    }
    return scores.enumerated().filter { _, score in
      !earlier.contains(score.company) && !score.callableContacts.isEmpty
        && (includesCustomers || score.convertedContacts == 0)
        && (score.basis != .baseRate || score.engagement > 0)
        && score.probability >= minimumProbability
    }.map { (position: $0, score: $1, value: value(of: $1)) }.sorted {
      ($1.value, $1.score.engagement, $0.position) < ($0.value, $0.score.engagement, $1.position)
    }.prefix(capacity).map(\.score)
  }
}

extension HandOffRule.Candidate {
  /// Whether sales may call the contact at all: no veto, no known poor fit, not converted.
  public var mayBeCalled: Bool {
    !isVetoed && !isConverted && (grade.fit < 2 || !isFitKnown)
  }
}
