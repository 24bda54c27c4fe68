/// How a fit tells that its likelihood has no maximum: it grows without end along a step.
///
/// Near a finite maximum the steps shrink quadratically. Towards a maximum at infinity every step
/// moves the separated rows by about 1, however small the score has become, and no row away from
/// its outcome. A large finite coefficient can look the same from afar: a step that changes it
/// little moves distant rows much. But then it moves the rows that hold it back, too.
///
/// Reference: Albert and Anderson 1984, On the existence of maximum likelihood estimates in logistic
/// regression models.
enum Separation {
  /// Whether the likelihood grows without end along a step from where the score vanishes.
  ///
  /// - Parameters:
  ///   - largestChange: the largest change of any row's linear predictor; a bound will do.
  ///   - largestRetreat: the largest change away from a row's outcome, 0 where there is none.
  /// - Returns: False for a maximum that is only far away.
  static func isShown(largestChange: Double, largestRetreat: @autoclosure () -> Double) -> Bool {
    largestChange > 0.1 && largestRetreat() <= 1e-8 * largestChange
  }
}

extension LogisticProblem {
  /// What separates the outcomes along a step from where the score vanishes; nil where nothing does.
  func separation(along step: [Double], changes: [Double]) -> Convergence? {
    let largest = changes.reduce(0) { max($0, abs($1)) }
    guard Separation.isShown(largestChange: largest, largestRetreat: largestRetreat(changes)) else {
      return nil
    }
    let slopes = step.dropFirst().map { abs($0) }
    guard let longest = slopes.max(), longest > 1e-3 else { return .separation(column: nil) }
    return .separation(column: slopes.firstIndex(of: longest))
  }

  private func largestRetreat(_ changes: [Double]) -> Double {
    changes.indices.reduce(0) { largest, row in
      guard weights?[row] != 0 else { return largest }
      return max(largest, outcomes[row] == 1 ? -changes[row] : changes[row])
    }
  }
}
