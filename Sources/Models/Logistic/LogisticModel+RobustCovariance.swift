public import LinearAlgebra
import Statistics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

extension LogisticModel {
  /// Kinds of covariance that stay right when the model's variances are not.
  ///
  /// At a maximum the score, a sum over rows of `sᵢ = (yᵢ − pᵢ)·xᵢ`, is 0, and the estimates vary
  /// as that sum does: by the *sandwich* `B·M·B`, with the inverse information `B = (XᵀWX)⁻¹` as
  /// bread and the variance `M` of the sum as meat. If the model is right and rows are
  /// independent, `M = XᵀWX` and the sandwich shrinks to `B`. If not, `M` is estimated from the
  /// residuals of the very rows. It repairs the standard errors, not the estimates: a wrong curve
  /// stays wrong, only its uncertainty is honest.
  ///
  /// References: White 1980 A heteroskedasticity-consistent covariance matrix estimator; Liang and
  /// Zeger 1986 Longitudinal data analysis using generalized linear models; MacKinnon and White
  /// 1985 Some heteroskedasticity-consistent covariance matrix estimators.
  public enum RobustCovariance: Hashable, Sendable {
    /// `M = Σ w·s·sᵀ`.
    case hc0
    /// HC0 times `N / (N − p)`, where p counts the intercept.
    case hc1
    /// HC0 with every score divided by `1 − h`: a row with leverage `h` draws the curve towards
    /// itself and so hides its residual. The choice for small samples.
    case hc3
    /// Rows with the same number belong together, for instance the rows of one account: the scores
    /// of a cluster are summed before they are squared, and the result is multiplied by
    /// `G/(G − 1) · (N − 1)/(N − p)`. Good from some 40 clusters on.
    ///
    /// When every row is a cluster of its own a weight multiplies the score instead of counting
    /// rows, which is what sampling weights such as those of ``PriorCorrection`` need.
    case clustered(by: [UInt64])
  }

  /// The robust covariance of (intercept, coefficients).
  ///
  ///     let robust = try model.covariance(.hc3, of: design, outcomes: converted)
  ///     for row in model.coefficientTable(covariance: robust) { print(row.term, row.pValue) }
  ///
  /// The data are not kept in the model, so they are given again, as in the fit. A row of weight 2
  /// is the row twice, and N is the sum of weights. After a ridge the bread is the inverse of the
  /// penalised Hessian.
  ///
  /// - Parameters:
  ///   - kind: which scores are squared and how.
  ///   - design: rows × columns, as in the fit.
  ///   - outcomes: 0 or 1 for every row, as in the fit.
  ///   - weights: as in the fit.
  ///   - offset: as in the fit.
  ///   - threads: how many threads to use; the bits of the result do not depend on it.
  /// - Returns: The covariance; rows of dropped columns are 0. Nil where there is none: when the
  ///   model has no covariance itself, with fewer than 2 clusters that weigh anything, when the
  ///   rows are no more than the coefficients (HC1, clusters), and when a row is fitted by a
  ///   coefficient of its own, so that its leverage is 1 (HC3).
  /// - Throws: ``ModelError``: `model.no-rows`, `model.not-finite`, `model.outcome-not-binary`,
  ///   `model.weight-negative` or `model.single-class`.
  /// - Complexity: O(rows × columns²), one pass, without a copy of the design.
  public func covariance(
    _ kind: RobustCovariance,
    of design: Matrix,
    outcomes: [Double],
    weights: [Double]? = nil,
    offset: [Double]? = nil,
    threads: Int = 1
  ) throws(ModelError) -> Matrix? {
    precondition(design.columns == coefficients.count, "a covariance needs the same columns")
    let counts = try ClassCounts(
      rows: design.rows,
      outcomes: outcomes,
      weights: weights,
      offset: offset
    )
    guard let bread = centredCovariance else { return nil }
    let sandwich = Sandwich(
      model: self,
      bread: bread,
      design: design,
      outcomes: outcomes,
      weights: weights,
      logits: try finiteLogits(of: design, offset: offset, threads: threads),
      threads: threads
    )
    let surplus = counts.weightSum - Double(coefficients.count - aliased.count + 1)
    switch kind {
    case .hc0: return sandwich.covariance(meat: sandwich.meat(), factor: 1)
    case .hc1:
      guard surplus > 0 else { return nil }
      return sandwich.covariance(meat: sandwich.meat(), factor: counts.weightSum / surplus)
    case .hc3:
      guard let inflations = sandwich.inflations() else { return nil }
      return sandwich.covariance(meat: sandwich.meat(inflations: inflations), factor: 1)
    case .clustered(let numbers):
      precondition(numbers.count == design.rows, "every row needs a cluster")
      let clusters = Clusters(numbers, weights: weights)
      guard clusters.count > 1, surplus > 0 else { return nil }
      let groups = Double(clusters.count)
      return sandwich.covariance(
        meat: sandwich.meat(clusters: clusters),
        factor: groups / (groups - 1) * (counts.weightSum - 1) / surplus
      )
    }
  }

