public import CRMData
public import CivilTime
import Features

/// What the rules do to the contacts of a snapshot: for whoever wrote them.
///
/// For every rule how many contacts it holds for and how many are unknown, for every group what
/// its limits change, who is vetoed, how much is covered. Values are shown as examples only where
/// many contacts share them, so that nobody is recognised.
public struct RulesExplanation: Sendable, Codable, Hashable {
  /// One rule about who a lead is.
  public struct FitLine: Sendable, Codable, Hashable {
    /// The rule in words.
    public var rule: String
    /// The group whose limits apply.
    public var group: String
    /// What it adds.
    public var points: Double
    /// Whether it keeps a lead away from sales.
    public var isVeto: Bool
    /// How many contacts it holds for.
    public var holds: Int
    /// How many contacts have no value.
    public var unknown: Int
    /// Values for which it holds, the most frequent first, each shared by many contacts.
    public var examples: [String]
  }

  /// One rule about what a lead did.
  public struct EngagementLine: Sendable, Codable, Hashable {
    /// The rule in words.
    public var rule: String
    /// The event type.
    public var type: String
    /// The group whose limits apply.
    public var group: String
    /// What one new event adds.
    public var points: Double
    /// Whether the data have the type at all.
    public var isRecorded: Bool
    /// How many contacts have points by it now.
    public var contacts: Int
    /// The mean of their points, before group limits; nil without contacts.
    public var meanPoints: Double?
    /// How many contacts its veto keeps away from sales; nil when it is no veto.
    public var vetoed: Int?
  }

  /// What the limits of a group change.
  public struct GroupLine: Sendable, Codable, Hashable {
    /// `fit` or `engagement`.
    public var axis: String
    /// The group.
    public var group: String
    /// The most that it may add; nil for no limit.
    public var cap: Double?
    /// The least that it may add; nil for no limit.
    public var floor: Double?
    /// How many contacts it adds less for, because of its cap.
    public var capped: Int
    /// How many contacts it takes less from, because of its floor.
    public var floored: Int
    /// The mean points before the limits, over all contacts.
    public var meanBefore: Double
    /// The mean points within the limits.
    public var meanAfter: Double
  }

  /// How many contacts were looked at.
  public var contacts: Int
  /// The instant that is spoken of.
  public var asOf: String
  /// The rules about who a lead is.
  public var fit: [FitLine]
  /// The rules about what a lead did.
  public var engagement: [EngagementLine]
  /// The groups.
  public var groups: [GroupLine]
  /// Contacts that a veto keeps away from sales.
  public var vetoed: Int
  /// The mean share of the fit rules' attributes that is known.
  public var fitCoverage: Double
  /// The share of the engagement rules whose event type the data have.
  public var engagementCoverage: Double

  /// A value is shown only where so many contacts have it.
  public static let leastSharers = 20
  static let mostExamples = 3

  /// Applies rules to some contacts of a snapshot.
  ///
  /// - Throws: ``LeadScoringError`` for a regular expression that cannot be read.
  /// - Complexity: O(contacts × rules + events).
  public init(
    _ fitRules: FitRules,
    _ engagementRules: EngagementRules,
    of snapshot: CRMSnapshot,
    contacts: [Int],
    asOf: Instant
  ) throws(LeadScoringError) {
    let scorer = try FitScorer(fitRules, for: snapshot)
    var tally = RulesTally(scorer, engagementRules, snapshot)
    for contact in contacts { tally.add(contact, asOf: asOf) }
    let census = EventCensus(of: snapshot, asOf: asOf)
    self.contacts = contacts.count
    self.asOf = "\(asOf)"
    vetoed = tally.vetoed
    fit = tally.fitLines()
    engagement = tally.engagementLines(census)
    groups = tally.groupLines()
    fitCoverage = contacts.isEmpty ? 1 : tally.coverage / Double(contacts.count)
    engagementCoverage = engagementRules.coverage { name in
      snapshot.eventTypeNames.firstIndex(of: name)
        .map { census.has(EventType(rawValue: UInt8($0))) } ?? false
    }
  }
}
