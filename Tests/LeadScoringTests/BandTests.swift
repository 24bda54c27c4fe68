import LeadScoring
import Statistics
import TestSupport
import Testing

@Suite("The rate of leads in accounts")
struct ConversionRateTests {
  /// statsmodels 0.15.0: `OLS(y, 1)` with `cov_type='cluster'` (its default corrections), the
  /// square of the ratio of standard errors, and `proportion_confint(4/d, 12/d, method='wilson')`.
  @Test("has the design effect and the interval of a clustered regression")
  func reference() {
    let rate = ConversionRate(accounts: [(3, 2), (2, 0), (1, 1), (4, 0), (2, 1)])
    #expect(rate.leads == 12 && rate.conversions == 4)
    #expect(abs(rate.designEffect - 1.6232638888888893) < 1e-12)
    #expect(abs(rate.interval.lower - 0.10883438630650988) < 1e-12)
    #expect(abs(rate.interval.upper - 0.6718156739403222) < 1e-12)
  }

  @Test("is plainly Wilson's where every lead is an account")
  func independent() {
    let rate = ConversionRate(accounts: (0..<50).map { (1, $0 < 7 ? 1 : 0) })
    let plain = Interval.wilson(successes: 7, trials: 50)
    #expect(abs(rate.designEffect - 1) < 1e-12)
    #expect(abs(rate.interval.lower - plain.lower) < 1e-12)
    #expect(abs(rate.interval.upper - plain.upper) < 1e-12)
  }

  @Test("learns nothing from the same lead seen again", arguments: [2, 5, 12])
  func repetition(times: Int) {
    let once = ConversionRate(accounts: (0..<50).map { (1, $0 < 7 ? 1 : 0) })
    let often = ConversionRate(accounts: (0..<50).map { (times, $0 < 7 ? times : 0) })
    #expect(often.rate == once.rate)
    // The finite-sample factor of n − 1 differs: 12 · 50 leads pretend to know more.
    #expect(abs(often.interval.width / once.interval.width - 1) < 0.02)
  }

  @Test("does not tell the leads of one account apart")
  func oneAccount() {
    let rate = ConversionRate(accounts: [(40, 10)])
    #expect(rate.interval == .wilson(successes: 0.25, trials: 1))
  }

  @Test("without deals says how many leads a deal takes at least")
  func noDeals() {
    let rate = ConversionRate(accounts: [(100, 0)], fallback: 2)
    #expect(rate.leadsPerDeal == nil)
    #expect(rate.leadsPerDealInterval.upper == .infinity)
    #expect(rate.interval == .wilson(successes: 0, trials: 50))
    #expect(rate.leadsPerDealInterval.lower == 1 / rate.interval.upper)
  }

  @Test("without leads knows nothing")
  func nobody() {
    let rate = ConversionRate(accounts: [])
    #expect(rate.rate == nil)
    #expect(rate.interval == Interval(lower: 0, upper: 1))
  }

  @Test("holds the true rate 95 times of 100, though colleagues decide together")
  func coverage() {
    var random = SplitMix(seed: 11)
    var held = 0
    for _ in 0..<400 {
      let accounts = (0..<150).map { _ -> (leads: Int, conversions: Int) in
        // A beta-binomial by hand: rates 0.02 or 0.30, on average 0.16; four or so colleagues.
        let rate = random.uniform() < 0.5 ? 0.02 : 0.30
        let leads = 1 + random.integer(below: 7)
        return (leads, (0..<leads).count { _ in random.uniform() < rate })
      }
      if ConversionRate(accounts: accounts).interval.contains(0.16) { held += 1 }
    }
    #expect((370...394).contains(held), "\(held) of 400")
  }
}

@Suite("The sales cycle")
struct TimeToDealTests {
  /// R 4.2.2: `quantile(x, c(.25, .5, .75))` and the largest l with `pbinom(l - 1, 12, .5) <= .025`.
  @Test("has R's median and quartiles, and the third from either end around the median")
  func reference() throws {
    let days = [33, 3, 120, 9, 14, 61, 15, 21, 28, 40, 75, 90].map(Double.init)
    let cycle = try #require(TimeToDeal(days: days))
    #expect(cycle.deals == 12)
    #expect(cycle.median == 30.5)
    #expect(cycle.quartiles == Interval(lower: 14.75, upper: 64.5))
    #expect(cycle.medianInterval == Interval(lower: 14, upper: 75))
  }

  @Test("is not told from few deals", arguments: [0, 1, 7])
  func few(deals: Int) {
    #expect(TimeToDeal(days: (0..<deals).map(Double.init)) == nil)
  }

  @Test("of eight deals lies somewhere between the shortest and the longest")
  func eight() throws {
    let cycle = try #require(TimeToDeal(days: (1...8).map(Double.init)))
    #expect(cycle.medianInterval == Interval(lower: 1, upper: 8))
  }
}

