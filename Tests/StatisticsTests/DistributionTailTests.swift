import Statistics
import Testing

// Expected values with 60 (F: 250) digits by mpmath 1.4.1: betainc and gammainc, regularized; quantiles,
// where marked, by R 4.2.2.
@Suite struct DistributionTailTests {
  private func check(
    _ law: some ContinuousDistribution,
    _ x: Double,
    _ lower: Double,
    _ upper: Double
  ) {
    #expect(isClose(law.cumulative(x), lower, 2e-13))
    #expect(isClose(law.upperTail(x), upper, 2e-13))
  }

  @Test(
    "gamma tails keep their digits",
    arguments: [
      (0.5, 2, 1e-10, 1.5957691214993462e-05, 0.999984042308785),
      (2, 4, 0.5, 0.5939941502901619, 0.40600584970983805),
      (300, 1, 150, 3.130415125696515e-27, 1),
      (0.001, 1, 1e-300, 0.5014761980108866, 0.4985238019891134),
    ]
  )
  func gamma(shape: Double, rate: Double, x: Double, lower: Double, upper: Double) {
    check(GammaDistribution(shape: shape, rate: rate), x, lower, upper)
  }

  @Test(
    "Beta tails keep their digits",
    arguments: [
      (0.5, 0.5, 1e-14, 6.366197723675824e-08, 0.9999999363380228),
      (2, 18, 1e-150, 1.71e-298, 1), (300, 2, 0.1, 2.710000000000045e-298, 1),
      (40, 160, 0.9, 1, 6.920125527834612e-121),
      (1e4, 1e4, 0.45, 6.312654777749951e-46, 1),
    ]
  )
  func beta(alpha: Double, beta: Double, x: Double, lower: Double, upper: Double) {
    check(BetaDistribution(alpha: alpha, beta: beta), x, lower, upper)
  }

  @Test(
    "t tails keep their digits",
    arguments: [
      (1, -1e-05, 0.4999968169011383), (3, -1e100, 1.1026577908435841e-300),
      (30.5, -38, 1.4900390913248e-27), (1000, -37, 8.650394404956531e-190),
      (0.5, -1e10, 3.207009754142229e-06),
    ]
  )
  func student(degrees: Double, x: Double, lower: Double) {
    let law = StudentDistribution(degreesOfFreedom: degrees)
    #expect(isClose(law.cumulative(x), lower, 2e-13))
    #expect(isClose(law.upperTail(-x), lower, 2e-13))
    #expect(law.twoSidedTail(x) == 2 * law.cumulative(x))
  }

  @Test(
    "F tails keep their digits",
    arguments: [
      (1, 1, 1e10, 0.9999936338022766, 6.366197723463607e-06),
      (5, 10, 3.3, 0.9489383861579271, 0.05106161384207292),
      (2.5, 30, 1e-100, 1.1785715979847018e-125, 1),
      (1000, 10, 0.1, 3.960656096872338e-16, 0.9999999999999996),
      (3, 100, 1e5, 1, 1.1010448117640099e-173), (1, 3, 1e100, 1, 2.2053155816871683e-150),
    ]
  )
  func fTails(numerator: Double, denominator: Double, x: Double, lower: Double, upper: Double) {
    let law = FDistribution(numeratorDegrees: numerator, denominatorDegrees: denominator)
    check(law, x, lower, upper)
  }

  // R: qf(c(.025,.9),5,10.5), qf(1e-20,5,10.5,lower=F), qgamma(c(1e-20,.3),2.5,4),
  // qgamma(1e-30,2.5,4,lower=F), qbeta(1e-20,2,18), qbeta(1e-20,2,18,lower=F),
  // qchisq(1e-30,3,lower=F), qt(1e-30,5).
  @Test("quantiles agree with R, far into the tails")
  func quantiles() {
    let f = FDistribution(numeratorDegrees: 5, denominatorDegrees: 10.5)
    #expect(isClose(f.quantile(0.025), 0.15169113534229225, 1e-12))
    #expect(isClose(f.quantile(0.9), 2.4844777809083149, 1e-12))
    #expect(isClose(f.upperQuantile(1e-20), 21890.198942317213, 1e-12))
    let gamma = GammaDistribution(shape: 2.5, rate: 4)
    #expect(isClose(gamma.quantile(1e-20), 4.0417597443984274e-09, 1e-12))
    #expect(isClose(gamma.quantile(0.3), 0.37498851659498833, 1e-12))
    #expect(isClose(gamma.upperQuantile(1e-30), 18.823710516959586, 1e-12))
    let beta = BetaDistribution(alpha: 2, beta: 18)
    #expect(isClose(beta.quantile(1e-20), 7.6471911293501143e-12, 1e-12))
    #expect(isClose(beta.upperQuantile(1e-20), 0.93402121198910548, 1e-12))
    let chiSquare = ChiSquareDistribution(degreesOfFreedom: 3)
    #expect(isClose(chiSquare.upperQuantile(1e-30), 142.67798622346098, 1e-12))
    let student = StudentDistribution(degreesOfFreedom: 5)
    #expect(isClose(student.quantile(1e-30), -1568392.5590979732, 1e-12))
    #expect(student.upperQuantile(0.01) == -student.quantile(0.01))
  }

