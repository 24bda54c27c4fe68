import Evaluation
import Foundation
import Statistics
import Testing

// Expected values: GLM(Binomial) of statsmodels 0.15.0 on the logits or logarithms (for Platt with
// the smoothed targets as fractional outcomes), IsotonicRegression(out_of_bounds="clip") and
// log_loss(sample_weight=) of scikit-learn 1.9.1.
@Suite struct CalibrationTests {
  private let outcomes = Scored.outcomes
  private let probabilities = Scored.probabilities
  private let weights = (0..<40).map { Double(1 + $0 % 3) }
  private let asked = [0.05, 0.15, 0.25, 0.4, 0.53, 0.65, 0.8, 0.95]

  @Test("Platt's line with smoothed targets agrees with a fit to fractional outcomes")
  func platt() throws {
    let map = try PlattCalibration().fitted(to: probabilities, outcomes: outcomes)
    #expect(isClose(map.slope, 0.9505436072614327, 1e-9))
    #expect(isClose(map.intercept, -0.6184618426143071, 1e-9))
  }

  @Test("Platt's line without smoothing is the calibration line")
  func plattUnsmoothed() throws {
    let map = try PlattCalibration(smoothedBelowEvents: 0)
      .fitted(to: probabilities, outcomes: outcomes)
    let line = try #require(try CalibrationLine(outcomes: outcomes, probabilities: probabilities))
    #expect(isClose(map.slope, line.slope, 1e-10))
    #expect(isClose(map.intercept, line.intercept, 1e-10))
  }

  @Test("the beta curve is the better edge when the free maximum would fall")
  func beta() throws {
    // The free maximum is a = 1.643, b = 0.746; of the mirrored predictions it is outside.
    let map = try BetaCalibration().fitted(to: probabilities, outcomes: outcomes)
    #expect(isClose(map.a, 1.6431389636941627, 1e-8))
    #expect(isClose(map.b, 0.7463102861080896, 1e-8))
    #expect(isClose(map.c, 0.07342764338489371, 1e-7))
    let fallen = try BetaCalibration()
      .fitted(to: probabilities.map { 1 - $0 }, outcomes: outcomes)
    #expect(fallen.a == 0)
    #expect(fallen.b == 0)
    #expect(isClose(fallen.c, logit(0.375), 1e-9))
  }

  @Test("a beta curve on an edge has the likelihood of that edge")
  func betaEdge() throws {
    // Outcomes rise with −ln(1 − p) only: at the low end the rate falls again.
    let probabilities = (0..<200).map { (Double($0) + 0.5) / 200 }
    let outcomes = probabilities.enumerated().map { row, p in
      p < 0.15
        ? (row % 3 == 0 ? 1.0 : 0) : p < 0.7 ? (row % 10 == 0 ? 1 : 0) : (row % 4 < 3 ? 1 : 0)
    }
    let map = try BetaCalibration().fitted(to: probabilities, outcomes: outcomes)
    #expect(map.a == 0)
    #expect(map.b > 0)
    func loss(_ map: BetaMap) throws -> Double {
      try logLoss(outcomes: outcomes, probabilities: map.applied(to: probabilities))
    }
    let least = try loss(map)
    for step in [-0.01, 0.01] {
      for other in try [(map.b + step, map.c), (map.b, map.c + step)].map({
        try JSONDecoder().decode(
          BetaMap.self,
          from: Data("{\"a\":0,\"b\":\($0.0),\"c\":\($0.1)}".utf8)
        )
      }) {
        #expect(try loss(other) > least)
      }
    }
  }

  @Test("isotonic levels agree with scikit-learn, but for what is never 0 or 1")
  func isotonic() throws {
    let map = try IsotonicCalibration(interpolation: .betweenEnds)
      .fitted(to: probabilities, outcomes: outcomes)
    let expected = [0, 0, 0.1111111111111111, 0.25, 0.3333333333333333, 0.4, 0.75, 1.0]
    let found = try map.applied(to: asked)
    for (found, expected) in zip(found, expected) {
      #expect(abs(found - min(max(expected, 1.0 / 27), 16.0 / 17)) < 1e-15)
    }
    #expect(map.blocks.map(\.lowest) == [0.08, 0.19, 0.35, 0.51, 0.55, 0.72, 0.9])
    #expect(map.blocks.map(\.highest) == [0.16, 0.3, 0.46, 0.54, 0.69, 0.87, 0.94])
  }

