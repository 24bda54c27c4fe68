import Evaluation
import Foundation
import LeadScoring
import Statistics

/// Ways to roll contacts up to accounts, on worlds of 10,000 accounts with known truth.
///
///     swift run --package-path Benchmarks -c release AccountBenchmark [ACCOUNTS]
///
/// Each world has 1 to 40 contacts an account, a level that the contacts of an account share,
/// roles that matter and of which the contact model knows nothing, and three past periods for two
/// accounts in three. Tonight's outcomes are drawn anew. It fails where the calibration error
/// passes 0.015 or where the best contact predicts better.
@main
struct AccountBenchmark {
  static func main() throws {
    let accounts = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 10_000
    print("deviation,seed,way,log_loss,ece")
    var failed = false
    for deviation in [0.5, 0.8, 1.0] {
      for seed in [11, 12, 13] as [UInt64] {
        let night = try Night(accounts: accounts, deviation: deviation, seed: seed)
        failed = try night.report() || failed
      }
    }
    if failed { exit(1) }
  }
}

/// One world, what was learned of it, and tonight.
struct Night {
  let world: AccountWorld
  let model: AccountModel
  let outcomes: [Double]
  let deviation: Double
  let seed: UInt64
  let seconds: (learning: Double, scoring: Double)
  let scores: [AccountScore]

  init(accounts: Int, deviation: Double, seed: UInt64) throws {
    (self.deviation, self.seed) = (deviation, seed)
    world = AccountWorld(seed: seed, accounts: accounts, deviation: deviation)
    outcomes = world.outcomes(seed: seed &+ 1000)
    let past = world.past()
    let start = clock()
    model = try AccountLearning().fitted(to: past)
    let middle = clock()
    scores = world.scores(model)
    let rate = Double(CLOCKS_PER_SEC)
    seconds = (Double(middle - start) / rate, Double(clock() - middle) / rate)
  }

  /// Prints one row for each way; returns whether the way in use misses its goals.
  func report() throws -> Bool {
    let truth = world.truth
    let plain = world.scores(.unlearned, weights: [1, 1, 1])
    let weighted = world.scores(.unlearned)
    let ways: [(String, [Double])] = [
      ("best contact", plain.map(\.highest)),
      ("noisy-OR", plain.map(\.probability)),
      ("noisy-OR with role weights", weighted.map(\.probability)),
      ("random intercept", scores.map { logistic($0.logOdds - $0.parts.correction) }),
      ("random intercept, calibrated", scores.map(\.probability)),
      ("truth", scores.map { truth[$0.company] }),
    ]
    let converted = scores.map { outcomes[$0.company] }
    var measures: [(loss: Double, error: Double)] = []
    for (name, probabilities) in ways {
      let loss = try logLoss(outcomes: converted, probabilities: probabilities)
      let error = try CalibrationTable(outcomes: converted, probabilities: probabilities)
        .expectedCalibrationError
      measures.append((loss, error))
      print("\(deviation),\(seed),\(name),\(loss),\(error)")
    }
    let held = scores.count {
      $0.interval.lower <= truth[$0.company] && truth[$0.company] <= $0.interval.upper
    }
    print(
      "# deviation found \(model.standardDeviation), \(model.calibration), weights used"
        + " \(model.isWeighted), coverage of 95 % intervals"
        + " \(Double(held) / Double(scores.count)), CPU seconds: learning \(seconds.learning),"
        + " scoring \(seconds.scoring), rows \(world.history.count), contacts"
        + " \(world.members.count), rate \(converted.reduce(0, +) / Double(converted.count))"
    )
    return measures[4].error > 0.015 || measures[4].loss >= measures[0].loss
  }
}
