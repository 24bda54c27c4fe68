/// What coefficients cost at one strength: `Σ aⱼ·|bⱼ| + ½·qⱼ·bⱼ²`, and which signs they may have.
///
/// Coordinate 0 is the intercept, which costs nothing; coordinate j is the j-th standardised
/// column. An infinite `aⱼ` keeps the coefficient at 0.
struct CoordinatePenalty: Sendable {
  var absolute: [Double]
  var square: [Double]
  var signs: [SignConstraint]

  /// Creates the penalty of one strength.
  ///
  /// - Parameters:
  ///   - strength: glmnet's λ.
  ///   - l1Ratio: glmnet's α.
  ///   - factors: what `|bⱼ|` costs per unit of strength, one per column.
  ///   - signs: one per column.
  init(strength: Double, l1Ratio: Double, factors: [Double], signs: [SignConstraint]) {
    absolute = [0] + factors.map { min(strength * l1Ratio * $0, Self.largest) }
    square = [0] + factors.map { min(strength * (1 - l1Ratio) * $0 * $0, Self.largest) }
    self.signs = [.free] + signs
  }

  private init(absolute: [Double]) {
    self.absolute = absolute
    square = absolute.map { _ in 0 }
    signs = absolute.map { _ in .free }
  }

  /// The penalty that keeps some columns at 0 and lets the others go free.
  static func forbidding(_ isForbidden: [Bool]) -> CoordinatePenalty {
    CoordinatePenalty(absolute: [0] + isForbidden.map { $0 ? .infinity : 0 })
  }

  /// Beyond this a cost keeps the coefficient at 0 as well, and products stay finite.
  private static let largest = 1e150

  func value(at position: [Double]) -> Double {
    var value = 0.0
    for index in position.indices where position[index] != 0 {
      let size = abs(position[index])
      value += absolute[index] * size + square[index] / 2 * size * size
    }
    return value
  }

  /// By how much a coordinate misses its optimality condition (Karush, Kuhn and Tucker): the
  /// distance of 0 from the subgradient of the objective.
  ///
  /// - Parameters:
  ///   - index: the coordinate.
  ///   - slope: the derivative of the mean log-likelihood there.
  ///   - value: the coefficient, of an allowed sign.
  /// - Returns: 0 at an optimum.
  @inline(__always)
  func violation(_ index: Int, slope: Double, at value: Double) -> Double {
    let rest = slope - square[index] * value
    if value > 0 { return abs(rest - absolute[index]) }
    if value < 0 { return abs(rest + absolute[index]) }
    let up = signs[index].allowsPositive ? rest - absolute[index] : 0
    let down = signs[index].allowsNegative ? -rest - absolute[index] : 0
    return max(0, up, down)
  }

  /// The minimum of `½·curvature·b² − pull·b` plus what the coefficient costs: soft thresholding.
  @inline(__always)
  func minimum(_ index: Int, pull: Double, curvature: Double) -> Double {
    let steepness = curvature + square[index]
    if pull > absolute[index], signs[index].allowsPositive {
      return (pull - absolute[index]) / steepness
    }
    if pull < -absolute[index], signs[index].allowsNegative {
      return (pull + absolute[index]) / steepness
    }
    return 0
  }
}
