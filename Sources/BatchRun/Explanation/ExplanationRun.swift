import CRMData
public import CivilTime
import Diagnostics
import Features
import LeadScoring
import Tables

/// Explains one contact: how likely a conversion is, why, and why it is not what it was.
///
///     let run = try ExplanationRun(options)
///     print(try run.explanation(of: "C000123", since: lastWeek).text)
///
/// Nothing is written. Without a saved model one is learned as a run would learn it.
public struct ExplanationRun {
  private let stages: RunStages
  private let saved: SavedConversion?
  private let savedThen: SavedConversion?

  /// Reads the configuration and the models.
  ///
  /// - Parameters:
  ///   - options: what to read; nothing is written.
  ///   - model: the path of a `model.json`; nil to learn as a run would.
  ///   - modelThen: the one of the earlier instant; nil for `model`, or to learn as a run of then.
  /// - Throws: as ``ScoreRun``.
  public init(_ options: RunOptions, model: String? = nil, modelThen: String? = nil) throws {
    stages = try RunStages(options)
    saved = try model.map(SavedConversion.init(contentsOf:))
    savedThen = try modelThen.map(SavedConversion.init(contentsOf:)) ?? saved
  }

  /// Explains a contact.
  ///
  /// - Parameters:
  ///   - id: the identifier, as in `scores.csv`.
  ///   - since: the instant to compare with; nil for no comparison.
  ///   - onStage: gets one line for each stage that ended.
  /// - Returns: The explanation.
  /// - Throws: a `DiagnosticError`; `run.unknown-contact` with the nearest identifier for one that
  ///   is not there, `run.since-after-as-of` for instants the wrong way round.
  /// - Complexity: as a run; with `since` and without saved models, as two.
  public func explanation(
    of id: String,
    since: Instant? = nil,
    onStage: @escaping (String) -> Void = { _ in }
  ) throws -> ContactExplanation {
    var clock = StageClock(onStage: onStage)
    let selection = try stages.recognise(&clock)
    let ingested = try stages.ingest(selection, to: nil, &clock)
    if let since, since >= ingested.asOf {
      throw BatchRunError(
        .sinceAfterAsOf,
        "--since \(since) is not before the instant that is spoken of, \(ingested.asOf)",
        hint: "give an earlier --since, or a later --as-of"
      )
    }
    let contact = try Self.contact(id, in: ingested)
    let subject = try subject(contact, ingested, selection, &clock)
    var explanation = subject.explanation(stages.configuration, threads: stages.options.threads)
    if saved != nil { explanation.notes += ScoreRun.notes(subject.scorer, subject.population) }
    if let since {
      try tell(changeSince: since, selection, subject, &clock, in: &explanation)
    }
    return explanation
  }

  /// The contact's number.
  private static func contact(_ id: String, in ingested: RunStages.Ingested) throws -> Int {
    let contacts = ingested.snapshot.contacts
    if let contact = contacts.ids.find(id), let cause = ingested.refusals[contact] {
      throw BatchRunError(
        .unknownContact,
        "the contact '\(id)' may not be scored: \(cause.rawValue)",
        hint: "consent.scoring in the configuration says which column is asked"
      )
    }
    guard let contact = contacts.ids.find(id), contacts.order.contains(contact) else {
      // An address as identifier would tell of somebody else.
      let ids = contacts.order.map { contacts.ids.string($0) }.filter { !$0.contains("@") }
      throw BatchRunError(
        .unknownContact,
        "there is no contact '\(id)'",
        hint: Spelling.nearest(to: id, among: ids).map { "did you mean '\($0)'?" }
          ?? "identifiers are those of scores.csv"
          + (ids.first.map { ", such as '\($0)'" } ?? "")
      )
    }
    guard contacts.createdAt[contact].map({ $0 <= ingested.asOf }) ?? true else {
      throw BatchRunError(
        .unknownContact,
        "the contact '\(id)' was created after \(ingested.asOf)",
        hint: "give a later --as-of"
      )
    }
    return contact
  }

  /// Learns, unless a saved model was given.
  private func subject(
    _ contact: Int,
    _ ingested: RunStages.Ingested,
    _ selection: InputSelection,
    _ clock: inout StageClock
  ) throws -> ExplainedContact {
    if let saved {
      let population = stages.population(ingested, selection)
      let scorer = ConversionScorer(saved.model, features: stages.features(of: population))
      return ExplainedContact(
        contact: contact,
        population: population,
        scorer: scorer,
        models: nil,
        rules: try rules(population, scorer)
      )
    }
    let (population, evidence) = stages.observe(ingested, selection, &clock)
    let models = try stages.learn(population, evidence, &clock)
    return ExplainedContact(
      contact: contact,
      population: population,
      scorer: models.conversionScorer,
      models: models,
      rules: try rules(population, models.conversionScorer)
    )
  }

  /// The rules without regard to earlier nights.
  private func rules(_ population: Population, _ scorer: ConversionScorer) throws -> LeadRules {
    try LeadRules(
      population,
      scorer,
      stages.configuration,
      history: IssueHistory(asOf: population.asOf),
      threads: stages.options.threads
    )
  }

  /// Reads everything once more as it was known then, and compares.
  private func tell(
    changeSince since: Instant,
    _ selection: InputSelection,
    _ subject: ExplainedContact,
    _ clock: inout StageClock,
    in explanation: inout ContactExplanation
  ) throws {
    let snapshot = try clock.stage("ingest as of \(since)", { _ in "done" }) {
      try stages.prepared(stages.read(selection, to: nil, asOf: since), asOf: since).snapshot
    }
    guard let contact = snapshot.contacts.ids.find(explanation.contact),
      snapshot.contacts.createdAt[contact].map({ $0 <= since }) ?? true
    else {
      explanation.notes.append("the contact did not exist yet on \(since): nothing to compare with")
      return
    }
    let then = ScoreChange.Moment(
      instant: since,
      snapshot: snapshot,
      contact: contact,
      model: try savedThen?.model ?? learned(snapshot, asOf: since, &clock)
    )
    explanation.change = try ScoreChange(
      from: then,
      to: subject.moment,
      rules: stages.configuration.pointRules,
      census: subject.population.census
    )
  }

  /// The model that a run as of then would have learned.
  private func learned(
    _ snapshot: CRMSnapshot,
    asOf: Instant,
    _ clock: inout StageClock
  ) throws -> ConversionModel {
    let learning = stages.configuration.learning
    return try clock.stage("learn as of \(asOf)", \.summary) {
      try learning.fitted(
        to: TrainingSet(
          of: snapshot,
          asOf: learning.schedule.trainingInstant(asOf: asOf),
          learning: learning
        ),
        features: LeadFeatures(
          of: snapshot,
          stableAttributes: learning.stableAttributes,
          census: EventCensus(of: snapshot, asOf: asOf)
        ),
        rules: stages.configuration.rules,
        in: snapshot,
        threads: stages.options.threads
      ).model
    }
  }
}

extension RunConfiguration {
  /// What a score depends on beside the contact and the model.
  var pointRules: PointRules {
    PointRules(
      fit: fit,
      engagement: engagement,
      stableAttributes: learning.stableAttributes
    )
  }
}
