import ArgumentParser
import BatchRun
import CSV
import CivilTime

/// `leadtime run`.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Reads exports and writes scores, send times, channels and a plan.",
    usage: "leadtime run <inputs> ... --output <output> [OPTIONS]",
    discussion: """
      leadtime run exports/ --output tonight
      leadtime run contacts.csv events.csv.gz deals.csv:my-crm.yaml \\
        --output tonight --as-of 2025-07-30T00:00:00Z --config leadtime.yaml

      Files are recognised from their headers; FILE:PROFILE settles doubt, where
      PROFILE is a built-in name (leadtime profiles lists them) or the path of
      a .yaml file. Outputs of the last run are replaced together at the end, or not at
      all. Needs contacts and events in memory, 12 bytes an event.
      """
  )

  @Argument(help: "CSV files (also .gz) or folders of them, each with an optional :PROFILE.")
  var inputs: [String]

  @Option(name: .shortAndLong, help: "The folder for the outputs; made if it is not there.")
  var output: String

  @Option(
    help: "The instant to speak of; default: the newest instant of events and conversions."
  )
  var asOf: Instant?

  @Option(name: .shortAndLong, help: "A configuration file; leadtime init writes one.")
  var config: String?

  @Option(help: "How many threads to use; no output depends on it.")
  var threads = 2

  @Option(help: "What random choices are drawn with.")
  var seed: UInt64 = 42

  @Flag(help: "Do everything but write, and show what would change.")
  var dryRun = false

  @Flag(help: "Print the summary as JSON.")
  var json = false

  @Flag(help: "Show rejected cells as they are; by default only their shapes.")
  var showValues = false

  @Option(
    help: "What rejects do: fail, quarantine (into rejects.csv), or quarantine:N to allow N."
  )
  var onReject = RejectPolicy.quarantine(limit: nil)

  @Option(help: "A folder for the report's charts as SVG files; default: none are written.")
  var figures: String?

  @OptionGroup var log: LogOptions

  func validate() throws {
    guard (1...64).contains(threads) else {
      throw ValidationError("--threads must lie between 1 and 64.")
    }
  }

  func run() throws {
    let options = RunOptions(
      inputs: inputs,
      outputFolder: output,
      asOf: asOf,
      configurationFile: config,
      threads: threads,
      seed: seed,
      isDryRun: dryRun,
      showsValues: showValues,
      rejectPolicy: onReject,
      figuresFolder: figures
    )
    let summary = try NightlyRun(options).run(onStage: log.stageLog())
    try printToStandardOutput(json ? try summary.json() : summary.text + "\n")
  }
}
