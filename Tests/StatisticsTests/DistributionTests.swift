import Foundation
import Statistics
import Testing

// Expected values: scipy 1.17.1 (scipy.special, scipy.stats); logBeta, logRisingFactorial and
// logBinomialCoefficient with 40 digits by mpmath 1.4.1; Wilson by statsmodels 0.15.0
// (proportion_confint). Tolerances are relative.

func isClose(_ found: Double, _ expected: Double, _ tolerance: Double = 1e-13) -> Bool {
  abs(found - expected) <= tolerance * abs(expected)
}

@Suite struct SpecialFunctionTests {
  @Test(
    "gamma functions agree with scipy",
    arguments: [
      (0.1, 2.252712651734206, -10.423754940411076, 101.43329915079275),
      (0.5, 0.5723649429247, -1.9635100260214235, 4.93480220054468),
      (3.5, 1.2009736023470743, 1.103156640645243, 0.3303577561002349),
      (20.25, 40.08411059791735, 2.983260263975308, 0.050622103814419776),
      (1e6, 12815504.569147611, 13.81551005796419, 1.0000005000001667e-06),
    ]
  )
  func gammas(x: Double, logarithm: Double, first: Double, second: Double) {
    #expect(isClose(logGamma(x), logarithm))
    #expect(isClose(digamma(x), first))
    #expect(isClose(trigamma(x), second))
  }

  @Test(
    "log Beta is accurate for small and large arguments",
    arguments: [
      (0.3, 2.7, 0.8374713679132347), (5, 1000.5, -31.373201990453822),
      (100, 1e6, -1022.4218002626852), (2.5e7, 3e7, -37895515.41140297),
      (0.001, 0.002, 7.313217104417236),
    ]
  )
  func beta(a: Double, b: Double, expected: Double) {
    #expect(isClose(logBeta(a, b), expected))
    #expect(logBeta(a, b) == logBeta(b, a))
  }

  @Test(
    "rising factorials are accurate where logarithms of Γ cancel",
    arguments: [
      (0.5, 3, 0.6286086594223741), (15.9, 2.5, 7.029050754619395),
      (16, 2.5, 7.044044393035926), (1e3, 0.25, 1.7268450619359652),
      (1e8, 7, 128.94476541766656), (1e6, 1e6, 14201804.572510533),
    ]
  )
  func risingFactorial(a: Double, n: Double, expected: Double) {
    #expect(isClose(logRisingFactorial(a, n), expected, 1e-14 * 5))
  }

  @Test(
    "binomial coefficients need not be whole",
    arguments: [(10, 3, 4.787491742782046), (7.5, 2.25, 3.393861339202043), (9, 0, 0), (9, 9, 0)]
  )
  func binomial(n: Double, k: Double, expected: Double) {
    #expect(isClose(logBinomialCoefficient(n, k), expected))
  }

  @Test("there is no logarithm of Γ at a pole, and nothing is thrown")
  func poles() {
    #expect(digamma(0).isNaN || digamma(0).isInfinite)
    #expect(logGamma(.nan).isNaN)
  }

  @Test(
    "the logistic function keeps its tails",
    arguments: [
      (0, 0.5), (1, 0.2689414213699951), (40, 4.248354255291589e-18), (700, 9.85967654375977e-305),
      (800, 0),
    ]
  )
  func logisticTails(x: Double, expected: Double) {
    #expect(isClose(logistic(-x), expected, 1e-15))
    #expect(isClose(logistic(x), 1 - expected, 1e-15))
    #expect(isClose(log1pExp(x) - log1pExp(-x), x, 1e-15))
  }

  @Test("logit undoes logistic", arguments: [-30.0, -2, 0, 0.25, 5])
  func inverse(x: Double) {
    #expect(abs(logit(logistic(x)) - x) < 1e-13 * (1 + abs(x)))
  }

  @Test("a clamped probability is never 0 or 1")
  func clamping() {
    #expect(clampedProbability(0) == 1e-12)
    #expect(clampedProbability(1) == 1 - 1e-12)
    #expect(clampedProbability(0.3) == 0.3)
  }
}

@Suite struct DistributionTests {
  @Test(
    "normal probabilities agree with scipy",
    arguments: [
      (-8, 6.22096057427174e-16), (-1.5, 0.06680720126885807), (0, 0.5),
      (0.3, 0.6179114221889526), (2.5, 0.9937903346742238),
    ]
  )
  func normal(x: Double, expected: Double) {
    #expect(isClose(NormalDistribution.cumulative(x), expected))
    #expect(isClose(NormalDistribution.upperTail(-x), expected))
  }

  @Test(
    "normal quantiles agree with scipy",
    arguments: [
      (1e-10, -6.361340902404056), (0.025, -1.9599639845400545), (0.5, 0),
      (0.9, 1.2815515655446004), (0.999, 3.090232306167813),
    ]
  )
  func normalQuantile(p: Double, expected: Double) {
    #expect(isClose(NormalDistribution.quantile(p), expected))
  }

