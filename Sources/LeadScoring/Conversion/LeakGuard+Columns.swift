import CRMData
import CivilTime
package import Evaluation
package import Features
import Statistics
import Tables

/// One row of a training table for each contact.
struct ScreenedContacts {
  /// The first example of each contact.
  let rows: [Int]
  /// 1 where any of the contact's examples converted.
  let outcomes: [Double]
  /// When the contact converted, in seconds; nil where he did not.
  let conversionTimes: [Int64?]

  var conversions: Int { outcomes.count { $0 == 1 } }

  init(_ training: TrainingSet, in snapshot: CRMSnapshot) {
    var first: [Int: Int] = [:]
    var converted: Set<Int> = []
    for (row, example) in training.examples.enumerated() {
      if first[example.contact] == nil { first[example.contact] = row }
      if training.outcomes[row] == 1 { converted.insert(example.contact) }
    }
    let chosen = Self.chosen(first.keys.sorted(), in: snapshot)
    rows = chosen.compactMap { first[$0] }
    outcomes = chosen.map { converted.contains($0) ? 1 : 0 }
    conversionTimes = chosen.map { contact in
      converted.contains(contact) ? snapshot.firstConversions[contact].map(\.seconds) : nil
    }
  }

  /// At most so many contacts, whatever the order of the rows of the files.
  private static func chosen(_ contacts: [Int], in snapshot: CRMSnapshot) -> [Int] {
    let hashes = contacts.map { contact in
      snapshot.contacts.ids.withBytes(of: contact) { StableHash.value(of: $0) }
    }
    let order = contacts.indices.sorted { hashes[$0] < hashes[$1] }
    return order.prefix(LeakGuard.mostContacts).map { contacts[$0] }
  }
}

extension FeatureColumn {
  /// Some rows of a feature as the model sees them: levels that too few of these rows have for a
  /// column of their own are one.
  package init(_ column: FeatureTable.Column, rows: [Int]) {
    switch column.values {
    case .numbers(let numbers):
      self.init(name: column.name, values: .numeric(rows.map { numbers[$0] }))
    case .categories(let codes, let levels):
      var counts = [Int](repeating: 0, count: levels.count)
      for row in rows where codes[row] >= 0 { counts[Int(codes[row])] += 1 }
      let values = rows.map { row -> Int? in
        guard codes[row] >= 0 else { return nil }
        let level = Int(codes[row])
        return counts[level] >= DesignEncoding.minimumLevelCount ? level : levels.count
      }
      self.init(name: column.name, values: .categorical(values))
    }
  }

  /// The same column as numbers and as instants at which it was filled, where its words are dates.
  func readingDates(of column: FeatureTable.Column, _ rows: [Int]) -> FeatureColumn {
    guard case .categories(let codes, let levels) = column.values else { return self }
    let instants = levels.map { Instant.parse($0)?.seconds }
    let dates = instants.count { $0 != nil }
    guard dates > 0, dates * 10 >= levels.count * 9 else { return self }
    let times = rows.map { row in codes[row] < 0 ? nil : instants[Int(codes[row])] }
    return FeatureColumn(
      name: name,
      values: .numeric(times.map { $0.map(Double.init) ?? .nan }),
      filledAt: times
    )
  }
}
