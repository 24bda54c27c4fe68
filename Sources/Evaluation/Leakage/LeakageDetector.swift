#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Finds columns that know the outcome because they were written after it.
///
/// A model that learns from such a column looks splendid and predicts nothing, since on the day of
/// prediction the column is empty. No statistic can prove it, only raise the question, so every
/// finding says what was seen and how strong it is:
///
/// - **leak**: the column alone ranks with an area above ``areaLimit``; it outranks a model of all
///   other columns together; it is filled for one outcome only; a few groups of values decide
///   the outcome and hold many events; it was filled in after the outcome.
/// - **suspect**: an information value whose lower bound exceeds ``informationValueLimit``; a column
///   with many missing values that tells much, or whose being filled does; a column that
///   follows from one that was found.
///
/// Counts are taken with their uncertainty, and levels are judged on rows not used for their
/// rates, so that few rows or many levels alone raise no alarm.
///
///     let report = try LeakageDetector(seed: 42).report(on: columns, outcomes: converted)
///     for finding in report.findings { print(finding.feature, finding.reasons) }
///
/// Not promised: to find a leak that tells little, or one that all columns share.
public struct LeakageDetector: Hashable, Sendable, Codable {
  /// The area above which one column alone is a leak.
  public var areaLimit: Double
  /// The area from which on a column may be a leak by outranking all others.
  public var outrankingArea: Double
  /// The information value above which a column is suspect.
  public var informationValueLimit: Double
  /// The information value above which a column with missing values is suspect.
  public var partlyFilledInformationValue: Double
  /// The share of missing values from which on a column counts as partly filled.
  public var partlyFilledShare: Double
  /// Another seed cuts the rows otherwise for cross-fitting.
  public var seed: UInt64

  /// Creates the detector; the defaults are meant for tables of contacts.
  public init(
    areaLimit: Double = 0.95,
    outrankingArea: Double = 0.75,
    informationValueLimit: Double = 0.5,
    partlyFilledInformationValue: Double = 0.3,
    partlyFilledShare: Double = 0.2,
    seed: UInt64
  ) {
    self.areaLimit = areaLimit
    self.outrankingArea = outrankingArea
    self.informationValueLimit = informationValueLimit
    self.partlyFilledInformationValue = partlyFilledInformationValue
    self.partlyFilledShare = partlyFilledShare
    self.seed = seed
  }

  /// Searches columns for leaks.
  ///
  /// - Parameters:
  ///   - columns: the columns a model may use.
  ///   - outcomes: 0 or 1 for every row.
  ///   - outcomeTimes: when each outcome was known, in the unit of ``FeatureColumn/filledAt``; nil
  ///     where it is not known, nil as a whole where nobody kept it.
  /// - Returns: The findings, and what was measured about every column.
  /// - Throws: ``EvaluationError``, for one class with code `evaluation.single-class`, for infinite
  ///   values with `evaluation.value-invalid`.
  /// - Complexity: O(rows × columns × log rows), and two logistic fits per fold for each column
  ///   that may outrank the others.
  public func report(
    on columns: [FeatureColumn],
    outcomes: [Double],
    outcomeTimes: [Int64?]? = nil
  ) throws(EvaluationError) -> LeakageReport {
    try EvaluationError.check(outcomes: outcomes, predictions: outcomes)
    try EvaluationError.checkTwoClasses(outcomes)
    let folds = Folds(stratifying: outcomes, count: 5, seed: seed)
    var screened: [ScreenedColumn] = []
    for column in columns {
      precondition(column.values.count == outcomes.count, "every row needs a value")
      try column.check()
      screened.append(ScreenedColumn(column, outcomes: outcomes, folds: folds))
    }
    var reasons = screened.map { column in
      self.reasons(for: column, outcomes: outcomes, outcomeTimes: outcomeTimes)
    }
    try addOutranking(to: &reasons, screened, outcomes: outcomes, folds: folds)
    addFollowers(to: &reasons, screened)
    let findings = zip(screened, reasons).filter { !$1.isEmpty }.map { column, reasons in
      LeakageFinding(
        feature: column.screen.feature,
        reasons: reasons.filter { $0.verdict == .leak } + reasons.filter { $0.verdict != .leak }
      )
    }
    return LeakageReport(
      findings: findings.filter { $0.verdict == .leak } + findings.filter { $0.verdict != .leak },
      screens: screened.map(\.screen)
    )
  }
}

/// A column with what was measured about it.
struct ScreenedColumn {
  let column: FeatureColumn
  let bins: FeatureBins
  let codes: [Int]
  /// For each fold the weight of evidence of every group, from the rows of other folds.
  let evidence: [[Double]]
  /// The weight of evidence of each row's group, from the rows of other folds.
  let crossFittedEvidence: [Double]
  let screen: FeatureScreen

  init(_ column: FeatureColumn, outcomes: [Double], folds: Folds) {
    self.column = column
    bins = FeatureBins(of: column.values)
    codes = bins.codes(of: column.values)
    evidence = Self.evidence(codes, bins.count, outcomes: outcomes, folds: folds)
    crossFittedEvidence = zip(folds.assignment, codes).map { [evidence] in evidence[$0][$1] }
    let filled = column.isFilled
    func share(of outcome: Double) -> Double {
      let rows = outcomes.indices.filter { outcomes[$0] == outcome }
      return Double(rows.count { filled[$0] }) / Double(rows.count)
    }
    screen = FeatureScreen(
      feature: column.name,
      area: Self.area(of: column, outcomes: outcomes, evidence: crossFittedEvidence),
      informationValue: InformationValue(
        codes: codes,
        outcomes: outcomes,
        groupCount: bins.count
      ),
      filledEventShare: share(of: 1),
      filledNonEventShare: share(of: 0),
      missingShare: 1 - Double(filled.count { $0 }) / Double(filled.count)
    )
  }

  private static func area(
    of column: FeatureColumn,
    outcomes: [Double],
    evidence: [Double]
  ) -> Double {
    let grouped = ScoreRuns(outcomes: outcomes, scores: evidence).area ?? 0.5
    guard case .numeric(let values) = column.values else { return grouped }
    let rows = values.indices.filter { !values[$0].isNaN }
    let runs = ScoreRuns(outcomes: rows.map { outcomes[$0] }, scores: rows.map { values[$0] })
    guard runs.eventCount > 9, runs.nonEventCount > 9, let area = runs.area else { return grouped }
    return max(grouped, area, 1 - area)
  }

  /// The log of each group's odds among the rows of other folds, less that of all of them, shrunk
  /// by ten average rows.
  private static func evidence(
    _ codes: [Int],
    _ groupCount: Int,
    outcomes: [Double],
    folds: Folds
  ) -> [[Double]] {
    var counts = Array(
      repeating: Array(repeating: SIMD2<Double>(), count: groupCount),
      count: folds.count
    )
    for row in codes.indices {
      counts[folds.assignment[row]][codes[row]] += SIMD2(outcomes[row], 1 - outcomes[row])
    }
    return (0..<folds.count).map { fold in
      let others = (0..<groupCount).map { group in
        (0..<folds.count).filter { $0 != fold }.reduce(SIMD2()) { $0 + counts[$1][group] }
      }
      let all = others.reduce(SIMD2(), +)
      let prior = all / (all.x + all.y)
      return others.map { group in
        let shrunk = group + 10 * prior
        return prior.x > 0 && prior.y > 0 && group != SIMD2()
          ? log(shrunk.x / shrunk.y) - log(prior.x / prior.y) : 0
      }
    }
  }
}
