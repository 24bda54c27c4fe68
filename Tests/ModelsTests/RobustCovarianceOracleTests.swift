import LinearAlgebra
import Models
import Statistics
import Testing

@Suite(.enabled(if: Oracle.isPresent, "the reference values lie in ../shared/oracles"))
struct RobustCovarianceOracleTests {
  private struct Expected: Decodable {
    struct Test: Decodable {
      var stat: Double
      var df: Int
      var p: Double
    }
    var se_HC0: [String: Double]
    var se_HC1: [String: Double]
    var se_HC3: [String: Double]
    var se_cluster_by_age_HC1: [String: Double]
    var odds_ratio: [String: Double]
    var or_ci95_lo: [String: Double]
    var or_ci95_hi: [String: Double]
    var lr_test_drop_age_ui: Test
    var lr_test_vs_null: Test
  }

  private let data = FirthOracleTests.Data.birthWeights
  private var order: [String] { ["(Intercept)"] + data.terms }

  enum Kind: CaseIterable { case hc0, hc1, hc3, clustered }

  @Test("birth weights: sandwiches as in R", arguments: Kind.allCases)
  func sandwich(kind: Kind) throws {
    let expected = try Oracle.expected("logistic_birthwt", as: Expected.self)
    let (design, outcomes) = try data.read()
    let model = try LogisticRegression().fitted(to: design, outcomes: outcomes)
    let (covariance, errors) =
      switch kind {
      case .hc0: (LogisticModel.RobustCovariance.hc0, expected.se_HC0)
      case .hc1: (.hc1, expected.se_HC1)
      case .hc3: (.hc3, expected.se_HC3)
      case .clustered:
        (
          .clustered(by: design.column(0).map { UInt64($0) }), expected.se_cluster_by_age_HC1
        )
      }
    let table = model.coefficientTable(
      covariance: try model.covariance(covariance, of: design, outcomes: outcomes)
    )
    let found = table.compactMap(\.standardError)
    // R's sandwich takes probabilities from one step before the last, 2e-8 away: it is 1.5e-9 off
    // the sandwich of its own fitted values.
    #expect(areClose(found, order.compactMap { errors[$0] }, 2e-9))
  }

  @Test("birth weights: likelihood-ratio tests and odds ratios as in R")
  func tests() throws {
    let expected = try Oracle.expected("logistic_birthwt", as: Expected.self)
    let (design, outcomes) = try data.read()
    let model = try LogisticRegression().fitted(to: design, outcomes: outcomes)
    for (columns, test) in [
      (Array(1...6), expected.lr_test_drop_age_ui), ([], expected.lr_test_vs_null),
    ] {
      let smaller = try LogisticRegression()
        .fitted(to: design.selecting(columns: columns), outcomes: outcomes)
      let found = try #require(
        LikelihoodRatioTest(of: model.fitSummary, against: smaller.fitSummary)
      )
      #expect(isClose(found.statistic, test.stat, 1e-9))
      #expect(found.degreesOfFreedom == test.df)
      #expect(isClose(found.pValue, test.p, 1e-9))
    }
    let table = model.coefficientTable()
    #expect(
      areClose(table.compactMap(\.oddsRatio), order.compactMap { expected.odds_ratio[$0] }, 1e-9)
    )
    // The standard errors of R are those of one step before its last, 4e-9 away.
    let intervals = table.compactMap(\.oddsRatioInterval)
    #expect(areClose(intervals.map(\.lower), order.compactMap { expected.or_ci95_lo[$0] }, 1e-8))
    #expect(areClose(intervals.map(\.upper), order.compactMap { expected.or_ci95_hi[$0] }, 1e-8))
  }

  private struct Correction: Decodable {
    struct Case: Decodable {
      var b0: Double
      var tau: Double
      var ybar: Double
      var b0_corrected: Double
      var w1: Double
      var w0: Double
    }
    var cases: [Case]
  }

  @Test("prior correction: intercept and weights", arguments: 0..<3)
  func correction(number: Int) throws {
    let expected = try Oracle.expected("prior_correction", as: Correction.self).cases[number]
    let correction = PriorCorrection(populationRate: expected.tau, sampleRate: expected.ybar)
    #expect(isClose(expected.b0 + correction.interceptShift, expected.b0_corrected, 1e-12))
    #expect(areClose(correction.weights(for: [1, 0]), [expected.w1, expected.w0], 1e-12))
  }
}
