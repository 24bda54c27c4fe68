/// Sorting by small numbers; what is equal keeps its order.
enum StableOrder {
  /// The items by their keys, which are 0 up to `count` − 1.
  ///
  /// - Complexity: O(items + count).
  static func sorted(_ items: [Int], count: Int, key: (Int) -> Int) -> [Int] {
    if count <= 1 { return items }
    var starts = [Int](repeating: 0, count: count + 1)
    for item in items { starts[key(item) + 1] += 1 }
    for index in 0..<count { starts[index + 1] += starts[index] }
    var sorted = [Int](repeating: 0, count: items.count)
    for item in items {
      let place = key(item)
      sorted[starts[place]] = item
      starts[place] += 1
    }
    return sorted
  }
}