  /// The logits with the offset; refuses values that make one undefined.
  private func finiteLogits(
    of design: Matrix,
    offset: [Double]?,
    threads: Int
  ) throws(ModelError) -> [Double] {
    var logits = logits(of: design, threads: threads)
    if let offset { for row in logits.indices { logits[row] += offset[row] } }
    guard let row = logits.firstIndex(where: { !$0.isFinite }) else { return logits }
    let column = design.row(row).firstIndex { !$0.isFinite }
      .map { $0 - design.row(row).startIndex }
    throw ModelError(
      code: .notFinite,
      message: column.map { "the value in row \(row), column \($0) is not a finite number" }
        ?? "the logit of row \(row) is too large",
      hint: "give the rows of the fit"
    )
  }
}

/// Bread and meat in coordinates where the bread is a matrix of correlations.
///
/// With `D` the standard errors of the model, `z = (1, x − mean)·D` has no unit, so that neither
/// squares of huge columns overflow nor those of tiny ones vanish.
private struct Sandwich {
  let model: LogisticModel
  let bread: Matrix
  let design: Matrix
  let outcomes: [Double]
  let weights: [Double]?
  let logits: [Double]
  let threads: Int

  /// The standard errors of (centred intercept, coefficients).
  private var deviations: [Double] {
    (0..<bread.rows).map { max(0, bread[$0, $0]).squareRoot() }
  }

  /// Centres and standard errors of the columns; the intercept's column stays 1.
  private var scaling: ColumnScaling {
    ColumnScaling(centers: model.columnMeans, scales: Array(deviations.dropFirst()))
  }

  /// `y − p`, with all digits in both tails.
  private func residual(_ row: Int) -> Double {
    outcomes[row] == 1 ? logistic(-logits[row]) : -logistic(logits[row])
  }

  /// `1 / (1 − h)` for every row, with the leverage of one copy of a row of weight w; nil when a
  /// row has leverage 1.
  func inflations() -> [Double]? {
    var inflations = design.quadraticForms(
      with: bread,
      centers: model.columnMeans,
      threads: threads
    )
    for row in inflations.indices {
      // A row without weight has no part in the fit, and so none in the meat.
      guard weights?[row] != 0 else {
        inflations[row] = 1
        continue
      }
      let remainder = 1 - logistic(logits[row]) * logistic(-logits[row]) * inflations[row]
      guard remainder > 1e-10 else { return nil }
      inflations[row] = 1 / remainder
    }
    return inflations
  }

  /// `Σ w·s·sᵀ`.
  func meat(inflations: [Double]? = nil) -> Matrix {
    let squares = logits.indices.map { row in
      let residual = residual(row) * (inflations?[row] ?? 1)
      return (weights?[row] ?? 1) * residual * residual
    }
    return WeightedGram(
      of: design,
      scaling: scaling,
      weights: squares,
      residuals: Array(repeating: 0, count: design.rows),
      threads: threads
    ).gram
  }

