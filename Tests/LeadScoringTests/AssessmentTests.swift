import CivilTime
import LeadScoring
import Statistics
import Testing

@Suite("Whether scoring pays")
struct AssessmentTests {
  private static let asOf = instant("2025-01-31")

  /// Much to call, everything known, a model that is better than good rules.
  private static var good: AssessmentFigures {
    var figures = AssessmentFigures()
    figures.open = 20_000
    figures.newContacts = 1_800
    figures.hasConversionTable = true
    figures.conversions = 400
    figures.others = 19_600
    figures.recentConversions = 90
    figures.activeShare = 0.6
    figures.knownFitShare = 0.9
    figures.knownAttributeShare = 0.9
    figures.rules = AreaEstimate(value: 0.7, interval: Interval(lower: 0.67, upper: 0.73))
    figures.model = AreaEstimate(value: 0.76, interval: Interval(lower: 0.73, upper: 0.79))
    figures.modelMinusRules = AreaEstimate(
      value: 0.06,
      interval: Interval(lower: 0.04, upper: 0.08)
    )
    return figures
  }

  private static func judged(_ change: (inout AssessmentFigures) -> Void) -> Assessment {
    var figures = good
    change(&figures)
    return Assessment(of: figures, asOf: asOf)
  }

  @Test("a model that ranks better is the verdict, and nothing is missing")
  func modelIsBetter() {
    let assessment = Self.judged { _ in }
    #expect(assessment.verdict == .model)
    #expect(assessment.reason == .modelIsBetter)
    #expect(assessment.conversionsMissing == nil)
    #expect(assessment.expectedModelArea == Self.good.model)
  }

  @Test("a model that ranks as well gives probabilities beside: the verdict is the model")
  func modelIsAsGood() {
    let assessment = Self.judged {
      $0.modelMinusRules = AreaEstimate(
        value: -0.005,
        interval: Interval(lower: -0.03, upper: 0.02)
      )
    }
    #expect(assessment.verdict == .model)
    #expect(assessment.reason == .modelIsAsGood)
  }

  @Test("a model that ranks worse than the rules is not used")
  func rulesAreBetter() {
    let assessment = Self.judged {
      $0.modelMinusRules = AreaEstimate(
        value: -0.03,
        interval: Interval(lower: -0.06, upper: 0)
      )
    }
    #expect(assessment.verdict == .rules)
    #expect(assessment.reason == .rulesAreBetter)
    #expect(assessment.whatWouldChangeIt.contains("better inputs"))
  }

  @Test("where sales can call everybody soon, no order helps")
  func everybody() {
    let assessment = Self.judged { $0.open = 800 }
    #expect(assessment.verdict == .doNotScore)
    #expect(assessment.reason == .everybodyCanBeCalled)
    #expect(assessment.sentence.contains("all 800 open ones within 27 nights"))
    // 30 nights of 50 calls, 20 of which go to new leads.
    #expect(Self.judged { $0.open = 900 }.reason == .everybodyCanBeCalled)
    #expect(Self.judged { $0.open = 901 }.verdict == .model)
    #expect(assessment.whatWouldChangeIt.contains("fewer than 47 calls a night"))
  }

  @Test("more new leads than calls is never enough capacity")
  func floods() {
    #expect(
      Self.judged {
        $0.open = 10
        $0.newContacts = 90_000
      }.verdict == .model
    )
  }

  @Test("nothing to score by is no score")
  func nothingKnown() {
    let assessment = Self.judged {
      ($0.activeShare, $0.knownFitShare, $0.knownAttributeShare) = (0, 0, 0)
    }
    #expect(assessment.verdict == .doNotScore)
    #expect(assessment.reason == .nothingKnown)
  }

  @Test("many conversions that depend on nothing are no score; a few leave it open")
  func nothingPredicts() {
    let chance = AreaEstimate(value: 0.51, interval: Interval(lower: 0.48, upper: 0.54))
    let assessment = Self.judged {
      ($0.rules, $0.model) = (chance, chance)
    }
    #expect(assessment.verdict == .doNotScore)
    #expect(assessment.reason == .nothingPredicts)
    let few = Self.judged {
      ($0.rules, $0.model) = (chance, chance)
      ($0.conversions, $0.others) = (40, 1960)
    }
    #expect(few.verdict == .rules)
    #expect(few.reason == .modelIsUnsure)
  }

  @Test("rules that predict stay where the model may be chance")
  func unsureModel() {
    let assessment = Self.judged {
      $0.model = AreaEstimate(value: 0.52, interval: Interval(lower: 0.49, upper: 0.55))
    }
    #expect(assessment.verdict == .rules)
    #expect(assessment.reason == .modelIsUnsure)
  }

  @Test("too few conversions tell how many are missing and when they come at the present rate")
  func tooFew() throws {
    let assessment = Self.judged {
      ($0.conversions, $0.others) = (12, 588)
      ($0.model, $0.modelMinusRules) = (nil, nil)
      $0.recentConversions = 90
    }
    #expect(assessment.verdict == .rules)
    #expect(assessment.reason == .tooFewConversions)
    let missing = try #require(assessment.conversionsMissing)
    #expect(missing == 8)
    // One a day.
    #expect(assessment.missingBy == "2025-02-08")
    #expect(
      assessment.whatWouldChangeIt
        == "about 8 more conversions, at the present rate by 2025-02-08"
    )
    #expect(assessment.expectedModelArea.value == Assessment.usefulArea)
  }

  @Test("without conversions the rules are all there is", arguments: [true, false])
  func noConversions(hasTable: Bool) {
    let assessment = Self.judged {
      ($0.conversions, $0.others, $0.recentConversions) = (0, 0, 0)
      ($0.rules, $0.model, $0.modelMinusRules) = (nil, nil, nil)
      $0.hasConversionTable = hasTable
    }
    #expect(assessment.verdict == .rules)
    #expect(assessment.reason == .noConversions)
    #expect(assessment.sentence.contains("no file") == !hasTable)
    #expect(assessment.whatWouldChangeIt.contains("exports of conversions") == !hasTable)
    #expect(assessment.whatWouldChangeIt.contains("none came in the last 90 days") == hasTable)
    #expect(assessment.missingBy == nil)
    #expect(assessment.expectedModelArea.interval == Interval(lower: 0, upper: 1))
  }
}

