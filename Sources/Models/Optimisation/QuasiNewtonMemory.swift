/// What past steps tell about the curvature of a function, for the directions of L-BFGS.
///
/// Every step `s` changed the gradient by `y`, so the true second derivatives map `s` to `y`. The
/// two-loop recursion (Nocedal 1980) applies an inverse that agrees with all remembered pairs, and
/// elsewhere with a guess of the caller's: a scale for each coordinate in plain L-BFGS, or the
/// factorised second derivatives of an earlier point, which the pairs then bring up to date.
struct QuasiNewtonMemory {
  private struct Pair {
    var step: [Double]
    var change: [Double]
    var product: Double
  }

  private let capacity: Int
  private var pairs: [Pair] = []

  init(capacity: Int = 10) {
    self.capacity = capacity
  }

  /// Remembers a step and by how much it made the negative gradient smaller.
  mutating func remember(step: [Double], change: [Double]) {
    let product = dot(step, change)
    // A pair without curvature would divide by nothing.
    guard product > 1e-14 * dot(change, change).squareRoot() * dot(step, step).squareRoot() else {
      return
    }
    if pairs.count == capacity { pairs.removeFirst() }
    pairs.append(Pair(step: step, change: change, product: product))
  }

  /// Whether no step is remembered.
  var isEmpty: Bool { pairs.isEmpty }

  /// Forgets all steps, as when the guess itself is brought up to date.
  mutating func forget() { pairs = [] }

  /// The direction to go from a point.
  ///
  /// - Parameters:
  ///   - score: the negative gradient there.
  ///   - guess: applies the guess of the inverse second derivatives.
  /// - Returns: A step, descending whenever the guess is positive definite.
  func direction(_ score: [Double], guess: ([Double]) -> [Double]) -> [Double] {
    var rest = score
    var shares: [Double] = []
    for pair in pairs.reversed() {
      let share = dot(pair.step, rest) / pair.product
      shares.append(share)
      for index in rest.indices { rest[index] -= share * pair.change[index] }
    }
    var direction = guess(rest)
    for (pair, share) in zip(pairs, shares.reversed()) {
      let correction = share - dot(pair.change, direction) / pair.product
      for index in direction.indices { direction[index] += correction * pair.step[index] }
    }
    return direction
  }
}

func dot(_ left: [Double], _ right: [Double]) -> Double {
  var sum = 0.0
  for index in left.indices { sum += left[index] * right[index] }
  return sum
}
