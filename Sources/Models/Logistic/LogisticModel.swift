public import LinearAlgebra

/// A fitted logistic regression.
///
/// Stored around the means of the columns, where intercept and coefficients are nearly
/// independent; ``intercept`` and ``covariance`` give the textbook form.
public struct LogisticModel: Hashable, Sendable {
  /// The mean of each column in the data of the fit.
  public let columnMeans: [Double]
  /// The logit of a row whose columns are at their means.
  public let centredIntercept: Double
  /// One coefficient per column, on the column's original scale; 0 for a dropped column.
  public let coefficients: [Double]
  /// The covariance of (centred intercept, coefficients); nil where theory gives none, as after a
  /// selection of columns, or where it was not asked for.
  public let centredCovariance: Matrix?
  /// The log-likelihood of the data of the fit, without the penalty.
  public let logLikelihood: Double
  /// How many Newton steps were taken.
  public let iterations: Int
  /// How the fit ended; the numbers of a fit that did not reach its maximum are not estimates.
  public let convergence: Convergence
  /// The largest element of the score (per standard deviation) at the last look at the data.
  public let largestScore: Double
  /// How many rows were fitted.
  public let sampleSize: Int
  /// How many of them had the outcome 1.
  public let eventCount: Int
  /// The columns that were dropped.
  public let aliased: [AliasedColumn]

  /// The logit of a row of zeros.
  public var intercept: Double {
    zip(coefficients, columnMeans).reduce(centredIntercept) { $0 - $1.0 * $1.1 }
  }

  /// The covariance of (intercept, coefficients): the inverse Hessian of what was minimised.
  ///
  /// Without penalty this is the inverse Fisher information. With a ridge it is the inverse of
  /// the penalised Hessian, the posterior covariance under the normal prior that the ridge is; it
  /// does not contain the bias that the ridge causes. Rows of dropped columns are 0. Nil where
  /// ``centredCovariance`` is.
  ///
  /// - Complexity: O(columns²); keep it when you need it more than once.
  public var covariance: Matrix? { centredCovariance.map(uncentred) }

  /// The covariance of (intercept, coefficients) from that of (centred intercept, coefficients).
  func uncentred(_ centred: Matrix) -> Matrix {
    var covariance = centred
    let last = covariance.columns
    // Subtracts the means from the intercept's row, then from its column.
    for column in 0..<last {
      for index in columnMeans.indices {
        covariance[0, column] -= columnMeans[index] * covariance[index + 1, column]
      }
    }
    for row in 0..<last {
      for index in columnMeans.indices {
        covariance[row, 0] -= columnMeans[index] * covariance[row, index + 1]
      }
    }
    return covariance
  }
}

extension LogisticModel {
  init(_ solution: LogisticSolver.Solution, of problem: LogisticProblem) {
    let scaling = problem.scaling
    self.init(
      columnMeans: scaling.centers,
      centredIntercept: solution.position[0],
      coefficients: zip(solution.position.dropFirst(), scaling.scales).map { $0 * $1 },
      centredCovariance: solution.covariance.map { $0.scaled(by: [1] + scaling.scales) },
      logLikelihood: solution.logLikelihood,
      iterations: solution.iterations,
      convergence: solution.convergence,
      largestScore: solution.largestScore,
      sampleSize: problem.counts.rows,
      eventCount: problem.counts.events,
      aliased: solution.aliased
    )
  }
}

extension LogisticModel: Codable {
  private enum CodingKeys: String, CodingKey {
    case columnMeans, centredIntercept, coefficients, centredCovariance, logLikelihood, iterations
    case convergence, largestScore, sampleSize, eventCount, aliased
  }

  /// Reads a model and checks that its parts fit together.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    columnMeans = try container.decode([Double].self, forKey: .columnMeans)
    centredIntercept = try container.decode(Double.self, forKey: .centredIntercept)
    coefficients = try container.decode([Double].self, forKey: .coefficients)
    centredCovariance = try container.decodeIfPresent(Matrix.self, forKey: .centredCovariance)
    logLikelihood = try container.decode(Double.self, forKey: .logLikelihood)
    iterations = try container.decode(Int.self, forKey: .iterations)
    convergence = try container.decode(Convergence.self, forKey: .convergence)
    largestScore = try container.decode(Double.self, forKey: .largestScore)
    sampleSize = try container.decode(Int.self, forKey: .sampleSize)
    eventCount = try container.decode(Int.self, forKey: .eventCount)
    aliased = try container.decode([AliasedColumn].self, forKey: .aliased)
    let count = coefficients.count
    guard columnMeans.count == count,
      centredCovariance.map({ $0.rows == count + 1 && $0.columns == count + 1 }) ?? true,
      aliased.allSatisfy({ coefficients.indices.contains($0.column) })
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .coefficients,
        in: container,
        debugDescription: "the parts of the model have different numbers of columns"
      )
    }
  }
}
