public import Evaluation
import Statistics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// How the probabilities of an account's contacts become the account's.
///
/// With members' log-odds ℓᵢ, an account's own level `u ~ N(m, v)` and a common shift a,
///
///     P = c(E[1 − Π (1 − σ(ℓᵢ + a + u))^wᵢ])
///
/// where c is the correction learned from past accounts. Colleagues share u: that is why plain
/// noisy-OR says too much of large accounts. An account without past has the law of all accounts,
/// N(0, τ²).
public struct AccountModel: Sendable, Codable {
  /// What account probabilities rest on.
  public enum Basis: String, Sendable, Codable {
    /// Noisy-OR as it is: too few accounts converted to learn more.
    case uncalibrated
    /// The shared level of accounts and the correction were learned from past accounts.
    case calibrated
  }

  /// What account probabilities rest on.
  public internal(set) var basis: Basis
  /// How many accounts converted in some past period, and how many did not.
  public internal(set) var convertedAccounts: Int
  /// How many accounts did not convert.
  public internal(set) var otherAccounts: Int
  /// The share of accounts and periods with a conversion, one half of each added.
  public internal(set) var baseRate: Double
  /// What is added to the log-odds of every member, a.
  public internal(set) var shift = 0.0
  /// The standard error of ``shift``.
  public internal(set) var shiftError = 0.0
  /// How much the levels of accounts differ, τ.
  public internal(set) var standardDeviation = 0.0
  /// The standard error of ln τ; 0 where the likelihood says nothing.
  public internal(set) var deviationError = 0.0
  /// Whether the weights of roles predict past accounts at least as well as equal weights.
  public internal(set) var isWeighted = true
  /// The correction.
  public internal(set) var calibration = CalibrationMap.identity
  /// How the ways to roll up predict accounts that they did not learn from; nil where there are too
  /// few.
  public internal(set) var report: AccountReport?
  /// What is known of single accounts, by number; not saved: tonight's numbers are not tomorrow's.
  var levels: [AccountLevel?] = []

  private enum CodingKeys: String, CodingKey {
    case basis, convertedAccounts, otherAccounts, baseRate, shift, shiftError
    case standardDeviation, deviationError, isWeighted, calibration, report
  }

  /// The points of the average over levels.
  static let rule = GaussHermiteRule(points: 20)

  /// Without past accounts.
  public static let unlearned = AccountModel(convertedAccounts: 0, otherAccounts: 0, periods: 0)

  init(convertedAccounts: Int, otherAccounts: Int, periods: Int, conversions: Int = 0) {
    basis = .uncalibrated
    self.convertedAccounts = convertedAccounts
    self.otherAccounts = otherAccounts
    baseRate = (Double(conversions) + 0.5) / (Double(periods) + 1)
  }

  /// What is known of an account that has no past.
  public var commonLevel: AccountLevel {
    AccountLevel(mean: 0, variance: standardDeviation * standardDeviation)
  }

  /// What is known of an account; the common law for one without past.
  public func level(of account: Int) -> AccountLevel {
    (levels.indices.contains(account) ? levels[account] : nil) ?? commonLevel
  }

  /// The average over an account's level, before correction.
  func probability(of hazard: MemberHazard, level: AccountLevel, isWeighted: Bool) -> Double {
    guard level.variance > 0 else {
      return -expm1(-hazard(scale: exp(shift + level.mean), isWeighted: isWeighted))
    }
    let deviation = level.variance.squareRoot()
    var average = 0.0
    for (node, weight) in zip(Self.rule.nodes, Self.rule.weights) {
      let scale = exp(shift + level.mean + deviation * node)
      average -= weight * expm1(-hazard(scale: scale, isWeighted: isWeighted))
    }
    return average
  }

  /// The ends of what the account's own probability may be, before correction.
  ///
  /// The level is uncertain by `v`, and v because τ is: for a lognormal τ the mean of τ² is
  /// `τ²·e^(2s²)`. The shift is uncertain by its error, and the members' log-odds by `error`, all in
  /// one direction. The correction is taken as known.
  func interval(
    of hazard: MemberHazard,
    level: AccountLevel,
    error: Double,
    confidence: Double = 0.95
  ) -> Interval {
    let reach = NormalDistribution.twoSidedQuantile(confidence: confidence)
    let spread = level.variance * exp(2 * deviationError * deviationError)
    let deviation = (spread + shiftError * shiftError + error * error).squareRoot()
    let (center, width) = (shift + level.mean, reach * deviation)
    return Interval(
      lower: -expm1(-hazard(scale: exp(center - width), isWeighted: isWeighted)),
      upper: -expm1(-hazard(scale: exp(min(center + width, 700)), isWeighted: isWeighted))
    )
  }

  /// Corrects scores, and says what that changes.
  ///
  /// The ends of an interval move by as many log-odds as the probability: the correction is right
  /// for averages over levels, and must not narrow what single accounts differ by.
  func correct(_ scores: inout [AccountScore]) {
    guard basis == .calibrated else { return }
    let probabilities = scores.map { clampedProbability($0.probability) }
    // A map refuses only what is no probability.
    let corrected = (try? calibration.applied(to: probabilities)) ?? probabilities
    for index in scores.indices where scores[index].basis != .nobodyAtRisk {
      let change = logit(corrected[index]) - logit(probabilities[index])
      func moved(_ end: Double) -> Double { logistic(logit(clampedProbability(end)) + change) }
      let interval = scores[index].interval
      scores[index].probability = corrected[index]
      scores[index].interval = Interval(
        lower: min(moved(interval.lower), corrected[index]),
        upper: max(moved(interval.upper), corrected[index])
      )
      scores[index].parts.correction = change
    }
  }
}

/// How well ways to roll up contacts predict accounts that they did not learn from.
public struct AccountReport: Sendable, Hashable, Codable {
  /// A way to roll up.
  public enum Method: String, Sendable, Codable, CaseIterable {
    /// The highest probability of a contact.
    case bestContact = "best contact"
    /// `1 − Π(1 − p)`.
    case noisyOr = "noisy-OR"
    /// `1 − Π(1 − p)^w`.
    case weightedNoisyOr = "noisy-OR with role weights"
    /// With the level that the contacts of an account share.
    case randomIntercept = "random intercept"
    /// The best contact, corrected in the same way.
    case calibratedBestContact = "best contact, calibrated"
    /// What is used.
    case calibrated = "random intercept, calibrated"
  }

  /// How one way fares.
  public struct Row: Sendable, Hashable, Codable {
    /// The way.
    public var method: Method
    /// The mean log-loss of an account in a period.
    public var logLoss: Double
    /// The expected calibration error in ten groups of equal size.
    public var calibrationError: Double
  }

  /// Accounts times periods.
  public var sampleSize: Int
  /// How many of them converted.
  public var conversions: Int
  /// One row for each way.
  public var rows: [Row]

  /// How one way fares.
  public subscript(method: Method) -> Row? { rows.first { $0.method == method } }
}
