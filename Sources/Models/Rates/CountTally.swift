import Statistics

/// Different counts, and how many groups have each: all that the marginal likelihoods of this
/// folder need to know, however many groups there are.
struct CountTally {
  private(set) var values: [Double] = []
  private(set) var multiplicities: [Double] = []

  /// Gathers equal counts; their order changes no bit of the sums.
  init(_ counts: [(value: Double, multiplicity: Double)]) {
    for count in counts.sorted(by: { $0 < $1 }) {
      if count.value == values.last {
        multiplicities[multiplicities.count - 1] += count.multiplicity
      } else {
        values.append(count.value)
        multiplicities.append(count.multiplicity)
      }
    }
  }

  /// `Σ m·f(value)`.
  func sum(_ term: (Double) -> Double) -> Double {
    zip(values, multiplicities).reduce(0) { $0 + $1.1 * term($1.0) }
  }

  /// How many groups there are.
  var groups: Double { sum { _ in 1 } }
  /// The counts of all groups.
  var total: Double { sum { $0 } }
  /// Ordered pairs of events in the same group, `Σ y·(y − 1)`: more of them than chance explains
  /// is what over-dispersion means.
  var pairs: Double { sum { $0 * ($0 - 1) } }
  /// `Σ ln y!`.
  var logFactorials: Double { sum { logGamma($0 + 1) } }

  /// `Σ ln Γ(a + y) − ln Γ(a)`.
  func logRisingFactorials(at a: Double) -> Double { sum { logRisingFactorial(a, $0) } }

  /// First and second derivative of ``logRisingFactorials(at:)`` by `a`.
  func derivatives(at a: Double) -> (first: Double, second: Double) {
    (sum { digammaIncrease(a, $0) }, sum { trigammaIncrease(a, $0) })
  }
}
