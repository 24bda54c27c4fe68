import CRMData
import CivilTime
import Features
import LeadScoring
import Statistics
import Tables
import TestSupport
import Testing

/// Parts that add up, whatever the states are.
@Suite("Why a score changed, from any five states")
struct ScoreChangePropertyTests {
  private static let since = instant("2024-05-01")
  private static let asOf = instant("2024-06-01")

  /// A state of random reasons whose points were cut by limits.
  private static func state(_ random: inout SplitMix) -> ScoreState {
    let names = ["open", "click", "industry = Retail", "industry = Software", "seniority"]
    let base = random.uniform() - 4
    let reasons = names.filter { _ in random.uniform() < 0.7 }
      .map { (name: $0, amount: random.uniform() * 4 - 2) }
    let logOdds = reasons.reduce(base) { $0 + $1.amount }
    func points(most: Double) -> ScoreState.Score {
      let reasons = names.prefix(3).map { (name: $0, amount: (random.uniform() * 60).rounded()) }
      return ScoreState.Score(
        total: min(most, reasons.reduce(0) { $0 + $1.amount }),
        reasons: reasons
      )
    }
    return ScoreState(
      logOdds: ScoreState.Score(total: logOdds, reasons: [("average lead", base)] + reasons),
      fit: points(most: 100),
      engagement: points(most: 40),
      probability: probability(logOdds)
    )
  }

  private static func probability(_ logOdds: Double) -> ScoreChange.Probability {
    ScoreChange.Probability(value: logistic(logOdds), interval: Interval(lower: 0, upper: 1))
  }

  private static func states(_ seed: UInt64) -> [ScoreState] {
    var random = SplitMix(seed: seed)
    return (0..<5).map { _ in state(&random) }
  }

  private static func change(_ states: [ScoreState]) -> ScoreChange {
    ScoreChange(since: since, asOf: asOf, states: states)
  }

  private static func axes(_ change: ScoreChange) -> [ScoreChange.Axis] {
    [change.logOdds, change.fit, change.engagement]
  }

  @Test("the parts add up to the difference, and the reasons to the parts", arguments: 1...20)
  func addUp(seed: UInt64) {
    for axis in Self.axes(Self.change(Self.states(seed))) {
      #expect(axis.parts.map(\.cause) == ScoreChange.Cause.allCases)
      let sum = axis.parts.reduce(axis.then) { $0 + $1.total }
      #expect(abs(sum - axis.now) < 1e-9)
      for part in axis.parts {
        #expect(abs(part.items.reduce(0) { $0 + $1.amount } - part.total) < 1e-9)
      }
    }
  }

  @Test("where nothing changed every part is 0 and has no reasons", arguments: 1...5)
  func nothing(seed: UInt64) {
    var random = SplitMix(seed: seed)
    let state = Self.state(&random)
    for axis in Self.axes(Self.change(Array(repeating: state, count: 5))) {
      #expect(axis.parts.allSatisfy { $0.total == 0 && $0.items.isEmpty })
      #expect(axis.then == axis.now)
    }
  }

  @Test("the way back gives the same parts with the opposite sign", arguments: 1...10)
  func swapped(seed: UInt64) {
    let states = Self.states(seed)
    let forth = Self.change(states)
    let back = Self.change(states.reversed())
    for (there, here) in zip(Self.axes(forth), Self.axes(back)) {
      #expect(there.then == here.now)
      // The first step of the way back is the last of the way there.
      #expect(there.parts.map(\.total) == here.parts.reversed().map { -$0.total })
      for (part, other) in zip(there.parts, here.parts.reversed()) {
        #expect(part.items.map(\.name) == other.items.map(\.name))
        #expect(zip(part.items, other.items).allSatisfy { abs($0.amount + $1.amount) < 1e-9 })
      }
    }
  }

