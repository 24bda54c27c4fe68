public import LinearAlgebra
public import Statistics

extension RandomInterceptModel {
  /// What is known about a group; nil for one that was not in the fit.
  public func effect(of group: Int) -> GroupEffect? {
    index(of: group).map { groupEffects[$0] }
  }

  /// The probability of success of one row, averaged over what is not known about its group.
  ///
  /// `E σ(x·β + b)`, where b is N(b̂, v) for a group of the fit and N(0, τ²) for any other, by 20
  /// Gauss–Hermite points. The average is nearer to ½ than `σ(x·β + b̂)`.
  ///
  /// - Parameters:
  ///   - row: one value per column.
  ///   - group: the group, seen or not; nil for a new one.
  /// - Returns: A probability, never exactly 0 or 1; NaN when a value is NaN.
  public func probability(of row: some Collection<Double>, group: Int?) -> Double {
    let logit = logit(of: row)
    let place = group.flatMap { index(of: $0) }
    return averaged(logit, at: place)
  }

  /// The probabilities of many rows; see ``probability(of:group:)``.
  ///
  /// - Parameters:
  ///   - design: rows × columns, as in the fit.
  ///   - groups: the group of every row, seen or not.
  ///   - threads: how many threads to use; the result does not depend on it.
  /// - Returns: One probability per row.
  public func probabilities(
    of design: Matrix,
    groups: [Int],
    threads: Int = 1
  ) -> [Double] {
    precondition(groups.count == design.rows, "every row needs a group")
    let logits = design.multiplied(
      by: coefficients,
      centers: columnMeans,
      plus: centredIntercept,
      threads: threads
    )
    return zip(logits, groups).map { averaged($0, at: index(of: $1)) }
  }

  /// An interval for the probability of one row in its group.
  ///
  /// For a group of the fit the logit `x·β + b̂` has the variance of b around its mode, and that of
  /// β, with which the mode moves: where a group has many rows of its own, the common
  /// intercept cancels. For any other group the variance is τ² and that of `x·β`. The uncertainty
  /// of τ is left out.
  ///
  /// - Parameters:
  ///   - row: one value per column.
  ///   - group: the group, seen or not; nil for a new one.
  ///   - confidence: the share of such intervals that hold the true probability.
  /// - Returns: An interval within 0 to 1.
  public func interval(
    of row: some Collection<Double>,
    group: Int?,
    confidence: Double = 0.95
  ) -> Interval {
    let reach = NormalDistribution.twoSidedQuantile(confidence: confidence)
    var direction = [1] + zip(row, columnMeans).map { $0 - $1 }
    var (center, variance) = (logit(of: row), standardDeviation * standardDeviation)
    if let place = group.flatMap({ index(of: $0) }) {
      center += groupEffects[place].mode
      variance = groupEffects[place].variance
      for column in direction.indices { direction[column] -= sensitivities[place, column] }
    }
    let error = max(0, variance + centredCovariance.form(direction)).squareRoot()
    return Interval(
      lower: clampedProbability(logistic(center - reach * error)),
      upper: clampedProbability(logistic(center + reach * error))
    )
  }

  private func logit(of row: some Collection<Double>) -> Double {
    precondition(row.count == coefficients.count, "a row needs one value per column")
    return zip(zip(row, columnMeans), coefficients).reduce(centredIntercept) {
      $0 + ($1.0.0 - $1.0.1) * $1.1
    }
  }

  private func averaged(_ logit: Double, at place: Int?) -> Double {
    let mean = logit + (place.map { groupEffects[$0].mode } ?? 0)
    let variance = place.map { groupEffects[$0].variance } ?? standardDeviation * standardDeviation
    guard variance > 0 else { return clampedProbability(logistic(mean)) }
    let (rule, deviation) = (Self.rule, variance.squareRoot())
    var average = 0.0
    for index in rule.nodes.indices {
      average += rule.weights[index] * logistic(mean + deviation * rule.nodes[index])
    }
    return clampedProbability(average)
  }

  private static let rule = GaussHermiteRule(points: 20)

  /// The position of a group, by bisection.
  private func index(of group: Int) -> Int? {
    var (low, high) = (0, groupEffects.count)
    while low < high {
      let middle = (low + high) / 2
      if groupEffects[middle].group < group { low = middle + 1 } else { high = middle }
    }
    return low < groupEffects.count && groupEffects[low].group == group ? low : nil
  }
}
