// ChannelPreference: through which channel to reach each contact. Comes in: mergeable integer
// counts of sends and responses by segment and channel, one contact's history at a time, and the
// channels that consent and address allow him. Goes out: a fitted model, and per contact the
// ranked channels with rate, interval, value and the reason for the choice.
// This room must not know how consent is decided, hours, time zones, files or the clock.
public import CRMData

/// A set of channels, for instance those in which a contact may be addressed.
///
///     let allowed: ChannelSet = [.init(.email), .init(.phone)]
public struct ChannelSet: OptionSet, Hashable, Sendable, Codable {
  /// One bit per channel code.
  public let rawValue: UInt32

  /// Creates a set from its bits.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The set of one channel.
  public init(_ channel: Channel) {
    precondition(Int(channel.rawValue) < Channel.capacity, "channel codes are below 32")
    rawValue = 1 << UInt32(channel.rawValue)
  }

  /// The set of some channels.
  public init(channels: some Sequence<Channel>) {
    self = channels.reduce(into: []) { $0.insert(ChannelSet($1)) }
  }

  /// Whether a channel is in the set.
  public func contains(_ channel: Channel) -> Bool { contains(ChannelSet(channel)) }

  /// The channels in order of their codes.
  public var channels: [Channel] {
    (0..<UInt8(Channel.capacity)).lazy.map { Channel(rawValue: $0) }.filter { contains($0) }
  }
}
