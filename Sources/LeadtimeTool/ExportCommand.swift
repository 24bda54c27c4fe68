import ArgumentParser
import BatchRun
import Exports

/// `leadtime export`.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes results as files that a CRM or an e-mail tool imports.",
    usage: "leadtime export <results> --to <to> --output <output> [OPTIONS]",
    discussion: """
      leadtime export tonight --to hubspot --output import
      leadtime export tonight --to mailchimp --output import \\
        --contacts subscribed_members.csv unsubscribed_members.csv \\
        --since last-night

      Only contacts that the tool knows are written; left_out.csv names the
      others and says why. Files are split as the tool's limits ask, and those
      of the last export into the same folder that are not among them are
      removed. Values that would blank or overwrite something else are never
      written. Needs all rows in memory.
      """
  )

  @Argument(help: "The output folder of leadtime run.")
  var results: String

  @Option(help: "The tool: the name of a profile with a writer, or the path of a .yaml file.")
  var to: String

  @Option(name: .shortAndLong, help: "The folder for the files; made if it is not there.")
  var output: String

  @Option(
    parsing: .upToNextOption,
    help: "Contact exports that the run read, each with an optional :PROFILE; for addresses."
  )
  var contacts: [String] = []

  @Option(help: "The output folder of an earlier run: write only rows that differ.")
  var since: String?

  @Flag(help: "Do everything but write, and show what would change.")
  var dryRun = false

  @Flag(help: "Print the summary as JSON.")
  var json = false

  func run() throws {
    let exporter = try Exporter(
      ExportOptions(
        results: results,
        target: to,
        output: output,
        contacts: contacts,
        since: since,
        isDryRun: dryRun,
        version: ToolVersion.text
      )
    )
    let summary = try exporter.run()
    try printToStandardOutput(json ? try summary.json() : summary.text + "\n")
  }
}
