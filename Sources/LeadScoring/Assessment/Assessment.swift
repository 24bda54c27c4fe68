public import CivilTime
public import Evaluation
public import Statistics

/// What is counted before it is judged whether scoring pays.
public struct AssessmentFigures: Hashable, Sendable, Codable {
  /// Contacts that have not converted: those who could be called.
  public var open = 0
  /// Contacts that were created within the last ``rateDays`` days.
  public var newContacts = 0
  /// How many days ``newContacts`` and ``recentConversions`` are counted over.
  public var rateDays = 90
  /// How many leads sales can work each night.
  public var capacity = 50
  /// Whether any file could have told of conversions.
  public var hasConversionTable = false
  /// Examples that converted within the horizon, over all reference instants.
  public var conversions = 0
  /// Examples that did not.
  public var others = 0
  /// First conversions within the last ``rateDays`` days.
  public var recentConversions = 0
  /// With fewer conversions no model is tried.
  public var minimumConversions = 20
  /// The share of open contacts with any activity of their own.
  public var activeShare = 0.0
  /// The share of open contacts of whom the fit rules know anything.
  public var knownFitShare = 0.0
  /// The share of open contacts of whom the model could know an attribute.
  public var knownAttributeShare = 0.0
  /// How well the rules' points rank past contacts; nil where nobody or everybody converted.
  public var rules: AreaEstimate?
  /// How well a model ranks contacts of accounts that it did not see; nil where none can be fitted.
  public var model: AreaEstimate?
  /// How much better the model ranks the same contacts than the rules; nil where one is missing.
  public var modelMinusRules: AreaEstimate?

  /// Creates figures that are all 0.
  public init() {}

  /// New contacts a night.
  public var newPerNight: Double { Double(newContacts) / Double(rateDays) }
  /// How exactly the conversions can tell an area under the curve.
  public var precision: AreaPrecision {
    AreaPrecision(conversions: conversions, others: others)
  }
}

/// A measured number with its interval.
public struct AreaEstimate: Hashable, Sendable, Codable {
  /// The estimate.
  public var value: Double
  /// The 95 % interval; nil where the data say nothing of it.
  public var interval: Interval?

  /// Creates an estimate.
  public init(value: Double, interval: Interval?) {
    self.value = value
    self.interval = interval
  }

  /// The area of a curve with its interval.
  public init(_ curve: ReceiverOperatingCharacteristic) {
    self.init(value: curve.area, interval: curve.interval)
  }
}

/// Whether scoring pays, and by what.
///
/// A pure judgement of ``AssessmentFigures``; the thresholds are constants of this type.
public struct Assessment: Hashable, Sendable, Codable {
  /// What to score with.
  public enum Verdict: String, Hashable, Sendable, Codable {
    /// The conversion model: it has enough conversions and ranks no worse than the rules.
    case model
    /// The points of the rules alone.
    case rules
    /// Scoring brings nothing here.
    case doNotScore = "don't score"
  }

  /// Why, as a word that stays the same.
  public enum Reason: String, Hashable, Sendable, Codable {
    /// Sales can call everybody.
    case everybodyCanBeCalled = "everybody can be called"
    /// Nothing is known of the contacts.
    case nothingKnown = "nothing is known of the contacts"
    /// Conversions depend on nothing that is known, and there are enough to have seen it.
    case nothingPredicts = "nothing predicts conversions"
    /// No conversion is known.
    case noConversions = "no conversion is known"
    /// Fewer conversions than a model needs.
    case tooFewConversions = "too few conversions for a model"
    /// The model ranks unseen contacts no better than chance, as far as the conversions can tell.
    case modelIsUnsure = "the model is not surely better than chance"
    /// The rules rank past contacts better than the model.
    case rulesAreBetter = "the rules rank better"
    /// The model surely ranks better than the rules.
    case modelIsBetter = "the model ranks better"
    /// The model ranks as well as the rules and gives probabilities beside.
    case modelIsAsGood = "the model ranks as well as the rules"
  }

  /// What to score with.
  public var verdict: Verdict
  /// Why, as a word.
  public var reason: Reason
  /// Why, as a sentence.
  public var sentence: String
  /// What would change the verdict, as a sentence.
  public var whatWouldChangeIt: String
  /// How many more conversions would; nil where it is not a matter of their number.
  public var conversionsMissing: Int?
  /// By when they come at the rate of the last months; nil where none came or none are missing.
  public var missingBy: String?
  /// The least distance from 0.5 of an area under the curve that these conversions would show.
  public var minimumDetectableDifference: Double
  /// Which interval a useful model's area would get: the measured one, or that of an area of
  /// ``usefulArea`` with so many conversions.
  public var expectedModelArea: AreaEstimate
}

