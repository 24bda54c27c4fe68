public import CRMData
public import Statistics

/// Through which channel to reach one contact, and why.
public struct ChannelAdvice: Hashable, Sendable {
  /// Whose evidence a rate rests on.
  public enum Basis: String, Hashable, Sendable, Codable {
    /// The contact's own sends in the channel.
    case personal
    /// Sends of the channel in the contact's segment.
    case segment
    /// Sends of the channel in the whole list.
    case population
    /// Nobody was ever sent anything in this channel: the rate of all channels stands in.
    case `default`
  }

  /// What one channel promises.
  public struct Option: Hashable, Sendable {
    /// The channel.
    public var channel: Channel
    /// The response rate to expect.
    public var expectedRate: Double
    /// How many sends the evidence behind the rate is worth.
    public var evidence: Double
    /// The rate times the value of a response, less the cost of a send.
    public var expectedValue: Double
    /// Whose evidence the rate rests on.
    public var basis: Basis

    /// Creates an option.
    public init(
      channel: Channel,
      expectedRate: Double,
      evidence: Double,
      expectedValue: Double,
      basis: Basis
    ) {
      self.channel = channel
      self.expectedRate = expectedRate
      self.evidence = evidence
      self.expectedValue = expectedValue
      self.basis = basis
    }

    /// The 95 % interval of the rate, computed when asked for.
    public var interval: Interval { interval(confidence: 0.95) }

    /// The equal-tailed Beta interval of the rate at a confidence between 0 and 1, with the rate in
    /// it.
    public func interval(confidence: Double) -> Interval {
      BetaDistribution(
        alpha: max(0.5, expectedRate * evidence),
        beta: max(0.5, (1 - expectedRate) * evidence)
      )
      .interval(confidence: confidence).including(expectedRate)
    }
  }

  /// Why a channel is recommended, or none.
  public enum Reason: Hashable, Sendable {
    /// The contact's own responses speak for the channel.
    case prefers(Channel, over: Channel)
    /// Nothing is known of the contact; people like him respond more there.
    case usuallyBetter(Channel, over: Channel)
    /// It is the only channel that consent and address allow.
    case onlyAllowed(Channel)
    /// No channel is allowed.
    case noConsent
    /// Every allowed channel costs more than it is expected to bring; the named one least so.
    case nothingWorthwhile(Channel)
  }

  /// The allowed channels by expected value, best first; ties in order of the channels' codes.
  public var ranked: [Option]
  /// The channel to use; nil for none.
  public var recommended: Channel?
  /// Why.
  public var reason: Reason

  /// Creates advice.
  public init(ranked: [Option], recommended: Channel?, reason: Reason) {
    self.ranked = ranked
    self.recommended = recommended
    self.reason = reason
  }

  /// What the recommended channel promises.
  public var best: Option? { recommended == nil ? nil : ranked.first }
}

extension ChannelAdvice {
  /// The reason as a sentence: "answers phone calls (31 %) more than e-mail (8 %)".
  ///
  /// - Parameter customNames: names of the channels that only the data names, in order of code.
  /// - Returns: The sentence, without a subject and a full stop.
  public func sentence(customNames: [String] = []) -> String {
    func phrase(_ channel: Channel) -> String {
      let rate = ranked.first { $0.channel == channel }?.expectedRate ?? 0
      return "\(channel.spokenName(customNames: customNames)) (\(percentage(rate)))"
    }
    return switch reason {
    case .prefers(let channel, let other), .usuallyBetter(let channel, let other):
      comparison(channel, other, phrase)
    case .onlyAllowed(let channel): "only \(phrase(channel)) is allowed"
    case .noConsent: "no channel with consent and address"
    case .nothingWorthwhile(let channel): "even \(phrase(channel)) costs more than it brings"
    }
  }

  private func comparison(
    _ channel: Channel,
    _ other: Channel,
    _ phrase: (Channel) -> String
  ) -> String {
    let isOwn = if case .prefers = reason { true } else { false }
    let verb = isOwn ? "answers" : "contacts like this one answer"
    if percentage(rate(of: channel)) == percentage(rate(of: other)) {
      return "\(verb) \(phrase(channel)) about as often as \(phrase(other))"
    }
    guard rate(of: channel) > rate(of: other) else {
      return "\(phrase(channel)) is worth more after value and cost than \(phrase(other))"
    }
    return "\(verb) \(phrase(channel)) more than \(phrase(other))"
  }

  private func rate(of channel: Channel) -> Double {
    ranked.first { $0.channel == channel }?.expectedRate ?? 0
  }

  /// A rate as people read it: `31 %`, and below ten per cent with one decimal where it matters.
  private func percentage(_ rate: Double) -> String {
    let tenths = Int((rate * 1000).rounded())
    return tenths >= 100 || tenths % 10 == 0
      ? "\(Int((rate * 100).rounded())) %" : "\(tenths / 10).\(tenths % 10) %"
  }
}

extension Channel {
  /// The channel as a sentence calls it.
  fileprivate func spokenName(customNames: [String]) -> String {
    let spoken = [
      "e-mail", "text messages", "phone calls", "push messages", "web", "chat", "letters",
    ]
    if Int(rawValue) < spoken.count { return spoken[Int(rawValue)] }
    let custom = Int(rawValue) - Int(Channel.firstCustomCode)
    return custom < customNames.count ? customNames[custom] : "channel \(rawValue)"
  }
}
