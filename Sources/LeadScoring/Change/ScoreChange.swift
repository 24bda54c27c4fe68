public import CivilTime
public import Statistics

/// Why a contact's scores are not what they were.
///
/// A score is a function of four things: what the contact did, what is known of him, the instant
/// that is spoken of, and the model. They are exchanged one after the other, always in this order,
/// and each step's difference is that cause's part, so that the parts add up exactly:
///
///     f(events then, attributes then, then, model then)
///       → at the instant now          decay: what would have become of him had nothing happened
///       → with the events since then  new events
///       → with the attributes of now  changed attributes
///       → with the model of now       changed model
///       = f(events now, attributes now, now, model now)
///
/// Time comes first because it passes for everybody and nobody can stop it; the model comes last
/// because it is the only one that is not about the contact. What two causes do together belongs to
/// the later one, and backwards the same way gives the same parts with the opposite sign.
public struct ScoreChange: Hashable, Sendable, Codable {
  /// What changed, in the order in which it is told.
  public enum Cause: String, Hashable, Sendable, Codable, CaseIterable {
    /// Time alone: older events weigh less, the contact is known for longer.
    case decay
    /// What happened since.
    case newEvents = "new events"
    /// What is known of the contact or of his company.
    case attributes = "changed attributes"
    /// What the model has learned since.
    case model = "changed model"
  }

  /// One reason's share of a part.
  public struct Item: Hashable, Sendable, Codable {
    /// The reason, such as `page_view`.
    public var name: String
    /// What it adds.
    public var amount: Double
  }

  /// What one cause adds.
  public struct Part: Hashable, Sendable, Codable {
    /// The cause.
    public var cause: Cause
    /// What it adds; the sum of ``items`` to 1e-9.
    public var total: Double
    /// The reasons, the largest first; those that add nothing are left out.
    public var items: [Item]
  }

  /// One number then and now, and what lies between.
  public struct Axis: Hashable, Sendable, Codable {
    /// The number then.
    public var then: Double
    /// The number now: ``then`` and all ``parts`` together, to 1e-9.
    public var now: Double
    /// One part for each cause, in the order of ``Cause``.
    public var parts: [Part]
  }

  /// A probability with its interval.
  public struct Probability: Hashable, Sendable, Codable {
    /// The probability.
    public var value: Double
    /// The 95 % interval.
    public var interval: Interval

    /// Creates a probability.
    public init(value: Double, interval: Interval) {
      self.value = value
      self.interval = interval
    }
  }

  /// The earlier instant.
  public var since: String
  /// The later instant.
  public var asOf: String
  /// The log-odds of converting.
  public var logOdds: Axis
  /// The fit points.
  public var fit: Axis
  /// The engagement points.
  public var engagement: Axis
  /// The probability then and after each cause, so that a change in percent can be told in steps.
  public var probabilities: [Probability]
}

/// What is said of a contact at one step of the way from then to now.
public struct ScoreState: Sendable {
  /// A number and the reasons that make it.
  public struct Score: Sendable {
    /// The number.
    public var total: Double
    /// The reasons; what they leave over is the work of limits.
    public var reasons: [(name: String, amount: Double)]

    /// Creates a score.
    public init(total: Double, reasons: [(name: String, amount: Double)]) {
      self.total = total
      self.reasons = reasons
    }
  }

  /// The log-odds of converting.
  public var logOdds: Score
  /// The fit points; the reasons are rules that hold, before limits.
  public var fit: Score
  /// The engagement points; the reasons are event types, before limits.
  public var engagement: Score
  /// The probability that belongs to the log-odds.
  public var probability: ScoreChange.Probability

  /// Creates a state.
  public init(
    logOdds: Score,
    fit: Score,
    engagement: Score,
    probability: ScoreChange.Probability
  ) {
    self.logOdds = logOdds
    self.fit = fit
    self.engagement = engagement
    self.probability = probability
  }
}

extension ScoreChange {
  /// The differences between neighbouring steps.
  ///
  /// - Parameters:
  ///   - since: the earlier instant.
  ///   - asOf: the later instant.
  ///   - states: how it was then, and after each cause in turn: one more than there are causes.
  public init(since: Instant, asOf: Instant, states: [ScoreState]) {
    precondition(states.count == Cause.allCases.count + 1, "one state more than causes")
    self.since = "\(since)"
    self.asOf = "\(asOf)"
    logOdds = Axis(states.map(\.logOdds))
    fit = Axis(states.map(\.fit))
    engagement = Axis(states.map(\.engagement))
    probabilities = states.map(\.probability)
  }
}

extension ScoreChange.Axis {
  /// The differences of the totals, each split by the differences of its reasons.
  ///
  /// What the reasons leave over, since points are limited by group and to 0 to 100, is an item of
  /// its own; rounding errors are none.
  fileprivate init(_ steps: [ScoreState.Score]) {
    then = steps.first?.total ?? 0
    now = steps.last?.total ?? 0
    parts = zip(ScoreChange.Cause.allCases, zip(steps, steps.dropFirst())).map { cause, pair in
      let total = pair.1.total - pair.0.total
      var items = Self.differences(pair.0.reasons, pair.1.reasons)
      let rest = total - items.reduce(0) { $0 + $1.amount }
      if abs(rest) > 1e-10 { items.append(ScoreChange.Item(name: "limits", amount: rest)) }
      return ScoreChange.Part(cause: cause, total: total, items: items.sorted(by: Self.isLarger))
    }
  }

  /// Later minus earlier by name; a reason that is not there adds nothing.
  private static func differences(
    _ earlier: [(name: String, amount: Double)],
    _ later: [(name: String, amount: Double)]
  ) -> [ScoreChange.Item] {
    var amounts: [String: Double] = [:]
    for (name, amount) in later { amounts[name, default: 0] += amount }
    for (name, amount) in earlier { amounts[name, default: 0] -= amount }
    return amounts.filter { $0.value != 0 }.map { ScoreChange.Item(name: $0.key, amount: $0.value) }
      .sorted(by: isLarger)
  }

  private static func isLarger(_ left: ScoreChange.Item, _ right: ScoreChange.Item) -> Bool {
    abs(left.amount) == abs(right.amount)
      ? left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
      : abs(left.amount) > abs(right.amount)
  }
}