  @Test("weighted isotonic levels agree with scikit-learn")
  func weightedIsotonic() throws {
    let map = try IsotonicCalibration(interpolation: .betweenEnds)
      .fitted(to: probabilities, outcomes: outcomes, weights: weights)
    let expected = [
      0, 0, 0.16666666666666666, 0.2222222222222222, 0.3333333333333333, 0.38461538461538464,
      0.7857142857142857, 1.0,
    ]
    for (found, expected) in zip(try map.applied(to: asked), expected) {
      #expect(abs(found - min(max(expected, map.lowest), map.highest)) < 1e-14)
    }
  }

  @Test("between the centres of blocks isotonic rates rise, beyond them they stay")
  func centres() throws {
    let map = try IsotonicCalibration().fitted(to: probabilities, outcomes: outcomes)
    for (below, above) in zip(map.blocks, map.blocks.dropFirst()) {
      let middle = try map.applied(to: [(below.centre + above.centre) / 2])[0]
      let low = max(below.rate, map.lowest)
      #expect(isClose(middle, (below.rate + above.rate) / 2, 1e-12) || middle == low)
    }
    #expect(try map.applied(to: [0, 0.01]) == [map.lowest, map.lowest])
    #expect(try map.applied(to: [1]) == [map.highest])
  }

  @Test("blocks of equal rates are pooled, however they came about", arguments: 2...40)
  func equalRates(size: Int) throws {
    // One event in some rows, then two in twice as many.
    let outcomes = (0..<3 * size).map { [0, size, size + 1].contains($0) ? 1.0 : 0 }
    let predictions = outcomes.indices.map { 0.5 + 0.001 * Double($0) }
    let map = try IsotonicCalibration().fitted(to: predictions, outcomes: outcomes)
    #expect(map.blocks.map(\.rate) == [1 / Double(size)])
  }

  @Test("a weight of 2 is a row twice, a weight of 0 no row")
  func weightsAreCounts() throws {
    let doubled = (0..<40).flatMap { row in Array(repeating: row, count: row % 3) }
    let counts = (0..<40).map { Double($0 % 3) }
    let repeated = (doubled.map { probabilities[$0] }, doubled.map { outcomes[$0] })
    let platt = try PlattCalibration().fitted(to: repeated.0, outcomes: repeated.1)
    let weighted = try PlattCalibration()
      .fitted(to: probabilities, outcomes: outcomes, weights: counts)
    #expect(isClose(platt.slope, weighted.slope, 1e-9))
    let beta = try BetaCalibration().fitted(to: repeated.0, outcomes: repeated.1)
    let betaWeighted = try BetaCalibration()
      .fitted(to: probabilities, outcomes: outcomes, weights: counts)
    #expect(isClose(beta.a, betaWeighted.a, 1e-7))
    let steps = try IsotonicCalibration().fitted(to: repeated.0, outcomes: repeated.1)
    let stepsWeighted = try IsotonicCalibration()
      .fitted(to: probabilities, outcomes: outcomes, weights: counts)
    #expect(steps.blocks.map(\.lowest) == stepsWeighted.blocks.map(\.lowest))
    for (one, other) in zip(steps.blocks, stepsWeighted.blocks) {
      #expect(abs(one.rate - other.rate) < 1e-14)
    }
  }

  private static let kinds: [CalibrationChoice.Method] = [.platt, .beta, .isotonic]

  private func map(
    _ method: CalibrationChoice.Method,
    _ probabilities: [Double],
    _ outcomes: [Double]
  ) throws -> CalibrationMap {
    switch method {
    case .identity: .identity
    case .platt: .platt(try PlattCalibration().fitted(to: probabilities, outcomes: outcomes))
    case .beta: .beta(try BetaCalibration().fitted(to: probabilities, outcomes: outcomes))
    case .isotonic:
      .isotonic(try IsotonicCalibration().fitted(to: probabilities, outcomes: outcomes))
    }
  }

