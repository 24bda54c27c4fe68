import ArgumentParser
import BatchRun
import CivilTime

/// `leadtime evaluate`.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Tells how well conversions are predicted, by models that did not see them.",
    usage: "leadtime evaluate <inputs> ... --output <output> [OPTIONS]",
    discussion: """
      leadtime evaluate exports/ --reference 2025-06-30 --output quality
      leadtime evaluate bank.csv --label y=yes --without duration --output q

      With --reference: events up to that instant predict conversions within the
      horizon after it. With --label: a plain table without dates; every other
      column is a feature. Columns that seem to know the outcome beforehand are
      named on standard error and in evaluation.json, but used: leave them out
      with --without. Every row is predicted by a model of other rows drawn at
      random; with --last the last rows are, by a model of those before them.
      Writes predictions.csv and evaluation.json. Needs all rows in memory.
      """
  )

  @Argument(help: "CSV files (also .gz) or folders; exactly one file with --label.")
  var inputs: [String]

  @Option(name: .shortAndLong, help: "The folder for the outputs; made if it is not there.")
  var output: String

  @Option(help: "The instant up to which events are looked at.")
  var reference: Instant?

  @Option(help: "How long after the reference a conversion counts.")
  var horizon: TimeSpan = .days(30)

  @Option(help: "COLUMN or COLUMN=VALUE: the outcome; without VALUE 1, yes, true or won.")
  var label: String?

  @Option(help: "The column of identifiers, left out of the features; default: row numbers.")
  var id: String?

  @Option(help: "Columns to leave out, separated by commas; may be repeated.")
  var without: [String] = []

  @Option(help: "Judge this share of the rows, the last ones, such as 0.3; with --label.")
  var last: Double?

  @Option(name: .shortAndLong, help: "A configuration file; leadtime init writes one.")
  var config: String?

  @Option(help: "How many threads to use; no output depends on it.")
  var threads = 2

  @Option(help: "What the parts are drawn with.")
  var seed: UInt64 = 42

  @Flag(help: "Print the result as JSON.")
  var json = false

  func validate() throws {
    guard (label == nil) != (reference == nil) else {
      throw ValidationError("Give either --reference INSTANT or --label COLUMN.")
    }
    guard label == nil || inputs.count == 1 else {
      throw ValidationError("--label needs exactly one file.")
    }
    guard last == nil || label != nil else { throw ValidationError("--last needs --label.") }
    guard last.map({ $0 > 0 && $0 < 1 }) ?? true else {
      throw ValidationError("--last must lie between 0 and 1.")
    }
    guard (1...64).contains(threads) else {
      throw ValidationError("--threads must lie between 1 and 64.")
    }
  }

  func run() throws {
    let evaluation = try EvaluationRun(
      RunOptions(
        inputs: inputs,
        outputFolder: output,
        configurationFile: config,
        threads: threads,
        seed: seed
      )
    )
    let result: EvaluationRun.Result
    if let reference {
      result = try evaluation.evaluate(at: reference, horizon: horizon)
    } else {
      result = try evaluation.evaluate(
        label: labelOption,
        by: last.map { .last(share: $0) } ?? .crossFitting
      )
    }
    for finding in result.leakage ?? [] { printToStandardError("leadtime: \(finding.text)") }
    try printToStandardOutput(json ? try result.json() : result.text + "\n")
  }

  private var labelOption: EvaluationRun.Label {
    let parts = (label ?? "").split(separator: "=", maxSplits: 1).map(String.init)
    return EvaluationRun.Label(
      column: parts.first ?? "",
      value: parts.count > 1 ? parts[1] : nil,
      idColumn: id,
      excluded: without
    )
  }
}
