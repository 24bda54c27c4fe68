import CRMData
import CSV
import Features
import LeadScoring
import Tables

/// Scores without learning: exports and a model file in, scores out.
///
///     let run = try ScoreRun(options, model: "model/model.json")
///     print(try run.run().text)
///
/// `scores.csv` and `accounts.csv` have the bytes that ``NightlyRun`` gives, where the model is that
/// of the run. Hand-off and plan belong to the run, which remembers what was issued before.
public struct ScoreRun {
  private let stages: RunStages
  private let modelFile: String
  private let saved: SavedConversion

  /// Reads the configuration and the model.
  ///
  /// - Parameters:
  ///   - options: what to read and where to write.
  ///   - model: the path of a `model.json`.
  /// - Throws: `SettingsError` for a configuration that cannot be used; `CRMDataError` or
  ///   `LeadScoringError` for a model that is not there, damaged or of another format.
  public init(_ options: RunOptions, model: String) throws {
    stages = try RunStages(options)
    modelFile = model
    saved = try SavedConversion(contentsOf: model)
  }

  /// Scores and writes.
  ///
  /// - Parameter onStage: gets one line for each stage that ended.
  /// - Returns: What was found and written.
  /// - Throws: a `DiagnosticError` when the input cannot be used or the outputs not be written.
  /// - Complexity: O(events + contacts × columns²), for the intervals.
  public func run(onStage: @escaping (String) -> Void = { _ in }) throws -> CommandSummary {
    var clock = StageClock(onStage: onStage)
    let options = stages.options
    let selection = try stages.recognise(&clock)
    let outputs = try OutputSet(folder: options.outputFolder, isDryRun: options.isDryRun)
    let ingested = try stages.ingest(selection, to: outputs, &clock)
    let population = stages.population(ingested, selection)
    let scorer = ConversionScorer(saved.model, features: stages.features(of: population))
    var manifest = ScoringManifest(command: "score", stages, selection, population)
    manifest.model = ScoringManifest.Model(saved.model, file: modelFile, digest: saved.digest)
    manifest.warnings += Self.notes(scorer, population)
    manifest.warnings += stages.configuration.warnings(for: population.snapshot)
    try clock.stage("score", { "\(population.contacts.count.formatted) contacts" }) {
      try score(population, scorer, outputs, &manifest)
    }
    try outputs.file("manifest.json").write(JSONText.encode(manifest))
    let changes = try outputs.commit()
    return CommandSummary(
      manifest: manifest,
      written: changes.map { "\(options.outputFolder)/\($0.file)" },
      isDryRun: options.isDryRun
    )
  }

  private func score(
    _ population: Population,
    _ conversion: ConversionScorer,
    _ outputs: OutputSet,
    _ manifest: inout ScoringManifest
  ) throws {
    let (configuration, snapshot) = (stages.configuration, population.snapshot)
    let rules = try LeadRules(
      population,
      conversion,
      configuration,
      history: IssueHistory(in: stages.options.outputFolder, asOf: population.asOf),
      threads: stages.options.threads
    )
    let scorer = ContactScorer(population, conversion, rules)
    let roles = BuyingRoleReader(configuration.accounts.roles, for: snapshot)
    var writer = try ScoreWriter(to: outputs, rules: rules)
    var accounts = AccountRollUp(
      companyCount: snapshot.companies.count,
      hasModel: saved.model.isModel,
      weights: roles.weights,
      model: saved.accounts
    )
    var segments: [String: Int] = [:]
    try population.forEachContact(threads: stages.options.threads, make: scorer.scores(for:)) {
      score in
      try writer.write(score, id: snapshot.contacts.ids.string(score.contact))
      let candidate = rules.candidate(for: score, position: 0)
      accounts.add(
        score,
        candidate,
        roles,
        company: Int(snapshot.contacts.companies[score.contact])
      )
      segments[rules.segmentation.names[score.judgement.segment], default: 0] += 1
    }
    try AccountTables(snapshot: snapshot, roles: configuration.accounts.roles)
      .writeAccounts(accounts.scores(in: snapshot.companies), to: outputs)
    manifest.segments = segments
  }

  /// What the model knows and these data do not have.
  static func notes(_ scorer: ConversionScorer, _ population: Population) -> [String] {
    let absent = scorer.absentFeatures
    var notes: [String] = []
    if !absent.isEmpty {
      notes.append(
        "the model knows what these data lack: \(absent.joined(separator: ", ")); counts of events"
          + " are taken as 0, attributes as missing"
      )
    }
    if let newest = scorer.model.references.first, newest > population.asOf {
      notes.append(
        "the model learned from contacts as of \(newest), after the instant that is spoken of:"
          + " it knows what is to be foretold"
      )
    }
    return notes
  }
}

extension AccountRollUp {
  /// Adds one contact's score.
  mutating func add(
    _ score: ContactScore,
    _ candidate: HandOffRule.Candidate,
    _ reader: BuyingRoleReader,
    company: Int
  ) {
    let roles = reader.roles(of: score.contact)
    add(
      contact: score.contact,
      company: company,
      probability: score.conversion.probability,
      interval: score.conversion.interval,
      isEngaged: score.judgement.grade.engagement < 2,
      engagement: score.judgement.engagement.points,
      roles: roles,
      weightClass: reader.weightClass(of: roles),
      isConverted: candidate.isConverted,
      mayBeCalled: candidate.mayBeCalled
    )
  }
}
