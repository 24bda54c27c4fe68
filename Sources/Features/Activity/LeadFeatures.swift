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

/// What the conversion model may look at: decayed activity, recency, regularity, trend, age and
/// stable attributes.
///
/// Days and weeks are those of UTC. Attributes that may have changed since the reference instant
/// are left out, since today's value would tell the model about the outcome;
/// ``excludedAttributes`` names them. So are attributes derived from them, and those that only
/// repeat another (``DerivedAttribute/repeats``).
public struct LeadFeatures: Sendable {
  /// Attributes that are left out because nobody declared them stable.
  public let excludedAttributes: [String]
  /// Attributes that are declared stable but left out, since their names follow the outcome.
  public let bannedAttributes: [String]
  /// Attributes that are looked at.
  public let attributeNames: [String]
  /// The data.
  public let snapshot: CRMSnapshot
  private(set) var columns: [Column]
  /// The types of activity that the data have events of.
  let recordedTypes: Set<String>

  /// One column and where it comes from.
  struct Column: Sendable {
    var name: String
    var source: Source
  }

  enum Source: Sendable {
    /// The decayed count of a type; of none where the data have no such type.
    case decayed(EventType?, halfLife: Double)
    case lastActivity, creation, activeDays, activeWeeks, trend
    /// An attribute; nil where the data have none of this name.
    case attribute(ContactAttribute?, as: AttributeKind)
  }

  /// How the values of an attribute are read.
  enum AttributeKind: Sendable {
    case words, number, logarithm
  }

  /// Chooses the features of a snapshot.
  ///
  /// - Parameters:
  ///   - snapshot: the data.
  ///   - stableAttributes: names declared stable beside those of the profiles.
  ///   - census: which types of events there are up to the instant that is spoken of.
  ///   - halfLives: of the activity counts.
  public init(
    of snapshot: CRMSnapshot,
    stableAttributes: Set<String>,
    census: EventCensus,
    halfLives: HalfLives = .standard
  ) {
    self.snapshot = snapshot
    let stable = snapshot.stableAttributes.union(stableAttributes)
    let names = snapshot.attributeNames
    let plain = { (name: String) in
      name.hasPrefix("company.") ? String(name.dropFirst(8)) : name
    }
    let isUsable = { (name: String) in
      let plain = plain(name)
      return stable.contains(plain) && !LeakingNames.alwaysLater.contains(plain)
        && (stableAttributes.contains(plain) || !LeakingNames.contains(plain))
    }
    let derived = snapshot.derivedAttributes
    // A recoding of what is looked at anyway would only split its coefficients.
    let isRepetition = { (name: String) in derived[name]?.repeats.map(isUsable) ?? false }
    excludedAttributes = names.filter { !isUsable($0) && derived[$0] == nil }
    bannedAttributes = excludedAttributes.filter { stable.contains(plain($0)) }
    attributeNames = names.filter { isUsable($0) && !isRepetition($0) }
    let types = snapshot.eventTypeNames.indices.compactMap { code in
      let type = EventType(rawValue: UInt8(code))
      return census.has(type) && type.isContactActivity ? snapshot.eventTypeNames[code] : nil
    }
    recordedTypes = Set(types)
    let attributes = attributeNames.compactMap { snapshot.attribute($0) }
    columns =
      types.map { Self.column(of: $0, halfLife: halfLives[$0], in: snapshot) }
      + Self.habits.map { Column(name: $0.name, source: $0.source) }
      + attributes.map {
        Column(name: $0.name, source: .attribute($0, as: AttributeKind(of: $0)))
      }
  }

  /// What all types of events tell together, and the contact's age.
  private static let habits: [(name: String, source: Source)] = [
    ("days since last activity", .lastActivity), ("days since creation", .creation),
    ("active days of the last 90", .activeDays), ("active weeks in a row", .activeWeeks),
    ("activity trend", .trend),
  ]

  private static func column(
    of type: String,
    halfLife: Double,
    in snapshot: CRMSnapshot
  ) -> Column {
    let code = snapshot.eventTypeNames.firstIndex(of: type)
    return Column(
      name: HalfLives.columnName(of: type, halfLife: halfLife),
      source: .decayed(code.map { EventType(rawValue: UInt8($0)) }, halfLife: halfLife)
    )
  }

  /// The types of events that have a column, in the order of the columns.
  public var activityTypes: [String] {
    columns.compactMap { HalfLives.parsed($0.name)?.type }
  }

  /// The same features with other half-lives; types may have several, and so several columns.
  public func decaying(by halfLives: [String: [Double]]) -> LeadFeatures {
    var features = self
    features.columns = columns.flatMap { column in
      guard let type = HalfLives.parsed(column.name)?.type, let chosen = halfLives[type] else {
        return [column]
      }
      return chosen.map { Self.column(of: type, halfLife: $0, in: snapshot) }
    }
    return features
  }

  /// The features that a fitted encoding reads, in its order, whatever else the data have.
  ///
  /// A type of event or an attribute that the data do not have is a column of zeros or of missing
  /// values, so that a saved model can score later data.
  public func matching(_ encoding: DesignEncoding) -> LeadFeatures {
    var features = self
    features.columns = encoding.features.enumerated().map { index, name in
      if let parsed = HalfLives.parsed(name) {
        return Self.column(of: parsed.type, halfLife: parsed.halfLife, in: snapshot)
      }
      if let habit = Self.habits.first(where: { $0.name == name }) {
        return Column(name: name, source: habit.source)
      }
      let attribute = snapshot.attribute(name)
      let kind = encoding.kind(of: index) ?? attribute.map { AttributeKind(of: $0) } ?? .words
      return Column(name: name, source: .attribute(attribute, as: kind))
    }
    return features
  }
}

extension LeadFeatures.AttributeKind {
  /// A column with so few different numbers is read as words.
  private static let mostNumericWords = 10

  init(of attribute: ContactAttribute) {
    guard let numbers = attribute.column.levelNumbers, numbers.count > Self.mostNumericWords else {
      self = .words
      return
    }
    // Sizes and revenues spread over orders of magnitude: their logarithm is the better scale.
    let isSize = !numbers.contains { $0 < 0 } && numbers.contains { $0 >= 1000 }
    self = isSize ? .logarithm : .number
  }
}
