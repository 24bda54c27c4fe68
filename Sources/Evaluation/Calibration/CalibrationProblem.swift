import LinearAlgebra
import Models
import Statistics

/// A logistic fit to predictions, with coefficients that are not negative.
struct CalibrationProblem {
  struct Fit {
    var coefficients: [Double]
    var intercept: Double
    var logLikelihood: Double
  }

  let outcomes: [Double]
  let weights: [Double]
  let events: Double
  let nonEvents: Double

  init(
    _ probabilities: [Double],
    outcomes: [Double],
    weights: [Double]?
  ) throws(EvaluationError) {
    try EvaluationError.check(outcomes: outcomes, probabilities: probabilities)
    try EvaluationError.check(weights: weights, count: outcomes.count)
    let weights = weights ?? Array(repeating: 1, count: outcomes.count)
    try EvaluationError.checkTwoClasses(
      outcomes.indices.filter { weights[$0] > 0 }.map { outcomes[$0] }
    )
    self.outcomes = outcomes
    self.weights = weights
    events = zip(weights, outcomes).reduce(0) { $0 + $1.0 * $1.1 }
    nonEvents = zip(weights, outcomes).reduce(0) { $0 + $1.0 * (1 - $1.1) }
  }

  /// The maximum of the likelihood over coefficients from 0 on.
  ///
  /// The likelihood is concave: where its free maximum lies outside, the constrained one lies on
  /// an edge, that is with one column less. The better of the edges is taken.
  func fitted(columns: [[Double]], smoothedBelowEvents: Int) -> Fit {
    let smooth = events < Double(smoothedBelowEvents)
    if !smooth, let fit = constrained(columns, keeping: Array(columns.indices), smooth: false) {
      return fit
    }
    return constrained(columns, keeping: Array(columns.indices), smooth: true)
      ?? Fit(
        coefficients: columns.map { _ in 0 },
        intercept: logit(events / (events + nonEvents)),
        logLikelihood: -.infinity
      )
  }

  private func constrained(_ columns: [[Double]], keeping kept: [Int], smooth: Bool) -> Fit? {
    guard var fit = free(kept.map { columns[$0] }, smooth: smooth) else { return nil }
    if fit.coefficients.allSatisfy({ $0 >= 0 }) {
      var all = columns.map { _ in 0.0 }
      for (position, column) in kept.enumerated() { all[column] = fit.coefficients[position] }
      fit.coefficients = all
      return fit
    }
    let edges = kept.compactMap { column in
      constrained(columns, keeping: kept.filter { $0 != column }, smooth: smooth)
    }
    return edges.max { $0.logLikelihood < $1.logLikelihood }
  }

  /// The free maximum; nil when there is none.
  ///
  /// A target t between 0 and 1 is an outcome 1 of weight t and an outcome 0 of weight 1 − t.
  private func free(_ columns: [[Double]], smooth: Bool) -> Fit? {
    let rows = outcomes.count
    var (targets, counts) = (outcomes, weights)
    if smooth {
      let smoothed = SmoothedTargets(events: events, nonEvents: nonEvents)
      let share = outcomes.map { $0 == 1 ? smoothed.event : smoothed.nonEvent }
      targets = outcomes.map { _ in 1 } + outcomes.map { _ in 0 }
      counts = zip(weights, share).map { $0 * $1 } + zip(weights, share).map { $0 * (1 - $1) }
    }
    var design = Matrix(rows: targets.count, columns: columns.count)
    for row in targets.indices {
      for column in columns.indices { design[row, column] = columns[column][row % rows] }
    }
    let model = try? LogisticRegression().fitted(to: design, outcomes: targets, weights: counts)
    guard let model, model.convergence == .reached else { return nil }
    return Fit(
      coefficients: model.coefficients,
      intercept: model.intercept,
      logLikelihood: model.logLikelihood
    )
  }
}

/// The targets of Platt, which stand for the events and non-events nobody has seen yet.
struct SmoothedTargets {
  /// What an event counts as: `(n₊ + 1) / (n₊ + 2)`.
  let event: Double
  /// What a non-event counts as: `1 / (n₋ + 2)`.
  let nonEvent: Double

  /// The targets by how much the events and the non-events weigh.
  init(events: Double, nonEvents: Double) {
    event = (events + 1) / (events + 2)
    nonEvent = 1 / (nonEvents + 2)
  }
}
