import CRMData
import CivilTime
import Evaluation
import Features
import Foundation
import LeadScoring
import Models
import Statistics
import Testing

/// All that the room says about the probability of contacts.
private struct Answer {
  var model: ConversionModel
  var crossFit: CrossFit?
  var results: [ConversionScorer.Result]

  init(
    _ crm: CRMSnapshot,
    asOf: Instant = LeadWorld.asOf,
    learning: ConversionLearning = ConversionLearning(),
    threads: Int = 1
  ) throws {
    let features = LeadFeatures(
      of: crm,
      stableAttributes: learning.stableAttributes,
      census: EventCensus(of: crm, asOf: Event.endOfTime)
    )
    let training = TrainingSet(of: crm, asOf: asOf, learning: learning)
    let outcome = try learning.fitted(
      to: training,
      features: features,
      in: crm,
      threads: threads
    )
    model = outcome.model
    crossFit = outcome.crossFit
    results = ConversionScorer(model, features: features).results(
      for: crm.contacts.order,
      asOf: asOf
    )
  }

  /// Every number of every contact in the order of identifiers, bit by bit, with its name.
  var fingerprint: [[String]] {
    results.map { result in
      let numbers =
        [result.logOdds, result.probability, result.interval.lower, result.interval.upper]
        + [result.base] + result.contributions.map(\.logOdds)
      return numbers.map { String($0.bitPattern, radix: 16) } + result.contributions.map(\.name)
    }
  }

  /// The model as it is saved.
  func saved() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(model), as: UTF8.self)
  }
}

@Suite("The probability of conversion")
struct ConversionModelTests {
  private static let world = LeadWorld(seed: 3)

  @Test("the world has enough conversions for a model that is better than chance")
  func quality() throws {
    let answer = try Answer(Self.world.snapshot())
    #expect(answer.model.isModel)
    let report = try #require(answer.model.report)
    #expect(report.eventCount >= 40)
    #expect(try #require(report.discrimination).area > 0.6)
    #expect(report.logLoss < report.baselineLogLoss)
    #expect(answer.crossFit?.probabilities.count == report.sampleSize)
    #expect(answer.model.horizon == .days(30))
    #expect(answer.model.references.first == instant("2024-05-31"))
  }

  @Test("contributions and base add up to the log-odds, which are the probability's")
  func contributions() throws {
    for result in try Answer(Self.world.snapshot()).results {
      let sum = result.contributions.reduce(result.base) { $0 + $1.logOdds }
      #expect(abs(sum - result.logOdds) < 1e-9)
      #expect(abs(1 / (1 + exp(-result.logOdds)) - result.probability) < 1e-12)
      #expect(result.interval.contains(result.probability))
      #expect(result.interval.lower > 0)
      #expect(result.interval.upper < 1)
      #expect(result.interval.width > 0)
      #expect(Set(result.contributions.map(\.name)).count == result.contributions.count)
    }
  }

  @Test("half-lives of one type are one reason, and the level that holds is named")
  func reasonNames() throws {
    let crm = try Self.world.snapshot()
    let results = try Answer(crm).results
    let industry = try #require(crm.attribute("industry"))
    for (contact, result) in zip(crm.contacts.order, results) {
      let names = result.contributions.map(\.name)
      #expect(names.contains("open"))
      #expect(!names.contains { $0.contains("half-life") })
      let text = industry.text(of: contact)
      #expect(names.contains("industry \(text.map { "= \($0)" } ?? "is missing")"))
    }
  }

  @Test("the average of the training examples is the base")
  func base() throws {
    let crm = try Self.world.snapshot()
    let answer = try Answer(crm)
    guard case .logistic(_, let sum) = answer.model.basis else {
      Issue.record("there is a model")
      return
    }
    #expect(answer.results.allSatisfy { $0.base == sum.centredIntercept })
  }

  @Test("the bits are the same for any number of threads", arguments: [2, 4])
  func threads(count: Int) throws {
    let crm = try Self.world.snapshot()
    let one = try Answer(crm)
    let many = try Answer(crm, threads: count)
    #expect(one.fingerprint == many.fingerprint)
    #expect(one.crossFit == many.crossFit)
    #expect(try one.saved() == many.saved())
  }

  @Test("the bits are the same for rows in any order", arguments: 1...3)
  func shuffled(seed: UInt64) throws {
    let original = try Answer(Self.world.snapshot())
    let shuffled = try Answer(Self.world.snapshot(shuffledBy: seed))
    #expect(original.fingerprint == shuffled.fingerprint)
    #expect(original.crossFit == shuffled.crossFit)
    #expect(try original.saved() == shuffled.saved())
  }

  @Test("events and conversions after the instant change nothing")
  func future() throws {
    var later = Self.world
    for index in 0..<200 {
      later.events.append("c\(index),2024-07-0\(1 + index % 9),open")
      later.events.append("c\(index),2024-06-30T00:00:00.001Z,click")
    }
    let converted = Set(later.conversions.map { String($0.prefix { $0 != "," }) })
    for index in 0..<100 where !converted.contains("c\(index)") {
      later.conversions.append("c\(index),2024-07-15,10")
    }
    let past = try Answer(Self.world.snapshot())
    let all = try Answer(later.snapshot())
    #expect(past.fingerprint == all.fingerprint)
    #expect(try past.saved() == all.saved())
  }

