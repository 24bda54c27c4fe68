import CRMData
import ChannelPreference
import CivilTime
import Features
import LeadScoring
import SendTime
import Statistics
import Tables

/// One contact with everything that says something about him.
struct ExplainedContact {
  let contact: Int
  let population: Population
  let scorer: ConversionScorer
  /// What was learned tonight; nil where a saved model is applied.
  let models: FittedModels?
  let rules: LeadRules

  private var snapshot: CRMSnapshot { population.snapshot }

  var moment: ScoreChange.Moment {
    ScoreChange.Moment(
      instant: population.asOf,
      snapshot: snapshot,
      contact: contact,
      model: scorer.model
    )
  }

  func explanation(
    _ configuration: RunConfiguration,
    threads: Int
  ) -> ContactExplanation {
    let contacts = snapshot.contacts
    let score = ContactScorer(population, scorer, rules).scores(for: [contact][...])[0]
    let company = Int(contacts.companies[contact])
    let converted = snapshot.firstConversions[contact].flatMap { $0 <= population.asOf ? $0 : nil }
    return ContactExplanation(
      contact: contacts.ids.string(contact),
      company: company < 0 ? nil : snapshot.companies.ids.string(company),
      owner: contacts.owner?.text(at: contact),
      created: contacts.createdAt[contact].map { "\($0)" },
      converted: converted.map { "\($0)" },
      asOf: "\(population.asOf)",
      attributes: attributes,
      conversion: conversion(score, isOpen: converted == nil, threads: threads),
      fit: fit(score, configuration.fit, rules.fit),
      engagement: engagement(score, configuration.engagement),
      grade: rules.gradeText(of: score.judgement),
      segment: rules.segmentation.names[score.judgement.segment],
      moves: converted == nil
        ? PossibleMove.best(
          for: moment,
          stableAttributes: configuration.learning.stableAttributes,
          census: population.census,
          most: 3
        ) : [],
      advice: models.map { advice($0, configuration) },
      model: scorer.model.summary,
      change: nil,
      notes: notes(isConverted: converted != nil)
    )
  }

  // MARK: - Parts

  /// Attributes with a value; names, addresses and numbers of people are none of them.
  private var attributes: [ContactExplanation.Fact] {
    snapshot.attributeNames.compactMap { name in
      guard !Self.isPersonal(name), let value = snapshot.attribute(name)?.text(of: contact),
        !value.contains("@")
      else { return nil }
      return ContactExplanation.Fact(name: name, value: value)
    }
  }

  /// Whether a column names a person or reaches one, by its name.
  static func isPersonal(_ name: String) -> Bool {
    let words = name.lowercased().split { !$0.isLetter }.map(String.init)
    let personal: Set<String> = [
      "email", "mail", "phone", "mobile", "fax", "first", "last", "forename", "surname", "street",
      "address", "birthday", "birth", "salutation", "whatsapp", "ip",
    ]
    return words.contains(where: personal.contains)
      || ["name", "fullname", "firstname", "lastname"].contains(name.lowercased())
  }

  /// The probability, and how it compares with those of all leads that have not converted.
  private func conversion(
    _ score: ContactScore,
    isOpen: Bool,
    threads: Int
  ) -> ContactExplanation.Conversion {
    let open = population.contacts.filter { contact in
      snapshot.firstConversions[contact].map { $0 > population.asOf } ?? true
    }
    let asOf = population.asOf
    let scorer = scorer
    let probabilities = mapBlocks(
      of: open.count,
      blockSize: LeadNight.blockSize,
      threads: threads
    ) { items in
      scorer.results(for: open[items], asOf: asOf).map(\.probability)
    }.joined()
    let result = score.conversion
    let isRanked = isOpen && self.scorer.model.isModel
    return ContactExplanation.Conversion(
      probability: result.probability,
      interval: result.interval,
      horizon: "\(scorer.model.horizon)",
      logOdds: result.logOdds,
      base: result.base,
      contributions: result.contributions.filter { $0.logOdds != 0 }
        .map { ContactExplanation.Contribution(name: $0.name, logOdds: $0.logOdds) }
        .sorted { (abs($1.logOdds), $0.name) < (abs($0.logOdds), $1.name) },
      averageProbability: probabilities.reduce(0, +) / Double(max(1, open.count)),
      rank: isRanked ? probabilities.count { $0 > result.probability } + 1 : nil,
      openLeads: open.count
    )
  }

