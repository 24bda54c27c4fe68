import Foundation
import Evaluation
import LeadScoring
import Statistics
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

@Suite("Accounts that learn from their past")
struct AccountLearningTests {
  /// Fast enough for every test, large enough to see the level.
  private static let world = AccountWorld(seed: 7, accounts: 3000, deviation: 0.8)
  private static let truth = world.truth
  private static let model = Result { try AccountLearning().fitted(to: world.past()) }
  private static let scores = model.map { world.scores($0) }

  /// What log-loss is expected of outcomes that follow the truth.
  private func logLoss(_ scores: [AccountScore]) -> Double {
    let sum = scores.reduce(0.0) { sum, score in
      let (probability, truth) = (score.probability, Self.truth[score.company])
      return sum - truth * log(probability) - (1 - truth) * log1p(-probability)
    }
    return sum / Double(scores.count)
  }

  @Test("what is printed is near the true rate in every tenth of the accounts")
  func calibrated() throws {
    let scores = try Self.scores.get()
      .sorted { ($0.probability, $0.company) < ($1.probability, $1.company) }
    var error = 0.0
    for group in 0..<10 {
      let range = scores.count * group / 10..<scores.count * (group + 1) / 10
      let gap = scores[range].reduce(0.0) { $0 + $1.probability - Self.truth[$1.company] }
      error += abs(gap)
    }
    #expect(error / Double(scores.count) <= 0.015)
  }

  @Test("the expected log-loss is better than the best contact's and than noisy-OR's")
  func logLosses() throws {
    let plain = Self.world.scores(.unlearned, weights: [1, 1, 1])
    let best = plain.map { score in
      var score = score
      score.probability = score.highest
      return score
    }
    let loss = logLoss(try Self.scores.get())
    #expect(loss < logLoss(best) - 0.005)
    #expect(loss < logLoss(plain) - 0.005)
    #expect(try Self.model.get().isWeighted)
  }

  @Test("95 % intervals hold the account's own probability in 90 to 98 % of accounts")
  func coverage() throws {
    let scores = try Self.scores.get()
    let held = scores.count { score in
      let truth = Self.truth[score.company]
      return score.interval.lower <= truth && truth <= score.interval.upper
    }
    #expect(0.90...0.98 ~= Double(held) / Double(scores.count))
    #expect(
      scores.allSatisfy {
        $0.interval.lower <= $0.probability && $0.probability <= $0.interval.upper
      }
    )
  }

  @Test("the level that contacts share is found, and is 0 where they share none")
  func deviation() throws {
    #expect(abs(try Self.model.get().standardDeviation - 0.8) < 0.25)
    let apart = AccountWorld(seed: 8, accounts: 1000, deviation: 0)
    #expect(try AccountLearning().fitted(to: apart.past()).standardDeviation < 0.35)
  }

  @Test("accounts that converted before stand higher than those that did not")
  func past() throws {
    let model = try Self.model.get()
    let converted = Set(Self.world.history.filter(\.isConverted).map(\.account))
    let others = Set(Self.world.history.map(\.account)).subtracting(converted)
    func mean(_ accounts: Set<Int>) -> Double {
      accounts.sorted().reduce(0) { $0 + model.level(of: $1).mean } / Double(accounts.count)
    }
    #expect(mean(converted) > 0.1)
    #expect(mean(others) < 0)
    #expect(model.level(of: 0) == model.commonLevel)
    let scores = try Self.scores.get()
    #expect(Set(scores.map(\.basis)) == [.history, .calibrated])
  }

  @Test("the same bits for every number of threads and order of accounts")
  func sameBits() throws {
    var learning = AccountLearning()
    learning.maximumRows = 3000
    let world = AccountWorld(seed: 9, accounts: 600, deviation: 0.8)
    let one = try learning.fitted(to: world.past(), threads: 1)
    let three = try learning.fitted(to: world.past(), threads: 3)
    let turned = try learning.fitted(to: world.past(reversingAccounts: true))
    #expect(world.scores(one) == world.scores(three))
    #expect(world.scores(one) == world.scores(turned))
    #expect(one.report == three.report)
  }

  @Test("with 29 accounts that converted nothing is learned, with 30 it is")
  func fewAccounts() throws {
    func history(converted: Int) -> AccountHistory {
      let rows = (0..<300).map { account in
        AccountHistory.Row(
          account: account,
          period: 0,
          probability: account % 2 == 0 ? 0.15 : 0.05,
          isConverted: account < converted
        )
      }
      return AccountHistory(rows: rows, hashes: (0..<300).map { UInt64($0) &* 0x9E37_79B9 })
    }
    let few = try AccountLearning().fitted(to: history(converted: 29))
    #expect(few.basis == .uncalibrated)
    #expect(few.report == nil)
    #expect(abs(few.baseRate - 29.5 / 301) < 1e-15)
    #expect(try AccountLearning().fitted(to: history(converted: 30)).basis == .calibrated)
    #expect(try AccountLearning().fitted(to: history(converted: 271)).basis == .uncalibrated)
  }

  @Test("weights that predict past accounts worse than equal ones are not used")
  func wrongWeights() throws {
    // The weights the wrong way round: who decides counts least.
    let model = try AccountLearning().fitted(
      to: Self.world.past(weights: AccountWorld.weights.reversed())
    )
    #expect(!model.isWeighted)
  }

  @Test("the report names every way, and its winner is the one in use")
  func report() throws {
    let report = try #require(try Self.model.get().report)
    #expect(report.rows.map(\.method) == AccountReport.Method.allCases)
    let used = try #require(report[.calibrated])
    #expect(report.rows.allSatisfy { used.logLoss <= $0.logLoss + 0.0005 })
    #expect(report.conversions > 100)
    #expect(report.sampleSize == Set(Self.world.history.map { [$0.account, $0.period] }).count)
  }

  @Test("a model is saved and read back, without the accounts' own levels")
  func saved() throws {
    let model = try Self.model.get()
    let read = try JSONDecoder().decode(AccountModel.self, from: JSONEncoder().encode(model))
    #expect(read.standardDeviation == model.standardDeviation)
    #expect(read.report == model.report)
    #expect(read.level(of: 1) == model.commonLevel)
  }
}
