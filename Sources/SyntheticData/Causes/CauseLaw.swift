import CivilTime
import Statistics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The logit of a conversion within 30 days of an instant, cause by cause.
struct CauseLaw {
  /// The logit without any cause.
  static let intercept = -3.6
  static let month = TimeSpan.days(30)

  private static let recencyWeight = -0.12
  private static let ageWeight = -0.10
  /// The recency of those of whom nothing was ever heard.
  private static let silence = recencyWeight * log1p(90)

  private let options: CauseOptions
  private let end: Instant
  /// By ``Cause``: what does not change with time.
  private let constant: [Double]

  init(of contact: Contact, traits: CauseTraits, company: CompanyRecord?, options: WorldOptions) {
    self.options = options.causes ?? CauseOptions()
    end = options.end
    var effects = [Double](repeating: 0, count: Cause.allCases.count)
    func set(_ cause: Cause, _ effect: Double) { effects[cause.index] = effect }
    if let record = company, let employer = contact.company {
      set(.industry, record.hasIndustry ? employer.industry.effect : 0)
      set(
        .employees,
        record.hasEmployees
          ? Self.effect(ofEmployees: employer.employees)
          : CompanyRecord.missingEmployees
      )
    } else {
      set(.employees, CompanyRecord.missingEmployees)
    }
    set(.seniority, contact.missing.seniority ? 0 : contact.seniority.effect)
    set(.department, traits.department?.effect ?? CauseTraits.missingDepartment)
    set(.leadSource, traits.leadSource?.effect ?? 0)
    constant = effects
  }

  /// Rises with the logarithm of the size, and levels off both ways: −0.5 for 1, 0 for 100, 0.46
  /// for 10,000.
  static func effect(ofEmployees employees: Int) -> Double {
    0.6 * tanh((log1p(Double(employees)) - log1p(100)) / 3)
  }

  /// How much the logit of everybody differs at an instant from that on the last day.
  func shift(at instant: Instant) -> Double {
    options.drift * ((instant - end).inDays / Self.month.inDays)
  }

  /// What each cause adds at an instant, by ``Cause``; the events are all of the contact's, in order
  /// of time.
  func effects(of contact: Contact, events: [ContactEvent], at instant: Instant) -> [Double] {
    var effects = constant
    var counts = [Double](repeating: 0, count: Cause.allCases.count)
    var last: Instant?
    for event in events {
      if event.instant > instant { break }
      if event.isByPerson { last = event.instant }
      guard let cause = Cause(event), let count = cause.count else { continue }
      counts[cause.index] += exp2(-(instant - event.instant).inDays / count.halfLifeDays)
    }
    for cause in Cause.allCases {
      guard let count = cause.count else { continue }
      effects[cause.index] = count.weight * log1p(counts[cause.index])
    }
    // Page views weigh more from month to month, where anything drifts.
    effects[Cause.pageView.index] *= max(0, 1 + 2 * shift(at: instant))
    effects[Cause.recency.index] =
      last.map { Self.recencyWeight * log1p((instant - $0).inDays) } ?? Self.silence
    effects[Cause.age.index] = Self.ageWeight * log1p((instant - contact.createdAt).inDays)
    return effects
  }
}

extension Cause {
  /// The position among all causes.
  var index: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