/// Expected values by Python 3 with scipy 1.17.1: see each formula.
@Suite("How exactly conversions can tell an area")
struct AreaPrecisionTests {
  // A=.7; Q1=A/(2-A); Q2=2*A*A/(1+A); sqrt((A*(1-A)+(m-1)*(Q1-A*A)+(n-1)*(Q2-A*A))/(m*n))
  @Test(
    "the standard error is that of Hanley and McNeil",
    arguments: [
      (20, 380, 0.7, 0.06679024725128357),
      (183, 7654, 0.69, 0.02199752770738512),
      (500, 500, 0.9, 0.010088782913208923),
    ] as [(Int, Int, Double, Double)]
  )
  func standardError(conversions: Int, others: Int, area: Double, expected: Double) {
    let error = AreaPrecision(conversions: conversions, others: others)
      .standardError(ofArea: area)
    #expect(abs(error - expected) < 1e-12)
  }

  @Test("the least difference that is found is 2.80 standard errors of the rank sum")
  func detectable() {
    // (norm.ppf(.975) + norm.ppf(.8)) * sqrt((100 + 900 + 1) / (12 * 100 * 900))
    let precision = AreaPrecision(conversions: 100, others: 900)
    #expect(abs(precision.minimumDetectableDifference - 0.08529213748490493) < 1e-12)
    #expect(AreaPrecision(conversions: 1, others: 1).minimumDetectableDifference == 0.5)
    #expect(AreaPrecision(conversions: 0, others: 9).minimumDetectableDifference == 0.5)
  }

  @Test("the conversions needed are the fewest that tell an area from chance")
  func needed() {
    // By the same formula and the quantiles of scipy.
    #expect(AreaPrecision.conversionsNeeded(toTellFromChance: 0.7, othersPerConversion: 49) == 18)
    #expect(AreaPrecision.conversionsNeeded(toTellFromChance: 0.58, othersPerConversion: 9) == 120)
  }

  @Test("without a pair nothing is known")
  func empty() {
    let precision = AreaPrecision(conversions: 0, others: 10)
    #expect(precision.standardError(ofArea: 0.7) == .infinity)
    #expect(precision.interval(ofArea: 0.7) == Interval(lower: 0, upper: 1))
  }
}

@Suite("How long the sales cycle is")
struct SalesCycleTests {
  @Test("without open contacts the quartiles are those of the days")
  func complete() throws {
    let cycle = try #require(
      try SalesCycle(days: Array(1...100), isConverted: Array(repeating: true, count: 100))
    )
    #expect(cycle.conversions == 100)
    #expect(cycle.lowerQuartile.days == 25)
    #expect(cycle.median.days == 50)
    #expect(cycle.upperQuartile.days == 75)
    // 0.5 ± 1.96 · 0.05 of a hundred days.
    #expect(cycle.median.interval == Interval(lower: 41, upper: 60))
    #expect(abs(cycle.convertedShare - 1) < 1e-12)
  }

  @Test("contacts that are still open push the median back")
  func censored() throws {
    // Ten convert on day 10; ninety are lost from sight on day 20; then ten of ten convert.
    let days =
      Array(repeating: 10, count: 10) + Array(repeating: 20, count: 80)
      + Array(repeating: 30, count: 10)
    let isConverted = days.map { $0 != 20 }
    let cycle = try #require(try SalesCycle(days: days, isConverted: isConverted))
    // F is 0.1 from day 10 on and 1 from day 30 on: half of it comes on day 30.
    #expect(cycle.median.days == 30)
    #expect(cycle.conversions == 20)
    let naive = try #require(
      try SalesCycle(
        days: days.filter { $0 != 20 },
        isConverted: Array(repeating: true, count: 20)
      )
    )
    #expect(naive.median.days == 10)
  }

  @Test("the order of contacts and open contacts of no age change nothing")
  func order() throws {
    let days = (0..<60).map { $0 * 7 % 50 }
    let isConverted = (0..<60).map { $0 % 3 == 0 }
    let cycle = try SalesCycle(days: days, isConverted: isConverted)
    #expect(
      try SalesCycle(days: days.reversed(), isConverted: isConverted.reversed()) == cycle
    )
  }

  @Test("too few conversions tell nothing")
  func few() throws {
    #expect(try SalesCycle(days: [1, 2, 3, 4], isConverted: [true, true, true, true]) == nil)
    #expect(try SalesCycle(days: [1, 2, 3], isConverted: [false, false, false]) == nil)
  }
}
