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
      for entry in DiagnosticCatalog.entries { print("\(entry.code)\n    \(entry.meaning)") }
    case "profiles": print(ProfileGuide.text)
    default:
      guard let entry = DiagnosticCatalog.entry(for: topic) else { throw unknownTopic }
      print("\(entry.code): \(entry.meaning)\n  repair: \(entry.repair)")
      print("  exit status when it ends a run: \(entry.exitCode)")
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
