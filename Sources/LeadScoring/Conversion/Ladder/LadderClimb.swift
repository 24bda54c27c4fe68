import Evaluation
import Features
import LinearAlgebra
import Models
import Statistics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// One climb: the fits of all steps on all parts.
struct LadderClimb {
  let options: ConversionLadder
  let data: LadderData
  let rules: RulesFit
  let threads: Int
  private let encoding: DesignEncoding
  private let design: Matrix
  private let rulesColumn: Int?
  private let folds: Folds

  init(options: ConversionLadder, data: LadderData, rules: RulesFit, threads: Int) {
    (self.options, self.data, self.rules, self.threads) = (options, data, rules, threads)
    let rows = Array(0..<data.table.rowCount)
    encoding = DesignEncoding(fittedTo: data.table, rows: rows)
    let matrix = encoding.matrix(of: data.table, rows: rows)
    rulesColumn = data.hasRules ? matrix.columns : nil
    design = data.hasRules ? matrix.appending(data.rulesIndex) : matrix
    folds = Folds(groupedBy: data.accountHashes, count: options.folds, seed: options.seed)
  }

  private var hasPlenty: Bool {
    data.conversionCount >= ConversionLadder.conversionsPerColumn * design.columns
  }

  /// The steps to try, low to high.
  private var steps: [LadderStep] {
    let steps = triedSteps.filter(options.steps.contains)
    return steps.isEmpty ? [.rules] : steps
  }

  private var triedSteps: [LadderStep] {
    if encoding.terms.isEmpty { return [.rules] }
    if hasPlenty || options.ridge != nil, options.steps.contains(.ridge) {
      return [.rules, .ridge]
    }
    let conversions = ConversionLadder.elasticNetFactor * options.minimumConversions
    return data.conversionCount >= conversions
      ? [.rules, .scorecard, .ridge, .elasticNet] : [.rules, .scorecard, .ridge]
  }

  /// The ridge where it is not chosen by evidence.
  private var strength: Double? { options.ridge ?? (hasPlenty ? 1 : nil) }

  /// Tries all steps, chooses one and fits it to all rows.
  func result() throws -> LadderResult {
    let logits = try crossFittedLogits()
    var probabilities = logits.map { $0.map { clampedProbability(logistic($0)) } }
    if let place = steps.firstIndex(of: .elasticNet) {
      probabilities[place] = try crossCalibrated(probabilities[place])
    }
    let choice = LadderChoice(
      standardErrors: options.standardErrors,
      losses: zip(steps, probabilities).map { ($0, losses(of: $1)) },
      accounts: data.accounts,
      accountCount: data.accountCount
    )
    let chosen = choice.chosen(rows: Array(data.outcomes.indices))
    return LadderResult(
      fitted: try fitted(steps[chosen], held: logits[chosen]),
      step: steps[chosen],
      trials: try trials(choice, chosen, probabilities),
      crossFit: try nested(choice, probabilities),
      termCount: design.columns
    )
  }

  private func losses(of probabilities: [Double]) -> [Double] {
    zip(probabilities, data.outcomes).map { -log($1 == 1 ? $0 : 1 - $0) }
  }

  /// The predictions of the step that the other parts would have chosen: the choice is not
  /// judged by the rows that made it.
  private func nested(_ choice: LadderChoice, _ probabilities: [[Double]]) throws -> CrossFit {
    try folds.crossFitted(outcomes: data.outcomes) { training, test in
      let step = choice.chosen(rows: training)
      return test.map { probabilities[step][$0] }
    }
  }

  // MARK: - Fits

  /// The log-odds of every row by models of the other parts, step by step.
  private func crossFittedLogits() throws -> [[Double]] {
    var logits = steps.map { _ in [Double](repeating: 0, count: data.outcomes.count) }
    for fold in 0..<folds.count {
      let test = folds.testRows(of: fold)
      guard !test.isEmpty else { continue }
      let training = folds.trainingRows(of: fold)
      let rules = try RulesFit(
        index: training.map { data.rulesIndex[$0] },
        outcomes: training.map { data.outcomes[$0] },
        threads: threads
      )
      let ridgeRows = steps.contains(.ridge) ? ridgeRows(training, rules) : nil
      for (place, step) in steps.enumerated() {
        let predicted = try predicted(step, test, training, rules, ridgeRows)
        for (row, logit) in zip(test, predicted) { logits[place][row] = logit }
      }
    }
    return logits
  }

  private func predicted(
    _ step: LadderStep,
    _ test: [Int],
    _ training: [Int],
    _ rules: RulesFit,
    _ rows: RidgeFit.Rows?
  ) throws -> [Double] {
    let byRules = { test.map { rules.logOdds(of: data.rulesIndex[$0]) } }
    // A part whose other parts have one class only is left to the rules.
    guard let rows, Set(rows.outcomes).count == 2 else { return byRules() }
    switch step {
    case .rules, .hazard: return byRules()
    case .scorecard:
      let fit = try ScorecardFit(
        to: data,
        rows: training,
        rules: rules,
        threads: threads
      )
      guard let fit else { return byRules() }
      let matrix = fit.encoding.matrix(of: data.table, index: data.rulesIndex, rows: test)
      return fit.predictor.logits(of: matrix, threads: threads)
    case .ridge:
      return try RidgeFit(to: rows, strength: strength).predictor(covariance: noCovariance)
        .logits(of: design.selecting(rows: test), threads: threads)
    case .elasticNet:
      return try ElasticNetFit(to: rows).predictor(rows, covariance: noCovariance)
        .logits(of: design.selecting(rows: test), threads: threads)
    }
  }

