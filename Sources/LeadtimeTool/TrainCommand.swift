import ArgumentParser
import BatchRun

/// `leadtime train`.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Learns from past conversions and writes the model, without scoring.",
    usage: "leadtime train <inputs> ... --output <output> | --model <model> [OPTIONS]",
    discussion: """
      leadtime train exports/ --output model
      leadtime train exports/ --model model.json --as-of 2025-06-30

      The file is the model.json that leadtime run would write; leadtime score
      applies it. With --output its folder also gets rejects.csv and
      manifest.json. Needs contacts and events in memory, 12 bytes an event.
      """
  )

  @Argument(help: "CSV files (also .gz) or folders of them, each with an optional :PROFILE.")
  var inputs: [String]

  @Option(name: .shortAndLong, help: "The folder for model.json; made if it is not there.")
  var output: String?

  @Option(help: "The model's file, instead of a folder; an existing one is replaced.")
  var model: String?

  @OptionGroup var input: InputOptions

  @Flag(help: "Do everything but write.")
  var dryRun = false

  @Flag(help: "Print the summary as JSON.")
  var json = false

  @OptionGroup var log: LogOptions

  func validate() throws {
    guard (output == nil) != (model == nil) else {
      throw ValidationError("Give either --output FOLDER or --model FILE.")
    }
  }

  func run() throws {
    let options = input.runOptions(inputs, output: output ?? "", isDryRun: dryRun)
    let summary = try TrainRun(options)
      .run(to: model.map { .file($0) } ?? .folder, onStage: log.stageLog())
    try printToStandardOutput(json ? try summary.json() : summary.text + "\n")
  }
}
