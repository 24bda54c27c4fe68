import Evaluation
import Testing

@Suite(.enabled(if: Oracle.isPresent, "the reference values lie in ../shared/oracles"))
struct EvaluationOracleTests {
  private struct DeLong: Decodable {
    struct Marker: Decodable {
      var auc: Double
      var `var`: Double
    }
    var s100b: Marker
    var ndka: Marker
    var wfns: Marker
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
    }
  }

  private struct Metrics: Decodable {
    struct Calibration: Decodable {
      var intercept_slope_model: [Double]
      var calibration_in_the_large: Double
    }
    var auc: Double
    var log_loss: Double
    var brier: Double
    var ece_10_equal_width: Double
    var calibration: Calibration
  }

  @Test("scored rows: losses and calibration as scikit-learn and statsmodels compute them")
  func scored() throws {
    let expected = try Oracle.expected("metrics_scored", as: Metrics.self)
    let rows = try Oracle.data("scored")
    let (outcomes, probabilities) = (rows.map { $0[0] }, rows.map { $0[1] })
    let report = try ClassificationReport(outcomes: outcomes, probabilities: probabilities)
    let line = try #require(report.calibrationLine)
    #expect(isClose(try #require(report.discrimination).area, expected.auc, 1e-12))
    #expect(isClose(report.logLoss, expected.log_loss, 1e-10))
    #expect(isClose(report.brierScore, expected.brier, 1e-10))
    #expect(isClose(line.intercept, expected.calibration.intercept_slope_model[0], 1e-9))
    #expect(isClose(line.slope, expected.calibration.intercept_slope_model[1], 1e-9))
    #expect(
      isClose(line.calibrationInTheLarge, expected.calibration.calibration_in_the_large, 1e-9)
    )
    let byWidth = try CalibrationTable(
      outcomes: outcomes,
      probabilities: probabilities,
      binning: .equalWidth(10)
    )
    #expect(isClose(byWidth.expectedCalibrationError, expected.ece_10_equal_width, 1e-10))
  }
}
