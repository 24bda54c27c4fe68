public import LinearAlgebra

extension ScorecardModel {
  /// The points that each variable adds to the score of each row: rows × variables.
  ///
  /// With ``basePoints`` the points of a row add up to its score.
  public func contributions(of columns: [BinnableColumn]) -> Matrix {
    let points = points
    var contributions = Matrix(rows: columns.first?.count ?? 0, columns: columns.count)
    precondition(columns.count == points.count, "every variable of the fit needs its column")
    for variable in points.indices {
      let places = encoding.binnings[variable].binIndices(of: columns[variable])
      precondition(places.count == contributions.rows, "all columns need the same rows")
      for (row, place) in places.enumerated() {
        contributions[row, variable] = points[variable][place]
      }
    }
    return contributions
  }

  /// The scores of rows, not rounded: they rank rows as the probabilities do.
  ///
  /// - Parameter columns: the variables of the fit, in that order.
  /// - Returns: One score per row.
  public func scores(of columns: [BinnableColumn]) -> [Double] {
    sums(of: columns, points: points, base: basePoints)
  }

  /// The scores of rows as someone with the printed table would add them up.
  ///
  /// They are at most ``largestRoundingError`` away from the scores, and tie more often.
  ///
  /// - Parameter columns: the variables of the fit, in that order.
  /// - Returns: One whole number per row.
  public func roundedScores(of columns: [BinnableColumn]) -> [Int] {
    let rounded = points.map { $0.map { $0.rounded() } }
    return sums(of: columns, points: rounded, base: basePoints.rounded()).map { Int($0) }
  }

  /// The probabilities of rows, never exactly 0 or 1.
  ///
  /// - Parameter columns: the variables of the fit, in that order.
  /// - Returns: One probability per row.
  public func probabilities(of columns: [BinnableColumn]) -> [Double] {
    scores(of: columns).map { scale.probability(ofScore: $0) }
  }

  /// The probability at a score, never exactly 0 or 1.
  public func probability(ofScore score: Double) -> Double {
    scale.probability(ofScore: score)
  }

  private func sums(of columns: [BinnableColumn], points: [[Double]], base: Double) -> [Double] {
    precondition(columns.count == points.count, "every variable of the fit needs its column")
    var sums = Array(repeating: base, count: columns.first?.count ?? 0)
    for (variable, column) in columns.enumerated() {
      precondition(column.count == sums.count, "all columns need the same rows")
      let values = encoding.binnings[variable].mapped(column) { points[variable][$0] }
      for row in sums.indices { sums[row] += values[row] }
    }
    return sums
  }
}
