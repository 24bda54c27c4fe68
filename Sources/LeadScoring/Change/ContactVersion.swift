public import CRMData
public import CivilTime
public import Features

/// A contact as he was known to one snapshot, with events of one's choice.
///
/// Answers what he would be had less happened, or more, or at another instant, or by another model.
public struct ContactVersion: Sendable {
  /// The contact's number in the snapshot.
  public let contact: Int
  private let snapshot: CRMSnapshot
  private let census: EventCensus

  /// Puts these events in the place of the contact's own.
  ///
  /// - Parameters:
  ///   - contact: his number in the snapshot.
  ///   - snapshot: what is known of him.
  ///   - events: what he did, in any order, in the codes of the snapshot.
  ///   - census: which types of events there are among all contacts.
  public init(of contact: Int, in snapshot: CRMSnapshot, events: [Event], census: EventCensus) {
    self.contact = contact
    var snapshot = snapshot
    snapshot.events = EventStore(of: contact, events: events)
    self.snapshot = snapshot
    self.census = census
  }

  /// The probability with its reasons, at an instant, by a model.
  ///
  /// - Complexity: O(events of the contact + columns).
  public func conversion(
    by model: ConversionModel,
    stableAttributes: Set<String>,
    asOf: Instant
  ) -> ConversionScorer.Result {
    let features = LeadFeatures(of: snapshot, stableAttributes: stableAttributes, census: census)
    return ConversionScorer(model, features: features).results(for: [contact], asOf: asOf)[0]
  }

  /// Everything that is said of the contact at an instant.
  ///
  /// - Throws: ``LeadScoringError`` for a fit rule that cannot be read.
  public func state(
    by model: ConversionModel,
    _ rules: PointRules,
    asOf: Instant
  ) throws(LeadScoringError) -> ScoreState {
    let fit = try FitScorer(rules.fit, for: snapshot).result(for: contact)
    var scorer = EngagementScorer(rules.engagement, for: snapshot)
    let engagement = snapshot.events.withEvents(of: contact) { scorer.score($0, asOf: asOf) }
    let result = conversion(by: model, stableAttributes: rules.stableAttributes, asOf: asOf)
    return ScoreState(
      logOdds: ScoreState.Score(
        total: result.logOdds,
        reasons: [("average lead", result.base)]
          + result.contributions.map { ($0.name, $0.logOdds) }
      ),
      fit: ScoreState.Score(
        total: fit.score,
        reasons: fit.holding.map { ($0.summary, $0.points) }
      ),
      engagement: ScoreState.Score(
        total: engagement.score,
        reasons: engagement.parts.map { ($0.rule.type, $0.points) }
      ),
      probability: ScoreChange.Probability(value: result.probability, interval: result.interval)
    )
  }
}

/// What a score depends on beside the contact and the model, the same then and now.
public struct PointRules: Sendable {
  /// Who a good lead is.
  public var fit: FitRules
  /// What activity is worth.
  public var engagement: EngagementRules
  /// Attributes declared stable beside those of the profiles.
  public var stableAttributes: Set<String>

  /// Creates rules.
  public init(fit: FitRules, engagement: EngagementRules, stableAttributes: Set<String>) {
    self.fit = fit
    self.engagement = engagement
    self.stableAttributes = stableAttributes
  }
}

extension ScoreChange {
  /// A contact's knowledge at one of the two instants.
  public struct Moment: Sendable {
    /// The instant.
    public var instant: Instant
    /// The data as they were known then.
    public var snapshot: CRMSnapshot
    /// The contact's number there.
    public var contact: Int
    /// The model of then.
    public var model: ConversionModel

    /// Creates a moment.
    public init(
      instant: Instant,
      snapshot: CRMSnapshot,
      contact: Int,
      model: ConversionModel
    ) {
      self.instant = instant
      self.snapshot = snapshot
      self.contact = contact
      self.model = model
    }

    var events: [Event] { snapshot.events.events(of: contact, through: instant) }
  }

  /// Exchanges instant, events, attributes and model, one after the other.
  ///
  /// - Parameters:
  ///   - then: the earlier moment.
  ///   - now: the later one; both snapshots come from the same files, so that event types have the
  ///     same codes.
  ///   - rules: the points of both.
  ///   - census: which types of events there are now.
  /// - Throws: ``LeadScoringError`` for a fit rule that cannot be read.
  public init(
    from then: Moment,
    to now: Moment,
    rules: PointRules,
    census: EventCensus
  ) throws(LeadScoringError) {
    precondition(
      then.snapshot.eventTypeNames == now.snapshot.eventTypeNames,
      "both moments must be read from the same files"
    )
    func version(_ moment: Moment, _ events: [Event]) -> ContactVersion {
      ContactVersion(of: moment.contact, in: moment.snapshot, events: events, census: census)
    }
    let old = version(then, then.events)
    let active = version(then, now.events)
    let current = version(now, now.events)
    self.init(
      since: then.instant,
      asOf: now.instant,
      states: [
        try old.state(by: then.model, rules, asOf: then.instant),
        try old.state(by: then.model, rules, asOf: now.instant),
        try active.state(by: then.model, rules, asOf: now.instant),
        try current.state(by: then.model, rules, asOf: now.instant),
        try current.state(by: now.model, rules, asOf: now.instant),
      ]
    )
  }
}
