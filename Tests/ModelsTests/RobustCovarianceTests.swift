import LinearAlgebra
import Models
import Statistics
import Testing

// Expected values: numpy 2.4.6 at the maximum of statsmodels 0.15.0, GLM(Binomial).fit(tol=1e-15);
// without weights HC0 and the clusters are also those of statsmodels itself (cov_type "HC0" and
// "cluster"), whose "HC1" and "HC3" of a GLM are HC0 unchanged.
@Suite struct RobustCovarianceTests {
  private let design = Fixture.design
  private let outcomes = Fixture.outcomes
  private static let clusters = (0..<120).map { UInt64($0 % 17) }

  enum Kind: CaseIterable {
    case hc0, hc1, hc3, clustered

    var covariance: LogisticModel.RobustCovariance {
      switch self {
      case .hc0: .hc0
      case .hc1: .hc1
      case .hc3: .hc3
      case .clustered: .clustered(by: clusters)
      }
    }

    var expected: [Double] {
      switch self {
      case .hc0: [1.8255148907870953, 0.4031025616801801, 0.014566953391313434, 0.5222568486970655]
      case .hc1: [1.8567225341385882, 0.4099937029370801, 0.01481597918039255, 0.5311849629262435]
      case .hc3: [1.8992152023196553, 0.4187522341124928, 0.015162055391123867, 0.5458115370746531]
      case .clustered:
        [1.8263302424920227, 0.46027716606409064, 0.014263185309414997, 0.5227017718387391]
      }
    }

    /// With weights and offset.
    var weighted: [Double] {
      switch self {
      case .hc0:
        [1.3176396803872426, 0.28012126684086025, 0.010543496408599352, 0.36176738628303273]
      case .hc1: [1.32875919972171, 0.28248520129805343, 0.010632472639289256, 0.3648203297441554]
      case .hc3: [1.344153740507579, 0.2855837798428296, 0.010759374881649273, 0.3696796546636277]
      case .clustered:
        [2.0852335507287743, 0.41515349351948955, 0.016681602231594227, 0.4899608114734716]
      }
    }
  }

  @Test("standard errors agree with numpy", arguments: Kind.allCases)
  func plain(kind: Kind) throws {
    let model = try LogisticRegression().fitted(to: design, outcomes: outcomes)
    let covariance = try model.covariance(kind.covariance, of: design, outcomes: outcomes)
    let table = model.coefficientTable(covariance: covariance)
    #expect(areClose(table.compactMap(\.standardError), kind.expected, 1e-11))
    #expect(table.map(\.estimate) == model.coefficientTable().map(\.estimate))
  }

  @Test("with weights and offset, too", arguments: Kind.allCases)
  func weighted(kind: Kind) throws {
    let model = try LogisticRegression().fitted(
      to: design,
      outcomes: outcomes,
      weights: Fixture.weights,
      offset: Fixture.offset
    )
    let covariance = try model.covariance(
      kind.covariance,
      of: design,
      outcomes: outcomes,
      weights: Fixture.weights,
      offset: Fixture.offset
    )
    let table = model.coefficientTable(covariance: covariance)
    #expect(areClose(table.compactMap(\.standardError), kind.weighted, 1e-11))
  }

  @Test("weight 2 is the row twice, weight 0 is no row", arguments: Kind.allCases)
  func weights(kind: Kind) throws {
    let weights = (0..<120).map { Double($0 % 3) }
    let repeated = (0..<120).flatMap { Array(repeating: $0, count: $0 % 3) }
    let (rows, labels) = (design.selecting(rows: repeated), repeated.map { outcomes[$0] })
    let model = try LogisticRegression().fitted(to: design, outcomes: outcomes, weights: weights)
    let spelled = try LogisticRegression().fitted(to: rows, outcomes: labels)
    var same = kind.covariance
    if kind == .clustered { same = .clustered(by: repeated.map { Self.clusters[$0] }) }
    let covarianceFound = try model.covariance(
      kind.covariance,
      of: design,
      outcomes: outcomes,
      weights: weights
    )
    let covariance = try #require(covarianceFound)
    let expectedFound = try spelled.covariance(same, of: rows, outcomes: labels)
    let expected = try #require(expectedFound)
    for row in 0..<4 {
      #expect(areClose(Array(covariance.row(row)), Array(expected.row(row)), 1e-9))
    }
  }

