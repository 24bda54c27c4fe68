public import CivilTime
public import Statistics

/// When to write to one contact, and what to expect of it.
public struct SendTimeAdvice: Hashable, Sendable {
  /// Whose evidence chose the hour.
  public enum Basis: String, Hashable, Sendable, Codable {
    /// The contact's own responses or visits.
    case personal
    /// The contact's segment.
    case segment
    /// The whole list.
    case population
    /// Nobody's: there is no evidence at all, the hour is a custom.
    case `default`
  }

  /// The local hour of the week to send in.
  public var hour: HourOfWeek
  /// The response rate to expect there, for this contact's mixture of channels.
  public var expectedRate: Double
  /// How many sends the evidence behind the rate is worth.
  public var evidence: Double
  /// Whose evidence chose the hour.
  public var basis: Basis
  /// The list's best hour, which everybody gets without better knowledge.
  public var commonHour: HourOfWeek
  /// The expected rate here over the one at the common hour, less one.
  public var gain: Double

  /// Creates advice.
  public init(
    hour: HourOfWeek,
    expectedRate: Double,
    evidence: Double,
    basis: Basis,
    commonHour: HourOfWeek,
    gain: Double
  ) {
    self.hour = hour
    self.expectedRate = expectedRate
    self.evidence = evidence
    self.basis = basis
    self.commonHour = commonHour
    self.gain = gain
  }

  /// The 95 % interval of the rate: quantiles of the Beta distribution with this mean and evidence.
  ///
  /// It is computed when asked for, because quantiles cost more than the advice itself.
  public var interval: Interval { interval(confidence: 0.95) }

  /// The equal-tailed interval of the rate at a confidence between 0 and 1, with the rate in it.
  ///
  /// Each side has at least half an event, so that no rate is taken as certain.
  public func interval(confidence: Double) -> Interval {
    BetaDistribution(
      alpha: max(0.5, expectedRate * evidence),
      beta: max(0.5, (1 - expectedRate) * evidence)
    )
    .interval(confidence: confidence).including(expectedRate)
  }
}
