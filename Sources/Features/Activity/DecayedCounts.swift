public import CRMData
public import CivilTime

/// Counts of one contact's human activity by event type, where older events weigh less.
///
/// Each event weighs `2^(-age / halfLife)`; see ``DecayedCount`` for why the sum does not depend
/// on the order of the events.
public struct DecayedCounts: Sendable {
  /// The half-lives, by type code; infinite ones never decay.
  public let halfLives: [Double]
  private let decays: [ForwardDecay]
  private var counts = [DecayedCount](repeating: DecayedCount(), count: 256)
  private var touched: [UInt8] = []
  private var asOf: Instant?
  private var readings: [ForwardDecay.Reading] = []

  /// Creates counts with one half-life in days for each type code.
  ///
  /// - Parameter halfLifeDays: 256 values; infinity for no decay.
  public init(halfLifeDays: [Double]) {
    precondition(halfLifeDays.count == 256, "one half-life for each type code")
    halfLives = halfLifeDays
    decays = halfLifeDays.map { ForwardDecay(halfLifeDays: $0) }
  }

  /// Creates counts with the same half-life in days for all types.
  public init(halfLifeDays: Double) {
    self.init(halfLifeDays: [Double](repeating: halfLifeDays, count: 256))
  }

  /// Counts one contact's events up to an instant.
  ///
  /// Machine events and unanswered calls do not count.
  ///
  /// - Complexity: O(events).
  public mutating func read(_ events: UnsafeBufferPointer<Event>, asOf: Instant) {
    for code in touched { counts[Int(code)] = DecayedCount() }
    touched.removeAll(keepingCapacity: true)
    if asOf != self.asOf {
      readings = decays.map { $0.reading(asOf: asOf) }
      self.asOf = asOf
    }
    for event in events {
      if event.instant > asOf { break }
      guard event.isHuman else { continue }
      let code = Int(event.type.rawValue)
      if counts[code].isEmpty { touched.append(event.type.rawValue) }
      counts[code].add(decays[code].term(at: event.milliseconds))
    }
  }

  /// The decayed count of a type.
  public subscript(type: EventType) -> Double {
    let code = Int(type.rawValue)
    return readings.isEmpty ? 0 : counts[code].value(readings[code])
  }
}

extension Event {
  /// Whether a person made it: no machine, and no call that nobody answered.
  @inline(__always)
  var isHuman: Bool { machine != .yes && (type != .call || answered) }

  /// Milliseconds since 1970.
  @inline(__always)
  var milliseconds: Int64 { instant.microseconds / 1000 }
}
