import CRMData
import CSV
import ChannelPreference
import CivilTime
import Diagnostics
import Features
import Foundation
import LeadScoring
import Reports
import SendPlanning
import SendTime
import Settings
import Tables

/// One night: files in, recommendations out.
///
///     let summary = try NightlyRun(RunOptions(inputs: ["export/"], outputFolder: "output"))
///       .run { stage in print(stage) }
///
/// The outputs depend only on the rows, the configuration, the seed and the version, never on the
/// number of threads or on the order of rows and files. They replace those of the last run
/// together, at the end, or not at all.
public struct NightlyRun {
  private let options: RunOptions
  private let configuration: RunConfiguration
  private let configurationDigest: FileDigest?

  /// How many contacts are advised at a time.
  static let blockSize = 1024

  /// Reads the configuration.
  ///
  /// - Throws: `SettingsError` for a configuration or profile that cannot be used.
  public init(_ options: RunOptions) throws {
    self.options = options
    var configuration =
      try options.configurationFile.map(RunConfiguration.init(contentsOf:))
      ?? RunConfiguration()
    configuration.learning.seed = options.seed
    self.configuration = configuration
    configurationDigest = options.configurationFile.flatMap(FileDigest.init(of:))
  }

  /// Does the whole night's work.
  ///
  /// - Parameter onStage: gets one line for each stage that ended.
  /// - Returns: What was found and written.
  /// - Throws: a `DiagnosticError` when the input cannot be used or the outputs not be written.
  public func run(onStage: @escaping (String) -> Void = { _ in }) throws -> RunSummary {
    var clock = StageClock(onStage: onStage)
    let library = try ProfileLibrary(additional: configuration.profiles)
    let selection = try clock.stage("recognise", Self.describe) {
      try InputSelection(
        options.inputs,
        library: library,
        outputFolder: options.outputFolder
      )
    }
    let outputs = try OutputSet(folder: options.outputFolder, isDryRun: options.isDryRun)
    var (snapshot, asOf) = try clock.stage("ingest", { Self.describe($0.0) }) {
      try ingest(selection, outputs)
    }
    snapshot.contacts.adopt(ZoneInference().inferred(for: snapshot, asOf: asOf))
    let (population, evidence) = clock.stage("observe", Self.describe) {
      let population = Population(
        snapshot,
        asOf: asOf,
        configuration: configuration,
        userProfiles: selection.userProfiles
      )
      return (population, population.evidence(threads: options.threads))
    }
    let models = try clock.stage("learn", \.conversion.summary) {
      try FittedModels(
        population,
        evidence,
        configuration: configuration,
        threads: options.threads
      )
    }
    let tally = try clock.stage("advise", { "\($0.advised.formatted) contacts" }) {
      try advise(population, models, outputs)
    }
    let manifest = try manifest(selection, snapshot, population, models, tally)
    let timings = TimingFile(threads: options.threads, stages: clock.timings)
    let changes = try clock.stage("deliver", { "\($0.count) files" }) {
      try deliver(manifest, models, tally, timings, outputs)
    }
    return RunSummary(
      manifest: manifest,
      outputFolder: options.outputFolder,
      isDryRun: options.isDryRun,
      changes: changes.map { "\($0.file): \($0.kind.rawValue)" }
    )
  }

  // MARK: - Stages

  /// Reads everything as of the instant that was asked for, or else of the newest in the data.
  ///
  /// Only the data tell that one. Where records were updated later, they are read once more, so
  /// that the run is the same as with that instant asked for.
  private func ingest(
    _ selection: InputSelection,
    _ outputs: OutputSet
  ) throws -> (CRMSnapshot, asOf: Instant) {
    let snapshot = try ingest(selection, outputs, asOf: options.asOf)
    let asOf = try asOf(of: snapshot)
    guard options.asOf == nil, let latest = snapshot.newestRecord, latest > asOf else {
      return (snapshot, asOf)
    }
    return (try ingest(selection, outputs, asOf: asOf), asOf)
  }

  private func ingest(
    _ selection: InputSelection,
    _ outputs: OutputSet,
    asOf: Instant?
  ) throws -> CRMSnapshot {
    let rejects = try RejectWriter(to: outputs, policy: options.rejectPolicy)
    let importer = CRMImporter(
      threads: options.threads,
      showsValues: options.showsValues,
      asOf: asOf ?? Instant(microseconds: .max),
      tools: configuration.tools,
      defaultZone: configuration.defaultZone,
      limits: configuration.limits
    )
    let snapshot = try importer.snapshot(of: selection.files) { rejects.write($0) }
    if let failure = rejects.failure { throw failure }
    try RejectLimit(share: configuration.maximumRejectShare).check(snapshot.report)
    return snapshot
  }

