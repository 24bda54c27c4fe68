import CivilTime
import Statistics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// What the law says about one contact of a world of causes.
struct CauseTruth {
  /// What the causes added at the past instants at which a conversion was possible, by ``Cause``.
  private(set) var sums = [Double](repeating: 0, count: Cause.allCases.count)
  /// How many such instants there were.
  private(set) var months = 0
  /// What the causes add on the last day, by ``Cause``.
  var effects: [Double] = []
  /// What the logits of the company's contacts share.
  var accountEffect = 0.0

  mutating func add(_ effects: [Double]) {
    for cause in effects.indices { sums[cause] += effects[cause] }
    months += 1
  }

  /// The log-odds on the last day, without the account's effect.
  var logOdds: Double { effects.reduce(CauseLaw.intercept, +) }

  /// The probability of a conversion within 30 days of the last day, as far as files can tell: the
  /// mean over all effects that the account may have.
  var probability: Double {
    zip(Self.rule.nodes, Self.rule.weights).reduce(0) { sum, point in
      sum + point.1 * logistic(logOdds + CompanyRecord.effectDeviation * point.0)
    }
  }

  private static let rule = GaussHermiteRule(points: 20)
}

extension ContactLife {
  /// Draws in which month the contact converts, if at all; all events must have happened.
  ///
  /// Months end on the last day of the window; the contacts who are known and have not converted
  /// at the beginning of one convert at any time in it.
  mutating func convertByCauses(_ traits: CauseTraits) {
    let record = contact.company.map { CompanyRecord(of: $0, seed: options.seed) }
    let law = CauseLaw(of: contact, traits: traits, company: record, options: options)
    var truth = CauseTruth()
    truth.accountEffect = record?.effect ?? 0
    var stream = RandomStream(
      seed: options.seed,
      key: UInt64(contact.number),
      purpose: Purpose.conversion
    )
    let months = Int((options.end - options.start).inDays / CauseLaw.month.inDays)
    for month in 0..<months {
      let instant = options.end - .days(30 * (months - month))
      guard conversion == nil, contact.createdAt <= instant else { continue }
      let effects = law.effects(of: contact, events: events, at: instant)
      truth.add(effects)
      let logit = effects.reduce(CauseLaw.intercept, +) + law.shift(at: instant)
      if stream.bernoulli(logistic(logit + truth.accountEffect)) {
        let seconds = 1 + stream.integer(below: Int(CauseLaw.month.inSeconds))
        conversion = (instant + .seconds(seconds), conversionValue(&stream))
      }
    }
    truth.effects = law.effects(of: contact, events: events, at: options.end)
    causeTruth = truth
  }
}
