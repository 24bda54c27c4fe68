import LinearAlgebra

/// The median and the spread of a column of numbers, whatever the order of its rows.
struct NumberSummary {
  /// Of the present values; the higher of the two in the middle.
  let median: Double
  /// Over all rows, with the median for missing ones.
  let standardDeviation: Double
  /// How many rows have no value.
  let missing: Int
  /// Whether all present values are equal.
  let isConstant: Bool

  /// The summary of some rows; nil where none has a value.
  ///
  /// - Complexity: O(rows) on average.
  init?(_ numbers: [Double], rows: [Int], isLogarithmic: Bool) {
    var present: [Double] = []
    present.reserveCapacity(rows.count)
    for row in rows where !numbers[row].isNaN { present.append(numbers[row]) }
    guard !present.isEmpty else { return nil }
    if isLogarithmic { Self.takeLogarithms(&present) }
    missing = rows.count - present.count
    let (smallest, largest) = Self.range(present)
    isConstant = smallest == largest
    median = Self.element(at: present.count / 2, of: &present)
    standardDeviation = Self.spread(
      of: present,
      around: median,
      reach: max(median - smallest, largest - median),
      count: rows.count
    )
  }

  private static func takeLogarithms(_ values: inout [Double]) {
    values.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      ElementFunctions.logOnePlus(UnsafeBufferPointer(buffer), missing: .nan, to: start)
    }
  }

  private static func range(_ values: [Double]) -> (Double, Double) {
    var (smallest, largest) = (Double.infinity, -Double.infinity)
    for value in values {
      smallest = value < smallest ? value : smallest
      largest = value > largest ? value : largest
    }
    return (smallest, largest)
  }

  /// The element that would be at a position if the values were sorted; changes their order.
  private static func element(at position: Int, of values: inout [Double]) -> Double {
    values.withUnsafeMutableBufferPointer { values in
      var (low, high) = (0, values.count - 1)
      while low < high {
        let middle = values[low + (high - low) / 2]
        let pivot = max(min(values[low], middle), min(max(values[low], middle), values[high]))
        // Equal values stop both sides, so that many of them are divided evenly.
        var (left, right) = (low, high)
        while left <= right {
          while values[left] < pivot { left += 1 }
          while values[right] > pivot { right -= 1 }
          guard left <= right else { break }
          values.swapAt(left, right)
          left += 1
          right -= 1
        }
        if position <= right {
          high = right
        } else if position >= left {
          low = left
        } else {
          break
        }
      }
      return values[position]
    }
  }

  /// The standard deviation from whole numbers, whose sums know no order.
  ///
  /// Distances from the median in units of 2⁻⁴⁸ of the largest; rows without a value have none.
  private static func spread(
    of values: [Double],
    around median: Double,
    reach: Double,
    count: Int
  ) -> Double {
    guard reach > 0, reach.isFinite else { return 0 }
    let unit = Double(sign: .plus, exponent: reach.exponent - 47, significand: 1)
    var sum: Int128 = 0
    var squares: UInt128 = 0
    for value in values {
      let distance = Int64((((value - median) / unit) + 0x1.8p52).bitPattern & 0xF_FFFF_FFFF_FFFF)
      let steps = distance - 0x8_0000_0000_0000
      sum += Int128(steps)
      squares += UInt128(steps.magnitude) * UInt128(steps.magnitude)
    }
    let mean = Double(sum) / Double(count)
    let square = Double(squares) / Double(count)
    return max(0, square - mean * mean).squareRoot() * unit
  }
}
