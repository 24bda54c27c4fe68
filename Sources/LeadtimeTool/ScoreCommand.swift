import ArgumentParser
import BatchRun

/// `leadtime score`.
struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Scores contacts and companies with a model that is there already.",
    usage: "leadtime score <inputs> ... --model <model> --output <output> [OPTIONS]",
    discussion: """
      leadtime score exports/ --model model/model.json --output scores
      leadtime score new-leads.csv --model model.json --output scores \\
        --as-of 2025-07-30 --config leadtime.yaml
      leadtime score exports/ --explain-rules --config leadtime.yaml

      Writes scores.csv and accounts.csv as leadtime run does, rejects.csv and
      manifest.json. What the model knows and the data lack is noted. Hand-off,
      send times and the plan belong to leadtime run. Needs contacts and events
      in memory, 12 bytes an event.
      """
  )

  @Argument(help: "CSV files (also .gz) or folders of them, each with an optional :PROFILE.")
  var inputs: [String]

  @Option(help: "The model.json of leadtime train or leadtime run.")
  var model: String?

  @Option(name: .shortAndLong, help: "The folder for the outputs; made if it is not there.")
  var output: String?

  @Flag(help: "Tell what every rule does on these data, and write nothing.")
  var explainRules = false

  @OptionGroup var input: InputOptions

  @Flag(help: "Do everything but write.")
  var dryRun = false

  @Flag(help: "Print the summary as JSON.")
  var json = false

  @OptionGroup var log: LogOptions

  func validate() throws {
    guard explainRules || (model != nil && output != nil) else {
      throw ValidationError("Give --model FILE and --output FOLDER, or --explain-rules.")
    }
    guard !explainRules || (model == nil && output == nil) else {
      throw ValidationError("--explain-rules needs neither --model nor --output.")
    }
  }

  func run() throws {
    let options = input.runOptions(inputs, output: output ?? "", isDryRun: dryRun)
    if explainRules {
      let rules = try RulesRun(options).explanation(onStage: log.stageLog())
      return try printToStandardOutput(json ? try rules.json() + "\n" : rules.text + "\n")
    }
    let summary = try ScoreRun(options, model: model ?? "").run(onStage: log.stageLog())
    try printToStandardOutput(json ? try summary.json() : summary.text + "\n")
  }
}
