import Foundation
import LinearAlgebra
import Models
import Statistics
import Testing

// Expected values: glmnet 4.1-6 (R 4.2.2), family = "binomial", lambda = c(.1, .05, .01, .001),
// thresh = 1e-16, maxit = 1e7, on `Fixture`; what else was set stands beside the values.
@Suite struct ElasticNetPathTests {
  /// Strength, intercept, coefficients and deviance ratio of one line of R.
  struct Line: Sendable {
    var values: [Double]

    init(_ values: Double...) { self.values = values }
  }

  struct Example: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var path: ElasticNetPath
    var weights: [Double]?
    var offset: [Double]?
    var lines: [Line]
  }

  static let strengths = ElasticNetPath.Strengths.explicit([0.1, 0.05, 0.01, 0.001])

  static let examples = [
    Example(
      testDescription: "alpha = 0.5",
      path: ElasticNetPath(l1Ratio: 0.5, strengths: strengths),
      lines: [
        Line(
          0.1,
          -1.8570333257793592,
          0.77997859577400064,
          0.01111066767271815,
          -0.071350353411901643,
          0.10147258771579258
        ),
        Line(
          0.05,
          -3.1031817345883979,
          1.0886971623570667,
          0.021559623115682266,
          -0.33814746113109395,
          0.13389674779218849
        ),
        Line(
          0.01,
          -4.6415276114326494,
          1.4628354235713592,
          0.034338823845464016,
          -0.6517547005755574,
          0.15084500114222651
        ),
        Line(
          0.001,
          -5.1269431139641055,
          1.5796065662442507,
          0.038350256673071924,
          -0.74728008218918496,
          0.15193543049288397
        ),
      ]
    ),
    Example(
      testDescription: "alpha = 0.5, standardize = FALSE",
      path: ElasticNetPath(l1Ratio: 0.5, strengths: strengths, standardises: false),
      lines: [
        Line(
          0.1,
          -3.7833339254256781,
          0.42434215750860171,
          0.026100005969723769,
          0,
          0.078677000497670319
        ),
        Line(
          0.05,
          -4.1491155817938647,
          0.80056034058433523,
          0.029149786916666465,
          -0.032813382738408309,
          0.11312052059397658
        ),
        Line(
          0.01,
          -4.8213109669555267,
          1.3545328284058566,
          0.035494622741460854,
          -0.51819191685079735,
          0.14850462045600574
        ),
        Line(
          0.001,
          -5.1412572216990435,
          1.5659586529694478,
          0.038430048151803245,
          -0.72987881589310821,
          0.15190205383889466
        ),
      ]
    ),
    Example(
      testDescription: "alpha = 0.5, weights = w, offset = o",
      path: ElasticNetPath(l1Ratio: 0.5, strengths: strengths),
      weights: Fixture.weights,
      offset: Fixture.offset,
      lines: [
        Line(
          0.1,
          -1.5438353364182746,
          0.72237730095053032,
          0.0076626895938798484,
          0,
          0.083237467565834514
        ),
        Line(
          0.05,
          -2.8752380677963707,
          1.0368450151829405,
          0.018528812713891268,
          -0.15454151810937808,
          0.11229318099418634
        ),
        Line(
          0.01,
          -4.4915609286193119,
          1.4124624916802884,
          0.031795545809966456,
          -0.42418070078515019,
          0.12866462766481521
        ),
        Line(
          0.001,
          -4.9957060961805668,
          1.5281664297959037,
          0.035909107019866569,
          -0.50365961203994769,
          0.12970263457464354
        ),
      ]
    ),
    Example(
      testDescription: "alpha = 0.5, lower.limits = 0",
      path: ElasticNetPath(
        l1Ratio: 0.5,
        strengths: strengths,
        signs: Array(repeating: .nonNegative, count: 3)
      ),
      lines: [
        Line(
          0.1,
          -1.8647782341802497,
          0.77954985528448728,
          0.011020407493315065,
          0,
          0.098703096690119368
        ),
        Line(
          0.05,
          -3.1176795256027789,
          1.0819622513550058,
          0.02096528723430998,
          0,
          0.12319814439631666
        ),
        Line(
          0.01,
          -4.5841671841292122,
          1.4307986476982926,
          0.032536949794849349,
          0,
          0.1355055335247897
        ),
        Line(
          0.001,
          -5.0214012445821732,
          1.5338738117598609,
          0.035976264270118671,
          0,
          0.13625315461649126
        ),
      ]
    ),
    Example(
      testDescription: "alpha = 1, penalty.factor = c(0, 1, 2)",
      path: ElasticNetPath(strengths: strengths, penaltyFactors: [0, 1, 2], tolerance: 1e-12),
      lines: [
        Line(
          0.1,
          -0.49037362581464811,
          1.3662183555482694,
          6.9786509107777161e-05,
          0,
          0.09749096677612816
        ),
        Line(
          0.05,
          -2.687481537515561,
          1.4318589595455513,
          0.01753543830393927,
          0,
          0.12612353653415587
        ),
        Line(
          0.01,
          -4.6130947284011166,
          1.5409071542724651,
          0.033796070635039879,
          -0.49415844158962918,
          0.14965793511305528
        ),
        Line(
          0.001,
          -5.1259264414303249,
          1.5878603892925931,
          0.03831099229542085,
          -0.73138663629707468,
          0.15192391111842229
        ),
      ]
    ),
    Example(
      testDescription: "alpha = 0",
      path: ElasticNetPath(l1Ratio: 0, strengths: strengths),
      lines: [
        Line(
          0.1,
          -3.0667990403126986,
          0.96539385809476819,
          0.021459757449311511,
          -0.43560982132303916,
          0.13027527566594183
        ),
        Line(
          0.05,
          -3.7601519095653853,
          1.1831006402529796,
          0.027166981993353059,
          -0.5433324621721507,
          0.14292969568488867
        ),
        Line(
          0.01,
          -4.7787460587699666,
          1.4806616881398198,
          0.035511031473062296,
          -0.69784644155763043,
          0.15129015699042545
        ),
        Line(
          0.001,
          -5.1405186419671915,
          1.581285230478229,
          0.03846641825610287,
          -0.75200711232261741,
          0.15194005688849763
        ),
      ]
    ),
  ]

  @Test("a path agrees with glmnet", arguments: examples)
  func glmnet(example: Example) throws {
    let path = try example.path.fitted(
      to: Fixture.design,
      outcomes: Fixture.outcomes,
      weights: example.weights,
      offset: example.offset
    )
    #expect(path.steps.count == 4)
    for (index, line) in example.lines.enumerated() {
      let step = path.steps[index]
      #expect(step.convergence == .reached)
      #expect(step.largestViolation <= 1e-9)
      #expect(
        areClose(
          [step.strength, path.intercept(at: index)] + step.coefficients + [step.devianceRatio],
          line.values,
          1e-7
        )
      )
    }
  }

  // scikit-learn 1.9.1: LogisticRegression(solver="saga", C=1/(lambda·120), l1_ratio=1, tol=1e-13)
  // on standardised columns, taken back to the original scale.
  @Test("a lasso agrees with scikit-learn")
  func scikitLearn() throws {
    let path = try ElasticNetPath(strengths: .explicit([0.02]))
      .fitted(to: Fixture.design, outcomes: Fixture.outcomes)
    #expect(
      areClose(
        [path.intercept(at: 0)] + path.steps[0].coefficients,
        [-3.8792815327413694, 1.3104535199725362, 0.027948354985071845, -0.4625598862094643],
        1e-8
      )
    )
  }

  /// Forty rows of sixty columns from the generator of `Fixture`: row i is 60 times `2·u − 1`,
  /// then the outcome `u < σ(3·x₁ − 3·x₂ + 2·x₃)`; 20 events.
  static let wide = {
    var state: UInt64 = 7
    func uniform() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 33) / 0x1p31
    }
    var design = Matrix(rows: 40, columns: 60)
    var outcomes: [Double] = []
    for row in 0..<40 {
      for column in 0..<60 { design[row, column] = 2 * uniform() - 1 }
      let logit = 3 * design[row, 0] - 3 * design[row, 1] + 2 * design[row, 2]
      outcomes.append(uniform() < logistic(logit) ? 1 : 0)
    }
    return (design: design, outcomes: outcomes)
  }()

  // glmnet(X, y, family = "binomial", alpha = 0.9, nlambda = 20, thresh = 1e-16, maxit = 1e7)
  @Test("more columns than rows: sequence, deviances and active columns as glmnet finds them")
  func moreColumnsThanRows() throws {
    let path = try ElasticNetPath(
      l1Ratio: 0.9,
      strengths: .automatic(count: 20, smallestRatio: nil)
    )
    .fitted(to: Self.wide.design, outcomes: Self.wide.outcomes)
    #expect(
      areClose(
        [path.steps[0].strength, path.steps[1].strength, path.steps[19].strength],
        [0.25899917847498172, 0.20325218762107949, 0.0025899917847498188],
        1e-12
      )
    )
    #expect(
      path.steps.map(\.activeCount)
        == [0, 3, 4, 6, 9, 10, 12, 13, 15, 14, 15, 15, 18, 18, 19, 22, 22, 22, 22, 22]
    )
    #expect(path.steps[0].devianceRatio == 0)
    #expect(
      areClose(
        [1, 5, 10, 19].map { path.steps[$0].devianceRatio },
        [0.10795609532755349, 0.53064460250310308, 0.84313078572307176, 0.98130180479369644],
        1e-7
      )
    )
    #expect(path.steps.allSatisfy { $0.largestViolation <= 1e-9 && $0.convergence == .reached })
  }

  @Test("an automatic path ends where the deviance is explained")
  func saturation() throws {
    let options = ElasticNetPath(strengths: .automatic(count: 60, smallestRatio: 1e-6))
    let path = try options.fitted(to: Self.wide.design, outcomes: Self.wide.outcomes)
    #expect(path.steps.count < 60)
    #expect(try #require(path.steps.last).devianceRatio > 0.999)
    #expect(path.steps.dropLast().allSatisfy { $0.devianceRatio <= 0.999 })
  }
}
