import LinearAlgebra
public import CivilTime
public import Evaluation
public import Features
public import Models
public import Statistics

/// The probability that a contact converts within the horizon, and why.
public struct ConversionModel: Sendable, Codable {
  /// What the probability rests on.
  public enum Basis: Sendable, Codable {
    /// A logistic model of decayed activity and stable attributes.
    case logistic(encoding: DesignEncoding, model: LogisticModel)
    /// Too few conversions for a model: everybody has the base rate; rank by fit and engagement.
    case baseRate(conversions: Int, examples: Int)
  }

  /// What the probability rests on.
  public var basis: Basis
  /// How far ahead a conversion counts.
  public var horizon: TimeSpan
  /// The instants that were learnt from, the newest first.
  public var references: [Instant]
  /// How well the model predicts contacts that it did not see; nil without a model.
  public var report: ClassificationReport?

  /// Whether there is a model, rather than the base rate for everybody.
  public var isModel: Bool {
    if case .logistic = basis { true } else { false }
  }
}

/// The model with the features that it reads: what scores contacts.
public struct ConversionScorer: Sendable {
  /// The model.
  public let model: ConversionModel
  private let features: LeadFeatures
  private let terms: [ReasonTerm]

  /// What one column of the matrix adds, and under which name it is told.
  private struct ReasonTerm: Sendable {
    var column: Int
    var reason: Int
    var isIndicator: Bool
  }

  private let reasonNames: [String]

  /// Creates a scorer.
  public init(_ model: ConversionModel, features: LeadFeatures) {
    self.model = model
    self.features = features
    var names: [String] = []
    var terms: [ReasonTerm] = []
    if case .logistic(let encoding, _) = model.basis {
      for (column, term) in encoding.terms.enumerated() {
        let name = Self.reasonName(encoding.features[term.feature])
        if !names.contains(name) { names.append(name) }
        terms.append(
          ReasonTerm(
            column: column,
            reason: names.firstIndex(of: name) ?? 0,
            isIndicator: term.name != encoding.features[term.feature]
          )
        )
      }
    }
    reasonNames = names
    self.terms = terms
  }

  /// All half-lives of an event type are one reason.
  private static func reasonName(_ feature: String) -> String {
    guard let end = feature.firstRange(of: " (half-life") else { return feature }
    return String(feature[..<end.lowerBound])
  }

  /// The probability of one contact, its interval and its reasons.
  public struct Result: Sendable {
    /// The log-odds.
    public var logOdds: Double
    /// The probability of converting within the horizon.
    public var probability: Double
    /// Its 95 % interval, from the uncertainty of the coefficients.
    public var interval: Interval
    /// The log-odds of an average contact.
    public var base: Double
    /// What each reason adds to ``base``; they add up to ``logOdds``.
    public var contributions: [(name: String, logOdds: Double)]
  }

  /// What the base rate rests on before anything is known: one conversion in twenty, worth ten
  /// examples.
  private static let priorConversions = 0.5
  private static let priorExamples = 10.0

  /// Scores contacts as of an instant.
  ///
  /// - Complexity: O(contacts × terms²), for the intervals.
  public func results(for contacts: some Sequence<Int>, asOf: Instant) -> [Result] {
    let examples = contacts.map { LeadExample(contact: $0, reference: asOf) }
    switch model.basis {
    case .baseRate(let conversions, let total):
      let posterior = BetaDistribution(
        alpha: Self.priorConversions + Double(conversions),
        beta: Self.priorExamples - Self.priorConversions + Double(total - conversions)
      )
      let result = Result(
        logOdds: logit(posterior.mean),
        probability: posterior.mean,
        interval: posterior.interval(),
        base: logit(posterior.mean),
        contributions: []
      )
      return examples.map { _ in result }
    case .logistic(let encoding, let fitted):
      let table = features.table(of: examples, threads: 1)
      return results(of: table, encoding, fitted)
    }
  }

  private func results(
    of table: FeatureTable,
    _ encoding: DesignEncoding,
    _ fitted: LogisticModel
  ) -> [Result] {
    let design = encoding.matrix(of: table, rows: Array(0..<table.rowCount))
    let logits = fitted.logits(of: design)
    // A model that does not say how sure it is, is not sure at all.
    let errors =
      fitted.standardErrors(ofLogitsOf: design)
      ?? Array(repeating: .infinity, count: logits.count)
    let width = NormalDistribution.twoSidedQuantile(confidence: 0.95)
    return logits.indices.map { row in
      let values = design.row(row)
      var sums = [Double](repeating: 0, count: reasonNames.count)
      var names = reasonNames
      for term in terms {
        let value = values[values.startIndex + term.column]
        sums[term.reason] +=
          fitted.coefficients[term.column] * (value - fitted.columnMeans[term.column])
        if term.isIndicator, value == 1 { names[term.reason] = encoding.terms[term.column].name }
      }
      return Result(
        logOdds: logits[row],
        probability: clampedProbability(logistic(logits[row])),
        interval: Interval(
          lower: clampedProbability(logistic(logits[row] - width * errors[row])),
          upper: clampedProbability(logistic(logits[row] + width * errors[row]))
        ),
        base: fitted.centredIntercept,
        contributions: zip(names, sums).map { (name: $0, logOdds: $1) }
      )
    }
  }
}

extension ConversionModel {
  /// The terms that move the log-odds most per standard deviation among the examples.
  ///
  /// - Returns: At most `most` names and effects, the largest first; empty without a model.
  public func drivers(most: Int) -> [(name: String, logOdds: Double)] {
    guard case .logistic(let encoding, let fitted) = basis else { return [] }
    return zip(encoding.terms, fitted.coefficients).map { term, coefficient in
      (name: term.name, logOdds: coefficient * term.standardDeviation)
    }.sorted { (abs($1.logOdds), $0.name) < (abs($0.logOdds), $1.name) }.prefix(most).map(\.self)
  }
}
