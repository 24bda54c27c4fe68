// Evaluation: how good predictions are, measured on rows the model has not seen. Comes in:
// outcomes, predictions and columns. Goes out: measures with intervals, corrected probabilities,
// folds, leaks and drift.
// This room must not know how a model works or what is predicted.

public import Diagnostics

/// Why predictions cannot be judged.
public struct EvaluationError: DiagnosticError, Hashable {
  /// The kinds of failure.
  public enum Code: String, Hashable, Sendable {
    /// There is nothing to judge.
    case noRows = "evaluation.no-rows"
    /// A prediction is not a number from 0 to 1, or a score is NaN.
    case predictionInvalid = "evaluation.prediction-invalid"
    /// An outcome is neither 0 nor 1.
    case outcomeNotBinary = "evaluation.outcome-not-binary"
    /// All outcomes agree where two are needed to learn from.
    case singleClass = "evaluation.single-class"
    /// A weight is negative or not finite, or all are 0.
    case weightInvalid = "evaluation.weight-invalid"
    /// A value of a column is infinite, or the column has none.
    case valueInvalid = "evaluation.value-invalid"
  }

  /// What kind of failure it is.
  public var code: Code
  /// What was found.
  public var message: String
  /// Always nil: a prediction has no place in a file.
  public var location: SourceLocation? { nil }
  /// How to repair it.
  public var hint: String?

  /// The stable text of the code.
  public var diagnosticCode: String { code.rawValue }

  private static let noRows = EvaluationError(
    code: .noRows,
    message: "there are no predictions to judge",
    hint: "check the filters before this step"
  )

  static func check(outcomes: [Double], predictions: [Double]) throws(EvaluationError) {
    precondition(outcomes.count == predictions.count, "every outcome needs a prediction")
    guard !outcomes.isEmpty else { throw noRows }
    if let row = outcomes.firstIndex(where: { $0 != 0 && $0 != 1 }) {
      throw EvaluationError(
        code: .outcomeNotBinary,
        message: "the outcome in row \(row) is \(outcomes[row]), expected 0 or 1",
        hint: "leave out rows whose outcome is not known"
      )
    }
  }

  static func check(
    outcomes: [Double],
    probabilities: [Double]
  ) throws(EvaluationError) {
    try check(outcomes: outcomes, predictions: probabilities)
    try check(probabilities: probabilities)
  }

  static func check(probabilities: [Double]) throws(EvaluationError) {
    guard !probabilities.isEmpty else { throw noRows }
    if let row = probabilities.firstIndex(where: { !($0 >= 0 && $0 <= 1) }) {
      throw EvaluationError(
        code: .predictionInvalid,
        message: "the prediction in row \(row) is \(probabilities[row])",
        hint: "a probability lies between 0 and 1"
      )
    }
  }

  static func check(outcomes: [Double], scores: [Double]) throws(EvaluationError) {
    try check(outcomes: outcomes, predictions: scores)
    if let row = scores.firstIndex(where: \.isNaN) {
      throw EvaluationError(
        code: .predictionInvalid,
        message: "the score in row \(row) is not a number",
        hint: "leave out rows without a score"
      )
    }
  }

  /// Refuses infinite scores too: where a score is handed back, it must be a number to store.
  static func check(outcomes: [Double], finiteScores: [Double]) throws(EvaluationError) {
    try check(outcomes: outcomes, scores: finiteScores)
    if let row = finiteScores.firstIndex(where: \.isInfinite) {
      throw EvaluationError(
        code: .predictionInvalid,
        message: "the score in row \(row) is infinite",
        hint: "clamp scores to finite numbers"
      )
    }
  }

  static func check(weights: [Double]?, count: Int) throws(EvaluationError) {
    guard let weights else { return }
    precondition(weights.count == count, "every row needs a weight")
    if let row = weights.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
      throw EvaluationError(
        code: .weightInvalid,
        message: "the weight in row \(row) is \(weights[row]), expected a number from 0 on",
        hint: "a weight says how often the row counts"
      )
    }
    let total = weights.reduce(0, +)
    guard total > 0 else {
      throw EvaluationError(
        code: .weightInvalid,
        message: "every row has weight 0",
        hint: "check the filters before this step"
      )
    }
    // Beyond, one row more makes no difference to a Double, and counts mean nothing.
    guard total <= 0x1p53 else {
      throw EvaluationError(
        code: .weightInvalid,
        message: "the weights add up to \(total), more rows than can be counted",
        hint: "divide them by a constant"
      )
    }
  }

  static func checkTwoClasses(_ outcomes: [Double]) throws(EvaluationError) {
    guard let first = outcomes.first, outcomes.allSatisfy({ $0 == first }) else { return }
    throw EvaluationError(
      code: .singleClass,
      message: "all \(outcomes.count) outcomes are \(Int(first)), so there is nothing to tell",
      hint: "take a longer period, or check the label"
    )
  }
}
