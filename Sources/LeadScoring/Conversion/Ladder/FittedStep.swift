import Evaluation
import Features
import LinearAlgebra
import Statistics

/// What a step of the ladder learned: how features become columns, and what they count.
struct FittedStep: Sendable, Codable {
  /// What the probability is made of.
  enum Kind: Sendable, Codable {
    /// What the rules say is everything.
    case rules(RulesFit)
    /// The evidence of bins.
    case scorecard(EvidenceEncoding, LogitSum)
    /// Numbers and levels, and last the rules where they tell contacts apart.
    case linear(DesignEncoding, LogitSum, CalibrationMap)
  }

  /// How far the truth may be from a step that leaves columns out: a ridge on all of them.
  struct Doubt: Sendable, Codable {
    var encoding: DesignEncoding
    var predictor: LogitSum
  }

  /// What the probability is made of.
  var kind: Kind
  /// How far the truth may be from it; nil where the step says so itself, or nobody knows.
  var doubt: Doubt?
}

/// Rows as a step sees them.
struct StepRows {
  /// Rows × columns of the step.
  var design: Matrix
  /// The log-odds before calibration.
  var logits: [Double]
  /// The standard errors of ``logits``; nil for rules that nothing was learned of.
  var errors: [Double]?
}

extension FittedStep {
  /// The log-odds of some rows, and how sure they are.
  ///
  /// The doubt's part is the variance of the ridge's log-odds and the square of its distance.
  ///
  /// - Complexity: O(rows × columns²).
  func rows(of table: FeatureTable, index: [Double], threads: Int = 1) -> StepRows {
    let design = design(of: table, index: index)
    let logits = predictor.logits(of: design, threads: threads)
    guard let doubt else {
      if case .rules = kind { return StepRows(design: design, logits: logits, errors: nil) }
      return StepRows(
        design: design,
        logits: logits,
        errors: predictor.standardErrors(of: design, threads: threads)
      )
    }
    let matrix = Self.matrix(doubt.encoding, doubt.predictor, of: table, index: index)
    let errors = doubt.predictor.standardErrors(of: matrix, threads: threads)
    let others = doubt.predictor.logits(of: matrix, threads: threads)
    return StepRows(
      design: design,
      logits: logits,
      errors: logits.indices.map { row in
        let distance = others[row] - logits[row]
        return (errors[row] * errors[row] + distance * distance).squareRoot()
      }
    )
  }

  private func design(of table: FeatureTable, index: [Double]) -> Matrix {
    switch kind {
    case .rules: Matrix(rows: index.count, columns: 1, elements: index)
    case .scorecard(let encoding, _):
      encoding.matrix(of: table, index: index, rows: Array(index.indices))
    case .linear(let encoding, let predictor, _):
      Self.matrix(encoding, predictor, of: table, index: index)
    }
  }

  /// Numbers and levels, and last the rules where they count.
  private static func matrix(
    _ encoding: DesignEncoding,
    _ predictor: LogitSum,
    of table: FeatureTable,
    index: [Double]
  ) -> Matrix {
    let matrix = encoding.matrix(of: table, rows: Array(index.indices))
    return predictor.coefficients.count > matrix.columns ? matrix.appending(index) : matrix
  }

  /// What the columns count.
  var predictor: LogitSum {
    switch kind {
    case .rules(let fit): fit.predictor
    case .scorecard(_, let predictor), .linear(_, let predictor, _): predictor
    }
  }

  /// Probabilities after calibration.
  func calibrated(_ logits: [Double]) -> [Double] {
    let probabilities = [Double](unsafeUninitializedCapacity: logits.count) { result, count in
      if let start = result.baseAddress {
        logits.withUnsafeBufferPointer {
          ElementFunctions.logistic($0, within: 1e-12...1 - 1e-12, to: start)
        }
      }
      count = logits.count
    }
    guard case .linear(_, _, let map) = kind, map != .identity else { return probabilities }
    return (try? map.applied(to: probabilities)) ?? probabilities
  }

  /// The intervals of the probabilities.
  func intervals(of rows: StepRows, confidence: Double) -> [Interval] {
    guard let errors = rows.errors else {
      guard case .rules(let fit) = kind else { preconditionFailure("a model has errors") }
      return fit.intervals(at: rows.design.column(0), confidence: confidence)
    }
    let width = NormalDistribution.twoSidedQuantile(confidence: confidence)
    let lower = calibrated(zip(rows.logits, errors).map { $0 - width * $1 })
    let upper = calibrated(zip(rows.logits, errors).map { $0 + width * $1 })
    return zip(lower, upper).map { Interval(lower: $0, upper: $1) }
  }
}
