public import CRMData
public import CivilTime

/// What one contact did, by type of event.
///
///     var activity = ContactActivity(halfLives: [14, 60])
///     snapshot.events.withEvents(of: contact) { activity.add($0, asOf: tonight) }
///     activity[.open]?.summary(asOf: tonight).daysSinceLast
///
/// Machine events and unanswered calls are not activity, nor is what was done to the contact.
public struct ContactActivity: Sendable, Hashable {
  /// The half-lives of the decayed counts, in days.
  public let halfLives: [Double]
  private var records: [UInt8: ActivityRecord] = [:]

  /// Creates an activity of nothing.
  public init(halfLives: [Double]) { self.halfLives = halfLives }

  /// Adds events up to an instant, in any order.
  ///
  /// - Parameters:
  ///   - events: events of the contact, or a part of them.
  ///   - asOf: later events are left out.
  ///   - zone: the contact's zone, whose days are counted; nil for UTC.
  /// - Complexity: O(events × half-lives) for events in order of time.
  public mutating func add(
    _ events: UnsafeBufferPointer<Event>,
    asOf: Instant,
    zone: Zone? = nil
  ) {
    for event in events
    where event.instant <= asOf && event.isHuman && event.type.isContactActivity {
      records[event.type.rawValue, default: ActivityRecord(halfLives: halfLives)]
        .add(at: event.instant, zone: zone)
    }
  }

  /// Adds what was seen in another part of the contact's events.
  public mutating func merge(_ other: ContactActivity) {
    for (code, record) in other.records {
      records[code, default: ActivityRecord(halfLives: halfLives)].merge(record)
    }
  }

  /// The record of a type; nil where there is no event.
  public subscript(type: EventType) -> ActivityRecord? { records[type.rawValue] }

  /// The types that the contact has events of, by code.
  public var types: [EventType] { records.keys.sorted().map { EventType(rawValue: $0) } }

  /// All types together.
  public var total: ActivityRecord {
    records.values.reduce(into: ActivityRecord(halfLives: halfLives)) { $0.merge($1) }
  }

  /// The type of the last event, the lowest code where several are as late.
  public var lastType: EventType? {
    let newest = records.values.compactMap(\.last).max()
    return types.first { records[$0.rawValue]?.last == newest }
  }

  /// The type of the first event, the lowest code where several are as early.
  public var firstType: EventType? {
    let oldest = records.values.compactMap(\.first).min()
    return types.first { records[$0.rawValue]?.first == oldest }
  }
}
