public import CivilTime

/// A count of events in which each is worth half after every half-life.
///
/// With the half-life h the count is `Σ 2^(−(t − tᵢ)/h)`. The state is exact: it depends on the
/// events alone, never on their order or on how they were split over files, threads, partitions
/// and nights. It keeps one whole sum for the epoch of its newest event and one for the epoch
/// before, of 48 half-lives each. The landmark is the start of an epoch, and so a matter of the
/// calendar; when it moves on, the older sum is dropped as it is. Halving sums at each move, as is
/// usual, would round the sums of parts differently from the sum of all.
///
///     var count = DecayedCount()
///     count.add(at: visit, halfLifeDays: 14)
///     count.value(asOf: tonight, halfLifeDays: 14)
///
/// An event is off by at most 2⁻⁴¹, and by 2⁻⁴⁸ once it is dropped. 2⁴⁰ events fit.
public struct DecayedCount: Sendable, Hashable {
  private var epoch: Int64 = -1
  private var recent: UInt128 = 0
  private var earlier: UInt128 = 0

  /// Creates a count of nothing.
  public init() {}

  /// Whether no event was counted.
  public var isEmpty: Bool { epoch < 0 }

  /// Counts an event; all events of a count have the same half-life in days.
  public mutating func add(at instant: Instant, times: Int = 1, halfLifeDays: Double) {
    precondition(times >= 0, "an event counts or does not")
    let term = ForwardDecay(halfLifeDays: halfLifeDays).term(at: instant.microseconds / 1000)
    add(units: UInt128(term.units) * UInt128(times) << UInt128(term.shift), epoch: term.epoch)
  }

  /// Counts what another state has counted with the same half-life.
  public mutating func merge(_ other: DecayedCount) {
    add(units: other.recent, epoch: other.epoch)
    add(units: other.earlier, epoch: other.epoch - 1)
  }

  /// The count as of an instant that is not before any of the events.
  ///
  /// It is read as a multiple of 2⁻³⁹, which hides how the terms were rounded: one new event is
  /// worth exactly one.
  public func value(asOf instant: Instant, halfLifeDays: Double) -> Double {
    let reading = ForwardDecay(halfLifeDays: halfLifeDays).reading(asOf: instant)
    precondition(reading.epoch >= epoch, "a count cannot be read before its events")
    return value(reading)
  }

  @inline(__always)
  mutating func add(_ term: ForwardDecay.Term) {
    add(
      units: UInt128(truncatingIfNeeded: term.units) &<< UInt128(truncatingIfNeeded: term.shift),
      epoch: term.epoch
    )
  }

  @inline(__always)
  private mutating func add(units: UInt128, epoch other: Int64) {
    if other == epoch {
      recent &+= units
    } else if other > epoch {
      guard units > 0 else { return }
      earlier = other == epoch + 1 ? recent : 0
      recent = units
      epoch = other
    } else if other == epoch - 1 {
      earlier &+= units
    }
  }

  /// The count, as it is read at some instant.
  @inline(__always)
  func value(_ reading: ForwardDecay.Reading) -> Double {
    let sum: Double
    switch reading.epoch - epoch {
    case 0: sum = Self.number(recent) + Self.number(earlier) * 0x1p-48
    case 1: sum = Self.number(recent) * 0x1p-48
    default: return 0
    }
    let value = sum * reading.factor
    // Numbers of this size have a unit of 2⁻³⁹ in their last place.
    return value < 0x1p12 ? (value + 0x1.8p13) - 0x1.8p13 : value
  }

  private static func number(_ sum: UInt128) -> Double {
    Double(UInt64(truncatingIfNeeded: sum >> 64)) * 0x1p64
      + Double(UInt64(truncatingIfNeeded: sum))
  }
}
