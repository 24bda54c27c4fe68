public import CivilTime
public import Evaluation

/// What a person should know of the conversion model before trusting it.
public struct ModelCard: Sendable, Hashable, Codable {
  /// What is predicted, in one sentence.
  public var predicts: String
  /// Whom it was learned from, in one sentence.
  public var population: String
  /// How far ahead a conversion counts.
  public var horizon: TimeSpan
  /// The instants that were learnt from, the newest first.
  public var references: [Instant]
  /// How many examples there were, and how many of them converted.
  public var examples, conversions: Int
  /// How many companies, and contacts without one, the examples belong to.
  public var accounts: Int
  /// What the model looks at.
  public var columns: [String]
  /// The step of the ladder that was taken.
  public var step: LadderStep
  /// Why this step, in one sentence.
  public var why: String
  /// How all steps did.
  public var trials: [LadderTrial]
  /// How well accounts are predicted that were not seen; nil where conversions are too few.
  public var quality: ClassificationReport?
  /// How the predictions were corrected, in one sentence.
  public var calibration: String
  /// What has changed in the newest labelled period.
  public var drift: ConversionDrift
  /// Attributes that were not looked at, since today's value may tell the outcome.
  public var excludedAttributes: [String]
  /// Attributes whose rules were left out when the rules were weighed by the past.
  public var excludedRules: [String]
  /// Contacts whose conversion is older than they are themselves; they are nobody's example.
  public var conversionsBeforeCreation: Int
  /// What the model cannot do.
  public var limits: [String]
}

extension ModelCard {
  /// The step and its reason as a sentence.
  static func why(_ trials: [LadderTrial], _ step: LadderStep) -> String {
    guard let trial = trials.first(where: { $0.step == step }) else { return step.title }
    guard let gain = trial.gain, let error = trial.gainError, let rival = trial.rival else {
      let tried = trials.filter { $0.step > step && $0.logLoss != nil }.map(\.step.title)
      return tried.isEmpty
        ? "\(step.title): \(trial.verdict)"
        : "\(step.title): \(tried.joined(separator: ", ")) did not predict unseen accounts better"
          + " beyond chance"
    }
    return "\(step.title): the log-loss on unseen accounts is lower by \(text(gain))"
      + " (standard error \(text(error))) than with \(rival.title)"
  }

  /// A number with five decimals.
  static func text(_ number: Double) -> String {
    let units = Int((number.magnitude * 100_000).rounded())
    let digits = String(units % 100_000)
    let padding = String(repeating: "0", count: 5 - digits.count)
    return "\(number < 0 && units > 0 ? "-" : "")\(units / 100_000).\(padding)\(digits)"
  }

  /// What no model of this kind can do.
  static let generalLimits = [
    "It tells who converts, not whom a call would convert.",
    "Its intervals hold what is unsure about the coefficients, not what no column knows.",
    "It is as good as the newest reference resembles tonight; see drift.",
  ]
}
