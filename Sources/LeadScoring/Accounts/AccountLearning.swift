import Evaluation
import LinearAlgebra
import Models
import Statistics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// How account probabilities are learned from past accounts.
public struct AccountLearning: Hashable, Sendable {
  /// With fewer accounts that converted, or that did not, noisy-OR stays as it is.
  public var minimumAccounts = 30
  /// From how many rows τ is learned at most, on average; whole accounts are drawn, and an
  /// account's contacts of like odds are one row.
  public var maximumRows = 10_000
  /// How many parts the cross-fitting has; accounts stay together.
  public var folds = 5
  /// What the parts and the accounts are drawn with.
  public var seed: UInt64 = 42

  /// Creates the default options.
  public init() {}

  /// Learns how accounts differ, whether weights of roles help, and the correction.
  ///
  /// τ comes from the contacts' own outcomes (`RandomIntercept`, with the predicted log-odds as
  /// offset). Then every account is predicted period by period, each from the periods before, and
  /// the correction that predicts unseen accounts best is fitted to these predictions.
  ///
  /// - Parameters:
  ///   - history: the past.
  ///   - threads: how many threads to use; the bits of the result do not depend on it.
  /// - Returns: The model; uncalibrated where too few accounts converted, or all did.
  /// - Throws: `ModelError` or `EvaluationError` for numbers that allow no fit.
  /// - Complexity: O(rows) some 50 times, and the fit of τ on at most ``maximumRows``.
  public func fitted(to history: AccountHistory, threads: Int = 1) throws -> AccountModel {
    let counts = history.accountCounts
    let outcomes = history.periods.map { $0.conversions > 0 ? 1.0 : 0.0 }
    var model = AccountModel(
      convertedAccounts: counts.converted,
      otherAccounts: counts.others,
      periods: outcomes.count,
      conversions: outcomes.count { $0 == 1 }
    )
    guard counts.converted >= minimumAccounts, counts.others >= minimumAccounts else {
      return model
    }
    try fitLevels(of: &model, history, threads: threads)
    var best: (isWeighted: Bool, predictions: [Double], choice: ChosenCalibration)?
    for isWeighted in history.weights == [1] ? [true] : [true, false] {
      let predictions = filter(history, &model, isWeighted: isWeighted)
      let choice = try correction(of: predictions, outcomes, history)
      if choice.leastLogLoss < best?.choice.leastLogLoss ?? .infinity {
        best = (isWeighted, predictions, choice)
      }
    }
    guard let best else { return model }
    model.basis = .calibrated
    model.isWeighted = best.isWeighted
    model.calibration = best.choice.map
    model.report = try report(of: best.predictions, best.choice.method, outcomes, history)
    return model
  }

  // MARK: - The shared level

  /// Fits a and τ; where the fit does not end well, accounts are taken as alike.
  private func fitLevels(
    of model: inout AccountModel,
    _ history: AccountHistory,
    threads: Int
  ) throws {
    let rows = sampled(history.pooledRows)
    let (successes, trials) = (rows.map(\.successes), rows.map(\.trials))
    let total = successes.reduce(0, +)
    guard total > 0, total < trials.reduce(0, +) else { return }
    let fit = try RandomIntercept(integration: .adaptiveQuadrature(points: 3), tolerance: 1e-6)
      .fitted(
        to: Matrix(rows: rows.count, columns: 0),
        outcomes: successes,
        trials: trials,
        groups: rows.map(\.account),
        offset: rows.map { logit(clampedProbability($0.expected / $0.trials)) },
        threads: threads
      )
    // Where rounding hides the last steps, the score is as good as 0 all the same.
    let isClose =
      fit.convergence == .iterationLimit && fit.largestScore <= 1e-5 * trials.reduce(0, +)
    guard fit.convergence == .reached || isClose else { return }
    model.shift = fit.centredIntercept
    model.shiftError = max(0, fit.centredCovariance[0, 0]).squareRoot()
    model.standardDeviation = fit.standardDeviation
    model.deviationError = fit.logDeviationError ?? 0
  }

