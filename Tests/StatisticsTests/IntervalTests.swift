import Foundation
import Statistics
import Testing

// Expected values: statsmodels 0.15.0 (proportion_confint with beta and jeffreys,
// confint_proportions_2indep with newcomb); p-values adjusted by R 4.2.2 (p.adjust).
@Suite struct IntervalTests {
  @Test(
    "Wilson's interval closes around the rate, however many trials",
    arguments: [1e100, 1e200, 1e300]
  )
  func wilsonOfManyTrials(trials: Double) {
    let interval = Interval.wilson(successes: 0.25 * trials, trials: trials)
    #expect(isClose(interval.lower, 0.25, 1e-14))
    #expect(isClose(interval.upper, 0.25, 1e-14))
  }

  @Test(
    "exact and Jeffreys intervals agree with statsmodels",
    arguments: [
      (
        7.0, 50.0,
        [0.05819170034037209, 0.2673960024970084, 0.0648717011505185, 0.25532502815639163]
      ),
      (
        1, 20,
        [0.0012650894979498038, 0.24873276277202783, 0.005449032581426599, 0.21081863624926514]
      ),
      (
        250, 10000,
        [0.022028967353280755, 0.028251857385923226, 0.022075972339293638, 0.028198894414276688]
      ),
    ]
  )
  func proportions(successes: Double, trials: Double, expected: [Double]) {
    let exact = Interval.clopperPearson(successes: successes, trials: trials)
    let jeffreys = Interval.jeffreys(successes: successes, trials: trials)
    let found = [exact.lower, exact.upper, jeffreys.lower, jeffreys.upper]
    #expect(zip(found, expected).allSatisfy { isClose($0, $1, 1e-12) })
  }

  @Test("an interval of nothing is everything, and one of all reaches 1")
  func edges() {
    let everything = Interval(lower: 0, upper: 1)
    #expect(Interval.clopperPearson(successes: 0, trials: 0) == everything)
    #expect(Interval.jeffreys(successes: 0, trials: 0) == everything)
    #expect(Interval.clopperPearson(successes: 9, trials: 9).upper == 1)
    #expect(Interval.jeffreys(successes: 0, trials: 9).lower == 0)
    let difference = Interval.newcombe(
      successes: 0,
      trials: 0,
      baselineSuccesses: 3,
      baselineTrials: 9
    )
    #expect(difference == Interval(lower: -1, upper: 1))
  }

  @Test(
    "Newcombe's interval agrees with statsmodels, and turns when the rates change places",
    arguments: [
      ([56.0, 70, 48, 80], 0.05243147240236498, 0.33387265403690614),
      ([9, 10, 3, 10], 0.1705227239345029, 0.809017973535488),
      ([10, 10, 0, 20], 0.6790860371419145, 1),
      ([530, 2410, 480, 2400], -0.0031082783439929443, 0.04291607232859271),
    ]
  )
  func newcombe(counts: [Double], lower: Double, upper: Double) {
    func interval(_ order: [Int]) -> Interval {
      .newcombe(
        successes: counts[order[0]],
        trials: counts[order[1]],
        baselineSuccesses: counts[order[2]],
        baselineTrials: counts[order[3]]
      )
    }
    #expect(isClose(interval([0, 1, 2, 3]).lower, lower, 1e-12))
    #expect(isClose(interval([0, 1, 2, 3]).upper, upper, 1e-12))
    #expect(isClose(interval([2, 3, 0, 1]).lower, -upper, 1e-12))
  }

  @Test("p-values are raised as R raises them")
  func adjustment() {
    let pValues = [0.041, 0.001, 0.216, 0.008, 0.039]
    // R: p.adjust(c(.041,.001,.216,.008,.039), "holm"), "BH", "BY".
    let expected: [PValueAdjustment: [Double]] = [
      .holm: [0.117, 0.005, 0.216, 0.032, 0.117],
      .benjaminiHochberg: [0.05125, 0.005, 0.216, 0.02, 0.05125],
      .benjaminiYekutieli: [
        0.05125 * 137 / 60, 0.005 * 137 / 60, 0.216 * 137 / 60, 0.02 * 137 / 60, 0.05125 * 137 / 60,
      ],
    ]
    for (method, values) in expected {
      let found = method.adjusted(pValues)
      #expect(zip(found, values).allSatisfy { isClose($0, $1) })
    }
    #expect(PValueAdjustment.holm.adjusted([]) == [])
    #expect(PValueAdjustment.holm.adjusted([0.9, 0.8]) == [1, 1])
  }
}

@Suite struct ProfileIntervalTests {
  @Test("a normal likelihood gives estimate ± 1.96 standard errors", arguments: [1e-6, 1, 1e9])
  func normal(scale: Double) {
    for firstStep in [scale, 100 * scale, scale / 1000, 0, .nan] {
      let interval = ProfileInterval(
        estimate: 5 * scale,
        standardError: firstStep,
        maximum: -1e4
      ) { -1e4 - ($0 / scale - 5) * ($0 / scale - 5) / 2 }
      #expect(isClose(interval.lower ?? 0, 3.0400360154599455 * scale, 1e-9))
      #expect(isClose(interval.upper ?? 0, 6.9599639845400545 * scale, 1e-9))
    }
  }

  @Test("a skewed likelihood gives a skewed interval, and a wall is no end")
  func poisson() {
    // mpmath 1.4.1, findroot of 2·(ℓmax − ℓ) = χ² for 3 events in an exposure of 10.
    var calls = 0
    let interval = ProfileInterval(
      estimate: 0.3,
      standardError: 0.173,
      maximum: 3 * log(0.3) - 3
    ) {
      calls += 1
      return $0 > 0 ? 3 * log($0) - 10 * $0 : nil
    }
    #expect(isClose(interval.lower ?? 0, 0.07460650361715165, 1e-10))
    #expect(isClose(interval.upper ?? 0, 0.7779286366140823, 1e-10))
    #expect(calls < 40)
  }

  @Test("an end beyond which the likelihood never falls is nil")
  func unbounded() {
    // ℓ(θ) = −ln(1 + e^{−θ}) · 10 grows towards 0 on the right.
    let interval = ProfileInterval(estimate: 8, standardError: 1, maximum: -1e-12) {
      -10 * log1p(exp(-$0))
    }
    #expect(interval.upper == nil)
    // Where 20·ln(1 + e^{−θ}) = 3.841458820694124.
    #expect(isClose(interval.lower ?? 0, -log(expm1(3.841458820694124 / 20)), 1e-9))
    let nothing = ProfileInterval(estimate: 0, standardError: 1, maximum: 0) { _ in nil }
    #expect(nothing == ProfileInterval(lower: nil, upper: nil))
    let undefined = ProfileInterval(estimate: .nan, standardError: 1, maximum: 0) { _ in 0 }
    #expect(undefined == nothing)
  }

  @Test("an infinite fall is an end")
  func cliff() {
    let interval = ProfileInterval(estimate: 0.5, standardError: 0.2, maximum: 0) {
      abs($0 - 0.5) <= 0.25 ? 0 : -.infinity
    }
    #expect(isClose(interval.lower ?? 0, 0.25, 1e-9))
    #expect(isClose(interval.upper ?? 0, 0.75, 1e-9))
  }
}
