import CRMData
import CivilTime
public import Features

/// Learns when contacts respond, by closed-form shrinkage: contact to segment to population.
///
///     let model = SendTimeEstimator().fitted(to: counts, sample: sample)
///     let advice = model.advice(for: history, segment: 2)
///
/// Population and segment curves come from the counts of the whole list, with the channels' rates
/// removed. How far a contact's own responses and visits may pull him away from them is learned
/// on the sample, by predicting its sends: each send without itself, visits never. Evidence that
/// does not improve those predictions by ``SendTimeOptions/proof`` is not used at all.
public struct SendTimeEstimator: Hashable, Sendable {
  /// One contact of the sample.
  public typealias SampledContact = (history: ResponseHistory, segment: Int)

  /// The options.
  public var options: SendTimeOptions

  /// Creates an estimator.
  public init(options: SendTimeOptions = SendTimeOptions()) {
    self.options = options
  }

  /// The model of a list.
  ///
  /// - Parameters:
  ///   - counts: the whole list.
  ///   - sample: contacts of it, chosen by a hash of the contact and in a fixed order, since sums
  ///     run in that order; 20 000 are plenty.
  /// - Returns: The model; a list without responses falls back to visits, then to custom.
  public func fitted(to counts: SendTimeCounts, sample: [SampledContact]) -> SendTimeModel {
    let list = ListEvidence(counts)
    var model = untuned(list)
    guard list.timedResponses > 0 else { return model }
    let sends = TimingSample(sample, model: model)
    if sends.count > 0 { sends.tune(&model) }
    return model
  }

  /// The model with population and segments, before anything is learned from the sample.
  private func untuned(_ list: ListEvidence) -> SendTimeModel {
    let (untrusted, origin) = list.commonCurve()
    let trust = list.trust
    let curve = zip(untrusted, trust).map { $0 * $1 }
    let common =
      origin == .default ? Int(SendTimeModel.defaultHour.rawValue) : curve.firstIndexOfMaximum
    let segments = list.segments(commonCurve: untrusted).map { segment in
      (curve: zip(segment.curve, trust).map { $0 * $1 }, level: segment.level)
    }
    let counts = list.counts
    let isTested = list.timedResponses > 0 || counts.totalVisits == 0
    return SendTimeModel(
      summary: .init(
        sends: counts.totalSends,
        responses: counts.totalResponses,
        visits: counts.totalVisits,
        sampleSends: 0,
        commonLogLikelihood: 0,
        visitGain: 0,
        responseGain: 0
      ),
      options: options,
      commonHour: HourOfWeek(day: common / 24, hour: common % 24),
      commonCurve: curve,
      visitWeight: isTested ? .none : options.untestedVisitWeight,
      contactConcentration: counts.totalSends > 0 ? options.untestedConcentration : 1,
      hourConcentration: nil,
      channelRates: list.channelRates,
      overallRate: list.overallRate,
      origin: origin,
      segmentCurves: segments.map(\.curve),
      segmentMeans: segments.map { $0.curve.reduce(0, +) / 168 },
      segmentLevels: segments.map(\.level),
      segmentHours: segments.map { bestHour(of: $0.curve, common: common) },
      visitKernel: HourKernel(width: options.visitWidth, scale: .sum),
      responseKernel: HourKernel(width: options.responseWidth, scale: .peak)
    )
  }

  /// The best hour of a segment where its curve passes the margin, else the common one.
  private func bestHour(of curve: [Double], common: Int) -> HourOfWeek {
    let best = curve.firstIndexOfMaximum
    let hour = curve[best] > (1 + options.gainMargin) * curve[common] ? best : common
    return HourOfWeek(day: hour / 24, hour: hour % 24)
  }
}