  @Test("no map ever reverses a ranking or reaches 0 or 1", arguments: kinds, 0..<8)
  func monotone(method: CalibrationChoice.Method, seed: Int) throws {
    var stream = RandomStream(seed: UInt64(seed))
    let probabilities = (0..<300).map { _ in logistic(3 * stream.normal()) }
    // From well predicted through useless to reversed.
    let outcomes = probabilities.map { p in
      stream.bernoulli(logistic((1 - Double(seed) / 4) * logit(p) - 1)) ? 1.0 : 0
    }
    let grid = (0...1000).map { Double($0) / 1000 }
    let calibrated = try map(method, probabilities, outcomes).applied(to: grid)
    #expect(calibrated == calibrated.sorted())
    #expect(calibrated.allSatisfy { $0 > 0 && $0 < 1 })
  }

  @Test(
    "extreme predictions have finite corrections",
    arguments: kinds,
    [
      ([0, 0, 0, 1, 1, 1], [0, 0, 0, 1, 1, 1]), ([0, 0, 0, 1, 1, 1], [1, 1, 1, 0, 0, 0]),
      ([0.5, 0.5, 0.5, 0.5], [0, 1, 0, 0]), ([0.2, 0.3, 0.8, 0.9], [0, 0, 1, 1]),
      ([0, 1], [1, 0]),
      ([1e-300, 1e-200, 1 - 1e-16, 1], [0, 1, 0, 1]),
    ] as [([Double], [Double])]
  )
  func extremes(method: CalibrationChoice.Method, rows: ([Double], [Double])) throws {
    let calibrated = try map(method, rows.0, rows.1).applied(to: [0, 0.25, 0.5, 1])
    #expect(calibrated.allSatisfy { $0 > 0 && $0 < 1 })
    #expect(calibrated == calibrated.sorted())
  }

  @Test("maps survive JSON", arguments: kinds)
  func saved(method: CalibrationChoice.Method) throws {
    let map = try map(method, probabilities, outcomes)
    let data = try JSONEncoder().encode(map)
    #expect(try JSONDecoder().decode(CalibrationMap.self, from: data) == map)
  }

