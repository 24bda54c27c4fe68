import LinearAlgebra
import Models

/// An elastic net around the user's rules, whose strength Akaike's criterion chooses.
///
/// `−2ℓ + 2·(columns in use)` is, for many rows, what leaving each row out in turn would say
/// (Stone 1977), at the price of one path. Half lasso, half ridge: of columns that resemble each
/// other all stay.
struct ElasticNetFit {
  /// The log-odds as a sum.
  let model: LogisticModel
  /// How many columns are in use.
  let activeCount: Int

  private static let path = ElasticNetPath(
    l1Ratio: 0.5,
    strengths: .automatic(count: 25, smallestRatio: 1e-3),
    tolerance: 1e-6
  )

  /// Learns from some rows.
  ///
  /// - Complexity: one path of 25 strengths.
  init(to rows: RidgeFit.Rows) throws(ModelError) {
    let path = try Self.path.fitted(
      to: rows.design,
      outcomes: rows.outcomes,
      offset: rows.offset,
      threads: rows.threads
    )
    let criteria = path.steps.map { 2 * Double($0.activeCount) - 2 * $0.logLikelihood }
    let best = criteria.indices.reduce(0) { criteria[$1] < criteria[$0] ? $1 : $0 }
    model = path.model(at: best)
    activeCount = path.steps[best].activeCount
  }

  /// The log-odds as a sum, with the part that the rules had beforehand.
  ///
  /// Theory gives no covariance after a selection; that of a ridge on all columns stands in.
  func predictor(_ rows: RidgeFit.Rows, covariance: Matrix) -> LogitSum {
    var coefficients = model.coefficients
    var intercept = model.centredIntercept
    if let column = rows.rulesColumn {
      coefficients[column] += rows.slope
      intercept += rows.slope * model.columnMeans[column]
    }
    return LogitSum(
      columnMeans: model.columnMeans,
      centredIntercept: intercept,
      coefficients: coefficients,
      covariance: covariance
    )
  }
}
