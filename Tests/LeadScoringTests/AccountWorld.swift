import LeadScoring
import Statistics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Accounts whose contacts share a level, and roles that matter, with known truth.
///
/// A contact converts in a period with `σ(ℓ + ρ + u)`: his own log-odds ℓ, what his role adds, and
/// the level of his account, u. What is reported of him is the average over roles and levels, as a
/// model of contacts would that is right on average but knows neither.
struct AccountWorld {
  struct Member {
    var account: Int
    var role: Int
    var logOdds: Double
    var probability: Double
    var isConverted = false
  }

  /// What each role adds; the first decides.
  static let effects = [0.5, 0.0, -0.9]
  /// How far a role's conversion goes beside that of the first.
  static let weights = effects.reversed().map { exp($0 - effects[0]) }

  /// Who is at risk tonight.
  private(set) var members: [Member] = []
  /// The past: so many periods before tonight.
  private(set) var history: [AccountHistory.Row] = []
  /// The level of every account.
  let levels: [Double]

  init(seed: UInt64, accounts: Int, deviation: Double, periods: Int = 3, meanLogOdds: Double = -5) {
    var random = RandomStream(seed: seed)
    levels = (0..<accounts).map { _ in deviation * random.normal() }
    let rule = GaussHermiteRule(points: 20)
    for account in 0..<accounts {
      // 1 to 40 contacts, half of the accounts with 4 at most.
      let size = 1 + Int(40 * pow(random.uniform(), 3.5))
      for _ in 0..<min(size, 40) {
        let logOdds = meanLogOdds + 1.2 * random.normal()
        let role = min(2, random.integer(below: 4))
        members.append(
          Member(
            account: account,
            role: role,
            logOdds: logOdds,
            probability: Self.reported(logOdds, deviation, rule)
          )
        )
      }
    }
    for period in 0..<periods { live(through: period, &random) }
    members.removeAll(where: \.isConverted)
  }

  /// The mean over roles (¼, ¼, ½) and levels.
  private static func reported(
    _ logOdds: Double,
    _ deviation: Double,
    _ rule: GaussHermiteRule
  ) -> Double {
    var mean = 0.0
    for (node, weight) in zip(rule.nodes, rule.weights) {
      for (effect, share) in zip(effects, [0.25, 0.25, 0.5]) {
        mean += weight * share * logistic(logOdds + effect + deviation * node)
      }
    }
    return mean
  }

  /// One account in three is new tonight and has no past.
  private func isNew(_ account: Int) -> Bool { account % 3 == 0 }

  private mutating func live(through period: Int, _ random: inout RandomStream) {
    for index in members.indices where !members[index].isConverted && !isNew(members[index].account)
    {
      let isConverted = random.uniform() < probability(of: members[index])
      history.append(
        AccountHistory.Row(
          account: members[index].account,
          period: period,
          probability: members[index].probability,
          weightClass: Self.weights.count - 1 - members[index].role,
          isConverted: isConverted
        )
      )
      members[index].isConverted = isConverted
    }
  }

  func probability(of member: Member) -> Double {
    logistic(member.logOdds + Self.effects[member.role] + levels[member.account])
  }

  /// The true probability of every account with anybody at risk tonight, by number; else NaN.
  var truth: [Double] {
    var misses = [Double?](repeating: nil, count: levels.count)
    for member in members {
      misses[member.account] = (misses[member.account] ?? 0) + log1p(-probability(of: member))
    }
    return misses.map { $0.map { -expm1($0) } ?? .nan }
  }

  /// Who converts tonight, drawn from the truth: 1, 0, or NaN where nobody is at risk.
  func outcomes(seed: UInt64) -> [Double] {
    var random = RandomStream(seed: seed)
    return truth.map { truth in
      let draw = random.uniform()
      return truth.isNaN ? .nan : draw < truth ? 1 : 0
    }
  }

  /// The past as accounts and periods; optionally with the rows of other accounts first.
  func past(
    weights: [Double] = AccountWorld.weights,
    reversingAccounts: Bool = false
  ) -> AccountHistory {
    let order = history.indices.sorted { left, right in
      let (a, b) = (history[left].account, history[right].account)
      return reversingAccounts && a != b ? a > b : left < right
    }
    return AccountHistory(
      rows: order.map { history[$0] },
      weights: weights,
      hashes: levels.indices.map { StableHash.value(of: "account \($0)") }
    )
  }

  /// Tonight's accounts under a model.
  func scores(_ model: AccountModel, weights: [Double] = AccountWorld.weights) -> [AccountScore] {
    var rollUp = AccountRollUp(companyCount: levels.count, weights: weights, model: model)
    for (index, member) in members.enumerated() {
      rollUp.add(
        contact: index,
        company: member.account,
        probability: member.probability,
        interval: Interval(lower: member.probability, upper: member.probability),
        isEngaged: false,
        weightClass: Self.weights.count - 1 - member.role
      )
    }
    return rollUp.scores(of: Array(levels.indices))
  }
}
