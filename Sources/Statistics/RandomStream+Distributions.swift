#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

// The shuffles and ranges of the standard library may change with its version; these may not.
extension RandomStream {
  /// A number from 0 up to but not including 1, in steps of 2⁻⁵³.
  @inlinable public mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// A number strictly between 0 and 1.
  @inlinable public mutating func openUniform() -> Double {
    (Double(next() >> 12) + 0.5) * 0x1p-52
  }

  /// A number of a half-open range.
  @inlinable public mutating func uniform(in range: Range<Double>) -> Double {
    min(
      range.lowerBound + uniform() * (range.upperBound - range.lowerBound),
      range.upperBound.nextDown
    )
  }

  /// A whole number from 0 up to but not including a bound, all equally likely (Lemire 2019).
  @inlinable public mutating func integer(below bound: Int) -> Int {
    precondition(bound > 0, "there is no number below \(bound) to choose")
    let bound = UInt64(bound)
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let threshold = (0 &- bound) % bound
      while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
    }
    return Int(product.high)
  }

  /// Whether something of the given probability happens.
  @inlinable public mutating func bernoulli(_ probability: Double) -> Bool {
    uniform() < probability
  }

  /// A normal value, by the inverse of the distribution function: one draw each.
  public mutating func normal(mean: Double = 0, standardDeviation: Double = 1) -> Double {
    mean + standardDeviation * NormalDistribution.quantile(openUniform())
  }

  /// A waiting time at the given rate; its mean is 1 / rate.
  public mutating func exponential(rate: Double = 1) -> Double {
    precondition(rate > 0, "a rate is positive")
    return -log(openUniform()) / rate
  }

  /// The index of one weight, chosen in proportion to the weights.
  ///
  /// - Parameter weights: not negative, not all 0; they need not add up to 1.
  /// - Returns: An index of `weights`.
  public mutating func categorical(_ weights: [Double]) -> Int {
    let total = weights.reduce(0, +)
    precondition(total > 0 && total.isFinite, "at least one weight is positive")
    var remaining = uniform() * total
    var last = 0
    for (index, weight) in weights.enumerated() where weight > 0 {
      if remaining < weight { return index }
      remaining -= weight
      last = index
    }
    // Rounding can leave a rest beyond the last weight.
    return last
  }

  /// The elements in random order (Fisher and Yates).
  public mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var shuffled = elements
    for last in stride(from: shuffled.count - 1, to: 0, by: -1) {
      shuffled.swapAt(last, integer(below: last + 1))
    }
    return shuffled
  }
}
