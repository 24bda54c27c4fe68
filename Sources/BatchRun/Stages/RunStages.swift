import CRMData
import CivilTime
import Diagnostics
import Features
import LeadScoring
import SendTime
import Settings
import Tables

/// The stages that every command over exports begins with.
///
/// `run`, `train`, `score`, `assess` and `explain` all read by these, so that they see the same
/// contacts with the same values.
struct RunStages {
  let options: RunOptions
  let configuration: RunConfiguration
  let configurationDigest: FileDigest?

  /// Reads the configuration.
  ///
  /// - Throws: `SettingsError` for a configuration or profile that cannot be used.
  init(_ options: RunOptions) throws {
    self.options = options
    var configuration =
      try options.configurationFile.map(RunConfiguration.init(contentsOf:))
      ?? RunConfiguration()
    configuration.learning.seed = options.seed
    self.configuration = configuration
    configurationDigest = options.configurationFile.flatMap(FileDigest.init(of:))
  }

  /// What was read, and as of when.
  struct Ingested {
    var snapshot: CRMSnapshot
    var asOf: Instant
    /// Contacts that may not be scored, which the snapshot knows no more.
    var refusals: [Int: SuppressionCause]
  }

  /// Finds out how each input file is read.
  func recognise(_ clock: inout StageClock) throws -> InputSelection {
    try clock.stage("recognise", Self.describe) {
      try InputSelection(
        options.inputs,
        library: try ProfileLibrary(additional: configuration.profiles),
        outputFolder: options.outputFolder
      )
    }
  }

  /// Reads everything as of the instant that was asked for, or else of the newest in the data.
  ///
  /// Only the data tell that one. Where records were updated later, they are read once more, so
  /// that the run is the same as with that instant asked for.
  ///
  /// - Parameters:
  ///   - selection: what to read.
  ///   - outputs: where rejects are written; nil to count them only.
  ///   - clock: what times the stage.
  /// - Returns: What was read, and as of when.
  /// - Throws: a `DiagnosticError` when the input cannot be used.
  func ingest(
    _ selection: InputSelection,
    to outputs: OutputSet?,
    _ clock: inout StageClock
  ) throws -> Ingested {
    try clock.stage("ingest", { Self.describe($0.snapshot) }) {
      let snapshot = try read(selection, to: outputs, asOf: options.asOf)
      let asOf = try asOf(of: snapshot)
      guard options.asOf == nil, let latest = snapshot.newestRecord, latest > asOf else {
        return try prepared(snapshot, asOf: asOf)
      }
      return try prepared(read(selection, to: outputs, asOf: asOf), asOf: asOf)
    }
  }

  /// What may be looked at: contacts that may be scored, with attributes on common scales.
  ///
  /// - Throws: `SettingsError` for a name in the rules that the data have in another spelling.
  func prepared(_ snapshot: CRMSnapshot, asOf: Instant) throws -> Ingested {
    try configuration.checkNames(in: snapshot)
    let refusals = configuration.scoringConsent.refusals(in: snapshot, asOf: asOf)
    var snapshot = snapshot.without(Set(refusals.keys))
    snapshot.adoptFirmographics(stableAttributes: configuration.learning.stableAttributes)
    return Ingested(snapshot: snapshot, asOf: asOf, refusals: refusals)
  }

  /// Reads everything as it was known at an instant.
  func read(
    _ selection: InputSelection,
    to outputs: OutputSet?,
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

  /// The contacts that exist as of the instant, and what is the same for all of them.
  func population(_ ingested: Ingested, _ selection: InputSelection) -> Population {
    Population(
      ingested.snapshot,
      asOf: ingested.asOf,
      configuration: configuration,
      userProfiles: selection.userProfiles,
      refusals: ingested.refusals
    )
  }

  /// The population with zones inferred and every response history read.
  func observe(
    _ ingested: Ingested,
    _ selection: InputSelection,
    _ clock: inout StageClock
  ) -> (Population, Population.Evidence) {
    var ingested = ingested
    let zones = ZoneInference().inferred(for: ingested.snapshot, asOf: ingested.asOf)
    ingested.snapshot.contacts.adopt(zones)
    return clock.stage("observe", Self.describe) {
      let population = population(ingested, selection)
      return (population, population.evidence(threads: options.threads))
    }
  }

  /// Learns everything that a night learns.
  func learn(
    _ population: Population,
    _ evidence: Population.Evidence,
    _ clock: inout StageClock
  ) throws -> FittedModels {
    try clock.stage("learn", \.conversion.summary) {
      try FittedModels(
        population,
        evidence,
        configuration: configuration,
        threads: options.threads
      )
    }
  }

  /// What the conversion model may look at.
  func features(of population: Population) -> LeadFeatures {
    LeadFeatures(
      of: population.snapshot,
      stableAttributes: configuration.learning.stableAttributes,
      census: population.census
    )
  }

  /// The input files as a manifest names them.
  static func inputs(of selection: InputSelection) -> [Manifest.Input] {
    selection.files.map {
      Manifest.Input(file: $0.name, profile: $0.profile.name, digest: FileDigest(of: $0.path))
    }
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
