import Statistics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Picks the correction of probabilities that predicts best on rows it has not seen.
///
/// Every candidate is cross-fitted within one slice of rows, later than those the model was fitted
/// on, and judged by log-loss; the best one is then fitted to the whole slice. Leaving predictions
/// alone is always a candidate and wins ties, as do fewer parameters.
///
///     let choice = try CalibrationChoice(seed: 42).fitted(to: predictions, outcomes: outcomes)
///     let calibrated = try choice.map.applied(to: tonight)
///
/// What is promised: the cross-fitted log-loss of the chosen map is not above that of the untouched
/// predictions, on the slice it was chosen by, and ranking is not reversed. What is not: that it
/// is better in the next month, when the world has moved, nor that its own log-loss, the smallest
/// of several, is what to expect.
public struct CalibrationChoice: Hashable, Sendable, Codable {
  /// The kinds of correction, from no parameter to many.
  public enum Method: String, Hashable, Sendable, Codable, CaseIterable {
    /// Predictions stay as they are.
    case identity
    /// ``PlattCalibration``.
    case platt
    /// ``BetaCalibration``.
    case beta
    /// ``IsotonicCalibration``.
    case isotonic
  }

  /// The candidates beside leaving predictions alone.
  public var methods: Set<Method>
  /// Into how many parts the slice is cut for cross-fitting.
  public var folds: Int
  /// Another seed cuts otherwise.
  public var seed: UInt64
  /// How many events a slice needs for isotonic calibration.
  public var isotonicEvents: Int

  /// Creates the estimator.
  public init(
    methods: Set<Method> = Set(Method.allCases),
    folds: Int = 5,
    seed: UInt64,
    isotonicEvents: Int = 1000
  ) {
    precondition(folds >= 2, "testing on other rows than training needs two folds")
    self.methods = methods
    self.folds = folds
    self.seed = seed
    self.isotonicEvents = isotonicEvents
  }

  /// Chooses and fits, with independent rows.
  ///
  /// - Parameters:
  ///   - probabilities: the predictions of a later slice of rows.
  ///   - outcomes: 0 or 1 for every row.
  /// - Returns: The map, and how each candidate fared.
  /// - Throws: ``EvaluationError``, for one class with code `evaluation.single-class`.
  public func fitted(
    to probabilities: [Double],
    outcomes: [Double]
  ) throws(EvaluationError) -> ChosenCalibration {
    try EvaluationError.check(outcomes: outcomes, probabilities: probabilities)
    let folds = Folds(stratifying: outcomes, count: folds, seed: seed)
    return try chosen(probabilities, outcomes: outcomes, folds: folds)
  }

  /// Chooses and fits, with rows that come in clusters, which stay together in cross-fitting.
  ///
  /// - Parameters:
  ///   - probabilities: the predictions of a later slice of rows.
  ///   - outcomes: 0 or 1 for every row.
  ///   - hashes: the `StableHash` of every row's key.
  /// - Returns: The map, and how each candidate fared.
  /// - Throws: ``EvaluationError``, for one class with code `evaluation.single-class`.
  public func fitted(
    to probabilities: [Double],
    outcomes: [Double],
    groupedBy hashes: [UInt64]
  ) throws(EvaluationError) -> ChosenCalibration {
    try EvaluationError.check(outcomes: outcomes, probabilities: probabilities)
    let folds = Folds(groupedBy: hashes, count: folds, seed: seed)
    return try chosen(probabilities, outcomes: outcomes, folds: folds)
  }

  private func chosen(
    _ probabilities: [Double],
    outcomes: [Double],
    folds: Folds
  ) throws(EvaluationError) -> ChosenCalibration {
    try EvaluationError.checkTwoClasses(outcomes)
    let candidates = Method.allCases.filter { $0 == .identity || methods.contains($0) }
      .map { judged($0, probabilities, outcomes: outcomes, folds: folds) }
    var best = candidates[0]
    for candidate in candidates.dropFirst() {
      guard let loss = candidate.logLoss, let least = best.logLoss, loss < least else { continue }
      best = candidate
    }
    return ChosenCalibration(
      map: try best.method.map(fittedTo: probabilities, outcomes: outcomes),
      method: best.method,
      candidates: candidates
    )
  }