  @Test("what limits cut off is an item of its own")
  func limits() throws {
    func state(_ points: Double) -> ScoreState {
      let nothing = ScoreState.Score(total: 0, reasons: [])
      return ScoreState(
        logOdds: nothing,
        fit: nothing,
        engagement: ScoreState.Score(total: min(30, points), reasons: [("click", points)]),
        probability: Self.probability(0)
      )
    }
    let change = Self.change([20, 20, 50, 50, 50].map(state))
    let part = change.engagement.parts[1]
    #expect(part.total == 10)
    #expect(part.items.map(\.name) == ["click", "limits"])
    #expect(part.items.map(\.amount) == [30, -20])
  }
}

/// The causes, one at a time, in a small world.
@Suite("Why a contact's score changed")
struct ScoreChangeTests {
  private static let since = instant("2024-06-10")
  private static let asOf = LeadWorld.asOf

  private struct World {
    var snapshot: CRMSnapshot
    var rules = PointRules(fit: .standard, engagement: .standard, stableAttributes: [])

    init(_ world: LeadWorld) throws {
      snapshot = try world.snapshot()
      snapshot.adoptFirmographics(stableAttributes: ["seniority", "industry", "employees"])
      rules.stableAttributes = ["seniority", "industry", "employees"]
    }

    func census(_ instant: Instant) -> EventCensus { EventCensus(of: snapshot, asOf: instant) }

    func model(asOf: Instant) throws -> ConversionModel {
      let learning = ConversionLearning()
      return try learning.fitted(
        to: TrainingSet(of: snapshot, asOf: asOf, learning: learning),
        features: LeadFeatures(
          of: snapshot,
          stableAttributes: rules.stableAttributes,
          census: census(asOf)
        ),
        in: snapshot,
        threads: 1
      ).model
    }

    func moment(_ id: String, _ instant: Instant, _ model: ConversionModel) -> ScoreChange.Moment {
      ScoreChange.Moment(
        instant: instant,
        snapshot: snapshot,
        contact: snapshot.contacts.ids.find(id) ?? -1,
        model: model
      )
    }

    func change(
      _ id: String,
      from then: (World, Instant, ConversionModel),
      to now: (Instant, ConversionModel)
    ) throws -> ScoreChange {
      try ScoreChange(
        from: then.0.moment(id, then.1, then.2),
        to: moment(id, now.0, now.1),
        rules: rules,
        census: census(now.0)
      )
    }
  }

  private static let lead = LeadWorld(seed: 3)
  /// The world, its model of now and that of then; learned once.
  private static let learned = Result {
    let world = try World(lead)
    return (world, try world.model(asOf: asOf), try world.model(asOf: since))
  }

  private let lead = Self.lead
  private let world: World
  private let model, modelThen: ConversionModel

  init() throws {
    (world, model, modelThen) = try Self.learned.get()
    try #require(model.isModel)
  }

  @Test("the parts add up to the scores that a run gives then and now", arguments: 0..<12)
  func ends(index: Int) throws {
    let id = "c\(index * 7)"
    let change = try world.change(
      id,
      from: (world, Self.since, modelThen),
      to: (Self.asOf, model)
    )
    let contact = try #require(world.snapshot.contacts.ids.find(id))
    for (instant, model, told) in [
      (Self.since, modelThen, change.logOdds.then), (Self.asOf, model, change.logOdds.now),
    ] {
      let features = LeadFeatures(
        of: world.snapshot,
        stableAttributes: world.rules.stableAttributes,
        census: world.census(instant)
      )
      let result = ConversionScorer(model, features: features).results(
        for: [contact],
        asOf: instant
      )[0]
      #expect(abs(result.logOdds - told) < 1e-9)
    }
    for axis in [change.logOdds, change.fit, change.engagement] {
      #expect(abs(axis.parts.reduce(axis.then) { $0 + $1.total } - axis.now) < 1e-9)
      for part in axis.parts {
        #expect(abs(part.items.reduce(0) { $0 + $1.amount } - part.total) < 1e-9)
      }
    }
  }

