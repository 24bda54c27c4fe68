import Evaluation
import Features
import LeadScoring

/// A column that may know the outcome beforehand, in the words of `evaluation.json`.
///
/// The names of the fields and of ``Reason/Kind`` are stable; others may be added.
public struct LeakFinding: Hashable, Sendable, Codable {
  /// How strong the evidence is.
  public enum Verdict: String, Hashable, Sendable, Codable {
    /// Leave the column out unless it is proven to be known in time.
    case leak
    /// Ask when the column is filled in.
    case suspect
  }

  /// The name of the column.
  public var column: String
  /// The strongest verdict among the reasons.
  public var verdict: Verdict
  /// Everything that speaks against the column, strongest first.
  public var reasons: [Reason]
  /// Whether the model looks at it; nil in plain tables, where only a person leaves columns out.
  public var isUsed: Bool?

  /// One thing that speaks against a column.
  public struct Reason: Hashable, Sendable, Codable {
    /// What was found; the names in brackets are those of ``numbers``.
    public enum Kind: String, Hashable, Sendable, Codable {
      /// The column alone ranks rows almost without error (`area`, `limit`).
      case area
      /// It ranks better than a model of all the others (`area`, `others`, `pValue`).
      case outranksOthers = "outranks-others"
      /// It is filled for one outcome only (`eventShare`, `nonEventShare`, `outcome`).
      case filledForOneOutcome = "filled-for-one-outcome"
      /// It was filled in after the outcome (`share`).
      case filledAfterOutcome = "filled-after-outcome"
      /// Some groups of values decide the outcome (`groups`, `eventRate`, `shareOfEvents`).
      case decidingGroups = "deciding-groups"
      /// It tells surprisingly much (`informationValue`, `limit`).
      case informationValue = "information-value"
      /// It is often missing and tells much (`missingShare`, `informationValue`).
      case partlyFilled = "partly-filled"
      /// Whether it is filled tells much (`eventShare`, `nonEventShare`).
      case fillTellsOutcome = "fill-tells-outcome"
      /// It follows from a column that was found, which is named in ``Reason/from`` (`share`).
      case follows
      /// Fields of such a name are filled in when somebody has converted.
      case name
    }

    /// What was found.
    public var kind: Kind
    /// How strong it is.
    public var verdict: Verdict
    /// What was found, as a sentence without its subject.
    public var text: String
    /// The numbers of the sentence, unrounded.
    public var numbers: [String: Double]
    /// The column that this one follows from.
    public var from: String?
  }
}

extension LeakFinding {
  /// Searches all columns of a table, in the rows that have an outcome.
  static func search(_ data: LabelledTable, seed: UInt64) throws -> [LeakFinding] {
    try LeakageDetector(seed: seed).report(
      on: data.features.columns.map { FeatureColumn($0, rows: data.rows) },
      outcomes: data.outcomes
    ).findings.map(LeakFinding.init)
  }

  private init(_ finding: LeakageFinding) {
    column = finding.feature
    verdict = Verdict(finding.verdict)
    reasons = finding.reasons.map(Reason.init)
  }

  init(_ finding: LeakGuard.Finding) {
    column = finding.attribute
    verdict = Verdict(finding.verdict)
    isUsed = finding.isUsed
    reasons = (finding.isNamed ? [.name] : []) + finding.reasons.map(Reason.init)
  }

  /// The finding with its strongest reason and what to do, in one line.
  public var text: String {
    if let isUsed { return textOfAttribute(isUsed: isUsed) }
    let more =
      switch reasons.count {
      case 1: ""
      case 2: ", with 1 more reason in evaluation.json"
      default: ", with \(reasons.count - 1) more reasons in evaluation.json"
      }
    let option = "--without\(column.hasPrefix("-") ? "=" : " ")\(Self.shellWord(column))"
    let condition = verdict == .leak ? "" : " unless it is known in time"
    return "\(verdict): the column '\(column)' \(reasons[0].text)\(more);"
      + " leave it out with \(option)\(condition)"
  }

  /// Whether a person should hear of it: not where a name on the list is left out, as it should be.
  var isSurprising: Bool { isUsed != false || reasons.contains { $0.kind != .name } }

  private func textOfAttribute(isUsed: Bool) -> String {
    let what =
      switch (isUsed, verdict) {
      case (false, _): "the model does not look at it"
      case (true, .leak): "the model looks at it, since learning.stable names it"
      case (true, .suspect): "the model looks at it; make sure that it is known in time"
      }
    return "\(verdict): the attribute '\(column)' \(reasons[0].text); \(what)"
  }

  /// The name as a shell takes it.
  private static func shellWord(_ name: String) -> String {
    let isPlain =
      !name.isEmpty && name.allSatisfy { $0.isLetter || $0.isNumber || "_-.".contains($0) }
    return isPlain ? name : "'\(name.replacing("'", with: #"'\''"#))'"
  }
}

extension LeakFinding.Verdict {
  fileprivate init(_ verdict: LeakageFinding.Verdict) {
    switch verdict {
    case .leak: self = .leak
    case .suspect: self = .suspect
    }
  }
}

extension LeakFinding.Reason {
  fileprivate static let name = LeakFinding.Reason(
    kind: .name,
    verdict: .leak,
    text: "has a name of fields that are filled in when somebody has converted",
    numbers: [:]
  )

  fileprivate init(_ reason: LeakageFinding.Reason) {
    verdict = LeakFinding.Verdict(reason.verdict)
    text = reason.evidence.description
    (kind, numbers) =
      switch reason.evidence {
      case .area(let area, let limit): (.area, ["area": area, "limit": limit])
      case .outranksOthers(let area, let others, let pValue):
        (.outranksOthers, ["area": area, "others": others, "pValue": pValue])
      case .filledForOneOutcome(let events, let nonEvents, let outcome):
        (
          .filledForOneOutcome,
          ["eventShare": events, "nonEventShare": nonEvents, "outcome": Double(outcome)]
        )
      case .filledAfterOutcome(let share): (.filledAfterOutcome, ["share": share])
      case .decidingGroups(let groups, let rate, let share):
        (
          .decidingGroups,
          ["groups": Double(groups.count), "eventRate": rate, "shareOfEvents": share]
        )
      case .informationValue(let value, let limit):
        (.informationValue, ["informationValue": value, "limit": limit])
      case .partlyFilled(let missing, let value):
        (.partlyFilled, ["missingShare": missing, "informationValue": value])
      case .fillTellsOutcome(let events, let nonEvents):
        (.fillTellsOutcome, ["eventShare": events, "nonEventShare": nonEvents])
      case .follows(_, let share): (.follows, ["share": share])
      }
    if case .follows(let feature, _) = reason.evidence { from = feature }
  }
}
