import ArgumentParser
import BatchRun

/// `leadtime assess`.
struct AssessCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assess",
    abstract: "Tells whether scoring pays at all: by rules, by a model, or not.",
    usage: "leadtime assess <inputs> ... [OPTIONS]",
    discussion: """
      leadtime assess exports/
      leadtime assess exports/ --as-of 2025-06-30 --config leadtime.yaml --json

      Counts conversions, tells how long the sales cycle is, how well rules and
      a model rank past contacts that they did not see, and what would change
      the verdict. Nothing is written. Needs contacts and events in memory.
      """
  )

  @Argument(help: "CSV files (also .gz) or folders of them, each with an optional :PROFILE.")
  var inputs: [String]

  @OptionGroup var input: InputOptions

  @Flag(help: "Print the result as JSON.")
  var json = false

  @OptionGroup var log: LogOptions

  func run() throws {
    let result = try AssessmentRun(input.runOptions(inputs)).run(onStage: log.stageLog())
    try printToStandardOutput(json ? try result.json() : result.text + "\n")
  }
}
