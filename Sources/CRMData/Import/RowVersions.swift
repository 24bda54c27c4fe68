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

  /// What becomes of a row, as far as that is known before all rows are read.
  struct Verdict {
    /// A duplicate has the same values as another row; a row that is used may lose later.
    var fate: MappedFile.Fate
    /// Whether the values count from now on.
    var wins: Bool
  }

  /// The order in which rows win: by their `updated_at`; a row without one is older than any, and
  /// a row from after the as-of instant counts only where there is no other.
  static func rank(_ updated: TimeReader.Reading?, asOf: Instant) -> Int64 {
    guard case .time(let instant, _)? = updated else { return 0 }
    return instant <= asOf ? max(1, instant.microseconds) : -instant.microseconds
  }

  private var kept: [Version?] = []
  /// The first row of each content, for identifiers whose rows differ.
  private var contents: [Int: [UInt64: Version]] = [:]

  /// Whether any row of this number was read.
  func has(_ number: Int) -> Bool { number < kept.count && kept[number] != nil }

  /// Decides what becomes of a row and remembers it.
  mutating func judge(_ version: Version, of number: Int) -> Verdict {
    while kept.count <= number { kept.append(nil) }
    guard let earlier = kept[number] else {
      kept[number] = version
      return Verdict(fate: .used, wins: true)
    }
    if earlier.content == version.content {
      kept[number]?.updatedAt = max(earlier.updatedAt, version.updatedAt)
      return Verdict(fate: .duplicate, wins: false)
    }
    var known = contents[number] ?? [earlier.content: earlier]
    let isNew = known[version.content] == nil
    if isNew { known[version.content] = version }
    contents[number] = known
    let wins = (earlier.updatedAt, earlier.content) < (version.updatedAt, version.content)
    if wins { kept[number] = version }
    return Verdict(fate: isNew ? .used : .duplicate, wins: wins)
  }

  /// The rows that lost, one for each content; only once all rows are read is it known which.
  var losers: [Version] {
    contents.flatMap { number, versions in
      versions.values.filter { $0.content != kept[number]?.content }
    }
  }
}
