import Features
import LeadScoring
import Statistics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Draws of one size from one world, each judged on the same large rows with known probabilities.
struct SmallDataTrial {
  let world: World
  let conversions: Int
  let seed: UInt64
  private let test: World.Rows
  private let truth: [Double]
  private let rate: Double
  private let ladder: ConversionLadder

  /// How one draw ended.
  private struct Draw {
    var area, logLoss, bestLogLoss, coverage, width: Double
    var step: LadderStep
  }

  init(world: World, conversions: Int, seed: UInt64, ladder: ConversionLadder) {
    self.ladder = ladder
    (self.world, self.conversions, self.seed) = (world, conversions, seed)
    let test = world.rows(count: 6000, seed: 1_000_003)
    let truth = test.logits.map { world.probability(ofLogit: $0) }
    (self.test, self.truth) = (test, truth)
    rate = truth.reduce(0, +) / Double(truth.count)
  }

  /// The share of pairs that scores order rightly, expected under the true probabilities.
  private func area(_ scores: [Double]) -> Double {
    let order = scores.indices.sorted { scores[$0] < scores[$1] }
    var (below, pairs, place) = (0.0, 0.0, 0)
    while place < order.count {
      var (events, others) = (0.0, 0.0)
      let score = scores[order[place]]
      while place < order.count, scores[order[place]] == score {
        events += truth[order[place]]
        others += 1 - truth[order[place]]
        place += 1
      }
      pairs += events * (below + others / 2)
      below += others
    }
    let events = truth.reduce(0, +)
    return pairs / (events * (Double(truth.count) - events))
  }

  private func logLoss(_ probabilities: [Double]) -> Double {
    -zip(truth, probabilities).reduce(0) { $0 + $1.0 * log($1.1) + (1 - $1.0) * log1p(-$1.1) }
      / Double(truth.count)
  }

  /// Draws contacts until so many conversions may be expected; none means none.
  private func draw(_ number: Int) throws -> Draw {
    let count = conversions == 0 ? 200 : Int((Double(conversions) / rate).rounded())
    let key = seed &* 1_000_000 &+ UInt64(number)
    let rows = world.rows(count: count, seed: key)
    var stream = RandomStream(seed: key, key: 1, purpose: StableHash.value(of: "outcomes"))
    var shared = 0.0
    let outcomes = rows.logits.indices.map { row in
      if row % 3 == 0 { shared = world.accountEffect * stream.normal() }
      let happens = stream.bernoulli(logistic(rows.logits[row] + shared))
      return conversions > 0 && happens ? 1.0 : 0
    }
    let mean = rows.points.reduce(0, +) / Double(count)
    let squares = rows.points.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let deviation = (squares / Double(count)).squareRoot()
    let index = { (points: [Double]) in points.map { ($0 - mean) / deviation } }
    let data = LadderData(
      table: rows.table,
      rulesIndex: index(rows.points),
      outcomes: outcomes,
      accounts: rows.accounts
    )
    let none = LadderData(
      table: FeatureTable(rowCount: 0, columns: []),
      rulesIndex: [],
      outcomes: [],
      accounts: []
    )
    let result = try ladder.climbed(on: conversions == 0 ? none : data)
    let predictions = result.predictions(
      for: LadderData(
        table: test.table,
        rulesIndex: index(test.points),
        outcomes: truth.map { _ in 0 },
        accounts: test.accounts
      ),
      confidence: 0.9
    )
    let probabilities = predictions.map(\.probability)
    let covered = zip(predictions, truth).count { $0.interval.contains($1) }
    return Draw(
      area: area(probabilities),
      logLoss: logLoss(probabilities),
      bestLogLoss: logLoss(truth),
      coverage: Double(covered) / Double(truth.count),
      width: predictions.reduce(0) { $0 + $1.interval.width } / Double(truth.count),
      step: result.step
    )
  }

  /// All draws in one line of JSON.
  func summary(draws: Int) throws -> String {
    let results = try (0..<draws).map { try draw($0) }
    let rulesArea = area(test.points)
    let count = Double(draws)
    let mean = { (value: (Draw) -> Double) in results.reduce(0) { $0 + value($1) } / count }
    let gain = mean(\.area) - rulesArea
    let squares = results.reduce(0) {
      $0 + ($1.area - rulesArea - gain) * ($1.area - rulesArea - gain)
    }
    let fields: [(String, Double)] = [
      ("conversions", Double(conversions)), ("draws", count), ("truth_auc", area(truth)),
      ("rules_auc", rulesArea), ("ladder_auc", mean(\.area)), ("difference", gain),
      ("standard_error", (squares / max(1, count - 1) / count).squareRoot()),
      ("log_loss", mean(\.logLoss)), ("truth_log_loss", mean(\.bestLogLoss)),
      ("coverage", mean(\.coverage)), ("width", mean(\.width)),
    ]
    let steps = LadderStep.allCases.map { step in
      ("share_\(step.rawValue)", Double(results.count { $0.step == step }) / count)
    }
    let texts = (fields + steps).map { "\"\($0.0)\": \(($0.1 * 1e5).rounded() / 1e5)" }
    return "{\"world\": \"\(world.rules.rawValue)\", \"effect\": \(world.accountEffect), "
      + "\"seed\": \(seed), " + texts.joined(separator: ", ") + "}"
  }
}