  @Test("between an instant and itself nothing changes")
  func same() throws {
    let change = try world.change(
      "c7",
      from: (world, Self.asOf, model),
      to: (Self.asOf, model)
    )
    for axis in [change.logOdds, change.fit, change.engagement] {
      #expect(axis.parts.allSatisfy { $0.total == 0 && $0.items.isEmpty })
    }
  }

  @Test("time alone is decay: without events since, all other parts are 0")
  func decayOnly() throws {
    let quiet = (0..<400).map { "c\($0)" }.filter { id in
      !lead.events.contains { $0.hasPrefix("\(id),2024-06") }
        && lead.events.contains { $0.hasPrefix("\(id),2024-05") }
    }
    let id = try #require(quiet.first)
    let change = try world.change(id, from: (world, Self.since, model), to: (Self.asOf, model))
    let totals = change.logOdds.parts.map(\.total)
    #expect(totals[0] != 0)
    #expect(totals[1...] == [0, 0, 0])
    #expect(change.engagement.parts[0].total < 0)
    #expect(change.engagement.parts[1...].allSatisfy { $0.total == 0 })
  }

  @Test("one more event is a new event, named by its type")
  func newEvent() throws {
    var later = lead
    later.events.append("c7,2024-06-20T10:00:00Z,click")
    let after = try World(later)
    let change = try after.change("c7", from: (after, Self.since, model), to: (Self.asOf, model))
    let before = try world.change("c7", from: (world, Self.since, model), to: (Self.asOf, model))
    #expect(abs(change.logOdds.parts[0].total - before.logOdds.parts[0].total) < 1e-12)
    #expect(change.logOdds.parts[1].items.contains { $0.name == "click" })
    #expect(change.engagement.parts[1].items.first?.name == "click")
    #expect(change.engagement.parts[1].total > 0)
  }

  @Test("another title is a changed attribute, of the score and of the fit")
  func attribute() throws {
    var later = lead
    let row = try #require(later.contacts.firstIndex { $0.hasPrefix("c7,") })
    later.contacts[row] = later.contacts[row].replacing(",manager", with: ",vp")
    try #require(later.contacts[row] != lead.contacts[row])
    let change = try World(later).change(
      "c7",
      from: (world, Self.asOf, model),
      to: (Self.asOf, model)
    )
    #expect(change.logOdds.parts.map { $0.total != 0 } == [false, false, true, false])
    #expect(
      Set(change.logOdds.parts[2].items.map(\.name))
        == ["seniority = manager", "seniority = vp"]
    )
    #expect(change.fit.parts.map(\.total) == [0, 0, 20, 0])
  }

  @Test("another model is the last part, and touches neither fit nor engagement")
  func otherModel() throws {
    let other = modelThen
    let change = try world.change("c7", from: (world, Self.asOf, other), to: (Self.asOf, model))
    #expect(change.logOdds.parts.map { $0.total != 0 } == [false, false, false, true])
    #expect(change.fit.then == change.fit.now)
    #expect(change.engagement.then == change.engagement.now)
    let back = try world.change("c7", from: (world, Self.asOf, model), to: (Self.asOf, other))
    #expect(back.logOdds.parts[3].total == -change.logOdds.parts[3].total)
  }

  @Test("one more event moves the probability to what it would be with it")
  func moves() throws {
    let moves = PossibleMove.best(
      for: world.moment("c7", Self.asOf, model),
      stableAttributes: world.rules.stableAttributes,
      census: world.census(Self.asOf),
      most: 3
    )
    let best = try #require(moves.first)
    #expect(moves.map(\.logOdds) == moves.map(\.logOdds).sorted(by: >))
    var later = lead
    later.events.append("c7,2024-06-30T00:00:00Z,\(best.type)")
    let after = try World(later)
    let features = LeadFeatures(
      of: after.snapshot,
      stableAttributes: after.rules.stableAttributes,
      census: after.census(Self.asOf)
    )
    let contact = try #require(after.snapshot.contacts.ids.find("c7"))
    let result = ConversionScorer(model, features: features)
      .results(for: [contact], asOf: Self.asOf)[0]
    #expect(abs(result.probability - best.probability) < 1e-12)
  }
}
