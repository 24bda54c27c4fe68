import Features
import LeadScoring
import Statistics
import TestSupport

/// Rows for a ladder whose probabilities are known, with rules that know some of them.
struct LadderWorld {
  var table: FeatureTable
  var index: [Double]
  var probabilities: [Double]
  var outcomes: [Double]
  var accounts: [UInt64]

  /// What the rules know: all, or next to nothing.
  enum Rules { case good, poor }

  init(count: Int, rules: Rules, seed: UInt64) {
    var random = SplitMix(seed: seed)
    func normal() -> Double {
      var sum = -6.0
      for _ in 0..<12 { sum += random.uniform() }
      return sum
    }
    var columns = [[Double]](repeating: [], count: 6)
    var trades: [Int32] = []
    var logits: [Double] = []
    for _ in 0..<count {
      for place in columns.indices { columns[place].append(normal()) }
      let trade = Int32(random.integer(below: 4)) - 1
      trades.append(trade)
      let numbers: Double = 0.9 * (columns[0].last ?? 0) + 0.6 * (columns[1].last ?? 0)
      logits.append(numbers + (trade == 1 ? 0.8 : 0) - 2.6)
    }
    probabilities = logits.map { logistic($0) }
    outcomes = []
    index = []
    for row in 0..<count {
      outcomes.append(random.uniform() < probabilities[row] ? 1 : 0)
      switch rules {
      case .good: index.append((logits[row] + 2.4) / 1.15)
      case .poor: index.append(0.15 * columns[0][row] + normal())
      }
    }
    accounts = (0..<count).map { StableHash.value(of: "\($0 / 3)") }
    table = FeatureTable(
      rowCount: count,
      columns: columns.enumerated().map {
        FeatureTable.Column(name: "number \($0)", values: .numbers($1))
      } + [
        FeatureTable.Column(
          name: "trade",
          values: .categories(codes: trades, levels: ["Retail", "Software", "Farming"])
        )
      ]
    )
  }

  var data: LadderData {
    LadderData(table: table, rulesIndex: index, outcomes: outcomes, accounts: accounts)
  }

  /// The share of pairs that scores order rightly, expected under the true probabilities.
  func area(_ scores: [Double]) -> Double {
    let order = scores.indices.sorted { scores[$0] < scores[$1] }
    var (below, pairs) = (0.0, 0.0)
    for row in order {
      pairs += probabilities[row] * (below + (1 - probabilities[row]) / 2)
      below += 1 - probabilities[row]
    }
    let events = probabilities.reduce(0, +)
    return pairs / (events * (Double(scores.count) - events))
  }
}
