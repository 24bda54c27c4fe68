/// A small generator of random numbers (SplitMix64): a seed repeats a test anywhere.
public struct SplitMix: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Creates the generator at its beginning.
  public init(seed: UInt64) { state = seed }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
    return bits ^ bits >> 31
  }

  /// A whole number from 0 up to, but not including, a bound.
  public mutating func integer(below bound: Int) -> Int { Int(next() % UInt64(bound)) }

  /// A number from 0 up to, but not including, 1.
  public mutating func uniform() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }

  /// One element of a list that is not empty.
  public mutating func element<Element>(of elements: [Element]) -> Element {
    elements[integer(below: elements.count)]
  }
}