  @Test("rows as clusters of their own are HC0 with the factor of clusters")
  func ownClusters() throws {
    let model = try LogisticRegression().fitted(to: design, outcomes: outcomes)
    let clusters = (0..<120).map { UInt64($0) }
    let found = try model.covariance(.clustered(by: clusters), of: design, outcomes: outcomes)
    let single = try #require(found)
    let foundPlain = try model.covariance(.hc0, of: design, outcomes: outcomes)
    let plain = try #require(foundPlain)
    for row in 0..<4 {
      #expect(areClose(single.row(row).map { $0 * 116.0 / 120 }, Array(plain.row(row)), 1e-11))
    }
  }

  @Test("the same bits with any number of threads", arguments: Kind.allCases)
  func threads(kind: Kind) throws {
    // More clusters and rows than one block holds.
    let rows = (0..<5000).map { $0 * 7 % 120 }
    let design = self.design.selecting(rows: rows)
    let outcomes = rows.map { self.outcomes[$0] }
    var covariance = kind.covariance
    if kind == .clustered { covariance = .clustered(by: (0..<5000).map { UInt64($0 % 2500) }) }
    let model = try LogisticRegression().fitted(to: design, outcomes: outcomes)
    let one = try model.covariance(covariance, of: design, outcomes: outcomes)
    #expect(one != nil)
    for threads in [2, 3] {
      let several = try model.covariance(
        covariance,
        of: design,
        outcomes: outcomes,
        threads: threads
      )
      #expect(several == one)
    }
  }

  @Test("a dropped column and units of 1e-6, 1e6 and 1e150 change no other line")
  func units() throws {
    var other = design.selecting(columns: [0, 1, 2, 0])
    for row in 0..<120 {
      other[row, 0] *= 1e150
      other[row, 1] *= 1e-6
      other[row, 2] *= 1e6
    }
    let model = try LogisticRegression().fitted(to: other, outcomes: outcomes)
    #expect(model.aliased.map(\.column) == [3])
    let covariance = try model.covariance(.hc3, of: other, outcomes: outcomes)
    let errors = model.coefficientTable(covariance: covariance).compactMap(\.standardError)
    #expect(
      areClose(zip(errors, [1, 1e150, 1e-6, 1e6]).map { $0 * $1 }, Kind.hc3.expected, 1e-9)
    )
  }

  @Test("where there is no such covariance the table leaves the uncertainty out")
  func answers() throws {
    let model = try LogisticRegression().fitted(to: design, outcomes: outcomes)
    let oneCluster = try model.covariance(
      .clustered(by: Array(repeating: 5, count: 120)),
      of: design,
      outcomes: outcomes
    )
    #expect(oneCluster == nil)
    #expect(model.coefficientTable(covariance: oneCluster)[1].standardError == nil)
    // A second cluster without weight is none.
    var weights = Array(repeating: 1.0, count: 120)
    weights[119] = 0
    let empty = try model.covariance(
      .clustered(by: (0..<120).map { $0 == 119 ? 1 : 0 }),
      of: design,
      outcomes: outcomes,
      weights: weights
    )
    #expect(empty == nil)
  }

  @Test("a row with a coefficient of its own has leverage 1: no HC3, and no row to spare: no HC1")
  func leverage() throws {
    let cells = Matrix(rows: 2, columns: 1, elements: [0, 1])
    let model = try FirthRegression().fitted(to: cells, outcomes: [0, 1]).estimates
    let kinds: [LogisticModel.RobustCovariance] = [.hc0, .hc1, .hc3]
    let found = try kinds.map { kind in
      try model.covariance(kind, of: cells, outcomes: [0, 1])
    }
    #expect(found.map { $0 != nil } == [true, false, false])
  }

  @Test("values that are not finite are refused with their place")
  func notFinite() throws {
    let model = try LogisticRegression().fitted(to: design, outcomes: outcomes)
    var damaged = design
    damaged[7, 2] = .nan
    let error = #expect(throws: ModelError.self) {
      try model.covariance(.hc0, of: damaged, outcomes: outcomes)
    }
    #expect(error?.message == "the value in row 7, column 2 is not a finite number")
  }
}

