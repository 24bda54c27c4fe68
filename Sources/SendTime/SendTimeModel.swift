public import CivilTime
public import Features

/// When each contact of a list responds: the fitted model, which may be saved.
///
/// The rate of contact c in hour h of the week is
///
///     level_c · base_c · T_c(h) · r_c(h)
///     T_c(h) = (1 − ρ_c·(v + d))·f(h) + ρ_c·(v·W_c(h) + d·D_c(h)),  ρ_c = V/(V + pseudo-visits)
///     r_c(h) = (κ·q + Y_c(h)) / (κ·q + Q_c(h))
///
/// with base_c the segment's rates in the channels of the contact's sends, level_c and r_c
/// Beta-Binomial shrinkage of his own responses (over all sends; over sends near h, Y observed
/// and Q expected), f the segment's curve, and W_c, D_c his smoothed visits by hour of week and
/// of day as densities against the whole week. v, d, κ are learned from sends the model has not
/// seen; visits are evidence about hours only, never about the level.
public struct SendTimeModel: Hashable, Sendable, Codable {
  /// What the model rests on.
  public struct FitSummary: Hashable, Sendable, Codable {
    /// Sends of the whole list.
    public var sends: Int
    /// Responses of the whole list.
    public var responses: Int
    /// Visits of the whole list.
    public var visits: Int
    /// Sends with a known hour in the sample that chose the hyper-parameters.
    public var sampleSends: Int
    /// Log-likelihood of those sends, each predicted without itself, by level and common curve.
    public var commonLogLikelihood: Double
    /// What the contact's visits add to it.
    public var visitGain: Double
    /// What the contact's own responses by hour add on top.
    public var responseGain: Double
  }

  /// What the model rests on.
  public internal(set) var summary: FitSummary
  /// The options of the fit.
  public internal(set) var options: SendTimeOptions
  /// The list's best hour.
  public internal(set) var commonHour: HourOfWeek
  /// The response by hour of the week relative to the list's mean over its sends.
  ///
  /// An hour in which nobody was ever written to counts half, whatever its neighbours say, and one
  /// in which a single contact was counts three quarters.
  public internal(set) var commonCurve: [Double]
  /// How much a contact's own visits count.
  public internal(set) var visitWeight: VisitWeight
  /// How many sends a contact's prior rate is worth.
  public internal(set) var contactConcentration: Double
  /// How many sends a contact's prior rate at one hour is worth.
  ///
  /// Nil where own hours prove nothing in the list as a whole. Contacts whose own sends prove a
  /// habit have `options.provenConcentration` instead.
  public internal(set) var hourConcentration: Double?

  /// Response rates by channel, shrunk to the list's; channels beyond have the list's rate.
  var channelRates: [Double]
  /// The list's response rate over all channels.
  var overallRate: Double
  /// What the hour is chosen by when the contact adds nothing.
  var origin: SendTimeAdvice.Basis
  /// Response by hour of each segment, relative to the mean of its sends.
  var segmentCurves: [[Double]]
  /// Means of the segment curves over the hours of a week.
  var segmentMeans: [Double]
  /// Response rates of the segments relative to the list's.
  var segmentLevels: [Double]
  /// The best hour of each segment where it clearly differs, else the list's.
  var segmentHours: [HourOfWeek]

  let visitKernel: HourKernel
  let responseKernel: HourKernel

  /// The hour for a list without any evidence: Tuesday 10:00, a custom and nothing more.
  public static let defaultHour = HourOfWeek(day: 1, hour: 10)

  /// The response by hour of the week in one segment, relative to the mean over its sends.
  public func segmentCurve(_ segment: Int) -> [Double] { segmentCurves[segment] }

  /// The best hour of one segment where its curve clearly differs, else the list's best hour.
  public func segmentHour(_ segment: Int) -> HourOfWeek { segmentHours[segment] }

  /// The expected response rates of one contact in the 168 hours of the week.
  public func rates(for history: ResponseHistory, segment: Int) -> [Double] {
    var scratch = SendTimeScratch()
    _ = advice(for: history, segment: segment, using: &scratch)
    return scratch.rates
  }

  /// When to write to one contact.
  public func advice(for history: ResponseHistory, segment: Int) -> SendTimeAdvice {
    var scratch = SendTimeScratch()
    return advice(for: history, segment: segment, using: &scratch)
  }
}
