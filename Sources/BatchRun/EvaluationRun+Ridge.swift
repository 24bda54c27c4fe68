import Evaluation
import LeadScoring
import LinearAlgebra
import Models

/// How much the coefficients of a plain table are held back, chosen among training rows alone.
extension EvaluationRun {
  /// The ridges to choose from, weak to strong.
  private static let ridges: [Double] = [1, 4, 16, 64, 256, 1024]
  /// With so many outcomes of the rarer kind for each column the weakest ridge is as good as any,
  /// as long as the world stays as it is.
  private static let outcomesPerTerm = 20
  /// The share of the training rows that judges, where rows are in order of time.
  private static let judgingShare = 0.3

  func regression(_ ridge: Double) -> LogisticRegression {
    LogisticRegression(penalty: .ridge(strength: ridge))
  }

  /// The ridge that predicts parts of the rows best, by models of the others.
  func ridgeByParts(of design: Matrix, outcomes: [Double]) throws -> Double {
    let successes = outcomes.count { $0 == 1 }
    let rarer = min(successes, outcomes.count - successes)
    if let ridge = configuration.learning.ridge { return ridge }
    guard rarer < Self.outcomesPerTerm * design.columns else { return Self.ridges[0] }
    let folds = Folds(
      stratifying: outcomes,
      count: configuration.learning.folds,
      seed: options.seed
    )
    return try best { ridge in
      try folds.crossFitted(
        regression(ridge),
        on: design,
        outcomes: outcomes,
        threads: options.threads
      ).report.logLoss
    }
  }

  /// The ridge that predicts the last rows best, by models of those before them: where the world
  /// changes, more has to be held back than rows at random would tell.
  ///
  /// Without both outcomes on either side nothing can be judged, and the weakest ridge is taken.
  func ridgeByOrder(of design: Matrix, outcomes: [Double]) throws -> Double {
    if let ridge = configuration.learning.ridge { return ridge }
    let split = outcomes.count - Int((Self.judgingShare * Double(outcomes.count)).rounded())
    let (earlier, later) = (Array(outcomes[..<split]), Array(outcomes[split...]))
    guard Set(earlier).count == 2, Set(later).count == 2 else { return Self.ridges[0] }
    let training = design.selecting(rows: Array(0..<split))
    let judging = design.selecting(rows: Array(split..<outcomes.count))
    return try best { ridge in
      let model = try regression(ridge).fitted(
        to: training,
        outcomes: earlier,
        threads: options.threads
      )
      return try ClassificationReport(
        outcomes: later,
        probabilities: model.probabilities(of: judging, threads: options.threads)
      ).logLoss
    }
  }

  /// The ridge with the least loss; ties go to the weaker one.
  private func best(_ loss: (Double) throws -> Double) rethrows -> Double {
    var best = (ridge: Self.ridges[0], loss: Double.infinity)
    for ridge in Self.ridges {
      let loss = try loss(ridge)
      if loss < best.loss { best = (ridge, loss) }
    }
    return best.ridge
  }
}