  @Test("an event within the past does change something")
  func past() throws {
    var earlier = Self.world
    earlier.events.append("c7,2024-06-29,open")
    #expect(
      try Answer(Self.world.snapshot()).fingerprint != Answer(earlier.snapshot()).fingerprint
    )
  }

  @Test("a saved model gives the same results")
  func saved() throws {
    let crm = try Self.world.snapshot()
    let answer = try Answer(crm)
    let copy = try JSONDecoder().decode(
      ConversionModel.self,
      from: Data(try answer.saved().utf8)
    )
    let features = LeadFeatures(
      of: crm,
      stableAttributes: [],
      census: EventCensus(of: crm, asOf: Event.endOfTime)
    )
    let results = ConversionScorer(copy, features: features).results(
      for: crm.contacts.order,
      asOf: LeadWorld.asOf
    )
    #expect(zip(results, answer.results).allSatisfy { $0.logOdds == $1.logOdds })
  }

  @Test("the drivers are the terms that move most, the largest first")
  func drivers() throws {
    let model = try Answer(Self.world.snapshot()).model
    guard case .logistic(let encoding, let fitted) = model.basis else {
      Issue.record("there is a model")
      return
    }
    let drivers = model.drivers(most: 3)
    let effects = zip(encoding.terms, fitted.coefficients).map { $0.standardDeviation * $1 }
    #expect(drivers.map { abs($0.logOdds) } == effects.map(abs).sorted(by: >).prefix(3).map(\.self))
    #expect(model.drivers(most: 1000).count == encoding.terms.count)
  }

  // MARK: - Too few conversions

  private func few(conversions: Int, contacts: Int) throws -> CRMSnapshot {
    let rows = (0..<contacts).map { "c\($0),,2024-01-01\n" }.joined()
    let deals = (0..<conversions).map { "c\($0),2024-06-10\n" }.joined()
    return try snapshot([
      ("contacts.csv", "contact_id,email,created_at\n" + rows),
      ("deals.csv", "contact_id,converted_at\n" + deals),
    ])
  }

  @Test("too few conversions for a model: everybody has the base rate, with its Beta interval")
  func baseRate() throws {
    // 19 of 400 beside a prior of 0.5 of 10; SciPy 1.17: beta(19.5, 390.5).ppf([.025, .975]).
    let answer = try Answer(few(conversions: 19, contacts: 400))
    #expect(!answer.model.isModel)
    #expect(answer.model.report == nil)
    #expect(answer.crossFit == nil)
    #expect(answer.model.drivers(most: 5).isEmpty)
    guard case .baseRate(19, 400) = answer.model.basis else {
      Issue.record("\(answer.model.basis)")
      return
    }
    #expect(answer.results.count == 400)
    for result in answer.results {
      #expect(abs(result.probability - 19.5 / 410) < 1e-15)
      #expect(abs(result.interval.lower - 0.029157484893597502) < 1e-12)
      #expect(abs(result.interval.upper - 0.07013223888179804) < 1e-12)
      #expect(abs(result.logOdds + 2.9970135037100394) < 1e-12)
      #expect(result.base == result.logOdds)
      #expect(result.contributions.isEmpty)
    }
  }

  @Test("too few that did not convert are no model either")
  func fewOthers() throws {
    let answer = try Answer(few(conversions: 45, contacts: 50))
    guard case .baseRate(45, 50) = answer.model.basis else {
      Issue.record("\(answer.model.basis)")
      return
    }
  }

  @Test("without any conversion the rate is the prior: one in twenty, with a wide interval")
  func nothingKnown() throws {
    let answer = try Answer(few(conversions: 0, contacts: 3))
    guard case .baseRate(0, 0) = answer.model.basis else {
      Issue.record("\(answer.model.basis)")
      return
    }
    #expect(answer.model.references.isEmpty)
    let result = try #require(answer.results.first)
    #expect(abs(result.probability - 0.05) < 1e-15)
    // SciPy 1.17: beta(0.5, 9.5).ppf([.025, .975]).
    #expect(abs(result.interval.lower - 5.3064053418492834e-05) < 1e-12)
    #expect(abs(result.interval.upper - 0.23761009863290306) < 1e-12)
  }

  @Test("twenty conversions are enough")
  func enough() throws {
    var learning = ConversionLearning()
    #expect(learning.minimumConversions == 20)
    learning.minimumConversions = 10_000
    #expect(try !Answer(Self.world.snapshot(), learning: learning).model.isModel)
  }

  @Test("features that tell nothing give the base rate, however many conversions there are")
  func noFeatures() throws {
    let answer = try Answer(few(conversions: 40, contacts: 400))
    guard case .baseRate(40, 400) = answer.model.basis else {
      Issue.record("\(answer.model.basis)")
      return
    }
    #expect(answer.crossFit != nil)
    #expect(answer.results.allSatisfy { abs($0.probability - 40.5 / 410) < 1e-15 })
  }

  @Test("a stronger ridge pulls everybody towards the base")
  func ridge() throws {
    let crm = try Self.world.snapshot()
    func spread(_ ridge: Double) throws -> Double {
      var learning = ConversionLearning()
      learning.ridge = ridge
      let results = try Answer(crm, learning: learning).results
      return results.reduce(0) { $0 + abs($1.logOdds - $1.base) }
    }
    let spreads = try [1.0, 16, 256].map(spread)
    #expect(spreads[0] > spreads[1])
    #expect(spreads[1] > spreads[2])
  }
}
