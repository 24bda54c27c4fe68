import CivilTime
import Features
import Foundation
import LeadScoring

/// What went wrong before anything was measured.
struct WrongAnswer: Error {
  let what: String
}

/// The features of all examples, at one instant and at twelve.
struct FeatureProblem {
  private let features: LeadFeatures
  private let one: [LeadExample]
  private let twelve: [LeadExample]

  init(_ features: LeadFeatures, _ training: TrainingSet) {
    self.features = features
    one = training.examples
    twelve = (0..<12).flatMap { back in
      training.examples.map {
        LeadExample(contact: $0.contact, reference: $0.reference - .days(15 * back))
      }
    }
  }

  func run(threads: Int) throws {
    try check()
    for (name, examples) in [("features, 1 instant", one), ("features, 12 instants", twelve)] {
      let best = (0..<5).map { _ in
        let meter = Meter()
        let table = features.table(of: examples, threads: threads)
        precondition(table.rowCount == examples.count)
        return meter.reading().cpu
      }.min()
      print("{\"what\": \"\(name)\", \"examples\": \(examples.count), \"cpu\": \(best ?? 0)}")
    }
  }

  /// All instants together give the bits of one of them alone.
  private func check() throws {
    let alone = features.table(of: one, threads: 1)
    let together = features.table(of: twelve, threads: 2)
    for (left, right) in zip(alone.columns, together.columns) {
      guard case .numbers(let few) = left.values, case .numbers(let many) = right.values else {
        continue
      }
      for row in few.indices where few[row].bitPattern != many[row].bitPattern {
        throw WrongAnswer(what: "\(left.name) of example \(row)")
      }
    }
  }
}

/// The probabilities of all examples from their features, by a saved model.
struct ProbabilityProblem {
  private let model: ConversionModel
  private let table: FeatureTable
  private let slow: [ConversionScorer.Result]
  /// What no rules say.
  private var index: [Double] { [Double](repeating: 0, count: table.rowCount) }

  init(_ model: ConversionModel, _ features: LeadFeatures, _ training: TrainingSet) throws {
    self.model = try JSONDecoder().decode(ConversionModel.self, from: JSONEncoder().encode(model))
    guard case .logistic(let encoding, _) = self.model.basis else {
      throw WrongAnswer(what: "there is no model")
    }
    table = features.matching(encoding).table(of: training.examples, threads: 1)
    slow = ConversionScorer(model, features: features)
      .results(for: training.examples.map(\.contact), asOf: training.references[0])
    let drivers = model.drivers(most: 1000)
    print(
      "{\"what\": \"model\", \"columns\": \(drivers.count), \"features\": \(table.columns.count)}"
    )
    for driver in drivers.prefix(12) { print("  \(driver.name): \(driver.logOdds)") }
  }

  func run() throws {
    let answers = model.probabilities(of: table, rulesIndex: index) ?? []
    for (answer, result) in zip(answers, slow)
    where abs(answer - result.probability) > 1e-12 * result.probability {
      throw WrongAnswer(what: "\(answer) instead of \(result.probability)")
    }
    guard answers.count == slow.count else { throw WrongAnswer(what: "too few") }
    let rounds = 10
    let best =
      (0..<5).map { _ in
        let meter = Meter()
        for _ in 0..<rounds {
          let answers = model.probabilities(of: table, rulesIndex: index)
          precondition(answers?.count == slow.count)
        }
        return meter.reading().cpu / Double(rounds)
      }.min() ?? 0
    let rate = Double(slow.count) / best / 1e6
    print("{\"what\": \"probabilities\", \"cpu\": \(best), \"million a CPU-second\": \(rate)}")
  }
}
