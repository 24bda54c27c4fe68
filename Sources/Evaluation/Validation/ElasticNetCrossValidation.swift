public import LinearAlgebra
public import Models
import Statistics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Chooses the strength of an elastic net by the log-loss on rows that were not learnt from.
///
/// The strengths come from the path of all rows. Each split fits the same strengths to its training
/// rows alone, with the standard deviations of those rows, and predicts its test rows.
///
///     let validation = try ElasticNetCrossValidation(path: ElasticNetPath(l1Ratio: 0.5))
///       .evaluated(on: design, outcomes: converted, splits: TimeBlocks(times: days, count: 5).splits)
///     let model = validation.model(.oneStandardError)
///
/// - Complexity: one path per split and one more.
public struct ElasticNetCrossValidation: Hashable, Sendable, Codable {
  /// Which coefficients predict.
  public enum Refit: String, Hashable, Sendable, Codable {
    /// Those of the path.
    case none
    /// Those of a fit without penalty to the columns that the path selects.
    case relaxed
  }

  /// The options of every path.
  public var path: ElasticNetPath
  /// Which coefficients predict.
  public var refit: Refit

  /// Creates the cross-validation.
  public init(path: ElasticNetPath, refit: Refit = .none) {
    self.path = path
    self.refit = refit
  }

  /// Fits all paths and judges them.
  ///
  /// - Parameters:
  ///   - design: rows × columns, finite values; no column of ones.
  ///   - outcomes: 0 or 1 for every row.
  ///   - weights: how often each row counts, in fits and in losses; nil for once.
  ///   - offset: a known part of each row's logit; nil for 0.
  ///   - splits: of ``TimeBlocks`` or ``Folds``; at least one.
  ///   - threads: how many threads to use; the result does not depend on it.
  /// - Returns: The path of all rows with the losses of its strengths.
  /// - Throws: `ModelError` when a path is refused, as when all training rows of a split have the
  ///   same outcome; ``EvaluationError`` with `evaluation.no-rows` when there is no split, or one
  ///   whose test rows weigh nothing.
  public func evaluated(
    on design: Matrix,
    outcomes: [Double],
    weights: [Double]? = nil,
    offset: [Double]? = nil,
    splits: [DataSplit],
    threads: Int = 1
  ) throws -> CrossValidatedElasticNet {
    let rows = ValidationRows(design: design, outcomes: outcomes, weights: weights, offset: offset)
    let whole = try path.fitted(
      to: design,
      outcomes: outcomes,
      weights: weights,
      offset: offset,
      threads: threads
    )
    guard !splits.isEmpty else {
      throw EvaluationError(
        code: .noRows,
        message: "there is no split with rows to learn from and rows to predict",
        hint: "take fewer tests or a shorter gap"
      )
    }
    var options = path
    options.strengths = .explicit(whole.steps.map(\.strength))
    let judgements = try splits.map { split in
      try losses(
        of: options,
        rows.selecting(split.trainingRows),
        rows.selecting(split.testRows),
        threads
      )
    }
    return CrossValidatedElasticNet(
      path: whole,
      losses: CrossValidatedElasticNet.summary(judgements),
      models: try models(of: whole, rows, threads)
    )
  }

  /// The mean log-loss of every strength on the test rows of one split.
  private func losses(
    of options: ElasticNetPath,
    _ training: ValidationRows,
    _ test: ValidationRows,
    _ threads: Int
  ) throws -> (weight: Double, losses: [Double]) {
    let weight = test.weights?.reduce(0, +) ?? Double(test.outcomes.count)
    guard weight > 0 else {
      throw EvaluationError(
        code: .noRows,
        message: "the test rows of a split weigh nothing",
        hint: "leave out rows of weight 0 before splitting"
      )
    }
    let path = try options.fitted(
      to: training.design,
      outcomes: training.outcomes,
      weights: training.weights,
      offset: training.offset,
      threads: threads
    )
    let losses = try models(of: path, training, threads).map { test.logLoss(of: $0, threads) }
    return (weight, losses)
  }

  /// The models that predict, one per strength.
  private func models(
    of path: ElasticNetPathModel,
    _ rows: ValidationRows,
    _ threads: Int
  ) throws -> [LogisticModel] {
    guard refit == .relaxed else { return path.steps.indices.map { path.model(at: $0) } }
    var models: [LogisticModel] = []
    for index in path.steps.indices {
      // Many neighbours select the same columns.
      if let last = models.last, path.activeColumns(at: index) == path.activeColumns(at: index - 1)
      {
        models.append(last)
      } else {
        models.append(
          try path.relaxedModel(
            at: index,
            to: rows.design,
            outcomes: rows.outcomes,
            weights: rows.weights,
            offset: rows.offset,
            threads: threads
          )
        )
      }
    }
    return models
  }
}

/// Rows to learn from or to predict.
private struct ValidationRows {
  var design: Matrix
  var outcomes: [Double]
  var weights: [Double]?
  var offset: [Double]?

  func selecting(_ rows: [Int]) -> ValidationRows {
    ValidationRows(
      design: design.selecting(rows: rows),
      outcomes: rows.map { outcomes[$0] },
      weights: weights.map { weights in rows.map { weights[$0] } },
      offset: offset.map { offset in rows.map { offset[$0] } }
    )
  }

  /// The weighted mean of `−ln` of the probability given to what happened.
  func logLoss(of model: LogisticModel, _ threads: Int) -> Double {
    let logits = model.logits(of: design, threads: threads)
    var (sum, total) = (0.0, 0.0)
    for row in logits.indices {
      let logit = logits[row] + (offset?[row] ?? 0)
      let probability = clampedProbability(logistic(outcomes[row] == 1 ? logit : -logit))
      let weight = weights?[row] ?? 1
      sum -= weight * log(probability)
      total += weight
    }
    return sum / total
  }
}