@Suite struct ModelComparisonTests {
  @Test("likelihood-ratio tests agree with statsmodels")
  func likelihoodRatio() throws {
    let fits = try [3, 2, 1].map { count in
      try LogisticRegression().fitted(
        to: Fixture.design.selecting(columns: Array(0..<count)),
        outcomes: Fixture.outcomes
      ).fitSummary
    }
    let one = try #require(LikelihoodRatioTest(of: fits[0], against: fits[1]))
    #expect(isClose(one.statistic, 2.4906122234575605, 1e-11))
    #expect(isClose(one.pValue, 0.11452716607518836, 1e-11))
    #expect(one.degreesOfFreedom == 1)
    let two = try #require(LikelihoodRatioTest(of: fits[0], against: fits[2]))
    #expect(isClose(two.statistic, 8.670724232912676, 1e-11))
    #expect(isClose(two.pValue, 0.013097130527690685, 1e-11))
    #expect(LikelihoodRatioTest(of: fits[0], against: fits[0]) == nil)
  }

  // math.exp(1 ± 0.5·1.959963984540054) in Python.
  @Test("odds ratios are e to the coefficient; what overflows is left out")
  func oddsRatios() {
    let row = CoefficientRow(term: "a", estimate: 1, standardError: 0.5, confidence: 0.95)
    #expect(row.oddsRatio == 2.718281828459045)
    #expect(isClose(row.oddsRatioInterval?.lower ?? 0, 1.0202197117024208, 1e-12))
    #expect(isClose(row.oddsRatioInterval?.upper ?? 0, 7.242612560975397, 1e-12))
    #expect(CoefficientRow(term: "a", estimate: 800).oddsRatio == nil)
    #expect(CoefficientRow(term: "a", estimate: 1).oddsRatioInterval == nil)
  }

  @Test("prior correction moves the intercept, and the mean odds of a constant model fully")
  func priorCorrection() throws {
    let model = try LogisticRegression()
      .fitted(to: Matrix(rows: 120, columns: 0), outcomes: Fixture.outcomes)
    let corrected = model.corrected(forPopulationRate: 0.02)
    #expect(isClose(logistic(corrected.intercept), 0.02, 1e-12))
    #expect(corrected.covariance == model.covariance)
    // ln[(1 − τ)/τ · ȳ/(1 − ȳ)] by hand: τ = 0.02, ȳ = 0.5.
    let correction = PriorCorrection(populationRate: 0.02, sampleRate: 0.5)
    #expect(isClose(-0.3 + correction.interceptShift, -4.191820298110627, 1e-12))
    #expect(areClose(correction.weights(for: [1, 0]), [0.04, 1.96], 1e-12))
  }

  @Test("weighting a sample back finds the rate of the population")
  func priorWeights() throws {
    let correction = PriorCorrection(populationRate: 0.1, sampleRate: 45.0 / 120)
    let weights = correction.weights(for: Fixture.outcomes)
    #expect(isClose(weights.reduce(0, +), 120, 1e-12))
    let model = try LogisticRegression().fitted(
      to: Fixture.design,
      outcomes: Fixture.outcomes,
      weights: weights
    )
    let mean =
      zip(model.probabilities(of: Fixture.design), weights)
      .reduce(0) { $0 + $1.0 * $1.1 } / 120
    #expect(isClose(mean, 0.1, 1e-10))
  }
}
