import Evaluation
import Features
import Foundation
import LeadScoring
import Statistics
import Testing

@Suite("The ladder from rules to a model")
struct ConversionLadderTests {
  private static let test = LadderWorld(count: 3000, rules: .poor, seed: 99)

  private func climb(
    _ count: Int,
    _ rules: LadderWorld.Rules,
    seed: UInt64 = 1,
    change: (inout ConversionLadder) -> Void = { _ in }
  ) throws -> LadderResult {
    var ladder = ConversionLadder()
    change(&ladder)
    return try ladder.climbed(on: LadderWorld(count: count, rules: rules, seed: seed).data)
  }

  @Test("few conversions: the rules speak, and rank as they did")
  func rulesOnly() throws {
    let world = LadderWorld(count: 80, rules: .good, seed: 2)
    let result = try ConversionLadder().climbed(on: world.data)
    #expect(world.outcomes.count { $0 == 1 } < 20)
    #expect(result.step == .rules)
    #expect(result.crossFit == nil)
    #expect(result.trials.map(\.step) == [.rules, .scorecard, .ridge, .elasticNet])
    let predictions = result.predictions(for: world.data, confidence: 0.9)
    let order = { (values: [Double]) in values.indices.sorted { values[$0] < values[$1] } }
    #expect(order(predictions.map(\.probability)) == order(world.index))
    #expect(predictions.allSatisfy { $0.interval.contains($0.probability) })
  }

  @Test("without any row the rate is one in twenty, and the rules still rank")
  func nothing() throws {
    let none = LadderData(
      table: FeatureTable(rowCount: 0, columns: []),
      rulesIndex: [],
      outcomes: [],
      accounts: []
    )
    let result = try ConversionLadder().climbed(on: none)
    let predictions = result.predictions(
      for: LadderData(
        table: FeatureTable(rowCount: 3, columns: []),
        rulesIndex: [-1, 0, 1],
        outcomes: [0, 0, 0],
        accounts: [1, 2, 3]
      ),
      confidence: 0.9
    )
    #expect(abs(predictions[1].probability - 0.05) < 1e-15)
    #expect(predictions[0].probability < 0.05)
    #expect(predictions[2].probability > 0.05)
  }

  @Test("the mean probability of the rules is that of the base rate's posterior")
  func calibratedOnAverage() throws {
    let world = LadderWorld(count: 80, rules: .good, seed: 2)
    let conversions = world.outcomes.reduce(0, +)
    let mean =
      try ConversionLadder().climbed(on: world.data)
      .predictions(for: world.data, confidence: 0.9)
      .reduce(0) { $0 + $1.probability } / 80
    #expect(abs(mean - (conversions + 0.5) / 90) < 1e-12)
  }

  @Test("rules that know nearly nothing are left once the data can tell")
  func climbs() throws {
    let result = try climb(1500, .poor)
    #expect(result.step > .rules)
    let chosen = try #require(result.trials.first { $0.step == result.step })
    #expect(try #require(chosen.gain) > #require(chosen.gainError))
    let report = try #require(result.crossFit).report
    #expect(try #require(report.discrimination).area > 0.7)
    let area = Self.test.area(
      result.predictions(for: Self.test.data, confidence: 0.9).map(\.probability)
    )
    #expect(area > Self.test.area(Self.test.index) + 0.1)
  }

  @Test("conversions in plenty are not spent on the lower steps")
  func plenty() throws {
    let result = try climb(3000, .poor)
    #expect(result.step == .ridge)
    #expect(result.trials.filter { $0.logLoss != nil }.map(\.step) == [.rules, .ridge])
  }

  @Test(
    "every step may be asked for alone and predicts between 0 and 1",
    arguments: [LadderStep.rules, .scorecard, .ridge, .elasticNet]
  )
  func alone(step: LadderStep) throws {
    let result = try climb(1400, .poor) { $0.steps = [step] }
    #expect(result.step == step)
    for prediction in result.predictions(for: Self.test.data, confidence: 0.9) {
      #expect(prediction.interval.contains(prediction.probability))
      #expect(prediction.interval.lower > 0)
      #expect(prediction.interval.upper < 1)
    }
  }

  @Test("neither the number of threads nor the account's names change a bit", arguments: [2, 4])
  func threads(count: Int) throws {
    let world = LadderWorld(count: 600, rules: .poor, seed: 5)
    let one = try ConversionLadder().climbed(on: world.data, threads: 1)
    let many = try ConversionLadder().climbed(on: world.data, threads: count)
    #expect(one.trials == many.trials)
    #expect(one.crossFit == many.crossFit)
    let left = one.predictions(for: world.data, confidence: 0.9)
    let right = many.predictions(for: world.data, confidence: 0.9)
    #expect(zip(left, right).allSatisfy { $0.probability == $1.probability })
    #expect(zip(left, right).allSatisfy { $0.interval == $1.interval })
  }

  @Test("more doubt is a wider interval")
  func confidence() throws {
    let result = try climb(900, .poor)
    let narrow = result.predictions(for: Self.test.data, confidence: 0.5)
    let wide = result.predictions(for: Self.test.data, confidence: 0.95)
    #expect(zip(narrow, wide).allSatisfy { $0.interval.width < $1.interval.width })
  }

