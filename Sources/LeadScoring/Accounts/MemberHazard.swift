#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The odds of an account's members, from which noisy-OR follows at any common shift of log-odds.
///
/// `H(u) = −ln Π (1 − σ(ℓᵢ + u))^wᵢ = Σ wᵢ·ln(1 + oᵢ·eᵘ)` with `oᵢ = e^ℓᵢ`; at least one converts
/// with `1 − e^(−H)`. The product is kept less 1, so that tiny odds are not lost, and a logarithm is
/// taken once for each weight, not once for each member.
struct MemberHazard {
  /// The odds, members of one weight side by side.
  let odds: UnsafeBufferPointer<Double>
  /// Where each weight's members begin; one more at the end.
  let bounds: UnsafeBufferPointer<Int>
  /// The weights.
  let weights: [Double]

  private static let largest = 1e100

  /// `H(u)` for `scale = eᵘ`.
  ///
  /// - Complexity: O(members).
  func callAsFunction(scale: Double, isWeighted: Bool) -> Double {
    var total = 0.0
    for index in weights.indices where bounds[index] < bounds[index + 1] {
      let weight = isWeighted ? weights[index] : 1
      if weight == 0 { continue }
      let range = bounds[index]..<bounds[index + 1]
      total += weight * Self.logProduct(of: UnsafeBufferPointer(rebasing: odds[range]), scale)
    }
    return total
  }

  /// `ln Π (1 + oᵢ·scale)`.
  private static func logProduct(of odds: UnsafeBufferPointer<Double>, _ scale: Double) -> Double {
    var (logarithm, excess) = (0.0, 0.0)
    for value in odds {
      let term = value * scale
      excess += term * (1 + excess)
      if excess > largest {
        logarithm += log1p(excess)
        excess = 0
      }
    }
    return logarithm + log1p(excess)
  }

  /// The first and second derivative of the unweighted `H` by u.
  func slopes(scale: Double) -> (first: Double, second: Double) {
    var (first, second) = (0.0, 0.0)
    for value in odds[bounds[0]..<bounds[weights.count]] {
      let term = value * scale
      let share = term / (1 + term)
      first += share
      second += share / (1 + term)
    }
    return (first, second)
  }
}

/// What is known of an account's own level of log-odds, beside its members': a normal law.
public struct AccountLevel: Sendable, Hashable, Codable {
  /// The middle.
  public var mean: Double
  /// The variance.
  public var variance: Double

  /// Creates a law.
  public init(mean: Double, variance: Double) {
    precondition(variance >= 0, "a variance is not negative")
    self.mean = mean
    self.variance = variance
  }

  /// What is known after another period, by Laplace's approximation.
  ///
  /// Given the level u, the members convert independently, so that the log-likelihood is
  /// `k·u − H(u)` with k conversions; with the law before, its highest point and curvature are
  /// the law after.
  ///
  /// - Complexity: O(members) for each of a few Newton steps.
  func updated(conversions: Int, hazard: MemberHazard, shift: Double) -> AccountLevel {
    guard variance > 0 else { return self }
    var (low, high) = (-Double.infinity, Double.infinity)
    var (position, curvature) = (mean, 1 / variance)
    for _ in 0..<100 {
      let slopes = hazard.slopes(scale: exp(position + shift))
      let slope = Double(conversions) - slopes.first - (position - mean) / variance
      curvature = slopes.second + 1 / variance
      if slope > 0 { low = position } else { high = position }
      var next = position + slope / curvature
      // A step out of the bounds halves them.
      if next <= low || next >= high {
        next = low.isFinite && high.isFinite ? (low + high) / 2 : next
      }
      next = min(max(next, position - 5), position + 5)
      let change = abs(next - position)
      position = next
      if change <= 1e-9 * (1 + abs(position)) { break }
    }
    return AccountLevel(mean: position, variance: 1 / curvature)
  }
}
