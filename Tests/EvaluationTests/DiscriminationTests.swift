import Evaluation
import Foundation
import Statistics
import Testing

// Expected values: areas, covariances and Obuchowski's variance from their definitions over all
// pairs in numpy 2.4.6; average_precision_score, roc_curve and fbeta_score of scikit-learn 1.9.1.
@Suite struct DiscriminationTests {
  private let outcomes = Scored.outcomes
  private let probabilities = Scored.probabilities
  private let other = Scored.probabilities.enumerated().map {
    Double($0.offset * 37 % 41) / 41 * 0.4 + $0.element * 0.6
  }
  private let clusters = (0..<40).map { $0 / 3 % 7 }
  private let weights = (0..<40).map { Double(1 + $0 % 3) }

  @Test("the plain interval is area ± 1.96 standard errors, cut at 1")
  func plainInterval() throws {
    let curve = try #require(
      try ReceiverOperatingCharacteristic(outcomes: outcomes, scores: probabilities)
    )
    let interval = try #require(curve.plainInterval)
    let reach = 1.959963984540054 * 0.003998984126984127.squareRoot()
    #expect(isClose(interval.lower, 0.856 - reach, 1e-12))
    #expect(isClose(interval.upper, 0.856 + reach, 1e-12))
    let good = try #require(
      try ReceiverOperatingCharacteristic(
        outcomes: [0, 0, 1, 0, 1, 1],
        scores: [1, 2, 3, 4, 5, 6]
      )
    )
    #expect(good.plainInterval?.upper == 1)
  }

  @Test("two scores on the same rows are tested as correlated")
  func paired() throws {
    let test = try #require(
      try AreaComparison(outcomes: outcomes, scores: probabilities, against: other)
    )
    #expect(isClose(test.otherArea, 0.808, 1e-12))
    #expect(isClose(try #require(test.covariance), 0.0027901798941798945, 1e-11))
    #expect(isClose(try #require(test.statistic), 0.87127540426619, 1e-11))
    #expect(isClose(try #require(test.pValue), 0.38360379672051026, 1e-10))
    #expect(isClose(try #require(test.interval).lower, -0.059977650691468334, 1e-10))
  }

  @Test("swapping the scores changes the sign of the test and nothing else")
  func swapped() throws {
    let test = try #require(
      try AreaComparison(outcomes: outcomes, scores: probabilities, against: other)
    )
    let swapped = try #require(
      try AreaComparison(outcomes: outcomes, scores: other, against: probabilities)
    )
    #expect(test.statistic == swapped.statistic.map { -$0 })
    #expect(test.pValue == swapped.pValue)
  }

  @Test("a score against itself, or against its logit, has no test to offer")
  func sameRanking() throws {
    for score in [probabilities, probabilities.map { log($0 / (1 - $0)) }] {
      let test = try #require(
        try AreaComparison(outcomes: outcomes, scores: probabilities, against: score)
      )
      #expect(test.difference == 0)
      #expect(test.standardError == 0)
      #expect(test.pValue == nil)
    }
  }

  @Test("rows of seven clusters have the variance of Obuchowski")
  func clustered() throws {
    let curve = try #require(
      try ReceiverOperatingCharacteristic(
        outcomes: outcomes,
        scores: probabilities,
        clusters: clusters
      )
    )
    #expect(curve.area == 0.856)
    #expect(isClose(try #require(curve.variance), 0.0036975995259259263, 1e-11))
    let test = try #require(
      try AreaComparison(
        outcomes: outcomes,
        scores: probabilities,
        against: other,
        clusters: clusters
      )
    )
    #expect(isClose(try #require(test.covariance), 0.005219949985185186, 1e-11))
    #expect(isClose(try #require(test.statistic), 1.327041074093643, 1e-10))
  }

  @Test("clusters of one row each are independent rows")
  func singletons() throws {
    let curve = try ReceiverOperatingCharacteristic(outcomes: outcomes, scores: probabilities)
    let clustered = try ReceiverOperatingCharacteristic(
      outcomes: outcomes,
      scores: probabilities,
      clusters: Array(0..<40)
    )
    #expect(
      isClose(try #require(clustered?.variance), try #require(curve?.variance), 1e-12)
    )
  }

  @Test("every row twice in one cluster tells no more than once")
  func repeated() throws {
    let once = try ReceiverOperatingCharacteristic(
      outcomes: outcomes,
      scores: probabilities,
      clusters: Array(0..<40)
    )
    let twice = try ReceiverOperatingCharacteristic(
      outcomes: outcomes + outcomes,
      scores: probabilities + probabilities,
      clusters: Array(0..<40) + Array(0..<40)
    )
    #expect(isClose(try #require(twice?.variance), try #require(once?.variance), 1e-12))
  }

  @Test("with one cluster there is an area but no variance")
  func oneCluster() throws {
    let curve = try ReceiverOperatingCharacteristic(
      outcomes: outcomes,
      scores: probabilities,
      clusters: outcomes.map { _ in "all" }
    )
    #expect(curve?.area == 0.856)
    #expect(curve?.variance == nil)
  }

  @Test("a thousand rows and more are sorted by another method, to the same area")
  func manyRows() throws {
    var stream = RandomStream(seed: 4)
    let scores = (0..<5000).map { _ in (stream.normal() * 50).rounded() / 8 }
    let outcomes = scores.map { stream.bernoulli(logistic($0 / 4)) ? 1.0 : 0 }
    // The definition, over all pairs.
    let events = scores.indices.filter { outcomes[$0] == 1 }.map { scores[$0] }
    let others = scores.indices.filter { outcomes[$0] == 0 }.map { scores[$0] }
    var won = 0.0
    for event in events {
      for other in others { won += event > other ? 1 : event == other ? 0.5 : 0 }
    }
    let curve = try #require(
      try ReceiverOperatingCharacteristic(outcomes: outcomes, scores: scores)
    )
    #expect(curve.area == won / Double(events.count * others.count))
    let clustered = try ReceiverOperatingCharacteristic(
      outcomes: outcomes,
      scores: scores,
      clusters: Array(0..<5000)
    )
    #expect(clustered?.area == curve.area)
    #expect(isClose(try #require(clustered?.variance), try #require(curve.variance), 1e-10))
  }

  @Test("scores of any size and sign keep their order", arguments: [10, 2000])
  func extremeScores(copies: Int) throws {
    let scores = [
      -Double.infinity, -1e300, -1, -Double.leastNonzeroMagnitude, -0.0, 0, .leastNonzeroMagnitude,
      1, 1e300, .infinity,
    ]
    let outcomes: [Double] = [0, 0, 0, 0, 0, 1, 1, 1, 1, 1]
    let curve = try ReceiverOperatingCharacteristic(
      outcomes: Array((0..<copies).map { _ in outcomes }.joined()),
      scores: Array((0..<copies).map { _ in scores }.joined())
    )
    // Only −0 and 0 are one score.
    #expect(curve?.area == 0.98)
  }

  @Test("the order of rows does not change a bit of area and variance")
  func rowOrder() throws {
    var stream = RandomStream(seed: 8)
    let order = stream.shuffled(Array(0..<40))
    #expect(
      try ReceiverOperatingCharacteristic(outcomes: outcomes, scores: probabilities)
        == ReceiverOperatingCharacteristic(
          outcomes: order.map { outcomes[$0] },
          scores: order.map { probabilities[$0] }
        )
    )
  }

  @Test("average precision agrees with scikit-learn")
  func average() throws {
    let found = try averagePrecision(outcomes: outcomes, scores: probabilities)
    #expect(isClose(try #require(found), 0.7912771977477859, 1e-14))
    #expect(try averagePrecision(outcomes: outcomes, scores: outcomes.map { _ in 1 }) == 0.375)
    #expect(try averagePrecision(outcomes: [0, 0], scores: [1, 2]) == nil)
  }

  @Test("the weighted area agrees with scikit-learn, and a weight of 2 is a row twice")
  func weighted() throws {
    let area = try areaUnderCurve(outcomes: outcomes, scores: probabilities, weights: weights)
    #expect(isClose(try #require(area), 0.8603425559947299, 1e-13))
    let repeated = (0..<40).flatMap { row in Array(repeating: row, count: 1 + row % 3) }
    let curve = try ReceiverOperatingCharacteristic(
      outcomes: repeated.map { outcomes[$0] },
      scores: repeated.map { probabilities[$0] }
    )
    #expect(isClose(try #require(curve).area, try #require(area), 1e-13))
  }

  @Test("the largest distance of the two distributions is found with its threshold")
  func kolmogorovSmirnov() throws {
    let found = try #require(try KolmogorovSmirnov(outcomes: outcomes, scores: probabilities))
    #expect(isClose(found.distance, 0.6, 1e-15))
    #expect(found.threshold == 0.55)
    #expect(try KolmogorovSmirnov(outcomes: [1, 1], scores: [1, 2]) == nil)
  }

  @Test("groups of the lift table differ by one row at most and hold every event once")
  func lift() throws {
    let table = try LiftTable(outcomes: outcomes + [0, 1], scores: probabilities + [0.5, 0.5])
    #expect(table.groups.map(\.count) == [5, 5, 4, 4, 4, 4, 4, 4, 4, 4])
    #expect(table.groups.reduce(0) { $0 + $1.eventCount } == 16)
    #expect(table.groups.last?.cumulativeGain == 1)
    #expect(table.groups.last?.cumulativeLift == 1)
  }

  @Test("ties in the lift table are taken in row order")
  func liftTies() throws {
    let table = try LiftTable(outcomes: [1, 0, 1, 0], scores: [1, 1, 1, 1], groupCount: 2)
    #expect(table.groups.map(\.eventCount) == [1, 1])
    let sorted = try LiftTable(outcomes: [1, 1, 0, 0], scores: [1, 1, 1, 1], groupCount: 2)
    #expect(sorted.groups.map(\.eventCount) == [2, 0])
  }

  @Test("fewer rows than groups, and rows without events, still make a table")
  func smallLift() throws {
    let table = try LiftTable(outcomes: [0, 0, 0], scores: [1, 2, 3])
    #expect(table.groups.map(\.count) == [1, 1, 1])
    #expect(table.groups.allSatisfy { $0.lift == nil && $0.cumulativeGain == nil })
  }

  @Test("a threshold selects what scikit-learn counts")
  func threshold() throws {
    let selection = try Selection(outcomes: outcomes, scores: probabilities, threshold: 0.5)
    #expect(selection.truePositives == 13)
    #expect(selection.falsePositives == 7)
    #expect(selection.falseNegatives == 2)
    #expect(selection.trueNegatives == 18)
    #expect(selection.precision == 0.65)
    #expect(isClose(try #require(selection.fScore()), 0.7428571428571429, 1e-15))
    #expect(isClose(try #require(selection.fScore(beta: 2)), 0.8125, 1e-15))
    #expect(selection.threshold == 0.51)
  }

  @Test("a capacity selects the highest scores, ties by row order, and no more rows than there are")
  func capacity() throws {
    // Three rows have 0.87, of which the second one, row 10, still fits.
    let selection = try Selection(outcomes: outcomes, scores: probabilities, capacity: 6)
    #expect(selection.truePositives + selection.falsePositives == 6)
    #expect(selection.truePositives == 4 + Int(outcomes[0] + outcomes[10]))
    #expect(selection.threshold == 0.87)
    let all = try Selection(outcomes: outcomes, scores: probabilities, capacity: 1000)
    #expect(all.recall == 1)
    #expect(all.precision == 0.375)
    let none = try Selection(outcomes: outcomes, scores: probabilities, capacity: 0)
    #expect(none.precision == nil)
    #expect(none.threshold == nil)
    #expect(none.fScore() == 0)
  }

  @Test(
    "wrong scores, outcomes and weights are refused with a code",
    arguments: [
      ([1, 0], [Double.nan, 1], [1, 1], "evaluation.prediction-invalid"),
      ([1, 2], [0, 1], [1, 1], "evaluation.outcome-not-binary"),
      ([1, 0], [0, 1], [1, -1], "evaluation.weight-invalid"),
      ([1, 0], [0, 1], [0, 0], "evaluation.weight-invalid"),
      ([1, 0], [0, 1], [1e308, 1e308], "evaluation.weight-invalid"),
      ([1, 0], [0, 1], [.nan, 1], "evaluation.weight-invalid"), ([], [], [], "evaluation.no-rows"),
    ] as [([Double], [Double], [Double], String)]
  )
  func refusals(outcomes: [Double], scores: [Double], weights: [Double], code: String) {
    let error = #expect(throws: EvaluationError.self) {
      try areaUnderCurve(outcomes: outcomes, scores: scores, weights: weights)
    }
    #expect(error?.diagnosticCode == code)
  }

  @Test("an infinite score ranks, but is no threshold")
  func infiniteThreshold() {
    let error = #expect(throws: EvaluationError.self) {
      try KolmogorovSmirnov(outcomes: [0, 1], scores: [0, .infinity])
    }
    #expect(error?.code == .predictionInvalid)
  }
}