  private func judged(
    _ method: Method,
    _ probabilities: [Double],
    outcomes: [Double],
    folds: Folds
  ) -> ChosenCalibration.Candidate {
    let events = outcomes.reduce(0) { $0 + Int($1) }
    if method == .isotonic, events < isotonicEvents {
      return .init(
        method: method,
        exclusion: .tooFewEvents(found: events, required: isotonicEvents)
      )
    }
    guard
      let losses = try? losses(of: method, probabilities, outcomes: outcomes, folds: folds)
    else { return .init(method: method, exclusion: .singleClassFold) }
    return .init(method: method, losses: losses)
  }

  /// What every row adds to the log-loss under the map fitted to the other folds.
  private func losses(
    of method: Method,
    _ probabilities: [Double],
    outcomes: [Double],
    folds: Folds
  ) throws(EvaluationError) -> [Double] {
    var losses = Array(repeating: 0.0, count: outcomes.count)
    for fold in 0..<folds.count {
      let (training, test) = (folds.trainingRows(of: fold), folds.testRows(of: fold))
      if test.isEmpty { continue }
      let map = try method.map(
        fittedTo: training.map { probabilities[$0] },
        outcomes: training.map { outcomes[$0] }
      )
      let calibrated = try map.applied(to: test.map { probabilities[$0] })
      for (row, probability) in zip(test, calibrated) {
        losses[row] = logLoss(outcome: outcomes[row], probability: probability)
      }
    }
    return losses
  }
}

extension CalibrationChoice.Method {
  /// The correction of this kind that fits some predictions.
  ///
  /// - Parameters:
  ///   - probabilities: the predictions.
  ///   - outcomes: 0 or 1 for every row.
  /// - Returns: The fitted map.
  /// - Throws: ``EvaluationError``, for one class with code `evaluation.single-class`.
  public func map(
    fittedTo probabilities: [Double],
    outcomes: [Double]
  ) throws(EvaluationError) -> CalibrationMap {
    switch self {
    case .identity: .identity
    case .platt: .platt(try PlattCalibration().fitted(to: probabilities, outcomes: outcomes))
    case .beta: .beta(try BetaCalibration().fitted(to: probabilities, outcomes: outcomes))
    case .isotonic:
      .isotonic(try IsotonicCalibration().fitted(to: probabilities, outcomes: outcomes))
    }
  }
}

/// A chosen and fitted correction of probabilities, with the reasons.
public struct ChosenCalibration: Hashable, Sendable, Codable {
  /// The correction, fitted to the whole slice.
  public let map: CalibrationMap
  /// What kind it is.
  public let method: CalibrationChoice.Method
  /// How each candidate fared, from no parameter to many.
  public let candidates: [Candidate]

  /// One kind of correction in the contest.
  public struct Candidate: Hashable, Sendable, Codable {
    /// Why a candidate did not compete.
    public enum Exclusion: Hashable, Sendable, Codable {
      /// The slice has too few events for so many parameters.
      case tooFewEvents(found: Int, required: Int)
      /// A part of the slice has outcomes of one class only.
      case singleClassFold
    }

    /// What kind it is.
    public let method: CalibrationChoice.Method
    /// The cross-fitted log-loss; nil when it did not compete.
    public let logLoss: Double?
    /// The standard error of that mean, over rows as if they were independent.
    public let standardError: Double?
    /// Why it did not compete; nil when it did.
    public let exclusion: Exclusion?

    init(method: CalibrationChoice.Method, exclusion: Exclusion) {
      self.method = method
      self.exclusion = exclusion
      (logLoss, standardError) = (nil, nil)
    }

    init(method: CalibrationChoice.Method, losses: [Double]) {
      self.method = method
      exclusion = nil
      let count = Double(losses.count)
      let mean = losses.reduce(0, +) / count
      let squares = losses.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      logLoss = mean
      standardError = (squares / max(1, count - 1) / count).squareRoot()
    }
  }
}
