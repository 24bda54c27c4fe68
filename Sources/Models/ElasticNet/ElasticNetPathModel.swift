/// The fitted models of a sequence of falling penalties.
public struct ElasticNetPathModel: Hashable, Sendable {
  /// The model of one strength.
  public struct Step: Hashable, Sendable, Codable {
    /// Glmnet's λ.
    public let strength: Double
    /// The logit of a row whose columns are at their means.
    public let centredIntercept: Double
    /// One coefficient per column, on the column's original scale.
    public let coefficients: [Double]
    /// The log-likelihood, without the penalty.
    public let logLikelihood: Double
    /// The share of the deviance of the empty model that this model explains.
    public let devianceRatio: Double
    /// By how much an optimality condition is missed at most: the certificate.
    ///
    /// Per unit of weight and standard deviation; computed from all rows at exactly these
    /// coefficients, for all columns.
    public let largestViolation: Double
    /// How many positions were tried.
    public let iterations: Int
    /// How the fit ended.
    public let convergence: Convergence

    /// How many coefficients are not 0.
    public var activeCount: Int { coefficients.count { $0 != 0 } }
  }

  /// One step per strength, from the strongest penalty to the weakest.
  public let steps: [Step]
  /// The mean of each column in the data of the fit.
  public let columnMeans: [Double]
  /// The log-likelihood when every penalised coefficient is 0.
  public let nullLogLikelihood: Double
  /// The sum of the weights of the rows.
  public let weightSum: Double
  /// How many rows were fitted.
  public let sampleSize: Int
  /// How many of them had the outcome 1.
  public let eventCount: Int
  /// The columns that were dropped, because they have one value only.
  public let aliased: [AliasedColumn]
}

extension ElasticNetPathModel: Codable {
  private enum CodingKeys: String, CodingKey {
    case steps, columnMeans, nullLogLikelihood, weightSum, sampleSize, eventCount, aliased
  }

  /// Reads a path and checks that its parts fit together.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    steps = try container.decode([Step].self, forKey: .steps)
    columnMeans = try container.decode([Double].self, forKey: .columnMeans)
    nullLogLikelihood = try container.decode(Double.self, forKey: .nullLogLikelihood)
    weightSum = try container.decode(Double.self, forKey: .weightSum)
    sampleSize = try container.decode(Int.self, forKey: .sampleSize)
    eventCount = try container.decode(Int.self, forKey: .eventCount)
    aliased = try container.decode([AliasedColumn].self, forKey: .aliased)
    let columns = columnMeans.indices
    guard !steps.isEmpty, steps.allSatisfy({ $0.coefficients.count == columns.count }),
      aliased.allSatisfy({ columns.contains($0.column) })
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .steps,
        in: container,
        debugDescription: "the steps of the path have different numbers of columns"
      )
    }
  }
}
