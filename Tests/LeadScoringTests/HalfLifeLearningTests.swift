import CRMData
import CivilTime
import Features
import Foundation
import LeadScoring
import Models
import TestSupport
import Testing

/// Contacts whose conversions follow their recent visits; older visits and opens tell nothing.
private struct FadingWorld {
  static let reference = instant("2024-05-31")
  let crm: CRMSnapshot
  let features: LeadFeatures

  init(seed: UInt64, halfLife: Double, contacts count: Int = 3000) throws {
    var random = SplitMix(seed: seed)
    var contacts = "contact_id,email,created_at\n"
    var events = "contact_id,occurred_at,type\n"
    var deals = "contact_id,converted_at\n"
    for index in 0..<count {
      contacts += "c\(index),,2023-01-01\n"
      var score = 0.0
      for _ in 0..<random.integer(below: 12) {
        let age = random.uniform() * 120
        let type = random.element(of: ["page_view", "page_view", "open"])
        let day = Self.reference - .minutes(Int(age * 1440) + 1)
        events += "c\(index),\(day),\(type)\n"
        if type == "page_view" { score += exp2(-age / halfLife) }
      }
      let odds = 0.02 * (1 + score) * (1 + score) * (1 + score)
      if random.uniform() < odds / (1 + odds) {
        deals += "c\(index),\(Self.reference + .minutes(60 + random.integer(below: 40_000)))\n"
      }
    }
    crm = try snapshot([
      ("contacts.csv", contacts), ("events.csv", events), ("deals.csv", deals),
    ])
    features = LeadFeatures(
      of: crm,
      stableAttributes: [],
      census: EventCensus(of: crm, asOf: Self.reference)
    )
  }

  var training: TrainingSet {
    TrainingSet(
      of: crm,
      references: [Self.reference],
      asOf: Self.reference + .days(30),
      horizon: .days(30)
    )
  }

  func learned(_ learning: HalfLifeLearning = HalfLifeLearning()) throws -> [String: Double] {
    try learning.halfLives(for: training, features: features, in: crm, threads: 1)
  }
}

@Suite("Learning half-lives")
struct HalfLifeLearningTests {
  @Test("a clear half-life is found, or a neighbour", arguments: [(3.0, 3.0...7), (30, 14.0...60)])
  func found(halfLife: Double, accepted: ClosedRange<Double>) throws {
    // What fades fast is rarely still there: more contacts have as many conversions.
    let world = try FadingWorld(seed: 5, halfLife: halfLife, contacts: halfLife < 7 ? 7000 : 3000)
    #expect(world.training.conversionCount > 200)
    let learned = try world.learned()
    #expect(accepted.contains(learned["page_view"] ?? HalfLives.standard["page_view"]))
  }

  @Test("too few conversions leave the standard")
  func tooFew() throws {
    let world = try FadingWorld(seed: 5, halfLife: 3, contacts: 300)
    #expect(try world.learned().isEmpty)
    var strict = HalfLifeLearning()
    strict.minimumConversions = 100_000
    #expect(try FadingWorld(seed: 5, halfLife: 30).learned(strict).isEmpty)
  }

  @Test("a gain that nobody can see leaves the standard")
  func leastGain() throws {
    var strict = HalfLifeLearning()
    strict.leastGain = 1e6
    #expect(try FadingWorld(seed: 5, halfLife: 30).learned(strict).isEmpty)
  }

  @Test("a sample is as good as all, and does not depend on threads")
  func sample() throws {
    let world = try FadingWorld(seed: 6, halfLife: 30)
    var learning = HalfLifeLearning()
    learning.sampleSize = 1500
    let one = try learning.halfLives(
      for: world.training,
      features: world.features,
      in: world.crm,
      threads: 1
    )
    let many = try learning.halfLives(
      for: world.training,
      features: world.features,
      in: world.crm,
      threads: 4
    )
    #expect(one == many)
    #expect((14.0...60).contains(one["page_view"] ?? HalfLives.standard["page_view"]))
  }

  @Test("the model uses what was learned, or what was given")
  func model() throws {
    let world = try FadingWorld(seed: 5, halfLife: 30)
    var learning = ConversionLearning()
    func names() throws -> [String] {
      let model = try learning.fitted(
        to: world.training,
        features: world.features,
        in: world.crm,
        threads: 1
      ).model
      return model.drivers(most: 100).map(\.name)
    }
    let learned = try world.learned()
    let days = learned["page_view"] ?? HalfLives.standard["page_view"]
    #expect(try names().contains(HalfLives.columnName(of: "page_view", halfLife: days)))
    learning.halfLives = .given(["page_view": 5.5, "open": .infinity])
    #expect(try names().contains("page_view (half-life 5.5 days)"))
    #expect(try names().contains("open (half-life unlimited)"))
  }

  @Test("a night learns from its newest reference what an evaluation there learns")
  func sameAsEvaluation() throws {
    let world = try FadingWorld(seed: 7, halfLife: 14)
    let learning = ConversionLearning()
    let night = TrainingSet(
      of: world.crm,
      asOf: FadingWorld.reference + learning.horizon,
      learning: learning
    )
    #expect(night.references == [FadingWorld.reference])
    let later = LeadFeatures(
      of: world.crm,
      stableAttributes: [],
      census: EventCensus(of: world.crm, asOf: FadingWorld.reference + learning.horizon)
    )
    let models = try [(night, later), (world.training, world.features)].map {
      try learning.fitted(to: $0, features: $1, in: world.crm, threads: 1).model
    }
    guard case .logistic(let first, let left) = models[0].basis,
      case .logistic(let second, let right) = models[1].basis
    else {
      Issue.record("there are models")
      return
    }
    #expect(first == second)
    #expect(left == right)
  }

  @Test("the probabilities alone are those of the scorer")
  func probabilities() throws {
    let world = try FadingWorld(seed: 8, halfLife: 14)
    let model = try ConversionLearning().fitted(
      to: world.training,
      features: world.features,
      in: world.crm,
      threads: 1
    ).model
    guard case .logistic(let encoding, _) = model.basis else {
      Issue.record("there is a model")
      return
    }
    let contacts = world.crm.contacts.order
    let table = world.features.matching(encoding).table(
      of: contacts.map { LeadExample(contact: $0, reference: FadingWorld.reference) },
      threads: 1
    )
    let index = contacts.map { _ in 0.0 }
    let fast = try #require(model.probabilities(of: table, rulesIndex: index))
    let slow = ConversionScorer(model, features: world.features)
      .results(for: contacts, asOf: FadingWorld.reference)
    for (probability, result) in zip(fast, slow) {
      #expect(abs(probability - result.probability) < 1e-12)
    }
  }
}
