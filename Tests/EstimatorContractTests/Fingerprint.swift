/// The numbers that tell one fit from another, by what transformations of the data do to them.
///
/// A list may hold any numbers that behave alike; what fits in none is left to the estimator's own
/// tests.
struct Fingerprint: Codable, Hashable, Sendable {
  /// Numbers that no transformation changes: likelihoods, variances, counts.
  var constants: [Double] = []
  /// Predictions that exchanging the classes turns: logits.
  var logits: [Double] = []
  /// Predictions that exchanging the classes takes from 1.
  var probabilities: [Double] = []
  /// Coefficients, one per column of the design (or several rounds of them).
  var slopes: [Double] = []
  /// Parameters of the three (or two, the first and the last) kinds of counts.
  var categories: [Double] = []

  private var lists: [[Double]] { [constants, logits, probabilities, slopes, categories] }

  /// Whether there are numbers, and all are.
  var isFinite: Bool { lists.joined().allSatisfy(\.isFinite) && lists.contains { !$0.isEmpty } }

  /// The largest difference from another fingerprint; infinite where lists don't match or are not
  /// finite.
  ///
  /// Relative to each constant, and to the largest number of every other list.
  func difference(from other: Fingerprint) -> Double {
    guard lists.map(\.count) == other.lists.map(\.count), isFinite, other.isFinite else {
      return .infinity
    }
    var largest = 0.0
    for (number, (found, expected)) in zip(lists, other.lists).enumerated() {
      let scale = expected.reduce(0) { max($0, abs($1)) }
      for (one, two) in zip(found, expected) where one != two {
        largest = max(largest, abs(one - two) / (number == 0 ? abs(two) : scale))
      }
    }
    return largest
  }
}