  /// Whole accounts, drawn by a hash, so that the rows are not too many on average.
  private func sampled(_ rows: [AccountHistory.PooledRow]) -> [AccountHistory.PooledRow] {
    let share = Double(maximumRows) / Double(max(1, rows.count))
    if share >= 1 { return rows }
    let limit = UInt64(share * 0x1p64)
    return rows.filter { row in
      var stream = RandomStream(seed: seed, key: row.hash, purpose: Self.purpose)
      return stream.next() <= limit
    }
  }

  private static let purpose = StableHash.value(of: "account levels")

  /// Predicts every account in every period from the periods before, and learns from each.
  private func filter(
    _ history: AccountHistory,
    _ model: inout AccountModel,
    isWeighted: Bool
  ) -> [Double] {
    model.levels = [AccountLevel?](repeating: nil, count: history.hashes.count)
    return history.periods.map { period in
      history.withHazard(of: period) { hazard in
        let level = model.level(of: period.account)
        model.levels[period.account] = level.updated(
          conversions: period.conversions,
          hazard: hazard,
          shift: model.shift
        )
        return model.probability(of: hazard, level: level, isWeighted: isWeighted)
      }
    }
  }

  // MARK: - The correction

  private func correction(
    of predictions: [Double],
    _ outcomes: [Double],
    _ history: AccountHistory
  ) throws -> ChosenCalibration {
    try CalibrationChoice(methods: [.platt, .beta], folds: folds, seed: seed).fitted(
      to: predictions.map { clampedProbability($0) },
      outcomes: outcomes,
      groupedBy: history.periods.map { history.hashes[$0.account] }
    )
  }

  private func report(
    of predictions: [Double],
    _ method: CalibrationChoice.Method,
    _ outcomes: [Double],
    _ history: AccountHistory
  ) throws -> AccountReport {
    let folds = Folds(
      groupedBy: history.periods.map { history.hashes[$0.account] },
      count: folds,
      seed: seed
    )
    let best = history.periods.map { clampedProbability($0.best) }
    let shared = predictions.map { clampedProbability($0) }
    let ways: [(AccountReport.Method, [Double])] = [
      (.bestContact, best),
      (.noisyOr, noisyOr(history, isWeighted: false)),
      (.weightedNoisyOr, noisyOr(history, isWeighted: true)),
      (.randomIntercept, shared),
      (.calibratedBestContact, try crossFitted(best, .beta, outcomes, folds)),
      (.calibrated, try crossFitted(shared, method, outcomes, folds)),
    ]
    return AccountReport(
      sampleSize: outcomes.count,
      conversions: outcomes.count { $0 == 1 },
      rows: try ways.map { method, probabilities in
        AccountReport.Row(
          method: method,
          logLoss: try logLoss(outcomes: outcomes, probabilities: probabilities),
          calibrationError: try CalibrationTable(
            outcomes: outcomes,
            probabilities: probabilities
          ).expectedCalibrationError
        )
      }
    )
  }

  private func noisyOr(_ history: AccountHistory, isWeighted: Bool) -> [Double] {
    history.periods.map { period in
      history.withHazard(of: period) { hazard in
        clampedProbability(-expm1(-hazard(scale: 1, isWeighted: isWeighted)))
      }
    }
  }

  /// Corrects every account by a curve that did not see it.
  private func crossFitted(
    _ predictions: [Double],
    _ method: CalibrationChoice.Method,
    _ outcomes: [Double],
    _ folds: Folds
  ) throws -> [Double] {
    var corrected = predictions
    for fold in 0..<folds.count {
      let (training, test) = (folds.trainingRows(of: fold), folds.testRows(of: fold))
      let known = training.map { outcomes[$0] }
      guard !test.isEmpty, known.contains(0), known.contains(1) else { continue }
      let map = try method.map(
        fittedTo: training.map { predictions[$0] },
        outcomes: known
      )
      for (row, probability) in zip(test, try map.applied(to: test.map { predictions[$0] })) {
        corrected[row] = probability
      }
    }
    return corrected
  }
}

extension ChosenCalibration {
  /// The cross-fitted log-loss of the chosen correction.
  fileprivate var leastLogLoss: Double {
    candidates.compactMap(\.logLoss).min() ?? .infinity
  }
}
