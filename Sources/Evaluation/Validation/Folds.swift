import Statistics

/// Which rows a model is tested on, part by part, so that every row is tested once.
///
/// The same keys or outcomes, count and seed always give the same folds.
public struct Folds: Hashable, Sendable, Codable {
  /// How many parts there are; a part may be empty when keys are few.
  public let count: Int
  /// The part in which each row is tested, from 0.
  public let assignment: [Int]

  /// Puts all rows of one key into one fold, by a hash of the key.
  ///
  /// A key's fold does not depend on the other keys, so it stays when rows are added.
  ///
  /// - Parameters:
  ///   - keys: for instance the account of every row.
  ///   - count: how many folds, at least 2.
  ///   - seed: another seed gives other folds.
  public init(groupedBy keys: [String], count: Int, seed: UInt64) {
    self.init(groupedBy: keys.map { StableHash.value(of: $0) }, count: count, seed: seed)
  }

  /// Puts all rows of one key into one fold, by a hash that the caller has already.
  ///
  /// - Parameters:
  ///   - hashes: the ``StableHash`` of the key of every row.
  ///   - count: how many folds, at least 2.
  ///   - seed: another seed gives other folds.
  public init(groupedBy hashes: [UInt64], count: Int, seed: UInt64) {
    precondition(count >= 2, "testing on other rows than training needs two folds")
    self.count = count
    assignment = hashes.map { hash in
      var stream = RandomStream(seed: seed, key: hash, purpose: Self.purpose)
      return stream.integer(below: count)
    }
  }

  /// Shuffles the rows into folds of equal size with equal numbers of events.
  ///
  /// - Parameters:
  ///   - outcomes: 0 or 1 for every row.
  ///   - count: how many folds, at least 2.
  ///   - seed: another seed gives other folds.
  public init(stratifying outcomes: [Double], count: Int, seed: UInt64) {
    precondition(count >= 2, "testing on other rows than training needs two folds")
    self.count = count
    var stream = RandomStream(seed: seed, purpose: Self.purpose)
    let events = stream.shuffled(outcomes.indices.filter { outcomes[$0] == 1 })
    let others = stream.shuffled(outcomes.indices.filter { outcomes[$0] != 1 })
    var assignment = Array(repeating: 0, count: outcomes.count)
    // Dealt like cards, without starting over for the second class: sizes differ by 1 at most.
    for (position, row) in (events + others).enumerated() { assignment[row] = position % count }
    self.assignment = assignment
  }

  /// Keeps these random numbers apart from others with the same seed and key.
  private static let purpose = StableHash.value(of: "folds")

  /// The rows that one fold tests, in order.
  public func testRows(of fold: Int) -> [Int] {
    assignment.indices.filter { assignment[$0] == fold }
  }

  /// The rows of all other folds, in order.
  public func trainingRows(of fold: Int) -> [Int] {
    assignment.indices.filter { assignment[$0] != fold }
  }
}
