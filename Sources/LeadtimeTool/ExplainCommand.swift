import ArgumentParser
import Diagnostics

/// `leadtime explain`.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explains an error code, or how to write a profile.",
    discussion: """
      leadtime explain crm.bad-time
      leadtime explain profiles
      leadtime explain codes
      """
  )

  @Argument(help: "A code such as crm.bad-time; or: codes, profiles.")
  var topic: String

  func run() throws {
    switch topic {
    case "codes":
      let lines = DiagnosticCatalog.entries.map { "\($0.code)\n    \($0.meaning)\n" }
      try printToStandardOutput(lines.joined())
    case "profiles": try printToStandardOutput(ProfileGuide.text + "\n")
    default:
      guard let entry = DiagnosticCatalog.entry(for: topic) else { throw unknownTopic }
      try printToStandardOutput(
        "\(entry.code): \(entry.meaning)\n  repair: \(entry.repair)\n"
          + "  exit status when it ends a run: \(entry.exitCode)\n"
      )
    }
  }

  private var unknownTopic: ValidationError {
    let known = ["codes", "profiles"] + DiagnosticCatalog.entries.map(\.code)
    let near = Spelling.nearest(to: topic, among: known)
    return ValidationError(
      "There is no topic '\(topic)'."
        + (near.map { " Did you mean '\($0)'?" } ?? " 'leadtime explain codes' lists them.")
    )
  }
}
