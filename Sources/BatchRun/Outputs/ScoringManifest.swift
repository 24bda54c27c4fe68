public import CRMData
import Features
public import LeadScoring
import LinearAlgebra

/// What `train` or `score` did, for machines: `manifest.json`.
///
/// Equal calls have equal manifests; nothing in it depends on the clock or on threads.
public struct ScoringManifest: Sendable, Codable {
  /// The model in short.
  public struct Model: Sendable, Codable {
    /// Where it is.
    public var file: String
    /// What the file holds; nil where it is being written.
    public var digest: FileDigest?
    /// The model in a few words.
    public var summary: String
    /// How far ahead a conversion counts.
    public var horizon: String
    /// The instants that were learnt from, the newest first.
    public var references: [String]
  }

  /// The format of this file.
  public var format = 1
  /// The command: `train` or `score`.
  public var command: String
  /// The version of the program.
  public var version = LeadtimeVersion.current
  /// The BLAS kernel, which may change the last bits of numbers.
  public var blasCore = BLASInfo.coreName
  /// The instant that is spoken of.
  public var asOf: String
  /// What random choices were drawn with.
  public var seed: UInt64
  /// The configuration file, if there was one.
  public var configuration: FileDigest?
  /// The input files.
  public var inputs: [Manifest.Input]
  /// Files in given folders that no profile fits.
  public var unrecognisedFiles: [String]
  /// What became of every row.
  public var rows: ImportReport
  /// Contacts, those created after the as-of instant not counted.
  public var contacts: Int
  /// Contacts created after the as-of instant, of which nothing is said.
  public var laterContacts: Int
  /// The model that was learned or applied.
  public var model = Model(file: "", digest: nil, summary: "", horizon: "", references: [])
  /// Contacts by segment; nil where nobody was scored.
  public var segments: [String: Int]?
  /// What a person should know first.
  public var warnings: [String] = []
}

extension ScoringManifest {
  init(
    command: String,
    _ stages: RunStages,
    _ selection: InputSelection,
    _ population: Population
  ) {
    self.command = command
    asOf = "\(population.asOf)"
    seed = stages.options.seed
    configuration = stages.configurationDigest
    inputs = RunStages.inputs(of: selection)
    unrecognisedFiles = selection.unrecognised
    rows = population.snapshot.report
    contacts = population.contacts.count
    laterContacts = population.snapshot.contacts.count - population.contacts.count
    if !selection.unrecognised.isEmpty {
      warnings.append(
        "files that no profile fits: \(selection.unrecognised.joined(separator: ", "))"
      )
    }
  }
}

extension ScoringManifest.Model {
  init(_ model: ConversionModel, file: String, digest: FileDigest?) {
    self.file = file
    self.digest = digest
    summary = model.summary
    horizon = "\(model.horizon)"
    references = model.references.map { "\($0)" }
  }
}

/// What `train` or `score` found, for a person at the terminal or for a script.
public struct CommandSummary: Sendable, Codable {
  /// Everything in detail.
  public var manifest: ScoringManifest
  /// The files that were written, or would be.
  public var written: [String]
  /// Whether nothing was written.
  public var isDryRun: Bool
  /// The points, where the model that was learned is a scorecard.
  public var scorecard: PointsTable?

  /// The summary as a few lines of text.
  public var text: String {
    var lines = [
      "As of \(manifest.asOf): \(manifest.contacts.formatted) contacts",
      "  model    \(manifest.model.summary)",
    ]
    if let segments = manifest.segments {
      let counts = segments.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        .map { "\($0.key) \($0.value.formatted)" }.joined(separator: ", ")
      lines.append("  segments \(counts.isEmpty ? "none" : counts)")
    }
    let rows = manifest.rows
    lines.append(
      "  rows     \(rows.usedRows.formatted) used, \(rows.duplicateRows.formatted) duplicate,"
        + " \(rows.rejectedRows.formatted) rejected"
    )
    lines += manifest.warnings.map { "  note     \($0)" }
    lines += written.map { isDryRun ? "  dry run  would write \($0)" : "  written  \($0)" }
    if let scorecard { lines += ["", scorecard.text] }
    return lines.joined(separator: "\n")
  }

  /// The summary as JSON.
  public func json() throws -> String { try JSONText.encode(self) }
}
