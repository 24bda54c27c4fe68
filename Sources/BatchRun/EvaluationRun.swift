import CRMData
import CSV
public import CivilTime
public import Evaluation
import Features
import LeadScoring
import Models
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
    /// All rows together.
    public var total: ClassificationReport
    /// Part by part.
    public var folds: [ClassificationReport?]
  }

  private let options: RunOptions
  private let configuration: RunConfiguration

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
    let snapshot = try importer.snapshot(of: selection.files) { rejects.write($0) }
    if let failure = rejects.failure { throw failure }
    try RejectLimit(share: configuration.maximumRejectShare).check(snapshot.report)
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
      total: crossFit.report,
      folds: crossFit.foldReports
    )
    let ids = training.examples.map { snapshot.contacts.ids.string($0.contact) }
    try write(result, ids: ids, crossFit, training.outcomes, to: outputs)
    return result
  }

  /// What to predict in a plain table.
  public struct Label: Sendable {
    /// The column.
    public var column: String
    /// The value that counts as success; nil for 1, yes or true.
    public var value: String?
    /// The column of identifiers; nil for row numbers.
    public var idColumn: String?
    /// Columns to be left out.
    public var excluded: [String]

    /// Creates a label.
    public init(column: String, value: String?, idColumn: String?, excluded: [String]) {
      self.column = column
      self.value = value
      self.idColumn = idColumn
      self.excluded = excluded
    }
  }

  /// Evaluates a logistic model of a plain table without dates.
  ///
  /// Numbers are filled in by the median, words become one column for each level that 20 rows
  /// have; 5 parts, each with the same share of successes; ridge 1 or as configured.
  public func evaluate(label: Label) throws -> Result {
    guard let path = options.inputs.first, options.inputs.count == 1 else {
      throw BatchRunError(
        .badLabel,
        "a label needs exactly one input file",
        hint: "leadtime evaluate FILE --label COLUMN --output DIR"
      )
    }
    let outputs = try OutputSet(folder: options.outputFolder, isDryRun: options.isDryRun)
    let rejects = try RejectWriter(to: outputs, policy: options.rejectPolicy)
    var rejected = 0
    let table = try Table(contentsOf: path, words: Set([label.idColumn].compactMap(\.self))) {
      reject in
      rejects.write(reject)
      rejected += 1
    }
    for name in [label.column] + label.excluded + [label.idColumn].compactMap(\.self)
    where table[column: name] == nil {
      throw BatchRunError.unknownColumn(name, among: table.columnNames, file: path)
    }
    let target = try LabelReader(label, table: table, file: path).outcomes()
    let rows = target.indices.filter { !target[$0].isNaN }
    for row in target.indices where target[row].isNaN {
      rejected += 1
      rejects.write(table.missingLabel(row, label.column, file: path))
    }
    let outcomes = rows.map { target[$0] }
    try checkCounts(outcomes)
    let features = FeatureTable(
      table,
      without: Set(label.excluded + [label.column] + [label.idColumn].compactMap(\.self))
    )
    let encoding = DesignEncoding(fittedTo: features, rows: rows)
    let design = encoding.matrix(of: features, rows: rows)
    let folds = Folds(
      stratifying: outcomes,
      count: configuration.learning.folds,
      seed: options.seed
    )
    let crossFit = try folds.crossFitted(
      LogisticRegression(penalty: .ridge(strength: configuration.learning.ridge ?? 1)),
      on: design,
      outcomes: outcomes,
      threads: options.threads
    )
    let result = Result(
      question: "\(label.column)\(label.value.map { " = \($0)" } ?? "")",
      features: encoding.terms.count,
      seed: options.seed,
      rejected: rejected,
      excludedAttributes: label.excluded,
      total: crossFit.report,
      folds: crossFit.foldReports
    )
    let ids = rows.map { table.identifier($0, column: label.idColumn) }
    try write(result, ids: ids, crossFit, outcomes, to: outputs)
    return result
  }

  private func checkCounts(_ outcomes: [Double]) throws {
    let successes = outcomes.count { $0 == 1 }
    let fewest = configuration.learning.minimumConversions
    guard successes >= fewest, outcomes.count - successes >= fewest else {
      throw BatchRunError(
        .tooFewOutcomes,
        "\(successes) of \(outcomes.count) rows are successes",
        hint: "each class needs at least \(fewest) rows; check the value after --label COLUMN="
      )
    }
  }

  private func write(
    _ result: Result,
    ids: [String],
    _ crossFit: CrossFit,
    _ outcomes: [Double],
    to outputs: OutputSet
  ) throws {
    let table = try outputs.table("predictions.csv", ["contact_id", "probability", "converted"])
    let order = ids.indices.sorted {
      ids[$0] == ids[$1] ? $0 < $1 : ids[$0].utf8.lexicographicallyPrecedes(ids[$1].utf8)
    }
    for row in order {
      table.field(ids[row])
      table.field(
        clampedProbability(crossFit.probabilities[row]),
        significantDigits: AdviceWriter.digits
      )
      table.field(Int(outcomes[row]))
      try table.endRecord()
    }
    try outputs.file("evaluation.json").write(JSONText.encode(result))
    _ = try outputs.commit()
  }
}
