public import CRMData
public import CivilTime

/// One example: a contact as he was known at an instant.
public struct LeadExample: Hashable, Sendable {
  /// The contact's number.
  public var contact: Int
  /// The instant; nothing later is looked at.
  public var reference: Instant

  /// Creates an example.
  public init(contact: Int, reference: Instant) {
    self.contact = contact
    self.reference = reference
  }
}

/// What the conversion model may look at: decayed activity, recency, age and stable attributes.
///
/// Attributes that may have changed since the reference instant are left out, since today's value
/// would tell the model about the outcome; ``excludedAttributes`` names them.
public struct LeadFeatures: Sendable {
  /// The half-lives of the activity counts, in days.
  public static let halfLives: [Double] = [14, 60]

  /// Attributes that are left out because nobody declared them stable.
  public let excludedAttributes: [String]
  private let snapshot: CRMSnapshot
  private let types: [EventType]
  private let attributes: [ContactAttribute]

  /// Names that are never looked at, since they follow the outcome.
  static let leakingNames: Set<String> = [
    "lifecycle", "lifecycle_raw", "lead_status", "native_score", "native_grade", "stage",
  ]

  /// Chooses the features of a snapshot.
  ///
  /// - Parameters:
  ///   - snapshot: the data.
  ///   - stableAttributes: names declared stable beside those of the profiles.
  ///   - census: which types of events there are up to the instant that is spoken of.
  public init(of snapshot: CRMSnapshot, stableAttributes: Set<String>, census: EventCensus) {
    self.snapshot = snapshot
    let stable = snapshot.stableAttributes.union(stableAttributes)
    let names = snapshot.attributeNames
    let isUsable = { (name: String) in
      let plain = name.hasPrefix("company.") ? String(name.dropFirst(8)) : name
      return stable.contains(plain) && !Self.leakingNames.contains(plain)
    }
    attributes = names.filter(isUsable).compactMap { snapshot.attribute($0) }
    excludedAttributes = names.filter { !isUsable($0) }
    types = snapshot.eventTypeNames.indices.compactMap { code in
      let type = EventType(rawValue: UInt8(code))
      return census.has(type) && type.isContactActivity ? type : nil
    }
  }

  /// The features of some examples.
  ///
  /// - Complexity: O(events of the contacts) for each half-life.
  public func table(of examples: [LeadExample], threads: Int) -> FeatureTable {
    FeatureTable(
      rowCount: examples.count,
      columns: activityColumns(examples, threads) + attributes.map { column($0, examples) }
    )
  }

  private func activityColumns(
    _ examples: [LeadExample],
    _ threads: Int
  ) -> [FeatureTable.Column] {
    let names =
      types.flatMap { type in Self.halfLives.map { name(of: type, halfLife: $0) } }
      + ["days since last activity", "days since creation"]
    let blocks = mapBlocks(of: examples.count, blockSize: 2048, threads: threads) { rows in
      activityBlock(examples[rows], width: names.count)
    }
    return names.indices.map { column in
      var values: [Double] = []
      values.reserveCapacity(examples.count)
      for block in blocks { values += block[column] }
      return FeatureTable.Column(
        name: names[column],
        values: .numbers(values),
        isLogarithmic: true
      )
    }
  }

  private func name(of type: EventType, halfLife: Double) -> String {
    let typeName = snapshot.eventTypeNames[Int(type.rawValue)]
    return "\(typeName) (half-life \(Int(halfLife)) days)"
  }

  private func activityBlock(_ examples: ArraySlice<LeadExample>, width: Int) -> [[Double]] {
    var columns = [[Double]](repeating: [], count: width)
    for column in columns.indices { columns[column].reserveCapacity(examples.count) }
    var counters = Self.halfLives.map { DecayedCounts(halfLifeDays: $0) }
    for example in examples {
      snapshot.events.withEvents(of: example.contact) { events in
        for index in counters.indices { counters[index].read(events, asOf: example.reference) }
        var column = 0
        for type in types {
          for counter in counters {
            columns[column].append(counter[type])
            column += 1
          }
        }
        columns[column].append(daysSinceLastActivity(events, example.reference))
      }
      let created = snapshot.contacts.createdAt[example.contact]
      columns[width - 1].append(created.map { days(from: $0, to: example.reference) } ?? .nan)
    }
    return columns
  }

  private func daysSinceLastActivity(
    _ events: UnsafeBufferPointer<Event>,
    _ reference: Instant
  ) -> Double {
    for event in events.reversed()
    where event.instant <= reference && event.machine != .yes && event.type.isContactActivity
      && (event.type != .call || event.answered)
    {
      return days(from: event.instant, to: reference)
    }
    return .nan
  }

  private func days(from start: Instant, to end: Instant) -> Double {
    Double((end - start).microseconds) / 86_400_000_000
  }

  private func column(
    _ attribute: ContactAttribute,
    _ examples: [LeadExample]
  ) -> FeatureTable.Column {
    guard let numbers = attribute.column.levelNumbers, numbers.count > Self.mostNumericWords else {
      return FeatureTable.Column(
        name: attribute.name,
        values: .categories(
          codes: examples.map { Int32(attribute.code(of: $0.contact)) },
          levels: attribute.column.levels
        )
      )
    }
    // Sizes and revenues spread over orders of magnitude: their logarithm is the better scale.
    let isLogarithmic = !numbers.contains { $0 < 0 } && numbers.contains { $0 >= 1000 }
    return FeatureTable.Column(
      name: attribute.name,
      values: .numbers(examples.map { attribute.number(of: $0.contact) }),
      isLogarithmic: isLogarithmic
    )
  }

  /// A column with so few different numbers is read as words.
  private static let mostNumericWords = 10
}
