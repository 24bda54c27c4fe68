public import CRMData
public import CivilTime

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Counts of one contact's human activity by event type, where older events weigh less.
///
/// Each event weighs `2^(-age / halfLife)`, rounded once to a multiple of 2⁻⁴⁰ and summed as an
/// integer, so that the sum does not depend on the order of the events.
public struct DecayedCounts: Sendable {
  /// The half-lives, by type code; infinite ones never decay.
  public let halfLives: [Double]
  private var sums: [Int64] = [Int64](repeating: 0, count: 256)
  private var touched: [UInt8] = []

  /// Creates counts with one half-life in days for each type code.
  ///
  /// - Parameter halfLifeDays: 256 values; infinity for no decay.
  public init(halfLifeDays: [Double]) {
    precondition(halfLifeDays.count == 256, "one half-life for each type code")
    halfLives = halfLifeDays
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
    for code in touched { sums[Int(code)] = 0 }
    touched.removeAll(keepingCapacity: true)
    for event in events {
      let instant = event.instant
      if instant > asOf { break }
      if event.machine == .yes || (event.type == .call && !event.answered) { continue }
      let code = Int(event.type.rawValue)
      let days = Double((asOf - instant).microseconds) / 86_400_000_000
      let weight = exp2(-days / halfLives[code]) * Self.unit
      if sums[code] == 0 { touched.append(event.type.rawValue) }
      sums[code] += Int64(weight.rounded())
    }
  }

  private static let unit = Double(1 << 40)

  /// The decayed count of a type.
  public subscript(type: EventType) -> Double { Double(sums[Int(type.rawValue)]) / Self.unit }
}
