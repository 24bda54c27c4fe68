/// Spellings of one level of a feature.
struct LevelGroup {
  /// The most frequent spelling; the bytewise first of several.
  var name: String
  /// How many rows have any of the spellings.
  var count: Int
  private var countOfName: Int

  /// The groups of some levels, in the bytewise order of their names.
  ///
  /// - Parameters:
  ///   - levels: different texts.
  ///   - counts: how many rows have each of them.
  /// - Returns: One group for each key; none for levels without rows.
  static func groups(of levels: [String], counts: [Int]) -> [LevelGroup] {
    var groups: [String: LevelGroup] = [:]
    for (level, count) in zip(levels, counts) where count > 0 {
      let key = key(of: level)
      guard var group = groups[key] else {
        groups[key] = LevelGroup(name: level, count: count, countOfName: count)
        continue
      }
      group.count += count
      if count > group.countOfName
        || (count == group.countOfName && isBefore(level, group.name))
      {
        group.name = level
        group.countOfName = count
      }
      groups[key] = group
    }
    return groups.values.sorted { isBefore($0.name, $1.name) }
  }

  /// The groups that have a column of their own, in the bytewise order of their names.
  static func mostFrequent(_ groups: [LevelGroup]) -> [LevelGroup] {
    let enough = groups.filter { $0.count >= DesignEncoding.minimumLevelCount }
    guard enough.count > DesignEncoding.maximumLevels else { return enough }
    return enough.sorted { left, right in
      left.count == right.count ? isBefore(left.name, right.name) : left.count > right.count
    }
    .prefix(DesignEncoding.maximumLevels)
    .sorted { isBefore($0.name, $1.name) }
  }

  private static func isBefore(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }

  /// What equal levels have in common: the text in lower case, without marks that nobody sees, with
  /// single blanks; full-width letters as ASCII, and letters that look like Latin ones as those
  /// where Latin ones stand beside them.
  ///
  /// Swift compares strings by what they mean, so that composed and decomposed letters are equal.
  static func key(of level: String) -> String {
    if let plain = plainKey(of: level) { return plain }
    var scalars: [Unicode.Scalar] = []
    for scalar in level.unicodeScalars {
      if scalar.properties.isWhitespace {
        if scalars.last != " " { scalars.append(" ") }
      } else if !scalar.properties.isDefaultIgnorableCodePoint {
        scalars.append(narrow(scalar))
      }
    }
    while scalars.last == " " { scalars.removeLast() }
    if scalars.first == " " { scalars.removeFirst() }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return withoutLookAlikes(String(text).lowercased())
  }

  /// The key of a text of lower-case ASCII letters, digits and marks without blanks: itself.
  private static func plainKey(of level: String) -> String? {
    level.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !(0x41...0x5A).contains($0) } ? level : nil
  }

  /// Full-width forms are ASCII, set wide for tables of Chinese and Japanese text.
  private static func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard (0xFF01...0xFF5E).contains(scalar.value) else { return scalar }
    return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
  }

  private static func withoutLookAlikes(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard scalars.contains(where: { lookAlikes[$0] != nil }),
      scalars.contains(where: { ("a"..."z").contains($0) })
    else { return text }
    return String(String.UnicodeScalarView(scalars.map { lookAlikes[$0] ?? $0 }))
  }

  /// Cyrillic and Greek letters that nobody can tell from Latin ones.
  private static let lookAlikes: [Unicode.Scalar: Unicode.Scalar] = Dictionary(
    uniqueKeysWithValues: zip(
      "асеорхуіѕјһԁѵвмнктαορνικτυ".unicodeScalars,
      "aceopxyisjhdvbmhktaopviktu".unicodeScalars
    )
  )
}