  @Test("a saved isotonic map whose blocks fall is refused")
  func damaged() throws {
    let map = try IsotonicCalibration().fitted(to: [0.1, 0.9], outcomes: [0, 1])
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let text = String(decoding: try encoder.encode(map), as: UTF8.self)
    let damaged = text.replacingOccurrences(of: "\"eventWeight\":0,", with: "\"eventWeight\":99,")
    #expect(damaged != text)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(IsotonicMap.self, from: Data(damaged.utf8))
    }
  }

  @Test(
    "wrong input is refused with a code",
    arguments: kinds,
    [
      ([], [], "evaluation.no-rows"), ([0.5, 0.6], [1, 1], "evaluation.single-class"),
      ([0.5, 1.5], [1, 0], "evaluation.prediction-invalid"),
      ([0.5, .nan], [1, 0], "evaluation.prediction-invalid"),
      ([0.5, 0.6], [1, 0.5], "evaluation.outcome-not-binary"),
    ] as [([Double], [Double], String)]
  )
  func refusals(
    method: CalibrationChoice.Method,
    wrong: (probabilities: [Double], outcomes: [Double], code: String)
  ) {
    let error = #expect(throws: EvaluationError.self) {
      try map(method, wrong.probabilities, wrong.outcomes)
    }
    #expect(error?.diagnosticCode == wrong.code)
  }

  @Test("weights that leave one class only are refused")
  func weightedSingleClass() {
    let error = #expect(throws: EvaluationError.self) {
      try PlattCalibration().fitted(to: [0.2, 0.4], outcomes: [0, 1], weights: [1, 0])
    }
    #expect(error?.code == .singleClass)
  }

  @Test("weighted losses agree with scikit-learn")
  func weightedLosses() throws {
    let loss = try logLoss(outcomes: outcomes, probabilities: probabilities, weights: weights)
    #expect(isClose(loss, 0.4927966983058821, 1e-13))
    let score = try brierScore(outcomes: outcomes, probabilities: probabilities, weights: weights)
    #expect(isClose(score, 0.1628278481012658, 1e-13))
  }

  @Test("the three parts of the Brier score add up to it")
  func decomposition() throws {
    let parts = try BrierDecomposition(outcomes: outcomes, probabilities: probabilities)
    #expect(isClose(parts.reliability, 0.11873583333333329, 1e-12))
    #expect(isClose(parts.resolution, 0.19270833333333331, 1e-12))
    #expect(isClose(parts.uncertainty, 0.234375, 1e-15))
    #expect(
      isClose(parts.score, try brierScore(outcomes: outcomes, probabilities: probabilities), 1e-12)
    )
  }

  @Test("calibration in the large agrees with statsmodels")
  func inTheLarge() throws {
    let found = try CalibrationInTheLarge(outcomes: outcomes, probabilities: probabilities)
    #expect(isClose(try #require(found.intercept), -0.6368030130578308, 1e-9))
    #expect(isClose(try #require(found.standardError), 0.39563883080165985, 1e-8))
    #expect(isClose(try #require(found.pValue), 0.10749473252098442, 1e-8))
    #expect(found.observedEvents == 15)
    #expect(isClose(found.expectedEvents, probabilities.reduce(0, +), 1e-15))
    #expect(
      try CalibrationInTheLarge(outcomes: [1, 1], probabilities: [0.2, 0.9]).intercept == nil
    )
  }
}

@Suite struct CalibrationChoiceTests {
  /// Predictions and outcomes whose logits are related by a slope and an intercept.
  private func rows(
    _ count: Int,
    slope: Double = 1,
    intercept: Double = 0,
    seed: UInt64 = 3
  ) -> (probabilities: [Double], outcomes: [Double]) {
    var stream = RandomStream(seed: seed)
    let logits = (0..<count).map { _ in 1.5 * stream.normal() - 1 }
    return (
      logits.map { logistic($0) },
      logits.map { stream.bernoulli(logistic(slope * $0 + intercept)) ? 1 : 0 }
    )
  }

  @Test("overconfident predictions get a line")
  func overconfident() throws {
    let rows = rows(2000, slope: 0.4, intercept: -0.5)
    let choice = try CalibrationChoice(seed: 1).fitted(
      to: rows.probabilities,
      outcomes: rows.outcomes
    )
    #expect(choice.method != .identity)
    let losses = choice.candidates.map(\.logLoss)
    #expect(try #require(losses[1]) < #require(losses[0]) - 0.05)
    let calibrated = try choice.map.applied(to: rows.probabilities)
    let line = try CalibrationLine(outcomes: rows.outcomes, probabilities: calibrated)
    #expect(abs(try #require(line).slope - 1) < 0.05)
  }

  @Test("the chosen map is never worse than none where it was chosen", arguments: 0..<12)
  func neverWorse(seed: Int) throws {
    let rows = rows(150, slope: 0.5 + Double(seed) / 10, seed: UInt64(seed))
    let choice = try CalibrationChoice(seed: 1).fitted(
      to: rows.probabilities,
      outcomes: rows.outcomes
    )
    let chosen = try #require(choice.candidates.first { $0.method == choice.method }?.logLoss)
    let losses = choice.candidates.compactMap(\.logLoss)
    #expect(chosen == losses.min())
    // Left alone, predictions lose what they lose without folds.
    let untouched = try logLoss(outcomes: rows.outcomes, probabilities: rows.probabilities)
    #expect(isClose(try #require(losses.first), untouched, 1e-12))
  }

  @Test("perfect predictions are mostly left alone")
  func perfect() throws {
    let methods = try (0..<20).map { seed in
      let rows = rows(400, seed: UInt64(100 + seed))
      return try CalibrationChoice(seed: 1)
        .fitted(to: rows.probabilities, outcomes: rows.outcomes).method
    }
    #expect(methods.count { $0 == .identity } >= 10)
  }

