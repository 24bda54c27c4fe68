import LinearAlgebra

/// The log-likelihood near one position as a parabola, and the minimum of the penalised parabola
/// by cyclic coordinate descent.
///
/// Minimises `−sᵀd + ½·dᵀGd + penalty(b + d)` over the working coordinates, where `s` is the slope
/// at `b` and `G` a curvature there or nearby. The slope at every trial is kept up to date through
/// the columns of `G` ("covariance updates", Friedman, Hastie and Tibshirani 2010, Regularization
/// paths for generalized linear models via coordinate descent), so a sweep never touches a row.
struct QuadraticModel {
  /// Which coordinates may move, in order; 0 is the intercept.
  let working: [Int]
  /// The curvature among them.
  let curvature: Matrix
  let penalty: CoordinatePenalty

  /// The point of the descent: everything in the order of `working`.
  private struct Point {
    var values: [Double]
    /// The slope of the parabola, without the penalty.
    var slopes: [Double]
  }

  /// The minimum.
  ///
  /// - Parameters:
  ///   - position: where the slope was computed; all coordinates.
  ///   - slope: of the mean log-likelihood; all coordinates.
  ///   - tolerance: the largest violation of the optimality condition to leave.
  /// - Returns: A position that differs in working coordinates only.
  func minimum(from position: [Double], slope: [Double], tolerance: Double) -> [Double] {
    var point = Point(
      values: working.map { position[$0] },
      slopes: working.map { slope[$0] }
    )
    for _ in 0..<Self.maximumRounds {
      if descend(&point, tolerance: tolerance) { break }
      jump(&point)
    }
    var minimum = position
    for (index, value) in zip(working, point.values) { minimum[index] = value }
    return minimum
  }

  private static let maximumRounds = 100
  private static let sweepsPerRound = 10

  /// Sweeps over all coordinates, then over those that are not 0 while they still move.
  ///
  /// Returns whether a sweep over all changed nothing of note.
  private func descend(_ point: inout Point, tolerance: Double) -> Bool {
    for _ in 0..<Self.sweepsPerRound {
      if sweep(&point, activeOnly: false) <= tolerance { return true }
      for _ in 0..<Self.sweepsPerRound
      where sweep(&point, activeOnly: true) <= tolerance { break }
    }
    return false
  }

  /// Minimises over one coordinate after another; returns the largest change of a slope.
  private func sweep(_ point: inout Point, activeOnly: Bool) -> Double {
    let count = working.count
    var largest = 0.0
    curvature.withUnsafeBufferPointer { curvature in
      point.values.withUnsafeMutableBufferPointer { values in
        point.slopes.withUnsafeMutableBufferPointer { slopes in
          for index in 0..<count where !(activeOnly && values[index] == 0) {
            let own = curvature[index * count + index]
            guard own > 0 else { continue }
            let old = values[index]
            let new = penalty.minimum(
              working[index],
              pull: slopes[index] + own * old,
              curvature: own
            )
            let step = new - old
            guard step != 0 else { continue }
            values[index] = new
            for other in 0..<count { slopes[other] -= step * curvature[index * count + other] }
            largest = max(largest, abs(step) * (own + penalty.square[working[index]]))
          }
        }
      }
    }
    return largest
  }

  /// Goes towards the exact minimum among the coefficients that are not 0, as far as no sign turns.
  ///
  /// Descent is slow along directions that columns share; a factorisation is not. The parabola is
  /// convex and smooth within one pattern of signs, so the way leads down all along.
  private func jump(_ point: inout Point) {
    let active = working.indices.filter { point.values[$0] != 0 || working[$0] == 0 }
    var block = curvature.selecting(square: active)
    var right: [Double] = []
    for (place, index) in active.enumerated() {
      let (coordinate, value) = (working[index], point.values[index])
      block[place, place] += penalty.square[coordinate]
      let cost = value == 0 ? 0 : (value > 0 ? 1 : -1) * penalty.absolute[coordinate]
      right.append(point.slopes[index] - penalty.square[coordinate] * value - cost)
    }
    guard let factor = try? Cholesky(of: block) else { return }
    let step = factor.solution(of: right)
    guard step.allSatisfy(\.isFinite) else { return }
    move(&point, active: active, step: step)
  }

  /// Moves along a step until the first coefficient reaches 0.
  private func move(_ point: inout Point, active: [Int], step: [Double]) {
    var length = 1.0
    var blocking: Int?
    for (index, change) in zip(active, step) where working[index] != 0 {
      let value = point.values[index]
      guard value != 0, (value + length * change) * value < 0 else { continue }
      (length, blocking) = (-value / change, index)
    }
    for (index, change) in zip(active, step) {
      let value = index == blocking ? 0 : point.values[index] + length * change
      let moved = value - point.values[index]
      guard moved != 0 else { continue }
      point.values[index] = value
      for other in working.indices { point.slopes[other] -= moved * curvature[index, other] }
    }
  }
}
