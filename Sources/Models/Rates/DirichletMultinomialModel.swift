public import LinearAlgebra

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A fitted distribution of shares.
public struct DirichletMultinomialModel: Hashable, Sendable {
  /// The distribution that the shares seem to come from.
  public let prior: SharePrior
  /// The log-likelihood, multinomial coefficients included.
  public let logLikelihood: Double
  /// How many Newton steps were taken.
  public let iterations: Int
  /// How the fit ended.
  public let convergence: Convergence
  /// The largest derivative by ln γ at the end.
  public let largestScore: Double
  /// The covariance of ln γ, the inverse observed information.
  ///
  /// Nil without a maximum inside the range. Rows and columns of categories that were never seen are 0.
  public let covariance: Matrix?
  /// The test of these shares against one common set.
  public let overdispersion: OverdispersionTest
  /// How many groups with counts were fitted, multiplicities counted.
  public let groupCount: Double
  /// The counts of all groups in each category.
  public let categoryTotals: [Double]

  /// The standard errors of ln γ, which are the relative errors of γ.
  public var logStandardErrors: [Double]? { covariance?.diagonalRoots }
}

extension DirichletMultinomialModel {
  init(
    _ likelihood: DirichletMultinomialLikelihood,
    maximum: MarginalMaximum?,
    categoryTotals: [Double],
    seen: [Int]
  ) {
    let common = likelihood.commonLogLikelihood
    func spread(_ values: [Double]) -> [Double] {
      var all = Array(repeating: 0.0, count: categoryTotals.count)
      for (category, value) in zip(seen, values) { all[category] = value }
      return all
    }
    prior =
      maximum.map { .fitted(weights: spread($0.position.map { exp($0) })) }
      ?? .noOverdispersion(shares: spread(likelihood.shares))
    logLikelihood = maximum?.logLikelihood ?? common
    iterations = maximum?.iterations ?? 0
    convergence = maximum?.convergence ?? .reached
    largestScore = maximum?.largestScore ?? 0
    covariance = maximum?.covariance.map { covariance in
      var all = Matrix(rows: categoryTotals.count, columns: categoryTotals.count)
      for (row, target) in seen.enumerated() {
        for (column, other) in seen.enumerated() { all[target, other] = covariance[row, column] }
      }
      return all
    }
    overdispersion = OverdispersionTest(logLikelihood: logLikelihood, common: common)
    groupCount = likelihood.totals.groups
    self.categoryTotals = categoryTotals
  }
}

extension DirichletMultinomialModel: Codable {
  private enum CodingKeys: String, CodingKey {
    case prior, logLikelihood, iterations, convergence, largestScore, covariance, overdispersion
    case groupCount, categoryTotals
  }

  /// Reads a model and checks that its parts fit together.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    prior = try container.decode(SharePrior.self, forKey: .prior)
    logLikelihood = try container.decode(Double.self, forKey: .logLikelihood)
    iterations = try container.decode(Int.self, forKey: .iterations)
    convergence = try container.decode(Convergence.self, forKey: .convergence)
    largestScore = try container.decode(Double.self, forKey: .largestScore)
    covariance = try container.decodeIfPresent(Matrix.self, forKey: .covariance)
    overdispersion = try container.decode(OverdispersionTest.self, forKey: .overdispersion)
    groupCount = try container.decode(Double.self, forKey: .groupCount)
    categoryTotals = try container.decode([Double].self, forKey: .categoryTotals)
    let count = categoryTotals.count
    guard prior.shares.count == count,
      covariance.map({ $0.rows == count && $0.columns == count }) ?? true
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .prior,
        in: container,
        debugDescription: "the parts of the model have different numbers of categories"
      )
    }
  }
}
