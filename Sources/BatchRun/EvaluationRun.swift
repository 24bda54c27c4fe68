import CRMData
import CSV
public import CivilTime
public import Evaluation
import Features
import LeadScoring
import Statistics
import Tables

/// How well conversions are predicted, told by predictions that never saw their own outcome.
public struct EvaluationRun {
  /// What `evaluation.json` holds.
  public struct Result: Sendable, Codable {
    /// The format of this file.
    public var format = 1
    /// The version of the program.
    public var version = LeadtimeVersion.current
    /// What was evaluated, in a few words.
    public var question: String
    /// How many features the model looked at.
    public var features: Int
    /// What the parts were drawn with.
    public var seed: UInt64
    /// Rows that could not be used.
    public var rejected: Int
    /// Attributes that the model may not look at, since nobody declared them stable.
    public var excludedAttributes: [String]
    /// How many rows the model learned from, all of them before those that are judged; nil where
    /// every row is judged, by a model of other parts.
    public var trainingRows: Int?
    /// Columns, or attributes, that may know the outcome beforehand, leaks first; nil where nobody
    /// looked for them.
    public var leakage: [LeakFinding]?
    /// All judged rows together.
    public var total: ClassificationReport
    /// Part by part; empty where the last rows are judged.
    public var folds: [ClassificationReport?]
  }

  let options: RunOptions
  let configuration: RunConfiguration

  /// Reads the configuration.
  public init(_ options: RunOptions) throws {
    self.options = options
    var configuration =
      try options.configurationFile.map(RunConfiguration.init(contentsOf:))
      ?? RunConfiguration()
    configuration.learning.seed = options.seed
    self.configuration = configuration
  }

  /// Evaluates the conversion model at a past instant.
  ///
  /// - Parameters:
  ///   - reference: events up to here are looked at.
  ///   - horizon: conversions within this time after the reference are predicted.
  /// - Returns: How well conversions are predicted; also written to the output folder.
  /// - Throws: a `DiagnosticError`; `run.too-few-outcomes` when nothing can be learned.
  public func evaluate(at reference: Instant, horizon: TimeSpan) throws -> Result {
    let library = try ProfileLibrary(additional: configuration.profiles)
    let selection = try InputSelection(
      options.inputs,
      library: library,
      outputFolder: options.outputFolder
    )
    let outputs = try OutputSet(folder: options.outputFolder, isDryRun: options.isDryRun)
    let rejects = try RejectWriter(to: outputs, policy: options.rejectPolicy)
    let importer = CRMImporter(
      threads: options.threads,
      showsValues: options.showsValues,
      asOf: reference,
      tools: configuration.tools,
      defaultZone: configuration.defaultZone,
      limits: configuration.limits
    )
    let everybody = try importer.snapshot(of: selection.files) { rejects.write($0) }
    if let failure = rejects.failure { throw failure }
    try RejectLimit(share: configuration.maximumRejectShare).check(everybody.report)
    try configuration.checkNames(in: everybody)
    let refusals = configuration.scoringConsent.refusals(in: everybody, asOf: reference + horizon)
    var snapshot = everybody.without(Set(refusals.keys))
    snapshot.adoptFirmographics(stableAttributes: configuration.learning.stableAttributes)
    let training = TrainingSet(
      of: snapshot,
      references: [reference],
      asOf: reference + horizon,
      horizon: horizon
    )
    var learning = configuration.learning
    learning.horizon = horizon
    let features = LeadFeatures(
      of: snapshot,
      stableAttributes: learning.stableAttributes,
      census: EventCensus(of: snapshot, asOf: reference)
    )
    let learned = try learning.fitted(
      to: training,
      features: features,
      rules: configuration.rules,
      in: snapshot,
      threads: options.threads
    )
    guard let crossFit = learned.crossFit else {
      throw BatchRunError(
        .tooFewOutcomes,
        "\(training.conversionCount) of \(training.examples.count) contacts at risk convert",
        hint: "choose an earlier --reference or a longer --horizon; a model needs"
          + " \(learning.minimumConversions) conversions"
      )
    }
    let result = Result(
      question: "conversion within \(horizon) after \(reference)",
      features: learned.termCount,
      seed: options.seed,
      rejected: snapshot.report.rejectCount,
      excludedAttributes: features.excludedAttributes,
      leakage: learned.model.leaks.map(LeakFinding.init),
      total: crossFit.report,
      folds: crossFit.foldReports
    )
    let ids = training.examples.map { snapshot.contacts.ids.string($0.contact) }
    try write(
      result,
      ids: ids,
      probabilities: crossFit.probabilities,
      outcomes: training.outcomes,
      to: outputs
    )
    return result
  }

  func write(
    _ result: Result,
    ids: [String],
    probabilities: [Double],
    outcomes: [Double],
    to outputs: OutputSet
  ) throws {
    let table = try outputs.table("predictions.csv", ["contact_id", "probability", "converted"])
    let order = ids.indices.sorted {
      ids[$0] == ids[$1] ? $0 < $1 : ids[$0].utf8.lexicographicallyPrecedes(ids[$1].utf8)
    }
    for row in order {
      table.field(ids[row])
      table.field(
        clampedProbability(probabilities[row]),
        significantDigits: AdviceWriter.digits
      )
      table.field(Int(outcomes[row]))
      try table.endRecord()
    }
    try outputs.file("evaluation.json").write(JSONText.encode(result))
    _ = try outputs.commit()
  }
}
