import Statistics
import Testing

// Expected values: the same draws from numpy 2.x's Philox (key = seed + purpose · 2⁶⁴, counter =
// replicate · 2¹²⁸ − 1), Lemire's bounded integers and numpy.quantile(method="weibull").
@Suite struct ClusterBootstrapTests {
  private let clusters = ["c", "a", "b", "a", "d", "c", "e", "b", "e", "f"]
  private let values: [Double] = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3.5]

  private func mean(_ weights: [Double], _ values: [Double]) -> Double? {
    let sum = weights.reduce(0, +)
    return sum > 0 ? zip(weights, values).reduce(0) { $0 + $1.0 * $1.1 } / sum : nil
  }

  private func distribution(threads: Int = 1, order: [Int]? = nil) -> BootstrapDistribution? {
    let order = order ?? Array(values.indices)
    let (clusters, values) = (order.map { self.clusters[$0] }, order.map { self.values[$0] })
    return ClusterBootstrap(replicates: 200, seed: 42, threads: threads)
      .distribution(of: clusters) { mean($0, values) }
  }

  @Test("draws, error and intervals are those of the same draws in Python")
  func known() throws {
    let found = try #require(distribution())
    #expect(found.estimate == 3.95)
    #expect(found.clusterCount == 6)
    #expect(found.failures == 0)
    #expect(zip(found.replicates, [5.111111111111111, 2.75, 4.25]).allSatisfy { isClose($0, $1) })
    #expect(isClose(try #require(found.standardError), 0.7736755894618197))
    #expect(isClose(found.acceleration, -0.04741709644319014, 1e-12))
    let simple = try #require(found.interval(method: .percentile))
    #expect(isClose(simple.lower, 2.0923863636363635, 1e-12))
    #expect(isClose(simple.upper, 5.2272727272727275, 1e-12))
    let moved = try #require(found.interval())
    #expect(isClose(moved.lower, 1.9584822151740768, 1e-12))
    #expect(isClose(moved.upper, 5.170762069576512, 1e-12))
  }

  @Test("threads change no bit", arguments: [2, 3, 8])
  func threads(_ threads: Int) {
    #expect(distribution(threads: threads) == distribution())
  }

  @Test("the order of rows changes rounding only")
  func rowOrder() throws {
    let forward = try #require(distribution())
    let backward = try #require(distribution(order: values.indices.reversed()))
    #expect(zip(forward.replicates, backward.replicates).allSatisfy { isClose($0, $1) })
  }

  @Test("weights are how often a cluster was drawn, the same for all its rows")
  func weights() throws {
    let clusters = clusters
    let sums = ClusterBootstrap(replicates: 50, seed: 1).distribution(of: clusters) { weights in
      let drawn = Dictionary(zip(clusters, weights), uniquingKeysWith: { $0 == $1 ? $0 : .nan })
      return drawn.values.reduce(0, +)
    }
    let replicates = try #require(sums).replicates
    #expect(replicates == Array(repeating: 6, count: 50))
  }

  @Test("asked for one by one, the weights are those that the statistic sees")
  func weightsOneByOne() throws {
    let bootstrap = ClusterBootstrap(replicates: 20, seed: 1)
    let values = values
    let found = try #require(bootstrap.distribution(of: clusters) { mean($0, values) })
    #expect(bootstrap.weights(of: clusters).map { mean($0, values) } == found.replicates)
  }

  @Test("draws on which the statistic does not exist are counted and left out")
  func failures() throws {
    let values = values
    let found = try #require(
      ClusterBootstrap(replicates: 300, seed: 3).distribution(of: clusters) { weights in
        weights[9] > 0 ? mean(weights, values) : weights[0] > 1 ? .nan : nil
      }
    )
    #expect(found.failures > 50)
    #expect(found.failures + found.replicates.count == 300)
  }

  @Test("without rows, or with one cluster, there is nothing to learn")
  func nothing() throws {
    let bootstrap = ClusterBootstrap(replicates: 10, seed: 1)
    #expect(bootstrap.distribution(of: [String]()) { mean($0, []) } == nil)
    let single = try #require(bootstrap.distribution(of: [7, 7]) { mean($0, [1, 3]) })
    #expect(single.estimate == 2)
    #expect(single.standardError == nil)
    #expect(single.interval() == nil)
  }

  @Test("numbers that never change have no spread, and huge ones a finite one")
  func extremes() throws {
    let constant = try #require(
      ClusterBootstrap(replicates: 20, seed: 1).distribution(of: clusters) { _ in 0 }
    )
    #expect(constant.standardError == 0)
    #expect(constant.interval() == Interval(lower: 0, upper: 0))
    let huge = try #require(
      ClusterBootstrap(replicates: 20, seed: 1).distribution(of: clusters) { $0[0] * 1e300 }
    )
    #expect(try #require(huge.standardError).isFinite)
    #expect(huge.acceleration.isFinite)
  }
}
