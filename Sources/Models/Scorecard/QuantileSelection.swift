extension Double {
  /// A whole number that orders as the value does; 0 and −0 are the same.
  var orderedBits: UInt64 {
    let bits = (self + 0).bitPattern
    return bits ^ (bits >> 63 == 1 ? .max : 1 << 63)
  }

  /// The value with the given ``orderedBits``.
  init(orderedBits bits: UInt64) {
    self.init(bitPattern: bits ^ (bits >> 63 == 1 ? 1 << 63 : .max))
  }
}

/// Exact weighted quantiles of many numbers without sorting them.
///
/// A histogram over the leading 16 bits says in which bucket each quantile lies; only the rows of
/// those buckets are looked at again, by their next 12 bits, and so on down to the last bit. That
/// is a radix sort that leaves alone whatever holds no quantile: about two looks at every row.
struct QuantileSelection {
  /// The ``Swift/Double/orderedBits`` of the numbers.
  let keys: [UInt64]
  /// What each number weighs; nil for 1 each.
  let masses: [Int64]?

  /// The smallest number up to which at least the given mass lies, for each target.
  ///
  /// - Parameter targets: ascending, from 1 to the total mass.
  /// - Returns: One key per target.
  func keys(at targets: [Int64]) -> [UInt64] {
    keys(at: targets, below: 64, digitBits: 16)
  }

  // All keys agree from `bit` on upwards; the next `digitBits` below it are told apart.
  private func keys(at targets: [Int64], below bit: Int, digitBits: Int) -> [UInt64] {
    // Without bits left to tell them apart, all keys are equal.
    guard bit > 0, keys.count > 1 else { return targets.map { _ in keys[0] } }
    let shift = bit - digitBits
    let mask: UInt64 = 1 << digitBits - 1
    let found = buckets(of: targets, in: histogram(shift: shift, mask: mask))
    let parts = rows(of: found, shift: shift, mask: mask)
    return zip(found, parts).flatMap { bucket, part in
      part.keys(at: bucket.targets, below: shift, digitBits: min(12, shift))
    }
  }

  /// Numbers with one digit in common among which targets lie.
  private struct Bucket {
    var digit: Int
    var rows: Int
    /// Counted from the beginning of the bucket.
    var targets: [Int64]
  }

  /// How many numbers have each digit, and their mass.
  private typealias Histogram = (rows: [Int], masses: [Int64])

  private func histogram(shift: Int, mask: UInt64) -> Histogram {
    var rows = Array(repeating: 0, count: Int(mask) + 1)
    rows.withUnsafeMutableBufferPointer { rows in
      for key in keys { rows[Int(key >> UInt64(shift) & mask)] += 1 }
    }
    guard let masses else { return (rows, rows.map { Int64($0) }) }
    var sums = Array(repeating: Int64(0), count: rows.count)
    sums.withUnsafeMutableBufferPointer { sums in
      for (key, mass) in zip(keys, masses) { sums[Int(key >> UInt64(shift) & mask)] += mass }
    }
    return (rows, sums)
  }

  private func buckets(of targets: [Int64], in histogram: Histogram) -> [Bucket] {
    var buckets: [Bucket] = []
    var (before, next) = (Int64(0), 0)
    for digit in histogram.masses.indices where histogram.rows[digit] > 0 {
      let upTo = before + histogram.masses[digit]
      var inside: [Int64] = []
      while next < targets.count, targets[next] <= upTo {
        inside.append(targets[next] - before)
        next += 1
      }
      if !inside.isEmpty {
        buckets.append(Bucket(digit: digit, rows: histogram.rows[digit], targets: inside))
      }
      before = upTo
    }
    return buckets
  }

  /// The numbers of each bucket.
  private func rows(of buckets: [Bucket], shift: Int, mask: UInt64) -> [QuantileSelection] {
    // Where the next number with a digit goes; −1 for digits without a target.
    var places = Array(repeating: -1, count: Int(mask) + 1)
    var starts = [0]
    for bucket in buckets {
      places[bucket.digit] = starts[starts.count - 1]
      starts.append(starts[starts.count - 1] + bucket.rows)
    }
    let count = starts[starts.count - 1]
    let picked = Self.sorted(keys, of: keys, count: count, places, shift, mask)
    let pickedMasses = masses.map { Self.sorted($0, of: keys, count: count, places, shift, mask) }
    return zip(starts, starts.dropFirst()).map { start, end in
      QuantileSelection(
        keys: Array(picked[start..<end]),
        masses: pickedMasses.map { Array($0[start..<end]) }
      )
    }
  }
  /// Puts what belongs to each key where its digit says, in the order of rows.
  private static func sorted<Value>(
    _ values: [Value],
    of keys: [UInt64],
    count: Int,
    _ places: [Int],
    _ shift: Int,
    _ mask: UInt64
  ) -> [Value] {
    var places = places
    return Array(unsafeUninitializedCapacity: count) { sorted, initializedCount in
      places.withUnsafeMutableBufferPointer { places in
        for row in keys.indices {
          let digit = Int(keys[row] >> UInt64(shift) & mask)
          guard places[digit] >= 0 else { continue }
          sorted.initializeElement(at: places[digit], to: values[row])
          places[digit] += 1
        }
      }
      initializedCount = count
    }
  }
}
