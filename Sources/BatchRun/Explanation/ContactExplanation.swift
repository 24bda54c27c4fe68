public import LeadScoring
public import Statistics

/// Everything that there is to say about one contact's scores, for a person and for a script.
public struct ContactExplanation: Sendable, Codable {
  /// A name and its value.
  public struct Fact: Sendable, Codable {
    /// The attribute.
    public var name: String
    /// Its value, as printed in the export.
    public var value: String
  }

  /// What one reason adds to the log-odds of an average lead.
  public struct Contribution: Sendable, Codable {
    /// The reason.
    public var name: String
    /// What it adds.
    public var logOdds: Double
  }

  /// The probability, at full precision.
  public struct Conversion: Sendable, Codable {
    /// The probability of converting within the horizon.
    public var probability: Double
    /// Its 95 % interval.
    public var interval: Interval
    /// How far ahead a conversion counts.
    public var horizon: String
    /// The log-odds: ``base`` and all ``contributions`` together, to 1e-9.
    public var logOdds: Double
    /// The log-odds of an average lead.
    public var base: Double
    /// All reasons, the largest first.
    public var contributions: [Contribution]
    /// The mean probability of the leads that have not converted.
    public var averageProbability: Double
    /// The place among them, 1 for the highest probability; nil for who has converted.
    public var rank: Int?
    /// How many leads have not converted.
    public var openLeads: Int
  }

  /// A rule of the fit and what it says of the contact.
  public struct Rule: Sendable, Codable {
    /// The rule in words.
    public var rule: String
    /// Its points.
    public var points: Double
    /// The group whose limit applies.
    public var group: String
    /// Whether it holds.
    public var holds: Bool
    /// Whether it keeps the lead away from sales where it holds.
    public var isVeto: Bool
  }

  /// The fit points.
  public struct Fit: Sendable, Codable {
    /// The sum within limits, 0 to 100.
    public var points: Double
    /// The share of the rules' attributes that are known.
    public var coverage: Double
    /// All rules, in the order of the configuration.
    public var rules: [Rule]
    /// The most that each group may add.
    public var limits: [String: Double]

    /// Rules that would add points, the most first, one for each group with room to grow.
    public var missed: [Rule] {
      let held = Dictionary(grouping: rules.filter(\.holds), by: \.group)
        .mapValues { $0.reduce(0) { $0 + $1.points } }
      var best: [String: Rule] = [:]
      for rule in rules where !rule.holds && !rule.isVeto {
        let room = (limits[rule.group] ?? .infinity) - (held[rule.group] ?? 0)
        if room > 0, rule.points > best[rule.group]?.points ?? 0 { best[rule.group] = rule }
      }
      return best.values.sorted { ($1.points, $0.rule) < ($0.points, $1.rule) }
    }
  }

  /// What the contact did of one type.
  public struct Activity: Sendable, Codable {
    /// The event type.
    public var type: String
    /// How many events, those of machines and unanswered calls not counted.
    public var count: Int
    /// The newest, UTC.
    public var last: String
    /// The points that it gives now, before the limits of groups; nil where no rule speaks of it.
    public var points: Double?
  }

  /// The engagement points.
  public struct Engagement: Sendable, Codable {
    /// The sum within limits, 0 to 100.
    public var points: Double
    /// By type, the most points first.
    public var activities: [Activity]
  }

  /// When and how to reach the contact.
  public struct Advice: Sendable, Codable {
    /// The hour in words.
    public var when: String
    /// The channel in words.
    public var channel: String
  }

  /// The contact's identifier.
  public var contact: String
  /// The company's identifier.
  public var company: String?
  /// Who looks after the contact.
  public var owner: String?
  /// When the contact was created, UTC.
  public var created: String?
  /// When the contact first converted, UTC; nil when not by then.
  public var converted: String?
  /// The instant that is spoken of, UTC.
  public var asOf: String
  /// Attributes, those that name or reach a person left out.
  public var attributes: [Fact]
  /// The probability and its reasons.
  public var conversion: Conversion
  /// Who the contact is.
  public var fit: Fit
  /// What the contact did.
  public var engagement: Engagement
  /// `A1` to `C3`.
  public var grade: String
  /// What the grade is called.
  public var segment: String
  /// What one more event would do, the most first.
  public var moves: [PossibleMove]
  /// When and through which channel; nil where a saved model is applied.
  public var advice: Advice?
  /// How the model was made, in a few words.
  public var model: String
  /// Why it is not what it was; nil where nobody asked.
  public var change: ScoreChange?
  /// What a person should know beside.
  public var notes: [String]

  /// The explanation as JSON, all numbers at full precision.
  public func json() throws -> String { try JSONText.encode(self) }
}
