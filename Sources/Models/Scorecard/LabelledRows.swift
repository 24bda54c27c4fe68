/// Outcomes and weights of rows, checked, ready to be counted by group.
///
/// A weight is held as a whole multiple of one unit, a power of two so small that the sum of all
/// weights is just below 2⁶²: whole weights are exact, others keep 2⁻⁴¹ of the largest weight with
/// a million rows. Sums of whole numbers do not depend on the order of rows, so nothing that is
/// counted here does, and weight 2 is the row twice to the bit.
struct LabelledRows {
  let outcomes: [Double]
  /// How much each row weighs in units; nil when every row weighs one.
  let masses: [Int64]?
  /// The weight of one unit.
  let unit: Double

  init(outcomes: [Double], weights: [Double]?) throws(ModelError) {
    precondition(weights.map { $0.count == outcomes.count } ?? true, "every row needs a weight")
    try ClassCounts.check(outcomes: outcomes)
    if let weights { try ClassCounts.check(weights: weights) }
    _ = try ClassCounts.weightSum(rows: outcomes.count, weights: weights)
    self.outcomes = outcomes
    let unit = Self.unit(for: weights ?? [])
    let masses = weights.map { $0.map { Int64(($0 / unit).rounded()) } }
    guard masses.map({ $0.contains { $0 > 0 } }) ?? true else {
      throw ModelError(
        code: .noRows,
        message: "the weights are too small to count",
        hint: "multiply them by a constant"
      )
    }
    self.masses = masses
    self.unit = unit
  }

  private static func unit(for weights: [Double]) -> Double {
    guard let largest = weights.max(), largest > 0 else { return 1 }
    let rowBits = Int.bitWidth - weights.count.leadingZeroBitCount
    // Weights near the smallest number there is would need a unit below it.
    let exponent = max(Int(largest.exponent) + 1 + rowBits - 62, -1000)
    return Double(sign: .plus, exponent: exponent, significand: 1)
  }

  var count: Int { outcomes.count }

  func mass(of row: Int) -> Int64 { masses?[row] ?? 1 }

  /// The total weight of the rows of each group.
  ///
  /// - Parameters:
  ///   - groupCount: how many groups there are.
  ///   - group: the group of a row, below `groupCount`; called for rows that weigh something.
  /// - Returns: One cell per group.
  @inline(__always)
  func tally(groupCount: Int, group: (_ row: Int) -> Int) -> [EvidenceCell] {
    var sums = Array(repeating: Int64(0), count: 2 * groupCount)
    sums.withUnsafeMutableBufferPointer { sums in
      outcomes.withUnsafeBufferPointer { outcomes in
        guard let masses else {
          for row in outcomes.indices { sums[2 * group(row) + Int(outcomes[row])] += 1 }
          return
        }
        for (row, mass) in masses.enumerated() where mass > 0 {
          sums[2 * group(row) + Int(outcomes[row])] += mass
        }
      }
    }
    return (0..<groupCount).map { group in
      EvidenceCell(
        events: Double(sums[2 * group + 1]) * unit,
        nonEvents: Double(sums[2 * group]) * unit
      )
    }
  }
}
