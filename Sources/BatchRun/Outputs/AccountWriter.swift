import CRMData
import CSV
import LeadScoring
import Statistics
import Tables

/// Writes the leads that go to sales and the roll-up of companies.
struct AccountWriter {
  let snapshot: CRMSnapshot

  func writeHandOff(
    _ contacts: [Int],
    _ results: [ConversionScorer.Result],
    to outputs: OutputSet
  ) throws {
    let table = try outputs.table(
      "handoff.csv",
      [
        "contact_id", "company_id", "owner", "probability", "probability_low", "probability_high",
        "reasons",
      ]
    )
    for (contact, result) in zip(contacts, results) {
      table.field(snapshot.contacts.ids.string(contact))
      let company = Int(snapshot.contacts.companies[contact])
      table.field(company < 0 ? "" : snapshot.companies.ids.string(company))
      table.field(snapshot.contacts.owner?.text(at: contact) ?? "")
      for value in [result.probability, result.interval.lower, result.interval.upper] {
        table.field(value, significantDigits: AdviceWriter.digits)
      }
      var reasons: [UInt8] = []
      Reasons(result).appendJSON(to: &reasons)
      reasons.withUnsafeBytes { table.field($0) }
      try table.endRecord()
    }
  }

  func writeAccounts(_ accounts: [AccountScore], to outputs: OutputSet) throws {
    let table = try outputs.table(
      "accounts.csv",
      [
        "company_id", "probability", "probability_low", "probability_high", "contacts",
        "engaged_contacts", "reasons",
      ]
    )
    for account in accounts {
      table.field(snapshot.companies.ids.string(account.company))
      for value in [account.probability, account.interval.lower, account.interval.upper] {
        table.field(value, significantDigits: AdviceWriter.digits)
      }
      table.field(account.contacts)
      table.field(account.engagedContacts)
      var reasons = Array("{\"strongest_contact\":".utf8)
      Reasons.appendString(
        snapshot.contacts.ids.string(account.strongestContact),
        to: &reasons
      )
      reasons.append(UInt8(ascii: "}"))
      reasons.withUnsafeBytes { table.field($0) }
      try table.endRecord()
    }
  }
}