@Suite("Bands of past leads")
struct BandTests {
  /// Leads with a score; the higher, the likelier a deal, which takes score × 100 days.
  private static func world(
    _ count: Int = 400,
    seed: UInt64 = 3
  ) -> (past: PastLeads, scores: [Double]) {
    var random = SplitMix(seed: seed)
    let scores = (0..<count).map { _ in Double(random.integer(below: 100)) / 100 }
    let leads = scores.map { score in
      let isConverted = random.uniform() < score / 2
      return PastLeads.Lead(
        account: random.integer(below: 150),
        isConverted: isConverted,
        daysFromReference: isConverted ? score * 100 : nil,
        daysFromCreation: isConverted ? score * 200 : nil
      )
    }
    return (PastLeads(leads), scores)
  }

  @Test("hold every lead once, the best first, equal scores together")
  func partition() {
    let (past, scores) = Self.world()
    let bands = past.ranked(by: scores).bands()
    #expect(bands.map(\.through) == RankedLeads.usualShares)
    #expect(bands.map(\.above) == [0] + RankedLeads.usualShares.dropLast())
    var ceiling = Double.infinity
    for band in bands {
      let rows = scores.indices.filter { (band.lowestScore..<ceiling).contains(scores[$0]) }
      #expect(band.band.rate.leads == rows.count)
      #expect(band.band.rate.conversions == rows.count { past.leads[$0].isConverted })
      ceiling = band.lowestScore
    }
    #expect(bands.reduce(0) { $0 + $1.band.rate.leads } == 400)
  }

  @Test("that ties leave empty are left out")
  func ties() {
    let past = PastLeads((0..<40).map { .init(account: $0, isConverted: $0 < 12) })
    let bands = past.ranked(by: (0..<40).map { $0 < 30 ? 0.5 : 0.1 }).bands()
    #expect(bands.map(\.band.rate.leads) == [30, 10])
    #expect(bands.map(\.lowestScore) == [0.5, 0.1])
  }

  @Test("do not depend on the order of leads", arguments: [1, 2, 3])
  func order(seed: UInt64) {
    let (past, scores) = Self.world()
    var random = SplitMix(seed: seed)
    let rows = Array(scores.indices).shuffled(using: &random)
    let other = PastLeads(rows.map { past.leads[$0] })
    let shuffled = rows.map { scores[$0] }
    #expect(other.ranked(by: shuffled).bands() == past.ranked(by: scores).bands())
    #expect(other.ranked(by: shuffled).gain() == past.ranked(by: scores).gain())
  }

  @Test("know how long their deals took")
  func cycles() throws {
    let (past, scores) = Self.world()
    let top = try #require(past.ranked(by: scores).bands(shares: [0.25, 1]).first?.band)
    let cycle = try #require(top.cycleFromReference)
    #expect(cycle.deals == top.rate.conversions)
    #expect((75...100).contains(cycle.median))
    #expect(top.cycleFromCreation?.median == cycle.median * 2)
  }

  @Test("of codes have a place for every code")
  func codes() {
    let (past, scores) = Self.world()
    let bands = past.bands(by: scores.map { $0 < 0.5 ? 0 : 2 }, count: 3)
    #expect(bands.map { $0.rate.leads > 0 } == [true, false, true])
    #expect(bands[1].rate.rate == nil && bands[1].cycleFromCreation == nil)
  }

  @Test("of no leads are none")
  func nobody() {
    let past = PastLeads([])
    #expect(past.ranked(by: []).bands().isEmpty)
    #expect(past.ranked(by: []).gain() == nil)
    #expect(!past.isEnough)
  }
}

@Suite("The gain of a list")
struct GainCurveTests {
  @Test("counts the deals above each cut, and lift is gain per share worked")
  func points() throws {
    // Ten deals of forty: eight in the top ten, two in the next ten.
    let past = PastLeads(
      (0..<40).map { .init(account: $0, isConverted: $0 < 8 || (10..<12).contains($0)) }
    )
    let scores = (0..<40).map { -Double($0) }
    let gain = try #require(past.ranked(by: scores).gain(shares: [0.25, 0.5, 1]))
    #expect(gain.points.map(\.worked) == [0.25, 0.5, 1])
    #expect(gain.points.map(\.found) == [0.8, 1, 1])
    #expect(gain.points.map(\.lift) == [3.2, 2, 1])
    let plain = Interval.wilson(successes: 8, trials: 10)
    #expect(abs(gain.points[0].interval.lower - plain.lower) < 1e-12)
    #expect(abs(gain.points[0].liftInterval.upper - plain.upper * 4) < 1e-12)
  }

  @Test("moves a cut down to where equal scores end")
  func ties() throws {
    let past = PastLeads((0..<40).map { .init(account: $0, isConverted: $0 < 12) })
    let gain = try #require(
      past.ranked(by: (0..<40).map { $0 < 20 ? 1 : 0 }).gain(shares: [0.1, 0.2, 1])
    )
    #expect(gain.points.map(\.worked) == [0.5, 1])
  }

  @Test("is not told from few deals")
  func few() {
    let past = PastLeads((0..<40).map { .init(account: $0, isConverted: $0 < 9) })
    #expect(past.ranked(by: (0..<40).map(Double.init)).gain() == nil)
  }
}