  private var noCovariance: Matrix {
    Matrix(rows: design.columns + 1, columns: design.columns + 1)
  }

  private func ridgeRows(_ rows: [Int]?, _ rules: RulesFit) -> RidgeFit.Rows {
    RidgeFit.Rows(
      design: rows.map { design.selecting(rows: $0) } ?? design,
      outcomes: rows.map { $0.map { data.outcomes[$0] } } ?? data.outcomes,
      slope: rules.slope,
      slopeError: rules.slopeError,
      rulesColumn: rulesColumn,
      accounts: data.isClustered && rows == nil ? data.accountHashes : nil,
      groups: hasPlenty && options.ridge == nil ? groups : nil,
      threads: threads
    )
  }

  /// The levels of a word are one group, so are the counts of events, and so are all other numbers;
  /// the rules keep to themselves.
  private var groups: [Int?] {
    let counts = encoding.features.count
    return encoding.terms.map { term in
      guard term.name == encoding.features[term.feature] else { return term.feature }
      return HalfLives.parsed(term.name) != nil ? counts : counts + 1
    } + (data.hasRules ? [nil] : [])
  }

  /// A step fitted to all rows, with how sure it is.
  private func fitted(_ step: LadderStep, held: [Double]) throws -> FittedStep {
    let all = Array(data.outcomes.indices)
    switch step {
    case .rules, .hazard: return FittedStep(kind: .rules(rules), doubt: try doubt())
    case .scorecard:
      let fit = try ScorecardFit(to: data, rows: all, rules: rules, threads: threads)
      return FittedStep(
        kind: fit.map { .scorecard($0.encoding, $0.predictor) } ?? .rules(rules),
        doubt: try doubt()
      )
    case .ridge: return FittedStep(kind: .linear(encoding, try ridge(), .identity))
    case .elasticNet:
      let rows = ridgeRows(nil, rules)
      return FittedStep(
        kind: .linear(
          encoding,
          try ElasticNetFit(to: rows).predictor(rows, covariance: noCovariance),
          try calibration(of: held, rows: all)
        ),
        doubt: try doubt()
      )
    }
  }

  /// The ridge on all columns and rows.
  private func ridge() throws -> LogitSum {
    let rows = ridgeRows(nil, rules)
    let fit = try RidgeFit(to: rows, strength: strength)
    return fit.predictor(covariance: try fit.covariance(of: rows))
  }

  /// How far the truth may be from a step below or beside the ridge; nil where rows tell nothing.
  func doubt() throws -> FittedStep.Doubt? {
    guard !encoding.terms.isEmpty, Set(data.outcomes).count == 2 else { return nil }
    return FittedStep.Doubt(encoding: encoding, predictor: try ridge())
  }
}

// MARK: - Calibration and what is told of it

extension LadderClimb {
  /// Isotonic steps would tie leads that the model tells apart.
  private func calibration(of logits: [Double], rows: [Int]) throws -> CalibrationMap {
    try CalibrationChoice(methods: [.platt, .beta], folds: options.folds, seed: options.seed)
      .fitted(
        to: rows.map { clampedProbability(logistic(logits[$0])) },
        outcomes: rows.map { data.outcomes[$0] },
        groupedBy: rows.map { data.accountHashes[$0] }
      ).map
  }

  /// Predictions corrected by maps that were learned on the other parts.
  private func crossCalibrated(_ probabilities: [Double]) throws -> [Double] {
    try folds.crossFitted(outcomes: data.outcomes) { training, test in
      let held = test.map { probabilities[$0] }
      guard Set(training.map { data.outcomes[$0] }).count == 2 else { return held }
      let logits = probabilities.map { logit($0) }
      return try calibration(of: logits, rows: training).applied(to: held)
    }.probabilities
  }

  private func trials(
    _ choice: LadderChoice,
    _ chosen: Int,
    _ probabilities: [[Double]]
  ) throws -> [LadderTrial] {
    let rows = Array(data.outcomes.indices)
    var best = 0
    return try LadderStep.allCases.filter { $0 < .hazard }.map { step in
      guard let place = steps.firstIndex(of: step) else {
        return LadderTrial(step: step, verdict: whyNot(step))
      }
      var trial = LadderTrial(step: step, verdict: place == chosen ? "taken" : "not taken")
      trial.logLoss = choice.losses[place].losses.reduce(0, +) / Double(rows.count)
      trial.discrimination = try ReceiverOperatingCharacteristic(
        outcomes: data.outcomes,
        scores: probabilities[place]
      )
      guard place > 0 else { return trial }
      let gain = choice.gain(of: place, over: best, rows: rows)
      (trial.gain, trial.gainError, trial.rival) = (gain.mean, gain.error, steps[best])
      if gain.mean > choice.standardErrors * gain.error { best = place }
      return trial
    }
  }

  private func whyNot(_ step: LadderStep) -> String {
    if encoding.terms.isEmpty { return "not tried: no column tells contacts apart" }
    if hasPlenty { return "not tried: conversions are plenty for a step above" }
    if options.ridge != nil { return "not tried: the ridge is given" }
    return "not tried: it needs \(ConversionLadder.elasticNetFactor * options.minimumConversions)"
      + " conversions"
  }
}
