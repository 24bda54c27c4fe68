public import CRMData

/// What a response through one channel is worth, and what a send through it costs.
public struct ChannelTerms: Hashable, Sendable, Codable {
  /// The channel.
  public var channel: Channel
  /// The value of a response.
  public var value: Double
  /// The cost of a send, in the same unit.
  public var cost: Double

  /// Creates terms.
  public init(channel: Channel, value: Double = 1, cost: Double = 0) {
    self.channel = channel
    self.value = value
    self.cost = cost
  }
}

/// What the channel estimator takes as given.
public struct ChannelPreferenceOptions: Hashable, Sendable, Codable {
  /// Values and costs of the channels for which they are not 1 and 0.
  public var terms: [ChannelTerms] = []
  /// The sends that a contact's prior rate may be worth.
  public var contactConcentrations = [2.0, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128]
  /// The sends that a segment's prior rate may be worth.
  public var segmentConcentrations = [4.0, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096]
  /// The sends that a contact's prior rate is worth where there is no sample to learn it.
  public var untestedConcentration = 8.0

  /// Creates the default options: every response is worth 1 and no channel costs anything.
  public init() {}

  /// The terms of one channel.
  public func terms(of channel: Channel) -> ChannelTerms {
    terms.first { $0.channel == channel } ?? ChannelTerms(channel: channel)
  }
}
