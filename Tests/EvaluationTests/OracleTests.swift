import Evaluation
import Statistics
import Testing

@Suite(.enabled(if: Oracle.isPresent, "the reference values lie in ../shared/oracles"))
struct EvaluationOracleTests {
  private struct DeLong: Decodable {
    struct Marker: Decodable {
      var auc: Double
      var `var`: Double
      var ci95: [Double]
    }
    var s100b: Marker
    var ndka: Marker
    struct Pair: Decodable {
      var z: Double
      var p: Double
      var cov: Double
    }
    var wfns: Marker
    var paired_s100b_ndka: Pair
    var paired_s100b_wfns: Pair
  }

  @Test("aneurysms: area and DeLong variance as pROC computes them")
  func aneurysms() throws {
    let expected = try Oracle.expected("delong_asah", as: DeLong.self)
    let rows = try Oracle.data("asah")
    for (column, marker) in [expected.s100b, expected.ndka, expected.wfns].enumerated() {
      let curve = try #require(
        try ReceiverOperatingCharacteristic(
          outcomes: rows.map { $0[0] },
          scores: rows.map { $0[column + 1] }
        )
      )
      #expect(isClose(curve.area, marker.auc, 1e-12))
      #expect(isClose(try #require(curve.variance), marker.var, 1e-12))
      let interval = try #require(curve.plainInterval)
      #expect(isClose(interval.lower, marker.ci95[0], 1e-12))
      #expect(isClose(interval.upper, marker.ci95[2], 1e-12))
    }
  }

  @Test("aneurysms: paired tests as pROC computes them, in clusters of one row too")
  func pairedAneurysms() throws {
    let expected = try Oracle.expected("delong_asah", as: DeLong.self)
    let rows = try Oracle.data("asah")
    let outcomes = rows.map { $0[0] }
    for (column, pair) in [(2, expected.paired_s100b_ndka), (3, expected.paired_s100b_wfns)] {
      let (first, second) = (rows.map { $0[1] }, rows.map { $0[column] })
      for test in [
        try AreaComparison(outcomes: outcomes, scores: first, against: second),
        try AreaComparison(
          outcomes: outcomes,
          scores: first,
          against: second,
          clusters: Array(rows.indices)
        ),
      ] {
        let test = try #require(test)
        #expect(isClose(try #require(test.covariance), pair.cov, 1e-12))
        #expect(isClose(try #require(test.statistic), pair.z, 1e-12))
        #expect(isClose(try #require(test.pValue), pair.p, 1e-12))
      }
    }
  }

  private struct Metrics: Decodable {
    struct Line: Decodable {
      var intercept_slope_model: [Double]
      var calibration_in_the_large: Double
    }
    struct Parts: Decodable {
      var reliability: Double
      var resolution: Double
      var uncertainty: Double
    }
    struct Group: Decodable {
      var n: Int
      var positives: Int
      var lift: Double
      var cum_gain: Double
    }
    struct Platt: Decodable {
      var a: Double
      var b: Double
    }
    struct Beta: Decodable {
      struct Free: Decodable {
        var a: Double
        var b: Double
        var c: Double
      }
      struct Package: Decodable {
        var p: [Double]
        var calibrated: [Double]
      }
      var unconstrained_mle: Free
      var betacal: Package
    }
    struct Isotonic: Decodable {
      var knots_x: [Double]
      var knots_y: [Double]
      var predict_at: [Double]
      var predict: [Double]
      var predict_weighted: [Double]
    }
    var auc: Double
    var auc_weighted: Double
    var average_precision: Double
    var log_loss: Double
    var log_loss_weighted: Double
    var brier: Double
    var brier_decomposition_by_distinct_score: Parts
    var ece_10_equal_width: Double
    var mce_10_equal_width: Double
    var ks: Double
    var ks_threshold: Double
    var calibration: Line
    var lift_deciles: [Group]
    var platt: Platt
    var beta_calibration: Beta
    var isotonic: Isotonic
  }

  private func scored() throws -> (
    expected: Metrics, outcomes: [Double], probabilities: [Double], weights: [Double]
  ) {
    let rows = try Oracle.data("scored")
    return (
      try Oracle.expected("metrics_scored", as: Metrics.self), rows.map { $0[0] },
      rows.map { $0[1] }, rows.map { $0[2] }
    )
  }

  @Test("scored rows: ranking as scikit-learn measures it")
  func ranking() throws {
    let (expected, outcomes, probabilities, weights) = try scored()
    let report = try ClassificationReport(outcomes: outcomes, probabilities: probabilities)
    #expect(isClose(try #require(report.discrimination).area, expected.auc, 1e-12))
    #expect(isClose(try #require(report.averagePrecision), expected.average_precision, 1e-10))
    let distance = try #require(report.kolmogorovSmirnov)
    #expect(isClose(distance.distance, expected.ks, 1e-10))
    #expect(distance.threshold == expected.ks_threshold)
    let weighted = try areaUnderCurve(
      outcomes: outcomes,
      scores: probabilities,
      weights: weights
    )
    #expect(isClose(try #require(weighted), expected.auc_weighted, 1e-10))
    let groups = try #require(report.liftTable).groups
    #expect(groups.count == expected.lift_deciles.count)
    for (group, expected) in zip(groups, expected.lift_deciles) {
      #expect(group.count == expected.n)
      #expect(group.eventCount == expected.positives)
      #expect(isClose(try #require(group.lift), expected.lift, 1e-10))
      #expect(isClose(try #require(group.cumulativeGain), expected.cum_gain, 1e-10))
    }
  }

  @Test("scored rows: losses and calibration as scikit-learn and statsmodels compute them")
  func losses() throws {
    let (expected, outcomes, probabilities, weights) = try scored()
    let report = try ClassificationReport(outcomes: outcomes, probabilities: probabilities)
    let line = try #require(report.calibrationLine)
    #expect(isClose(report.logLoss, expected.log_loss, 1e-10))
    #expect(isClose(report.brierScore, expected.brier, 1e-10))
    let weighted = try logLoss(outcomes: outcomes, probabilities: probabilities, weights: weights)
    #expect(isClose(weighted, expected.log_loss_weighted, 1e-10))
    #expect(isClose(line.intercept, expected.calibration.intercept_slope_model[0], 1e-10))
    #expect(isClose(line.slope, expected.calibration.intercept_slope_model[1], 1e-10))
    #expect(
      isClose(line.calibrationInTheLarge, expected.calibration.calibration_in_the_large, 1e-10)
    )
    let parts = try #require(report.brierDecomposition)
    let expectedParts = expected.brier_decomposition_by_distinct_score
    #expect(isClose(parts.reliability, expectedParts.reliability, 1e-10))
    #expect(isClose(parts.resolution, expectedParts.resolution, 1e-10))
    #expect(isClose(parts.uncertainty, expectedParts.uncertainty, 1e-10))
    let byWidth = try #require(report.calibrationTableByWidth)
    #expect(isClose(byWidth.expectedCalibrationError, expected.ece_10_equal_width, 1e-10))
    let largest = byWidth.bins.map { abs($0.observed - $0.meanPredicted) }.max()
    #expect(isClose(try #require(largest), expected.mce_10_equal_width, 1e-10))
  }

  @Test("scored rows: Platt's line and the beta curve")
  func parametric() throws {
    let (expected, outcomes, probabilities, _) = try scored()
    let line = try PlattCalibration().fitted(to: probabilities, outcomes: outcomes)
    #expect(isClose(line.slope, expected.platt.a, 1e-10))
    #expect(isClose(line.intercept, expected.platt.b, 1e-10))
    let curve = try BetaCalibration().fitted(to: probabilities, outcomes: outcomes)
    let free = expected.beta_calibration.unconstrained_mle
    #expect(isClose(curve.a, free.a, 1e-10))
    #expect(isClose(curve.b, free.b, 1e-10))
    #expect(isClose(curve.c, free.c, 1e-10))
    let package = expected.beta_calibration.betacal
    for (found, expected) in zip(try curve.applied(to: package.p), package.calibrated) {
      // Its optimiser is regularised.
      #expect(isClose(found, expected, 1e-2))
    }
  }

  @Test("scored rows: isotonic steps as scikit-learn pools them")
  func isotonic() throws {
    let (all, outcomes, probabilities, weights) = try scored()
    let expected = all.isotonic
    let calibration = IsotonicCalibration(interpolation: .betweenEnds)
    let map = try calibration.fitted(to: probabilities, outcomes: outcomes)
    // A block of one prediction is one knot there.
    let knots = map.blocks.flatMap { block in
      block.lowest == block.highest
        ? [(block.lowest, block.rate)]
        : [(block.lowest, block.rate), (block.highest, block.rate)]
    }
    #expect(knots.map(\.0) == expected.knots_x)
    for (knot, rate) in zip(knots, expected.knots_y) { #expect(abs(knot.1 - rate) <= 1e-12) }
    let weighted = try calibration.fitted(to: probabilities, outcomes: outcomes, weights: weights)
    for (map, rates) in [(map, expected.predict), (weighted, expected.predict_weighted)] {
      for (found, rate) in zip(try map.applied(to: expected.predict_at), rates) {
        // Ours is never 0 or 1.
        #expect(abs(found - min(max(rate, map.lowest), map.highest)) <= 1e-12)
      }
    }
  }

  private struct Stability: Decodable {
    struct Case: Decodable {
      var expected: [Int]
      var actual: [Int]
      var psi: Double
    }
    var cases: [Case]
  }

  @Test("population stability in closed form, with an empty group too")
  func stability() throws {
    for expected in try Oracle.expected("psi", as: Stability.self).cases {
      let found = PopulationStability(expected: expected.expected, actual: expected.actual)
      #expect(isClose(try #require(found.index), expected.psi, 1e-12))
    }
  }
}
