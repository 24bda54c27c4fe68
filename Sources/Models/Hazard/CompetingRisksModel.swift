#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The fitted hazards of several kinds of event.
public struct CompetingRisksModel: Hashable, Sendable {
  let curve: HazardCurve

  init(curve: HazardCurve) {
    self.curve = curve
  }

  /// The number of kinds of event.
  public var kindCount: Int { curve.kindCount }
  /// For each kind, from kind 1 on, one coefficient per column; 0 for a dropped column.
  public var coefficients: [[Double]] { curve.coefficients }
  /// The longest duration in the data of the fit.
  public var lastPeriod: Int { curve.lastPeriod }
  /// The log-likelihood of the data of the fit, without the penalty.
  public var logLikelihood: Double { curve.logLikelihood }
  /// How many Newton steps were taken.
  public var iterations: Int { curve.iterations }
  /// How the fit ended; the numbers of a fit that did not reach its maximum are not estimates.
  public var convergence: Convergence { curve.convergence }
  /// The largest element of the score (per standard deviation) at the last look at the data.
  public var largestScore: Double { curve.largestScore }
  /// How many subjects were fitted.
  public var sampleSize: Int { curve.sampleSize }
  /// How many of them had an event of any kind.
  public var eventCount: Int { curve.eventCount }
  /// The columns that were dropped.
  public var aliased: [AliasedColumn] { curve.aliased }

  /// The baseline and every coefficient that was estimated, kind by kind.
  ///
  /// - Parameters:
  ///   - terms: the names of the columns; `x1`, `x2` … when nil.
  ///   - confidence: the share of such intervals that hold the true coefficient.
  /// - Returns: One line per kind and term, named `kind 1: x1`.
  public func coefficientTable(
    terms: [String]? = nil,
    confidence: Double = 0.95
  ) -> [CoefficientRow] {
    let covariance = curve.covarianceAtZero()
    return (0..<kindCount).flatMap { kind in
      curve.lines(
        kind: kind,
        terms: terms,
        prefix: "kind \(kind + 1): ",
        confidence: confidence,
        covariance: covariance
      )
    }
  }

  /// The whole fit in one line.
  public var fitSummary: FitSummary { curve.fitSummary }
}

/// What has become of subjects by the end of each period; the parts add up to 1.
public struct CumulativeIncidence: Hashable, Sendable, Codable {
  /// For each period from 1 on: the probability of no event so far.
  public var survival: [Double]
  /// For each kind, from kind 1 on, and each period: the probability of an event of that kind so
  /// far.
  public var incidences: [[Double]]
}

extension CompetingRisksModel {
  /// The cumulative incidence of every kind for one row, and survival.
  ///
  /// - Parameters:
  ///   - row: one value per column.
  ///   - last: the last period, from 1 on.
  /// - Returns: Probabilities for the periods 1 … last, not clamped, since they add up to 1; nil
  ///   where the baseline says nothing (see ``HazardBaseline``).
  public func cumulativeIncidence(
    of row: some Collection<Double>,
    through last: Int
  ) -> CumulativeIncidence? {
    precondition(last >= 1, "periods are counted from 1")
    return cumulativeIncidence(of: row, within: last, after: 0)
  }

  /// The same for a row without any event so far, in the periods after `after`.
  ///
  /// - Parameters:
  ///   - row: one value per column.
  ///   - within: how many periods ahead.
  ///   - after: how many periods have passed without event; 0 for none.
  /// - Returns: Probabilities given survival of the first `after` periods; nil where the baseline
  ///   says nothing.
  public func cumulativeIncidence(
    of row: some Collection<Double>,
    within: Int,
    after: Int
  ) -> CumulativeIncidence? {
    precondition(within >= 1 && after >= 0, "a window begins now or later and is not empty")
    guard let table = curve.timeTable(after + 1...after + within) else { return nil }
    let predictors = (0..<kindCount).map { kind in
      let contribution = curve.contribution(of: row, kind: kind)
      return curve.baseline(table, kind: kind).map { $0 + contribution }
    }
    var result = CumulativeIncidence(
      survival: [],
      incidences: Array(repeating: [], count: kindCount)
    )
    var logSurvival = 0.0
    for period in table.indices {
      let logSum = Self.logSum(predictors.map { $0[period] })
      for kind in 0..<kindCount {
        let before = result.incidences[kind].last ?? 0
        let now = exp(logSurvival + predictors[kind][period] - logSum)
        result.incidences[kind].append(before + now)
      }
      logSurvival -= logSum
      result.survival.append(exp(logSurvival))
    }
    return result
  }

  /// `ln(1 + Σ exp(ηₖ))`.
  private static func logSum(_ predictors: [Double]) -> Double {
    let largest = max(0, predictors.max() ?? 0)
    let sum = predictors.reduce(0) { $0 + exp($1 - largest) }
    return largest > 0 ? largest + log(sum + exp(-largest)) : log1p(sum)
  }
}

extension CompetingRisksModel: Codable {
  private enum CodingKeys: String, CodingKey {
    case curve
  }

  /// Reads a model; its parts are checked.
  public init(from decoder: any Decoder) throws {
    curve = try decoder.container(keyedBy: CodingKeys.self).decode(HazardCurve.self, forKey: .curve)
  }
}
