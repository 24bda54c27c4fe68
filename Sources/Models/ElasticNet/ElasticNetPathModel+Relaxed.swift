public import LinearAlgebra

extension ElasticNetPathModel {
  /// The columns of one step, fitted again without penalty: the relaxed fit.
  ///
  /// A penalty that is strong enough to discard columns also shrinks those that stay. Fitting them
  /// again takes the shrinkage away and keeps the selection (Meinshausen 2007, Relaxed lasso). Signs
  /// and penalty factors play no part in the second fit.
  ///
  /// - Parameters:
  ///   - index: a place in ``steps``.
  ///   - design: the rows of the first fit, or others with the same columns.
  ///   - outcomes: 0 or 1 for every row.
  ///   - weights: how often each row counts; nil for once.
  ///   - offset: a known part of each row's logit; nil for 0. Predictions know no offset: add it to
  ///     their logits.
  ///   - threads: how many threads to use; the bits of the result do not depend on it.
  /// - Returns: A model of all columns, most of them 0; without a covariance, which would ignore
  ///   the selection.
  /// - Throws: ``ModelError``, as ``LogisticRegression`` does.
  /// - Complexity: O(rows × active columns²) per Newton step.
  public func relaxedModel(
    at index: Int,
    to design: Matrix,
    outcomes: [Double],
    weights: [Double]? = nil,
    offset: [Double]? = nil,
    threads: Int = 1
  ) throws(ModelError) -> LogisticModel {
    precondition(design.columns == columnMeans.count, "the design has other columns than the path")
    let active = activeColumns(at: index)
    let fit = try LogisticRegression()
      .fitted(
        to: design.selecting(columns: active),
        outcomes: outcomes,
        weights: weights,
        offset: offset,
        threads: threads
      )
    return LogisticModel(
      columnMeans: fit.columnMeans.spread(to: active, of: columnMeans),
      centredIntercept: fit.centredIntercept,
      coefficients: fit.coefficients.spread(to: active, of: columnMeans.map { _ in 0 }),
      centredCovariance: nil,
      logLikelihood: fit.logLikelihood,
      iterations: fit.iterations,
      convergence: fit.convergence.renumbered(active),
      largestScore: fit.largestScore,
      sampleSize: fit.sampleSize,
      eventCount: fit.eventCount,
      aliased: aliased + fit.aliased.map { .init(column: active[$0.column], reason: $0.reason) }
    )
  }
}

extension [Double] {
  /// A longer array with these values at some places.
  fileprivate func spread(to places: [Int], of whole: [Double]) -> [Double] {
    var spread = whole
    for (place, value) in zip(places, self) { spread[place] = value }
    return spread
  }
}

extension Convergence {
  /// The same, with the column's number among all columns.
  fileprivate func renumbered(_ columns: [Int]) -> Convergence {
    guard case .separation(let column?) = self else { return self }
    return .separation(column: columns[column])
  }
}
