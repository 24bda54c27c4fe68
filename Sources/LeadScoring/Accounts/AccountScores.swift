public import CRMData
public import Statistics
import Tables

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// What the people of one company say about it together.
public struct AccountScore: Sendable, Hashable {
  /// The company's number.
  public var company: Int
  /// The probability that at least one contact converts, taken as independent.
  public var probability: Double
  /// The same from the ends of the contacts' intervals.
  public var interval: Interval
  /// How many contacts it has.
  public var contacts: Int
  /// How many of them are engaged (engagement digit 1 or 2).
  public var engagedContacts: Int
  /// The contact with the highest probability.
  public var strongestContact: Int
}

/// Rolls contacts up to companies: noisy-OR, `1 − Π(1 − pᵢ)`.
///
/// Colleagues are not independent, so the probability is an upper estimate; read it with the
/// number of engaged contacts. Without a model all contacts have the base rate, which says nothing
/// about a company: then it is the strongest contact's probability.
public struct AccountRollUp: Sendable {
  private struct Sum: Sendable {
    var logMiss = 0.0
    var logMissLow = 0.0
    var logMissHigh = 0.0
    var contacts = 0
    var engaged = 0
    var strongest: (contact: Int, probability: Double)?
  }

  private var sums: [Sum]
  private let hasModel: Bool

  /// Starts with no contacts.
  public init(companyCount: Int, hasModel: Bool = true) {
    sums = [Sum](repeating: Sum(), count: companyCount)
    self.hasModel = hasModel
  }

  /// Adds one contact.
  ///
  /// Contacts are added in the order of their identifiers, so that the sum is the same every time.
  public mutating func add(
    contact: Int,
    company: Int,
    probability: Double,
    interval: Interval,
    isEngaged: Bool
  ) {
    guard company >= 0 else { return }
    if hasModel || sums[company].contacts == 0 {
      sums[company].logMiss += log1p(-probability)
      sums[company].logMissLow += log1p(-interval.lower)
      sums[company].logMissHigh += log1p(-interval.upper)
    }
    sums[company].contacts += 1
    if isEngaged { sums[company].engaged += 1 }
    if probability > sums[company].strongest?.probability ?? -1 {
      sums[company].strongest = (contact, probability)
    }
  }

  /// The companies with contacts, in the bytewise order of their identifiers.
  public func scores(in companies: CompanyTable) -> [AccountScore] {
    companies.ids.sortedIDs().compactMap { company in
      let sum = sums[company]
      guard let strongest = sum.strongest else { return nil }
      return AccountScore(
        company: company,
        probability: -expm1(sum.logMiss),
        interval: Interval(lower: -expm1(sum.logMissLow), upper: -expm1(sum.logMissHigh)),
        contacts: sum.contacts,
        engagedContacts: sum.engaged,
        strongestContact: strongest.contact
      )
    }
  }
}
