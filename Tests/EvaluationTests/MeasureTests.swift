import Evaluation
import Foundation
import Statistics
import Testing

/// Forty predictions and outcomes with some ties.
enum Scored {
  static let probabilities = [
    0.87, 0.59, 0.08, 0.2, 0.91, 0.9, 0.3, 0.16, 0.41, 0.72, 0.87, 0.24, 0.13, 0.51, 0.55, 0.27,
    0.54, 0.55, 0.72, 0.13, 0.69, 0.28, 0.35, 0.94, 0.41, 0.14, 0.72, 0.26, 0.86, 0.75, 0.2, 0.51,
    0.93, 0.23, 0.19, 0.46, 0.87, 0.57, 0.12, 0.1,
  ]
  static let outcomes: [Double] = [
    1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 1, 0, 1, 1, 0, 1,
    1, 0, 1, 0, 0, 1, 0, 0,
  ]
}

// Expected values: scikit-learn 1.9.1 (roc_auc_score, log_loss, brier_score_loss), statsmodels
// 0.15.0 (GLM(Binomial) on the logits), and DeLong's variance from its definition over all pairs
// in numpy 2.4.6.
@Suite struct MeasureTests {
  private let outcomes = Scored.outcomes
  private let probabilities = Scored.probabilities

  @Test("area, variance and interval agree with the definition over all pairs")
  func area() throws {
    let curve = try #require(
      try ReceiverOperatingCharacteristic(outcomes: outcomes, scores: probabilities)
    )
    let interval = try #require(curve.interval)
    #expect(curve.area == 0.856)
    #expect(isClose(try #require(curve.variance), 0.003998984126984127, 1e-12))
    #expect(isClose(interval.lower, 0.6850216263291252, 1e-12))
    #expect(isClose(interval.upper, 0.9420221488253752, 1e-12))
    #expect(curve.eventCount == 15)
    #expect(curve.nonEventCount == 25)
  }

  @Test("reversed scores have the complementary area")
  func reversed() throws {
    let curve = try ReceiverOperatingCharacteristic(
      outcomes: outcomes,
      scores: probabilities.map { -$0 }
    )
    #expect(isClose(try #require(curve).area, 1 - 0.856, 1e-15))
  }

  @Test("one score for all ranks like a coin")
  func ties() throws {
    let curve = try #require(
      try ReceiverOperatingCharacteristic(
        outcomes: outcomes,
        scores: outcomes.map { _ in 0.5 }
      )
    )
    #expect(curve.area == 0.5)
    #expect(curve.interval == nil)
  }

  @Test("perfect ranking claims no interval")
  func perfect() throws {
    let curve = try #require(
      try ReceiverOperatingCharacteristic(outcomes: [0, 0, 1, 1], scores: [1, 2, 3, 4])
    )
    #expect(curve.area == 1)
    #expect(curve.interval == nil)
  }

  @Test("with one event there is an area but no variance")
  func oneEvent() throws {
    let curve = try #require(
      try ReceiverOperatingCharacteristic(outcomes: [0, 0, 1, 0], scores: [1, 2, 2, 4])
    )
    #expect(curve.area == 0.5)
    #expect(curve.variance == nil)
  }

  @Test("without two classes there is no curve")
  func oneClass() throws {
    #expect(try ReceiverOperatingCharacteristic(outcomes: [1, 1], scores: [1, 2]) == nil)
  }

  @Test("log-loss and Brier score agree with scikit-learn")
  func losses() throws {
    #expect(
      isClose(
        try logLoss(outcomes: outcomes, probabilities: probabilities),
        0.49369176373214946,
        1e-13
      )
    )
    #expect(
      isClose(try brierScore(outcomes: outcomes, probabilities: probabilities), 0.1604025, 1e-13)
    )
  }

  @Test("a certain mistake costs much but not infinitely much")
  func certainMistake() throws {
    // −ln 10⁻¹²
    #expect(isClose(try logLoss(outcomes: [1], probabilities: [0]), 27.631021115928547, 1e-12))
    #expect(isClose(try logLoss(outcomes: [0], probabilities: [1]), 27.631021115928547, 1e-12))
  }

  @Test("the calibration line agrees with statsmodels")
  func calibrationLine() throws {
    let line = try #require(
      try CalibrationLine(outcomes: outcomes, probabilities: probabilities)
    )
    #expect(isClose(line.intercept, -0.6695830468955607, 1e-9))
    #expect(isClose(line.slope, 1.132864203289961, 1e-9))
    #expect(isClose(line.interceptInterval.lower, -1.4943285964034847, 1e-8))
    #expect(isClose(line.slopeInterval.upper, 1.8292578743665668, 1e-8))
    #expect(isClose(line.calibrationInTheLarge, -0.6368030130578308, 1e-9))
  }

  @Test(
    "there is no calibration line for one prediction, one class or perfect ranking",
    arguments: [
      ([0.0, 1, 0, 1], [0.5, 0.5, 0.5, 0.5]), ([1, 1, 1, 1], [0.1, 0.2, 0.3, 0.4]),
      ([0, 0, 1, 1], [0.1, 0.2, 0.7, 0.9]),
    ]
  )
  func noLine(outcomes: [Double], probabilities: [Double]) throws {
    #expect(try CalibrationLine(outcomes: outcomes, probabilities: probabilities) == nil)
  }

  @Test("ten groups hold the same number of rows, ties together")
  func equalCount() throws {
    let table = try CalibrationTable(outcomes: outcomes, probabilities: probabilities)
    #expect(table.bins.map(\.count).reduce(0, +) == 40)
    #expect(table.bins.map(\.eventCount).reduce(0, +) == 15)
    #expect(table.bins.allSatisfy { (2...6).contains($0.count) })
    // The four lowest: 0.08, 0.1, 0.12 and, as a tie, both 0.13.
    #expect(table.bins[0].count == 5)
    #expect(isClose(table.bins[0].meanPredicted, 0.112, 1e-12))
    #expect(table.bins[0].interval.contains(table.bins[0].observed))
    #expect(table.bins.map(\.meanPredicted) == table.bins.map(\.meanPredicted).sorted())
  }

  @Test("equal widths give the expected calibration error of the textbook")
  func equalWidth() throws {
    let table = try CalibrationTable(
      outcomes: outcomes,
      probabilities: probabilities,
      binning: .equalWidth(10)
    )
    #expect(isClose(table.expectedCalibrationError, 0.19525, 1e-12))
  }

  @Test("the order of rows does not change the calibration table")
  func rowOrder() throws {
    #expect(
      try CalibrationTable(outcomes: outcomes, probabilities: probabilities)
        == CalibrationTable(outcomes: outcomes.reversed(), probabilities: probabilities.reversed())
    )
  }

  @Test("a report says all of this and survives JSON")
  func report() throws {
    let report = try ClassificationReport(outcomes: outcomes, probabilities: probabilities)
    #expect(report.sampleSize == 40)
    #expect(report.eventCount == 15)
    #expect(report.eventRate == 0.375)
    #expect(report.eventRateInterval.contains(0.375))
    #expect(report.discrimination?.area == 0.856)
    #expect(report.logLoss < report.baselineLogLoss)
    #expect(
      report.expectedCalibrationError == report.calibrationTable.expectedCalibrationError
    )
    let data = try JSONEncoder().encode(report)
    #expect(try JSONDecoder().decode(ClassificationReport.self, from: data) == report)
  }

  @Test("a report saved before its newer measures existed can still be read")
  func olderReport() throws {
    let report = try ClassificationReport(outcomes: outcomes, probabilities: probabilities)
    var fields = try #require(
      try JSONSerialization.jsonObject(with: JSONEncoder().encode(report)) as? [String: Any]
    )
    for name in [
      "averagePrecision", "kolmogorovSmirnov", "liftTable", "brierDecomposition",
      "calibrationTableByWidth",
    ] {
      #expect(fields.removeValue(forKey: name) != nil)
    }
    let older = try JSONDecoder()
      .decode(
        ClassificationReport.self,
        from: try JSONSerialization.data(withJSONObject: fields)
      )
    #expect(older.liftTable == nil)
    #expect(older.logLossSkill == report.logLossSkill)
  }

  @Test("a report on one class leaves out what does not exist")
  func oneClassReport() throws {
    let report = try ClassificationReport(outcomes: [0, 0, 0], probabilities: [0.1, 0.2, 0.1])
    #expect(report.discrimination == nil)
    #expect(report.calibrationLine == nil)
    #expect(report.brierScore > 0)
  }

  @Test(
    "wrong input is refused with a code",
    arguments: [
      ([], [], "evaluation.no-rows"), ([0.5], [0.5], "evaluation.outcome-not-binary"),
      ([.nan], [0.5], "evaluation.outcome-not-binary"),
      ([1], [1.1], "evaluation.prediction-invalid"), ([1], [.nan], "evaluation.prediction-invalid"),
    ] as [([Double], [Double], String)]
  )
  func refusals(outcomes: [Double], probabilities: [Double], code: String) {
    let error = #expect(throws: EvaluationError.self) {
      try ClassificationReport(outcomes: outcomes, probabilities: probabilities)
    }
    #expect(error?.diagnosticCode == code)
  }

  @Test("a score that is not a number is refused")
  func nanScore() {
    let error = #expect(throws: EvaluationError.self) {
      try ReceiverOperatingCharacteristic(outcomes: [0, 1], scores: [.nan, 1])
    }
    #expect(error?.diagnosticCode == "evaluation.prediction-invalid")
  }
}
