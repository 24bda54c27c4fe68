import ArgumentParser
import BatchRun
import CivilTime

/// What all commands over exports ask for, beside the exports and where the outputs go.
struct InputOptions: ParsableArguments {
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

  func validate() throws {
    guard (1...64).contains(threads) else {
      throw ValidationError("--threads must lie between 1 and 64.")
    }
  }

  /// The options of a run.
  func runOptions(_ inputs: [String], output: String = "", isDryRun: Bool = false) -> RunOptions {
    RunOptions(
      inputs: inputs,
      outputFolder: output,
      asOf: asOf,
      configurationFile: config,
      threads: threads,
      seed: seed,
      isDryRun: isDryRun
    )
  }
}
