public import CivilTime

/// One event of one contact in twelve bytes.
///
/// The bits are laid out so that the order of events is the order of time, then of type, channel
/// and message, then of identity: sorting a contact's events gives the same sequence whatever the
/// order of the rows was.
///
/// | bits | holds |
/// | --- | --- |
/// | 42 | milliseconds since 1970, to the year 2109 |
/// | 8 | type |
/// | 5 | channel |
/// | 2 | made by a machine: 0 no, 1 unknown, 2 yes |
/// | 1 | a person answered (calls) |
/// | 1 | the time of day is unknown |
/// | 20 | message |
/// | 17 | identity: a hash of the event's own id, or of its content |
///
/// Two rows with equal bits are the same event and count once. Two different events that share
/// contact, millisecond, type, channel and message are merged with a chance of 2⁻¹⁷.
public struct Event: Hashable, Sendable {
  @usableFromInline var first: UInt32
  @usableFromInline var second: UInt32
  @usableFromInline var third: UInt32

  /// Whether a machine rather than a person made the event.
  public enum MachineOrigin: UInt8, Sendable {
    /// A person did.
    case no = 0
    /// Nobody knows.
    case unknown = 1
    /// A machine did.
    case yes = 2
  }

  /// The first instant that an event cannot have.
  public static let endOfTime = Instant(microseconds: (1 << 42) * 1000)
  /// How many different messages have codes of their own; 0 stands for no message.
  public static let messageCapacity = 1 << 20

  /// Packs an event.
  ///
  /// - Parameters:
  ///   - instant: between 1970 and ``endOfTime``; kept to the millisecond.
  ///   - type: what happened.
  ///   - channel: through which channel.
  ///   - machine: whether a machine made it.
  ///   - answered: whether a person answered the call.
  ///   - hasUnknownHour: whether only the day is known.
  ///   - message: a code below ``messageCapacity``; 0 for none.
  ///   - identity: any hash; 17 bits of it are kept.
  public init(
    instant: Instant,
    type: EventType,
    channel: Channel,
    machine: MachineOrigin,
    answered: Bool,
    hasUnknownHour: Bool,
    message: UInt32,
    identity: UInt64
  ) {
    let milliseconds = UInt64(instant.microseconds / 1000)
    first = UInt32(truncatingIfNeeded: milliseconds >> 10)
    second =
      UInt32(milliseconds & 0x3FF) << 22 | UInt32(type.rawValue) << 14
      | UInt32(channel.rawValue) << 9 | UInt32(machine.rawValue) << 7 | (answered ? 1 << 6 : 0)
      | (hasUnknownHour ? 1 << 5 : 0) | message >> 15
    third = message << 17 | UInt32(truncatingIfNeeded: identity & 0x1FFFF)
  }

  /// When it happened, to the millisecond.
  @inlinable
  public var instant: Instant {
    Instant(microseconds: Int64(UInt64(first) << 10 | UInt64(second >> 22)) * 1000)
  }

  /// What happened.
  @inlinable
  public var type: EventType { EventType(rawValue: UInt8(truncatingIfNeeded: second >> 14)) }

  /// Through which channel.
  @inlinable
  public var channel: Channel { Channel(rawValue: UInt8(second >> 9 & 0x1F)) }

  /// Whether a machine made it.
  @inlinable
  public var machine: MachineOrigin {
    MachineOrigin(rawValue: UInt8(second >> 7 & 3)) ?? .unknown
  }

  /// Whether a person answered the call.
  @inlinable
  public var answered: Bool { second & 1 << 6 != 0 }

  /// Whether only the day is known.
  @inlinable
  public var hasUnknownHour: Bool { second & 1 << 5 != 0 }

  /// The message; 0 for none.
  @inlinable
  public var message: UInt32 { (second & 0x1F) << 15 | third >> 17 }

  /// The same event with other codes.
  func recoded(type: EventType, channel: Channel, message: UInt32) -> Event {
    var event = self
    event.second =
      second & ~(0xFF << 14 | 0x1F << 9 | 0x1F) | UInt32(type.rawValue) << 14
      | UInt32(channel.rawValue) << 9 | message >> 15
    event.third = third & 0x1FFFF | message << 17
    return event
  }
}

extension Event: Comparable {
  /// Orders by time, then by everything else.
  @inlinable
  public static func < (left: Event, right: Event) -> Bool {
    if left.first != right.first { return left.first < right.first }
    if left.second != right.second { return left.second < right.second }
    return left.third < right.third
  }
}
