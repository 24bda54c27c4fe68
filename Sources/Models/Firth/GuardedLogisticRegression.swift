public import LinearAlgebra
import Statistics

/// Logistic regression by maximum likelihood where the data carry it, by Firth's penalised
/// likelihood where they do not.
///
/// Firth takes over when the rarer outcome happened less than ten times per column, when the
/// outcomes are separated, and when maximum likelihood finds no maximum. Why it did comes with
/// the fit:
///
///     let fit = try GuardedLogisticRegression().fitted(to: design, outcomes: converted)
///     if case .firth(_, because: .separation(let column)) = fit { warn(about: column) }
///     let probabilities = fit.predictor.probabilities(of: design)
///
/// Ten events per column is a rule of thumb (Peduzzi et al. 1996 A simulation study of the number
/// of events per variable in logistic regression analysis); beyond it the two estimators differ
/// by little, so crossing it does no harm.
public struct GuardedLogisticRegression: Hashable, Sendable, Codable {
  /// How maximum likelihood is tried.
  public var maximumLikelihood: LogisticRegression
  /// What takes over.
  public var firth: FirthRegression
  /// How many events per column maximum likelihood needs.
  public var eventsPerColumn: Double

  /// Creates the estimator.
  public init(
    maximumLikelihood: LogisticRegression = LogisticRegression(),
    firth: FirthRegression = FirthRegression(),
    eventsPerColumn: Double = 10
  ) {
    precondition(maximumLikelihood.penalty == .none, "maximum likelihood has no penalty")
    precondition(eventsPerColumn >= 0, "a number of events is not negative")
    self.maximumLikelihood = maximumLikelihood
    self.firth = firth
    self.eventsPerColumn = eventsPerColumn
  }

  /// Fits the model, or both.
  ///
  /// - Parameters:
  ///   - design: rows × columns, finite values; no column of ones.
  ///   - outcomes: 0 or 1 for every row.
  ///   - weights: how often each row counts; nil for once. They count the events, too.
  ///   - offset: a known part of each row's logit; nil for 0. Predictions know no offset: add it to
  ///     their logits.
  ///   - threads: how many threads to use; the bits of the result do not depend on it.
  /// - Returns: The fitted model, and why it was chosen.
  /// - Throws: ``ModelError``, as ``LogisticRegression`` does.
  public func fitted(
    to design: Matrix,
    outcomes: [Double],
    weights: [Double]? = nil,
    offset: [Double]? = nil,
    threads: Int = 1
  ) throws(ModelError) -> GuardedLogisticModel {
    let attempt = try maximumLikelihood.fitted(
      to: design,
      outcomes: outcomes,
      weights: weights,
      offset: offset,
      threads: threads
    )
    let counts = try ClassCounts(
      rows: design.rows,
      outcomes: outcomes,
      weights: weights,
      offset: offset
    )
    guard let reason = reason(against: attempt, counts) else { return .maximumLikelihood(attempt) }
    let model = try firth.fitted(
      to: design,
      outcomes: outcomes,
      weights: weights,
      offset: offset,
      threads: threads
    )
    return .firth(model, because: reason)
  }

  /// Why maximum likelihood is not to be trusted; nil when it is.
  private func reason(
    against attempt: LogisticModel,
    _ counts: ClassCounts
  ) -> GuardedLogisticModel.Reason? {
    let columns = attempt.coefficients.count - attempt.aliased.count
    let needed = eventsPerColumn * Double(columns)
    let events = min(counts.eventWeight, counts.weightSum - counts.eventWeight)
    switch attempt.convergence {
    case .separation(let column): return .separation(column: column)
    case .reached: return events < needed ? .fewEvents(count: events, needed: needed) : nil
    case .iterationLimit, .singular, .boundary: return .noMaximum
    }
  }
}

/// A logistic model and the way it was fitted.
public enum GuardedLogisticModel: Hashable, Sendable, Codable {
  /// By maximum likelihood.
  case maximumLikelihood(LogisticModel)
  /// By Firth's penalised likelihood, and why.
  case firth(FirthModel, because: Reason)

  /// Why maximum likelihood was not trusted.
  public enum Reason: Hashable, Sendable, Codable {
    /// The rarer outcome happened too seldom for the number of columns.
    case fewEvents(count: Double, needed: Double)
    /// The likelihood grows without end along this column (counted from 0; nil for the
    /// intercept).
    case separation(column: Int?)
    /// The iterations ran out, or the information became singular on the way.
    case noMaximum

    /// The reason as a sentence.
    public var message: String {
      switch self {
      case .fewEvents(let count, let needed):
        "the rarer outcome happened \(count) times, less than the \(needed) that maximum "
          + "likelihood needs for these columns"
      case .separation(let column):
        (column.map { "column \($0)" } ?? "the intercept")
          + " tells some outcomes without error, so its estimate by maximum likelihood is infinite"
      case .noMaximum: "the search for the maximum of the likelihood did not end at one"
      }
    }
  }

  /// The model that predicts; after Firth, with the intercept of FLIC.
  public var predictor: LogisticModel {
    switch self {
    case .maximumLikelihood(let model): model
    case .firth(let model, _): model.predictor
    }
  }

  /// How the fit ended that was taken.
  public var convergence: Convergence { fitSummary.convergence }

  /// The fit that was taken, in one line.
  public var fitSummary: FitSummary {
    switch self {
    case .maximumLikelihood(let model): model.fitSummary
    case .firth(let model, _): model.fitSummary
    }
  }

  /// Why maximum likelihood was not trusted; nil when it was.
  public var reason: Reason? {
    switch self {
    case .maximumLikelihood: nil
    case .firth(_, let reason): reason
    }
  }
}