  @Test("below 1000 events isotonic calibration does not compete, and the reason is told")
  func fewEvents() throws {
    let rows = rows(1000)
    let choice = try CalibrationChoice(seed: 1).fitted(
      to: rows.probabilities,
      outcomes: rows.outcomes
    )
    let isotonic = try #require(choice.candidates.last)
    #expect(isotonic.method == .isotonic)
    #expect(isotonic.logLoss == nil)
    let events = Int(rows.outcomes.reduce(0, +))
    #expect(isotonic.exclusion == .tooFewEvents(found: events, required: 1000))
  }

  @Test("with many events and a crooked shape isotonic calibration wins")
  func crooked() throws {
    var stream = RandomStream(seed: 12)
    let probabilities = (0..<20_000).map { _ in stream.uniform() }
    // Steps that neither a line nor a beta curve follows.
    let outcomes = probabilities.map { p in
      stream.bernoulli(p < 0.3 ? 0.05 : p < 0.35 ? 0.45 : p < 0.9 ? 0.5 : 0.95) ? 1.0 : 0
    }
    let choice = try CalibrationChoice(seed: 1).fitted(to: probabilities, outcomes: outcomes)
    #expect(choice.method == .isotonic)
  }

  @Test("a fold that would train on one class leaves predictions alone, with the reason")
  func singleClassFold() throws {
    let choice = try CalibrationChoice(seed: 1)
      .fitted(to: [0.1, 0.2, 0.3, 0.4, 0.9], outcomes: [0, 0, 0, 0, 1])
    #expect(choice.method == .identity)
    #expect(choice.candidates[1].exclusion == .singleClassFold)
  }

  @Test("clusters stay together, and the choice survives JSON")
  func grouped() throws {
    let rows = rows(600, slope: 0.5)
    let hashes = (0..<600).map { StableHash.value(of: "\($0 / 4)") }
    let choice = try CalibrationChoice(seed: 1)
      .fitted(to: rows.probabilities, outcomes: rows.outcomes, groupedBy: hashes)
    #expect(choice.method != .identity)
    let data = try JSONEncoder().encode(choice)
    #expect(try JSONDecoder().decode(ChosenCalibration.self, from: data) == choice)
  }
}

@Suite("Absurd weights") struct AbsurdWeightTests {
  @Test("more rows than can be counted are refused by whoever takes weights")
  func weights() {
    let outcomes = [0.0, 1, 0, 1, 1, 0]
    let probabilities = [0.2, 0.7, 0.4, 0.3, 0.9, 0.1]
    for weights in [[1e300, 1, 1, 1, 1, 1], Array(repeating: 1e300, count: 6)] {
      let errors = [
        #expect(throws: EvaluationError.self) {
          _ = try PlattCalibration()
            .fitted(to: probabilities, outcomes: outcomes, weights: weights)
        },
        #expect(throws: EvaluationError.self) {
          _ = try BetaCalibration()
            .fitted(to: probabilities, outcomes: outcomes, weights: weights)
        },
        #expect(throws: EvaluationError.self) {
          _ = try IsotonicCalibration()
            .fitted(to: probabilities, outcomes: outcomes, weights: weights)
        },
        #expect(throws: EvaluationError.self) {
          _ = try areaUnderCurve(outcomes: outcomes, scores: probabilities, weights: weights)
        },
      ]
      #expect(errors.allSatisfy { $0?.diagnosticCode == "evaluation.weight-invalid" })
    }
  }

  @Test("an isotonic map of as many rows as can be counted loads again")
  func manyRows() throws {
    let map = try IsotonicCalibration().fitted(
      to: [0.1, 0.2, 0.3, 0.4],
      outcomes: [0, 1, 0, 1],
      weights: Array(repeating: 0x1p51, count: 4)
    )
    let data = try JSONEncoder().encode(map)
    #expect(try JSONDecoder().decode(IsotonicMap.self, from: data) == map)
  }
}
