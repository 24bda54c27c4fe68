import Evaluation
import Features
import LeadScoring
import LinearAlgebra
import Models
import Tables

extension EvaluationRun {
  /// What to predict in a plain table.
  public struct Label: Sendable {
    /// The column.
    public var column: String
    /// The value that counts as success; nil for 1, yes or true.
    public var value: String?
    /// The column of identifiers; nil for row numbers.
    public var idColumn: String?
    /// Columns to be left out, each by its name or several joined by commas.
    public var excluded: [String]

    /// Creates a label.
    public init(column: String, value: String?, idColumn: String?, excluded: [String]) {
      self.column = column
      self.value = value
      self.idColumn = idColumn
      self.excluded = excluded
    }
  }

  /// Which rows of a plain table are judged, and which ones a model learns from to predict them.
  public enum Validation: Hashable, Sendable {
    /// Every row, by a model of the parts that it is not in; the parts are drawn at random.
    case crossFitting
    /// The last share of the rows in the order of the file, by a model of those before them; this
    /// is honest where the file is in order of time and the world changes.
    case last(share: Double)
  }

  /// Evaluates a logistic model of a plain table without dates.
  ///
  /// Numbers are filled in by the median, words become one column for each level that 20 rows
  /// have. The ridge is as configured, or the one of six that predicts training rows best: by parts
  /// where outcomes are few for the columns (else 1), in order of time where the last rows are
  /// judged. Parts have the same share of successes each. Columns that may
  /// know the outcome beforehand are named in the result, but used.
  ///
  /// - Parameters:
  ///   - label: what to predict, and from what.
  ///   - validation: which rows are judged.
  /// - Returns: How well the label is predicted; also written to the output folder.
  /// - Throws: a `DiagnosticError`; `run.too-few-outcomes` when nothing can be learned or judged.
  public func evaluate(label: Label, by validation: Validation = .crossFitting) throws -> Result {
    guard let path = options.inputs.first, options.inputs.count == 1 else {
      throw BatchRunError(
        .badLabel,
        "a label needs exactly one input file",
        hint: "leadtime evaluate FILE --label COLUMN --output DIR"
      )
    }
    let outputs = try OutputSet(folder: options.outputFolder, isDryRun: options.isDryRun)
    let rejects = try RejectWriter(to: outputs, policy: options.rejectPolicy)
    let data = try LabelledTable(contentsOf: path, label: label) { rejects.write($0) }
    try checkCounts(data.outcomes, of: "rows")
    let findings = try LeakFinding.search(data, seed: options.seed)
    let judged = try judged(data, by: validation)
    let result = Result(
      question: "\(label.column)\(label.value.map { " = \($0)" } ?? "")",
      features: judged.termCount,
      seed: options.seed,
      rejected: data.rejectCount,
      excludedAttributes: data.excluded,
      trainingRows: judged.trainingRowCount,
      leakage: findings,
      total: judged.report,
      folds: judged.foldReports
    )
    try write(
      result,
      ids: judged.positions.map { data.identifier(at: $0) },
      probabilities: judged.probabilities,
      outcomes: judged.positions.map { data.outcomes[$0] },
      to: outputs
    )
    return result
  }

  /// Predictions with what they are worth.
  private struct Judged {
    /// The rows, as positions among the labelled ones.
    var positions: [Int]
    var probabilities: [Double]
    var report: ClassificationReport
    var foldReports: [ClassificationReport?] = []
    var termCount: Int
    var trainingRowCount: Int?
  }

  private func judged(_ data: LabelledTable, by validation: Validation) throws -> Judged {
    switch validation {
    case .crossFitting: try crossFitted(data)
    case .last(let share): try judgedLast(data, share: share)
    }
  }

  private func crossFitted(_ data: LabelledTable) throws -> Judged {
    let encoding = DesignEncoding(fittedTo: data.features, rows: data.rows)
    let folds = Folds(
      stratifying: data.outcomes,
      count: configuration.learning.folds,
      seed: options.seed
    )
    let design = encoding.matrix(of: data.features, rows: data.rows)
    let crossFit = try folds.crossFitted(outcomes: data.outcomes) { training, test in
      let (rows, outcomes) = (design.selecting(rows: training), training.map { data.outcomes[$0] })
      let ridge = try ridgeByParts(of: rows, outcomes: outcomes)
      return try regression(ridge).fitted(to: rows, outcomes: outcomes, threads: options.threads)
        .probabilities(of: design.selecting(rows: test), threads: options.threads)
    }
    return Judged(
      positions: Array(data.rows.indices),
      probabilities: crossFit.probabilities,
      report: crossFit.report,
      foldReports: crossFit.foldReports,
      termCount: encoding.terms.count
    )
  }

  /// Neither the model nor the encoding sees a row that is judged.
  private func judgedLast(_ data: LabelledTable, share: Double) throws -> Judged {
    precondition(share > 0 && share < 1, "a share of the rows lies between 0 and 1")
    let count = data.rows.count
    let split = count - Int((share * Double(count)).rounded())
    let (earlier, later) = (data.outcomes[..<split], data.outcomes[split...])
    try checkCounts(Array(earlier), of: "first rows")
    try checkCounts(Array(later), of: "last rows")
    let (trainingRows, testRows) = (Array(data.rows[..<split]), Array(data.rows[split...]))
    let encoding = DesignEncoding(fittedTo: data.features, rows: trainingRows)
    let design = encoding.matrix(of: data.features, rows: trainingRows)
    let ridge = try ridgeByOrder(of: design, outcomes: Array(earlier))
    let model = try regression(ridge).fitted(
      to: design,
      outcomes: Array(earlier),
      threads: options.threads
    )
    let probabilities = model.probabilities(
      of: encoding.matrix(of: data.features, rows: testRows),
      threads: options.threads
    )
    return Judged(
      positions: Array(split..<count),
      probabilities: probabilities,
      report: try ClassificationReport(outcomes: Array(later), probabilities: probabilities),
      termCount: encoding.terms.count,
      trainingRowCount: split
    )
  }

  private func checkCounts(_ outcomes: [Double], of rows: String) throws {
    let successes = outcomes.count { $0 == 1 }
    let fewest = configuration.learning.minimumConversions
    guard successes >= fewest, outcomes.count - successes >= fewest else {
      throw BatchRunError(
        .tooFewOutcomes,
        "\(successes) of \(outcomes.count) \(rows) are successes",
        hint: "each class needs at least \(fewest) rows; check "
          + (rows == "rows" ? "the value after --label COLUMN=" : "--last and the order of rows")
      )
    }
  }
}
