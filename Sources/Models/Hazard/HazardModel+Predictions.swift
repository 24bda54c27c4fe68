public import LinearAlgebra
public import Statistics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

// Beyond the longest duration of the fit the baseline `.logTime` follows its line, `.spline` the
// line of its last stretch, both in ln t, and `.piecewise` keeps its last value; `.perPeriod` has
// no answer, nor has a period or stretch in which nobody was at risk: the functions return nil.
extension HazardModel {
  /// The hazards of one row in the periods 1, 2 … up to a last one.
  ///
  /// - Parameters:
  ///   - row: one value per column.
  ///   - last: the last period, from 1 on.
  /// - Returns: One probability per period, never exactly 0 or 1; nil where the baseline says
  ///   nothing.
  public func hazards(of row: some Collection<Double>, through last: Int) -> [Double]? {
    precondition(last >= 1, "periods are counted from 1")
    return predictors(of: row, in: 1...last)?.map { clampedProbability(-expm1(-risk($0))) }
  }

  /// The probabilities that one row has no event in the periods 1, 2 … up to a last one.
  ///
  /// - Parameters:
  ///   - row: one value per column.
  ///   - last: the last period, from 1 on.
  /// - Returns: `Sₜ = Π (1 − hₛ)`, one per period; nil where the baseline says nothing.
  public func survival(of row: some Collection<Double>, through last: Int) -> [Double]? {
    precondition(last >= 1, "periods are counted from 1")
    var cumulative = 0.0
    return predictors(of: row, in: 1...last)?.map {
      cumulative += risk($0)
      return clampedProbability(exp(-cumulative))
    }
  }

  /// The probability of the event within some periods, for rows without event so far.
  ///
  /// `1 − S(after + within) / S(after)`.
  ///
  /// - Parameters:
  ///   - design: rows × columns, as in the fit.
  ///   - within: how many periods ahead.
  ///   - after: how many periods have passed without event; 0 for none.
  ///   - threads: how many threads to use; the result does not depend on it.
  /// - Returns: One probability per row, never exactly 0 or 1, NaN where a value is NaN; nil where
  ///   the baseline says nothing.
  public func eventProbabilities(
    of design: Matrix,
    within: Int,
    after: Int,
    threads: Int = 1
  ) -> [Double]? {
    guard let baseline = baseline(in: window(within, after)) else { return nil }
    return contributions(of: design, threads: threads).map { contribution in
      let cumulative = baseline.reduce(0) { $0 + risk($1 + contribution) }
      return clampedProbability(-expm1(-cumulative))
    }
  }

  /// Intervals for ``eventProbabilities(of:within:after:threads:)``.
  ///
  /// By the delta method for `ln H`, the logarithm of the cumulative hazard
  /// `H = −Σ ln(1 − hₜ)` of the window, which keeps them between 0 and 1.
  ///
  /// - Parameters:
  ///   - design: rows × columns, as in the fit.
  ///   - within: how many periods ahead.
  ///   - after: how many periods have passed without event; 0 for none.
  ///   - confidence: the share of such intervals that hold the true probability.
  /// - Returns: One interval per row, all of 0 to 1 where a value is NaN; nil where the baseline
  ///   says nothing.
  /// - Complexity: O(rows × (columns + baseline)²).
  public func eventIntervals(
    of design: Matrix,
    within: Int,
    after: Int,
    confidence: Double = 0.95
  ) -> [Interval]? {
    guard let table = curve.timeTable(window(within, after)) else { return nil }
    let baseline = curve.baseline(table, kind: 0)
    let reach = NormalDistribution.twoSidedQuantile(confidence: confidence)
    return contributions(of: design, threads: 1).enumerated().map { row, contribution in
      let risks = baseline.map { risk($0 + contribution) }
      // The derivative of ln H: each period counts with its share of the slope of H.
      let shares = risks.enumerated().map { riskSlope(baseline[$0] + contribution, risk: $1) }
      let cumulative = risks.reduce(0, +)
      guard cumulative > 0 else { return Interval(lower: 1e-12, upper: 1 - 1e-12) }
      let variance = variance(of: design.row(row), table: table, shares: shares)
      let error = variance.squareRoot() / cumulative
      return Interval(
        lower: clampedProbability(-expm1(-cumulative * exp(-reach * error))),
        upper: clampedProbability(-expm1(-cumulative * exp(reach * error)))
      )
    }
  }

  private func window(_ within: Int, _ after: Int) -> ClosedRange<Int> {
    precondition(within >= 1 && after >= 0, "a window begins now or later and is not empty")
    return after + 1...after + within
  }

  private func baseline(in periods: ClosedRange<Int>) -> [Double]? {
    curve.timeTable(periods).map { curve.baseline($0, kind: 0) }
  }

  private func predictors(
    of row: some Collection<Double>,
    in periods: ClosedRange<Int>
  ) -> [Double]? {
    let contribution = curve.contribution(of: row, kind: 0)
    return baseline(in: periods)?.map { $0 + contribution }
  }

  private func contributions(of design: Matrix, threads: Int) -> [Double] {
    design.multiplied(by: coefficients, centers: curve.columnMeans, threads: threads)
  }

  /// `−ln(1 − h)` from the linear predictor.
  private func risk(_ eta: Double) -> Double {
    link == .logit ? log1pExp(eta) : min(exp(eta), 1e300)
  }

  /// The derivative of ``risk(_:)``.
  private func riskSlope(_ eta: Double, risk: Double) -> Double {
    link == .logit ? logistic(eta) : risk
  }

  /// The variance of `H` of one row.
  private func variance(
    of row: ArraySlice<Double>,
    table: [[Double]],
    shares: [Double]
  ) -> Double {
    let total = shares.reduce(0, +)
    var gradient = Array(repeating: 0.0, count: curve.basis.width)
    for (values, share) in zip(table, shares) {
      for column in gradient.indices { gradient[column] += share * values[column] }
    }
    gradient += zip(row, curve.columnMeans).map { total * ($0 - $1) }
    var variance = 0.0
    curve.centredCovariance.withUnsafeBufferPointer { covariance in
      for (index, left) in gradient.enumerated() {
        var product = 0.0
        for (other, right) in gradient.enumerated() {
          product += covariance[index * gradient.count + other] * right
        }
        variance += left * product
      }
    }
    return max(0, variance)
  }
}
