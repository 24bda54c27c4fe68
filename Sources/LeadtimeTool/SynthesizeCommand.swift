import ArgumentParser
import Diagnostics
import SyntheticData

/// `leadtime synthesize`.
struct SynthesizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "synthesize",
    abstract: "Makes a small world whose truth is known, to try things on.",
    discussion: """
      leadtime synthesize --output world
      leadtime synthesize --output world --contacts 500 --weeks 12 --seed 3

      Writes contacts.csv, companies.csv, events.csv and conversions.csv in
      Leadtime's own format, and truth.csv with each contact's true habits. Equal
      options give equal bytes.
      """
  )

  @Option(name: .shortAndLong, help: "The folder for the files; made if it is not there.")
  var output: String

  @Option(help: "How many contacts.")
  var contacts = 2000

  @Option(help: "How many weeks of history.")
  var weeks = 26

  @Option(help: "What the world is drawn with.")
  var seed: UInt64 = 7

  func validate() throws {
    guard (1...1_000_000).contains(contacts) else {
      throw ValidationError("--contacts must lie between 1 and 1000000.")
    }
    guard (1...260).contains(weeks) else {
      throw ValidationError("--weeks must lie between 1 and 260.")
    }
  }

  func run() throws {
    let options = WorldOptions(contacts: contacts, weeks: weeks, seed: seed)
    let world = try SyntheticWorld.write(to: output, options: options)
    print(
      "\(output): \(world.contacts) contacts, \(world.companies) companies,"
        + " \(world.events) events, \(world.conversions) conversions"
    )
  }
}