  static let extremes = [1e-300, 1e-10, 1, 33, 1e8, 1e300]

  private func isSensible(_ law: some ContinuousDistribution, top: Double) -> Bool {
    let probabilities = [0, Double.leastNonzeroMagnitude, 1e-100, 1e-3, 0.5, 0.999, 1]
    let points = [
      -Double.infinity, -1, 0, Double.leastNonzeroMagnitude, 1e-10, 0.5, 1, 1e10, 1e308, .infinity,
    ]
    let quantiles = probabilities.map { law.quantile($0) }
    let upper = probabilities.map { law.upperQuantile($0) }
    let tails = points.flatMap { [law.cumulative($0), law.upperTail($0)] }
    return tails.allSatisfy { $0 >= 0 && $0 <= 1 + 1e-12 }
      && quantiles == quantiles.sorted() && upper == upper.sorted(by: >)
      && (quantiles + upper).allSatisfy { $0 >= 0 && $0 <= top }
      && quantiles[0] == 0 && quantiles[6] == top && upper[0] == top && upper[6] == 0
  }

  @Test("nothing becomes NaN at extreme parameters", arguments: extremes, extremes)
  func neverNaN(first: Double, second: Double) {
    #expect(isSensible(BetaDistribution(alpha: first, beta: second), top: 1))
  }

  @Test("one extreme parameter gives no NaN either", arguments: extremes)
  func neverNaN(parameter: Double) {
    #expect(isSensible(GammaDistribution(shape: parameter, rate: 1), top: .infinity))
    let student = StudentDistribution(degreesOfFreedom: parameter)
    #expect([-1e308, -1, 0, 5, 1e308].allSatisfy { (0...1).contains(student.cumulative($0)) })
    #expect(!student.quantile(0.3).isNaN)
  }

  @Test("Boost's quantiles that go astray are found by halving")
  func lostQuantiles() {
    // Of Beta(3, 3), 10·x³ is the probability near 0; Boost 1.74 answers NaN.
    let symmetric = BetaDistribution(alpha: 3, beta: 3).quantile(1e-300)
    #expect(isClose(symmetric, 4.641588833612779e-101, 1e-9))
    let gamma = GammaDistribution(shape: 1000, rate: 1)
    #expect(gamma.quantile(Double.leastNonzeroMagnitude) < 1000)
  }

  @Test(
    "binomial probabilities",
    arguments: [
      (50.0, 0.14, 7.0, 0.16063024375372348, 0.5989964178072887, 0.4010035821927112),
      (1000, 0.3, 20, 1.8591828232365953e-121, 1.9517956481319706e-121, 1),
      (10, 0.5, 9, 0.009765625, 0.9990234375, 0.0009765625),
      (2000, 0.01, 150, 6.81186069432126e-79, 1, 9.609550257208276e-80),
    ]
  )
  func binomial(
    trials: Double,
    rate: Double,
    k: Double,
    exactly: Double,
    lower: Double,
    upper: Double
  ) {
    let law = BinomialDistribution(trials: trials, probability: rate)
    #expect(isClose(law.probability(of: k), exactly, 1e-12))
    #expect(isClose(law.cumulative(k), lower, 1e-12))
    #expect(isClose(law.upperTail(k), upper, 1e-12))
    #expect(law.cumulative(k + 0.5) == law.cumulative(k))
  }