  private func fit(
    _ score: ContactScore,
    _ rules: FitRules,
    _ scorer: FitScorer
  ) -> ContactExplanation.Fit {
    let holding = scorer.result(for: contact).holding
    return ContactExplanation.Fit(
      points: score.judgement.fit.points,
      coverage: score.judgement.fit.coverage,
      rules: rules.rules.map { rule in
        ContactExplanation.Rule(
          rule: rule.summary,
          points: rule.points,
          group: rule.group,
          holds: holding.contains(rule),
          isVeto: rule.isVeto
        )
      },
      limits: rules.groupLimits
    )
  }

  private func engagement(
    _ score: ContactScore,
    _ rules: EngagementRules
  ) -> ContactExplanation.Engagement {
    var scorer = EngagementScorer(rules, for: snapshot)
    var counts: [EventType: (count: Int, last: Instant)] = [:]
    let parts = snapshot.events.withEvents(of: contact) { events in
      for event in events where event.instant <= population.asOf && Self.isHuman(event) {
        counts[event.type] = ((counts[event.type]?.count ?? 0) + 1, event.instant)
      }
      return scorer.score(events, asOf: population.asOf).parts
    }
    let points = Dictionary(
      parts.map { ($0.rule.type, $0.points) },
      uniquingKeysWith: +
    )
    let activities = counts.compactMap { type, told -> ContactExplanation.Activity? in
      let name = snapshot.eventTypeNames[Int(type.rawValue)]
      guard points[name] != nil || type.isContactActivity else { return nil }
      return ContactExplanation.Activity(
        type: name,
        count: told.count,
        last: "\(told.last)",
        points: points[name]
      )
    }
    return ContactExplanation.Engagement(
      points: score.judgement.engagement.points,
      activities: activities.sorted {
        (abs($1.points ?? 0), $0.type) < (abs($0.points ?? 0), $1.type)
      }
    )
  }

  private static func isHuman(_ event: Event) -> Bool {
    event.machine != .yes && (event.type != .call || event.answered)
  }

  private func advice(
    _ models: FittedModels,
    _ configuration: RunConfiguration
  ) -> ContactExplanation.Advice {
    let advice = models.advisor(population, configuration, rules).advice(for: [contact][...])[0]
    let names = snapshot.channelNames
    let isTimed = models.sendTime.summary.sends + models.sendTime.summary.visits > 0
    let channel = advice.channels.recommended.map { names[Int($0.rawValue)] } ?? "none"
    let custom = Array(names[Int(Channel.firstCustomCode)...])
    return ContactExplanation.Advice(
      when: isTimed
        ? "\(advice.time.hour) in \(advice.zone.identifier) (\(advice.time.basis.rawValue))"
        : "not enough sends and visits to tell",
      channel: "\(channel): \(advice.channels.sentence(customNames: custom))"
    )
  }

  private func notes(isConverted: Bool) -> [String] {
    var notes: [String] = []
    if isConverted {
      notes.append("this contact has converted: the probability is that of another conversion")
    }
    let unreachable = population.consent.channels.isEmpty ? [] : reachable
    if unreachable.isEmpty {
      notes.append("without consent on any channel: score, but do not write or call")
    }
    return notes
  }

  /// The channels on which the contact may be reached.
  private var reachable: [Channel] {
    let causes = snapshot.events.withEvents(of: contact) { events in
      population.consent.causes(of: contact, events: events, asOf: population.asOf)
    }
    return zip(population.consent.channels, causes).filter { $1 == nil }.map(\.0)
  }
}
