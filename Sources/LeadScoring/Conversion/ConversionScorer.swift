import CRMData
public import CivilTime
import Evaluation
public import Features
import LinearAlgebra
import Models
public import Statistics

/// The model with the features that it reads: what scores contacts.
public struct ConversionScorer: Sendable {
  /// The model.
  public let model: ConversionModel
  let features: LeadFeatures
  private let fitScorer: FitScorer?
  private let namer: ReasonNamer

  /// Creates a scorer.
  ///
  /// - Complexity: O(rules × different values of their attributes).
  public init(_ model: ConversionModel, features: LeadFeatures) {
    self.model = model
    self.features = model.fitted.encoding.map(features.matching) ?? features
    // Rules were read before the model was learned, or checked when it was loaded.
    fitScorer = model.rules.flatMap { try? FitScorer($0.fit, for: features.snapshot) }
    namer = ReasonNamer(model.fitted)
  }

  /// The probability of one contact, its interval and its reasons.
  public struct Result: Sendable {
    /// The log-odds.
    public var logOdds: Double
    /// The probability of converting within the horizon.
    public var probability: Double
    /// Its interval, from the uncertainty of the coefficients.
    public var interval: Interval
    /// The log-odds of an average contact; where the rules speak alone, of one they say nothing of.
    public var base: Double
    /// The probability at each further horizon, in the order of ``ConversionModel/curve``.
    public var furtherProbabilities: [Double] = []
    /// What each reason adds to ``base``; they add up to ``logOdds``.
    public var contributions: [(name: String, logOdds: Double)]
  }

  /// Scores contacts as of an instant.
  ///
  /// - Parameters:
  ///   - contacts: their numbers.
  ///   - asOf: nothing later is looked at.
  ///   - confidence: the share of such intervals that hold the true probability, on average.
  /// - Returns: One result for each contact, in their order.
  /// - Complexity: O(contacts × terms²), for the intervals.
  public func results(
    for contacts: some Sequence<Int>,
    asOf: Instant,
    confidence: Double = 0.95
  ) -> [Result] {
    let examples = contacts.map { LeadExample(contact: $0, reference: asOf) }
    let table =
      model.fitted.readsColumns
      ? features.table(of: examples, threads: 1)
      : FeatureTable(rowCount: examples.count, columns: [])
    let rows = model.fitted.rows(of: table, index: index(of: examples))
    let probabilities = model.fitted.calibrated(rows.logits)
    let intervals = model.fitted.intervals(of: rows, confidence: confidence)
    let bins = namer.bins(of: table)
    return examples.indices.map { row in
      let (base, contributions) = parts(rows, bins, row, examples[row])
      let shift = logit(probabilities[row]) - rows.logits[row]
      let isCalibrated = model.fitted.isCalibrated
      return Result(
        logOdds: rows.logits[row] + (isCalibrated ? shift : 0),
        probability: probabilities[row],
        interval: intervals[row],
        base: base,
        furtherProbabilities: model.curve?.probabilities(from: probabilities[row]) ?? [],
        contributions: contributions + (isCalibrated ? [("calibration", shift)] : [])
      )
    }
  }

  /// What the rules say, in standard deviations.
  private func index(of examples: [LeadExample]) -> [Double] {
    guard let rules = model.rules, let fitScorer else { return examples.map { _ in 0 } }
    return rules.standardised(rules.points(of: examples, by: fitScorer, in: features.snapshot))
  }

  private func parts(
    _ rows: StepRows,
    _ bins: [[Int]],
    _ row: Int,
    _ example: LeadExample
  ) -> (base: Double, contributions: [(name: String, logOdds: Double)]) {
    guard case .rules(let fit) = model.fitted.kind else {
      return (
        model.fitted.predictor.centredIntercept,
        namer.contributions(of: rows.design.row(row), bins: bins.map { $0[row] })
      )
    }
    guard let rules = model.rules, let fitScorer else { return (rows.logits[row], []) }
    let perPoint = fit.slope / rules.standardDeviation
    let base = fit.intercept - perPoint * rules.mean
    let points = rules.shares(of: example, by: fitScorer, in: features.snapshot)
    return (base, points.map { ($0.name, $0.points * perPoint) })
  }
}

extension FittedStep {
  /// How the columns of the table are read; nil where none is looked at.
  var encoding: DesignEncoding? {
    if case .linear(let encoding, _, _) = kind { encoding } else { doubt?.encoding }
  }

  /// Whether anything but the rules is looked at.
  var readsColumns: Bool {
    if case .rules = kind { doubt != nil } else { true }
  }

  /// Whether probabilities are corrected by more than the sum.
  var isCalibrated: Bool {
    if case .linear(_, _, let map) = kind { map != .identity } else { false }
  }
}
