public import LinearAlgebra

/// A fitted logistic regression with an intercept for each group.
public struct RandomInterceptModel: Hashable, Sendable {
  /// What is known about the intercept of one group, beside the common one.
  public struct GroupEffect: Hashable, Sendable, Codable {
    /// The group, as in the fit.
    public var group: Int
    /// The most likely intercept, `b̂ = τ·û`.
    public var mode: Double
    /// The variance of the intercept around it, for given coefficients: `τ²/D`.
    public var variance: Double
    /// The trials of the group.
    public var trials: Double
  }

  /// The mean of each column in the data of the fit.
  public let columnMeans: [Double]
  /// The logit of a row whose columns are at their means, in a group with intercept 0.
  public let centredIntercept: Double
  /// One coefficient per column, on the column's original scale; 0 for a dropped column.
  public let coefficients: [Double]
  /// The covariance of (centred intercept, coefficients), τ estimated with them.
  public let centredCovariance: Matrix
  /// τ, the standard deviation of the groups' intercepts; 0 when they do not differ.
  public let standardDeviation: Double
  /// The standard error of ln τ; nil when τ is 0 or the likelihood says nothing.
  public let logDeviationError: Double?
  /// What is known about every group, in ascending order of groups.
  public let groupEffects: [GroupEffect]
  /// By how much each group's mode falls when (centred intercept, coefficients) grow,
  /// `−db̂/dβ = τ²·Σ w x / D`: groups × (columns + 1).
  let sensitivities: Matrix
  /// The marginal log-likelihood, binomial coefficients included.
  public let logLikelihood: Double
  /// The log-likelihood of the model with τ = 0.
  public let nullLogLikelihood: Double
  /// How many steps were taken, those of the model without groups included.
  public let iterations: Int
  /// How the fit ended; the numbers of a fit that did not reach its maximum are not estimates.
  public let convergence: Convergence
  /// The largest element of the score (per standard deviation, and by ln τ) at the end.
  public let largestScore: Double
  /// How many rows were fitted.
  public let sampleSize: Int
  /// The successes of all rows.
  public let successCount: Double
  /// The columns that were dropped.
  public let aliased: [AliasedColumn]

  /// The logit of a row of zeros in a group with intercept 0.
  public var intercept: Double {
    zip(coefficients, columnMeans).reduce(centredIntercept) { $0 - $1.0 * $1.1 }
  }
}

extension RandomInterceptModel {
  init(_ solution: RandomInterceptSolver.Solution, rows: GroupedRows) {
    let variance = solution.deviation * solution.deviation
    let factors = [1] + rows.scaling.scales
    var sensitivities = solution.groupSums
    var effects: [GroupEffect] = []
    for (index, group) in rows.groups.enumerated() {
      let posterior = variance / solution.pass.precisions[index]
      effects.append(
        GroupEffect(
          group: group,
          mode: solution.deviation * solution.pass.modes[index],
          variance: posterior,
          trials: rows.trials[rows.bounds[index]..<rows.bounds[index + 1]].reduce(0, +)
        )
      )
      // The sums count per standard deviation, the coefficients per unit of their column.
      for (column, factor) in factors.enumerated() {
        sensitivities[index, column] *= factor == 0 ? 0 : posterior / factor
      }
    }
    self.init(
      columnMeans: rows.scaling.centers,
      centredIntercept: solution.position[0],
      coefficients: zip(solution.position.dropFirst(), rows.scaling.scales).map { $0 * $1 },
      centredCovariance: solution.covariance.scaled(by: factors),
      standardDeviation: solution.deviation,
      logDeviationError: solution.logDeviationError,
      groupEffects: effects,
      sensitivities: sensitivities,
      logLikelihood: solution.pass.logLikelihood,
      nullLogLikelihood: solution.nullLogLikelihood,
      iterations: solution.iterations,
      convergence: solution.convergence,
      largestScore: solution.largestScore,
      sampleSize: rows.successes.count,
      successCount: rows.successSum,
      aliased: solution.aliased
    )
  }
}

extension RandomInterceptModel: Codable {
  private enum CodingKeys: String, CodingKey {
    case columnMeans, centredIntercept, coefficients, centredCovariance, standardDeviation
    case logDeviationError, groupEffects, sensitivities, logLikelihood, nullLogLikelihood
    case iterations, convergence, largestScore, sampleSize, successCount, aliased
  }

  /// Reads a model and checks that its parts fit together.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    columnMeans = try container.decode([Double].self, forKey: .columnMeans)
    centredIntercept = try container.decode(Double.self, forKey: .centredIntercept)
    coefficients = try container.decode([Double].self, forKey: .coefficients)
    centredCovariance = try container.decode(Matrix.self, forKey: .centredCovariance)
    standardDeviation = try container.decode(Double.self, forKey: .standardDeviation)
    logDeviationError = try container.decodeIfPresent(Double.self, forKey: .logDeviationError)
    groupEffects = try container.decode([GroupEffect].self, forKey: .groupEffects)
    sensitivities = try container.decode(Matrix.self, forKey: .sensitivities)
    logLikelihood = try container.decode(Double.self, forKey: .logLikelihood)
    nullLogLikelihood = try container.decode(Double.self, forKey: .nullLogLikelihood)
    iterations = try container.decode(Int.self, forKey: .iterations)
    convergence = try container.decode(Convergence.self, forKey: .convergence)
    largestScore = try container.decode(Double.self, forKey: .largestScore)
    sampleSize = try container.decode(Int.self, forKey: .sampleSize)
    successCount = try container.decode(Double.self, forKey: .successCount)
    aliased = try container.decode([AliasedColumn].self, forKey: .aliased)
    guard partsFit else {
      throw DecodingError.dataCorruptedError(
        forKey: .coefficients,
        in: container,
        debugDescription: "the parts of the model do not fit together"
      )
    }
  }

  private var partsFit: Bool {
    let count = coefficients.count
    return columnMeans.count == count
      && centredCovariance.rows == count + 1 && centredCovariance.columns == count + 1
      && sensitivities.rows == groupEffects.count && sensitivities.columns == count + 1
      && standardDeviation >= 0
      && groupEffects.allSatisfy { $0.variance >= 0 }
      && zip(groupEffects, groupEffects.dropFirst()).allSatisfy { $0.group < $1.group }
      && aliased.allSatisfy { coefficients.indices.contains($0.column) }
  }
}
