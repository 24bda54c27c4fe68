import CRMData
import LeadScoring
import Tables

/// Rolls contacts up to companies, hands companies over, and writes both down.
struct AccountNight {
  let snapshot: CRMSnapshot
  let configuration: AccountConfiguration
  let model: AccountModel

  /// What was written.
  struct Outcome {
    var summary: AccountSummary
    var handedOver: [AccountTables.HandOff]
    /// The companies likeliest to buy that sales may call, for the report.
    var likeliest: [AccountScore]
  }

  /// Writes `accounts.csv` and `handoff_accounts.csv`.
  ///
  /// - Parameters:
  ///   - rollUp: all contacts.
  ///   - earlier: the companies that sales has already.
  ///   - outputs: get the tables.
  /// - Returns: What was written.
  /// - Throws: an error when a table cannot be written.
  func write(
    _ rollUp: AccountRollUp,
    handedOverBefore earlier: Set<Int> = [],
    to outputs: OutputSet
  ) throws -> Outcome {
    let scores = rollUp.scores(in: snapshot.companies)
    let chosen = configuration.handOff.chosen(
      from: scores,
      in: snapshot.companies,
      handedOverBefore: earlier
    ).map { AccountTables.HandOff(score: $0, owner: owner(of: $0)) }
    let tables = AccountTables(snapshot: snapshot, roles: configuration.roles)
    try tables.writeAccounts(scores, to: outputs)
    try tables.writeHandOff(chosen, to: outputs)
    let summary = AccountSummary(
      accounts: scores.count,
      customers: scores.count { $0.convertedContacts > 0 },
      handedOver: chosen.count,
      basis: scores.reduce(into: [:]) { $0[$1.basis.rawValue, default: 0] += 1 },
      model: model
    )
    let likeliest = scores.enumerated()
      .filter { !$0.element.callableContacts.isEmpty && $0.element.convertedContacts == 0 }
      .sorted { ($1.element.probability, $0.offset) < ($0.element.probability, $1.offset) }
      .prefix(10).map(\.element)
    return Outcome(summary: summary, handedOver: chosen, likeliest: likeliest)
  }

  /// Who looks after the company, else after the best contact to call.
  private func owner(of account: AccountScore) -> String {
    snapshot.companies.attributes["owner"]?.text(at: account.company)
      ?? account.callableContacts.first.flatMap { snapshot.contacts.owner?.text(at: $0) } ?? ""
  }
}