  // R: binom.test(k, n, p)$p.value.
  @Test(
    "the exact two-sided test is that of R",
    arguments: [
      (7, 50, 0.1, 0.34150191454272466), (3, 10, 0.5, 0.34375), (0, 12, 0.3, 0.023330658331),
      (12, 12, 0.7, 0.023330658331), (20, 1000, 0.03, 0.06350159923075059),
      (51, 100, 0.5, 0.92041076261282184), (430, 1000, 0.4, 0.056822364035870751),
      (5, 10, 0.5, 1),
    ]
  )
  func exactTest(k: Double, trials: Double, rate: Double, expected: Double) {
    let law = BinomialDistribution(trials: trials, probability: rate)
    #expect(isClose(law.twoSidedTail(k), expected, 1e-11))
  }

  @Test(
    "Poisson probabilities",
    arguments: [
      (3.5, 2.0, 0.18495897346170082, 0.3208471988621341, 0.6791528011378659),
      (1000, 1500, 1.0548547842117315e-49, 1, 2.097224552842476e-49),
      (1000, 500, 4.1601554755355284e-69, 8.30383406699052e-69, 1),
      (0.01, 10, 2.7283119316279988e-27, 1, 2.4823520682475646e-30), (1e-200, 0, 1, 1, 1e-200),
    ]
  )
  func poisson(mean: Double, k: Double, exactly: Double, lower: Double, upper: Double) {
    let law = PoissonDistribution(mean: mean)
    #expect(isClose(law.probability(of: k), exactly, 1e-12))
    #expect(isClose(law.cumulative(k), lower, 1e-12))
    #expect(isClose(law.upperTail(k), upper, 1e-12))
  }

  @Test(
    "negative binomial probabilities",
    arguments: [
      (3.5, 2.0, 6.0, 0.06147022198721032, 0.8501663339061748, 0.14983366609382515),
      (100, 0.5, 1000, 8.584420670572584e-06, 0.9984197066487364, 0.0015802933512636208),
      (0.1, 1e6, 3, 0.00015080664427037283, 0.9999961531442078, 3.846855792284608e-06),
      (1000, 20, 10, 1.1595138127077337e-27, 1.755971678015567e-27, 1),
    ]
  )
  func negativeBinomial(
    mean: Double,
    size: Double,
    k: Double,
    exactly: Double,
    lower: Double,
    upper: Double
  ) {
    let law = NegativeBinomialDistribution(mean: mean, size: size)
    #expect(isClose(law.probability(of: k), exactly, 1e-10))
    #expect(isClose(law.cumulative(k), lower, 1e-10))
    #expect(isClose(law.upperTail(k), upper, 1e-10))
  }

  // R: qbinom(c(.025,.5,.975),50,.14), qpois(c(.025,.5,.999),3.5), qnbinom(…,mu=3.5,size=2),
  // qpois(1-1e-9,1e6).
  @Test("quantiles of counts are those of R")
  func countQuantiles() {
    let binomial = BinomialDistribution(trials: 50, probability: 0.14)
    #expect([0.025, 0.5, 0.975].map { binomial.quantile($0) } == [3, 7, 12])
    let poisson = PoissonDistribution(mean: 3.5)
    #expect([0.025, 0.5, 0.999].map { poisson.quantile($0) } == [0, 3, 11])
    let mixed = NegativeBinomialDistribution(mean: 3.5, size: 2)
    #expect([0.025, 0.5, 0.999].map { mixed.quantile($0) } == [0, 3, 19])
    #expect(PoissonDistribution(mean: 1e6).quantile(1 - 1e-9) == 1_006_004)
  }

  @Test("impossible counts have no probability, and certain ones have all")
  func impossibleCounts() {
    let binomial = BinomialDistribution(trials: 5, probability: 0.2)
    #expect([-1, 0.5, 6, .infinity].allSatisfy { binomial.probability(of: $0) == 0 })
    #expect(binomial.cumulative(5) == 1)
    #expect(binomial.upperTail(5) == 0)
    #expect(binomial.cumulative(-0.5) == 0)
    #expect(binomial.quantile(0) == 0)
    #expect(binomial.quantile(1) == 5)
    #expect(BinomialDistribution(trials: 5, probability: 0).probability(of: 0) == 1)
    #expect(BinomialDistribution(trials: 5, probability: 1).twoSidedTail(4) == 0)
    #expect(BinomialDistribution(trials: 0, probability: 0.3).probability(of: 0) == 1)
    #expect(PoissonDistribution(mean: 0).upperTail(0) == 0)
    #expect(PoissonDistribution(mean: 2).quantile(1) == .infinity)
    #expect(NegativeBinomialDistribution(mean: 0, size: 3).probability(of: 0) == 1)
  }
}
