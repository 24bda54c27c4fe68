/// Points and weights to integrate over a normal distribution.
///
/// `E f(Z) ≈ Σ weightᵢ·f(nodeᵢ)` for a standard normal Z, exact for polynomials up to degree
/// `2·points − 1`. For N(m, s²) evaluate at `m + s·node`. (Golub and Welsch 1969, Calculation of
/// Gauss quadrature rules.)
///
///     let rule = GaussHermiteRule(points: 20)
///     let mean = zip(rule.nodes, rule.weights).reduce(0) { $0 + $1.1 * logistic(0.3 + $1.0) }
public struct GaussHermiteRule: Hashable, Sendable {
  /// The nodes, ascending and symmetric about 0.
  public let nodes: [Double]
  /// The weights, which add up to 1.
  public let weights: [Double]

  /// Computes a rule.
  ///
  /// The nodes are the eigenvalues of the Jacobi matrix of the Hermite polynomials (0 on the
  /// diagonal, √1, √2 … beside it): each is bracketed by counting sign changes, then polished by
  /// Newton's method.
  ///
  /// - Parameter points: how many nodes, 1 to 100.
  /// - Complexity: O(points²) per bisection, well below a millisecond for 20 points.
  public init(points: Int) {
    precondition((1...100).contains(points), "a rule has 1 to 100 points")
    let upper = (points / 2..<points).map { Self.node($0, of: points) }
    let mirrored = upper.reversed().prefix(points / 2).map { -$0 }
    nodes = mirrored + upper
    let raw = nodes.map { 1 / Self.squareSum($0, count: points) }
    let total = raw.reduce(0, +)
    weights = raw.map { $0 / total }
  }

  /// The eigenvalue with the given number, ascending from 0; the middle of an odd rule is 0.
  private static func node(_ number: Int, of points: Int) -> Double {
    if 2 * number + 1 == points { return 0 }
    var (low, high) = (0.0, 2 * Double(points).squareRoot() + 1)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if eigenvaluesBelow(middle, size: points) > number { high = middle } else { low = middle }
    }
    var node = (low + high) / 2
    for _ in 0..<2 {
      let (value, previous) = polynomials(node, degree: points)
      // The derivative of the orthonormal polynomial of degree n is √n times the one before it.
      node -= value / (Double(points).squareRoot() * previous)
    }
    return node
  }

  /// Sylvester's inertia: negative pivots of the Jacobi matrix less x.
  private static func eigenvaluesBelow(_ x: Double, size: Int) -> Int {
    var (count, pivot) = (0, 1.0)
    for row in 0..<size {
      pivot = -x - (row == 0 ? 0 : Double(row) / pivot)
      if pivot == 0 { pivot = 1e-300 }
      if pivot < 0 { count += 1 }
    }
    return count
  }

  /// The orthonormal polynomials of a degree and of the one below.
  private static func polynomials(_ x: Double, degree: Int) -> (Double, Double) {
    var (current, previous) = (1.0, 0.0)
    for index in 0..<degree {
      let next =
        (x * current - Double(index).squareRoot() * previous) / Double(index + 1).squareRoot()
      (previous, current) = (current, next)
    }
    return (current, previous)
  }

  /// The sum of squares of the first polynomials, whose inverse is the weight.
  private static func squareSum(_ x: Double, count: Int) -> Double {
    var (current, previous, sum) = (1.0, 0.0, 0.0)
    for index in 0..<count {
      sum += current * current
      let next =
        (x * current - Double(index).squareRoot() * previous) / Double(index + 1).squareRoot()
      (previous, current) = (current, next)
    }
    return sum
  }
}
