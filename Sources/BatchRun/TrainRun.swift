import CSV
import Diagnostics
import Foundation
import LeadScoring

/// Learns without scoring: exports in, a model file out.
///
///     let summary = try TrainRun(RunOptions(inputs: ["export/"], outputFolder: "model")).run()
///
/// The file is the `model.json` that ``NightlyRun`` writes for the same rows, byte for byte, so that
/// ``ScoreRun`` gives the same scores with either.
public struct TrainRun {
  private let stages: RunStages

  /// Reads the configuration.
  ///
  /// - Throws: `SettingsError` for a configuration or profile that cannot be used.
  public init(_ options: RunOptions) throws { stages = try RunStages(options) }

  /// Where the model goes.
  public enum Target: Sendable {
    /// `model.json`, `rejects.csv` and `manifest.json` in the output folder of the options.
    case folder
    /// This file alone.
    case file(String)
  }

  /// Learns and writes the model.
  ///
  /// - Parameters:
  ///   - target: where it goes.
  ///   - onStage: gets one line for each stage that ended.
  /// - Returns: What was learned.
  /// - Throws: a `DiagnosticError` when the input cannot be used or the model not be written.
  public func run(
    to target: Target = .folder,
    onStage: @escaping (String) -> Void = { _ in }
  ) throws -> CommandSummary {
    var clock = StageClock(onStage: onStage)
    let selection = try stages.recognise(&clock)
    let outputs: OutputSet? =
      if case .folder = target {
        try OutputSet(folder: stages.options.outputFolder, isDryRun: stages.options.isDryRun)
      } else { nil }
    let ingested = try stages.ingest(selection, to: outputs, &clock)
    let (population, evidence) = stages.observe(ingested, selection, &clock)
    let models = try stages.learn(population, evidence, &clock)
    let text = try models.saved.text()
    var manifest = ScoringManifest(command: "train", stages, selection, population)
    manifest.model = ScoringManifest.Model(models.conversion, file: "model.json", digest: nil)
    manifest.warnings += stages.configuration.warnings(for: population.snapshot)
    if let outputs {
      try outputs.file("model.json").write(text)
      try outputs.file("manifest.json").write(JSONText.encode(manifest))
      _ = try outputs.commit()
    }
    var written = "\(stages.options.outputFolder)/model.json"
    if case .file(let path) = target {
      written = path
      manifest.model.file = path
      if !stages.options.isDryRun { try Self.write(text, to: path) }
    }
    return CommandSummary(
      manifest: manifest,
      written: [written],
      isDryRun: stages.options.isDryRun,
      scorecard: models.conversion.pointsTable()
    )
  }

  /// Replaces the file as a whole, or not at all.
  private static func write(_ text: String, to path: String) throws {
    let file = try OutputFile(path: path)
    file.write(text)
    try file.finish()
    try file.commit()
  }
}