  @Test(
    "t probabilities agree with scipy",
    arguments: [
      (-2.1, 3, 0.0632826012748423), (0.5, 10, 0.6860531971285135),
      (1.96, 1000.5, 0.9748634768624869), (-30, 4, 3.6764280488306595e-06),
    ]
  )
  func student(x: Double, degrees: Double, expected: Double) {
    #expect(isClose(StudentDistribution(degreesOfFreedom: degrees).cumulative(x), expected, 1e-12))
  }

  @Test(
    "t quantiles agree with scipy",
    arguments: [(0.025, 3, -3.1824463052837086), (0.9, 10.5, 1.3675851988338203)]
  )
  func studentQuantile(p: Double, degrees: Double, expected: Double) {
    #expect(isClose(StudentDistribution(degreesOfFreedom: degrees).quantile(p), expected, 1e-12))
  }

  @Test(
    "χ² probabilities agree with scipy",
    arguments: [
      (0.5, 1, 0.5204998778130466, 0.47950012218695337),
      (7.8, 3, 0.9496689021401467, 0.050331097859853326),
      (200, 10, 1, 1.6139305336977317e-37),
    ]
  )
  func chiSquare(x: Double, degrees: Double, lower: Double, upper: Double) {
    let distribution = ChiSquareDistribution(degreesOfFreedom: degrees)
    #expect(isClose(distribution.cumulative(x), lower, 1e-12))
    #expect(isClose(distribution.upperTail(x), upper, 1e-12))
  }

  @Test(
    "χ² quantiles agree with scipy",
    arguments: [(0.95, 1, 3.841458820694124), (0.1, 7.5, 3.158263335282321)]
  )
  func chiSquareQuantile(p: Double, degrees: Double, expected: Double) {
    #expect(isClose(ChiSquareDistribution(degreesOfFreedom: degrees).quantile(p), expected, 1e-12))
  }

  @Test(
    "Beta probabilities agree with scipy",
    arguments: [
      (0.1, 2, 18, 0.5797350211684026, 0.4202649788315975),
      (0.5, 0.3, 2.7, 0.9656135072870827, 0.03438649271291723),
      (0.2, 40, 160, 0.5141160341838577, 0.48588396581614235),
    ]
  )
  func beta(x: Double, alpha: Double, beta: Double, lower: Double, upper: Double) {
    let distribution = BetaDistribution(alpha: alpha, beta: beta)
    #expect(isClose(distribution.cumulative(x), lower, 1e-12))
    #expect(isClose(distribution.upperTail(x), upper, 1e-12))
  }

  @Test(
    "Beta quantiles agree with scipy",
    arguments: [
      (0.025, 2, 18, 0.013012164371777464), (0.975, 0.3, 2.7, 0.5487264731126349),
      (0.5, 1000, 9000, 0.09997333339112147),
    ]
  )
  func betaQuantile(p: Double, alpha: Double, beta: Double, expected: Double) {
    #expect(isClose(BetaDistribution(alpha: alpha, beta: beta).quantile(p), expected, 1e-12))
  }

  @Test(
    "a saved distribution with a parameter that is not positive is refused",
    arguments: [#"{"alpha":0,"beta":1}"#, #"{"alpha":1,"beta":-1}"#]
  )
  func savedParameters(text: String) throws {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(BetaDistribution.self, from: Data(text.utf8))
    }
    let gamma = text.replacing("alpha", with: "shape").replacing("beta", with: "rate")
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(GammaDistribution.self, from: Data(gamma.utf8))
    }
  }

  @Test("a saved distribution comes back as it was")
  func saved() throws {
    let beta = BetaDistribution(alpha: 0.1, beta: 20)
    let gamma = GammaDistribution(shape: 1e-3, rate: 1e6)
    let (encoder, decoder) = (JSONEncoder(), JSONDecoder())
    #expect(try decoder.decode(BetaDistribution.self, from: encoder.encode(beta)) == beta)
    #expect(try decoder.decode(GammaDistribution.self, from: encoder.encode(gamma)) == gamma)
  }

  @Test("a Beta distribution learns from trials")
  func updating() {
    // scipy 1.17.1: beta(7, 20), 5 % and 95 % quantiles.
    let rate = BetaDistribution(alpha: 2, beta: 18).updated(successes: 5, trials: 7)
    let interval = rate.interval(confidence: 0.9)
    #expect(isClose(rate.mean, 0.25925925925925924))
    #expect(isClose(rate.variance.squareRoot(), 0.08281733249999221))
    #expect(isClose(interval.lower, 0.13377412564451904, 1e-12))
    #expect(isClose(interval.upper, 0.4053538344311663, 1e-12))
  }

  @Test(
    "Wilson's interval agrees with statsmodels",
    arguments: [
      (0, 10, 0, 0.27753279986288926), (3, 10, 0.10779126740630104, 0.6032218525388546),
      (10, 10, 0.7224672001371106, 1), (250, 10000, 0.02211756158552442, 0.02824723686661834),
    ]
  )
  func wilson(successes: Double, trials: Double, lower: Double, upper: Double) {
    let interval = Interval.wilson(successes: successes, trials: trials)
    #expect(isClose(interval.lower, lower))
    #expect(isClose(interval.upper, upper))
  }

  @Test("without trials any rate is possible")
  func nothingKnown() {
    #expect(Interval.wilson(successes: 0, trials: 0) == Interval(lower: 0, upper: 1))
  }
}
