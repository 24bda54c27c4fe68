import CRMData
public import LeadScoring

/// What a night says of rules, segments and the hand-off, for `manifest.json`.
public struct ScoringSummary: Sendable, Codable {
  /// The hand-off in short.
  public struct HandOff: Sendable, Codable {
    /// Leads that go to sales.
    public var leads = 0
    /// Leads that might go, but for capacity.
    public var waiting = 0
    /// Leads that might go, but are not worth what they cost.
    public var notWorthwhile = 0
    /// Contacts that sales has already, from earlier nights.
    public var alreadyHandedOver = 0
    /// How many conversions are expected of the leads.
    public var expectedConversions = 0.0
    /// The lowest probability that goes.
    public var lowestProbability: Double?
    /// The probability of the first lead that waits: what one more call would bring.
    public var nextProbability: Double?
    /// The same in money, less the cost, where the configuration says what a conversion is worth.
    public var shadowPrice: Double?
  }

  /// How contacts moved between segments since the night before.
  public struct SegmentMoves: Sendable, Codable {
    /// Contacts that had no segment before.
    public var new = 0
    /// Contacts that moved.
    public var moved = 0
    /// Contacts that stay where they were only because they fell behind by so little.
    public var held = 0
  }

  /// Contacts that must not be scored, by cause; nothing else is said of them.
  public var withoutConsent: [String: Int] = [:]
  /// The least fit points of A and B.
  public var fitThresholds: [Double] = []
  /// The least engagement points of 1 and 2.
  public var engagementThresholds: [Double] = []
  /// The share of the engagement rules whose event type the data have.
  public var engagementCoverage = 1.0
  /// The mean share of the fit rules' attributes that is known of a contact.
  public var fitCoverage = 1.0
  /// Contacts that a veto keeps away from sales.
  public var vetoed = 0
  /// How contacts moved between segments.
  public var segmentMoves = SegmentMoves()
  /// The hand-off.
  public var handOff = HandOff()
  /// How soon inquiries were answered, and what became of them.
  public var speedToLead: SpeedToLead?
}

extension ScoringSummary.HandOff {
  init(_ decision: HandOffDecision, _ rule: HandOffRule, alreadyHandedOver: Int) {
    leads = decision.leads.count
    waiting = decision.waiting
    notWorthwhile = decision.notWorthwhile
    self.alreadyHandedOver = alreadyHandedOver
    expectedConversions = decision.expectedConversions
    lowestProbability = decision.threshold
    nextProbability = decision.nextProbability
    if let value = rule.valuePerConversion {
      shadowPrice = decision.nextProbability.map { $0 * value - rule.costPerLead }
    }
  }
}
