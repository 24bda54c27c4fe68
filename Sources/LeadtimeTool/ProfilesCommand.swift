import ArgumentParser
import BatchRun
import CRMData
import Diagnostics

/// `leadtime profiles`.
struct ProfilesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profiles",
    abstract: "Lists, shows and checks what is known of tools and their exports.",
    discussion: """
      leadtime profiles
      leadtime profiles show hubspot
      leadtime profiles check my-crm.yaml leads.csv
      leadtime profiles report leads.csv

      'leadtime explain profiles' tells how to write one.
      """,
    subcommands: [List.self, Show.self, Check.self, Report.self],
    defaultSubcommand: List.self
  )

  /// `leadtime profiles list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lists the profiles that come with Leadtime and how well each format is known."
    )

    @Flag(help: "Print the list as JSON.")
    var json = false

    func run() throws {
      let list = try ProfileList()
      try printToStandardOutput(json ? try list.json() : list.text + "\n")
    }
  }

  /// `leadtime profiles show`.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Prints a profile, to learn from or to start one's own with."
    )

    @Argument(help: "The profile's name, such as hubspot.")
    var name: String

    func run() throws {
      // The library knows what was probably meant.
      let profile = try ProfileLibrary().named(name)
      try printToStandardOutput(ProfileLibrary.text(ofBuiltIn: profile.name) ?? "")
    }
  }

  /// `leadtime profiles check`.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Checks a profile of one's own, and what becomes of the rows of exports with it.",
      discussion: """
        leadtime profiles check my-crm.yaml
        leadtime profiles check my-crm.yaml leads.csv deals.csv

        Exit status 1 when rows or cells cannot be used, 78 when the profile cannot.
        Nothing is written.
        """
    )

    @Argument(help: "The profile's YAML file.")
    var profile: String

    @Argument(help: "Exports to read with it.")
    var exports: [String] = []

    @Flag(help: "Print what was found as JSON.")
    var json = false

    func run() throws {
      let check = try ProfileCheck(profile, exports: exports)
      try printToStandardOutput(json ? try check.json() : check.text + "\n")
      if !check.isClean { throw ExitCode(1) }
    }
  }

  /// `leadtime profiles report`.
  struct Report: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Prints the names and the shapes of columns without any value, to be sent to us.",
      discussion: """
        leadtime profiles report leads.csv

        Letters are printed as a, digits as 9: jo.smith@example.com becomes a.a@a.a.
        """
    )

    @Argument(help: "The export, FILE.zip/ENTRY, or - for standard input.")
    var file: String

    @Flag(help: "Print the report as JSON.")
    var json = false

    func run() throws {
      let report = try ShapeReport(of: file)
      try printToStandardOutput(json ? try report.json() : report.text + "\n")
    }
  }
}
