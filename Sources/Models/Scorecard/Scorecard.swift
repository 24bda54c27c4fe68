import LinearAlgebra

/// A table of points per bin whose sum is the log-odds of the outcome.
///
/// Every variable is cut into bins and replaced by its weight of evidence (``OptimalBinning``), a
/// logistic regression finds how much the evidence of each counts beside the others, and the
/// log-odds are written as points on a ``PointScale``:
/// `pointsⱼᵢ = factor·(βⱼ·WOEⱼᵢ + β₀/k) + offset/k` for bin i of variable j among k variables.
///
/// No coefficient may be negative. Evidence already has its direction, so a negative coefficient
/// would take points away where the data of the variable alone add some: it corrects for a variable
/// that says nearly the same, and nobody could explain it. Such variables are dropped and listed
/// (Siddiqi 2006, "Credit risk scorecards").
///
///     let card = try Scorecard(scale: PointScale(pointsToDoubleOdds: 20))
///       .fitted(to: [.numbers(visits), .codes(industry, levels: 12)], outcomes: converted)
///     let scores = card.scores(of: columns)
///     for row in card.pointsTable() { print(row.name, row.content, row.roundedPoints) }
///
/// **What a score promises.** Scores order rows as the model's probabilities do, and
/// ``ScorecardModel/probability(ofScore:)`` gives that probability back. On the data of the fit the
/// probabilities add up to the number of events (the score equation of the intercept), so they are
/// right on average there. Nothing is promised for parts of the data, for other populations or for
/// later times: there, compare predicted and observed rates before points are read as odds.
public struct Scorecard: Hashable, Sendable, Codable {
  /// How variables are cut into bins.
  public var binning: OptimalBinning
  /// How log-odds become points.
  public var scale: PointScale

  /// Creates the estimator.
  public init(binning: OptimalBinning = OptimalBinning(), scale: PointScale = PointScale()) {
    self.binning = binning
    self.scale = scale
  }

  /// Fits bins, coefficients and points.
  ///
  /// - Parameters:
  ///   - columns: at least one variable, each with a value per row; values may be missing.
  ///   - outcomes: 0 or 1 for every row.
  ///   - weights: how often each row counts; nil for once.
  ///   - threads: how many threads to use; the bits of the result do not depend on it.
  /// - Returns: The scorecard, with how the regression ended.
  /// - Throws: ``ModelError``: `model.no-rows`, `model.not-finite`, `model.outcome-not-binary`,
  ///   `model.weight-negative` or `model.single-class`.
  /// - Complexity: O(rows × variables²) per Newton step, and a fit for each set of variables that
  ///   is tried: one when no variable is dropped.
  public func fitted(
    to columns: [BinnableColumn],
    outcomes: [Double],
    weights: [Double]? = nil,
    threads: Int = 1
  ) throws(ModelError) -> ScorecardModel {
    try fitted(
      to: columns,
      encodedBy: binning.fitted(toEach: columns, outcomes: outcomes, weights: weights),
      outcomes: outcomes,
      weights: weights,
      threads: threads
    )
  }

  /// Fits coefficients and points to bins that are given.
  ///
  /// - Parameters:
  ///   - columns: at least one variable, each with a value per row; values may be missing.
  ///   - encoding: the bins of the variables, for instance made by hand.
  ///   - outcomes: 0 or 1 for every row.
  ///   - weights: how often each row counts; nil for once.
  ///   - threads: how many threads to use; the bits of the result do not depend on it.
  /// - Returns: The scorecard, with how the regression ended.
  /// - Throws: ``ModelError``, as ``fitted(to:outcomes:weights:threads:)`` does.
  public func fitted(
    to columns: [BinnableColumn],
    encodedBy encoding: WeightOfEvidenceEncoding,
    outcomes: [Double],
    weights: [Double]? = nil,
    threads: Int = 1
  ) throws(ModelError) -> ScorecardModel {
    precondition(!columns.isEmpty, "a scorecard needs a variable")
    let fit = try nonNegativeFit(
      design: encoding.applied(to: columns),
      outcomes: outcomes,
      weights: weights,
      threads: threads
    )
    let coefficients = fit.coefficients(count: columns.count)
    return ScorecardModel(
      encoding: encoding,
      logistic: fit.model,
      coefficients: coefficients,
      dropped: dropped(coefficients, encoding, fit),
      scale: scale
    )
  }

  private func dropped(
    _ coefficients: [Double],
    _ encoding: WeightOfEvidenceEncoding,
    _ fit: NonNegativeLogistic.Fit
  ) -> [ScorecardModel.DroppedVariable] {
    coefficients.indices.filter { coefficients[$0] == 0 }.map { variable in
      let reason: ScorecardModel.DroppedVariable.Reason =
        encoding.binnings[variable].informationValue == 0
        ? .noEvidence : fit.free.contains(variable) ? .linearCombination : .wrongSign
      return ScorecardModel.DroppedVariable(variable: variable, reason: reason)
    }
  }

  /// The one place that says how signs are kept.
  private func nonNegativeFit(
    design: Matrix,
    outcomes: [Double],
    weights: [Double]?,
    threads: Int
  ) throws(ModelError) -> NonNegativeLogistic.Fit {
    try NonNegativeLogistic(
      design: design,
      outcomes: outcomes,
      weights: weights,
      threads: threads
    )
    .fit()
  }
}