  @Test(
    "the answer is not worse than the rules by more than 0.01 AUC on average",
    arguments: [(40, LadderWorld.Rules.good), (250, .good), (250, .poor), (900, .good)]
  )
  func smallData(count: Int, rules: LadderWorld.Rules) throws {
    let test = LadderWorld(count: 2000, rules: rules, seed: 1000)
    let rulesArea = test.area(test.index)
    let draws = 20
    let mean =
      try (0..<draws).reduce(0.0) { sum, draw in
        let result = try climb(count, rules, seed: UInt64(draw + 1))
        let predictions = result.predictions(for: test.data, confidence: 0.9)
        return sum + test.area(predictions.map(\.probability))
      } / Double(draws)
    #expect(mean > rulesArea - 0.01)
  }

  @Test("intervals of 90 % cover nine in ten true probabilities, on average over contacts")
  func coverage() throws {
    let test = LadderWorld(count: 1500, rules: .poor, seed: 1000)
    let draws = 20
    let share = try (0..<draws).reduce(0.0) { sum, draw in
      let result = try climb(1200, .poor, seed: UInt64(draw + 1))
      let predictions = result.predictions(for: test.data, confidence: 0.9)
      return sum + Double(
        zip(predictions, test.probabilities).count { $0.interval.contains($1) }
      ) / Double(draws * test.probabilities.count)
    }
    #expect((0.86...0.94).contains(share))
  }

  // MARK: - Bad input

  @Test("a column without values, a constant one and one of 10,000 levels do no harm")
  func badColumns() throws {
    var world = LadderWorld(count: 600, rules: .poor, seed: 5)
    world.table.columns += [
      .init(name: "nothing", values: .numbers(.init(repeating: .nan, count: 600))),
      .init(name: "same", values: .numbers(.init(repeating: 3, count: 600))),
      .init(
        name: "many",
        values: .categories(
          codes: (0..<600).map { Int32($0) },
          levels: (0..<10_000).map { "level \($0)" }
        )
      ),
    ]
    let result = try ConversionLadder().climbed(on: world.data)
    #expect(
      result.predictions(for: world.data, confidence: 0.9).allSatisfy { $0.probability.isFinite }
    )
  }

  @Test("rules that say the same of everybody leave the other columns to speak")
  func constantRules() throws {
    var world = LadderWorld(count: 1500, rules: .poor, seed: 5)
    world.index = world.index.map { _ in 0 }
    let result = try ConversionLadder().climbed(on: world.data)
    #expect(result.step > .rules)
  }

  @Test("one class is left to the rules", arguments: [0.0, 1.0])
  func oneClass(value: Double) throws {
    var world = LadderWorld(count: 300, rules: .poor, seed: 5)
    world.outcomes = world.outcomes.map { _ in value }
    let result = try ConversionLadder().climbed(on: world.data)
    #expect(result.step == .rules)
    #expect(
      result.predictions(for: world.data, confidence: 0.9).allSatisfy { $0.probability.isFinite }
    )
  }
}

@Suite("A scorecard for the hand")
struct PointsTableTests {
  /// Whether a line such as `number 0 from -1.2 to below 0.4` holds for a row.
  private func holds(_ line: PointsTable.Line, _ world: LadderWorld, _ row: Int) -> Bool {
    let column = world.table.columns.first { $0.name == line.variable }
    let condition = line.condition.dropFirst(line.variable.count)
    switch column?.values {
    case .numbers(let numbers)?:
      let words = condition.split(separator: " ")
      let bounds = words.compactMap { Double($0) }
      switch words.first {
      case "from" where bounds.count == 2:
        return numbers[row] >= bounds[0] && numbers[row] < bounds[1]
      case "from": return numbers[row] >= bounds[0]
      case "below": return numbers[row] < bounds[0]
      default: return false
      }
    case .categories(let codes, let levels)?:
      guard codes[row] >= 0 else { return condition == " is missing" }
      return condition.dropFirst(4).components(separatedBy: " or ")
        .contains(levels[Int(codes[row])])
    case nil: return false
    }
  }

  @Test("points added up by hand from the printed lines are the program's probability")
  func byHand() throws {
    let world = LadderWorld(count: 900, rules: .poor, seed: 1)
    var ladder = ConversionLadder()
    ladder.steps = [.scorecard]
    let result = try ladder.climbed(on: world.data)
    let table = try #require(result.pointsTable())
    #expect(Set(table.lines.map(\.variable)).contains("number 0"))
    let variables = Set(table.lines.map(\.variable)).count
    let predictions = result.predictions(for: world.data, confidence: 0.9)
    for row in world.outcomes.indices {
      let lines = table.lines.filter { holds($0, world, row) }
      #expect(lines.count == variables)
      let score =
        lines.reduce(table.basePoints) { $0 + $1.points }
        + table.perRulesPoint * world.index[row]
      #expect(abs(table.probability(ofScore: score) - predictions[row].probability) < 1e-9)
    }
  }

  @Test("evidence may not be turned around: within a variable more events are more points")
  func direction() throws {
    var ladder = ConversionLadder()
    ladder.steps = [.scorecard]
    let data = LadderWorld(count: 900, rules: .poor, seed: 1).data
    let table = try #require(try ladder.climbed(on: data).pointsTable())
    for (variable, lines) in Dictionary(grouping: table.lines, by: \.variable) {
      let filled = lines.filter { ($0.share ?? 0) > 0 }.sorted { ($0.rate ?? 0) < ($1.rate ?? 0) }
      #expect(
        zip(filled, filled.dropFirst()).allSatisfy { $0.points <= $1.points },
        "\(variable)"
      )
    }
  }
}
