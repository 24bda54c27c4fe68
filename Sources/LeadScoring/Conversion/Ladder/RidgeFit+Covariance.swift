import LinearAlgebra
import Models

extension RidgeFit {
  /// How sure intercept and coefficients are: the covariance of (centred intercept, coefficients).
  ///
  /// With `B = (H + Λ)⁻¹` the posterior covariance of one strength is `B = B·H·B + B·Λ·B`: what
  /// varies between samples, and the bias that the ridge is expected to cause, so that intervals
  /// cover on average over contacts (Nychka 1988, "Bayesian confidence intervals for smoothing
  /// splines"). To that come:
  ///
  /// - Rows of one account resemble each other, so the first part is the sandwich by account;
  ///   where conversions are few for so many numbers, it is `B·H·B` times one design effect.
  /// - What the rules are worth beforehand is itself uncertain. The coefficients move with it by
  ///   `B·Λ·e`, e the rules' column, so `(B·Λ·e)(B·Λ·e)ᵀ` times its variance is added.
  /// - The answers of different strengths differ.
  ///
  /// - Complexity: O(rows × columns²), up to two passes.
  func covariance(of rows: Rows) throws(ModelError) -> Matrix {
    let coefficients = coefficients
    let width = coefficients.count + 1
    let intercept = members.reduce(0) { $0 + $1.weight * $1.centredIntercept }
    let effect = try designEffect(rows)
    var total = Matrix(rows: width, columns: width)
    for member in members {
      let covariance = try Self.covariance(of: member, rows, effect: effect)
      var distance = [member.centredIntercept - intercept]
      for column in coefficients.indices {
        let prior = column == rulesColumn ? slope : 0
        distance.append(member.coefficients[column] + prior - coefficients[column])
      }
      for row in 0..<width {
        for column in 0..<width {
          total[row, column] +=
            member.weight * (covariance[row, column] + distance[row] * distance[column])
        }
      }
    }
    return total
  }

  private static func covariance(
    of member: Member,
    _ rows: Rows,
    effect: Double?
  ) throws(ModelError) -> Matrix {
    guard let bread = member.grouped?.covariance ?? member.model.centredCovariance else {
      let width = member.model.coefficients.count + 1
      return Matrix(rows: width, columns: width)
    }
    let scales = ColumnScaling(standardising: rows.design, threads: rows.threads).scales
    let strengths = member.grouped?.strengths ?? scales.map { _ in member.strength }
    let precisions = [0.0] + zip(scales, strengths).map { $0 > 0 ? $1 / ($0 * $0) : 0 }
    let bias = bread.scaledProduct(with: precisions)
    var sampling = try effect == nil ? sandwich(member.model, .clustered, rows) : nil
    if let change = member.grouped?.change {
      sampling = sampling.map { change.multiplied(by: $0).multiplied(byTransposed: change) }
    }
    let known = rows.rulesColumn.map { precisions[$0 + 1] * rows.slopeError } ?? 0
    let rules = (rows.rulesColumn ?? 0) + 1
    var total = bread
    for row in 0..<bread.rows {
      for column in 0..<bread.rows {
        let own = bread[row, column] - bias[row, column]
        total[row, column] = bias[row, column] + (sampling?[row, column] ?? (effect ?? 1) * own)
        if known > 0 {
          total[row, column] += known * known * bread[row, rules] * bread[column, rules]
        }
      }
    }
    return total
  }

  /// With so many conversions for each column the sandwich is estimated well enough.
  private static let eventsPerColumn = 20

  private enum Kind { case clustered, independent }

  /// The sandwich for (centred intercept, coefficients).
  private static func sandwich(
    _ model: LogisticModel,
    _ kind: Kind,
    _ rows: Rows
  ) throws(ModelError) -> Matrix? {
    try model.covariance(
      kind == .clustered ? .clustered(by: rows.accounts ?? []) : .hc0,
      of: rows.design,
      outcomes: rows.outcomes,
      offset: rows.offset,
      threads: rows.threads
    )?.centred(at: model.columnMeans)
  }

  /// How many times larger variances are since rows of an account resemble each other, on average
  /// over the columns and at least 1; nil where the whole sandwich is to be taken.
  private func designEffect(_ rows: Rows) throws(ModelError) -> Double? {
    guard rows.accounts != nil, let model = members.max(by: { $0.weight < $1.weight })?.model
    else { return 1 }
    if model.eventCount >= Self.eventsPerColumn * model.coefficients.count { return nil }
    guard let clustered = try Self.sandwich(model, .clustered, rows),
      let independent = try Self.sandwich(model, .independent, rows)
    else { return 1 }
    let ratios = (1..<clustered.rows).filter { independent[$0, $0] > 0 }
      .map { clustered[$0, $0] / independent[$0, $0] }
    return ratios.isEmpty ? 1 : max(1, ratios.reduce(0, +) / Double(ratios.count))
  }
}

extension Matrix {
  /// `S·D·S` for a symmetric matrix and a diagonal one.
  fileprivate func scaledProduct(with diagonal: [Double]) -> Matrix {
    var scaled = self
    for row in 0..<rows { for column in 0..<columns { scaled[row, column] *= diagonal[column] } }
    return scaled.multiplied(by: self)
  }

  /// The covariance of (centred intercept, coefficients) from that of (intercept, coefficients).
  fileprivate func centred(at means: [Double]) -> Matrix {
    var centred = self
    for column in 0..<columns {
      for (index, mean) in means.enumerated() {
        centred[0, column] += mean * centred[index + 1, column]
      }
    }
    for row in 0..<rows {
      for (index, mean) in means.enumerated() {
        centred[row, 0] += mean * centred[row, index + 1]
      }
    }
    return centred
  }
}