  private func asOf(of snapshot: CRMSnapshot) throws -> Instant {
    guard let instant = options.asOf ?? snapshot.newestInstant else {
      throw BatchRunError(
        .noInstant,
        "there are no events and no conversions to take the instant from",
        hint: "say which instant to speak of: --as-of 2025-07-30T00:00:00Z"
      )
    }
    return instant
  }

  private func advise(
    _ population: Population,
    _ models: FittedModels,
    _ outputs: OutputSet
  ) throws -> AdviceTally {
    let snapshot = population.snapshot
    let advisor = try models.advisor(population, configuration)
    var writer = try AdviceWriter(
      to: outputs,
      channelNames: snapshot.channelNames,
      grades: configuration.grades
    )
    var tally = AdviceTally(population, configuration, hasModel: models.conversion.isModel)
    let window = Self.blockSize * 4 * max(1, options.threads)
    var start = 0
    while start < population.contacts.count {
      let first = start
      let contacts = population.contacts[first..<min(first + window, population.contacts.count)]
      let blocks = mapBlocks(
        of: contacts.count,
        blockSize: Self.blockSize,
        threads: options.threads
      ) { items in
        advisor.advice(
          for: contacts[first + items.lowerBound..<first + items.upperBound]
        )
      }
      for advice in blocks.joined() {
        try writer.write(advice, id: snapshot.contacts.ids.string(advice.contact))
        tally.add(advice)
      }
      start += window
    }
    let accounts = AccountWriter(snapshot: snapshot)
    let chosen = configuration.handOff
      .chosen(from: tally.candidates, hasModel: models.conversion.isModel)
      .map { population.contacts[$0] }
    tally.handedOver = chosen.count
    try accounts.writeHandOff(
      chosen,
      models.conversionScorer.results(for: chosen, asOf: population.asOf),
      to: outputs
    )
    try accounts.writeAccounts(tally.accounts.scores(in: snapshot.companies), to: outputs)
    return tally
  }

  private func deliver(
    _ manifest: Manifest,
    _ models: FittedModels,
    _ tally: AdviceTally,
    _ timings: TimingFile,
    _ outputs: OutputSet
  ) throws -> [OutputSet.Change] {
    try outputs.file("manifest.json").write(JSONText.encode(manifest))
    try outputs.file("model.json").write(JSONText.encode(models.saved))
    let report = ReportBuilder(manifest: manifest, models: models, tally: tally).content()
    try outputs.file("report.html").write(HTMLReport(report).html())
    try outputs.file("timings.json").write(JSONText.encode(timings))
    return try outputs.commit()
  }

  private func manifest(
    _ selection: InputSelection,
    _ snapshot: CRMSnapshot,
    _ population: Population,
    _ models: FittedModels,
    _ tally: AdviceTally
  ) throws -> Manifest {
    Manifest(
      asOf: population.asOf,
      seed: options.seed,
      configuration: configurationDigest,
      inputs: selection.files.map {
        Manifest.Input(file: $0.name, profile: $0.profile.name, digest: FileDigest(of: $0.path))
      },
      unrecognisedFiles: selection.unrecognised,
      population: population,
      models: models,
      tally: tally,
      configurationWarnings: configuration.warnings(for: snapshot)
    )
  }

  // MARK: - Lines for the log

  private static func describe(_ selection: InputSelection) -> String {
    let profiles = Set(selection.files.map(\.profile.name)).sorted().joined(separator: ", ")
    let ignored = selection.unrecognised.count
    return "\(selection.files.count) files (\(profiles))"
      + (ignored > 0 ? ", \(ignored) not recognised" : "")
  }

  private static func describe(_ snapshot: CRMSnapshot) -> String {
    "\(snapshot.contacts.count.formatted) contacts, \(snapshot.events.count.formatted) events, "
      + "\(snapshot.conversionCount.formatted) conversions, "
      + "\(snapshot.report.rejectCount.formatted) rejects"
  }

  private static func describe(_ result: (Population, Population.Evidence)) -> String {
    "\(result.1.sendTime.totalSends.formatted) sends, "
      + "\(result.1.sendTime.totalResponses.formatted) responses, "
      + "\(result.1.sendTime.totalVisits.formatted) visits"
  }
}

/// Stops a run whose input is mostly unusable, before it replaces good outputs.
struct RejectLimit {
  let share: Double

  func check(_ report: ImportReport) throws {
    for file in report.files where Double(file.rejected) > share * Double(file.rows) {
      let codes = file.rejectsByCode.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      throw CRMDataError(
        .tooManyRejects,
        "\(file.rejected.formatted) of \(file.rows.formatted) rows cannot be used"
          + " (most often \(codes.first?.key ?? "unknown"))",
        at: SourceLocation(file: file.file, line: 1),
        hint: "repair the export or its profile, or raise rejects.maximum_share"
          + " (now \(share)); previous outputs were kept"
      )
    }
  }
}
