public import Evaluation
import Features
import LinearAlgebra
import Models
public import Statistics

/// From the user's rules to a model, as far as the conversions carry.
///
/// All steps answer the same question, how likely is a conversion within the horizon, and all begin
/// at the rules: with few conversions, or such that tell nothing, the answer is that of the rules.
///
/// | step | tried from |
/// | --- | --- |
/// | rules, as a probability | no conversion at all |
/// | scorecard around the rules | ``minimumConversions`` |
/// | ridge around the rules | ``minimumConversions`` |
/// | elastic net around the rules, calibrated | five times ``minimumConversions`` |
///
/// Every step is fitted once for each of ``folds`` parts, which hold whole accounts, and judged by
/// the log-loss on the part left out; ``LadderChoice`` says which step to stand on. With twenty
/// conversions for each column a ridge of 1 is as good as any, and the steps between it and the
/// rules are not tried. What is learned inside a part (ridge, bins, calibration, even the choice of
/// the step) is learned without the rows that it is judged on.
public struct ConversionLadder: Hashable, Sendable {
  /// The ridge; nil to choose it.
  public var ridge: Double?
  /// With fewer conversions, or others, the rules speak alone.
  public var minimumConversions = 20
  /// How many parts the accounts fall into.
  public var folds = 5
  /// What the parts are drawn with.
  public var seed: UInt64 = 42

  /// By how many standard errors of the difference a higher step must predict better.
  public var standardErrors = 1.0
  /// The steps that may be taken.
  public var steps = Set(LadderStep.allCases)

  /// Creates the default options.
  public init() {}

  /// With so many conversions for each column the weakest ridge is as good as any.
  static let conversionsPerColumn = 20
  /// The elastic net wants so many times the conversions of the first model.
  static let elasticNetFactor = 5

  /// Climbs.
  ///
  /// - Parameters:
  ///   - data: the rows, of any number and of one class or two.
  ///   - threads: how many threads to use; the bits of the result do not depend on it.
  /// - Returns: The step to stand on, and how all steps did.
  /// - Throws: `ModelError` or `EvaluationError` when the numbers allow no fit.
  /// - Complexity: with conversions in plenty `folds` + 1 fits of rows × columns; else some four
  ///   ridges and a path for each of them.
  public func climbed(on data: LadderData, threads: Int = 1) throws -> LadderResult {
    let conversions = data.conversionCount
    let rules = try RulesFit(index: data.rulesIndex, outcomes: data.outcomes, threads: threads)
    let climb = LadderClimb(options: self, data: data, rules: rules, threads: threads)
    guard conversions >= minimumConversions,
      data.outcomes.count - conversions >= minimumConversions
    else {
      return LadderResult(
        fitted: FittedStep(kind: .rules(rules), doubt: try climb.doubt()),
        trials: LadderStep.allCases.filter { $0 < .hazard }.map { tooFew($0, conversions) },
        crossFit: nil,
        termCount: 0
      )
    }
    return try climb.result()
  }

  private func tooFew(_ step: LadderStep, _ conversions: Int) -> LadderTrial {
    LadderTrial(
      step: step,
      verdict: step == .rules
        ? "taken: \(conversions) conversions are too few to learn more than a level from"
        : "not tried: it needs \(minimumConversions) conversions and as many others"
    )
  }
}

/// Where a climb ended.
public struct LadderResult: Sendable {
  /// What was learned.
  let fitted: FittedStep
  /// How all steps did, low to high.
  public let trials: [LadderTrial]
  /// The predictions for accounts that were not seen; nil where conversions are too few.
  public let crossFit: CrossFit?
  /// How many columns the design has.
  public let termCount: Int

  /// The step to stand on.
  public let step: LadderStep

  init(
    fitted: FittedStep,
    step: LadderStep = .rules,
    trials: [LadderTrial],
    crossFit: CrossFit?,
    termCount: Int
  ) {
    self.fitted = fitted
    self.step = step
    self.trials = trials
    self.crossFit = crossFit
    self.termCount = termCount
  }

  /// The probabilities of other rows, with their intervals.
  ///
  /// - Parameters:
  ///   - data: rows with the same columns; the outcomes are not looked at.
  ///   - confidence: the share of such intervals that hold the true probability, on average.
  /// - Returns: One probability and one interval for each row.
  public func predictions(
    for data: LadderData,
    confidence: Double
  ) -> [(probability: Double, interval: Interval)] {
    let rows = fitted.rows(of: data.table, index: data.rulesIndex)
    let intervals = fitted.intervals(of: rows, confidence: confidence)
    return zip(fitted.calibrated(rows.logits), intervals).map { ($0, $1) }
  }
}
