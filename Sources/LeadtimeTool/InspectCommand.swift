import ArgumentParser
import BatchRun
import Diagnostics
import Foundation

/// `leadtime inspect`.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Tells what a file is: dialect, profile, columns and problems, and why.",
    usage: "leadtime inspect <file> [--json] [--records [N]] [OPTIONS]",
    discussion: """
      leadtime inspect leads.csv
      leadtime inspect export.zip/contacts.csv --records 5

      FILE may be CSV or JSON lines, also .gz, an entry of a zip archive, or - for
      standard input. No cell is shown unless --records asks for it: then the
      header and the records come as JSON arrays, one a line. Needs little memory
      whatever the size of the file. What is declared wins over what is found; with
      one of --delimiter, --quote and --escape, the others are , and " and none.
      """
  )

  @Argument(help: "The file.")
  var file: String

  @Flag(help: "Print the findings as JSON.")
  var json = false

  @Option(help: "Print N records, or all without N, as JSON arrays; nothing else.")
  var records: RecordLimit?

  @Option(help: "The encoding: utf-8, utf-16le, utf-16be, windows-1252 or iso-8859-1.")
  var encoding: String?

  @Option(help: "What separates cells: one character, or tab.")
  var delimiter: String?

  @Option(help: "What stands around cells: one character, or none.")
  var quote: String?

  @Option(help: "What stands before a quote that is text: one character, or none.")
  var escape: String?

  @Option(help: "The line of the header, from 1; what stands before it is skipped.")
  var headerLine: Int?

  func validate() throws {
    guard headerLine ?? 1 >= 1 else { throw ValidationError("--header-line must be 1 or more.") }
  }

  func run() throws {
    let declared = try DeclaredFormat(
      encoding: encoding,
      delimiter: delimiter,
      quote: quote,
      escape: escape,
      headerLine: headerLine
    )
    if let records { return try print(records, declared) }
    let inspection = try FileInspection(of: file, declared: declared)
    try printToStandardOutput(json ? try inspection.json() : inspection.text + "\n")
  }

  private func print(_ records: RecordLimit, _ declared: DeclaredFormat) throws {
    var rejects: [String: (count: Int, first: Reject)] = [:]
    try RecordPrinter(file: file, declared: declared).print(
      limit: records.count,
      to: { try writeToStandardOutput(Data($0)) },
      onReject: { rejects[$0.code, default: (0, $0)].count += 1 }
    )
    for (code, tally) in rejects.sorted(by: { $0.key < $1.key }) {
      let rows = tally.count == 1 ? "1 row" : "\(tally.count) rows"
      printToStandardError(
        "leadtime: \(rows) cannot be used: \(code), first at \(tally.first.location)"
      )
    }
  }
}

/// How many records to print.
struct RecordLimit: ExpressibleByArgument {
  /// nil for all.
  var count: Int?

  init?(argument: String) {
    guard argument != "all" else { return }
    guard let count = Int(argument), count >= 0 else { return nil }
    self.count = count
  }

  /// Gives `--records` its value `all` where none follows, which the parser cannot do.
  static func completing(_ arguments: [String]) -> [String] {
    guard arguments.first == InspectCommand.configuration.commandName else { return arguments }
    var completed: [String] = []
    for (position, argument) in arguments.enumerated() {
      completed.append(argument)
      let next = position + 1 < arguments.count ? arguments[position + 1] : ""
      if argument == "--records", RecordLimit(argument: next) == nil { completed.append("all") }
    }
    return completed
  }
}
