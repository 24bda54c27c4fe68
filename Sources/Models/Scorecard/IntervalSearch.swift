/// Finds the interval of a number by a binary search without branches.
///
/// The cuts lie in the order of a complete binary tree, level by level (Eytzinger's order): the
/// children of node k are 2k and 2k + 1, so a comparison is the last bit of the next node. That bit
/// is the sign of `value − cut`, which is exact because a difference is 0 only between equal
/// numbers; of `value >= cut` the compiler makes a branch, and random data mispredict it half of
/// the time.
struct IntervalSearch {
  /// Node 0 is not used.
  private let tree: [Double]
  private let levels: Int
  private let count: Int

  /// - Parameter cuts: ascending.
  init(cuts: [Double]) {
    count = cuts.count
    levels = Int.bitWidth - cuts.count.leadingZeroBitCount
    let size = 1 << levels
    let padded = cuts + Array(repeating: .infinity, count: size - 1 - cuts.count)
    var tree = Array(repeating: Double.infinity, count: size)
    for level in 0..<levels {
      for place in 0..<(1 << level) {
        tree[1 << level + place] = padded[(2 * place + 1) << (levels - 1 - level) - 1]
      }
    }
    self.tree = tree
  }

  /// Lends a function that counts the cuts up to and including a number that is not NaN.
  @inline(__always)
  func withIndex<Result>(_ body: ((Double) -> Int) -> Result) -> Result {
    let (levels, count) = (levels, count)
    return tree.withUnsafeBufferPointer { tree in
      body { value in
        // Makes −0 the same as 0, whose difference is not negative.
        let value = value + 0
        var node = 1
        var level = 0
        while level < levels {
          node = 2 &* node &+ Int(~(value - tree[node]).bitPattern >> 63)
          level &+= 1
        }
        // Infinity may pass the padding too.
        return min(node &- 1 &<< levels, count)
      }
    }
  }
}
