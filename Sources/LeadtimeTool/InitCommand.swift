import ArgumentParser
import BatchRun
import Diagnostics

/// `leadtime init`.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Writes a commented configuration with all defaults, to be changed.",
    discussion: """
      leadtime init leadtime.yaml
      leadtime init - | less
      """
  )

  @Argument(help: "Where to write it; - is standard output. An existing file is never replaced.")
  var file = "leadtime.yaml"

  func run() throws {
    if file == "-" {
      try printToStandardOutput(ConfigurationTemplate.text)
    } else {
      try ConfigurationTemplate.write(to: file)
      print("wrote \(file); use it with: leadtime run INPUT --output DIR --config \(file)")
    }
  }
}
