import CRMData
import Evaluation
import LeadScoring
import Reports
import Statistics
import Tables

/// The model card, drift, response delays and companies of the report.
extension ReportBuilder {
  func fillCard(_ content: inout ReportContent) {
    let card = models.conversion.card
    content.drift = ReportContent.Drift(
      verdict: card.drift.verdict,
      lines: card.drift.columns.prefix(8).compactMap { column in
        column.index.map {
          ReportContent.Drift.Line(
            name: column.name,
            index: $0,
            isAlarming: column.level > .stable
          )
        }
      }
    )
    let leaks = models.conversion.leaks.filter { !$0.isUsed }.map(\.attribute)
    let facts = [
      ("What it predicts", card.predicts),
      ("Learned from", card.population),
      (
        "Examples",
        "\(card.examples.formatted) of \(card.accounts.formatted) accounts, of which"
          + " \(card.conversions.formatted) converted"
      ),
      ("Step taken", card.why),
      ("Correction", card.calibration),
      ("Columns", "\(card.columns.count.formatted)"),
      ("Not looked at, since they may know the outcome", Self.list(card.excludedAttributes)),
      ("Left out as leaks", Self.list(leaks)),
      ("Rules left out when weighed by the past", Self.list(card.excludedRules)),
      ("Limits", card.limits.joined(separator: " ")),
    ]
    content.modelCard = facts.filter { !$0.1.isEmpty }.map { ReportContent.Fact($0.0, $0.1) }
  }

  private static func list(_ names: [String]) -> String { names.joined(separator: ", ") }

  func fillSales(_ content: inout ReportContent) {
    content.responseDelays = (tally.scoring.speedToLead?.bands ?? []).map { band in
      ReportContent.Band(
        band.name,
        leads: band.contacts,
        conversions: band.conversions,
        lower: band.interval?.lower ?? 0,
        upper: band.interval?.upper ?? 1
      )
    }
    let (companies, roles) = (population.snapshot.companies, configuration.accounts.roles)
    content.accounts = tally.likeliestAccounts.map { account in
      ReportContent.Account(
        name: companies.attributes["name"]?.text(at: account.company)
          ?? companies.ids.string(account.company),
        probability: ReportContent.Estimate(
          value: account.probability,
          lower: account.interval.lower,
          upper: account.interval.upper
        ),
        contacts: account.contacts,
        engaged: account.engagedContacts,
        covered: roles.names(in: account.coveredRoles),
        missing: roles.names(in: roles.all.subtracting(account.coveredRoles))
      )
    }
  }
}
