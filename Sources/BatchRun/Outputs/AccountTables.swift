import CRMData
import CSV
import LeadScoring
import Statistics
import Tables

/// Writes the roll-up of companies, and those that go to sales.
struct AccountTables {
  let snapshot: CRMSnapshot
  let roles: BuyingRoles

  /// An account that goes to sales, with who looks after it.
  struct HandOff: Hashable {
    var score: AccountScore
    var owner: String
  }

  func writeAccounts(_ accounts: [AccountScore], to outputs: OutputSet) throws {
    let table = try outputs.table(
      "accounts.csv",
      [
        "company_id", "probability", "probability_low", "probability_high", "contacts",
        "engaged_contacts", "reasons", "basis", "highest_probability", "top_mean",
        "strongest_contact", "engagement", "converted_contacts", "roles_covered", "roles_engaged",
        "roles_missing", "contacts_to_call",
      ]
    )
    for account in accounts {
      table.field(snapshot.companies.ids.string(account.company))
      writeProbability(of: account, table)
      table.field(account.contacts)
      table.field(account.engagedContacts)
      writeReasons(of: account, table)
      table.field(account.basis.rawValue)
      table.field(clampedProbability(account.highest), significantDigits: AdviceWriter.digits)
      table.field(clampedProbability(account.topMean), significantDigits: AdviceWriter.digits)
      table.field(name(of: account.strongestContact))
      table.field(account.engagement, significantDigits: 4)
      table.field(account.convertedContacts)
      table.field(list(roles.names(in: account.coveredRoles)))
      table.field(list(roles.names(in: account.engagedRoles)))
      table.field(list(roles.names(in: roles.all.subtracting(account.coveredRoles))))
      table.field(list(account.callableContacts.map(name)))
      try table.endRecord()
    }
  }

  func writeHandOff(_ accounts: [HandOff], to outputs: OutputSet) throws {
    let table = try outputs.table(
      "handoff_accounts.csv",
      [
        "company_id", "owner", "probability", "probability_low", "probability_high",
        "contacts_to_call", "roles_engaged", "roles_missing", "reasons",
      ]
    )
    for account in accounts {
      table.field(snapshot.companies.ids.string(account.score.company))
      table.field(account.owner)
      writeProbability(of: account.score, table)
      table.field(list(account.score.callableContacts.map(name)))
      table.field(list(roles.names(in: account.score.engagedRoles)))
      table.field(list(roles.names(in: roles.all.subtracting(account.score.coveredRoles))))
      writeReasons(of: account.score, table)
      try table.endRecord()
    }
  }

  private func name(of contact: Int) -> String { snapshot.contacts.ids.string(contact) }

  private func list(_ names: [String]) -> String { names.joined(separator: ";") }

  private func writeProbability(of account: AccountScore, _ table: CSVWriter) {
    for value in [account.probability, account.interval.lower, account.interval.upper] {
      table.field(clampedProbability(value), significantDigits: AdviceWriter.digits)
    }
  }

  private func writeReasons(of account: AccountScore, _ table: CSVWriter) {
    var bytes: [UInt8] = []
    Reasons(
      logOdds: account.logOdds,
      base: account.parts.base,
      contributions: account.contributions(naming: name)
    ).appendJSON(to: &bytes)
    bytes.withUnsafeBytes { table.field($0) }
  }
}
