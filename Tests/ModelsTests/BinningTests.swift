import LinearAlgebra
import Models
import Statistics
import Testing

// Expected values: the formulae in numpy 2.4.6 on the rows of Fixture, and scipy 1.17.1,
// stats.chi2_contingency(counts, correction=False).
@Suite struct BinningTests {
  private let values = Fixture.design.column(1)
  private let outcomes = Fixture.outcomes
  private let cuts = [110.0, 125, 140]

  @Test("evidence, information value and χ² of given bins agree with numpy and scipy")
  func givenBins() throws {
    let binning = try Binning(of: values, cutAt: cuts, outcomes: outcomes)
    #expect(binning.bins.map(\.eventCount) == [5, 12, 15, 13, 0])
    #expect(binning.bins.map(\.nonEventCount) == [24, 17, 18, 16, 0])
    #expect(
      areClose(
        binning.bins.map(\.weightOfEvidence),
        [
          -1.0577902941478545, 0.16251892949777494, 0.32850406697203605, 0.3031862589877461, 0,
        ],
        1e-13
      )
    )
    #expect(isClose(binning.informationValue, 0.28102918222059364, 1e-13))
    #expect(binning.addedCount == 0)
    let association = try #require(binning.association)
    #expect(isClose(association.statistic, 6.819644723092998, 1e-12))
    #expect(isClose(association.pValue, 0.07787397039322273, 1e-12))
    #expect(association.degreesOfFreedom == 3)
    // By the derivatives, and 0.2042493097864 by their finite differences in numpy.
    #expect(isClose(binning.informationValueStandardError, 0.20424930978520925, 1e-12))
    #expect(isClose(binning.chanceInformationValue, 3 * (1.0 / 45 + 1.0 / 75), 1e-15))
    #expect(binning.trend == .peak)
    #expect(binning.bins[0].content == .interval(lower: nil, upper: 110))
    #expect(binning.bins[0].eventRateInterval == .wilson(successes: 5, trials: 29))
    #expect(binning.informationValueInterval().lower == 0)
  }

  @Test("weights count rows")
  func weights() throws {
    let binning = try Binning(
      of: values,
      cutAt: cuts,
      outcomes: outcomes,
      weights: Fixture.weights
    )
    #expect(binning.bins.map(\.count) == [54, 64, 65, 57, 0])
    #expect(isClose(binning.informationValue, 0.29808689529703436, 1e-13))
    #expect(isClose(try #require(binning.association).statistic, 13.758190250110754, 1e-12))
  }

  @Test("missing values are a bin of their own")
  func missing() throws {
    let holes = values.enumerated().map { $0.offset % 10 == 3 ? .nan : $0.element }
    let binning = try Binning(of: holes, cutAt: cuts, outcomes: outcomes)
    #expect(binning.bins.last?.content == .missing)
    #expect(binning.bins.last?.eventCount == 5)
    #expect(isClose(binning.bins[4].weightOfEvidence, 0.17435338714477774, 1e-12))
    #expect(isClose(binning.informationValue, 0.27775920263745607, 1e-12))
    #expect(isClose(try #require(binning.association).pValue, 0.15660547883858655, 1e-12))
    #expect(binning.binIndices(of: .numbers([.nan, 0, 110, .infinity])) == [4, 0, 1, 3])
  }

  @Test("a bin without events adds ½ to every count")
  func zeros() throws {
    let binning = try Binning(of: values, cutAt: [102], outcomes: outcomes)
    #expect(binning.addedCount == 0.5)
    // 0 events and 3 non-events below the cut, 45 and 72 above it.
    let expected = [0.5 / 46 / (3.5 / 76), 45.5 / 46 / (72.5 / 76)]
    let evidence = binning.bins.prefix(2).map(\.weightOfEvidence)
    for (found, ratio) in zip(evidence, expected) {
      #expect(abs(found - logit(ratio / (1 + ratio))) < 1e-14)
    }
    #expect(binning.bins[2].weightOfEvidence == 0)
  }

  @Test("a cut belongs to the interval above", arguments: 0..<40)
  func search(cutCount: Int) throws {
    var stream = RandomStream(seed: 5, key: UInt64(cutCount))
    let cuts = (0..<cutCount).map { $0 == 0 ? 0 : stream.normal() }.sorted()
    let binning = try Binning(of: [0, 1], cutAt: cuts, outcomes: [0, 1])
    let probes =
      cuts + cuts.map(\.nextDown) + cuts.map(\.nextUp) + [-0.0, -.infinity, .infinity, 1e300]
    let expected = probes.map { probe in cuts.count { $0 <= probe } }
    #expect(binning.binIndices(of: .numbers(probes)) == expected)
  }

  @Test("levels are counted in given bins; others are missing")
  func levels() throws {
    let codes: [Int32] = [0, 1, 2, 0, 1, 2, -1, 2]
    let binning = try Binning(
      of: codes,
      levelsInBins: [0, 1, 0],
      outcomes: [1, 0, 0, 1, 1, 0, 1, 0]
    )
    #expect(binning.bins.map(\.count) == [5, 2, 1])
    #expect(binning.bins[0].content == .levels([0, 2], includesUnseen: false))
    #expect(binning.binIndices(of: .codes([2, -1, 7], levels: 8)) == [0, 2, 2])
    #expect(binning.trend == nil)
  }
}

