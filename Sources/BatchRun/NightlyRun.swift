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
  private let stages: RunStages
  private var options: RunOptions { stages.options }
  private var configuration: RunConfiguration { stages.configuration }

  /// Reads the configuration.
  ///
  /// - Throws: `SettingsError` for a configuration or profile that cannot be used.
  public init(_ options: RunOptions) throws { stages = try RunStages(options) }

  /// Does the whole night's work.
  ///
  /// - Parameter onStage: gets one line for each stage that ended.
  /// - Returns: What was found and written.
  /// - Throws: a `DiagnosticError` when the input cannot be used or the outputs not be written.
  public func run(onStage: @escaping (String) -> Void = { _ in }) throws -> RunSummary {
    var clock = StageClock(onStage: onStage)
    let selection = try stages.recognise(&clock)
    let outputs = try OutputSet(folder: options.outputFolder, isDryRun: options.isDryRun)
    let ingested = try stages.ingest(selection, to: outputs, &clock)
    let history = try IssueHistory(in: options.outputFolder, asOf: ingested.asOf)
    let (population, evidence) = stages.observe(ingested, selection, &clock)
    let models = try stages.learn(population, evidence, &clock)
    let night = LeadNight(
      options: options,
      configuration: configuration,
      population: population,
      models: models
    )
    let (tally, issued) = try clock.stage("advise", { "\($0.0.advised.formatted) contacts" }) {
      try night.advise(history, to: outputs)
    }
    let manifest = manifest(selection, population, models, tally)
    let timings = TimingFile(threads: options.threads, stages: clock.timings)
    let changes = try clock.stage("deliver", { "\($0.count) files" }) {
      try deliver(
        report(manifest, population, models, tally),
        manifest,
        models,
        timings,
        issued,
        outputs
      )
    }
    return RunSummary(
      manifest: manifest,
      outputFolder: options.outputFolder,
      isDryRun: options.isDryRun,
      changes: changes.map { "\($0.file): \($0.kind.rawValue)" }
    )
  }

  // MARK: - Stages

  private func report(
    _ manifest: Manifest,
    _ population: Population,
    _ models: FittedModels,
    _ tally: AdviceTally
  ) -> ReportContent {
    ReportBuilder(
      manifest: manifest,
      models: models,
      tally: tally,
      population: population,
      configuration: configuration,
      threads: options.threads
    ).content()
  }

  private func deliver(
    _ report: ReportContent,
    _ manifest: Manifest,
    _ models: FittedModels,
    _ timings: TimingFile,
    _ history: IssueHistory,
    _ outputs: OutputSet
  ) throws -> [OutputSet.Change] {
    try outputs.file("manifest.json").write(JSONText.encode(manifest))
    try outputs.file("model.json").write(models.saved.text())
    try outputs.file("report.html").write(HTMLReport(report).html())
    try outputs.file("timings.json").write(JSONText.encode(timings))
    try writeFigures(of: report, beside: outputs)
    // Last, so that a hand-off is remembered only once its table is in place.
    try history.write(to: outputs)
    return try outputs.commit()
  }

  /// Writes the report's charts as files of their own, where they were asked for.
  private func writeFigures(of report: ReportContent, beside outputs: OutputSet) throws {
    guard let folder = options.figuresFolder, !options.isDryRun else { return }
    let isSame = Self.path(folder) == Self.path(outputs.folder)
    let figures = isSame ? outputs : try OutputSet(folder: folder, isDryRun: false)
    for figure in ReportFigures(report).files { try figures.file(figure.name).write(figure.svg) }
    if !isSame { _ = try figures.commit() }
  }

  private static func path(_ folder: String) -> URL {
    URL(fileURLWithPath: folder).resolvingSymlinksInPath()
  }

  private func manifest(
    _ selection: InputSelection,
    _ population: Population,
    _ models: FittedModels,
    _ tally: AdviceTally
  ) -> Manifest {
    Manifest(
      asOf: population.asOf,
      seed: options.seed,
      configuration: stages.configurationDigest,
      inputs: RunStages.inputs(of: selection),
      unrecognisedFiles: selection.unrecognised,
      population: population,
      models: models,
      tally: tally,
      configurationWarnings: configuration.warnings(for: population.snapshot) + tally.ruleWarnings
    )
  }
}
