import CRMData
public import Features
import Statistics

/// Learns how contacts respond by channel, by Beta-Binomial shrinkage.
///
///     let model = ChannelPreferenceEstimator().fitted(to: counts, sample: sample)
///     let advice = model.advice(for: history, segment: 0, allowed: [.init(.email), .init(.sms)])
///
/// A contact's rate in a channel is shrunk to his segment's, and that to the list's; the strength
/// of either shrinkage has the highest marginal likelihood among the candidates. Channels were
/// not chosen at random: the rates say who responds where, not what a change would cause.
public struct ChannelPreferenceEstimator: Hashable, Sendable {
  /// One contact of the sample.
  public typealias SampledContact = (history: ResponseHistory, segment: Int)

  /// The options.
  public var options: ChannelPreferenceOptions

  /// Creates an estimator.
  public init(options: ChannelPreferenceOptions = ChannelPreferenceOptions()) {
    self.options = options
  }

  /// The model of a list.
  ///
  /// - Parameters:
  ///   - counts: the whole list.
  ///   - sample: contacts of it, chosen by a hash of the contact and in a fixed order.
  /// - Returns: The model; channels without a send have the rate of all channels together.
  public func fitted(
    to counts: ChannelCounts,
    sample: [SampledContact]
  ) -> ChannelPreferenceModel {
    let channels = (0..<UInt8(Channel.capacity)).map { Channel(rawValue: $0) }
    let totals = channels.map { counts.total(of: $0) }
    let (sends, responses) = totals.reduce(into: (0, 0)) { sum, total in
      sum.0 += total.sends
      sum.1 += total.responses
    }
    let overall = (Double(responses) + customaryRate) / (Double(sends) + 1)
    var model = ChannelPreferenceModel(
      options: options,
      sends: sends,
      responses: responses,
      overallRate: overall,
      contactConcentrations: channels.map { _ in options.untestedConcentration },
      channelSends: totals.map(\.sends),
      segmentRates: [],
      segmentSends: counts.sends
    )
    let rates = zip(channels, totals).map { channel, total in
      let listRate = (Double(total.responses) + overall) / (Double(total.sends) + 1)
      return segmentRates(of: channel, counts: counts, listRate: listRate)
    }
    model.segmentRates = (0..<counts.segments).flatMap { segment in rates.map { $0[segment] } }
    for channel in channels where totals[Int(channel.rawValue)].sends > 0 {
      let cells = cells(of: sample, in: channel, model: model)
      guard !cells.isEmpty else { continue }
      model.contactConcentrations[Int(channel.rawValue)] = concentration(
        of: cells,
        among: options.contactConcentrations
      )
    }
    return model
  }

  /// The prior response rate where nothing was ever sent, worth one send.
  private var customaryRate: Double { 0.1 }

  private func segmentRates(
    of channel: Channel,
    counts: ChannelCounts,
    listRate: Double
  ) -> [Double] {
    let totals = (0..<counts.segments).map { counts.total(of: channel, segment: $0) }
    let cells = totals.filter { $0.sends > 0 }.map {
      Cell(trials: Double($0.sends), successes: Double($0.responses), prior: listRate)
    }
    let strength = concentration(of: cells, among: options.segmentConcentrations)
    return totals.map {
      (Double($0.responses) + strength * listRate) / (Double($0.sends) + strength)
    }
  }

  /// The sample's contacts with sends in a channel.
  private func cells(
    of sample: [SampledContact],
    in channel: Channel,
    model: ChannelPreferenceModel
  ) -> [Cell] {
    sample.compactMap { contact in
      let own = contact.history.tally(of: channel)
      guard own.sends > 0 else { return nil }
      return Cell(
        trials: Double(own.sends),
        successes: Double(own.responses),
        prior: model.priorRate(of: channel, segment: contact.segment)
      )
    }
  }

  /// Some trials with the same rate, which comes from a Beta distribution with a known mean.
  private struct Cell {
    var trials: Double
    var successes: Double
    var prior: Double
  }

  /// The Beta-Binomial concentration with the highest marginal likelihood; ties go to the largest.
  private func concentration(of cells: [Cell], among candidates: [Double]) -> Double {
    var best = (concentration: candidates.last ?? 1, logLikelihood: -Double.infinity)
    for candidate in candidates.reversed() {
      let logLikelihood = cells.reduce(0) { sum, cell in
        sum + logRisingFactorial(candidate * cell.prior, cell.successes)
          + logRisingFactorial(candidate * (1 - cell.prior), cell.trials - cell.successes)
          - logRisingFactorial(candidate, cell.trials)
      }
      if logLikelihood > best.logLikelihood { best = (candidate, logLikelihood) }
    }
    return best.concentration
  }
}
