import Dispatch

/// The bootstrap of clustered rows: how a statistic would vary if other clusters had been seen.
///
/// Rows of one cluster (the people of one account, the sends to one person) resemble each other, so
/// whole clusters are drawn, with replacement, as many as there are. A replicate is a weight per
/// row, how often its cluster was drawn; no row is copied.
///
///     let bootstrap = ClusterBootstrap(replicates: 2000, seed: 42)
///     let lift = bootstrap.distribution(of: accounts) { weights in
///       weightedLift(outcomes, scores, weights)
///     }
///     let interval = lift?.interval(confidence: 0.95)
///
/// Replicate `b` draws from a ``RandomStream`` of (seed, b) among the clusters in the order of their
/// keys: neither the order of rows nor the number of threads changes a bit of the weights.
///
/// Reference: Davison and Hinkley (1997), "Bootstrap methods and their application", chapter 5.
public struct ClusterBootstrap: Hashable, Sendable {
  /// How many replicates to draw; an interval wants at least 1000.
  public var replicates: Int
  /// The seed.
  public var seed: UInt64
  /// How many threads to use.
  public var threads: Int

  /// Creates the bootstrap.
  public init(replicates: Int = 2000, seed: UInt64, threads: Int = 1) {
    precondition(replicates > 0, "a bootstrap needs replicates")
    precondition(threads > 0, "work needs at least one thread")
    self.replicates = replicates
    self.seed = seed
    self.threads = threads
  }

  /// Keeps the draws apart from other uses of the same seed.
  private static let purpose: UInt64 = StableHash.value(of: "cluster bootstrap")
  /// At most this many parts are left out in turn to measure skewness.
  private static let largestJackknife = 1000

  /// Draws the replicates of a statistic.
  ///
  /// - Parameters:
  ///   - clusters: the key of each row's cluster; a row on its own has a key of its own.
  ///   - statistic: the number of interest from one weight per row; nil where it does not exist,
  ///     for instance without events. Called from several threads at once.
  /// - Returns: The distribution, or nil when the statistic does not exist for the rows as they are.
  /// - Complexity: `replicates` calls of the statistic, and up to 1000 more for the skewness.
  public func distribution<Key: Hashable & Comparable>(
    of clusters: [Key],
    statistic: @Sendable ([Double]) -> Double?
  ) -> BootstrapDistribution? {
    let rowClusters = Self.numbered(clusters)
    let count = (rowClusters.max() ?? -1) + 1
    @Sendable func value(_ multiplicities: [Double]) -> Double? {
      statistic(rowClusters.map { multiplicities[$0] }).flatMap { $0.isFinite ? $0 : nil }
    }
    guard let estimate = value(Array(repeating: 1, count: count)) else { return nil }
    let drawn = values(replicates) { value(multiplicities(ofReplicate: $0, clusters: count)) }
    let parts = min(count, Self.largestJackknife)
    let jackknife = values(parts) { part in
      var weights = Array(repeating: 1.0, count: count)
      for cluster in part * count / parts..<(part + 1) * count / parts { weights[cluster] = 0 }
      return value(weights)
    }
    return BootstrapDistribution(
      estimate: estimate,
      clusterCount: count,
      replicates: drawn.compactMap { $0 },
      failures: drawn.count { $0 == nil },
      jackknife: jackknife.compactMap { $0 }
    )
  }

  /// The replicates as weights, for statistics of many numbers at once.
  ///
  /// - Parameter clusters: the key of each row's cluster; a row on its own has a key of its own.
  /// - Returns: One weight per row for each replicate, computed when it is asked for.
  public func weights<Key: Hashable & Comparable>(
    of clusters: [Key]
  ) -> some Collection<[Double]> {
    let rowClusters = Self.numbered(clusters)
    let count = (rowClusters.max() ?? -1) + 1
    return (0..<replicates).lazy.map { replicate in
      let multiplicities = multiplicities(ofReplicate: replicate, clusters: count)
      return rowClusters.map { multiplicities[$0] }
    }
  }

  /// How often one replicate draws each cluster, clusters in the order of their keys.
  private func multiplicities(ofReplicate replicate: Int, clusters: Int) -> [Double] {
    var stream = RandomStream(seed: seed, key: UInt64(replicate), purpose: Self.purpose)
    var multiplicities = Array(repeating: 0.0, count: clusters)
    for _ in 0..<clusters { multiplicities[stream.integer(below: clusters)] += 1 }
    return multiplicities
  }

  /// Each row's cluster, as its place among the sorted keys.
  private static func numbered<Key: Hashable & Comparable>(_ keys: [Key]) -> [Int] {
    let places = Dictionary(
      uniqueKeysWithValues: Set(keys).sorted().enumerated().map { ($1, $0) }
    )
    return keys.compactMap { places[$0] }
  }

  /// A list of values that are computed on several threads, in order.
  private func values(
    _ count: Int,
    _ value: @Sendable (Int) -> Double?
  ) -> [Double?] {
    let workers = min(threads, count)
    guard workers > 1 else { return (0..<count).map(value) }
    return Array(unsafeUninitializedCapacity: count) { buffer, initializedCount in
      nonisolated(unsafe) let slots = buffer
      DispatchQueue.concurrentPerform(iterations: workers) { worker in
        for index in stride(from: worker, to: count, by: workers) {
          slots.initializeElement(at: index, to: value(index))
        }
      }
      initializedCount = count
    }
  }
}
