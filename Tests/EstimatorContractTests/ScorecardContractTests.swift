import Foundation
import LinearAlgebra
import Models
import Statistics
import Testing

/// What every estimator promises, checked for binning and scorecard.
@Suite struct ScorecardContractTests {
  static let trends = OptimalBinning.Trend.allCases
  private let world = World(rows: 5000, seed: 12)

  struct World {
    var numbers: [Double] = []
    var counts: [Double] = []
    var codes: [Int32] = []
    var outcomes: [Double] = []
    var weights: [Double] = []

    init(rows: Int, seed: UInt64) {
      var stream = RandomStream(seed: seed)
      for _ in 0..<rows {
        let value = stream.normal()
        let count = stream.exponential(rate: 0.3).rounded(.down)
        let code = stream.integer(below: 6) - 1
        let logit = value - 0.2 * count + 0.3 * Double(code) - 0.5
        numbers.append(stream.bernoulli(0.05) ? .nan : value)
        counts.append(count)
        codes.append(Int32(code))
        outcomes.append(stream.bernoulli(logistic(logit)) ? 1 : 0)
        weights.append(0.1 + stream.uniform())
      }
    }

    var columns: [BinnableColumn] {
      [.numbers(numbers), .numbers(counts), .codes(codes, levels: 5)]
    }

    func selecting(_ rows: [Int]) -> World {
      var world = self
      world.numbers = rows.map { numbers[$0] }
      world.counts = rows.map { counts[$0] }
      world.codes = rows.map { codes[$0] }
      world.outcomes = rows.map { outcomes[$0] }
      world.weights = rows.map { weights[$0] }
      return world
    }
  }

  private func encoding(
    _ world: World,
    _ trend: OptimalBinning.Trend,
    weights: [Double]? = nil
  ) throws -> WeightOfEvidenceEncoding {
    try OptimalBinning(trend: trend)
      .fitted(toEach: world.columns, outcomes: world.outcomes, weights: weights)
  }

  @Test("the order of rows does not matter to bins, to the bit", arguments: trends)
  func rowOrder(trend: OptimalBinning.Trend) throws {
    var stream = RandomStream(seed: 3)
    let shuffled = world.selecting(stream.shuffled(Array(0..<5000)))
    #expect(try encoding(world, trend) == encoding(shuffled, trend))
    #expect(
      try encoding(world, trend, weights: world.weights)
        == encoding(shuffled, trend, weights: shuffled.weights)
    )
  }

  @Test("weight 2 is the row twice and weight 0 is no row, to the bit", arguments: trends)
  func weights(trend: OptimalBinning.Trend) throws {
    let repeated = world.outcomes.indices.flatMap { Array(repeating: $0, count: $0 % 3) }
    let weights = world.outcomes.indices.map { Double($0 % 3) }
    #expect(
      try encoding(world, trend, weights: weights) == encoding(world.selecting(repeated), trend)
    )
  }

  @Test("a column that is stretched, shifted or bent keeps its rows together", arguments: trends)
  func transformation(trend: OptimalBinning.Trend) throws {
    var other = world
    other.numbers = world.numbers.map { 1000 * $0 + 7 }
    other.counts = world.counts.map { $0 * $0 * $0 }
    let (left, right) = (try encoding(world, trend), try encoding(other, trend))
    for (one, two) in zip(left.binnings, right.binnings) {
      #expect(one.bins.map(\.count) == two.bins.map(\.count))
      #expect(one.informationValue == two.informationValue)
    }
    #expect(left.applied(to: world.columns) == right.applied(to: other.columns))
  }

  @Test("exchanging the classes turns every sign")
  func classSwap() throws {
    var swapped = world
    swapped.outcomes = world.outcomes.map { 1 - $0 }
    let (left, right) = (try encoding(world, .monotone), try encoding(swapped, .monotone))
    for (one, two) in zip(left.binnings.prefix(2), right.binnings) {
      #expect(one.rule == two.rule)
      #expect(abs(one.informationValue - two.informationValue) < 1e-14)
      #expect(
        zip(one.bins, two.bins).allSatisfy {
          abs($0.weightOfEvidence + $1.weightOfEvidence) < 1e-14
        }
      )
    }
  }

  @Test("the same input gives the same bits with any number of threads", arguments: [1, 2, 3])
  func threads(threads: Int) throws {
    let first = try Scorecard().fitted(to: world.columns, outcomes: world.outcomes)
    let second = try Scorecard()
      .fitted(to: world.columns, outcomes: world.outcomes, threads: threads)
    #expect(first == second)
  }

  @Test("a saved scorecard is the scorecard")
  func coding() throws {
    let card = try Scorecard().fitted(to: world.columns, outcomes: world.outcomes)
    let data = try JSONEncoder().encode(card)
    #expect(try JSONDecoder().decode(ScorecardModel.self, from: data) == card)
    let options = Scorecard(binning: OptimalBinning(trend: .valley))
    let saved = try JSONEncoder().encode(options)
    #expect(try JSONDecoder().decode(Scorecard.self, from: saved) == options)
  }

  @Test("scores order new rows better than any variable of the world alone")
  func recovery() throws {
    let card = try Scorecard().fitted(to: world.columns, outcomes: world.outcomes)
    let later = World(rows: 5000, seed: 13)
    let scores = card.probabilities(of: later.columns)
    let likelihood = zip(scores, later.outcomes).reduce(0) {
      $0 + ($1.1 == 1 ? logit($1.0) - log1pExp(logit($1.0)) : -log1pExp(logit($1.0)))
    }
    for variable in 0..<3 {
      let one = try Scorecard()
        .fitted(to: [world.columns[variable]], outcomes: world.outcomes)
      let alone = zip(one.probabilities(of: [later.columns[variable]]), later.outcomes).reduce(0) {
        $0 + ($1.1 == 1 ? logit($1.0) - log1pExp(logit($1.0)) : -log1pExp(logit($1.0)))
      }
      #expect(likelihood > alone + 50)
    }
  }
}
