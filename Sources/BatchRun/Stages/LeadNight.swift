import CRMData
import CivilTime
import Features
import LeadScoring
import Tables

/// Says everything about all contacts, hands leads over, and writes it down.
struct LeadNight {
  let options: RunOptions
  let configuration: RunConfiguration
  let population: Population
  let models: FittedModels

  /// How many contacts are advised at a time.
  static let blockSize = 1024

  /// Advises all contacts in the order of their identifiers, after what earlier nights issued.
  ///
  /// - Returns: What was counted, and the history with what this night issues.
  /// - Throws: a `DiagnosticError` when a rule cannot be read or a table not be written.
  func advise(
    _ history: IssueHistory,
    to outputs: OutputSet
  ) throws -> (AdviceTally, IssueHistory) {
    var history = history
    let rules = try LeadRules(
      population,
      models.conversionScorer,
      configuration,
      history: history,
      threads: options.threads
    )
    var tally = AdviceTally(population, rules, models)
    try writeAdvice(rules, &tally, &history, outputs)
    try handOver(rules, &tally, &history, outputs)
    try handOverAccounts(&tally, &history, outputs)
    summarise(rules, &tally)
    return (tally, history)
  }

  private func writeAdvice(
    _ rules: LeadRules,
    _ tally: inout AdviceTally,
    _ history: inout IssueHistory,
    _ outputs: OutputSet
  ) throws {
    let snapshot = population.snapshot
    let advisor = models.advisor(population, configuration, rules)
    var writer = try AdviceWriter(
      to: outputs,
      channelNames: snapshot.channelNames,
      rules: rules,
      refusals: refusals
    )
    try population.forEachContact(threads: options.threads, make: advisor.advice(for:)) { advice in
      let id = snapshot.contacts.ids.string(advice.contact)
      try writer.write(advice, id: id)
      tally.add(advice)
      rules.noteSegment(of: advice, id: id, in: &history)
    }
    try writer.finish()
  }

  /// The contacts that must not be scored, in the bytewise order of their identifiers.
  private var refusals: [(id: String, cause: SuppressionCause)] {
    let ids = population.snapshot.contacts.ids
    return population.refusals.map { (ids.string($0), $1) }
      .sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
  }

  private func handOver(
    _ rules: LeadRules,
    _ tally: inout AdviceTally,
    _ history: inout IssueHistory,
    _ outputs: OutputSet
  ) throws {
    let (snapshot, contacts) = (population.snapshot, population.contacts)
    let decision = configuration.handOff.decision(
      on: tally.candidates,
      hasModel: models.conversion.isModel,
      ownerOf: { snapshot.owner(of: contacts[$0]) },
      identifierOf: { snapshot.contacts.ids.string(contacts[$0]) }
    )
    let leads = decision.leads.map { contacts[$0.position] }
    let results = models.conversionScorer.results(for: leads, asOf: population.asOf)
    let rows = zip(decision.leads, results).map { lead, result in
      HandOffWriter.Row(contact: contacts[lead.position], owner: lead.owner, result: result)
    }
    try HandOffWriter(population: population, rules: rules).write(rows, to: outputs)
    for row in rows {
      let id = snapshot.contacts.ids.string(row.contact)
      history.issue(.handOff, id: id, value: row.owner)
    }
    tally.scoring.handOff = ScoringSummary.HandOff(
      decision,
      configuration.handOff,
      alreadyHandedOver: tally.alreadyHandedOver
    )
  }

  private func handOverAccounts(
    _ tally: inout AdviceTally,
    _ history: inout IssueHistory,
    _ outputs: OutputSet
  ) throws {
    let companies = population.snapshot.companies.ids
    let earlier = Set(history.earlier(.accountHandOff).compactMap { companies.find($0.id) })
    let outcome = try AccountNight(
      snapshot: population.snapshot,
      configuration: configuration.accounts,
      model: models.accounts
    ).write(tally.accounts, handedOverBefore: earlier, to: outputs)
    tally.accountSummary = outcome.summary
    tally.likeliestAccounts = outcome.likeliest
    for account in outcome.handedOver {
      let id = companies.string(account.score.company)
      history.issue(.accountHandOff, id: id, value: account.owner)
    }
  }

  private func summarise(_ rules: LeadRules, _ tally: inout AdviceTally) {
    for cause in population.refusals.values {
      tally.scoring.withoutConsent[cause.rawValue, default: 0] += 1
    }
    tally.scoring.fitThresholds = rules.grades.fitThresholds
    tally.scoring.engagementThresholds = rules.grades.engagementThresholds
    tally.scoring.engagementCoverage = rules.engagementCoverage
    tally.scoring.fitCoverage = tally.fitCoverage
    tally.scoring.speedToLead = SpeedToLead(
      of: population.snapshot,
      contacts: population.contacts,
      inquiries: configuration.inquiries,
      horizon: configuration.learning.horizon,
      asOf: population.asOf,
      threads: options.threads
    )
  }
}

extension CRMSnapshot {
  /// Who looks after a contact: its own owner, else its company's.
  func owner(of contact: Int) -> String? {
    if let owner = contacts.owner?.text(at: contact) { return owner }
    let company = Int(contacts.companies[contact])
    return companies.attributes["owner"]?.text(at: company)
  }
}
