public import CRMData
public import Features

/// How each contact of a list responds by channel: the fitted model, which may be saved.
///
/// The rate of a contact in a channel is `(κ·prior + responses) / (κ + sends)`, with the prior of
/// his segment and one κ per channel.
public struct ChannelPreferenceModel: Hashable, Sendable, Codable {
  /// The options of the fit.
  public internal(set) var options: ChannelPreferenceOptions
  /// Sends of the whole list.
  public internal(set) var sends: Int
  /// Responses of the whole list.
  public internal(set) var responses: Int
  /// The response rate of the list over all channels.
  public internal(set) var overallRate: Double

  /// How many sends a contact's prior rate is worth, by channel code.
  var contactConcentrations: [Double]
  /// Sends of the list by channel code.
  var channelSends: [Int]
  /// Prior rates by (segment, channel).
  var segmentRates: [Double]
  /// Sends by (segment, channel).
  var segmentSends: [Int]

  /// How many sends a contact's prior rate in a channel is worth.
  public func contactConcentration(of channel: Channel) -> Double {
    contactConcentrations[Int(channel.rawValue)]
  }

  /// The rate of a channel in a segment, which contacts without history get.
  public func priorRate(of channel: Channel, segment: Int) -> Double {
    priorRate(channel: Int(channel.rawValue), segment: segment)
  }

  func priorRate(channel: Int, segment: Int) -> Double {
    let rate =
      channelSends[channel] > 0
      ? segmentRates[segment * Channel.capacity + channel] : overallRate
    return min(max(rate, 1e-12), 1 - 1e-12)
  }

  /// Through which of the allowed channels to reach one contact.
  ///
  /// `web` is never one of them. The order of the sends does not matter.
  public func advice(
    for history: ResponseHistory,
    segment: Int,
    allowed: ChannelSet
  ) -> ChannelAdvice {
    let sendable = allowed.subtracting(ChannelSet(.web))
    guard !sendable.isEmpty else {
      return ChannelAdvice(ranked: [], recommended: nil, reason: .noConsent)
    }
    var ranked: [ChannelAdvice.Option] = []
    ranked.reserveCapacity(4)
    for channel in sendable.channels {
      let option = option(channel, segment: segment, history: history)
      // Few channels, already in order of their codes: insertion keeps ties in that order.
      let place = ranked.firstIndex { $0.expectedValue < option.expectedValue }
      ranked.insert(option, at: place ?? ranked.endIndex)
    }
    let best = ranked[0]
    guard best.expectedValue > 0 else {
      return ChannelAdvice(
        ranked: ranked,
        recommended: nil,
        reason: .nothingWorthwhile(best.channel)
      )
    }
    return ChannelAdvice(ranked: ranked, recommended: best.channel, reason: reason(for: ranked))
  }

  private func reason(for ranked: [ChannelAdvice.Option]) -> ChannelAdvice.Reason {
    let best = ranked[0]
    guard ranked.count > 1 else { return .onlyAllowed(best.channel) }
    let second = ranked[1]
    return best.basis == .personal || second.basis == .personal
      ? .prefers(best.channel, over: second.channel)
      : .usuallyBetter(best.channel, over: second.channel)
  }

  private func option(
    _ channel: Channel,
    segment: Int,
    history: ResponseHistory
  ) -> ChannelAdvice.Option {
    let code = Int(channel.rawValue)
    let own = history.tally(of: channel)
    let terms = options.terms(of: channel)
    let concentration = contactConcentrations[code]
    let rate =
      (concentration * priorRate(channel: code, segment: segment) + Double(own.responses))
      / (concentration + Double(own.sends))
    return ChannelAdvice.Option(
      channel: channel,
      expectedRate: rate,
      evidence: concentration + Double(own.sends),
      expectedValue: rate * terms.value - terms.cost,
      basis: basis(channel: code, segment: segment, ownSends: own.sends)
    )
  }

  private func basis(channel: Int, segment: Int, ownSends: Int) -> ChannelAdvice.Basis {
    if ownSends > 0 { return .personal }
    guard channelSends[channel] > 0 else { return .default }
    let isDistinct =
      segmentSends.count > Channel.capacity
      && segmentSends[segment * Channel.capacity + channel] > 0
    return isDistinct ? .segment : .population
  }
}

extension ResponseHistory {
  /// The contact's sends and responses in one channel.
  func tally(of channel: Channel) -> (sends: Int, responses: Int) {
    var (sends, responses) = (0, 0)
    for send in self.sends where send.channel == channel {
      sends += 1
      responses += send.responded ? 1 : 0
    }
    return (sends, responses)
  }
}
