import Evaluation

/// The area under the curve with DeLong's variance.
struct AreaProblem: Problem {
  private let outcomes: [Double]
  private let scores: [Double]

  init(from folder: DataFolder) throws {
    outcomes = try folder.doubles("y.bin")
    scores = try folder.doubles("x.bin")
  }

  /// The area and its variance.
  func solved(threads: Int) throws -> [Double] {
    let curve = try ReceiverOperatingCharacteristic(outcomes: outcomes, scores: scores)
    return [curve?.area ?? .nan, curve?.variance ?? .nan]
  }
}

/// Sorting the same scores, the measure of what the area may cost.
struct SortProblem: Problem {
  private let scores: [Double]

  init(from folder: DataFolder) throws { scores = try folder.doubles("x.bin") }

  /// The median.
  func solved(threads: Int) throws -> [Double] {
    let sorted = scores.sorted()
    return [sorted[sorted.count / 2]]
  }
}
