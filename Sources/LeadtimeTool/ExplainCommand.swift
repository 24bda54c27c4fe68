import ArgumentParser
import BatchRun
import CivilTime
import Diagnostics

/// `leadtime explain`.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explains a contact's scores, an error code, or how to write a profile.",
    usage: """
      leadtime explain <contact> <inputs> ... [OPTIONS]
             leadtime explain <topic>
      """,
    discussion: """
      leadtime explain C000123 exports/
      leadtime explain C000123 exports/ --since 2025-06-01 --json
      leadtime explain crm.bad-time
      leadtime explain profiles
      leadtime explain codes

      With exports: how likely the contact is to convert, why, what would move
      it, and with --since why it is not what it was: by decay, new events,
      changed attributes and changed model, which add up. Without --model one is
      learned as leadtime run would. Nothing is written. Needs contacts and
      events in memory.
      """
  )

  @Argument(help: "A contact's identifier; or a code such as crm.bad-time; or: codes, profiles.")
  var subject: String

  @Argument(help: "With a contact: CSV files or folders, each with an optional :PROFILE.")
  var inputs: [String] = []

  @Option(help: "With a contact: the earlier instant to compare with.")
  var since: Instant?

  @Option(help: "With a contact: the model.json to apply, instead of learning one.")
  var model: String?

  @Option(help: "With --since: the model.json of then; default: that of --model, if given.")
  var modelThen: String?

  @OptionGroup var input: InputOptions

  @Flag(help: "With a contact: print everything as JSON, at full precision.")
  var json = false

  @OptionGroup var log: LogOptions

  func validate() throws {
    if inputs.isEmpty {
      let isAboutContact =
        since != nil || model != nil || modelThen != nil || json || input.asOf != nil
        || input.config != nil
      guard !isAboutContact else {
        throw ValidationError(
          "To explain a contact, name the exports, too: leadtime explain \(subject) exports/"
        )
      }
    } else if Self.topics.contains(subject) {
      throw ValidationError(
        "'\(subject)' is a topic; to explain a contact, name him before the exports."
      )
    }
    guard modelThen == nil || since != nil else {
      throw ValidationError("--model-then needs --since.")
    }
  }

  func run() throws {
    if inputs.isEmpty { return try explainTopic() }
    let run = try ExplanationRun(
      input.runOptions(inputs),
      model: model,
      modelThen: modelThen
    )
    let explanation = try run.explanation(of: subject, since: since, onStage: log.stageLog())
    try printToStandardOutput(json ? try explanation.json() : explanation.text + "\n")
  }

  // MARK: - Topics

  private static let topics = ["codes", "profiles"] + DiagnosticCatalog.entries.map(\.code)

  private func explainTopic() throws {
    switch subject {
    case "codes":
      let lines = DiagnosticCatalog.entries.map { "\($0.code)\n    \($0.meaning)\n" }
      try printToStandardOutput(lines.joined())
    case "profiles": try printToStandardOutput(ProfileGuide.text + "\n")
    default:
      guard let entry = DiagnosticCatalog.entry(for: subject) else { throw unknownTopic }
      try printToStandardOutput(
        "\(entry.code): \(entry.meaning)\n  repair: \(entry.repair)\n"
          + "  exit status when it ends a run: \(entry.exitCode)\n"
      )
    }
  }

  private var unknownTopic: ValidationError {
    let near = Spelling.nearest(to: subject, among: Self.topics)
    return ValidationError(
      "There is no topic '\(subject)'."
        + (near.map { " Did you mean '\($0)'?" }
          ?? " 'leadtime explain codes' lists them; for a contact, name the exports, too.")
    )
  }
}
