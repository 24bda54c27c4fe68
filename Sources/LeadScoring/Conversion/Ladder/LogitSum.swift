public import LinearAlgebra

/// Log-odds as a sum: `intercept + Σ coefficientⱼ · (xⱼ − meanⱼ)`, with how sure each part is.
public struct LogitSum: Hashable, Sendable {
  /// What each column is on average over the examples.
  public let columnMeans: [Double]
  /// The log-odds of an average row.
  public let centredIntercept: Double
  /// One coefficient per column.
  public let coefficients: [Double]
  /// The covariance of (centred intercept, coefficients).
  public let covariance: Matrix

  /// Creates a sum.
  init(
    columnMeans: [Double],
    centredIntercept: Double,
    coefficients: [Double],
    covariance: Matrix
  ) {
    self.columnMeans = columnMeans
    self.centredIntercept = centredIntercept
    self.coefficients = coefficients
    self.covariance = covariance
  }

  /// The log-odds of every row.
  ///
  /// - Complexity: O(rows × columns).
  public func logits(of design: Matrix, threads: Int = 1) -> [Double] {
    design.multiplied(
      by: coefficients,
      centers: columnMeans,
      plus: centredIntercept,
      threads: threads
    )
  }

  /// The standard errors of the log-odds, by the delta method.
  ///
  /// - Complexity: O(rows × columns²).
  public func standardErrors(of design: Matrix, threads: Int = 1) -> [Double] {
    design.quadraticForms(with: covariance, centers: columnMeans, threads: threads)
      .map { max(0, $0).squareRoot() }
  }
}

extension LogitSum: Codable {
  private enum CodingKeys: String, CodingKey {
    case columnMeans, centredIntercept, coefficients, covariance
  }

  /// Reads a sum and checks that its parts fit together.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    columnMeans = try container.decode([Double].self, forKey: .columnMeans)
    centredIntercept = try container.decode(Double.self, forKey: .centredIntercept)
    coefficients = try container.decode([Double].self, forKey: .coefficients)
    covariance = try container.decode(Matrix.self, forKey: .covariance)
    let width = coefficients.count + 1
    guard columnMeans.count + 1 == width, covariance.rows == width, covariance.columns == width,
      (columnMeans + coefficients + [centredIntercept]).allSatisfy(\.isFinite),
      covariance.withUnsafeBufferPointer({ $0.allSatisfy(\.isFinite) })
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .coefficients,
        in: container,
        debugDescription: "means, coefficients and covariance do not fit together"
      )
    }
  }
}
