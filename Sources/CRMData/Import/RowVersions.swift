import CSV
import CivilTime

/// Which row the values of each contact or company come from.
///
/// Of several rows of one identifier the one with the later `updated_at` wins, else a fixed one by
/// its content, so that the order of rows and files does not matter.
struct RowVersions {
  /// One row that could be used.
  struct Version {
    var updatedAt: Int64
    var content: UInt64
    /// The number of the pass in which the row was read, and its line.
    var pass: Int
    var line: Int
  }

  enum Verdict {
    /// The first row of its identifier.
    case first
    /// The same values as in another row.
    case duplicate
    /// The values replace those of an earlier row.
    case replaces(Version)
    /// An earlier row's values stay.
    case loses
  }

  /// The order in which rows win: by their `updated_at`; a row without one is older than any, and
  /// a row from after the as-of instant counts only where there is no other.
  static func rank(_ updated: TimeReader.Reading?, asOf: Instant) -> Int64 {
    guard case .time(let instant, _)? = updated else { return 0 }
    return instant <= asOf ? max(1, instant.microseconds) : -instant.microseconds
  }

  private var kept: [Version?] = []
  /// All contents of identifiers whose rows differ.
  private var contents: [Int: Set<UInt64>] = [:]

  /// Whether any row of this number was read.
  func has(_ number: Int) -> Bool { number < kept.count && kept[number] != nil }

  /// Decides what becomes of a row and remembers it.
  mutating func judge(_ version: Version, of number: Int) -> Verdict {
    while kept.count <= number { kept.append(nil) }
    guard let earlier = kept[number] else {
      kept[number] = version
      return .first
    }
    if earlier.content == version.content {
      kept[number]?.updatedAt = max(earlier.updatedAt, version.updatedAt)
      return .duplicate
    }
    let isNew = contents[number, default: [earlier.content]].insert(version.content).inserted
    guard (earlier.updatedAt, earlier.content) < (version.updatedAt, version.content) else {
      return isNew ? .loses : .duplicate
    }
    kept[number] = version
    return .replaces(earlier)
  }
}
