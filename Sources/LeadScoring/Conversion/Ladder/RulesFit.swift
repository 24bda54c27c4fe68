import LinearAlgebra
public import Models
public import Statistics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The user's rules as a probability: `logistic(a + b · index)`.
///
/// The index is what the rules say, in standard deviations. Before any conversion is known, `b` is
/// what rules are usually worth: normal with mean 0.5 and standard deviation 0.5, an AUC of about
/// 0.64 with anything from none to 0.86 in its 95 % range. Conversions move it to the maximum of
/// the posterior, but never to 0 or below, so that the probability ranks as the rules do. `a` is
/// then the number that makes the mean probability that of the Beta posterior of the base rate,
/// whose prior is one conversion in twenty, worth ten examples.
public struct RulesFit: Hashable, Sendable, Codable {
  /// The law of the base rate.
  public let baseRate: BetaDistribution
  /// The log-odds of an index of 0.
  public let intercept: Double
  /// What one standard deviation of the index adds to the log-odds; above 0.
  public let slope: Double
  /// The standard deviation of ``slope``.
  public let slopeError: Double

  /// What is believed of ``slope`` before anything is known.
  static let priorSlope = 0.5
  static let priorSlopeError = 0.5
  /// The rules keep this much of a say, whatever the data.
  static let smallestSlope = 0.02
  /// How far contacts are from what the rules say of them, in log-odds, before anything is known.
  static let priorDoubt = 0.7
  /// What the base rate rests on before anything is known.
  static let priorConversions = 0.5
  static let priorExamples = 10.0

  /// Learns from some rows, perhaps of one class or none at all.
  ///
  /// - Parameters:
  ///   - index: what the rules say of every row, in standard deviations.
  ///   - outcomes: 0 or 1 for every row.
  ///   - threads: how many threads to use.
  /// - Throws: ``ModelError`` for numbers that allow no fit.
  /// - Complexity: O(rows) for each of some ten steps.
  public init(index: [Double], outcomes: [Double], threads: Int = 1) throws(ModelError) {
    let conversions = Double(outcomes.count { $0 == 1 })
    baseRate = BetaDistribution(
      alpha: Self.priorConversions + conversions,
      beta: Self.priorExamples - Self.priorConversions + Double(outcomes.count) - conversions
    )
    (slope, slopeError) = try Self.posterior(index, outcomes, threads: threads)
    intercept = Self.intercept(slope: slope, index: index, target: baseRate.mean)
  }

  /// The same rules over other rows: where the index says more than could be learned from.
  func applied(to index: [Double]) -> RulesFit {
    RulesFit(
      baseRate: baseRate,
      intercept: Self.intercept(slope: slope, index: index, target: baseRate.mean),
      slope: slope,
      slopeError: slopeError
    )
  }

  private init(baseRate: BetaDistribution, intercept: Double, slope: Double, slopeError: Double) {
    self.baseRate = baseRate
    self.intercept = intercept
    self.slope = slope
    self.slopeError = slopeError
  }

  /// The maximum of the posterior of the slope: a ridge around the prior mean, which is an offset.
  private static func posterior(
    _ index: [Double],
    _ outcomes: [Double],
    threads: Int
  ) throws(ModelError) -> (slope: Double, error: Double) {
    guard let first = outcomes.first, outcomes.contains(where: { $0 != first }),
      let value = index.first, index.contains(where: { $0 != value })
    else { return (priorSlope, priorSlopeError) }
    let model = try LogisticRegression(
      penalty: .ridge(strength: 1 / (priorSlopeError * priorSlopeError))
    ).fitted(
      to: Matrix(rows: index.count, columns: 1, elements: index),
      outcomes: outcomes,
      offset: index.map { priorSlope * $0 },
      threads: threads
    )
    let variance = model.centredCovariance?[1, 1] ?? priorSlopeError * priorSlopeError
    return (max(smallestSlope, priorSlope + model.coefficients[0]), variance.squareRoot())
  }

  /// The number that makes the mean probability the target: Newton's method inside a bracket.
  private static func intercept(slope: Double, index: [Double], target: Double) -> Double {
    guard let smallest = index.min(), let largest = index.max() else { return logit(target) }
    var lower = logit(target) - slope * largest
    var upper = logit(target) - slope * smallest
    var intercept = (lower + upper) / 2
    for _ in 0..<100 where upper > lower {
      var (excess, curvature) = (0.0, 0.0)
      for value in index {
        let probability = logistic(intercept + slope * value)
        excess += probability - target
        curvature += probability * (1 - probability)
      }
      if excess > 0 { upper = intercept } else { lower = intercept }
      var next = intercept - excess / curvature
      if !(next >= lower && next <= upper) { next = (lower + upper) / 2 }
      if abs(next - intercept) <= 1e-14 * max(1, abs(intercept)) { return next }
      intercept = next
    }
    return intercept
  }
}

extension RulesFit {
  /// The log-odds of an index.
  func logOdds(of index: Double) -> Double { intercept + slope * index }

  /// The intervals of the probabilities at some indices.
  ///
  /// The base rate's Beta interval and the slope's normal one are joined on the logit scale by the
  /// squares of their reaches (Zou and Donner 2008, "Construction of confidence limits about effect
  /// measures"), so that at an index of 0 it is the Beta interval, skewed as it is.
  func intervals(at indices: [Double], confidence: Double) -> [Interval] {
    let rate = baseRate.interval(confidence: confidence)
    let middle = logit(baseRate.mean)
    let below = middle - logit(clampedProbability(rate.lower))
    let above = logit(clampedProbability(rate.upper)) - middle
    let width = NormalDistribution.twoSidedQuantile(confidence: confidence)
    // Where rules tell nobody apart there is only the mean to be sure or unsure of.
    let doubt = indices.contains { $0 != 0 } ? Self.priorDoubt * Self.priorDoubt : 0
    return indices.map { index in
      let square = width * width * (slopeError * slopeError * index * index + doubt)
      return Interval(
        lower: logistic(logOdds(of: index) - (below * below + square).squareRoot()),
        upper: logistic(logOdds(of: index) + (above * above + square).squareRoot())
      )
    }
  }

  /// The same as a sum over one column.
  var predictor: LogitSum {
    LogitSum(
      columnMeans: [0],
      centredIntercept: intercept,
      coefficients: [slope],
      covariance: Matrix(rows: 2, columns: 2, elements: [0, 0, 0, slopeError * slopeError])
    )
  }
}