@Suite(.enabled(if: Oracle.isPresent, "the reference values lie in ../shared/oracles"))
struct BinningOracleTests {
  private struct Expected: Decodable {
    struct Bin: Decodable {
      var bin: String
      var bad: Double
      var good: Double
      var woe_bad_over_good: Double
      var iv: Double
    }
    struct Variable: Decodable {
      var cuts: [Double]?
      var bins: [Bin]
      var iv_raw: Double
    }
    struct Scaling: Decodable {
      struct Example: Decodable {
        var log_odds_good: Double
        var points: Double
      }
      var pdo: Double
      var base_points: Double
      var base_odds_good_to_bad: Double
      var factor: Double
      var offset: Double
      var examples: [Example]
    }
    var variables: [String: Variable]
    var scaling: Scaling
  }

  private static let names = [
    "duration_in_month", "credit_amount", "age_in_years", "purpose",
    "status_of_existing_checking_account",
  ]

  @Test("German credit: counts, evidence and information values", arguments: names.indices)
  func germanCredit(column: Int) throws {
    let expected = try #require(
      Oracle.expected("woe_germancredit", as: Expected.self).variables[Self.names[column]]
    )
    let rows = try Oracle.cells("germancredit")
    let outcomes = try rows.map { try Oracle.number($0[5]) }
    let binning: Binning
    if let cuts = expected.cuts {
      let values = try rows.map { try Oracle.number($0[column]) }
      binning = try Binning(of: values, cutAt: cuts, outcomes: outcomes)
    } else {
      let levels = expected.bins.map(\.bin)
      let codes = rows.map { row in Int32(levels.firstIndex(of: String(row[column])) ?? -1) }
      binning = try Binning(
        of: codes,
        levelsInBins: Array(levels.indices),
        outcomes: outcomes
      )
    }
    let bins = binning.bins.dropLast()
    #expect(bins.map(\.eventCount) == expected.bins.map(\.bad))
    #expect(bins.map(\.nonEventCount) == expected.bins.map(\.good))
    #expect(
      areClose(bins.map(\.weightOfEvidence), expected.bins.map(\.woe_bad_over_good), 1e-12)
    )
    #expect(areClose(bins.map(\.informationValue), expected.bins.map(\.iv), 1e-12))
    #expect(isClose(binning.informationValue, expected.iv_raw, 1e-12))
  }

  @Test("German credit: log-odds become points")
  func scaling() throws {
    let expected = try Oracle.expected("woe_germancredit", as: Expected.self).scaling
    let scale = PointScale(
      pointsToDoubleOdds: expected.pdo,
      baseScore: expected.base_points,
      baseOdds: expected.base_odds_good_to_bad
    )
    #expect(isClose(scale.factor, expected.factor, 1e-12))
    #expect(isClose(scale.offset, expected.offset, 1e-12))
    for example in expected.examples {
      #expect(isClose(scale.score(ofLogit: example.log_odds_good), example.points, 1e-12))
    }
  }
}
