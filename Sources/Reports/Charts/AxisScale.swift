/// Round numbers for axes.
package enum AxisScale {
  /// At most four round counts above zero and up to a maximum, in equal steps.
  package static func ticks(upTo maximum: Int) -> [Int] {
    guard maximum > 0 else { return [] }
    var power = 1
    while maximum / power > 40 { power *= 10 }
    let step = [1, 2, 5, 10].first { maximum / ($0 * power) <= 4 } ?? 10
    return Array(stride(from: step * power, through: maximum, by: step * power))
  }

  /// The least round share that is no less than a value and has round quarters.
  package static func ceiling(of share: Double) -> Double {
    let shares = [
      0.004, 0.008, 0.012, 0.02, 0.04, 0.08, 0.12, 0.16, 0.2, 0.24, 0.32, 0.4, 0.6, 0.8,
    ]
    return shares.first { share <= $0 } ?? 1
  }
}
