import LinearAlgebra

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

extension ElasticNetPathModel {
  init(
    _ searches: [PenaltySearch],
    nullLook: MeanLook,
    scaling: ColumnScaling,
    counts: ClassCounts
  ) {
    self.init(
      steps: searches.map { search in
        Step(
          strength: search.strength,
          centredIntercept: search.look.position[0],
          coefficients: zip(search.look.position.dropFirst(), scaling.scales).map { $0 * $1 },
          logLikelihood: search.look.meanLogLikelihood * counts.weightSum,
          devianceRatio: 1 - search.look.meanLogLikelihood / nullLook.meanLogLikelihood,
          largestViolation: search.violation,
          iterations: search.iterations,
          convergence: search.convergence ?? .iterationLimit
        )
      },
      columnMeans: scaling.centers,
      nullLogLikelihood: nullLook.meanLogLikelihood * counts.weightSum,
      weightSum: counts.weightSum,
      sampleSize: counts.rows,
      eventCount: counts.events,
      aliased: scaling.scales.indices.filter { scaling.scales[$0] == 0 }.map {
        AliasedColumn(column: $0, reason: .constant)
      }
    )
  }

  /// The model of one step, for predictions and tables.
  ///
  /// It has no covariance: after a selection of columns the usual standard errors and p-values
  /// would be too optimistic.
  ///
  /// - Parameter index: a place in ``steps``.
  /// - Returns: The model; its ``LogisticModel/largestScore`` is the largest violation of an
  ///   optimality condition, times the sum of weights.
  public func model(at index: Int) -> LogisticModel {
    let step = steps[index]
    return LogisticModel(
      columnMeans: columnMeans,
      centredIntercept: step.centredIntercept,
      coefficients: step.coefficients,
      centredCovariance: nil,
      logLikelihood: step.logLikelihood,
      iterations: step.iterations,
      convergence: step.convergence,
      largestScore: step.largestViolation * weightSum,
      sampleSize: sampleSize,
      eventCount: eventCount,
      aliased: aliased
    )
  }

  /// The model of the step whose strength is nearest, in ratio, to a given one.
  ///
  /// For exactly this strength fit `.explicit([strength])`.
  public func model(strength: Double) -> LogisticModel {
    model(at: index(nearestTo: strength))
  }

  /// The place of the step whose strength is nearest, in ratio; of two the stronger penalty.
  public func index(nearestTo strength: Double) -> Int {
    precondition(strength >= 0, "a strength is a number from 0 on")
    func distance(_ index: Int) -> Double {
      let other = steps[index].strength
      return other == strength ? 0 : abs(log(other) - log(strength))
    }
    return steps.indices.dropFirst().reduce(0) { distance($1) < distance($0) ? $1 : $0 }
  }

  /// The intercept of a step as textbooks write it: the logit of a row of zeros.
  public func intercept(at index: Int) -> Double { model(at: index).intercept }

  /// The columns whose coefficient is not 0 at a step, in order.
  public func activeColumns(at index: Int) -> [Int] {
    steps[index].coefficients.indices.filter { steps[index].coefficients[$0] != 0 }
  }
}
