import LinearAlgebra

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

extension ElasticNetPath {
  /// Fits strength after strength, a few at a time.
  func searches(of solver: ElasticNetSolver, from nullLook: MeanLook) -> [PenaltySearch] {
    let start = solver.unpenalisedLook(from: nullLook)
    let largest = largestStrength(of: solver, at: start)
    let sequence = sequence(from: largest, isWide: solver.problem.isWide)
    var walk = PathWalk(
      solver: solver,
      start: start,
      largestStrength: largest,
      screens: usesStrongRule
    )
    var searches: [PenaltySearch] = []
    while searches.count < sequence.count {
      searches += walk.next(sequence[searches.count...])
      if let last = searches.firstIndex(where: { isSaturated($0, nullLook) }) {
        return Array(searches[...last])
      }
    }
    return searches
  }

  /// Whether an automatic path ends here: the smaller penalties would only follow the noise.
  private func isSaturated(_ search: PenaltySearch, _ nullLook: MeanLook) -> Bool {
    guard case .automatic = strengths else { return false }
    return search.look.meanLogLikelihood > 0.001 * nullLook.meanLogLikelihood
  }

  private func sequence(from largest: Double, isWide: Bool) -> [Double] {
    switch strengths {
    case .explicit(let values):
      return values.sorted(by: >)
    case .automatic(let count, let smallestRatio):
      // No column can say anything: every strength gives the same model.
      guard largest > 0 else { return [0] }
      let ratio = smallestRatio ?? (isWide ? 1e-2 : 1e-4)
      return (0..<count).map { index in
        index == 0 ? largest : largest * pow(ratio, Double(index) / Double(count - 1))
      }
    }
  }

  /// The smallest strength at which every penalised coefficient is 0.
  ///
  /// A pure ridge has none; as in glmnet its path begins where that of the ratio 0.001 would.
  private func largestStrength(of solver: ElasticNetSolver, at start: MeanLook) -> Double {
    var largest = 0.0
    for (column, factor) in solver.factors.enumerated() where factor > 0 {
      let slope = start.slope[column + 1]
      let isAllowed =
        slope > 0 ? solver.signs[column].allowsPositive : solver.signs[column].allowsNegative
      if isAllowed { largest = max(largest, abs(slope) / factor) }
    }
    return min(largest / max(l1Ratio, 0.001), .greatestFiniteMagnitude)
  }
}

extension LogisticProblem {
  /// Whether there are fewer rows than columns.
  fileprivate var isWide: Bool { design.rows < design.columns }
}
