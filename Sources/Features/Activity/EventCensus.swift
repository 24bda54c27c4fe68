public import CRMData
public import CivilTime

/// How many events there are of each type and channel, up to an instant.
public struct EventCensus: Hashable, Sendable {
  private var counts = [Int](repeating: 0, count: 256 * Channel.capacity)

  /// Counts the events of a snapshot.
  ///
  /// - Complexity: O(events).
  public init(of snapshot: CRMSnapshot, asOf: Instant) {
    for contact in snapshot.contacts.order {
      snapshot.events.withEvents(of: contact) { events in
        for event in events {
          if event.instant > asOf { break }
          counts[Self.place(event.type, event.channel)] += 1
        }
      }
    }
  }

  private static func place(_ type: EventType, _ channel: Channel) -> Int {
    Int(type.rawValue) * Channel.capacity + Int(channel.rawValue)
  }

  /// Whether there is an event of a type, on any channel.
  public func has(_ type: EventType) -> Bool {
    let start = Self.place(type, Channel(rawValue: 0))
    return counts[start..<start + Channel.capacity].contains { $0 > 0 }
  }

  /// The channels on which there are events of a type, in the order of their codes.
  public func channels(of type: EventType) -> [Channel] {
    (0..<UInt8(Channel.capacity)).map { Channel(rawValue: $0) }
      .filter { counts[Self.place(type, $0)] > 0 }
  }
}
