/// Why and how strongly a column is believed to know the outcome beforehand.
public struct LeakageFinding: Hashable, Sendable, Codable {
  /// How strong the evidence is.
  public enum Verdict: Int, Hashable, Sendable, Codable, Comparable {
    /// Ask when this column is filled in before it is used.
    case suspect
    /// Leave this column out unless it is proven to be known in time.
    case leak

    /// Whether the evidence is weaker.
    public static func < (left: Verdict, right: Verdict) -> Bool { left.rawValue < right.rawValue }
  }

  /// The name of the column.
  public var feature: String
  /// The strongest verdict among the reasons.
  public var verdict: Verdict { reasons.map(\.verdict).max() ?? .suspect }
  /// Everything that speaks against the column, strongest first.
  public var reasons: [Reason]

  /// One thing that speaks against a column.
  public struct Reason: Hashable, Sendable, Codable {
    /// What was found.
    public var evidence: Evidence
    /// How strong it is.
    public var verdict: Verdict
  }

  /// What was found.
  public enum Evidence: Hashable, Sendable, Codable {
    /// The column alone ranks the rows almost without error.
    case area(Double, limit: Double)
    /// The column alone ranks the rows better than a model of all the others.
    case outranksOthers(area: Double, others: Double, pValue: Double)
    /// A value is there for events only, or for non-events only.
    case filledForOneOutcome(eventShare: Double, nonEventShare: Double, outcome: Int)
    /// Values were filled in after the outcome.
    case filledAfterOutcome(share: Double)
    /// One group of values, or several, all but decide the outcome.
    case decidingGroups([FeatureBins.Label], eventRate: Double, shareOfEvents: Double)
    /// The information value is surprisingly large.
    case informationValue(Double, limit: Double)
    /// A value is missing in many rows, and the column tells much about the outcome.
    case partlyFilled(missingShare: Double, informationValue: Double)
    /// Whether there is a value tells much about the outcome.
    case fillTellsOutcome(eventShare: Double, nonEventShare: Double)
    /// The column follows from another one that was found.
    case follows(feature: String, share: Double)
  }
}

extension LeakageFinding.Evidence: CustomStringConvertible {
  /// What was found, as a sentence without its subject.
  public var description: String {
    switch self {
    case .area(let area, let limit):
      "ranks rows with an area of \(rounded(area)) by itself (limit \(rounded(limit)))"
    case .outranksOthers(let area, let others, let pValue):
      "ranks rows better by itself (\(rounded(area))) than all other columns together "
        + "(\(rounded(others)), p \(pValue < 0.001 ? "< 0.001" : "= \(rounded(pValue))"))"
    case .filledForOneOutcome(let events, let nonEvents, _):
      "is filled in \(percent(events)) of events and \(percent(nonEvents)) of non-events"
    case .filledAfterOutcome(let share):
      "was filled in after the outcome in \(percent(share)) of the rows where both are known"
    case .decidingGroups(let groups, let rate, let share):
      "has \(groups.count) \(groups.count == 1 ? "group" : "groups") of values with an event rate "
        + "of \(percent(rate)), which hold \(percent(share)) of all events"
    case .informationValue(let value, let limit):
      "has an information value of \(rounded(value)) (limit \(rounded(limit)))"
    case .partlyFilled(let missing, let value):
      "is missing in \(percent(missing)) of rows and has an information value of "
        + "\(rounded(value)): ask who fills it in, and when"
    case .fillTellsOutcome(let events, let nonEvents):
      "is filled in \(percent(events)) of events but \(percent(nonEvents)) of non-events"
    case .follows(let feature, let share):
      "follows from \(feature) in \(percent(share)) of its information"
    }
  }

  private func rounded(_ value: Double) -> String { "\((value * 1000).rounded() / 1000)" }

  private func percent(_ share: Double) -> String { "\((share * 1000).rounded() / 10) %" }
}

/// What a search for leaks measured about one column.
public struct FeatureScreen: Hashable, Sendable, Codable {
  /// The name of the column.
  public var feature: String
  /// How well the column ranks by itself: for numbers the area of the value or its complement,
  /// or of its groups on rows not used for their rates, whichever is larger; for levels the latter.
  public var area: Double
  /// The spread of outcomes over its groups.
  public var informationValue: InformationValue
  /// The share of events that have a value.
  public var filledEventShare: Double
  /// The share of non-events that have a value.
  public var filledNonEventShare: Double
  /// The share of rows that have none.
  public var missingShare: Double
}

/// What a search for leaks found.
public struct LeakageReport: Hashable, Sendable, Codable {
  /// The columns that something speaks against: leaks first, in the order of columns.
  public var findings: [LeakageFinding]
  /// What was measured about every column, in the order of columns.
  public var screens: [FeatureScreen]
}
