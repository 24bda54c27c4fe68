import LinearAlgebra
import Models

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A ridge regression around the user's rules, averaged over the strengths that the data allow.
///
/// The log-odds begin at `slope · rules`; coefficients are deviations from that, normal around 0
/// with variance 1/λ per standard deviation. So the strongest ridge is the rules alone, and the
/// weakest maximum likelihood. How likely the outcomes were under each λ, with coefficients
/// integrated out by Laplace's method (MacKay 1992, "Bayesian interpolation"), is
/// `ln m(λ) = ℓ − ½λ·Σb² + (p/2)·ln λ − ½·ln |H + λI|`. The answer is the mean of those of all λ,
/// weighted by m(λ), and its covariance that of the mixture; no row has to be held out.
struct RidgeFit {
  /// One strength.
  struct Member {
    /// The model around the rules.
    var model: LogisticModel
    /// The ridge.
    var strength: Double
    /// The part of the answer that is its.
    var weight: Double
    /// The same after groups of columns got strengths of their own; nil where none did.
    var grouped: GroupedRidge?

    /// The log-odds of an average row.
    var centredIntercept: Double { grouped?.centredIntercept ?? model.centredIntercept }
    /// One deviation per column.
    var coefficients: [Double] { grouped?.coefficients ?? model.coefficients }
  }

  /// The strengths that have a part in the answer, weak to strong.
  let members: [Member]
  /// The part of the log-odds that the rules had beforehand, per unit of the column.
  let slope: Double
  /// The column of the rules; nil where it says nothing.
  let rulesColumn: Int?

  /// The strengths to average over, weak to strong.
  ///
  /// A stronger one would be all but certain that the rules know everything: where they are good,
  /// but wrong in one or two columns, its intervals cover too little and nothing is ranked better.
  static let strengths: [Double] = [1, 4, 16, 64, 256]
  /// The search ends where a strength is so much less likely than the best.
  private static let negligible = 4.6

  /// The rows of a fit.
  struct Rows {
    var design: Matrix
    var outcomes: [Double]
    /// What the rules are worth beforehand, and how sure that is.
    var slope: Double
    var slopeError: Double
    var rulesColumn: Int?
    /// The account of every row, where rows of one account may resemble each other.
    var accounts: [UInt64]?
    /// The group of every column, nil for one that keeps the common strength; nil where all do.
    var groups: [Int?]?
    var threads: Int

    /// What the rules say of every row beforehand.
    var offset: [Double]? {
      rulesColumn.map { column in (0..<design.rows).map { slope * design[$0, column] } }
    }
  }

  /// Fits some strengths, from the middle both ways until they are unlikely.
  ///
  /// - Parameters:
  ///   - rows: the rows to learn from.
  ///   - strength: the ridge; nil for all that the data allow.
  /// - Throws: `ModelError` when the numbers allow no fit.
  /// - Complexity: one fit where the ridge is given, else about four to six.
  init(to rows: Rows, strength: Double?) throws(ModelError) {
    slope = rows.slope
    rulesColumn = rows.rulesColumn
    if let strength {
      let model = try Self.model(rows, rows.offset, strength)
      let grouped = rows.groups.flatMap {
        GroupedRidge(
          from: model,
          scales: ColumnScaling(standardising: rows.design, threads: rows.threads).scales,
          strength: strength,
          groups: $0
        )
      }
      members = [Member(model: model, strength: strength, weight: 1, grouped: grouped)]
      return
    }
    var found: [(member: Member, evidence: Double)] = []
    let offset = rows.offset
    let middle = Self.strengths.count / 2
    for places in [Array(middle..<Self.strengths.count), Array((0..<middle).reversed())] {
      for place in places {
        let strength = Self.strengths[place]
        let model = try Self.model(rows, offset, strength)
        let evidence = Self.evidence(of: model, rows, strength) ?? -.infinity
        found.append((Member(model: model, strength: strength, weight: 0), evidence))
        let best = found.reduce(-Double.infinity) { max($0, $1.evidence) }
        if evidence < best - Self.negligible { break }
      }
    }
    members = Self.weighted(found)
  }

  /// The members with their parts, without those that have next to none.
  private static func weighted(_ found: [(member: Member, evidence: Double)]) -> [Member] {
    let best = found.reduce(-Double.infinity) { max($0, $1.evidence) }
    guard best.isFinite else {
      // No fit reached its maximum: the strongest ridge is the tamest.
      var strongest = found.map(\.member).max { $0.strength < $1.strength }
      strongest?.weight = 1
      return strongest.map { [$0] } ?? []
    }
    let kept = found.filter { $0.evidence >= best - negligible }
      .sorted { $0.member.strength < $1.member.strength }
    let total = kept.reduce(0) { $0 + exp($1.evidence - best) }
    return kept.map { member, evidence in
      Member(
        model: member.model,
        strength: member.strength,
        weight: exp(evidence - best) / total
      )
    }
  }

  private static func model(
    _ rows: Rows,
    _ offset: [Double]?,
    _ strength: Double
  ) throws(ModelError) -> LogisticModel {
    try LogisticRegression(penalty: .ridge(strength: strength), tolerance: 1e-8).fitted(
      to: rows.design,
      outcomes: rows.outcomes,
      offset: offset,
      threads: rows.threads
    )
  }

  /// `ln m(λ)` up to a constant; nil where the fit did not reach its maximum.
  private static func evidence(
    of model: LogisticModel,
    _ rows: Rows,
    _ strength: Double
  ) -> Double? {
    guard model.convergence == .reached, let covariance = model.centredCovariance else {
      return nil
    }
    let scales = ColumnScaling(standardising: rows.design, threads: rows.threads).scales
    let dropped = Set(model.aliased.map(\.column))
    let kept = scales.indices.filter { !dropped.contains($0) }
    var square = Matrix(rows: kept.count + 1, columns: kept.count + 1)
    let places = [0] + kept.map { $0 + 1 }
    let factors = [1] + kept.map { 1 / scales[$0] }
    for (row, place) in places.enumerated() {
      for (column, other) in places.enumerated() {
        square[row, column] = covariance[place, other] * factors[row] * factors[column]
      }
    }
    guard let cholesky = try? Cholesky(of: square) else { return nil }
    let cost = kept.reduce(0) {
      let coefficient = model.coefficients[$1] / scales[$1]
      return $0 + coefficient * coefficient
    }
    return model.logLikelihood - strength * cost / 2 + Double(kept.count) / 2 * log(strength)
      + cholesky.logDeterminant / 2
  }
}

extension RidgeFit {
  /// The mean coefficients, with the part that the rules had beforehand.
  var coefficients: [Double] {
    var mean = [Double](repeating: 0, count: members.first?.model.coefficients.count ?? 0)
    for member in members {
      for column in mean.indices {
        mean[column] += member.weight * member.coefficients[column]
      }
    }
    if let rulesColumn { mean[rulesColumn] += slope }
    return mean
  }

  /// The log-odds as a sum.
  ///
  /// - Parameter covariance: that of (centred intercept, coefficients).
  /// - Returns: The sum with this covariance.
  func predictor(covariance: Matrix) -> LogitSum {
    let means = members.first?.model.columnMeans ?? []
    let intercept = members.reduce(0) { $0 + $1.weight * $1.centredIntercept }
    return LogitSum(
      columnMeans: means,
      centredIntercept: intercept + (rulesColumn.map { slope * means[$0] } ?? 0),
      coefficients: coefficients,
      covariance: covariance
    )
  }
}
