public import CivilTime
public import Evaluation
public import Features
import LinearAlgebra
import Models
import Statistics

/// The probability that a contact converts within the horizon, and why.
public struct ConversionModel: Sendable {
  /// What the probability rests on.
  public enum Basis: Sendable {
    /// A sum over columns of decayed activity and stable attributes, and perhaps the rules.
    case logistic(encoding: DesignEncoding, model: LogitSum)
    /// Too few conversions to learn from columns: the rules speak, around the base rate.
    case baseRate(conversions: Int, examples: Int)
  }

  /// The step of the ladder that was taken.
  public let step: LadderStep
  /// What it learned.
  let fitted: FittedStep
  /// How the rules become a number; nil where there are none.
  public let rules: RulesIndex?
  /// How far ahead a conversion counts.
  public let horizon: TimeSpan
  /// How the probability grows with the horizon; nil where one horizon was asked for.
  public let curve: HorizonCurve?
  /// The instants that were learnt from, the newest first.
  public let references: [Instant]
  /// How many examples there were, and how many of them converted.
  public let examples, conversions: Int
  /// How well accounts are predicted that were not seen; nil where conversions are too few.
  public let report: ClassificationReport?
  /// What a person should know of it.
  public let card: ModelCard
  /// Attributes that may know the outcome beforehand.
  public let leaks: [LeakGuard.Finding]

  /// Whether conversions were enough to weigh what tells contacts apart, if only the rules.
  public var isModel: Bool {
    guard report != nil, case .rules = fitted.kind else { return report != nil }
    return rules.map { $0.deviates } ?? false
  }

  /// What the probability rests on.
  public var basis: Basis {
    switch fitted.kind {
    case .linear(let encoding, let sum, _): .logistic(encoding: encoding, model: sum)
    case .rules, .scorecard:
      fitted.doubt.map { .logistic(encoding: $0.encoding, model: $0.predictor) }
        ?? .baseRate(conversions: conversions, examples: examples)
    }
  }

  /// The model in a few words.
  public var summary: String {
    let quality =
      report?.discrimination.map { curve in
        let interval = curve.interval.map {
          " (\(Self.text($0.lower)) to \(Self.text($0.upper)))"
        }
        return ", AUC \(Self.text(curve.area))\(interval ?? "")"
      } ?? ""
    guard isModel else {
      let reason =
        conversions == 0
        ? "no conversion is known"
        : report == nil
          ? "\(conversions) conversions among \(examples) examples are too few"
          : "\(conversions) conversions among \(examples) examples tell no more"
      return "no model: \(reason); the rules speak alone"
    }
    return "\(step.title), \(conversions) conversions among \(examples) examples\(quality)"
  }

  private static func text(_ number: Double) -> String {
    String(ModelCard.text(number).dropLast(2))
  }
}

extension ConversionModel {
  /// The terms that move the log-odds most per standard deviation among the examples.
  ///
  /// - Returns: At most `most` names and effects, the largest first; empty without a model.
  public func drivers(most: Int) -> [(name: String, logOdds: Double)] {
    let terms: [(name: String, logOdds: Double)]
    switch fitted.kind {
    case .rules: return []
    case .scorecard(let encoding, let sum):
      terms = zip(encoding.variables, sum.coefficients).map { variable, coefficient in
        let variance = variable.binning.bins.reduce(0) {
          $0 + $1.share * $1.weightOfEvidence * $1.weightOfEvidence
        }
        return (variable.name, coefficient * variance.squareRoot())
      }
    case .linear(let encoding, let sum, _):
      terms = zip(encoding.terms, sum.coefficients).map { term, coefficient in
        (term.name, coefficient * term.standardDeviation)
      }
    }
    return (terms + rulesDriver).sorted {
      (abs($1.logOdds), $0.name) < (abs($0.logOdds), $1.name)
    }.prefix(most).map(\.self)
  }

  /// The rules have a standard deviation of 1.
  private var rulesDriver: [(name: String, logOdds: Double)] {
    let sum = fitted.predictor
    let columns: Int
    switch fitted.kind {
    case .rules: return []
    case .scorecard(let encoding, _): columns = encoding.variables.count
    case .linear(let encoding, _, _): columns = encoding.terms.count
    }
    return sum.coefficients.count > columns
      ? [(RulesIndex.name, sum.coefficients[columns])] : []
  }
}

extension ConversionModel: Codable {
  private enum CodingKeys: String, CodingKey {
    case step, fitted, rules, horizon, curve, references, examples, conversions, report, card
    case leaks
  }

  /// Reads a model and checks that its parts fit together.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    step = try container.decode(LadderStep.self, forKey: .step)
    fitted = try container.decode(FittedStep.self, forKey: .fitted)
    rules = try container.decodeIfPresent(RulesIndex.self, forKey: .rules)
    horizon = try container.decode(TimeSpan.self, forKey: .horizon)
    curve = try container.decodeIfPresent(HorizonCurve.self, forKey: .curve)
    references = try container.decode([Instant].self, forKey: .references)
    examples = try container.decode(Int.self, forKey: .examples)
    conversions = try container.decode(Int.self, forKey: .conversions)
    report = try container.decodeIfPresent(ClassificationReport.self, forKey: .report)
    card = try container.decode(ModelCard.self, forKey: .card)
    leaks = try container.decode([LeakGuard.Finding].self, forKey: .leaks)
    guard fitted.isWhole, horizon > .zero, (0...max(0, examples)).contains(conversions) else {
      throw DecodingError.dataCorruptedError(
        forKey: .fitted,
        in: container,
        debugDescription: "columns and coefficients do not fit together"
      )
    }
  }
}

extension FittedStep {
  /// Whether every column comes from a feature that there is.
  private static func hasPlaces(_ encoding: DesignEncoding) -> Bool {
    encoding.terms.allSatisfy {
      encoding.features.indices.contains($0.feature) && $0.standardDeviation >= 0
    }
  }

  /// Whether there are as many coefficients as columns.
  fileprivate var isWhole: Bool {
    guard encoding.map(Self.hasPlaces) ?? true, doubt.map({ Self.hasPlaces($0.encoding) }) ?? true
    else { return false }
    let isFit = { (sum: LogitSum, columns: Int) in
      (columns...columns + 1).contains(sum.coefficients.count)
    }
    let isDoubtFit = doubt.map { isFit($0.predictor, $0.encoding.terms.count) } ?? true
    switch kind {
    case .rules(let fit): return isDoubtFit && fit.slope > 0 && fit.intercept.isFinite
    case .scorecard(let encoding, let sum):
      return isDoubtFit && sum.coefficients.count == encoding.width
    case .linear(let encoding, let sum, _):
      return isDoubtFit && isFit(sum, encoding.terms.count)
    }
  }
}
