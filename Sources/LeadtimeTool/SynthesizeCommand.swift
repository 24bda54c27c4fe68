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
      leadtime synthesize --output world --causes --junk 3 --drift 0.05

      Writes contacts.csv, companies.csv, events.csv and conversions.csv in
      Leadtime's own format, and truth.csv with each contact's true habits. Equal
      options give equal bytes. With --causes conversions come from known causes,
      and truth.csv says what each adds to the log-odds of every contact.
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

  @Flag(help: "Conversions come from known causes.")
  var causes = false

  @Option(help: "With --causes: by how much the log-odds rise in 30 days, -1 to 1.")
  var drift: Double?

  @Option(help: "With --causes: how many columns of random numbers and as many of words, 0 to 50.")
  var junk: Int?

  func validate() throws {
    guard (1...1_000_000).contains(contacts) else {
      throw ValidationError("--contacts must lie between 1 and 1000000.")
    }
    guard (1...260).contains(weeks) else {
      throw ValidationError("--weeks must lie between 1 and 260.")
    }
    guard causes || (drift == nil && junk == nil) else {
      throw ValidationError("--drift and --junk belong to --causes.")
    }
    guard (-1...1).contains(drift ?? 0) else {
      throw ValidationError("--drift must lie between -1 and 1.")
    }
    guard (0...50).contains(junk ?? 0) else {
      throw ValidationError("--junk must lie between 0 and 50.")
    }
  }

  func run() throws {
    let options = WorldOptions(
      contacts: contacts,
      weeks: weeks,
      seed: seed,
      causes: causes ? CauseOptions(drift: drift ?? 0, junk: junk ?? 0) : nil
    )
    let world = try SyntheticWorld.write(to: output, options: options)
    print(
      "\(output): \(world.contacts) contacts, \(world.companies) companies,"
        + " \(world.events) events, \(world.conversions) conversions"
    )
  }
}
