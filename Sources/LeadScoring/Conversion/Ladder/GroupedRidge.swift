import LinearAlgebra
import Models

/// A ridge whose groups of columns have strengths of their own, learned from the data.
///
/// The countries of a list may tell nothing while its activity tells much: one strength for both is
/// too weak for the one or too strong for the other. Coefficients of group g, per standard
/// deviation, are normal around 0 with variance 1/λ_g, and λ_g is where the outcomes are likeliest
/// with coefficients integrated out: `λ_g ← (n_g − λ_g·Σ V_jj) / Σ b_j²`, V the posterior covariance
/// (MacKay 1992, "Bayesian interpolation"). The log-likelihood is taken as the parabola at the ridge
/// that is there already, which is exact to second order: with H its curvature and Λ₁ its ridge,
/// `b = (H + Λ)⁻¹ (H + Λ₁) b₁`. No row is looked at again.
struct GroupedRidge {
  /// The log-odds of an average row.
  let centredIntercept: Double
  /// One deviation per column.
  let coefficients: [Double]
  /// The strength of each column, per standard deviation.
  let strengths: [Double]
  /// `(H + Λ)⁻¹` for (centred intercept, coefficients).
  let covariance: Matrix
  /// `(H + Λ)⁻¹ (H + Λ₁)`, which turns the covariance of the first ridge into that of this one.
  let change: Matrix

  /// A group that tells nothing is not pulled to 0 altogether.
  private static let mostStrength = 1e5
  private static let rounds = 40

  /// Learns the strengths.
  ///
  /// - Parameters:
  ///   - model: the ridge that is there.
  ///   - scales: one over the standard deviations of its columns.
  ///   - strength: its strength.
  ///   - groups: the group of every column; nil keeps the strength.
  /// - Complexity: O(columns³) for each of 40 rounds.
  init?(from model: LogisticModel, scales: [Double], strength: Double, groups: [Int?]) {
    guard let bread = model.centredCovariance, model.aliased.isEmpty,
      scales.allSatisfy({ $0 > 0 })
    else { return nil }
    let units = [1] + scales.map { 1 / $0 }
    let inverses = units.map { 1 / $0 }
    guard let posterior = try? Cholesky(of: bread.rescaled(rows: units, columns: units))
    else { return nil }
    // H + Λ₁ per standard deviation, and what it makes of the coefficients.
    let information = posterior.inverse()
    let first = zip([model.centredIntercept] + model.coefficients, units).map { $0 * $1 }
    let right = information.multiplied(by: first)
    var strengths = [Double](repeating: strength, count: scales.count)
    var solution: (coefficients: [Double], covariance: Matrix)?
    for round in 0...Self.rounds {
      var curvature = information
      for (column, own) in strengths.enumerated() {
        curvature[column + 1, column + 1] += own - strength
      }
      guard let cholesky = try? Cholesky(of: curvature) else { return nil }
      let covariance = cholesky.inverse()
      let coefficients = cholesky.solution(of: right)
      solution = (coefficients, covariance)
      if round < Self.rounds { Self.update(&strengths, groups, coefficients, covariance) }
    }
    guard let solution else { return nil }
    centredIntercept = solution.coefficients[0]
    coefficients = zip(solution.coefficients.dropFirst(), scales).map { $0 * $1 }
    self.strengths = strengths
    covariance = solution.covariance.rescaled(rows: inverses, columns: inverses)
    change = solution.covariance.multiplied(by: information)
      .rescaled(rows: inverses, columns: units)
  }

  /// One round of MacKay's rule for every group.
  private static func update(
    _ strengths: inout [Double],
    _ groups: [Int?],
    _ coefficients: [Double],
    _ covariance: Matrix
  ) {
    for group in Set(groups.compactMap(\.self)) {
      let columns = groups.indices.filter { groups[$0] == group }
      guard let own = columns.first.map({ strengths[$0] }) else { continue }
      let spread = columns.reduce(0) { $0 + covariance[$1 + 1, $1 + 1] }
      let size = columns.reduce(0) { $0 + coefficients[$1 + 1] * coefficients[$1 + 1] }
      let known = max(0, Double(columns.count) - own * spread)
      let next = size > 0 ? known / size : mostStrength
      // A group of which nothing is known any more has reached the end of its way.
      let bounded = min(mostStrength, max(1, next > 0 ? next : mostStrength))
      for column in columns { strengths[column] = bounded }
    }
  }
}

extension Matrix {
  /// Rows and columns, each times a number.
  fileprivate func rescaled(rows rowFactors: [Double], columns columnFactors: [Double]) -> Matrix {
    var result = self
    for row in 0..<rows {
      for column in 0..<columns { result[row, column] *= rowFactors[row] * columnFactors[column] }
    }
    return result
  }
}