extension Assessment {
  /// The area under the curve of an ordinary useful model, where none can be measured.
  public static let usefulArea = 0.7
  /// Where all open leads can be called within so many nights, a ranking changes nothing.
  public static let nightsToCallEverybody = 30.0
  /// A model whose area is measured as less is treated as if it had this one: to tell less from
  /// chance takes more conversions than anybody waits for.
  static let leastArea = 0.55
  /// A difference of areas that nobody notices.
  static let negligibleDifference = 0.01
  /// A distance from chance that one must have been able to see before one says "nothing predicts".
  static let visibleDifference = 0.1
  /// Judges.
  public init(of figures: AssessmentFigures, asOf: Instant) {
    let judgement = Self.judgement(of: figures)
    verdict = judgement.verdict
    reason = judgement.reason
    minimumDetectableDifference = figures.precision.minimumDetectableDifference
    expectedModelArea =
      figures.model
      ?? AreaEstimate(
        value: Self.usefulArea,
        interval: figures.precision.interval(ofArea: Self.usefulArea)
      )
    conversionsMissing = Self.missing(judgement.reason, figures)
    missingBy = conversionsMissing.flatMap { Self.date(of: $0, figures, asOf: asOf) }
    sentence = Self.sentence(judgement.reason, figures)
    whatWouldChangeIt = ""
    whatWouldChangeIt = change(figures)
  }

  private static func judgement(
    of figures: AssessmentFigures
  ) -> (verdict: Verdict, reason: Reason) {
    let spare = Double(figures.capacity) - figures.newPerNight
    if spare > 0, Double(figures.open) <= nightsToCallEverybody * spare {
      return (.doNotScore, .everybodyCanBeCalled)
    }
    guard
      figures.activeShare > 0 || figures.knownFitShare > 0 || figures.knownAttributeShare > 0
    else { return (.doNotScore, .nothingKnown) }
    guard figures.conversions > 0 else { return (.rules, .noConversions) }
    let rulesTell = figures.rules?.interval.map { $0.lower > 0.5 } ?? false
    guard figures.conversions >= figures.minimumConversions, let model = figures.model else {
      return (.rules, .tooFewConversions)
    }
    guard let lower = model.interval?.lower, lower > 0.5 else {
      let isVisible = figures.precision.minimumDetectableDifference <= visibleDifference
      return isVisible && !rulesTell ? (.doNotScore, .nothingPredicts) : (.rules, .modelIsUnsure)
    }
    guard let difference = figures.modelMinusRules else { return (.model, .modelIsBetter) }
    if difference.value < -negligibleDifference { return (.rules, .rulesAreBetter) }
    let isSurelyBetter = difference.interval.map { $0.lower > 0 } ?? false
    return (.model, isSurelyBetter ? .modelIsBetter : .modelIsAsGood)
  }

  /// How many more conversions would change the verdict.
  private static func missing(_ reason: Reason, _ figures: AssessmentFigures) -> Int? {
    switch reason {
    case .noConversions, .tooFewConversions, .modelIsUnsure:
      let ratio =
        figures.conversions > 0 ? Double(figures.others) / Double(figures.conversions) : 20
      let area = figures.model.map { min(0.95, max($0.value, leastArea)) } ?? usefulArea
      let needed = AreaPrecision.conversionsNeeded(
        toTellFromChance: area,
        othersPerConversion: ratio
      )
      return max(1, max(needed, figures.minimumConversions) - figures.conversions)
    case .everybodyCanBeCalled, .nothingKnown, .nothingPredicts, .rulesAreBetter, .modelIsBetter,
      .modelIsAsGood:
      return nil
    }
  }

  private static func date(
    of missing: Int,
    _ figures: AssessmentFigures,
    asOf: Instant
  ) -> String? {
    guard figures.recentConversions > 0 else { return nil }
    let days = Double(missing) * Double(figures.rateDays) / Double(figures.recentConversions)
    guard days < 3650 else { return nil }
    return String("\(asOf + .days(Int(days.rounded(.up))))".prefix(10))
  }
}
