// LeadtimeTool: the command. Comes in: arguments. Goes out: lines on the terminal and an exit
// status. This room only parses and prints; all work is in `BatchRun` and below.

import ArgumentParser
import BatchRun
import Diagnostics
import Foundation

/// The command `leadtime`.
@main
struct LeadtimeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "leadtime",
    abstract: "Tells whom to call, when to write and through which channel.",
    discussion: """
      Reads the CSV exports of a CRM and of e-mail tools; writes CSV that CRMs
      import and senders read. Nothing leaves this machine.

        leadtime run exports/ --output tonight
        leadtime evaluate leads.csv --label Converted --output quality
      """,
    version: ToolVersion.text,
    subcommands: [
      InitCommand.self, InspectCommand.self, AssessCommand.self, TrainCommand.self,
      ScoreCommand.self, RunCommand.self, EvaluateCommand.self, ExplainCommand.self,
      ExportCommand.self, ProfilesCommand.self, SynthesizeCommand.self,
    ]
  )

  /// Prints errors alike, whatever room they come from, and ends with their exit status.
  static func main() {
    suggestSubcommand()
    suggestOption()
    do {
      var command = try parseAsRoot(
        RecordLimit.completing(Array(CommandLine.arguments.dropFirst()))
      )
      try command.run()
    } catch let error as any DiagnosticError {
      printToStandardError("leadtime: \(error)")
      exit(withStatus: error.exitCode)
    } catch {
      exit(withError: error)
    }
  }

  private static func exit(withStatus status: Int32) -> Never {
    Foundation.exit(status)
  }

  /// The parser suggests options but not subcommands.
  private static func suggestSubcommand() {
    let names = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
    guard CommandLine.arguments.count > 1 else { return }
    let word = CommandLine.arguments[1]
    guard !word.hasPrefix("-"), !names.contains(word) else { return }
    let suggestion = Spelling.nearest(to: word, among: names)
    printToStandardError(
      "leadtime: error[usage]: there is no command '\(word)'\n  hint: "
        + (suggestion.map { "did you mean '\($0)'?" }
          ?? "commands: \(names.joined(separator: ", "))")
    )
    exit(withStatus: 64)
  }
}

extension LeadtimeCommand {
  /// The parser names a missing option before a misspelt one, which hides the real mistake.
  private static func suggestOption() {
    let arguments = CommandLine.arguments.dropFirst()
    let subcommand = configuration.subcommands.first {
      $0.configuration.commandName == arguments.first
    }
    guard let subcommand else { return }
    let known = subcommand.helpMessage(columns: 200).matches(of: /--[a-z][a-z-]*/).map {
      String($0.output)
    }
    for argument in arguments.prefix(while: { $0 != "--" }) where argument.hasPrefix("--") {
      let name = String(argument.prefix { $0 != "=" })
      guard !known.contains(name), let near = Spelling.nearest(to: name, among: known) else {
        continue
      }
      printToStandardError(
        "leadtime: error[usage]: there is no option '\(name)'\n  hint: did you mean '\(near)'?"
      )
      exit(withStatus: 64)
    }
  }
}

/// Writes data.
///
/// - Throws: `BatchRunError` where nobody takes it, as on a full disk.
func printToStandardOutput(_ text: String) throws {
  try writeToStandardOutput(Data(text.utf8))
}

/// Writes bytes of data.
///
/// - Throws: `BatchRunError` where nobody takes it, as on a full disk.
func writeToStandardOutput(_ bytes: Data) throws {
  do {
    try FileHandle.standardOutput.write(contentsOf: bytes)
  } catch {
    throw BatchRunError(
      .standardOutput,
      "cannot write to standard output",
      hint: "check the disk or the pipe behind it"
    )
  }
}

/// Writes a line for people, never data.
func printToStandardError(_ line: String) {
  FileHandle.standardError.write(Data((line + "\n").utf8))
}