  /// `Σ S·Sᵀ` over the summed scores of clusters, of which a few thousand are held at a time.
  func meat(clusters: Clusters) -> Matrix {
    let (scaling, width) = (scaling, design.columns + 1)
    var meat = Matrix(rows: width, columns: width)
    let perRound = RowBlocks.size * 16
    for first in stride(from: 0, to: clusters.count, by: perRound) {
      let round = first..<min(clusters.count, first + perRound)
      var scores = Matrix(rows: round.count, columns: width)
      scores.withUnsafeMutableBufferPointer { scores in
        nonisolated(unsafe) let scores = scores
        RowBlocks(rows: round.count).forEach(threads: threads) { _, _, range in
          guard let start = scores.baseAddress else { return }
          for cluster in range {
            for row in clusters.rows(of: first + cluster) {
              addScore(of: row, scaling, to: start + cluster * width)
            }
          }
        }
      }
      let gram = gram(of: scores)
      for row in 0..<width { for column in 0..<width { meat[row, column] += gram[row, column] } }
    }
    return meat
  }

  private func addScore(
    of row: Int,
    _ scaling: ColumnScaling,
    to sum: UnsafeMutablePointer<Double>
  ) {
    let residual = (weights?[row] ?? 1) * residual(row)
    sum[0] += residual
    design.withUnsafeBufferPointer { elements in
      let start = row * design.columns
      for column in 0..<design.columns {
        sum[column + 1] +=
          residual * ((elements[start + column] - scaling.centers[column]) * scaling.scales[column])
      }
    }
  }

  private func gram(of scores: Matrix) -> Matrix {
    WeightedGram(
      of: scores,
      scaling: .identity(columns: scores.columns),
      weights: Array(repeating: 1, count: scores.rows),
      residuals: Array(repeating: 0, count: scores.rows),
      threads: threads
    ).gram.selecting(square: Array(1...scores.columns))
  }

  /// `factor · B·M·B` for (intercept, coefficients) on the original scale.
  func covariance(meat: Matrix, factor: Double) -> Matrix? {
    // The intercept's coordinate was not scaled, so its bread is not either.
    let deviations = [1] + deviations.dropFirst()
    let correlations = bread.scaled(by: deviations.map { $0 > 0 ? 1 / $0 : 0 })
    let product = correlations.multiplied(
      withColumnsOf: correlations.multiplied(withColumnsOf: meat)
    )
    let covariance = model.uncentred(
      product.scaled(by: deviations.map { $0 * factor.squareRoot() })
    )
    guard covariance.withUnsafeBufferPointer({ $0.allSatisfy(\.isFinite) }) else { return nil }
    return covariance
  }
}

extension Matrix {
  /// `(self · other)ᵀ`; twice in a row with symmetric matrices, `self · other · self`.
  fileprivate func multiplied(withColumnsOf other: Matrix) -> Matrix {
    Matrix(
      rows: other.columns,
      columns: rows,
      elements: (0..<other.columns).flatMap { multiplied(by: other.column($0)) }
    )
  }
}

/// The rows of every cluster, in the order in which the clusters first appear.
private struct Clusters: Sendable {
  private let order: [Int]
  private let starts: [Int]

  var count: Int { starts.count - 1 }

  func rows(of cluster: Int) -> ArraySlice<Int> { order[starts[cluster]..<starts[cluster + 1]] }

  /// Sorts rows by cluster by counting; rows without weight belong to none.
  init(_ numbers: [UInt64], weights: [Double]?) {
    let counted = numbers.indices.filter { weights?[$0] != 0 }
    var positions: [UInt64: Int] = [:]
    var sizes: [Int] = []
    let clusters = counted.map { row in
      let cluster = positions[numbers[row]] ?? sizes.count
      if cluster == sizes.count {
        positions[numbers[row]] = cluster
        sizes.append(0)
      }
      sizes[cluster] += 1
      return cluster
    }
    var starts = [0]
    for size in sizes { starts.append(starts[starts.count - 1] + size) }
    var next = starts
    var order = Array(repeating: 0, count: counted.count)
    for (row, cluster) in zip(counted, clusters) {
      order[next[cluster]] = row
      next[cluster] += 1
    }
    self.order = order
    self.starts = starts
  }
}
