/// Groups of similar values of one column, found in some rows and applied to others.
///
/// Numbers fall into about ten groups of equal size, between which no tie is parted; a value that
/// fills a group alone gets one to itself. Levels are groups as they are. Missing values are a
/// group, and so are levels that were not seen.
public struct FeatureBins: Hashable, Sendable {
  /// What tells the groups apart.
  public enum Kind: Hashable, Sendable, Codable {
    /// Every group of numbers ends with its bound, the last one is open.
    case numeric(upperBounds: [Double])
    /// The levels, in rising order.
    case categorical(levels: [Int])
  }

  /// What one group holds.
  public enum Label: Hashable, Sendable, Codable {
    /// Missing values.
    case missing
    /// Numbers above `above`, where there is a bound, up to and with `upTo`.
    case range(above: Double?, upTo: Double?)
    /// One level.
    case level(Int)
    /// Levels that were not seen when the groups were found.
    case unseen
  }

  /// What tells the groups apart.
  public let kind: Kind

  /// Finds the groups.
  ///
  /// - Parameters:
  ///   - values: the rows to learn from.
  ///   - count: about how many groups of numbers.
  public init(of values: FeatureColumn.Values, count: Int = 10) {
    precondition(count > 0, "values need at least one group")
    switch values {
    case .numeric(let values):
      kind = .numeric(upperBounds: Self.bounds(of: values.filter { !$0.isNaN }, count: count))
    case .categorical(let values):
      kind = .categorical(levels: Set(values.compactMap { $0 }).sorted())
    }
  }

  /// How many groups there are, with those of missing values and of unseen levels.
  public var count: Int {
    switch kind {
    case .numeric(let upperBounds): upperBounds.count + 2
    case .categorical(let levels): levels.count + 2
    }
  }

  /// What the groups hold, in the order of their numbers.
  public var labels: [Label] {
    switch kind {
    case .numeric(let bounds):
      let ends = [nil] + bounds.map { Optional($0) } + [nil]
      return [.missing] + zip(ends, ends.dropFirst()).map { .range(above: $0, upTo: $1) }
    case .categorical(let levels):
      return [.missing] + levels.map { .level($0) } + [.unseen]
    }
  }

  /// The group of every row, from 0, which is that of missing values.
  ///
  /// - Parameter values: rows of the same kind as those the groups were found in.
  /// - Returns: One number per row, below ``count``.
  public func codes(of values: FeatureColumn.Values) -> [Int] {
    switch (kind, values) {
    case (.numeric(let bounds), .numeric(let values)):
      return values.map { value in
        value.isNaN ? 0 : 1 + Self.firstIndex(in: bounds) { bounds[$0] >= value }
      }
    case (.categorical(let levels), .categorical(let values)):
      return values.map { level in
        guard let level else { return 0 }
        let index = Self.firstIndex(in: levels) { levels[$0] >= level }
        return index < levels.count && levels[index] == level ? index + 1 : levels.count + 1
      }
    default: preconditionFailure("a column of numbers cannot be grouped by levels, or reversed")
    }
  }

  /// The first index from which on something holds, by bisection; the count when nowhere.
  private static func firstIndex<Element>(
    in elements: [Element],
    where holds: (Int) -> Bool
  ) -> Int {
    var (low, high) = (0, elements.count)
    while low < high {
      let middle = (low + high) / 2
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private static func bounds(of values: [Double], count: Int) -> [Double] {
    var keys = values.map { UInt64(orderOf: $0) }
    keys.radixSort()
    let sorted = keys.map(\.score)
    var (bounds, start, groupStart): ([Double], Int, Int) = ([], 0, 0)
    while start < sorted.count {
      var end = start
      while end < sorted.count, sorted[end] == sorted[start] { end += 1 }
      let standsAlone = (end - start) * count >= sorted.count
      if standsAlone, start > groupStart { bounds.append(sorted[start - 1]) }
      // A group ends with the value that reaches the next tenth.
      if standsAlone || end * count / sorted.count > groupStart * count / sorted.count {
        bounds.append(sorted[start])
        groupStart = end
      }
      start = end
    }
    if bounds.last == sorted.last, !bounds.isEmpty { bounds.removeLast() }
    return bounds
  }
}

extension FeatureBins: Codable {
  private enum CodingKeys: String, CodingKey {
    case kind
  }

  /// Reads the groups and checks that they are in order.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    kind = try container.decode(Kind.self, forKey: .kind)
    let rises =
      switch kind {
      case .numeric(let bounds): zip(bounds, bounds.dropFirst()).allSatisfy { $0 < $1 }
      case .categorical(let levels): zip(levels, levels.dropFirst()).allSatisfy { $0 < $1 }
      }
    guard rises else {
      throw DecodingError.dataCorruptedError(
        forKey: .kind,
        in: container,
        debugDescription: "the groups of a column are not in rising order"
      )
    }
  }
}
