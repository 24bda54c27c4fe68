// Evaluation: how good predictions are, measured on rows the model has not seen. Comes in:
// outcomes and predictions. Goes out: measures with intervals, calibration, folds.
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

  static func check(outcomes: [Double], predictions: [Double]) throws(EvaluationError) {
    precondition(outcomes.count == predictions.count, "every outcome needs a prediction")
    guard !outcomes.isEmpty else {
      throw EvaluationError(
        code: .noRows,
        message: "there are no predictions to judge",
        hint: "check the filters before this step"
      )
    }
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
    if let row = probabilities.firstIndex(where: { !($0 >= 0 && $0 <= 1) }) {
      throw EvaluationError(
        code: .predictionInvalid,
        message: "the prediction in row \(row) is \(probabilities[row])",
        hint: "a probability lies between 0 and 1"
      )
    }
  }
}
