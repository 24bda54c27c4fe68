import CRMData
import CivilTime

extension LeadFeatures {
  /// The features of some examples.
  ///
  /// The events of a contact are read once for all instants at which he is looked at. Neither the
  /// other examples nor the number of threads change a bit.
  ///
  /// - Complexity: O(events + examples), for each half-life.
  public func table(of examples: [LeadExample], threads: Int) -> FeatureTable {
    let numbers = activityNumbers(of: examples, threads: threads)
    let contacts = examples.map { Int32($0.contact) }
    return FeatureTable(
      rowCount: examples.count,
      columns: columns.enumerated().map { index, column in
        if case .attribute(let attribute, let kind) = column.source {
          return attributeColumn(column.name, attribute, kind, contacts)
        }
        return FeatureTable.Column(
          name: column.name,
          values: .numbers(numbers[index] ?? []),
          isLogarithmic: column.source.isLogarithmic
        )
      }
    )
  }

  /// The columns of numbers that come from events, by the number of the column.
  private func activityNumbers(of examples: [LeadExample], threads: Int) -> [Int: [Double]] {
    let places = columns.indices.filter { !columns[$0].source.isAttribute }
    guard !places.isEmpty else { return [:] }
    let plan = ActivityPlan(places.map { columns[$0].source }, examples)
    let groups = ExampleGroups(examples, plan)
    let filled = Self.filled(columns: places.count, rows: examples.count) { pointers in
      nonisolated(unsafe) let pointers = pointers
      forEachBlock(of: groups.contacts.count, blockSize: 1024, threads: threads) { _, items in
        ActivityPass(plan, pointers).read(items, groups, of: snapshot)
      }
    }
    return Dictionary(uniqueKeysWithValues: zip(places, filled))
  }

  /// Arrays that the body fills through pointers; every element must be set.
  private static func filled(
    columns: Int,
    rows: Int,
    pointers: [UnsafeMutablePointer<Double>] = [],
    _ body: ([UnsafeMutablePointer<Double>]) -> Void
  ) -> [[Double]] {
    guard pointers.count < columns, rows > 0 else {
      if rows > 0 { body(pointers) }
      return [[Double]](repeating: [], count: columns - pointers.count)
    }
    var others: [[Double]] = []
    let first = [Double](unsafeUninitializedCapacity: rows) { buffer, count in
      guard let start = buffer.baseAddress else { return }
      others = filled(columns: columns, rows: rows, pointers: pointers + [start], body)
      count = rows
    }
    return [first] + others
  }

  private func attributeColumn(
    _ name: String,
    _ attribute: ContactAttribute?,
    _ kind: AttributeKind,
    _ contacts: [Int32]
  ) -> FeatureTable.Column {
    if kind == .words {
      let missing = [Int32](repeating: -1, count: contacts.count)
      return FeatureTable.Column(
        name: name,
        values: .categories(
          codes: attribute?.codes(of: contacts) ?? missing,
          levels: attribute?.column.levels ?? []
        )
      )
    }
    let missing = [Double](repeating: .nan, count: contacts.count)
    return FeatureTable.Column(
      name: name,
      values: .numbers(attribute?.numbers(of: contacts) ?? missing),
      isLogarithmic: kind == .logarithm
    )
  }
}

extension LeadFeatures.Source {
  var isAttribute: Bool {
    if case .attribute = self { true } else { false }
  }

  /// Counts and spans of time spread over orders of magnitude; a trend is a logarithm already.
  var isLogarithmic: Bool {
    switch self {
    case .decayed, .lastActivity, .creation, .activeDays, .activeWeeks: true
    case .trend, .attribute: false
    }
  }
}

/// Which examples each contact has, in order of time.
struct ExampleGroups: Sendable {
  /// The contacts; one may have several groups where all examples have the same instant.
  private(set) var contacts: [Int32] = []
  /// Where the examples of each group begin; one more at the end.
  private(set) var starts: [Int32] = [0]
  /// The examples, group by group.
  private(set) var examples: [Int32] = []
  /// For each example the number of its instant among the plan's references.
  private(set) var references: [Int32] = []

  init(_ all: [LeadExample], _ plan: ActivityPlan) {
    references.reserveCapacity(all.count)
    var number = 0
    for example in all {
      if plan.references[number] != example.reference {
        number = plan.number(of: example.reference)
      }
      references.append(Int32(number))
    }
    guard plan.references.count > 1 else {
      contacts = all.map { Int32($0.contact) }
      starts = (0...Int32(all.count)).map { $0 }
      examples = all.indices.map { Int32($0) }
      return
    }
    group(all)
  }

  /// Sorts by contact, then by instant, by counting.
  private mutating func group(_ all: [LeadExample]) {
    let contactCount = (all.lazy.map(\.contact).max() ?? -1) + 1
    var offsets = [Int32](repeating: 0, count: contactCount + 1)
    for example in all { offsets[example.contact + 1] += 1 }
    for contact in 0..<contactCount { offsets[contact + 1] += offsets[contact] }
    examples = [Int32](repeating: 0, count: all.count)
    var next = offsets
    for (index, example) in all.enumerated() {
      let start = Int(offsets[example.contact])
      var hole = Int(next[example.contact])
      while hole > start, references[Int(examples[hole - 1])] > references[index] {
        examples[hole] = examples[hole - 1]
        hole -= 1
      }
      examples[hole] = Int32(index)
      next[example.contact] += 1
    }
    for contact in 0..<contactCount where offsets[contact] < offsets[contact + 1] {
      contacts.append(Int32(contact))
      starts.append(offsets[contact + 1])
    }
  }
}
