/// How p-values of several tests are raised so that many tests do not find something by chance.
public enum PValueAdjustment: String, Hashable, Sendable, Codable, CaseIterable {
  /// Holm (1979): the probability of any false alarm stays below the level. For few measures.
  case holm
  /// Benjamini and Hochberg (1995): of the alarms, the expected share of false ones stays below the
  /// level, for tests that are independent or positively related. For many segments.
  case benjaminiHochberg
  /// Benjamini and Yekutieli (2001): as above, however the tests are related.
  case benjaminiYekutieli

  /// The adjusted p-values, in the order given.
  public func adjusted(_ pValues: [Double]) -> [Double] {
    precondition(pValues.allSatisfy { $0 >= 0 && $0 <= 1 }, "p-values lie between 0 and 1")
    let count = pValues.count
    let ascending = pValues.indices.sorted { (pValues[$0], $0) < (pValues[$1], $1) }
    var adjusted = pValues
    switch self {
    case .holm:
      var largest = 0.0
      for (rank, index) in ascending.enumerated() {
        largest = max(largest, min(1, Double(count - rank) * pValues[index]))
        adjusted[index] = largest
      }
    case .benjaminiHochberg, .benjaminiYekutieli:
      let factor =
        self == .benjaminiHochberg ? 1 : (0..<count).reduce(0) { $0 + 1 / Double($1 + 1) }
      var smallest = 1.0
      for (rank, index) in ascending.enumerated().reversed() {
        smallest = min(smallest, factor * Double(count) / Double(rank + 1) * pValues[index])
        adjusted[index] = smallest
      }
    }
    return adjusted
  }
}
