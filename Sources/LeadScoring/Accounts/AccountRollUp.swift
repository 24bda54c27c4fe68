public import CRMData
public import Statistics
import Tables

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Rolls contacts up to companies: noisy-OR, `1 − Π(1 − pᵢ)^wᵢ`, and what was learned of accounts.
///
/// Contacts who converted already belong to the account, play roles and are counted, but add
/// nothing to the probability, which is that of a further contact's first conversion. Contacts
/// without a company, or whose company is a provider of free mail, are no account.
///
/// Without a model all contacts have the base rate, which says nothing about a company: then it is
/// the probability of one of them.
public struct AccountRollUp: Sendable {
  /// One contact of a company.
  struct Member: Sendable {
    var contact: Int32
    var company: Int32
    var probability: Double
    var interval: Interval
    var engagement: Double
    var roles: RoleSet
    var weightClass: Int32
    var isEngaged: Bool
    var isConverted: Bool
    var mayBeCalled: Bool
  }

  private var members: [Member] = []
  private let hasModel: Bool
  private let model: AccountModel
  private let weights: [Double]

  /// Starts with no contacts.
  ///
  /// - Parameters:
  ///   - companyCount: about how many companies there are.
  ///   - hasModel: whether contacts have probabilities of their own, rather than the base rate.
  ///   - weights: the weights that contacts can have.
  ///   - model: what was learned of past accounts.
  public init(
    companyCount: Int,
    hasModel: Bool = true,
    weights: [Double] = [1],
    model: AccountModel = .unlearned
  ) {
    (self.hasModel, self.weights, self.model) = (hasModel, weights, model)
    members.reserveCapacity(companyCount)
  }

  /// Adds one contact.
  ///
  /// Contacts are added in the order of their identifiers, so that the sum is the same every time.
  ///
  /// - Parameters:
  ///   - contact: the contact.
  ///   - company: his company; negative for none.
  ///   - probability: the probability that he converts.
  ///   - interval: its interval.
  ///   - isEngaged: whether he counts as engaged.
  ///   - engagement: his engagement, 0 to 100.
  ///   - roles: the roles that he plays.
  ///   - weightClass: the position of his weight among the weights.
  ///   - isConverted: whether he converted already.
  ///   - mayBeCalled: whether sales may call him at all.
  public mutating func add(
    contact: Int,
    company: Int,
    probability: Double,
    interval: Interval,
    isEngaged: Bool,
    engagement: Double = 0,
    roles: RoleSet = RoleSet(),
    weightClass: Int = 0,
    isConverted: Bool = false,
    mayBeCalled: Bool = true
  ) {
    guard company >= 0 else { return }
    members.append(
      Member(
        contact: Int32(contact),
        company: Int32(company),
        probability: probability,
        interval: interval,
        engagement: engagement,
        roles: roles,
        weightClass: Int32(weightClass),
        isEngaged: isEngaged,
        isConverted: isConverted,
        mayBeCalled: mayBeCalled && !isConverted
      )
    )
  }

  /// The companies with contacts, in the bytewise order of their identifiers.
  ///
  /// - Complexity: O(contacts), some 25 multiplications for each where levels were learned.
  public func scores(in companies: CompanyTable) -> [AccountScore] {
    let free = FreeMail.companies(of: companies)
    return scores(of: companies.ids.sortedIDs().filter { !free.contains($0) })
  }

  /// The companies with contacts among some, in the order given.
  public func scores(of companies: [Int]) -> [AccountScore] {
    let count = members.reduce(companies.max() ?? -1) { max($0, Int($1.company)) } + 1
    let (order, starts) = grouped(companies: count)
    var account = AccountAtWork(weights: weights, model: model, hasModel: hasModel)
    var scores = companies.compactMap { company -> AccountScore? in
      let range = starts[company]..<starts[company + 1]
      if range.isEmpty { return nil }
      return account.score(of: company, order[range].lazy.map { ($0, members[$0]) })
    }
    if hasModel { model.correct(&scores) }
    return scores
  }

  /// The members by company and weight, otherwise in their order.
  private func grouped(companies: Int) -> (order: [Int], starts: [Int]) {
    var order = Array(members.indices)
    order = StableOrder.sorted(order, count: weights.count) { Int(members[$0].weightClass) }
    order = StableOrder.sorted(order, count: companies) { Int(members[$0].company) }
    var starts = [Int](repeating: 0, count: companies + 1)
    for member in members { starts[Int(member.company) + 1] += 1 }
    for company in 0..<companies { starts[company + 1] += starts[company] }
    return (order, starts)
  }
}
