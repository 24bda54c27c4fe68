import LinearAlgebra

/// Maximum likelihood of a logistic regression whose coefficients may not be negative.
///
/// The log-likelihood is concave, so a point is the maximum exactly when (Karush, Kuhn and Tucker)
/// the score of every coefficient above 0 is 0 and that of every coefficient at 0 is not positive.
/// The active-set method of Lawson and Hanson (1974, "Solving least squares problems") looks for
/// the set of coefficients above 0: it maximises over a set, walks towards that maximum until the
/// first coefficient reaches 0, takes it out, and goes on; once the maximum over the set is
/// inside, it lets in the coefficient at 0 whose score is largest. Every set that is let in raises
/// the likelihood, so none comes twice and the search ends.
///
/// An ``ElasticNetPath`` of strength 0 with ``SignConstraint`` has the same maximum, but stops within
/// a tolerance and has no covariance; this one knows which columns are free, and their model is a
/// ``LogisticRegression`` with everything that belongs to one.
struct NonNegativeLogistic {
  let design: Matrix
  let outcomes: [Double]
  let weights: [Double]?
  let threads: Int

  /// A maximum and the columns it uses.
  struct Fit {
    /// The regression on the columns of `free`.
    var model: LogisticModel
    /// The columns whose coefficients may move, ascending.
    var free: [Int]

    /// One coefficient per column of the design.
    func coefficients(count: Int) -> [Double] {
      var spread = Array(repeating: 0.0, count: count)
      for (column, coefficient) in zip(free, model.coefficients) { spread[column] = coefficient }
      return spread
    }
  }

  /// The maximum; columns that repeat others have the coefficient 0 too.
  func fit() throws(ModelError) -> Fit {
    var fit = try feasible(
      Array(0..<design.columns),
      from: Array(repeating: 0, count: design.columns)
    )
    while let column = mostPromising(fit) {
      let current = fit.coefficients(count: design.columns)
      let next = try feasible((fit.free + [column]).sorted(), from: current)
      // In exact arithmetic the likelihood rises; when it does not, what is left is rounding.
      guard next.model.logLikelihood > fit.model.logLikelihood else { break }
      fit = next
    }
    return fit
  }

  /// Maximises over some columns, taking out those that would become negative.
  private func feasible(_ columns: [Int], from start: [Double]) throws(ModelError) -> Fit {
    var (free, current) = (columns, start)
    while true {
      let model = try LogisticRegression().fitted(
        to: free.count == design.columns ? design : design.selecting(columns: free),
        outcomes: outcomes,
        weights: weights,
        threads: threads
      )
      let fit = Fit(model: model, free: free)
      let target = fit.coefficients(count: design.columns)
      let negative = free.filter { target[$0] < 0 }
      guard !negative.isEmpty else { return fit }
      // How far each may go before it is 0.
      let reaches = negative.map { current[$0] / (current[$0] - target[$0]) }
      let reach = reaches.min() ?? 0
      let leaving = Set(zip(negative, reaches).filter { $0.1 == reach }.map(\.0))
      for column in free { current[column] += reach * (target[column] - current[column]) }
      for column in leaving { current[column] = 0 }
      free.removeAll(where: leaving.contains)
    }
  }

  /// The column at 0 whose score is largest, if it is positive beyond rounding.
  private func mostPromising(_ fit: Fit) -> Int? {
    guard fit.free.count < design.columns, fit.model.convergence == .reached else { return nil }
    let predicted = fit.model.probabilities(
      of: design.selecting(columns: fit.free),
      threads: threads
    )
    let residuals = outcomes.indices.map { (weights?[$0] ?? 1) * (outcomes[$0] - predicted[$0]) }
    let scores = (0..<design.columns).map { column in
      fit.free.contains(column)
        ? 0 : zip(residuals, design.column(column)).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let size = weights?.reduce(0, +) ?? Double(design.rows)
    guard let largest = scores.max(), largest > 1e-9 * size else { return nil }
    return scores.firstIndex(of: largest)
  }
}
