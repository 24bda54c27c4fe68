import Foundation
import LinearAlgebra
import Models
import Statistics
import Testing

// Expected values: statsmodels 0.15.0, GLM(Binomial).fit(tol=1e-15) on the weights of evidence of
// the rows of Fixture, computed with numpy 2.4.6.
@Suite struct ScorecardTests {
  private let columns = (0..<3).map { BinnableColumn.numbers(Fixture.design.column($0)) }
  private let outcomes = Fixture.outcomes
  private let scale = PointScale(pointsToDoubleOdds: 20, baseScore: 600, baseOdds: 1.0 / 19)

  private func givenBins() throws -> WeightOfEvidenceEncoding {
    let cuts = [[-0.5, 0, 0.5], [110, 125, 140], [0.5]]
    return WeightOfEvidenceEncoding(
      binnings: try cuts.enumerated().map { column, cuts in
        try Binning(of: Fixture.design.column(column), cutAt: cuts, outcomes: outcomes)
      }
    )
  }

  private func card() throws -> ScorecardModel {
    try Scorecard(scale: scale).fitted(to: columns, encodedBy: givenBins(), outcomes: outcomes)
  }

  @Test("coefficients and scores on given bins agree with statsmodels")
  func givenBinsFit() throws {
    let card = try card()
    let table = card.coefficientTable(names: ["a", "b", "c"])
    #expect(table.map(\.term) == ["(Intercept)", "a", "b", "c"])
    #expect(
      areClose(
        table.map(\.estimate),
        [-0.5020544226717378, 1.1536848528513823, 1.2729597623686006, 1.5137446319269976],
        1e-10
      )
    )
    #expect(
      areClose(
        table.compactMap(\.standardError),
        [0.21561100336937622, 0.2966851217069357, 0.44003885081327254, 0.8775571023516058],
        1e-8
      )
    )
    #expect(isClose(card.fitSummary.logLikelihood, -65.18433046778972, 1e-12))
    #expect(
      areClose(
        Array(card.scores(of: columns).prefix(4)),
        [689.5660541489796, 639.5775830635401, 722.7975482824934, 621.2284483945342],
        1e-11
      )
    )
    #expect(card.dropped.isEmpty)
  }

  @Test("the points of a row add up to its score, and so do the regression's log-odds")
  func contributions() throws {
    let card = try card()
    let scores = card.scores(of: columns)
    let contributions = card.contributions(of: columns)
    let logits = card.logistic.logits(of: card.encoding.applied(to: columns))
    for row in scores.indices {
      let sum = contributions.row(row).reduce(card.basePoints, +)
      #expect(abs(sum - scores[row]) <= 1e-12 * abs(scores[row]))
      #expect(isClose(scale.score(ofLogit: logits[row]), scores[row], 1e-12))
    }
  }

  @Test("probability and score say the same")
  func roundTrip() throws {
    let card = try card()
    let probabilities = card.probabilities(of: columns)
    let direct = card.logistic.probabilities(of: card.encoding.applied(to: columns))
    #expect(areClose(probabilities, direct, 1e-12))
    for (probability, score) in zip(probabilities, card.scores(of: columns)) {
      #expect(isClose(scale.score(ofProbability: probability), score, 1e-12))
    }
    #expect(isClose(scale.score(ofProbability: 0.05), 600, 1e-14))
    #expect(isClose(scale.probability(ofScore: 620), 2.0 / 21, 1e-13))
    #expect(card.probability(ofScore: 1e9) < 1)
  }

  @Test("on the data of the fit the probabilities add up to the events")
  func calibration() throws {
    let expected = try card().probabilities(of: columns).reduce(0, +)
    #expect(isClose(expected, 45, 1e-9))
  }

  @Test("the table lists every bin, the missing too, and rounds within the told error")
  func table() throws {
    let card = try card()
    let table = card.pointsTable(names: ["a", "b", "c"])
    #expect(table.count == 5 + 5 + 3)
    #expect(table[4].content == .missing)
    // Nothing is known about a missing value here, so only the common part is left.
    let common = (scale.offset + scale.factor * card.logistic.intercept) / 3
    #expect(isClose(table[4].points, common, 1e-13))
    #expect(table.allSatisfy { abs(Double($0.roundedPoints) - $0.points) <= 0.5 })
    let errors = zip(card.roundedScores(of: columns), card.scores(of: columns))
      .map { abs(Double($0) - $1) }
    let largest = try #require(errors.max())
    #expect(largest <= card.largestRoundingError + 1e-9)
    #expect(card.largestRoundingError <= 1.5)
  }

  @Test("mean points are the mean of the points")
  func meanPoints() throws {
    let card = try card()
    let contributions = card.contributions(of: columns)
    for (variable, mean) in card.meanPoints.enumerated() {
      #expect(isClose(contributions.column(variable).reduce(0, +) / 120, mean, 1e-12))
    }
  }

  /// Variables that say nearly the same, so that some coefficients would be negative.
  private func correlated(seed: UInt64) -> (columns: [BinnableColumn], outcomes: [Double]) {
    var stream = RandomStream(seed: seed)
    let common = (0..<800).map { _ in stream.normal() }
    let columns = [0.1, 0.2, 0.4, 0.8, 1.6].map { noise in
      BinnableColumn.numbers(common.map { $0 + noise * stream.normal() })
    }
    return (columns, common.map { stream.bernoulli(logistic($0 - 0.5)) ? 1 : 0 })
  }

  @Test("no set of variables with coefficients from 0 on has a higher likelihood", arguments: 1...8)
  func nonNegativity(seed: UInt64) throws {
    let (columns, outcomes) = correlated(seed: seed)
    let card = try Scorecard().fitted(to: columns, outcomes: outcomes)
    let evidence = card.encoding.applied(to: columns)
    var best = -Double.infinity
    var unconstrained = -Double.infinity
    for mask in 0..<32 {
      let set = (0..<5).filter { mask >> $0 & 1 == 1 }
      let model = try LogisticRegression()
        .fitted(to: evidence.selecting(columns: set), outcomes: outcomes)
      if model.coefficients.allSatisfy({ $0 >= 0 }) { best = max(best, model.logLikelihood) }
      unconstrained = max(unconstrained, model.logLikelihood)
    }
    #expect(isClose(card.fitSummary.logLikelihood, best, 1e-12))
    #expect(card.coefficients.allSatisfy { $0 >= 0 })
    #expect(card.dropped.isEmpty == isClose(unconstrained, best, 1e-12))
    #expect(card.dropped.allSatisfy { $0.reason == .wrongSign })
    if !card.dropped.isEmpty {
      #expect(card.coefficientTable().allSatisfy { $0.standardError == nil })
    }
  }

  @Test("an elastic net without strength and with signs has the same maximum", arguments: 1...8)
  func elasticNet(seed: UInt64) throws {
    let (columns, outcomes) = correlated(seed: seed)
    let card = try Scorecard().fitted(to: columns, outcomes: outcomes)
    let model = try ElasticNetPath(
      strengths: .explicit([0]),
      signs: Array(repeating: .nonNegative, count: 5),
      tolerance: 1e-11
    )
    .fitted(to: card.encoding.applied(to: columns), outcomes: outcomes).model(at: 0)
    #expect(areClose(card.coefficients, model.coefficients, 1e-8))
  }

  @Test("some of these variables are dropped for their sign, and give no points")
  func dropped() throws {
    let cards = try (1...8).map { (seed: UInt64) in
      let (columns, outcomes) = correlated(seed: seed)
      return try Scorecard().fitted(to: columns, outcomes: outcomes)
    }
    let card = try #require(cards.first { !$0.dropped.isEmpty })
    let variable = try #require(card.dropped.first?.variable)
    #expect(card.points[variable].allSatisfy { $0 == 0 })
    #expect(card.pointsTable().allSatisfy { $0.variable != variable })
    #expect(card.coefficients[variable] == 0)
  }

  @Test("variables that say nothing, or the same again, are dropped and told")
  func useless() throws {
    let column = BinnableColumn.numbers(Fixture.design.column(0))
    let constant = BinnableColumn.numbers(Array(repeating: 3, count: 120))
    let binning = OptimalBinning(minimumEvents: 2)
    let card = try Scorecard(binning: binning)
      .fitted(to: [constant, column, column], outcomes: outcomes)
    #expect(card.dropped.map(\.variable) == [0, 2])
    #expect(card.dropped.map(\.reason) == [.noEvidence, .linearCombination])
    let alone = try Scorecard(binning: binning).fitted(to: [column], outcomes: outcomes)
    #expect(
      areClose(card.scores(of: [constant, column, column]), alone.scores(of: [column]), 1e-10)
    )
    // By itself, the evidence of bins without added counts has coefficient 1.
    #expect(isClose(alone.coefficients[0], 1, 1e-9))
  }

  @Test("without any evidence every row has the score of the average")
  func noVariable() throws {
    let constant = BinnableColumn.numbers(Array(repeating: 3, count: 120))
    let card = try Scorecard(scale: scale).fitted(to: [constant], outcomes: outcomes)
    #expect(card.variableCount == 0)
    #expect(isClose(card.basePoints, scale.score(ofProbability: 45.0 / 120), 1e-12))
    #expect(card.scores(of: [constant]).allSatisfy { $0 == card.basePoints })
    #expect(card.pointsTable().isEmpty)
  }

  @Test("outcomes that all agree are refused, as by the regression")
  func singleClass() {
    let error = #expect(throws: ModelError.self) {
      try Scorecard().fitted(to: columns, outcomes: outcomes.map { _ in 1 })
    }
    #expect(error?.diagnosticCode == "model.single-class")
  }

  @Test("a variable that tells the outcome gives finite points")
  func separation() throws {
    let column = BinnableColumn.numbers(outcomes)
    let card = try Scorecard(binning: OptimalBinning(minimumEvents: 0))
      .fitted(to: [column], outcomes: outcomes)
    #expect(card.fitSummary.convergence == .separation(column: 0))
    #expect(card.scores(of: [column]).allSatisfy { $0.isFinite })
  }

  @Test("a screening puts the variable that matters first and says what chance would give")
  func ranking() throws {
    var stream = RandomStream(seed: 8)
    let useful = (0..<2000).map { _ in stream.normal() }
    let useless = useful.map { _ in stream.normal() }
    let outcomes = useful.map { stream.bernoulli(logistic($0 - 1)) ? 1.0 : 0 }
    let holes = useful.enumerated().map { $0.offset % 4 == 0 ? .nan : $0.element }
    let ranking = try OptimalBinning()
      .fitted(
        toEach: [.numbers(useless), .numbers(holes), .numbers(useful)],
        outcomes: outcomes
      )
      .ranking(names: ["noise", "holes", "signal"])
    #expect(ranking.map(\.name) == ["signal", "holes", "noise"])
    #expect(ranking.map(\.variable) == [2, 1, 0])
    #expect(ranking[1].missingShare == 0.25)
    #expect(ranking[0].trend == .ascending)
    #expect(try #require(ranking[0].pValue) < 1e-20)
    #expect(try #require(ranking[2].pValue) > 0.01)
    #expect(ranking[2].informationValue < 5 * ranking[2].chanceInformationValue + 0.02)
  }

  @Test("the test of a variable keeps its level although the bins are chosen")
  func level() throws {
    var stream = RandomStream(seed: 77)
    let rejected = try (0..<400).count { _ in
      let values = (0..<400).map { _ in stream.uniform() }
      let outcomes = values.map { _ in stream.bernoulli(0.4) ? 1.0 : 0 }
      let binning = try OptimalBinning().fitted(to: .numbers(values), outcomes: outcomes)
      return (binning.association?.pValue ?? 1) < 0.05
    }
    // Binomial(400, 0.05): 20 ± 3.5 standard deviations of 4.4.
    #expect((5...35).contains(rejected))
  }

  @Test("a saved scorecard whose parts do not fit is refused")
  func coding() throws {
    let data = try JSONEncoder().encode(card())
    let text = try #require(String(data: data, encoding: .utf8))
    let broken = text.replacingOccurrences(of: "\"cuts\":[110,125,140]", with: "\"cuts\":[110,125]")
    #expect(broken != text)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(ScorecardModel.self, from: Data(broken.utf8))
    }
    let scale = text.replacingOccurrences(
      of: "\"pointsToDoubleOdds\":20",
      with: "\"pointsToDoubleOdds\":0"
    )
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(ScorecardModel.self, from: Data(scale.utf8))
    }
  }
}
